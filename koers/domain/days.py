"""Calendar days as moments: a day has 23, 24 or 25 hours, and begins where its people are."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from koers.domain.refusals import Refused

#: How many days off may be said at once.
LONGEST_SPAN = 92


def begins(day: date, zone: tzinfo) -> datetime:
    """The first moment of a day in a time zone, in UTC. Where midnight is skipped, what comes instead."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def ends(day: date, zone: tzinfo) -> datetime:
    """The moment at which the day after begins."""
    return begins(day + timedelta(days=1), zone)


def window(first: date, last: date, zone: tzinfo) -> list[str]:
    """From the beginning of one day to the end of another, as two ISO moments for the ledger."""
    return [begins(first, zone).isoformat(), ends(last, zone).isoformat()]


def span(first: date | None, last: date | None) -> tuple[date, date]:
    """Days that follow each other; one day when only the first is said."""
    if first is None:
        raise Refused("day_off_dayless", "first")
    end = last or first
    if end < first:
        raise Refused("day_off_backwards", "last")
    if (end - first).days >= LONGEST_SPAN:
        raise Refused("day_off_long", "last", most=LONGEST_SPAN)
    return first, end
