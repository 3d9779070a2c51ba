"""Taking over what was found: what a decision or an action from minutes must have. A person chose each."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from koers.domain import actions, tables
from koers.domain.actions import Plan
from koers.domain.minutes.found import ACTION, DECISION
from koers.domain.minutes.naming import first
from koers.domain.refusals import Refused

DECISION_LIMIT = 2000
#: So many fit on one page; minutes with more are pasted in parts.
MOST_ITEMS = 100

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Source:
    """The minutes it stands in: what they are called, and the day of the meeting."""

    title: str
    day: date


@dataclass(frozen=True, slots=True)
class Chosen:
    """One thing to take over, as somebody left it in the form; `number` is its place there."""

    number: int
    kind: str
    text: str
    owner: int | None = None
    due: date | None = None


def source(title: str, day: date | None, today: date) -> Source:
    """The minutes, named and dated: a decision without a day holds from nobody knows when."""
    named = tables.name(title, "title", tables.TITLE_LIMIT)
    if day is None or day > today:
        raise Refused("minutes_day_unfit", "day", last=today)
    return Source(named, day)


def decision(chosen: Chosen, members: Collection[int]) -> str:
    """The text of a decision that fits; who sees to it may be left open."""
    tidied = tables.tidy(chosen.text)
    if not tidied:
        raise Refused("decision_text_missing", f"text-{chosen.number}")
    if len(tidied) > DECISION_LIMIT:
        facts = {"limit": DECISION_LIMIT, "length": len(tidied)}
        raise Refused("too_long", f"text-{chosen.number}", **facts)
    if chosen.owner is not None and chosen.owner not in members:
        raise Refused("owner_missing", f"owner-{chosen.number}")
    return tidied


def action(chosen: Chosen, members: Collection[int], today: date) -> Plan:
    """An action as any other: a text, one owner and a day from today on."""
    plan = actions.carrying_out
    return _at(chosen.number, lambda: plan(chosen.text, chosen.owner, chosen.due, members, today))


def _at(number: int, rule: Callable[[], T]) -> T:
    """The same refusal, at the field of this item."""
    try:
        return rule()
    except Refused as refused:
        raise Refused(refused.code, f"{refused.field}-{number}", **refused.facts) from None


def chosen(items: Sequence[Chosen]) -> list[Chosen]:
    """What isn't left out; at least one."""
    taken = [item for item in items if item.kind in (DECISION, ACTION)]
    if not taken:
        raise Refused("nothing_taken")
    return taken


def title_of(text: str) -> str:
    """What a decision is called: its text, cut at a word when it is long."""
    if len(text) <= tables.TITLE_LIMIT:
        return text
    return text[: tables.TITLE_LIMIT].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def chair_of(words: str, chairs: Mapping[int, str]) -> int | None:
    """The one chair of which the name stands there, whole or its first part; None when that isn't one."""
    said = words.strip(" .@").casefold()
    whole = [pk for pk, name in chairs.items() if name.casefold() == said]
    part = [pk for pk, name in chairs.items() if said and first(name).casefold() == first(said)]
    near = [pk for pk in part if " " not in said or " " not in chairs[pk]]
    found = whole or near
    return found[0] if len(found) == 1 else None
