"""What every deed about a topic keeps: a word in its history, and who is asked what follows."""

from collections.abc import Iterable
from typing import Any

from koers.apps.authority import queries as authority
from koers.apps.ledger import clock
from koers.apps.ledger.turn import Turn
from koers.apps.people import queries as people
from koers.apps.people.models import Member
from koers.apps.topics.models import Topic, Word
from koers.domain import days, topics
from koers.domain.seats import Seat


def said(t: Turn, topic: Topic, because: str = "", **facts: Any) -> str:
    """Keep in the topic's history what was done, by whom and why."""
    by = "" if t.seat.has("system") else people.called(t.seat)
    t.place(Word(topic=topic, deed=t.deed, at=t.now, by=by, because=because, facts=facts))
    return because


def to_look_at(t: Turn) -> dict[str, Any]:
    """Who leads is asked to look how to treat it, within two weeks."""
    today = clock.day(t.now)
    _since, due = days.window(today, today + topics.WAIT, clock.zone())
    return {"members": people.who_lead(t.seat), "due": due}


def to_take_on(seat: Seat, topic: Topic) -> dict[str, Any]:
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


def to_hear(t: Turn, topic: Topic) -> list[int]:
    """Its author is told what came of it, unless it was they who said so."""
    came = topic.state in topics.ENDED and topic.author_id != t.seat.member
    return list(_still_there(t.seat, [topic.author_id])) if came else []


def _still_there(seat: Seat, members: Iterable[int]) -> Iterable[int]:
    here = Member.objects.filter(stream=seat.stream, pk__in=list(members), left=None)
    return here.values_list("pk", flat=True)
