"""What entries about copies ask of whom."""

from koers.apps.ledger.asks import answered, ask
from koers.apps.ledger.models import Entry
from koers.apps.ledger.readers import asks


@asks.on("ask_copy")
def teams_say_yes(entry: Entry) -> None:
    """Of every team that must say yes everybody is asked; one of them is enough."""
    ask(entry, entry.data["members"], "let_copy", due=entry.data["due"])


@asks.on("let_copy")
def a_team_said_yes(entry: Entry) -> None:
    """Nobody of this team is asked any more."""
    answered(entry, "let_copy", entry.data["members"])


@asks.on("make_copy", "end_copy")
def it_is_settled(entry: Entry) -> None:
    """Made, or over."""
    answered(entry, "let_copy")
