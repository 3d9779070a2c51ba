"""Consent: it goes ahead when nobody has an objection that stands. Its steps, its rules, its outcome."""

from dataclasses import replace
from datetime import datetime

from koers.domain import tables
from koers.domain.processes.case import Case, Objection, Outcome, Response, Sitting
from koers.domain.processes.envelope import rules
from koers.domain.refusals import Refused

RESPONSES = ("no_objection", "concern", "objection")
CRITERIA = ("harm", "better_way")
MOST_ROUNDS = 2
MOST_DAYS = 30
WEEKS_OF_TRIAL = 8
#: The ways out when consent gets stuck.
WAYS_OUT = ("shorter_trial", "helping_group", "fallback")

STAGES = ("draft", "clarifying", "reacting", "amending", "objecting", "integrating")
ASKING = ("objecting",)
REASONED = ("objection", "concern")

STEPS: dict[tuple[str, str], tuple[str, ...]] = {
    ("draft", "edit_draft"): ("draft",),
    ("draft", "open_process"): ("clarifying", "objecting"),
    ("draft", "withdraw_proposal"): ("withdrawn",),
    # Step by step: questions only, then everybody reacts once, then the proposer amends.
    ("clarifying", "ask_question"): ("clarifying",),
    ("clarifying", "answer_question"): ("clarifying",),
    ("clarifying", "move_on"): ("reacting",),
    ("reacting", "react"): ("reacting",),
    ("reacting", "move_on"): ("amending",),
    ("amending", "edit_editorial"): ("amending",),
    ("amending", "edit_material"): ("amending",),
    ("amending", "move_on"): ("objecting",),
    # In one window: questions and reactions stay possible while answers come in.
    ("objecting", "ask_question"): ("objecting",),
    ("objecting", "answer_question"): ("objecting",),
    ("objecting", "react"): ("objecting",),
    ("objecting", "edit_editorial"): ("objecting",),
    ("objecting", "edit_material"): ("objecting",),
    ("objecting", "call_material"): ("objecting",),
    ("objecting", "respond"): ("objecting",),
    ("objecting", "confirm_response"): ("objecting",),
    ("objecting", "record_for"): ("objecting",),
    ("objecting", "ask_full_window"): ("objecting",),
    ("objecting", "extend_once"): ("objecting",),
    ("objecting", "note_away"): ("objecting",),
    ("objecting", "spare_away"): ("objecting",),
    ("objecting", "take_to_meeting"): ("objecting",),
    ("objecting", "test_objection"): ("objecting",),
    ("objecting", "agree_set_aside"): ("objecting",),
    ("objecting", "make_concern"): ("objecting",),
    ("objecting", "confirm_met"): ("objecting",),
    ("objecting", "integrate"): ("objecting",),
    ("objecting", "close_process"): ("adopted", "integrating", "lapsed"),
    # The window has ended with an objection: it is tested, and met by an amendment.
    ("integrating", "answer_question"): ("integrating",),
    ("integrating", "test_objection"): ("integrating",),
    ("integrating", "agree_set_aside"): ("integrating", "objecting"),
    ("integrating", "make_concern"): ("integrating", "objecting"),
    ("integrating", "integrate"): ("objecting",),
    ("integrating", "get_unstuck"): ("objecting", "escalated"),
    **{
        (stage, deed): (stage,)
        for stage in ("clarifying", "reacting", "amending", "objecting", "integrating")
        for deed in ("propose_recusal", "add_to_electorate")
    },
    **{
        (stage, deed): (stage, "escalated")
        for stage in ("clarifying", "reacting", "amending", "objecting", "integrating")
        for deed in ("declare_interest", "decide_recusal", "leave_table")
    },
    **{
        (stage, "withdraw_proposal"): ("withdrawn",)
        for stage in ("clarifying", "reacting", "amending", "objecting", "integrating")
    },
}

RULES = rules(
    STEPS,
    test_objection=("leads", "window_open"),
    agree_set_aside=("voter", "window_open"),
    make_concern=("voter", "window_open"),
    confirm_met=("voter", "window_open"),
    integrate=("proposer", "window_open"),
    get_unstuck=("leads",),
)


def fits(case: Case) -> None:
    """Refuse terms that don't fit."""
    terms = case.terms
    if terms.silence == "not_counted" or terms.secrecy == "secret":
        raise Refused("term_unfit", "silence" if terms.silence == "not_counted" else "secrecy")
    if terms.silence == "silence_no_objection" and not terms.agreement:
        raise Refused("silence_agreement_missing", "agreement")
    if terms.fallback not in ("", "majority"):
        raise Refused("term_unknown", "fallback")


def first(case: Case) -> str:
    """Questions first, or everything in one window."""
    return "clarifying" if case.terms.step_by_step else "objecting"


def at_opening(case: Case, now: datetime) -> Outcome | None:
    """Nothing is certain yet."""
    return None


def choices(case: Case) -> tuple[str, ...]:
    """What can be answered."""
    return RESPONSES


def known(case: Case) -> frozenset[str]:
    """Everything that could ever be answered."""
    return frozenset(RESPONSES)


def said(case: Case, given: Response, role: str, criteria: tuple[str, ...]) -> Case:
    """An objection stays until it is met, becomes a concern, or is set aside: no newer answer hides it."""
    own_open = [one for one in case.open_objections if one.member == given.member]
    if given.choice == "no_objection" and own_open:
        raise Refused("objection_open", number=own_open[0].number)
    if given.choice == "concern":
        return _turned(case, given.member)
    if given.choice != "objection":
        return case
    if not criteria or not set(criteria) <= set(CRITERIA):
        raise Refused("criteria_missing", "criteria")
    number = len(case.objections) + 1
    fresh = Objection(
        number, given.member, given.reason, given.at, case.text.seq, tables.tidy(role), tuple(criteria)
    )
    return replace(case, objections=(*case.objections, fresh))


def _turned(case: Case, member: int) -> Case:
    turned = tuple(
        replace(one, concern=True) if one.member == member and one.open else one for one in case.objections
    )
    return replace(case, objections=turned)


def goes_on(case: Case, came: Sitting | None, now: datetime) -> Case:
    """An objection stands: it is tested, and met by an amendment."""
    return replace(case, stage="integrating")


def outcome(case: Case, now: datetime) -> Outcome | None:
    """What comes out when the window ends; None when an objection still has to be met.

    Adopted when no objection of V is open, under the silence rule that was chosen before.
    """
    if case.open_objections:
        return None
    silent = [voter.member for voter in case.missing]
    if silent and case.terms.silence == "needs_answer":
        return Outcome("lapsed", "missing", now, figures(case) | {"missing": silent})
    return Outcome("adopted", "no_open_objections", now, figures(case) | {"silent": silent})


def figures(case: Case) -> dict[str, object]:
    """What an outcome by consent rests on."""
    choices = [response.choice for response in case.counting]
    return {
        "voters": len(case.voters),
        "answered": len(choices),
        "no_objection": choices.count("no_objection"),
        "concerns": sorted(concerns(case)),
        "objections": len(case.objections),
        "met": sum(one.state == "met" for one in case.objections),
        "set_aside": sum(one.state == "set_aside" for one in case.objections),
        "rounds": case.rounds,
        "silence": case.terms.silence,
    }


def concerns(case: Case) -> set[int]:
    """Whose concern is kept with the decision."""
    given = {response.member for response in case.counting if response.choice == "concern"}
    return given | {one.member for one in case.objections if one.state == "concern"}
