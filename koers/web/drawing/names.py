"""Names on small discs and under seats."""

import unicodedata
from collections import Counter
from collections.abc import Sequence

# Words that lead a surname and don't count for initials, as long as they are written small.
LEADS = frozenset(
    "van von de der den des het ten ter te 't op in aan bij uit voor over onder tot "
    "la le les du d' da das do dos di del della el al bin ibn af av zu zum y und en and".split()
)
_JOINER, _VARIATION, _KEYCAP = "\u200d", "\ufe0f", "\u20e3"


def initials(name: str) -> str:
    """One or two letters: "Marieke van Dongen" is MD, "Samira El Amrani" SE, "Ravi" R, "🦊" itself."""
    words = _lettered(name)
    counting = [w for w in words if w not in LEADS] or words
    return "".join(first_sign(word) for word in counting[:2]).upper()


def first_sign(word: str) -> str:
    """The first sign as a reader sees it: a letter with its accents, a whole emoji, a flag."""
    start = next((i for i, c in enumerate(word) if c.isalnum() or ord(c) > 0x2000), 0)
    sign = ""
    for c in word[start:]:
        if sign and not _belongs(c, sign):
            break
        sign += c
    return sign


def _belongs(c: str, sign: str) -> bool:
    return (
        sign[-1] == _JOINER
        or c in (_JOINER, _VARIATION, _KEYCAP)
        or unicodedata.combining(c) != 0
        or unicodedata.category(c) in ("Mn", "Me", "Mc")
        or "\U0001f3fb" <= c <= "\U0001f3ff"  # skin tones
        or (_flag(c) and _flag(sign[-1]) and len(sign) == 1)
    )


def _flag(c: str) -> bool:
    return "\U0001f1e6" <= c <= "\U0001f1ff"


def called(names: Sequence[str]) -> list[str]:
    """What people around one table call each other: first names, with more where two share one."""
    firsts = Counter(_first(name).casefold() for name in names)
    return [_first(name) if firsts[_first(name).casefold()] == 1 else name for name in names]


def _first(name: str) -> str:
    return next(iter(_lettered(name)), "")


def _lettered(name: str) -> list[str]:
    """The words with letters in them, or all when none has: a sign before a name isn't the name."""
    words = name.split()
    return [word for word in words if any(map(str.isalnum, word))] or words
