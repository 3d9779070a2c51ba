"""Ranked and scored: what its form asks."""

from typing import Any

from django.http import QueryDict

from koers.domain.processes import Case, Option, Terms
from koers.web.views.proposals.methods import fields
from koers.web.wording_ballots import COUNTING

SHOWN_AT = {"options": "k_options", "rule": "k_rule", "silence": "k_silence"}


def terms(given: QueryDict) -> Terms:
    """How it will be decided."""
    return Terms(silence=given.get("k_silence", "not_counted"), rule=given.get("k_rule", "schulze"))


def options(given: QueryDict) -> tuple[Option, ...]:
    """What stands on the ballot."""
    return fields.options(given, "k_options")


def filled(terms: Terms, case: Case) -> dict[str, Any]:
    """The form as it was filled in."""
    return {
        "k_silence": terms.silence,
        "k_rule": terms.rule,
        "k_options": "\n".join(option.text for option in case.text.options),
    }


def offered() -> dict[str, Any]:
    """What can be chosen."""
    return {"rules": [(code, title, line) for code, (title, line) in COUNTING.items()]}
