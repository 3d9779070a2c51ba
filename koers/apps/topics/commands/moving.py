"""What happens with a topic on the way: another day, a conversation, an end, and hearing of it."""

from datetime import date

from koers.apps.ledger import clock
from koers.apps.ledger.turn import turn
from koers.apps.topics.commands.keeping import said, to_hear, to_look_at, to_take_on
from koers.apps.topics.models import Topic
from koers.domain import roles, topics
from koers.domain.refusals import Refused
from koers.domain.seats import Seat


def postpone_topic(seat: Seat, pk: int, day: date | None, because: str, key: str | None = None) -> None:
    """Give it another day to decide by. It is counted."""
    with turn(seat, "postpone_topic", key=key) as t:
        if t.before:
            return
        topic = t.take(Topic, pk)
        later = topics.later(topic.decide_by, day, clock.day(t.now))
        before, topic.decide_by = topic.decide_by, later
        topic.first_by = topic.first_by or before
        topic.postponed += 1
        topic.save(update_fields=["decide_by", "first_by", "postponed"])
        span = {"before": before.isoformat() if before else "", "after": later.isoformat()}
        reason = said(t, topic, roles.why(because, "because"), **span)
        asks = to_take_on(t.seat, topic) if topic.state == "triaged" else {}
        t.record(topic, times=topic.postponed, asks=asks, span=span, private={"because": reason})


def talk_about_topic(seat: Seat, pk: int, because: str, key: str | None = None) -> None:
    """Take it into a conversation: who talks about it, and when."""
    _moved(seat, pk, "talk_about_topic", because, key)


def settle_topic(seat: Seat, pk: int, because: str, key: str | None = None) -> None:
    """It needs no decision of the team: say what came of it."""
    _moved(seat, pk, "settle_topic", because, key)


def let_go_topic(seat: Seat, pk: int, because: str, key: str | None = None) -> None:
    """Nothing is done with it, and say why."""
    _moved(seat, pk, "let_go_topic", because, key)


def reopen_topic(seat: Seat, pk: int, because: str, key: str | None = None) -> None:
    """It came to an end, and is a topic again."""
    _moved(seat, pk, "reopen_topic", because, key)


def _moved(seat: Seat, pk: int, deed: str, because: str, key: str | None) -> None:
    with turn(seat, deed, key=key) as t:
        if t.before:
            return
        topic = t.take(Topic, pk)
        topic.state = topic.step(deed)
        topic.reopened += deed == "reopen_topic"
        topic.ended = t.now if topic.state in topics.ENDED else None
        topic.save(update_fields=["state", "reopened", "ended"])
        reason = said(t, topic, roles.why(because, "because"))
        asks = to_look_at(t) if topic.state == "open" else {}
        t.record(topic, state=topic.state, hear=to_hear(t, topic), asks=asks, private={"because": reason})


def hear_topic(seat: Seat, pk: int, key: str | None = None) -> None:
    """Its author has read what came of it."""
    with turn(seat, "hear_topic", key=key) as t:
        if t.before:
            return
        topic = t.take(Topic, pk)
        if topic.author_id != seat.chair:
            raise Refused("not_yours", deed="hear_topic", who=["author"])
        t.record(topic)
