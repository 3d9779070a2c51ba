"""Mandate: one person decides within what was left to them, and tells the others. Its steps and rules."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from koers.domain.authority import LEVELS, check_mandate, decided_at
from koers.domain.processes.case import Case, Ground, Outcome, Response, Sitting
from koers.domain.refusals import Refused

RESPONSES: tuple[str, ...] = ()
STAGES = ("draft",)
ASKING: tuple[str, ...] = ()
REASONED: tuple[str, ...] = ()
#: What follows a decision at each level: the others hear of it, with reasons, by a report later, or not.
FOLLOWS = {"tell": "notice", "sell": "reasons", "inquire": "report", "delegate": "log"}
DAYS_TO_REPORT = 30
#: What applies where one person can't decide it alone.
BEYOND = "consent"
USUAL_ZONE = "Europe/Amsterdam"

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
    """Refuse what isn't within the role or the mandate that is named, with the method that applies."""
    if not case.terms.ground.code:
        raise Refused("ground_missing", "ground", method=BEYOND)
    check_ground(case.terms.ground, case.method, day(case, case.text.at))


def check_ground(ground: Ground, method: str, today: date) -> None:
    """Refuse a decision beyond its ground: its level, its days, a limit, or what can't be undone."""
    if ground.limits is None:
        if ground.irreversible:
            raise Refused("alone_irreversible", "irreversible", method=BEYOND)
        return
    who, applies = decided_at(ground.limits.level)
    if who == "both" or (applies == "advice" and method != "advice"):
        raise Refused("level_asks", "ground", method=applies)
    if ground.standing not in (who, "both"):
        raise Refused("not_your_mandate", "ground", who=who)
    check_mandate(ground.limits, ground.amount, ground.irreversible, today, ground.months)


def first(case: Case) -> str:
    """It is decided at once."""
    return "adopted"


def at_opening(case: Case, now: datetime) -> Outcome:
    """Decided, when it is still within its ground today."""
    check_ground(case.terms.ground, case.method, day(case, now))
    return outcome(case, now)


def day(case: Case, at: datetime) -> date:
    """Which day it is at the table."""
    zone = case.window.zone if case.window else USUAL_ZONE
    return at.astimezone(ZoneInfo(zone)).date()


def choices(case: Case) -> tuple[str, ...]:
    """Nobody is asked."""
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
    """What comes out at the opening: decided, in the name of the role or the mandate that was named."""
    code = "by_mandate" if case.terms.ground.limits else "by_role"
    return Outcome("adopted", code, now, figures(case))


def figures(case: Case) -> dict[str, object]:
    """What a decision by mandate rests on."""
    ground = case.terms.ground
    return {
        "ground": ground.name,
        "level": level(case),
        "follows": follows(case),
        "amount": ground.amount,
        "months": ground.months,
        "told": len(told(case)),
    }


def level(case: Case) -> str:
    """How much was left to the decider; a role decides about its own."""
    limits = case.terms.ground.limits
    return LEVELS[limits.level - 1] if limits else "delegate"


def follows(case: Case) -> str:
    """What follows the decision: "notice", "reasons", "report" or "log". A role's own is told to all."""
    return FOLLOWS.get(level(case), "notice") if case.terms.ground.limits else "notice"


def told(case: Case) -> list[int]:
    """Who hears of it: everybody at the table, or nobody where it was left to the decider altogether."""
    if follows(case) == "log":
        return []
    return [voter.member for voter in case.voters if voter.member != case.proposer]


def kept(case: Case) -> dict[str, Any]:
    """What the record of a decision by mandate holds beside what every record holds."""
    return {"told": told(case), "follows": follows(case)}
