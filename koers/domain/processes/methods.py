"""The methods there are, and what each of their files says of itself.

A new method is a file with these names, and one line in `MODULES`.
"""

from datetime import datetime
from typing import Any, Protocol

from koers.domain.processes import (
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
from koers.domain.processes.case import Case, Outcome, Response, Sitting


class Method(Protocol):
    """What the file of a method has."""

    @property
    def STAGES(self) -> tuple[str, ...]:  # noqa: N802 - a constant of the file
        """Its steps before the final ones."""

    @property
    def ASKING(self) -> tuple[str, ...]:  # noqa: N802
        """In which of them answers are asked, so in which a window runs."""

    @property
    def REASONED(self) -> tuple[str, ...]:  # noqa: N802
        """Choices that are nothing without a reason."""

    @property
    def STEPS(self) -> dict[tuple[str, str], tuple[str, ...]]:  # noqa: N802
        """(stage, deed) -> the stages it may lead to."""

    @property
    def RULES(self) -> dict[str, tuple[str, ...]]:  # noqa: N802
        """deed -> the conditions of `conditions.py`."""

    def fits(self, case: Case) -> None:
        """Refuse terms and options that don't fit the method."""

    def first(self, case: Case) -> str:
        """The stage it opens in."""

    def at_opening(self, case: Case, now: datetime) -> Outcome | None:
        """An outcome that is certain at the opening, such as a meeting without its quorum."""

    def choices(self, case: Case) -> tuple[str, ...]:
        """What can be answered now."""

    def known(self, case: Case) -> frozenset[str]:
        """Everything that could ever be answered in it: for whoever counts again."""

    def said(self, case: Case, given: Response, role: str, criteria: tuple[str, ...]) -> Case:
        """What an answer changes beside being one. It may refuse."""

    def outcome(self, case: Case, now: datetime) -> Outcome | Sitting | None:
        """What comes out when it is over; something else when it goes on."""

    def goes_on(self, case: Case, came: Sitting | None, now: datetime) -> Case:
        """The case as it goes on when it was over without an outcome."""


MODULES: dict[str, Method] = {
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
METHODS = tuple(MODULES)
ASKING = tuple(dict.fromkeys(stage for one in MODULES.values() for stage in one.ASKING))


#: In which one person decides: nobody votes, so nobody has to be there.
DECIDERS = ("advice", "mandate", "urgent")
#: In which it is decided at the opening: there is no window.
AT_ONCE = ("mandate", "urgent")


def kept(case: Case) -> dict[str, Any]:
    """What the record of this method holds beside what every record holds, as plain data."""
    found = getattr(of(case), "kept", None)
    return dict(found(case)) if found else {}


def check_move(case: Case) -> None:
    """Refuse the next step while the method misses something for it."""
    found = getattr(of(case), "moves_on", None)
    if found:
        found(case)


#: Methods in which a lot can be needed: its hash is published at the opening.
DRAWS = ("election", "resistance", "ranked")


def draws_lot(case: Case) -> bool:
    """Whether a lot may have to decide in the end."""
    return case.method in DRAWS or case.terms.about_people


def of(case: Case) -> Method:
    """The file of this case's method."""
    return MODULES[case.method]
