"""When the next check is: every six to eight weeks, proposed from the last one, said when it is later."""

from datetime import date, timedelta

from koers.domain.refusals import Refused

FEWEST_WEEKS, USUAL_WEEKS, MOST_WEEKS = 6, 7, 8
#: How long before its day the next check is proposed.
DAYS_AHEAD = 14
MOST_DAYS = 7 * MOST_WEEKS


def weeks(number: int) -> int:
    """A rhythm that a team may have."""
    if not FEWEST_WEEKS <= number <= MOST_WEEKS:
        raise Refused("weeks_unfit", "weeks", first=FEWEST_WEEKS, last=MOST_WEEKS)
    return number


def proposed(last: date, every: int) -> date:
    """The day the rhythm comes to: so many weeks after the last check, on a working day."""
    day = last + timedelta(weeks=every)
    return day - timedelta(days=max(0, day.weekday() - 4))


def next_day(last: date, every: int, planned: date | None) -> date:
    """The day of the next check: what was planned, or else what the rhythm proposes."""
    return planned or proposed(last, every)


def may_propose(day: date, today: date) -> bool:
    """Whether it is near enough to ask somebody about it."""
    return day - timedelta(days=DAYS_AHEAD) <= today


def plan(day: date | None, today: date) -> date:
    """A day for the next check: from today, within eight weeks."""
    last = today + timedelta(days=MOST_DAYS)
    if day is None or not today <= day <= last:
        raise Refused("due_unfit", "day", first=today, last=last)
    return day


def weeks_late(last: date, today: date) -> int:
    """How many whole weeks ago the last check was, when that is longer than eight weeks; otherwise 0."""
    gone = (today - last).days
    return gone // 7 if gone > MOST_DAYS else 0
