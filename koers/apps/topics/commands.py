"""Deeds about topics: raising one, looking at how to treat it, and everything that can come of it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from koers.apps.authority import queries as authority
from koers.apps.authority.models import Mandate
from koers.apps.ledger import clock, codes
from koers.apps.ledger.turn import Turn, turn
from koers.apps.people import queries as people
from koers.apps.people.models import Member, Team
from koers.apps.roles.models import Role
from koers.apps.topics import queries
from koers.apps.topics.models import Topic, Word
from koers.domain import days, roles, topics
from koers.domain.refusals import Refused
from koers.domain.seats import Seat
from koers.domain.topics import Told


def raise_topic(seat: Seat, team: Team, told: Told, *, came_from: str = "", key: str | None = None) -> Topic:
    """Bring something up. `came_from` is the code of what it came from, something of the same stream."""
    with turn(seat, "raise_topic", key=key) as t:
        if t.before:
            return Topic.objects.for_seat(seat).get(pk=t.before.subject.removeprefix("topic:"))
        tidied = topics.tidy(told, clock.day(t.now))
        topic = Topic(team=team, author_id=seat.chair, name=_called(seat), raised=t.now)
        topic.tell(tidied)
        topic.first_by = topic.decide_by
        t.place(topic)
        if came_from:
            t.link("came_from", codes.thing(seat, came_from), topic)
        t.record(topic, kind=topic.kind, origin=topic.origin, asks=_to_look_at(t))
    return topic


def _to_look_at(t: Turn) -> dict[str, Any]:
    """Who leads is asked to look how to treat it, within two weeks."""
    today = clock.day(t.now)
    _since, due = days.window(today, today + topics.WAIT, clock.zone())
    return {"members": people.who_lead(t.seat), "due": due}


def _called(seat: Seat) -> str:
    return str(Member.objects.for_seat(seat).select_related("person").get(pk=seat.chair))


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
        _said(t, topic, changed=changed)
        t.record(topic, changed=changed, asks=_to_look_at(t) if again else {})


_PARTS = tuple(Told.__dataclass_fields__)


def _said(t: Turn, topic: Topic, because: str = "", **facts: Any) -> str:
    """Keep in the topic's history what was done, by whom and why."""
    by = "" if t.seat.has("system") else _called(t.seat)
    t.place(Word(topic=topic, deed=t.deed, at=t.now, by=by, because=because, facts=facts))
    return because


# --- how it is treated


def triage_topic(
    seat: Seat,
    pk: int,
    way: str,
    because: str = "",
    *,
    role: int | None = None,
    line: str = "",
    mandate: int | None = None,
    contested: bool = False,
    owner: int | None = None,
    key: str | None = None,
) -> Topic:
    """Choose how to treat it: the advised way, or another one with a reason.

    `role` with one of its lines, or `mandate`, is who is said to carry it. Nobody decides beyond a mandate.
    """
    with turn(seat, "triage_topic", key=key) as t:
        topic = t.take(Topic, pk)
        if t.before:
            return topic
        topic.contested = contested
        topic.role, topic.role_line = _carrying(seat, role, line)
        topic.mandate = _covering(seat, topic, mandate, clock.day(t.now))
        _weigh(t, topic, way, because)
        topic.owner = _owner(seat, owner or topic.author_id)
        topic.state, topic.triaged = topic.step("triage_topic"), t.now
        topic.save()
        t.record(
            topic,
            way=way,
            advised=topic.advised,
            asks=_to_take_on(seat, topic),
        )
    return topic


def _carrying(seat: Seat, role: int | None, line: str) -> tuple[Role | None, str]:
    """The role of which a line was chosen; its line as it stands in the register."""
    if role is None:
        return None, ""
    for one, text in queries.lines(seat):
        if one.pk == role and text == line:
            return one, text
    raise Refused("role_needed", "role")


def _covering(seat: Seat, topic: Topic, pk: int | None, today: date) -> Mandate | None:
    """The mandate that is said to cover it: one that stands, for this kind of topic."""
    if pk is None:
        return None
    for one in queries.covering(seat, topic, today):
        if one.pk == pk:
            return one
    raise Refused("mandate_needed", "mandate")


