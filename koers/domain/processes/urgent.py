"""Urgent action: whoever sees harm coming acts at once, tells at once, and stops when asked."""

from datetime import datetime
from typing import Any

from koers.domain.processes.case import Case, Outcome, Response, Sitting
from koers.domain.refusals import Refused

RESPONSES: tuple[str, ...] = ()
STAGES = ("draft",)
ASKING: tuple[str, ...] = ()
REASONED: tuple[str, ...] = ()
#: It serves the aim, prevents more than it makes, spends nothing unauthorised, and can't wait.
CHECKS = ("serves", "prevents", "spends_nothing", "cannot_wait")
CHECK_LIMIT = 300

STEPS: dict[tuple[str, str], tuple[str, ...]] = {
    ("draft", "edit_draft"): ("draft",),
    ("draft", "open_process"): ("adopted",),
    ("draft", "withdraw_proposal"): ("withdrawn",),
}

RULES: dict[str, tuple[str, ...]] = {
    "edit_draft": ("proposer",),
    "open_process": ("proposer",),
    "withdraw_proposal": ("proposer",),
}


def fits(case: Case) -> None:
    """Refuse an urgent action of which one of the four checks isn't answered in words."""
    for check in CHECKS:
        words = case.terms.checks.get(check, "").strip()
        if not words:
            raise Refused("check_missing", check)
        if len(words) > CHECK_LIMIT:
            raise Refused("too_long", check, limit=CHECK_LIMIT, length=len(words))


def first(case: Case) -> str:
    """It is done at once."""
    return "adopted"


def at_opening(case: Case, now: datetime) -> Outcome:
    """Everybody hears of it the moment it is done."""
    return outcome(case, now)


def choices(case: Case) -> tuple[str, ...]:
    """Nobody is asked beforehand."""
    return RESPONSES


def known(case: Case) -> frozenset[str]:
    """Nobody ever answered."""
    return frozenset()


def said(case: Case, given: Response, role: str, criteria: tuple[str, ...]) -> Case:
    """Nobody answers."""
    return case


def goes_on(case: Case, came: Sitting | None, now: datetime) -> Case:
    """It doesn't go on."""
    return case


def outcome(case: Case, now: datetime) -> Outcome:
    """What comes out at the opening: done without authority, told to everybody, and stopped when asked."""
    return Outcome("adopted", "urgent", now, {"told": len(told(case))})


def told(case: Case) -> list[int]:
    """Who hears of it: everybody at the table."""
    return [voter.member for voter in case.voters if voter.member != case.proposer]


def kept(case: Case) -> dict[str, Any]:
    """What the record of an urgent action holds beside what every record holds."""
    return {"told": told(case), "checks": {check: case.terms.checks[check] for check in CHECKS}}
