"""Role election: what its form asks."""

from datetime import date
from typing import Any

from django.http import QueryDict

from koers.domain.processes import Case, Option, Terms
from koers.domain.refusals import Refused
from koers.web.wording_ballots import CHOOSING, TIE

SHOWN_AT = {"until": "e_until"}


def terms(given: QueryDict) -> Terms:
    """How it will be decided."""
    return Terms(
        choosing=given.get("e_choosing", "reasons"),
        tie=given.get("e_tie", "again"),
        until=_day(given.get("e_until", "").strip()),
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise Refused("elected_in_past", "until") from None


def options(given: QueryDict) -> tuple[Option, ...]:
    """People are named later."""
    return ()


def filled(terms: Terms, case: Case) -> dict[str, Any]:
    """The form as it was filled in."""
    return {
        "e_choosing": terms.choosing,
        "e_tie": terms.tie,
        "e_until": terms.until.isoformat() if terms.until else "",
    }


def offered() -> dict[str, Any]:
    """What can be chosen."""
    return {"choosing": list(CHOOSING.items()), "ties": list(TIE.items())}