def _weigh(t: Turn, topic: Topic, way: str, because: str) -> None:
    facts = queries.facts_of(t.seat, topic, clock.day(t.now))
    advice = topics.advise(facts)
    reason = topics.choose(way, because, facts, advice)
    topic.way, topic.advised = way, advice.way
    topic.reasons = [{"code": one.code, "facts": dict(one.facts)} for one in advice.reasons]
    _said(t, topic, reason, way=way, advised=advice.way)


def _owner(seat: Seat, member: int) -> Member | None:
    return people.table(seat).filter(pk=member, person__isnull=False).first()


def _to_take_on(seat: Seat, topic: Topic) -> dict[str, Any]:
    """Who is asked to take the next step, and until when."""
    due = days.ends(topic.decide_by, clock.zone()).isoformat() if topic.decide_by else None
    return {"members": _carriers(seat, topic), "due": due}


def _carriers(seat: Seat, topic: Topic) -> list[int]:
    """Whoever carries it by a mandate or a role, else its owner, else who leads."""
    mandate = topic.mandate if topic.way == "within_mandate" else None
    role = topic.role if topic.way == "belongs_to_role" else None
    if mandate and mandate.to_member_id:
        return [mandate.to_member_id]
    carried = mandate.to_role if mandate else role
    held = authority.holders(seat, [carried.pk], clock.day(clock.now()))[carried.pk] if carried else []
    return held or ([topic.owner_id] if topic.owner_id else people.who_lead(seat))


# --- on the way


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
        reason = _said(t, topic, roles.why(because, "because"), **span)
        asks = _to_take_on(t.seat, topic) if topic.state == "triaged" else {}
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
        reason = _said(t, topic, roles.why(because, "because"))
        asks = _to_look_at(t) if topic.state == "open" else {}
        t.record(topic, state=topic.state, hear=_to_hear(t, topic), asks=asks, private={"because": reason})


def _to_hear(t: Turn, topic: Topic) -> list[int]:
    """Its author is told what came of it, unless it was they who said so."""
    came = topic.state in topics.ENDED and topic.author_id != t.seat.member
    return list(_still_there(t.seat, [topic.author_id])) if came else []


def _still_there(seat: Seat, members: Iterable[int]) -> Iterable[int]:
    here = Member.objects.filter(stream=seat.stream, pk__in=list(members), left=None)
    return here.values_list("pk", flat=True)


def hear_topic(seat: Seat, pk: int, key: str | None = None) -> None:
    """Its author has read what came of it."""
    with turn(seat, "hear_topic", key=key) as t:
        if t.before:
            return
        topic = t.take(Topic, pk)
        if topic.author_id != seat.chair:
            raise Refused("not_yours", deed="hear_topic", who=["author"])
        t.record(topic)


# --- who sees it


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
        _said(t, topic, topic.closed_because, until=day)
        t.record(topic, until=day, private={"because": topic.closed_because})


def open_up_topic(seat: Seat, pk: int, key: str | None = None) -> None:
    """Let the organisation see it again."""
    with turn(seat, "open_up_topic", key=key) as t:
        if t.before:
            return
        topic = t.take(Topic, pk)
        topic.closed_until, topic.closed_because = None, ""
        topic.save(update_fields=["closed_until", "closed_because"])
        _said(t, topic)
        t.record(topic)


# --- what the ledger tells of a proposal about it; done by the clock


def topic_proposed(seat: Seat, pk: int, process: str, key: str) -> None:
    """A proposal about it is open."""
    with turn(seat, "topic_proposed", key=key) as t:
        if t.before:
            return
        topic = t.take(Topic, pk)
        topic.state, topic.process, topic.outcome = topic.step("topic_proposed"), process, ""
        topic.save(update_fields=["state", "process", "outcome"])
        _said(t, topic, process=process)
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
        _said(t, topic, process=process, outcome=outcome)
        t.record(topic, process=process, outcome=outcome, asks=_to_take_on(t.seat, topic))


def topic_decided(seat: Seat, pk: int, process: str, number: str, key: str) -> None:
    """The team decided about it; its author is told."""
    with turn(seat, "topic_decided", key=key) as t:
        if t.before:
            return
        topic = t.take(Topic, pk)
        topic.state, topic.outcome = topic.step("topic_decided"), "adopted"
        topic.decision, topic.ended = number, t.now
        topic.save(update_fields=["state", "outcome", "decision", "ended"])
        _said(t, topic, process=process, number=number)
        t.record(topic, process=process, number=number, hear=_to_hear(t, topic))
