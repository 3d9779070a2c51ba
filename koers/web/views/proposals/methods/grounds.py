"""By what right one person decides, as a form asks it: a role or a mandate, and what the decision takes."""

from typing import Any

from django.http import QueryDict

from koers.domain.processes import Ground
from koers.domain.refusals import Refused
from koers.web.views.proposals.methods.fields import yes


def read(given: QueryDict) -> Ground:
    """The ground that was chosen, with what it takes."""
    return Ground(
        code=given.get("ground", "")[:40],
        amount=_whole(given.get("amount", ""), "amount"),
        months=_whole(given.get("months", ""), "months"),
        irreversible=given.get("irreversible") == "yes",
    )


def _whole(typed: str, field: str) -> int | None:
    """A whole number as people write it: "25.000"."""
    bare = typed.replace(".", "").replace("€", "").replace(" ", "")
    if not bare:
        return None
    if not bare.isdecimal() or len(bare) > 12:
        unfit = f"{field}_unfit"
        raise Refused(unfit, field)
    return int(bare)


def filled(ground: Ground) -> dict[str, Any]:
    """The form as it was filled in."""
    return {
        "ground": ground.code,
        "amount": "" if ground.amount is None else str(ground.amount),
        "months": "" if ground.months is None else str(ground.months),
        "irreversible": yes(ground.irreversible),
    }
