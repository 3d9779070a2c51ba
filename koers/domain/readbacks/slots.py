"""What a decision says, slot by slot, and what somebody read in it.

An answer keeps its kind: a day that was picked is something else than words that mean a day. That is what
makes comparing honest, see `comparing.py`.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from koers.domain import tables
from koers.domain.refusals import Refused

SLOTS = ("what", "status", "who", "when", "limit", "step")
#: A first step is everybody's own. It is asked and shown, and never compared.
OWN = "step"
#: Without these three nobody can say that a decision is understood alike, so they are always asked.
CORE = ("status", "who", "when")
STATUSES = ("decided", "trial", "explore", "not_decided")
#: From a day on, or by that day.
WAYS = ("from", "by")

WORDS_LIMIT = 160
UNIT_LIMIT = 24
MOST = Decimal(10) ** 12

_BESIDE = re.compile(r"[€$£\s\u00a0\u202f]")
_MARKS = re.compile(r"[.,]")
# Groups of three behind one and the same mark are thousands; else what follows the last mark is a fraction.
_WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})*")
_BROKEN = re.compile(r"([0-9][0-9.,]*)[.,]([0-9]+)")


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody read in one slot.

    `kind` is "not_said", "choice" (a status), "person" (a member's id), "date" (an ISO day, with `way`
    "from" or "by"), "condition" ("as soon as the screen works"), "amount" (digits, with its `unit`),
    "no_exception", or "text" (own words).
    """

    kind: str = "not_said"
    value: str = ""
    way: str = ""
    unit: str = ""

    @property
    def in_own_words(self) -> bool:
        """Whether only people can say if this means the same as something else."""
        return self.kind in ("text", "condition")

    def as_content(self) -> dict[str, str]:
        """As it is kept: only what is there."""
        fields = {"kind": self.kind, "value": self.value, "way": self.way, "unit": self.unit}
        return {name: text for name, text in fields.items() if text}

    @classmethod
    def from_content(cls, content: Mapping[str, str]) -> "Said":
        """As it was kept."""
        return cls(**content)


NOT_SAID = Said()


def asked_slots(chosen: Collection[str]) -> list[str]:
    """The slots to ask, in their own order: the three that decide, and the others that were chosen."""
    return [slot for slot in SLOTS if slot in CORE or slot in chosen]


def answers(given: Mapping[str, Any], asked: Collection[str], members: Collection[int]) -> dict[str, Said]:
    """What was read in each asked slot, from a filled-in form. What is left empty isn't said.

    Parameters
    ----------
    given : mapping
        The form's fields: "what", "status", "who" with "who-text", "when" with "when-day" and "when-text",
        "limit" with "limit-text", "limit-amount" and "limit-unit", "step".
    asked : collection of str
        The slots that are asked.
    members : collection of int
        Who can be chosen as a person.

    Raises
    ------
    Refused
        "day_unknown", "way_missing", "amount_unknown", "status_unknown", "person_unknown" or "too_long",
        each with the field it is about.
    """
    readers = {"status": _status, "when": _when, "limit": _limit}
    said: dict[str, Said] = {}
    for slot in (slot for slot in SLOTS if slot in asked):
        if slot == "who":
            said[slot] = _who(given, members)
        else:
            said[slot] = readers[slot](given) if slot in readers else _words(given, slot)
    return said


def _words(given: Mapping[str, Any], field: str, kind: str = "text") -> Said:
    text = tables.tidy(given.get(field, ""))
    if len(text) > WORDS_LIMIT:
        raise Refused("too_long", field, limit=WORDS_LIMIT, length=len(text))
    return Said(kind, text) if text else NOT_SAID


def _status(given: Mapping[str, Any]) -> Said:
    code = given.get("status", "")
    if code and code not in (*STATUSES, "not_said"):
        raise Refused("status_unknown", "status")
    return Said("choice", code) if code in STATUSES else NOT_SAID


def _who(given: Mapping[str, Any], members: Collection[int]) -> Said:
    chosen = given.get("who", "")
    if chosen in ("", "other"):
        return _words(given, "who-text")
    if chosen not in {str(member) for member in members}:
        raise Refused("person_unknown", "who")
    return Said("person", chosen)


def _when(given: Mapping[str, Any]) -> Said:
    way, typed = given.get("when", ""), tables.tidy(given.get("when-day", ""))
    if way in WAYS:
        return Said("date", _day(typed).isoformat(), way)
    if way == "condition":
        return _words(given, "when-text", "condition")
    # A day without "from" or "by" could be either, and nobody should guess which.
    if way != "not_said" and typed:
        raise Refused("way_missing", "when")
    return NOT_SAID if way == "not_said" else _words(given, "when-text", "condition")


def _limit(given: Mapping[str, Any]) -> Said:
    kind = given.get("limit", "")
    if kind == "no_exception":
        return Said("no_exception")
    if kind == "amount":
        return _amount(tables.tidy(given.get("limit-amount", "")), tables.tidy(given.get("limit-unit", "")))
    return NOT_SAID if kind == "not_said" else _words(given, "limit-text")


def _amount(typed: str, unit: str) -> Said:
    if len(unit) > UNIT_LIMIT:
        raise Refused("too_long", "limit-unit", limit=UNIT_LIMIT, length=len(unit))
    amount = figure(typed)
    if amount is None:
        raise Refused("amount_unknown", "limit-amount")
    return Said("amount", f"{amount:f}", unit=unit)


def figure(typed: str) -> Decimal | None:
    """The number that somebody typed, Dutch or English: "1.500", "1,500", "12,5", "12.5", "€ 1.500,50"."""
    text = _BESIDE.sub("", typed)
    if _WHOLE.fullmatch(text):
        return _in_reach(Decimal(_MARKS.sub("", text)))
    broken = _BROKEN.fullmatch(text)
    return _in_reach(Decimal(f"{_MARKS.sub('', broken[1])}.{broken[2]}")) if broken else None


def _in_reach(amount: Decimal) -> Decimal | None:
    return amount.normalize() if amount < MOST else None


def _day(typed: str) -> date:
    """A day as a date field sends it, or as somebody types it: 1-2-2027."""
    parts = typed.replace("/", "-").replace(".", "-").split("-")
    if len(parts) == 3 and len(parts[0]) != 4:
        parts.reverse()
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day)
    except ValueError:
        raise Refused("day_unknown", "when-day") from None
