"""Opening a process: what must be there, and what is frozen from then on."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime

from koers.domain import tables
from koers.domain.processes import methods, windows
from koers.domain.processes.case import (
    ABSENCE,
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
OPTION_LIMIT = 200
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
    if case.method not in methods.METHODS:
        raise Refused("method_unknown", "method")
    for value, known, field in (
        (terms.silence, SILENCE, "silence"),
        (terms.secrecy, SECRECY, "secrecy"),
        (terms.absence, ABSENCE, "absence"),
    ):
        if value not in known:
            raise Refused("term_unknown", field)
    methods.of(case).fits(case)


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
    _electorate_fits(case, electorate)
    opened = replace(
        case, electorate=tuple(electorate), opened=now, lot=lot, window=_window(case, now, closes, zone, off)
    )
    out = methods.of(case).at_opening(opened, now)
    stage = stage_after(case, "open_process", out.status if out else methods.of(case).first(case))
    return replace(opened, stage=stage, outcome=out)


def _electorate_fits(case: Case, electorate: Sequence[Voter]) -> None:
    if len(electorate) < LEAST_VOTERS and case.method not in methods.DECIDERS:
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


def _window(
    case: Case, now: datetime, closes: datetime | None, zone: str, off: Collection[date]
) -> windows.Window:
    if case.terms.live or case.method in methods.AT_ONCE:
        return windows.Window(windows.to_minute(now), None, zone, frozenset(off))
    return windows.opened(now, closes, case.terms.days, zone, off)


def move_on(case: Case, seat: Seat, now: datetime) -> Case:
    """To the next step. When answers are asked for, the window is as long as it was meant to be."""
    check(case, "move_on", seat, now)
    stage = stage_after(case, "move_on")
    methods.check_move(case)
    assert case.window is not None
    if stage not in methods.ASKING or case.window.closes is None:
        return replace(case, stage=stage)
    return replace(case, stage=stage, window=windows.again(case.window, now, case.terms.days))
