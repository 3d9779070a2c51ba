"""The window in which a process asks for answers. The clock decides whether it is open, not a job.

Moments are UTC and whole minutes. Working days are those of the team's own zone, without its days off, so
that a window of five days ends at the same hour on the wall, also over a change to summer time.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from koers.domain.refusals import Refused

DAYS_TO_ANSWER = 5
DAYS_TO_ANSWER_AGAIN = 2
MOST_DAYS_PAUSED = 10
MINUTES_TO_CHANGE = 15
LONGEST = 365


@dataclass(frozen=True)
class Window:
    """From when until when. Without an end it waits for a meeting, and somebody closes it by hand."""

    opens: datetime
    closes: datetime | None
    zone: str = "Europe/Amsterdam"
    off: frozenset[date] = frozenset()
    #: Working days that somebody's absence has added.
    paused: int = 0
    extended: bool = False
    #: Somebody asked that it stays open until its end, also when everybody has answered.
    full: bool = False


def to_minute(at: datetime) -> datetime:
    """This moment in UTC, up to the whole minute: never earlier than it was."""
    whole = at.astimezone(UTC).replace(second=0, microsecond=0)
    return whole if whole == at else whole + timedelta(minutes=1)


def works(day: date, off: Collection[date] = ()) -> bool:
    """Whether the team works on this day."""
    return day.weekday() < 5 and day not in off


def after(at: datetime, days: int, zone: str, off: Collection[date] = ()) -> datetime:
    """So many working days later, at the same time on the wall."""
    here = to_minute(at).astimezone(ZoneInfo(zone))
    day, left = here.date(), days
    while left or not works(day, off):
        day += timedelta(days=1)
        left -= left > 0 and works(day, off)
    return datetime.combine(day, here.time(), ZoneInfo(zone)).astimezone(UTC)


def opened(
    now: datetime, closes: datetime | None, days: int = DAYS_TO_ANSWER,
    zone: str = "Europe/Amsterdam", off: Collection[date] = (),
) -> Window:  # fmt: skip
    """A fresh window: until the chosen moment, else so many working days long."""
    end = after(now, days, zone, off) if closes is None else to_minute(closes)
    check_end(end, now, zone, off)
    return Window(to_minute(now), end, zone, frozenset(off))


def check_end(end: datetime, now: datetime, zone: str, off: Collection[date]) -> None:
    """A window ends in the future, and never on a day on which the team doesn't work."""
    if not now < end <= now + timedelta(days=LONGEST):
        raise Refused("closes_in_past" if end <= now else "closes_too_late", "closes")
    if not works(end.astimezone(ZoneInfo(zone)).date(), off):
        raise Refused("closes_on_day_off", "closes")


def again(window: Window, now: datetime, days: int) -> Window:
    """The window restarts: so many working days from now, and never sooner than it would have ended."""
    end = after(now, days, window.zone, window.off)
    return replace(window, opens=to_minute(now), closes=max(end, window.closes or end), full=False)


def longer(window: Window, days: int) -> Window:
    """The same, so many working days longer."""
    return replace(window, closes=_later(window, days))


def extended(window: Window, days: int) -> Window:
    """Longer, once, by whoever made the proposal."""
    if window.extended:
        raise Refused("extended_already")
    if not 1 <= days <= MOST_DAYS_PAUSED:
        raise Refused("days_unfit", "days", most=MOST_DAYS_PAUSED)
    return replace(longer(window, days), extended=True)


def pausing(window: Window, first: date, last: date) -> Window:
    """The clock stands still while somebody is away, for at most ten working days in all."""
    if last < first:
        raise Refused("away_unfit", "last")
    ends = window.closes.astimezone(ZoneInfo(window.zone)).date() if window.closes else last
    begins = max(first, window.opens.astimezone(ZoneInfo(window.zone)).date())
    days = sum(works(day, window.off) for day in _days(begins, last)) if begins <= ends else 0
    if window.paused + days > MOST_DAYS_PAUSED:
        raise Refused("paused_too_long", "last", most=MOST_DAYS_PAUSED, left=MOST_DAYS_PAUSED - window.paused)
    return replace(window, closes=_later(window, days), paused=window.paused + days)


def _later(window: Window, days: int) -> datetime | None:
    return after(window.closes, days, window.zone, window.off) if window.closes else None


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)][:LONGEST]
