"""When the next round is proposed: a number of weeks after what was agreed, or two weeks after "not now"."""

from datetime import date, timedelta

from koers.domain.refusals import Refused
from koers.domain.scans.five import DAYS_TO_ACT

RHYTHMS = range(6, 13)
USUAL_RHYTHM = 8
PUT_OFF = timedelta(weeks=2)


def next_round(agreed: date, weeks: int) -> tuple[date, date]:
    """From which day the next round is proposed, and its day. Never before the thirty days are over."""
    return agreed + timedelta(days=DAYS_TO_ACT), agreed + timedelta(weeks=weeks)


def put_off(today: date) -> date:
    """The day of a next round that doesn't come now."""
    return today + PUT_OFF


def rhythm(weeks: int | None) -> int:
    """A number of weeks between two rounds that leaves time to act and doesn't forget."""
    if weeks is None or weeks not in RHYTHMS:
        raise Refused("rhythm_unfit", "weeks", least=RHYTHMS[0], most=RHYTHMS[-1])
    return weeks
