"""Urgent action: its form asks the four checks, each in words."""

from typing import Any

from django.http import QueryDict

from koers.domain.processes import Case, Option, Terms
from koers.domain.processes.urgent import CHECK_LIMIT, CHECKS
from koers.web import wording_alone

SHOWN_AT: dict[str, str] = {}


def terms(given: QueryDict) -> Terms:
    """Nobody is asked beforehand; the four checks stand in their place."""
    return Terms(silence="not_counted", checks={check: given.get(check, "").strip() for check in CHECKS})


def options(given: QueryDict) -> tuple[Option, ...]:
    """It is about one text."""
    return ()


def filled(terms: Terms, case: Case) -> dict[str, Any]:
    """The form as it was filled in."""
    return dict(terms.checks)


def offered() -> dict[str, Any]:
    """The four checks, and how long an answer may be."""
    return {"checks": list(wording_alone.CHECK.items()), "limit": CHECK_LIMIT}
