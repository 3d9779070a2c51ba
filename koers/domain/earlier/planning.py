"""What of a source's decisions is new here, what is here already, and what can't be brought in and why."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from koers.domain import tables
from koers.domain.earlier.counting import Count, count, differs
from koers.domain.earlier.saying import REJECTED, TEXT_LIMIT, UNKNOWN, WORDS_LIMIT, Earlier
from koers.domain.minutes.taking import chair_of, title_of
from koers.domain.refusals import Refused

NEW, HERE, REFUSED = "new", "here", "refused"
#: Before this nothing was decided that a team still goes by.
FIRST_DAY = date(1900, 1, 1)
#: Notes of a reader with which something is no decision at all.
BARS = ("still_open", "no_outcome")
#: What a decision has beside its text and its day; what of it isn't there is said.
WANTED = ("outcome", "method", "figures", "owner", "review")


@dataclass(frozen=True)
class Known:
    """A decision that is here already."""

    number: str
    title: str
    text: str


@dataclass(frozen=True)
class Here:
    """What a team has: what it brought in by key, all its decisions by number, who sits at its table."""

    by_key: Mapping[str, Known]
    by_number: Mapping[str, Known]
    chairs: Mapping[int, str]
    today: date


@dataclass(frozen=True)
class Row:
    """One decision as it will stand, or why it won't."""

    earlier: Earlier
    state: str
    title: str = ""
    text: str = ""
    key: str = ""
    owner: int | None = None
    counted: Count | None = None
    differs: bool = False
    missing: tuple[str, ...] = ()
    #: Why it is refused, or where it is already: a code and its facts.
    code: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


def plan(found: Sequence[Earlier], here: Here) -> tuple[Row, ...]:
    """A row per decision, in the source's order."""
    seen: dict[str, int] = {}
    rows = []
    for one in found:
        row = _row(one, here)
        if row.state == NEW and row.key in seen:
            row = Row(one, REFUSED, row.title, code="twice", facts={"row": seen[row.key]})
        elif row.state == NEW:
            seen[row.key] = one.row
        rows.append(row)
    return tuple(rows)


def check_new(rows: Sequence[Row]) -> list[Row]:
    """Those that come in; refused when there are none."""
    fresh = [row for row in rows if row.state == NEW]
    if not fresh:
        raise Refused("nothing_earlier")
    return fresh


def _row(one: Earlier, here: Here) -> Row:
    title, text = worded(one.title, one.text)
    counted = count(one)
    try:
        check(one, text, here.today)
    except Refused as refused:
        unlike = differs(one, counted)
        facts = {**refused.facts, "column": refused.field}
        return Row(one, REFUSED, title, counted=counted, differs=unlike, code=refused.code, facts=facts)
    key = key_of(one, title, text)
    known = here.by_key.get(key) or _ours(one, title, here)
    if known:
        code = "here" if known.text == text else "here_differs"
        return Row(one, HERE, title, code=code, facts={"number": known.number})
    owner, unlike = chair_of(one.owner, here.chairs), differs(one, counted)
    return Row(one, NEW, title, text, key, owner, counted, unlike, _missing(one))


def _ours(one: Earlier, title: str, here: Here) -> Known | None:
    """A decision of this log that comes back in its own list."""
    known = here.by_number.get(one.number)
    return known if known and known.title == title else None


def worded(title: str, text: str) -> tuple[str, str]:
    """What it is called and what was decided: one may say both, and a long title stays whole in the text."""
    called = tables.tidy(title or text.partition("\n")[0])
    if not text:
        return title_of(called), title
    cut = title and len(called) > tables.TITLE_LIMIT and title != text
    return title_of(called), f"{title}\n\n{text}" if cut else text


def check(one: Earlier, text: str, today: date) -> None:
    """Refuse what is no decision, or can't be kept as one."""
    barred = next((note for note in one.notes if note.code in BARS or note.column == "day"), None)
    if barred:
        raise Refused(barred.code, barred.column, text=barred.text)
    if not text:
        raise Refused("words_missing", "text")
    if one.day is None:
        raise Refused("no_day", "day")
    if not FIRST_DAY <= one.day <= today:
        raise Refused("day_unfit", "day", text=one.day.isoformat())
    _check_outcome(one)
    _check_lengths(one, text)


def _check_outcome(one: Earlier) -> None:
    if one.outcome == REJECTED:
        raise Refused("not_decided", "outcome", text=one.outcome_words[:40])
    if one.outcome == UNKNOWN:
        raise Refused("outcome_unread", "outcome", text=one.outcome_words[:40])


def _check_lengths(one: Earlier, text: str) -> None:
    if len(text) > TEXT_LIMIT:
        raise Refused("cell_long", "text", limit=TEXT_LIMIT, length=len(text))
    for name in "number method rule quorum outcome_words owner reasons link discussion said_by".split():
        if len(said := getattr(one, name)) > WORDS_LIMIT:
            raise Refused("cell_long", name, limit=WORDS_LIMIT, length=len(said))


def key_of(one: Earlier, title: str, text: str) -> str:
    """By which the same decision is known again: the source's own key or number, or else what it says."""
    day = one.day.isoformat() if one.day else ""
    if one.key:
        parts = ["key", one.key]
    elif one.number:
        parts = ["number", one.number.casefold(), day]
    else:
        parts = ["words", title.casefold(), text.casefold(), day]
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()


def _missing(one: Earlier) -> tuple[str, ...]:
    there = {
        "outcome": one.outcome,
        "method": one.method or one.rule,
        "figures": one.figures or one.options,
        "owner": one.owner,
        "review": one.review,
    }
    return tuple(name for name in WANTED if not there[name])
