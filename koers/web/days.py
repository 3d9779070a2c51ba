"""Days as a list to choose from: a browser's own date field speaks its own language."""

from datetime import date, timedelta

from koers.domain import scans
from koers.web import wording


def days_to_act(today: date) -> list[tuple[str, str]]:
    """Every day from today on that an action may be due, as the list sends it and as it reads."""
    span = (scans.latest_due(today) - today).days
    days = [today + timedelta(days=n) for n in range(span + 1)]
    return [(day.isoformat(), wording.day(day)) for day in days]


def days_coming(today: date, chosen: str = "", first: int = 1) -> list[tuple[str, str]]:
    """Days ahead to choose from: each of two weeks, each week of a quarter, each month's last of two years.

    One that was chosen before stays to be chosen.
    """
    near = [today + timedelta(days=n) for n in range(first, 15)]
    weeks = [today + timedelta(weeks=n) for n in range(3, 13)]
    months = [_month_ends(today, n) for n in range(3, 25)]
    asked = [day] if (day := from_list(chosen)) else []
    return [(day.isoformat(), wording.day_in_full(day)) for day in sorted({*near, *weeks, *months, *asked})]


def _month_ends(today: date, months: int) -> date:
    """The last day of the month so many months ahead."""
    year, month = divmod(today.month + months, 12)
    return date(today.year + year, month + 1, 1) - timedelta(days=1)


def from_list(text: str) -> date | None:
    """A day as the list sends it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
