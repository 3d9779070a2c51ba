"""Who decides: interests, who was forgotten, who left."""

from datetime import datetime

from django.db import models

from koers.apps.decisions.commands.doing import does
from koers.apps.decisions.models import Process, Voter
from koers.apps.people import queries as people
from koers.domain import processes
from koers.domain.processes import Case
from koers.domain.refusals import NotHere, Refused
from koers.domain.seats import Seat, system


def declare_interest(seat: Seat, pk: int, reason: str, key: str | None = None) -> None:
    """Stay out of it."""

    def step(case: Case, now: datetime) -> Case:
        return processes.declare_interest(case, seat, now, reason)

    does(seat, "declare_interest", pk, step, private={"reason": reason}, member=seat.member, key=key)


def propose_recusal(seat: Seat, pk: int, member: int, reason: str, key: str | None = None) -> None:
    """Say that somebody else has an interest in it."""

    def step(case: Case, now: datetime) -> Case:
        return processes.propose_recusal(case, seat, now, member, reason)

    does(seat, "propose_recusal", pk, step, private={"reason": reason}, member=member, key=key)


def decide_recusal(seat: Seat, pk: int, member: int, *, agree: bool, key: str | None = None) -> None:
    """Say whether somebody should stay out of it."""

    def step(case: Case, now: datetime) -> Case:
        return processes.decide_recusal(case, seat, now, member, agree=agree)

    does(seat, "decide_recusal", pk, step, member=member, key=key)


def add_to_electorate(seat: Seat, pk: int, member: int, why: str = "member", key: str | None = None) -> None:
    """Somebody was forgotten. The window restarts, and earlier responses wait for a tap."""
    chair = people.table(seat).filter(pk=member).select_related("person").first()
    if chair is None or not chair.taken:
        raise NotHere
    fresh = processes.Voter(chair.pk, str(chair), why, chair.person_id)

    def step(case: Case, now: datetime) -> Case:
        return processes.add_to_electorate(case, seat, now, fresh)

    does(seat, "add_to_electorate", pk, step, member=member, key=key)


def _gone() -> models.QuerySet[Voter]:
    """Of all electorates, whose chair went, is free, or has somebody else on it."""
    sits = models.Q(member__left=None, member__person__isnull=False, member__person=models.F("person"))
    return Voter.objects.exclude(status__in=("left", "decides")).exclude(sits)


def let_leavers_go(process: Process, home: int | None) -> int:
    """Whoever left the table leaves n. The clock's work, from who sits there now; how many left."""
    clockwork = system(process.stream_id, home)
    gone = _gone().filter(process=process).values_list("member", flat=True)
    return sum(_leaves(clockwork, process.pk, member) for member in list(gone))


def _leaves(seat: Seat, pk: int, member: int) -> bool:
    left = people.left_at(seat, member)

    def step(case: Case, now: datetime) -> Case:
        return processes.leave_table(case, seat, now, member, left)

    try:
        does(seat, "leave_table", pk, step, member=member)
    except Refused:
        return False  # it closed before they left
    return True


def let_all_leavers_go() -> int:
    """The same for everything that is open."""
    over = ("draft", *processes.FINAL)
    here = Process.objects.exclude(stage__in=over).filter(voters__in=_gone())
    return sum(let_leavers_go(one, one.stream.parent_id) for one in here.select_related("stream").distinct())
