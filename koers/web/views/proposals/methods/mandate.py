"""Mandate: its form asks by what right, and what the decision takes."""

from typing import Any

from django.http import QueryDict

from koers.domain.processes import Case, Option, Terms
from koers.web.views.proposals.methods import grounds

SHOWN_AT: dict[str, str] = {}


def terms(given: QueryDict) -> Terms:
    """Nobody is asked, so silence means nothing."""
    return Terms(silence="not_counted", ground=grounds.read(given))


def options(given: QueryDict) -> tuple[Option, ...]:
    """It is about one text."""
    return ()


def filled(terms: Terms, case: Case) -> dict[str, Any]:
    """The form as it was filled in."""
    return grounds.filled(terms.ground)


def offered() -> dict[str, Any]:
    """What can be chosen hangs on who asks: the form fills it in itself."""
    return {}
