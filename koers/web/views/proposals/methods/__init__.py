"""What the form of a draft asks per method, and how it is read: a file per method, with a template beside it.

Each has `terms(given)`, `options(given)`, `filled(terms, case)` for a draft that is opened again, `offered()`
with what its template chooses from, and `SHOWN_AT` for rules whose words belong at another field.
"""

from types import ModuleType
from typing import Any

from koers.web.views.proposals.methods import (
    advice,
    consensus,
    consent,
    election,
    majority,
    mandate,
    ranked,
    resistance,
    urgent,
)

FORMS: dict[str, ModuleType] = {
    "consent": consent,
    "majority": majority,
    "advice": advice,
    "mandate": mandate,
    "urgent": urgent,
    "consensus": consensus,
    "election": election,
    "resistance": resistance,
    "ranked": ranked,
}


def offered() -> dict[str, Any]:
    """What can be chosen in the form, per method."""
    return {method: form.offered() for method, form in FORMS.items()}
