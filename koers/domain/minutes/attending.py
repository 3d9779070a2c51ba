"""Who was there and who wasn't: from a line such as "Aanwezig: Anna, Bram", or the lines under such a"
" heading."""

import re
from collections.abc import Iterator, Sequence

from koers.domain.minutes.found import Person
from koers.domain.minutes.naming import names
from koers.domain.minutes.sentences import Line, bare, of_line

_HERE = (
    r"(?:(?:online |ook |mede )?aanwezig(?:en|e leden|e)?|deelnemers|present|attendance|attendees"
    r"|participants"
    r"|in attendance|members present|council(?: members)?|board members|observers?|gasten|guests|toehoorders)"
)
_AWAY = (
    r"(?:afwezig(?:en|e leden)?(?: met (?:afbericht|kennisgeving|afmelding|bericht))?|afgemeld"
    r"|afmeldingen|verhinderd"
    r"|(?:met )?bericht van verhindering|absent(?:ees)?|apologies|regrets|not present|members absent)"
)
_LABEL = re.compile(rf"(?:^|(?<=[.;]\s))(?:({_HERE})|({_AWAY}))\s*(?:\([^)]{{0,40}}\))?\s*:", re.IGNORECASE)
_TITLE = re.compile(rf"(?:({_HERE})|({_AWAY}))\s*:?", re.IGNORECASE)
#: A row of names ends where another sentence begins.
_OVER = re.compile(r"\.\s+(?=[A-ZÀ-Þ][\w’'-]*\s+[a-z])")
MOST_UNDER_A_HEADING = 60


def people(lines: Sequence[Line]) -> list[Person]:
    """Everybody named as there or not there, in the order of the text; each once."""
    found: dict[str, Person] = {}
    for person in _named(lines):
        found.setdefault(person.name.casefold(), person)
    return list(found.values())


def _named(lines: Sequence[Line]) -> Iterator[Person]:
    under: bool | None = None
    left = 0
    for line in lines:
        if (title := _title(line)) is not None:
            under, left = title, MOST_UNDER_A_HEADING
        elif line.heading:
            under = None
        elif labelled := list(_labelled(line)):
            yield from labelled
        elif under is not None and left:
            yield from _on(line, line.start, line.text, present=under)
            left -= 1


def _title(line: Line) -> bool | None:
    """Whether a heading, or a line with nothing else on it, says that names follow, and of whom."""
    said = bare(line.text).strip("# ")
    found = _TITLE.fullmatch(said)
    if not found or not (line.heading or said.endswith(":")):
        return None
    return found[1] is not None


def _labelled(line: Line) -> Iterator[Person]:
    """What stands after "Aanwezig:" or "Absent:", on a line or in the middle of it."""
    for sentence in of_line(line):
        row = line.text[sentence.start - line.start : sentence.end - line.start]
        plain = row.replace("*", " ")
        if found := _LABEL.search(plain.lstrip()):
            begin = len(plain) - len(plain.lstrip()) + found.end()
            yield from _on(line, sentence.start + begin, row[begin:], present=found[1] is not None)


def _on(line: Line, start: int, row: str, *, present: bool) -> Iterator[Person]:
    at = 0
    for name in names(_OVER.split(_without_bullet(row))[0]):
        place = row.find(name, at)
        at = place + len(name) if place >= 0 else at
        begin = start + max(place, 0)
        yield Person(name, begin, begin + len(name), present)


def _without_bullet(row: str) -> str:
    return re.sub(r"^[\s>*+•–—-]*(?:\d+[.)]\s+)?", "", row)
