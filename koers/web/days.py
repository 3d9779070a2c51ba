"""Days as a list to choose from: a browser's own date field speaks its own language."""

from datetime import date, timedelta

from koers.domain import scans
from koers.web import wording


def days_to_act(today: date) -> list[tuple[str, str]]:
    """Every day from today on that an action may be due, as the list sends it and as it reads."""
    span = (scans.latest_due(today) - today).days
    days = [today + timedelta(days=n) for n in range(span + 1)]
    return [(day.isoformat(), wording.day(day)) for day in days]


def from_list(text: str) -> date | None:
    """A day as the list sends it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
