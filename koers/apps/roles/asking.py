"""What entries about roles ask of whom."""

from koers.apps.ledger.asks import answered, ask
from koers.apps.ledger.models import Entry
from koers.apps.ledger.readers import asks
from koers.apps.roles.models import Term


@asks.on("propose_role")
def somebody_settles(entry: Entry) -> None:
    """Who facilitates or guards adopts it, or declines it with a reason."""
    ask(entry, entry.data["settle"], "adopt_role")


@asks.on("adopt_role", "decline_role")
def settled(entry: Entry) -> None:
    """Settled; and where a role ended, no term of it asks anything any more."""
    answered(entry, "adopt_role")
    ended = Term.objects.filter(role=entry.data.get("role"), role__ended__isnull=False)
    for term in ended:
        answered(entry, "renew_term", subject=term.code)


@asks.on("fill_role", "renew_term", "seat_elected")
def term_ends(entry: Entry) -> None:
    """Sixty days before its end who leads is asked: longer, or somebody else?"""
    answered(entry, "renew_term")
    if asked := entry.data["asks"]:
        ask(entry, asked["members"], "renew_term", due=asked["due"], since=asked["since"])


@asks.on("vacate_role")
def term_over(entry: Entry) -> None:
    """Broken off."""
    answered(entry, "renew_term")


@asks.on("decide_role")
def team_decides(entry: Entry) -> None:
    """While the team decides nobody is asked to settle it; when it lies open again, they are."""
    answered(entry, "adopt_role")
    if entry.data["state"] == "open":
        ask(entry, entry.data["settle"], "adopt_role")
