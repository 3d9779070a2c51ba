"""Least resistance: what its form asks."""

from typing import Any

from django.http import QueryDict

from koers.domain.processes import Case, Option, Terms
from koers.domain.processes.opening import OPTION_LIMIT
from koers.domain.processes.resistance import NOTHING
from koers.web.views.proposals.methods import fields
from koers.web.views.proposals.methods.fields import yes

SHOWN_AT = {"options": "r_options", "nothing": "r_nothing", "silence": "r_silence"}


def terms(given: QueryDict) -> Terms:
    """How it will be decided."""
    return Terms(
        silence=given.get("r_silence", "not_counted"),
        step_by_step=given.get("r_collect") == "yes",
    )


def options(given: QueryDict) -> tuple[Option, ...]:
    """What doing nothing means comes first; the others can still be added to."""
    nothing = Option(NOTHING, given.get("r_nothing", "").strip()[:OPTION_LIMIT])
    return (nothing, *fields.options(given, "r_options"))


def filled(terms: Terms, case: Case) -> dict[str, Any]:
    """The form as it was filled in."""
    texts = {option.id: option.text for option in case.text.options}
    nothing = texts.pop(NOTHING, "")
    return {
        "r_silence": terms.silence,
        "r_collect": yes(terms.step_by_step),
        "r_nothing": nothing,
        "r_options": "\n".join(texts.values()),
    }


def offered() -> dict[str, Any]:
    """Nothing to choose from but yes and no."""
    return {}
