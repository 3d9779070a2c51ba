"""What becomes of a proposed row or mandate the team decides about: read in the ledger, done by the clock.

Which process it is, and by which method, this room doesn't know.
"""

from koers.apps.authority import commands
from koers.apps.authority.models import Proposal
from koers.apps.ledger import pulse
from koers.apps.ledger.models import Entry, Link
from koers.apps.ledger.readers import Follower
from koers.domain import seats
from koers.domain.authority import proposing
from koers.domain.refusals import Refused
from koers.domain.seats import Seat

follower = Follower("authority")


def start() -> None:
    """Hear every commit of this process."""
    pulse.listen(lambda stream, seq: follower.catch_up(stream) if seq else None)


def _about(entry: Entry) -> int | None:
    """The proposal that the entry's process is about."""
    code = entry.data.get("about", "")
    if entry.deed == "withdraw_proposal":
        link = Link.objects.filter(stream=entry.stream_id, kind="about", source=entry.subject).first()
        code = link.target if link else ""
    kind, _colon, pk = code.partition(":")
    return int(pk) if kind == Proposal.label and pk.isdecimal() else None


def _clock(entry: Entry) -> Seat:
    return seats.system(entry.stream_id, entry.stream.parent_id)


def _decides(entry: Entry, pk: int, state: str) -> None:
    commands.decide_authority(_clock(entry), pk, state, f"authority:{entry.seq}:{state}")


@follower.on("open_process")
def goes_on(entry: Entry) -> None:
    """From now on the team decides."""
    if pk := _about(entry):
        _decides(entry, pk, "deciding")


@follower.on("close_process", "withdraw_proposal")
def ended(entry: Entry) -> None:
    """Rejected is declined; whatever else isn't adopted lies open again."""
    outcome = "withdrawn" if entry.deed == "withdraw_proposal" else entry.data.get("outcome", "")
    if (pk := _about(entry)) and outcome not in ("", "adopted"):
        _decides(entry, pk, proposing.state_after(outcome))


@follower.on("seal_decision")
def adopted(entry: Entry) -> None:
    """It holds. A mandate for somebody who left by now, or that would be over, lies open again."""
    if pk := _about(entry):
        try:
            commands.adopt_authority(_clock(entry), pk, entry.data["number"], f"authority:{entry.seq}")
        except Refused:
            _decides(entry, pk, "open")
