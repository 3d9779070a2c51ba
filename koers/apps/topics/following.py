"""What becomes of a proposal about a topic, read in the ledger: this room knows nothing of proposals."""

from koers.apps.ledger import pulse
from koers.apps.ledger.models import Entry, Link
from koers.apps.ledger.readers import Follower
from koers.apps.topics import commands
from koers.domain import seats
from koers.domain.seats import Seat

follower = Follower("topics")


def start() -> None:
    """Hear every commit of this process."""
    pulse.listen(lambda stream, seq: follower.catch_up(stream) if seq else None)


def _topic(code: str) -> int | None:
    kind, _colon, pk = code.partition(":")
    return int(pk) if kind == "topic" and pk.isdecimal() else None


def _clock(entry: Entry) -> Seat:
    return seats.system(entry.stream_id, entry.stream.parent_id)


def _key(entry: Entry) -> str:
    return f"topics:{entry.seq}"


@follower.on("open_process")
def opened(entry: Entry) -> None:
    """A proposal about a topic is open."""
    if pk := _topic(entry.data.get("about", "")):
        commands.topic_proposed(_clock(entry), pk, entry.subject, _key(entry))


@follower.on("close_process")
def closed(entry: Entry) -> None:
    """It ended. What was adopted is sealed in a moment; anything else brings the topic back."""
    outcome = entry.data.get("outcome", "")
    if (pk := _topic(entry.data.get("about", ""))) and outcome not in ("", "adopted"):
        commands.topic_returned(_clock(entry), pk, entry.subject, outcome, _key(entry))


@follower.on("withdraw_proposal")
def withdrawn(entry: Entry) -> None:
    """Whoever made it took it back; a draft that nobody saw leaves the topic as it was."""
    about = Link.objects.filter(stream=entry.stream_id, kind="about", source=entry.subject).first()
    if about and (pk := _topic(about.target)):
        commands.topic_returned(_clock(entry), pk, entry.subject, "withdrawn", _key(entry))


@follower.on("seal_decision")
def sealed(entry: Entry) -> None:
    """It was decided."""
    if pk := _topic(entry.data.get("about", "")):
        process = entry.data.get("process", "")
        commands.topic_decided(_clock(entry), pk, process, entry.data["number"], _key(entry))
