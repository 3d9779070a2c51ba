"""Advice: its form asks by what right. Who is asked for advice is named when it is open, by everybody."""

from typing import Any

from django.http import QueryDict

from koers.domain.processes import Case, Option, Terms
from koers.web.views.proposals.methods import grounds

SHOWN_AT: dict[str, str] = {}


def terms(given: QueryDict) -> Terms:
    """Silence is never agreement, and advice has a name."""
    return Terms(silence="not_counted", ground=grounds.read(given))


def options(given: QueryDict) -> tuple[Option, ...]:
    """Advice is about one text."""
    return ()


def filled(terms: Terms, case: Case) -> dict[str, Any]:
    """The form as it was filled in."""
    return grounds.filled(terms.ground)


def offered() -> dict[str, Any]:
    """Nothing has to be chosen."""
    return {}
