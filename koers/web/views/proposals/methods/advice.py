"""Advice: its form asks nothing more. Who is asked is named when it is open, by everybody."""

from typing import Any

from django.http import QueryDict

from koers.domain.processes import Case, Option, Terms

SHOWN_AT: dict[str, str] = {}


def terms(given: QueryDict) -> Terms:
    """Silence is never agreement, and advice has a name."""
    return Terms(silence="not_counted")


def options(given: QueryDict) -> tuple[Option, ...]:
    """Advice is about one text."""
    return ()


def filled(terms: Terms, case: Case) -> dict[str, Any]:
    """Nothing was filled in."""
    return {}


def offered() -> dict[str, Any]:
    """Nothing has to be chosen."""
    return {}
