"""What entries about mandates ask of whom."""

from koers.apps.ledger.asks import answered, ask
from koers.apps.ledger.models import Entry
from koers.apps.ledger.readers import asks

DEEDS = ("renew_mandate", "review_mandate")


@asks.on("give_mandate", "renew_mandate")
def it_ends(entry: Entry) -> None:
    """Thirty days before its end, and on the day to look at it, whoever gave it is asked what follows."""
    for deed in DEEDS:
        answered(entry, deed)
    _asks(entry, entry.subject)


def _asks(entry: Entry, mandate: str) -> None:
    for deed, (since, due) in entry.data["asks"].items():
        ask(entry, entry.data["members"], deed, due=due, since=since, subject=mandate)


@asks.on("adopt_authority")
def given_by_the_team(entry: Entry) -> None:
    """The same for a mandate that the team gave by a decision."""
    if "asks" in entry.data:
        _asks(entry, entry.data["became"])


@asks.on("review_mandate")
def looked_at(entry: Entry) -> None:
    """Looked at, and left as it is."""
    answered(entry, "review_mandate")


@asks.on("withdraw_mandate")
def withdrawn(entry: Entry) -> None:
    """Broken off: nothing is asked about it any more."""
    for deed in DEEDS:
        answered(entry, deed)
