"""Consent: what its form asks."""

from typing import Any

from django.http import QueryDict

from koers.domain import processes
from koers.domain.processes import Case, Option, Terms
from koers.web import wording_decisions, wording_proposals
from koers.web.views.proposals.methods.fields import yes

SHOWN_AT: dict[str, str] = {}


def terms(given: QueryDict) -> Terms:
    """How it will be decided."""
    return Terms(
        silence=given.get("silence", "needs_answer"),
        agreement=given.get("agreement", "").strip()[:300],
        absence=given.get("absence", "before"),
        step_by_step=given.get("step_by_step") == "yes",
        fallback="majority" if given.get("fallback") == "yes" else "",
    )


def options(given: QueryDict) -> tuple[Option, ...]:
    """Consent is about one text."""
    return ()


def filled(terms: Terms, case: Case) -> dict[str, Any]:
    """The form as it was filled in."""
    return {
        "silence": terms.silence,
        "agreement": terms.agreement,
        "absence": terms.absence,
        "step_by_step": yes(terms.step_by_step),
        "fallback": yes(bool(terms.fallback)),
    }


def offered() -> dict[str, Any]:
    """What can be chosen."""
    silences = [code for code in processes.SILENCE if code != "not_counted"]
    return {
        "silences": [(code, wording_decisions.SILENCE[code]) for code in silences],
        "absences": [(code, wording_proposals.ABSENCE[code]) for code in processes.ABSENCE],
    }
