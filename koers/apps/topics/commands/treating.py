"""How a topic is treated: who carries it, and the way that was chosen."""

from datetime import date

from koers.apps.authority.models import Mandate
from koers.apps.ledger import clock
from koers.apps.ledger.turn import Turn, turn
from koers.apps.people import queries as people
from koers.apps.people.models import Member
from koers.apps.roles.models import Role
from koers.apps.topics import queries
from koers.apps.topics.commands.keeping import said, to_take_on
from koers.apps.topics.models import Topic
from koers.domain import topics
from koers.domain.refusals import Refused
from koers.domain.seats import Seat


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
            asks=to_take_on(seat, topic),
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
    said(t, topic, reason, way=way, advised=advice.way)


def _owner(seat: Seat, member: int) -> Member | None:
    return people.table(seat).filter(pk=member, person__isnull=False).first()
