"""What entries about actions ask of whom."""

from koers.apps.ledger.asks import answered, ask
from koers.apps.ledger.models import Entry
from koers.apps.ledger.readers import asks

DEEDS = ("note_progress", "report_action")


@asks.on("agree_actions", "agree_action", "take_action", "put_off_action", "take_over_action")
def owner_is_asked(entry: Entry) -> None:
    """The owner says how it goes halfway, and what came of it on the day it is due; none of it before."""
    asked = entry.data.get("asks", {}) if entry.subject.startswith("action:") else {}
    for deed in DEEDS if asked else ():
        answered(entry, deed)
    for deed, (since, due) in asked.items():
        ask(entry, [entry.data["owner"]], deed, due=due, since=since)


@asks.on("note_progress")
def progress_noted(entry: Entry) -> None:
    """Said how it goes."""
    answered(entry, "note_progress")


@asks.on("report_action", "stop_action")
def over(entry: Entry) -> None:
    """Said what came of it."""
    for deed in DEEDS:
        answered(entry, deed)
