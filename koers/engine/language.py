"""What stands out in a sentence: numbers, dates, amounts, negations, modal verbs. Dutch and English at once.

Two sentences that differ only in a date, an amount, a "not" or a "may" look nearly the same to a reader in a
hurry, and to every measure of text similarity. So these words are marked for people to look at. Nothing is
counted, compared or scored here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

KINDS = ("date", "amount", "number", "negation", "modal")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text, `text[start:end]`, and what it is: one of `KINDS`."""

    start: int
    end: int
    kind: str


_MONTH = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    "|january|february|march|may|june|july|august|october"
    r"|(?:jan|feb|mrt|apr|jun|jul|aug|sept?|okt|oct|nov|dec)\b\.?"
)
#: Months that are no other word, so that they may stand alone.
_CLEAR_MONTH = (
    "januari|februari|april|juni|juli|augustus|september|oktober|november|december"
    "|january|february|june|july|august|october"
)
_WEEKDAY = (
    "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
    "|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)
_PART = "begin|half|medio|eind|early|mid|late|end of"
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_NTH = rf"{_DAY}(?:st|nd|rd|th|e|ste|de)?"

_DATES = (
    rf"(?:19|20)\d\d-\d\d?-\d\d?|{_DAY}[-/.]\d\d?[-/.](?:{_YEAR}|\d\d)",
    rf"{_NTH}(?:\s+of)?\s+(?:{_MONTH})(?:,?\s+{_YEAR})?",
    rf"(?:{_MONTH})\s+{_NTH}(?:,?\s+{_YEAR})?(?!\s*(?:%|€))",
    rf"(?:(?:{_PART})[\s-]+)?(?:{_CLEAR_MONTH})(?:\s+{_YEAR})?",
    # "Mei" and "maart" may begin a sentence about something else; after one of these words they are months.
    rf"(?:(?:{_PART})[\s-]+|(?<=\bin\s)|(?<=\bvanaf\s)|(?<=\bfrom\s)|(?<=\buntil\s)|(?<=\btot\s)|(?<=\bby\s)"
    rf"|(?<=\bsince\s)|(?<=\bsinds\s))(?:mei|maart|may|march)(?:\s+{_YEAR})?",
    rf"(?:mei|maart|may|march)\s+{_YEAR}",
    rf"(?:{_WEEKDAY})(?:ochtend|morgen|middag|avond|nacht)?(?:en|s)?",
    rf"(?:q[1-4]|(?:eerste|tweede|derde|vierde|first|second|third|fourth)\s+(?:kwartaal|quarter))(?:\s+{_YEAR})?",
    r"week\s+\d{1,2}|\d{1,2}[.:]\d\d\s+uur|\d{1,2}:\d\d",
    r"(?:volgende?|komende?|next|this|deze|dit)\s+(?:week|maand|kwartaal|jaar|month|quarter|year)",
    r"vandaag|overmorgen|morgen|today|tomorrow",
    _YEAR,
)
_FIGURE = r"\d+(?:[.,\u00a0\u202f]\d+)*"
_SCALE = r"(?:\s*(?:miljoen|miljard|duizend|million|billion|thousand|mln|mld|bn|[km]\b))"
_CURRENCY = r"(?:€|\$|£|\beur\b|\busd\b|\bgbp\b)"
_AMOUNTS = (
    rf"{_CURRENCY}\s*{_FIGURE}(?:,-)?{_SCALE}?",
    rf"{_FIGURE}{_SCALE}?\s*(?:€|£|\$|%|(?:euro|euros|procent|per\s?cent|percent|dollars?|pounds?|fte)\b)",
)
_COUNTED = (
    "twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien"
    "|negentien|twintig|dertig|veertig|vijftig|honderd|duizend|anderhalf|anderhalve|half|halve"
    r"|(?<!\bno\s)one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen|twenty|thirty|forty|fifty|hundred|thousand"
)
# "Één" as one letter with its accent, or as a letter and an accent.
_NUMBERS = (rf"{_FIGURE}{_SCALE}?", rf"(?:{_COUNTED})", "(?:é|e\u0301){2}n")
_NEGATIONS = (
    "niet|geen|nooit|niemand|niets|nergens|noch|zonder|behalve|uitgezonderd|tenzij|evenmin",
    r"no one|not|no|never|nobody|none|nothing|nowhere|neither|nor|without|except|unless|cannot",
    r"(?:do|does|did|is|are|was|were|wo|would|ca|could|should|must|need|has|have|had)n['’]t",
)
_MODALS = (
    "kan|kun|kunt|kunnen|kon|konden|mag|mogen|mocht|mochten|moet|moeten|moest|moesten|wil|wilt|willen|wilde|wilden"
    "|zal|zul|zult|zullen|zou|zouden|hoeft|hoeven|hoefde|hoefden|dient te|dienen te",
    "can|could|may|might|must|shall|should|will|would|ought|have to|has to|need to|needs to",
    "misschien|mogelijk|eventueel|waarschijnlijk|maybe|perhaps|possibly|probably",
)


def _whole_words(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these, as whole words: no letter, digit or loose accent right before or after."""
    edge = r"[\w\u0300-\u036f]"
    return re.compile(rf"(?<!{edge})(?:{'|'.join(patterns)})(?!{edge})", re.IGNORECASE)


_FINDERS = dict(zip(KINDS, map(_whole_words, (_DATES, _AMOUNTS, _NUMBERS, _NEGATIONS, _MODALS)), strict=True))


def marks(text: str) -> tuple[Mark, ...]:
    """Everything that stands out, in the order of the text, without overlap.

    Parameters
    ----------
    text : str
        A sentence in Dutch or English, or in both.

    Returns
    -------
    tuple of Mark
        Where two kinds claim the same words, the one that comes first in `KINDS` has them: "1 februari" is
        a date, not a number, and "5 %" an amount.
    """
    found: list[Mark] = []
    for mark in _candidates(text):
        if all(mark.end <= other.start or mark.start >= other.end for other in found):
            found.append(mark)
    return tuple(sorted(found, key=lambda mark: mark.start))


def _candidates(text: str) -> Iterator[Mark]:
    for kind, finder in _FINDERS.items():
        for match in finder.finditer(text):
            yield Mark(match.start(), match.end(), kind)
