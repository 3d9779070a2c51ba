"""Reading on which days a team doesn't work."""

from datetime import date, timedelta

import holidays
from django.conf import settings
from django.db.models import QuerySet

from koers.apps.people.models import DayOff
from koers.domain.seats import Seat

#: As far as a window can be open, with some days to spare for its waiting.
AHEAD = timedelta(days=400)
#: Our languages as the calendars call them.
SPOKEN = {"nl": "nl", "en": "en_US"}


def own(seat: Seat, today: date) -> QuerySet[DayOff]:
    """The team's own, from today on."""
    found: QuerySet[DayOff] = DayOff.objects.for_seat(seat).filter(last__gte=today)
    return found


def public(today: date, language: str) -> dict[date, str]:
    """Public holidays from today on that fall on a working day, by name, in the order of the year.

    Which country's is said by the installation; without one there are none.
    """
    if not settings.HOLIDAYS:
        return {}
    years = range(today.year, (today + AHEAD).year + 1)
    found = holidays.country_holidays(settings.HOLIDAYS, years=years, language=SPOKEN.get(language))
    last = today + AHEAD
    return {day: found[day] for day in sorted(found) if today <= day <= last and day.weekday() < 5}


def off(seat: Seat, today: date) -> frozenset[date]:
    """Every working day from today on, for more than a year, on which this team doesn't work."""
    days = set(public(today, settings.LANGUAGE_CODE))
    for one in own(seat, today):
        span = (min(one.last, today + AHEAD) - one.first).days
        days.update(one.first + timedelta(days=n) for n in range(span + 1))
    return frozenset(day for day in days if today <= day and day.weekday() < 5)
