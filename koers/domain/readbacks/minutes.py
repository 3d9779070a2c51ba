"""Minutes that were pasted whole: their lines, for a person to pick the decision from.

Lines in which a word of deciding stands are listed, in their own order. Nothing is ranked and nothing is
chosen: a line without such a word may well be the decision, so all lines stay within reach.
"""

import re

from koers.domain import minutes

LONG = 400
MANY_LINES = 3

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
    return [sentence.text for sentence in minutes.sentences(text)]


def speaks_of_deciding(line: str) -> bool:
    """Whether a word of deciding stands in this line."""
    return bool(_DECIDING.search(line))
