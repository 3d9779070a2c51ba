"""Opening a process: what must be there, and what is frozen from then on."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, datetime

from koers.domain import tables
from koers.domain.processes import advice, clock, majority, windows
from koers.domain.processes.case import (
    ABSENCE,
    METHODS,
    SECRECY,
    SILENCE,
    Case,
    Option,
    Terms,
    Version,
    Voter,
)
from koers.domain.processes.checking import check, stage_after
from koers.domain.refusals import Refused
from koers.domain.seats import Seat

TITLE_LIMIT = 120
TEXT_LIMIT = 4000
REASON_LIMIT = 500
LEAST_VOTERS = 2
#: Above this a secret ballot shows its counts.
FEW = 5


def draft(seat: Seat, method: str, terms: Terms, version: Version) -> Case:
    """A proposal that nobody is asked about yet."""
    case = Case(method, seat.chair, "draft", terms, versions=(version,))
    check_terms(case)
    return case


def version(
    seq: int, title: str, text: str, by: int, at: datetime, options: Sequence[Option] = ()
) -> Version:
    """A text that is there and fits."""
    return Version(seq, words(title, "title", TITLE_LIMIT), paragraphs(text), by, at, options=tuple(options))


def words(typed: str, field: str, limit: int = REASON_LIMIT) -> str:
    """Words on one line that are there and fit."""
    tidied = tables.tidy(typed)
    if not tidied:
        missing = f"{field}_missing"
        raise Refused(missing, field)
    if len(tidied) > limit:
        raise Refused("too_long", field, limit=limit, length=len(tidied))
    return tidied


def paragraphs(typed: str) -> str:
    """A text with its own lines."""
    text = typed.replace("\r\n", "\n").strip()
    if not text:
        raise Refused("proposal_missing", "text")
    if len(text) > TEXT_LIMIT:
        raise Refused("too_long", "text", limit=TEXT_LIMIT, length=len(text))
    return text


def check_terms(case: Case) -> None:
    """Refuse terms that don't fit the method, before anybody is asked anything."""
    terms = case.terms
    if case.method not in METHODS:
        raise Refused("method_unknown", "method")
    for value, known, field in (
        (terms.silence, SILENCE, "silence"),
        (terms.secrecy, SECRECY, "secrecy"),
        (terms.absence, ABSENCE, "absence"),
    ):
        if value not in known:
            raise Refused("term_unknown", field)
    FITS[case.method](case)


def _consent_fits(case: Case) -> None:
    terms = case.terms
    if terms.silence == "not_counted" or terms.secrecy == "secret":
        raise Refused("term_unfit", "silence" if terms.silence == "not_counted" else "secrecy")
    if terms.silence == "silence_no_objection" and not terms.agreement:
        raise Refused("agreement_missing", "agreement")
    if terms.fallback not in ("", "majority"):
        raise Refused("term_unknown", "fallback")


def _majority_fits(case: Case) -> None:
    terms = case.terms
    if terms.rule not in majority.RULES_OF_COUNTING:
        raise Refused("rule_unknown", "rule")
    if terms.silence == "silence_no_objection":
        raise Refused("term_unfit", "silence")
    if terms.secrecy == "secret" and terms.silence == "needs_answer":
        raise Refused("secret_needs_no_answer", "silence")
    if not 0 < terms.share <= 1 or (terms.strictly and terms.share == 1):
        raise Refused("share_unfit", "share")
    if terms.quorum is not None and not 0 < terms.quorum <= 1:
        raise Refused("share_unfit", "quorum")
    if terms.about_people and terms.secrecy != "secret":
        raise Refused("people_are_secret", "secrecy")
    _options_fit(case)


def _options_fit(case: Case) -> None:
    terms, options = case.terms, case.text.options
    among = terms.rule in majority.AMONG_OPTIONS
    if among and len(options) < majority.LEAST_OPTIONS:
        raise Refused("options_missing", "options", least=majority.LEAST_OPTIONS)
    if options and not among:
        raise Refused("options_unfit", "options")
    if len({option.id for option in options}) < len(options) or any(not one.text for one in options):
        raise Refused("options_twice", "options")
    double = set(terms.double)
    if (terms.rule == "double") != (len(double) == 2 and double <= set(majority.ON_A_TEXT[:-1])):
        raise Refused("rule_unknown", "double")


def _advice_fits(case: Case) -> None:
    terms = case.terms
    if terms.silence != "not_counted" or terms.secrecy == "secret" or terms.live:
        field = "silence" if terms.silence != "not_counted" else "live" if terms.live else "secrecy"
        raise Refused("term_unfit", field)


#: Whether the terms and the options fit the method.
FITS: dict[str, Callable[[Case], None]] = {
    "consent": _consent_fits,
    "majority": _majority_fits,
    "advice": _advice_fits,
}


def open_process(
    case: Case,
    seat: Seat,
    now: datetime,
    electorate: Sequence[Voter],
    *,
    closes: datetime | None = None,
    zone: str = "Europe/Amsterdam",
    off: Collection[date] = (),
    lot: str = "",
) -> Case:
    """Freeze who decides and how, and ask them. In a meeting without quorum it ends at once."""
    check(case, "open_process", seat, now)
    check_terms(case)
    if case.method != "advice":
        _electorate_fits(case, electorate)
    opened = replace(
        case, electorate=tuple(electorate), opened=now, lot=lot, window=_window(case, now, closes, zone, off)
    )
    out = majority.outcome_at_opening(opened, now) if case.method == "majority" else None
    stage = stage_after(case, "open_process", out.status if out else _first(case))
    return replace(opened, stage=stage, outcome=out)


def _electorate_fits(case: Case, electorate: Sequence[Voter]) -> None:
    if len(electorate) < LEAST_VOTERS:
        raise Refused("too_few_voters", least=LEAST_VOTERS)
    if any(voter.weight < 1 for voter in electorate):
        raise Refused("weight_unfit", "weight")
    if case.terms.secrecy == "secret" and any(voter.weight != 1 for voter in electorate):
        raise Refused("weights_need_names", "weight")
    here = {voter.member for voter in electorate}
    if case.terms.casting is not None and case.terms.casting not in here:
        raise Refused("casting_unfit", "casting")
    if not set(case.terms.present) <= here:
        raise Refused("present_unfit", "present")


#: With what a method begins, where that is always the same.
FIRST = {"majority": "voting", "advice": "mapping"}


def _first(case: Case) -> str:
    if case.method in FIRST:
        return FIRST[case.method]
    return "clarifying" if case.terms.step_by_step else "objecting"


def _window(
    case: Case, now: datetime, closes: datetime | None, zone: str, off: Collection[date]
) -> windows.Window:
    if case.terms.live:
        return windows.Window(windows.to_minute(now), None, zone, frozenset(off))
    return windows.opened(now, closes, case.terms.days, zone, off)


def move_on(case: Case, seat: Seat, now: datetime) -> Case:
    """To the next step. When answers are asked for, the window is as long as it was meant to be."""
    check(case, "move_on", seat, now)
    stage = stage_after(case, "move_on")
    if case.method == "advice":
        advice.check_advisers(case)
    assert case.window is not None
    if stage not in clock.ASKING or case.window.closes is None:
        return replace(case, stage=stage)
    return replace(case, stage=stage, window=windows.again(case.window, now, case.terms.days))
