"""Consensus: it goes ahead when everybody can stand behind it or lets it pass. Steps, rules, outcome."""

from datetime import datetime
from fractions import Fraction

from koers.domain.processes.case import Case, Outcome, Response, Sitting
from koers.domain.processes.envelope import (
    ANSWERING,
    TALKING,
    WRITING,
    drafting,
    rules,
    staying,
    while_open,
)
from koers.domain.refusals import Refused

RESPONSES = ("agree", "reservations", "stand_aside", "block")
#: Every stance but agreeing says nothing without a reason.
REASONED = RESPONSES[1:]

STAGES = ("draft", "clarifying", "reacting", "amending", "agreeing")
ASKING = ("agreeing",)

STEPS: dict[tuple[str, str], tuple[str, ...]] = {
    **drafting("clarifying", "agreeing"),
    # Step by step: questions only, then everybody reacts once, then the proposer amends.
    **staying("clarifying", "ask_question", "answer_question", "add_to_electorate"),
    ("clarifying", "move_on"): ("reacting",),
    **staying("reacting", "react", "add_to_electorate"),
    ("reacting", "move_on"): ("amending",),
    **staying("amending", "edit_editorial", "edit_material", "add_to_electorate"),
    ("amending", "move_on"): ("agreeing",),
    **staying("agreeing", *ANSWERING, *TALKING, *WRITING, "add_to_electorate"),
    ("agreeing", "close_process"): ("adopted", "rejected", "lapsed", "escalated"),
    **while_open("clarifying", "reacting", "amending", "agreeing"),
}

RULES = rules(STEPS)


def fits(case: Case) -> None:
    """Refuse terms that consensus doesn't know: silence is never agreement, and a stance has a name."""
    terms = case.terms
    if terms.silence != "needs_answer":
        raise Refused("silence_is_no_agreement", "silence")
    if terms.secrecy == "secret":
        raise Refused("term_unfit", "secrecy")
    if terms.fallback not in ("", "majority"):
        raise Refused("term_unknown", "fallback")
    if not 0 <= terms.aside < 1:
        raise Refused("share_unfit", "aside")


def first(case: Case) -> str:
    """The stage that opening leads to."""
    return "clarifying" if case.terms.step_by_step else "agreeing"


def choices(case: Case) -> tuple[str, ...]:
    """What can be answered."""
    return RESPONSES


def at_opening(case: Case, now: datetime) -> Outcome | None:
    """Nothing is certain yet."""
    return None


def known(case: Case) -> frozenset[str]:
    """Everything that could ever be answered."""
    return frozenset(RESPONSES)


def said(case: Case, given: Response, role: str, criteria: tuple[str, ...]) -> Case:
    """A stance changes nothing else."""
    return case


def goes_on(case: Case, came: Sitting | None, now: datetime) -> Case:
    """It always comes to an outcome."""
    raise LookupError("consensus ends when its window does")


def outcome(case: Case, now: datetime) -> Outcome:
    """What comes out when the window ends.

    Adopted when nobody blocks and no more than a third of V, or the part that was agreed, stand aside. Who
    is missing hasn't agreed: it lapses. What doesn't come through goes to the fallback, if one was agreed
    before.
    """
    if missing := [voter.member for voter in case.missing]:
        return Outcome("lapsed", "missing", now, figures(case) | {"missing": missing})
    code = _stopped_by(case)
    if not code:
        return Outcome("adopted", "consensus", now, figures(case))
    if case.terms.fallback:
        return Outcome("escalated", "fallback", now, figures(case) | {"because": code})
    return Outcome("rejected", code, now, figures(case))


def _stopped_by(case: Case) -> str:
    stances = [response.choice for response in case.counting]
    if "block" in stances:
        return "blocked"
    return "too_many_aside" if stances.count("stand_aside") > most_aside(case) else ""


def most_aside(case: Case) -> Fraction:
    """How many of V may stand aside."""
    return case.terms.aside * len(case.voters)


def figures(case: Case) -> dict[str, object]:
    """What an outcome by consensus rests on."""
    stances = [response.choice for response in case.counting]
    return {
        "voters": len(case.voters),
        "answered": len(stances),
        "stances": {stance: stances.count(stance) for stance in RESPONSES},
        "most_aside": int(most_aside(case)),
    }
