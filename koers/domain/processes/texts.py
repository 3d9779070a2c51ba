"""The text: its versions, what changed between them word by word, and when everybody is asked again."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from koers.domain.processes import opening, windows
from koers.domain.processes.case import Case, Option
from koers.domain.processes.checking import check
from koers.domain.refusals import Refused
from koers.domain.seats import Seat

_PIECES = re.compile(r"\n+|[^\S\n]+|[^\s\w]|\w+")


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of text: "same", "added" or "gone"."""

    kind: str
    text: str


def diff(before: str, after: str) -> list[Change]:
    """What changed, word by word. The "same" and "gone" stretches make up `before`, the others `after`."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    found: list[Change] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Change("same", "".join(old[a:b])))
            continue
        gone, added = "".join(old[a:b]), "".join(new[c:d])
        found += [Change(kind, text) for kind, text in (("gone", gone), ("added", added)) if text]
    return found


def edit_draft(
    case: Case, seat: Seat, now: datetime, title: str, text: str, options: Sequence[Option], method: str = ""
) -> Case:
    """Nobody was asked anything yet: the draft is simply rewritten, also how it will be decided."""
    check(case, "edit_draft", seat, now)
    first = opening.version(1, title, text, seat.chair, now, options)
    fresh = replace(case, method=method or case.method, versions=(first,))
    opening.check_terms(fresh)
    return fresh


def edit_editorial(case: Case, seat: Seat, now: datetime, title: str, text: str) -> Case:
    """Repair a typo: responses stay. Anybody of V can call it material within the window."""
    check(case, "edit_editorial", seat, now)
    return _with(case, seat, now, title, text, material=False)


def edit_material(
    case: Case, seat: Seat, now: datetime, title: str, text: str, options: Sequence[Option] | None = None
) -> Case:
    """Change what is proposed: a new version, and everybody is asked again."""
    check(case, "edit_material", seat, now)
    if case.open_objections:
        raise Refused("integrate_instead")
    return asked_again(_with(case, seat, now, title, text, material=True, options=options), now)


def _with(
    case: Case, seat: Seat, now: datetime, title: str, text: str, *, material: bool,
    options: Sequence[Option] | None = None,
) -> Case:  # fmt: skip
    kept = case.text.options if options is None else tuple(options)
    new = opening.version(case.text.seq + 1, title, text, seat.chair, now, kept)
    if (new.title, new.text, new.options) == (case.text.title, case.text.text, case.text.options):
        raise Refused("text_unchanged", "text")
    changed = replace(case, versions=(*case.versions, replace(new, material=material)))
    opening.check_terms(changed)
    return changed


def call_material(case: Case, seat: Seat, now: datetime) -> Case:
    """Somebody of V says that the newest editorial change is no typo: it is a new version after all."""
    check(case, "call_material", seat, now)
    if case.text.material:
        raise Refused("material_already")
    called = replace(case.text, material=True, called_by=seat.chair)
    return asked_again(replace(case, versions=(*case.versions[:-1], called)), now)


def asked_again(case: Case, now: datetime, days: int = windows.DAYS_TO_ANSWER_AGAIN) -> Case:
    """Everybody has at least two working days for the new version; the end never comes sooner."""
    if case.window is None or case.window.closes is None:
        return case
    return replace(case, window=windows.again(case.window, now, days), standing=_kept(case))


def _kept(case: Case) -> tuple[str, ...]:
    ids = {option.id for option in case.text.options}
    return tuple(option for option in case.standing if option in ids)
