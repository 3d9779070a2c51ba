"""Advice: one person decides, after asking who is affected and who knows. Its steps, rules and outcome."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from koers.domain.processes import mandate, plain, windows
from koers.domain.processes.case import Case, Outcome, Response, Sitting, Voter, Weighing
from koers.domain.refusals import Refused

RESPONSES = ("advice", "no_advice")
#: Why somebody is asked: the outcome touches them, they know of it, or both.
PARTS = ("affected", "expert", "both")
#: What the decider did with an advice.
WORDS = ("taken", "partly", "not_taken")

STAGES = ("draft", "mapping", "advising", "weighing")
ASKING = ("advising",)
REASONED = ("advice",)

STEPS: dict[tuple[str, str], tuple[str, ...]] = {
    ("draft", "edit_draft"): ("draft",),
    ("draft", "open_process"): ("mapping",),
    ("draft", "withdraw_proposal"): ("withdrawn",),
    # Whom to ask: anybody at the table may add a name.
    ("mapping", "name_adviser"): ("mapping",),
    ("mapping", "leave_table"): ("mapping",),
    ("mapping", "record_outside"): ("mapping",),
    ("mapping", "decider_leaves"): ("mapping",),
    ("mapping", "hand_over_decision"): ("mapping",),
    ("mapping", "close_process"): ("lapsed",),
    ("mapping", "move_on"): ("advising",),
    ("mapping", "withdraw_proposal"): ("withdrawn",),
    # Everybody who was named is asked; a name that comes later is asked too.
    ("advising", "name_adviser"): ("advising",),
    ("advising", "ask_question"): ("advising",),
    ("advising", "answer_question"): ("advising",),
    ("advising", "edit_editorial"): ("advising",),
    ("advising", "edit_material"): ("advising",),
    ("advising", "call_material"): ("advising",),
    ("advising", "respond"): ("advising",),
    ("advising", "confirm_response"): ("advising",),
    ("advising", "record_for"): ("advising",),
    ("advising", "ask_full_window"): ("advising",),
    ("advising", "extend_once"): ("advising",),
    ("advising", "note_away"): ("advising",),
    ("advising", "remind_advisers"): ("advising",),
    ("advising", "leave_table"): ("advising",),
    ("advising", "record_outside"): ("advising",),
    ("advising", "decider_leaves"): ("advising",),
    ("advising", "hand_over_decision"): ("advising",),
    ("advising", "close_process"): ("weighing", "advising", "lapsed"),
    ("advising", "withdraw_proposal"): ("withdrawn",),
    # The decider writes what became of each advice. A name that is still missing is asked first.
    ("weighing", "name_adviser"): ("advising",),
    ("weighing", "answer_question"): ("weighing",),
    ("weighing", "weigh_advice"): ("weighing",),
    ("weighing", "adapt_text"): ("weighing",),
    ("weighing", "leave_table"): ("weighing",),
    ("weighing", "record_outside"): ("weighing",),
    ("weighing", "decider_leaves"): ("weighing",),
    ("weighing", "hand_over_decision"): ("weighing",),
    ("weighing", "weigh_outside"): ("weighing",),
    ("weighing", "close_process"): ("lapsed",),
    ("weighing", "decide"): ("adopted",),
    ("weighing", "withdraw_proposal"): ("withdrawn",),
}

RULES: dict[str, tuple[str, ...]] = {
    "edit_draft": ("proposer",),
    "open_process": ("proposer",),
    "name_adviser": ("window_open",),
    "move_on": ("proposer",),
    "ask_question": ("voter", "window_open"),
    "answer_question": ("proposer",),
    "edit_editorial": ("proposer", "window_open"),
    "edit_material": ("proposer", "window_open"),
    "call_material": ("voter", "window_open"),
    "respond": ("voter", "window_open"),
    "confirm_response": ("voter", "window_open"),
    "record_for": ("takes_part", "window_open"),
    "ask_full_window": ("voter", "window_open"),
    "extend_once": ("proposer", "window_open"),
    "note_away": ("takes_part", "window_open"),
    "remind_advisers": ("halfway", "window_open"),
    "leave_table": (),
    "record_outside": ("proposer", "window_open"),
    "decider_leaves": ("window_open",),
    "hand_over_decision": ("guards", "window_open"),
    "close_process": ("closable",),
    "weigh_advice": ("proposer",),
    "weigh_outside": ("proposer",),
    "adapt_text": ("proposer",),
    "decide": ("proposer",),
    "withdraw_proposal": ("proposer", "window_open"),
}


def fits(case: Case) -> None:
    """Refuse terms that don't fit: advice is given by name in a window, and silence is never agreement."""
    terms = case.terms
    if terms.silence != "not_counted" or terms.secrecy == "secret" or terms.live:
        field = "silence" if terms.silence != "not_counted" else "live" if terms.live else "secrecy"
        raise Refused("term_unfit", field)
    mandate.check_ground(terms.ground, case.method, mandate.day(case, case.text.at))


def first(case: Case) -> str:
    """First it is looked at whom to ask."""
    return "mapping"


def at_opening(case: Case, now: datetime) -> Outcome | None:
    """Nothing is certain yet, but that it must be within its ground."""
    mandate.check_ground(case.terms.ground, case.method, mandate.day(case, now))
    return None


