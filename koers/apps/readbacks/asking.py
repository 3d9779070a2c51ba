"""What entries about readbacks ask of whom."""

from koers.apps.ledger.asks import answered, ask
from koers.apps.ledger.models import Entry
from koers.apps.ledger.readers import asks
from koers.apps.readbacks.models import Readback


@asks.on("open_readback", "ask_again")
def everybody_tells(entry: Entry) -> None:
    """Everybody at the table is asked. It is by name, so the ask ends for whoever has told."""
    ask(entry, entry.data["members"], "tell", due=entry.data["due"])


@asks.on("claim_seat", "pull_up_chair")
def who_comes_later_tells_too(entry: Entry) -> None:
    """Whoever sits down while a text is being read back is asked as well."""
    member = int(entry.subject.removeprefix("member:"))
    for readback in Readback.objects.filter(stream=entry.stream_id, stage__in=("writing", "comparing")):
        if not readback.tellings.filter(member=member, lap=readback.lap).exists():
            ask(entry, [member], "tell", subject=readback.code)


@asks.on("tell")
def somebody_told(entry: Entry) -> None:
    """Told."""
    answered(entry, "tell", [entry.data["member"]])


@asks.on("end_alike", "leave_open", "delete_readback")
def nobody_tells(entry: Entry) -> None:
    """It is over."""
    answered(entry, "tell")
