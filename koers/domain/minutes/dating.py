"""Days in minutes: the day of the meeting, and by when something is done. Only what can mean one day."""

import re
from datetime import date

from koers.engine import language

_MONTHS = (
    ("jan",), ("feb", "febr"), ("mar", "maa", "mrt"), ("apr",), ("may", "mei"), ("jun",),
    ("jul",), ("aug",), ("sep", "sept"), ("oct", "okt"), ("nov",), ("dec",),
)  # fmt: skip
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d?)-(\d\d?)\b")
_FIGURES = re.compile(r"\b(\d\d?)[-/.](\d\d?)[-/.]((?:19|20)\d\d)\b")
_DAY_FIRST = re.compile(
    r"\b(\d\d?)(?:e|ste|de|st|nd|rd|th)?(?:\s+of)?\s+([A-Za-z]{3,9})\.?(?:,?\s+((?:19|20)\d\d))?"
)
_MONTH_FIRST = re.compile(r"\b([A-Za-z]{3,9})\.?\s+(\d\d?)(?:st|nd|rd|th)?\b(?:,?\s+((?:19|20)\d\d))?")
_BY = re.compile(
    r"(?:\b(?:uiterlijk|voor|vóór|tegen|per|tot|op|by|before|until|on|due|deadline|no later than)\b"
    r"|[(:;,–-])[\s\w:]{0,14}$",
    re.IGNORECASE,
)


def day_of(text: str, meeting: date | None = None) -> date | None:
    """The day these words mean; None when they may mean another one as well.

    Without a year it is the first such day from the meeting on, so without a meeting's day it is none.
    """
    if found := _ISO.search(text):
        return _real(*found.groups())
    if found := _FIGURES.search(text):
        # 03/04/2026 is another day elsewhere.
        day, month, year = found.groups()
        unclear = "/" in found.group() and int(day) <= 12 and day != month
        return None if unclear else _real(year, month, day)
    if found := _DAY_FIRST.search(text):
        return _named(found[3], found[2], found[1], meeting)
    if found := _MONTH_FIRST.search(text):
        return _named(found[3], found[1], found[2], meeting)
    return None


def _named(year: str | None, month: str, day: str, meeting: date | None) -> date | None:
    number = _NUMBER_OF.get(month.casefold()[:3])
    if number is None:
        return None
    if year:
        return _real(year, number, day)
    if meeting is None:
        return None
    this_year = _real(meeting.year, number, day)
    return this_year if this_year and this_year >= meeting else _real(meeting.year + 1, number, day)


def _real(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def due(text: str, meeting: date | None) -> tuple[str, date | None]:
    """By when, in the text's own words, and the day when that is certain.

    A date only counts after a word such as "by" or "before", or right before or after a dash or bracket.
    """
    found = [mark for mark in language.marks(text) if mark.kind == "date" and _BY.search(text[: mark.start])]
    if len(found) != 1:
        return "", None
    words = text[found[0].start : found[0].end]
    return words, day_of(words, meeting)