def choices(case: Case) -> tuple[str, ...]:
    """An advice, or that one has none: never for or against."""
    return RESPONSES


def known(case: Case) -> frozenset[str]:
    """Everything that could ever be answered."""
    return frozenset(RESPONSES)


def said(case: Case, given: Response, role: str, criteria: tuple[str, ...]) -> Case:
    """An advice changes nothing by itself."""
    return case


def goes_on(case: Case, came: Sitting | None, now: datetime) -> Case:
    """The decider weighs. Who is silent and was never reminded is reminded first, and has two more days."""
    if not unreminded(case) or case.window is None:
        return replace(case, stage="weighing")
    window = windows.again(case.window, now, windows.DAYS_TO_ANSWER_AGAIN)
    return replace(reminded(case, now), stage="advising", window=window)


def outcome(case: Case, now: datetime) -> Outcome | None:
    """What the decider's word makes of it; None while it may not be decided yet.

    Decided when everybody who was asked has answered, or was reminded and let the window pass, and the
    decider wrote of each advice what became of it. Who didn't answer is kept as asked without an answer.
    When the decider left and nobody took over in time, it lapses.
    """
    if case.lapses and case.lapses <= now:
        return Outcome("lapsed", "decider_left", case.lapses, figures(case))
    if case.stage == "advising" or lacking(case) or unreminded(case) or waiting(case):
        return None
    return Outcome("adopted", "decided_after_advice", now, figures(case))


def figures(case: Case) -> dict[str, object]:
    """What a decision after advice rests on."""
    outside = len(case.outside)
    words = [one.word for one in weighed(case).values()] + [one.word for one in case.outside]
    return {
        "asked": len(case.voters) + outside,
        "answered": len(case.counting) + outside,
        "advice": len(advice_given(case)) + outside,
        "taken": words.count("taken"),
        "partly": words.count("partly"),
        "not_taken": words.count("not_taken"),
        "silent": [voter.member for voter in case.missing],
    }


def lacking(case: Case) -> list[str]:
    """Which of the two nobody is asked as: "affected", "expert"."""
    parts = {voter.part for voter in case.voters} | {one.part for one in case.outside}
    return [part for part in PARTS[:2] if not parts & {part, "both"}]


def check_advisers(case: Case) -> None:
    """Refuse while nobody is asked who is affected, or nobody who knows of it."""
    if missing := lacking(case):
        raise Refused("advisers_missing", part=missing[0])


#: What the next step waits for.
moves_on = check_advisers


def unreminded(case: Case) -> list[Voter]:
    """Who didn't answer and wasn't reminded yet."""
    return [voter for voter in case.missing if voter.reminded is None]


def reminded(case: Case, now: datetime) -> Case:
    """The same, with who doesn't answer reminded at this moment."""
    silent = {voter.member for voter in unreminded(case)}
    electorate = tuple(
        replace(voter, reminded=now) if voter.member in silent else voter for voter in case.electorate
    )
    return replace(case, electorate=electorate)


def advice_given(case: Case) -> list[Response]:
    """Every advice that counts, in the order of the names."""
    return [one for one in case.counting if one.choice == "advice"]


def weighed(case: Case) -> dict[int, Weighing]:
    """Per adviser what became of the advice, where that was written after it was given."""
    newest = {one.member: one for one in case.weighings}
    given = {one.member: one.at for one in advice_given(case)}
    return {member: newest[member] for member, at in given.items() if _after(newest.get(member), at)}


def _after(one: Weighing | None, at: datetime) -> bool:
    return one is not None and one.at >= at


def unweighed(case: Case) -> list[int]:
    """Of whose advice the decider still has to write what became of it."""
    done = weighed(case)
    return [one.member for one in advice_given(case) if one.member not in done]


def waiting(case: Case) -> int:
    """Of how much advice the decider still has to write what became of it."""
    return len(unweighed(case)) + sum(not one.word for one in case.outside)


def kept(case: Case) -> dict[str, Any]:
    """What the record of a decision after advice holds beside what every record holds."""
    words = weighed(case)
    given = {one.member: one for one in case.counting}
    asked = [_adviser(one, given.get(one.member), words.get(one.member)) for one in case.voters]
    told = [voter.member for voter in case.voters]
    more = {"outside": case.outside, "handovers": case.handovers}
    return {
        "told": told,
        "advisers": asked,
        "asked_text": asked_text(case),
        **{name: plain.plain(what) for name, what in more.items() if what},
    }


def asked_text(case: Case) -> str:
    """The newest text on which somebody gave advice; the decider may have written the decision otherwise."""
    seq = max((one.version for one in case.counting), default=case.text.seq)
    return next(one.text for one in case.versions if one.seq == seq)


def _adviser(voter: Voter, given: Response | None, word: Weighing | None) -> dict[str, Any]:
    return {
        "member": voter.member,
        "part": voter.part,
        "why": voter.why,
        "named_by": voter.named_by,
        "answer": given.choice if given else "",
        "advice": given.reason if given else "",
        "word": word.word if word else "",
        "because": word.because if word else "",
    }
