"""Deciding after advice: who is asked, what became of what they said, and the decision."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from koers.apps.decisions.commands.doing import does
from koers.apps.decisions.models import Process, Response, Voter
from koers.apps.ledger import clock
from koers.apps.people import queries as people
from koers.domain import processes
from koers.domain.processes import Case
from koers.domain.refusals import Refused
from koers.domain.seats import Seat, system


def name_adviser(seat: Seat, pk: int, member: int, part: str, why: str, key: str | None = None) -> None:
    """Add somebody who is asked for advice: they are affected, they know of it, or both."""
    chair = people.table(seat).filter(pk=member, person__isnull=False).first()
    if chair is None:
        raise Refused("adviser_missing", "member")
    fresh = processes.Voter(chair.pk, str(chair), why, chair.person_id, part=part)

    def step(case: Case, now: datetime) -> Case:
        return processes.name_adviser(case, seat, now, fresh)

    does(seat, "name_adviser", pk, step, member=member, part=part, private={"why": why}, key=key)


def weigh_advice(seat: Seat, pk: int, member: int, word: str, because: str, key: str | None = None) -> None:
    """Write what became of somebody's advice."""

    def step(case: Case, now: datetime) -> Case:
        return processes.weigh_advice(case, seat, now, member, word, because)

    does(seat, "weigh_advice", pk, step, member=member, word=word, private={"because": because}, key=key)


def record_outside(
    seat: Seat, pk: int, who: str, part: str, text: str, *, how: str, key: str | None = None
) -> None:
    """Write down what somebody who isn't at this table advised."""

    def step(case: Case, now: datetime) -> Case:
        return processes.record_outside(case, seat, now, who, part, text, how)

    does(seat, "record_outside", pk, step, part=part, private={"who": who, "advice": text}, key=key)


def weigh_outside(seat: Seat, pk: int, number: int, word: str, because: str, key: str | None = None) -> None:
    """Write what became of advice from outside the table."""

    def step(case: Case, now: datetime) -> Case:
        return processes.weigh_outside(case, seat, now, number, word, because)

    does(seat, "weigh_outside", pk, step, number=number, word=word, private={"because": because}, key=key)


def adapt_text(seat: Seat, pk: int, title: str, text: str, key: str | None = None) -> None:
    """Write what the decision has become, after the advice."""

    def step(case: Case, now: datetime) -> Case:
        return processes.adapt_text(case, seat, now, title, text)

    does(seat, "adapt_text", pk, step, key=key)


def decide(seat: Seat, pk: int, key: str | None = None) -> None:
    """Decide, after advice."""
    does(seat, "decide", pk, lambda case, now: processes.decide(case, seat, now), key=key)


def remind_advisers(seat: Seat, pk: int) -> None:
    """Ask whoever hasn't answered half-way once more: it comes in their next letter as new."""
    does(seat, "remind_advisers", pk, lambda case, now: processes.remind_advisers(case, seat, now))


def remind_all_due() -> int:
    """The same for every window that is half-way: the clock's own work."""
    now = clock.now()
    answered = Response.objects.filter(process=OuterRef("process"), member=OuterRef("member"))
    silent = Voter.objects.filter(~Exists(answered), process=OuterRef("pk"), status="in", reminded=None)
    asking = Process.objects.filter(Exists(silent), stage="advising", closes__gt=now)
    return sum(_reminded(one) for one in asking.select_related("stream") if _halfway(one, now))


def _halfway(process: Process, now: datetime) -> bool:
    assert process.opens is not None
    assert process.closes is not None
    return now >= process.opens + (process.closes - process.opens) / 2


def _reminded(process: Process) -> bool:
    try:
        remind_advisers(system(process.stream_id, process.stream.parent_id), process.pk)
    except Refused:
        return False  # they answered, or it closed, in between
    return True
