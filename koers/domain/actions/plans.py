"""What an action must have: a text that starts, one owner, a day that is near."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from koers.domain import scans, tables
from koers.domain.refusals import Refused

OUTCOMES = ("done", "partly", "not_done")
STOPPED = "stopped"
WORD_LIMIT = 300
#: Two at a time from scans: a third waits until one of these has a word on what came of it.
MOST_OPEN = scans.ACTIONS_NEEDED
DAYS_TO_CARRY_OUT = 365


@dataclass(frozen=True)
class Plan:
    """One action as a team agrees it."""

    text: str
    owner: int
    due: date


def plan(
    number: int, text: str, owner: int | None, due: date | None, members: Collection[int], today: date
) -> Plan:
    """A checked action. `number` names the form's fields: "text-1", "owner-1", "due-1"."""
    tidied = tables.tidy(text)
    if not tidied:
        raise Refused("action_missing", f"text-{number}")
    if len(tidied) > scans.ACTION_LIMIT:
        raise Refused("too_long", f"text-{number}", limit=scans.ACTION_LIMIT, length=len(tidied))
    if owner is None or owner not in members:
        raise Refused("owner_missing", f"owner-{number}")
    latest = scans.latest_due(today)
    if due is None or not today <= due <= latest:
        raise Refused("due_unfit", f"due-{number}", first=today, last=latest)
    return Plan(tidied, owner, due)


def last_day(today: date) -> date:
    """The last day on which an action that carries out a decision may be due."""
    return today + timedelta(days=DAYS_TO_CARRY_OUT)


def carrying_out(
    text: str, owner: int | None, due: date | None, members: Collection[int], today: date
) -> Plan:
    """A checked action that carries out a decision; its day lies within a year."""
    tidied = tables.tidy(text)
    if not tidied:
        raise Refused("action_missing", "text")
    if len(tidied) > scans.ACTION_LIMIT:
        raise Refused("too_long", "text", limit=scans.ACTION_LIMIT, length=len(tidied))
    if owner is None or owner not in members:
        raise Refused("owner_missing", "owner")
    last = last_day(today)
    if due is None or not today <= due <= last:
        raise Refused("due_unfit", "due", first=today, last=last)
    return Plan(tidied, owner, due)


def word(text: str) -> str:
    """A short word on what came of it; may be empty."""
    tidied = tables.tidy(text)
    if len(tidied) > WORD_LIMIT:
        raise Refused("too_long", "word", limit=WORD_LIMIT, length=len(tidied))
    return tidied


def reason(text: str) -> str:
    """The word without which a day isn't moved and an action isn't stopped."""
    if not (tidied := word(text)):
        raise Refused("word_missing", "word")
    return tidied


def room(still_open: int) -> int:
    """How many new actions fit beside those of scans that are still open; refused when none does."""
    if still_open >= MOST_OPEN:
        raise Refused("actions_open", most=MOST_OPEN, open=still_open)
    return MOST_OPEN - still_open
