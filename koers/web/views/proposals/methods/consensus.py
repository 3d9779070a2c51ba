"""Consensus: what its form asks."""

from typing import Any

from django.http import QueryDict

from koers.domain.processes import Case, Option, Terms
from koers.web.views.proposals.methods.fields import part, yes

SHOWN_AT = {"aside": "c_aside", "silence": "c_silence"}


def terms(given: QueryDict) -> Terms:
    """How it will be decided."""
    return Terms(
        step_by_step=given.get("c_step_by_step") == "yes",
        aside=part(given.get("c_aside", "") or "1/3", "aside"),
        fallback="majority" if given.get("c_fallback") == "yes" else "",
    )


def options(given: QueryDict) -> tuple[Option, ...]:
    """Consensus is about one text."""
    return ()


def filled(terms: Terms, case: Case) -> dict[str, Any]:
    """The form as it was filled in."""
    return {
        "c_step_by_step": yes(terms.step_by_step),
        "c_aside": str(terms.aside),
        "c_fallback": yes(bool(terms.fallback)),
    }


def offered() -> dict[str, Any]:
    """Nothing to choose from: a part is filled in."""
    return {}
