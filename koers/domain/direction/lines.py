"""What may be written about the course: short lines, reasons, and whole texts."""

from koers.domain import tables
from koers.domain.refusals import Refused

SENTENCE_LIMIT = 280
TITLE_LIMIT = 120
WHY_LIMIT = 300
SEEN_LIMIT = 280
WORD_LIMIT = 400
TEXT_LIMIT = 4000


def line(text: str, field: str, limit: int, missing: str = "") -> str:
    """One line that fits. With `missing`, the code of its refusal, it may not be empty."""
    return _fits(tables.tidy(text), field, limit, missing)


def why(text: str, field: str = "why") -> str:
    """A reason, which is never left out."""
    return line(text, field, WHY_LIMIT, "why_missing")


def paragraphs(text: str, field: str = "text") -> str:
    """A text of several lines: no spaces at the ends, at most one empty line in between."""
    kept = "\n".join(tables.tidy(one) for one in text.splitlines())
    while "\n\n\n" in kept:
        kept = kept.replace("\n\n\n", "\n\n")
    return _fits(kept.strip(), field, TEXT_LIMIT, "lines_missing")


def _fits(text: str, field: str, limit: int, missing: str) -> str:
    if missing and not text:
        raise Refused(missing, field)
    if len(text) > limit:
        raise Refused("too_long", field, limit=limit, length=len(text))
    return text
