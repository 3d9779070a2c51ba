"""What becomes of a role's proposal that the team decides about: read from the ledger, done by the clock.

Which process is about which proposal is said by a link of kind "about"; what kind of process it is, this room
doesn't know.
"""

from koers.apps.ledger.models import Entry, Link
from koers.apps.ledger.readers import LedgerReader
from koers.apps.roles import commands
from koers.apps.roles.models import Proposal
from koers.domain.refusals import Refused
from koers.domain.seats import system

decided = LedgerReader("role decisions")


def _about(entry: Entry) -> Proposal | None:
    """The unsettled proposal that this process is about."""
    link = Link.objects.filter(
        kind="about", source=entry.subject, target__startswith="role_proposal:"
    ).first()
    code = entry.data.get("about", link.target if link else "")
    if not code.startswith("role_proposal:"):
        return None
    found = Proposal.objects.filter(stream=entry.stream_id, pk=code.removeprefix("role_proposal:"))
    return found.filter(state__in=("open", "deciding")).first()


@decided.on("open_process")
def goes_on(entry: Entry) -> None:
    """From now on nobody settles it alone."""
    made = _about(entry)
    if made and made.state == "open":
        commands.decide_role(system(entry.stream_id), made.pk, "deciding")


@decided.on("close_process", "withdraw_proposal")
def ended(entry: Entry) -> None:
    """Rejected is declined; whatever else isn't adopted lies open again."""
    made = _about(entry)
    came = entry.data.get("outcome", "withdrawn" if entry.deed == "withdraw_proposal" else "")
    if made and came and came != "adopted":
        state = "declined" if came == "rejected" else "open"
        commands.decide_role(system(entry.stream_id), made.pk, state)


@decided.on("seal_decision")
def adopted(entry: Entry) -> None:
    """It holds; unless the role has changed since, then who facilitates looks at it again."""
    made = _about(entry)
    if made is None:
        return
    seat = system(entry.stream_id)
    try:
        commands.adopt_decided(seat, made.pk, str(entry.data["number"]))
    except Refused:
        commands.decide_role(seat, made.pk, "open")
