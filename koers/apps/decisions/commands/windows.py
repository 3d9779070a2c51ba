"""Deeds that move the clock."""

from datetime import date, datetime

from koers.apps.decisions.commands.doing import does
from koers.domain import processes
from koers.domain.processes import Case
from koers.domain.seats import Seat


def ask_full_window(seat: Seat, pk: int, key: str | None = None) -> None:
    """Leave it open until its end, also when everybody has answered."""
    does(seat, "ask_full_window", pk, lambda case, now: processes.ask_full_window(case, seat, now), key=key)


def extend_once(seat: Seat, pk: int, days: int, key: str | None = None) -> None:
    """More working days, once."""
    does(
        seat,
        "extend_once",
        pk,
        lambda case, now: processes.extend_once(case, seat, now, days),
        days=days,
        key=key,
    )


def take_to_meeting(seat: Seat, pk: int, key: str | None = None) -> None:
    """Better talked about: the window stops."""
    does(seat, "take_to_meeting", pk, lambda case, now: processes.take_to_meeting(case, seat, now), key=key)


def note_away(
    seat: Seat, pk: int, first: date, last: date, member: int | None = None, key: str | None = None
) -> None:
    """Somebody is away: the clock waits."""
    who = seat.chair if member is None else member

    def step(case: Case, now: datetime) -> Case:
        return processes.note_away(case, seat, now, who, first, last)

    does(seat, "note_away", pk, step, member=who, first=first.isoformat(), last=last.isoformat(), key=key)


def spare_away(seat: Seat, pk: int, member: int, key: str | None = None) -> None:
    """Somebody is away longer than the clock waits: do what was agreed for that."""
    does(
        seat,
        "spare_away",
        pk,
        lambda case, now: processes.spare_away(case, seat, now, member),
        member=member,
        key=key,
    )
