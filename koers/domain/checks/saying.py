"""What may be written in a check: a short line, a word on a former agreement, a reason, an agreement."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from koers.domain import tables
from koers.domain.refusals import Refused

LINE_LIMIT = 280
REASON_LIMIT = 200
WORD_LIMIT = 80
NOTE_LIMIT = 400
TEXT_LIMIT = 200
MOST_AGREEMENTS = 2
DAYS_TO_ACT = 56

#: What is said of a former agreement, and what that means for the action it is.
OUTCOME_OF = {"kept": "done", "partly": "partly", "not_kept": "not_done"}
UNDER_WAY = "under_way"
FORMER = (*OUTCOME_OF, UNDER_WAY)


@dataclass(frozen=True)
class Agreement:
    """What the team agrees at the end: one owner, one day."""

    text: str
    owner: int
    due: date


def line(text: str) -> str:
    """What somebody writes in a step."""
    return _fitting(text, "text", LINE_LIMIT, "line_missing")


def reason(text: str) -> str:
    """Why a step is skipped, a check stopped, or the guarding left to the next."""
    return _fitting(text, "reason", REASON_LIMIT, "why_missing")


def note(text: str) -> str:
    """What a guardian hands on to the next; may be empty."""
    return _fitting(text, "note", NOTE_LIMIT, "")


def word(text: str) -> str:
    """One word on a former agreement; may be empty."""
    return _fitting(text, "word", WORD_LIMIT, "")


def former(code: str, due: date, today: date) -> str:
    """Kept, partly or not; under way only as long as the day hasn't passed."""
    if code not in FORMER or (code == UNDER_WAY and due < today):
        raise Refused("former_unknown", "outcome")
    return code


def agreement(
    number: int, text: str, owner: int | None, due: date | None, members: Collection[int], today: date
) -> Agreement:
    """A checked agreement. `number` names the form's fields: "text-1", "owner-1", "due-1"."""
    said = _fitting(text, f"text-{number}", TEXT_LIMIT, "action_missing")
    if owner is None or owner not in members:
        raise Refused("owner_missing", f"owner-{number}")
    latest = latest_due(today)
    if due is None or not today <= due <= latest:
        raise Refused("due_unfit", f"due-{number}", first=today, last=latest)
    return Agreement(said, owner, due)


def latest_due(today: date) -> date:
    """The last day that something agreed today may be due: eight weeks on."""
    return today + timedelta(days=DAYS_TO_ACT)


def _fitting(text: str, field: str, limit: int, missing: str) -> str:
    tidied = tables.tidy(text)
    if missing and not tidied:
        raise Refused(missing, field)
    if len(tidied) > limit:
        raise Refused("too_long", field, limit=limit, length=len(tidied))
    return tidied
