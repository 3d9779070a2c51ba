"""Bringing a topic up, and telling it better."""

from dataclasses import replace

from koers.apps.ledger import clock, codes
from koers.apps.ledger.turn import turn
from koers.apps.people import queries as people
from koers.apps.people.models import Team
from koers.apps.topics.commands.keeping import said, to_look_at
from koers.apps.topics.models import Topic
from koers.domain import topics
from koers.domain.refusals import Refused
from koers.domain.seats import Seat
from koers.domain.topics import Told


def raise_topic(seat: Seat, team: Team, told: Told, *, came_from: str = "", key: str | None = None) -> Topic:
    """Bring something up. `came_from` is the code of what it came from, something of the same stream."""
    with turn(seat, "raise_topic", key=key) as t:
        if t.before:
            return Topic.objects.for_seat(seat).get(pk=t.before.subject.removeprefix("topic:"))
        tidied = topics.tidy(told, clock.day(t.now))
        topic = Topic(team=team, author_id=seat.chair, name=people.called(seat), raised=t.now)
        topic.tell(tidied)
        topic.first_by = topic.decide_by
        t.place(topic)
        if came_from:
            t.link("came_from", codes.thing(seat, came_from), topic)
        t.record(topic, kind=topic.kind, origin=topic.origin, asks=to_look_at(t))
    return topic


def edit_topic(seat: Seat, pk: int, told: Told, key: str | None = None) -> None:
    """Tell it better. When something changed that the advice depends on, it is looked at again."""
    with turn(seat, "edit_topic", key=key) as t:
        if t.before:
            return
        topic = t.take(Topic, pk)
        before = topic.told
        # Another day to decide by is postponing, which is counted.
        day = None if before.decide_by else told.decide_by
        after = topics.tidy(replace(told, decide_by=day), clock.day(t.now))
        after = replace(after, decide_by=before.decide_by or after.decide_by)
        if before == after:
            raise Refused("nothing_changed", "title")
        changed = [name for name in _PARTS if getattr(before, name) != getattr(after, name)]
        topic.tell(after)
        topic.first_by = topic.first_by or topic.decide_by
        again = topics.weighed_anew(before, after) and topic.state == "triaged"
        if again:
            topic.state = "open"
        topic.save()
        said(t, topic, changed=changed)
        t.record(topic, changed=changed, asks=to_look_at(t) if again else {})


_PARTS = tuple(Told.__dataclass_fields__)
