"""Who sees a topic: only the team until a day, or everybody."""

from datetime import date

from koers.apps.ledger import clock
from koers.apps.ledger.turn import turn
from koers.apps.topics.commands.keeping import said
from koers.apps.topics.models import Topic
from koers.domain import roles, topics
from koers.domain.seats import Seat


def restrict_topic(seat: Seat, pk: int, until: date | None, because: str, key: str | None = None) -> None:
    """Let only the team see it until a day. That it is closed, until when and why, everybody sees."""
    with turn(seat, "restrict_topic", key=key) as t:
        if t.before:
            return
        topic = t.take(Topic, pk)
        topic.closed_until = topics.closed_until(until, clock.day(t.now))
        topic.closed_because = roles.why(because, "closed_because")
        topic.save(update_fields=["closed_until", "closed_because"])
        day = topic.closed_until.isoformat()
        said(t, topic, topic.closed_because, until=day)
        t.record(topic, until=day, private={"because": topic.closed_because})


def open_up_topic(seat: Seat, pk: int, key: str | None = None) -> None:
    """Let the organisation see it again."""
    with turn(seat, "open_up_topic", key=key) as t:
        if t.before:
            return
        topic = t.take(Topic, pk)
        topic.closed_until, topic.closed_because = None, ""
        topic.save(update_fields=["closed_until", "closed_because"])
        said(t, topic)
        t.record(topic)
