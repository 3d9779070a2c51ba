"""Names in a row of text: "Anna de Wit (voorzitter), Bram en Cees"."""

import re

MOST_WORDS = 5
_BETWEEN = re.compile(r"\s*(?:[,;/&•]|\ben\b|\band\b)\s*")
_ASIDE = re.compile(r"\s*[(\[][^)\]]{0,120}[)\]]?")
_NOBODY = frozenset({"", "none", "geen", "niemand", "nobody", "allen", "iedereen", "-", "all", "all present"})
_SMALL = r"(?:van|von|de|den|der|het|ten|ter|te|el|al|bin|da|di|la|le|vd|v\.d\.|'t|’t)"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'\-À-ÿ]*\.?"
#: A name as it stands inside a sentence.
NAME = rf"{_CAPITAL}(?:\s(?:{_SMALL}\s){{0,2}}{_CAPITAL}){{0,3}}"
_NAME = re.compile(rf"(?:{_SMALL}\s)?{_CAPITAL}(?:\s[\w’'.\-À-ÿ]+)*|[a-z][\w\-]{{1,20}}")


def names(text: str) -> list[str]:
    """Every name in the row, without what stands behind it in brackets."""
    found = [_ASIDE.sub("", part).strip(" \t.:*_-") for part in _BETWEEN.split(_ASIDE.sub("", text))]
    return [name for name in found if _is_name(name)]


def _is_name(text: str) -> bool:
    if text.casefold() in _NOBODY or len(text.split()) > MOST_WORDS:
        return False
    return bool(_NAME.fullmatch(text))


def first(name: str) -> str:
    """What somebody is called among people who know each other."""
    return name.split()[0] if name.split() else ""
