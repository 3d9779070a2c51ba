"""When somebody is mailed what waits for them: one letter a day at most, and ever less about one thing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from koers.domain.refusals import Refused

FIRST, LAST = time(6), time(21, 30)
USUAL = time(8, 30)
WORKDAYS = (0, 1, 2, 3, 4)
WEEK = range(7)
# Days between one mention of a thing and the next: it is mentioned on day 0, 1, 3 and 7, and then no more.
GAPS = (1, 2, 4)
# A server that didn't answer is tried again after so many minutes.
PAUSES = (1, 2, 4, 8, 16, 30)
TROUBLE_AFTER = 5


@dataclass(frozen=True)
class Rhythm:
    """At what hour, in which zone, on which days of the week (Monday is 0) somebody wants their letter."""

    at: time = USUAL
    zone: str = "Europe/Amsterdam"
    days: Collection[int] = WORKDAYS

    def after(self, moment: datetime) -> datetime | None:
        """The first moment of this rhythm after another one, in UTC; None when no day is left."""
        here = moment.astimezone(ZoneInfo(self.zone)).date()
        for ahead in range(9):
            day = here + timedelta(days=ahead)
            # An hour that the clock skips or has twice in a night: Python takes the first reading of it.
            one = datetime.combine(day, self.at, ZoneInfo(self.zone)).astimezone(UTC)
            if one > moment and day.weekday() in self.days:
                return one
        return None

    def day(self, moment: datetime) -> date:
        """Which day it is there."""
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def may_go(self, moment: datetime) -> bool:
        """Whether a letter of this day may go now. A worker that was away may come on a quiet day."""
        here = moment.astimezone(ZoneInfo(self.zone))
        return here.weekday() in self.days and here.time() >= self.at and not self.is_quiet(moment)

    def is_quiet(self, moment: datetime) -> bool:
        """At night nothing is sent, also not what had to wait for a server."""
        return not FIRST <= moment.astimezone(ZoneInfo(self.zone)).time() <= time(LAST.hour + 1)


def rhythm(at: time | None, zone: str, days: Collection[int]) -> Rhythm:
    """A checked rhythm."""
    if at is None or not FIRST <= at <= LAST:
        raise Refused("hour_unfit", "at", first=f"{FIRST:%H:%M}", last=f"{LAST:%H:%M}")
    if zone not in available_timezones():
        raise Refused("zone_unknown", "zone")
    if not set(days) <= set(WEEK) or not days:
        raise Refused("days_missing", "days")
    return Rhythm(at, zone, sorted(set(days)))


@dataclass(frozen=True)
class Mentioned:
    """How often somebody was told of a thing, and when last."""

    times: int = 0
    latest: date | None = None
    stopped: bool = False


def mentions(said: Mentioned, today: date, last_day: date | None = None) -> bool:
    """Whether today's letter holds this thing.

    Parameters
    ----------
    said : Mentioned
        What was told before.
    last_day : date, optional
        The day it ends: it is mentioned once more on the day before, or on the day itself.
    """
    if said.stopped:
        return False
    if said.latest is None:
        return True
    if last_day and 0 <= (last_day - today).days <= 1 and (last_day - said.latest).days > 1:
        return True
    return said.times <= len(GAPS) and (today - said.latest).days >= GAPS[said.times - 1]


def pause(tries: int) -> timedelta:
    """How long to leave a server alone after so many tries."""
    return timedelta(minutes=PAUSES[min(tries, len(PAUSES)) - 1])
