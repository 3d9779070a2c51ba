"""What entries about actions ask of whom."""

from koers.apps.ledger.asks import answered, ask
from koers.apps.ledger.models import Entry
from koers.apps.ledger.readers import asks


@asks.on("agree_actions", "agree_action")
def owner_reports(entry: Entry) -> None:
    """The owner says what came of it, on the day it is due."""
    if entry.subject.startswith("action:"):
        ask(entry, [entry.data["owner"]], "report_action", due=f"{entry.data['due']}T22:00:00+00:00")


@asks.on("report_action")
def reported(entry: Entry) -> None:
    """Said."""
    answered(entry, "report_action")
