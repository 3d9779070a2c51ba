"""Minutes that were pasted whole: their lines, for a person to pick the decision from.

Lines in which a word of deciding stands are listed, in their own order. Nothing is ranked and nothing is
chosen: a line without such a word may well be the decision, so all lines stay within reach.
"""

import re

LONG = 400
MANY_LINES = 3

_BULLET = re.compile(r"^[\s>#*+•–—-]*(?:\d+[.)]\s+)?(?:\[[ x]\]\s*)?")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-ÖØ-Þ0-9\"'‘“(])")
_DECIDING = re.compile(
    r"\b(?:beslu\w+|beslo\w+|beslis\w*|akkoord|vastgesteld|goedgekeurd|keur\w* .{0,40}goed|ingestemd"
    r"|stem\w* in|aangenomen|afgesproken|afspraak|spreken .{0,40}af|we gaan|er wordt|er komt|voortaan|per \d"
    r"|decid\w+|decision\w*|agree\w*|approv\w+|adopt\w+|resol\w+|accept\w+|consensus|we will|from now on)\b",
    re.IGNORECASE,
)


def is_long(text: str) -> bool:
    """Whether this is probably more than one decision."""
    return len(lines(text)) > MANY_LINES or len(text) > LONG


def lines(text: str) -> list[str]:
    """The lines of minutes as sentences: bullets and heading marks gone, long paragraphs cut up."""
    found: list[str] = []
    for row in text.splitlines():
        bare = _BULLET.sub("", row).replace("**", "").replace("__", "").strip()
        found.extend(part.strip() for part in _SENTENCE_END.split(bare) if part.strip(" .-|"))
    return found


def speaks_of_deciding(line: str) -> bool:
    """Whether a word of deciding stands in this line."""
    return bool(_DECIDING.search(line))
