"""What entries about scans ask of whom."""

from koers.apps.ledger.asks import answered, ask
from koers.apps.ledger.models import Entry
from koers.apps.ledger.readers import asks


@asks.on("open_round")
def everybody_answers(entry: Entry) -> None:
    """Everybody at the table is asked. Who has answered stays unknown, so the ask stays until closing."""
    if entry.data["mode"] != "not_recorded":
        ask(entry, entry.data["members"], "answer", due=entry.data["due"])


@asks.on("close_round")
def nobody_answers(entry: Entry) -> None:
    """Closed."""
    answered(entry, "answer")


@asks.on("open_choice")
def everybody_picks(entry: Entry) -> None:
    """Everybody chooses an S."""
    ask(entry, entry.data["members"], "pick")


@asks.on("close_choice", "talk_about", "cancel_round")
def nobody_picks(entry: Entry) -> None:
    """The choice is closed, or put off."""
    answered(entry, "pick")
    if entry.deed == "cancel_round":
        answered(entry, "answer")


@asks.on("agree_actions", "put_off_round")
def the_next_round_comes(entry: Entry) -> None:
    """Who leads is asked for the next round, on a later day."""
    if proposed := entry.data.get("proposed"):
        team, (since, due) = entry.data["team"], proposed
        answered(entry, "open_round", subject=team)
        ask(entry, entry.data["leads"], "open_round", due=due, subject=team, since=since)


@asks.on("open_round")
def the_next_round_came(entry: Entry) -> None:
    """It was opened, proposed or not."""
    answered(entry, "open_round", subject=entry.data["team"])
