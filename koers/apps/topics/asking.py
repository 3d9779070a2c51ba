"""What entries about topics ask of whom."""

from koers.apps.ledger.asks import answered, ask
from koers.apps.ledger.models import Entry
from koers.apps.ledger.readers import asks


@asks.on("raise_topic", "edit_topic", "reopen_topic")
def somebody_looks_at_it(entry: Entry) -> None:
    """Who leads looks how to treat it."""
    if asked := entry.data["asks"]:
        over(entry)
        ask(entry, asked["members"], "triage_topic", due=asked["due"])


@asks.on("triage_topic", "topic_returned", "postpone_topic")
def somebody_takes_it_on(entry: Entry) -> None:
    """Whoever carries it takes the next step, or says what came of it."""
    if asked := entry.data["asks"]:
        over(entry)
        ask(entry, asked["members"], "settle_topic", due=asked["due"])


@asks.on("talk_about_topic", "settle_topic", "let_go_topic", "topic_proposed", "topic_decided")
def taken_on(entry: Entry) -> None:
    """It goes on, or it is over; then its author is told what came of it."""
    over(entry)
    ask(entry, entry.data.get("hear", []), "hear_topic")


@asks.on("hear_topic", "reopen_topic")
def heard(entry: Entry) -> None:
    """Its author knows, or it is a topic again."""
    answered(entry, "hear_topic")


def over(entry: Entry) -> None:
    """Nothing is asked of anybody to get it on."""
    answered(entry, "triage_topic")
    answered(entry, "settle_topic")
