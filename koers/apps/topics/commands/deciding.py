"""What the ledger tells of a proposal about a topic; done by the clock."""

from koers.apps.ledger.turn import turn
from koers.apps.topics.commands.keeping import said, to_hear, to_take_on
from koers.apps.topics.models import Topic
from koers.domain.refusals import Refused
from koers.domain.seats import Seat


def topic_proposed(seat: Seat, pk: int, process: str, key: str) -> None:
    """A proposal about it is open."""
    with turn(seat, "topic_proposed", key=key) as t:
        if t.before:
            return
        topic = t.take(Topic, pk)
        topic.state, topic.process, topic.outcome = topic.step("topic_proposed"), process, ""
        topic.save(update_fields=["state", "process", "outcome"])
        said(t, topic, process=process)
        t.record(topic, process=process)


def topic_returned(seat: Seat, pk: int, process: str, outcome: str, key: str) -> None:
    """The proposal about it came to an end without a decision: it goes on from where it was."""
    with turn(seat, "topic_returned", key=key) as t:
        if t.before:
            return
        topic = t.take(Topic, pk)
        if topic.process != process:
            raise Refused("topic_under_way", state=topic.state)  # another proposal about it is open
        topic.state, topic.outcome = topic.step("topic_returned"), outcome
        topic.save(update_fields=["state", "outcome"])
        said(t, topic, process=process, outcome=outcome)
        t.record(topic, process=process, outcome=outcome, asks=to_take_on(t.seat, topic))


def topic_decided(seat: Seat, pk: int, process: str, number: str, key: str) -> None:
    """The team decided about it; its author is told."""
    with turn(seat, "topic_decided", key=key) as t:
        if t.before:
            return
        topic = t.take(Topic, pk)
        topic.state, topic.outcome = topic.step("topic_decided"), "adopted"
        topic.decision, topic.ended = number, t.now
        topic.save(update_fields=["state", "outcome", "decision", "ended"])
        said(t, topic, process=process, number=number)
        t.record(topic, process=process, number=number, hear=to_hear(t, topic))
