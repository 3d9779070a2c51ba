"""Reading minutes: who was there, what was decided, and who does what. It only proposes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from koers.domain.minutes import acting, attending, dating, deciding, naming, sentences, tabled
from koers.domain.minutes.found import ACTION, DECISION, LOOKS, SAID, Found, Item
from koers.domain.minutes.sentences import Line, Sentence
from koers.domain.refusals import Refused

TEXT_LIMIT = 200_000
#: A longer sentence is no sentence; its first part is read.
LONGEST = 700
_TITLE_LIMIT = 120
_LINES_WITH_THE_DAY = 12

_SPEAKER = re.compile(r"(?P<who>[A-ZÀ-Þ][\w’'.\-]*(?:\s[A-ZÀ-Þ][\w’'.\-]*){0,2}|[a-z][\w\-]{1,14}):\s+")
_LINK = re.compile(r"\[([^\]]{1,200})\]\([^)\s]{0,300}\)")
_NO_SPEAKER = frozenset(
    "goal link links labels update note notes q a p.s. time discuss stap doel vraag antwoord opmerking"
    " actie besluit todo"
    " action decision decided resolved agreed consensus http https background context summary status"
    " result re nb"
    " facilitator minutes faciliator voorzitter notulist aanwezig afwezig attendance council observers"
    " ap ai".split()
)
_IN_A_SENTENCE = re.compile(r"(?<=[a-zà-ÿ,(&] )[A-ZÀ-Þ][\w’'\-]+")
#: "PPK", as people are called by their initials.
_INITIALS = re.compile(r"\b[A-Z]{2,4}\b")
_SPEAKS = re.compile(r"^[\s>+•–—-]*([A-ZÀ-Þ][\w’'\-]+)(?: [A-ZÀ-Þ][\w.]*){0,2}:\s")
_AFTER_A_BULLET = re.compile(r"^[\s>+•–—-]+([A-ZÀ-Þ][\w’'\-]+)")
_AGENDA = re.compile(r"(?:agenda|inhoud|table of contents|contents)\b[\s:]*$", re.IGNORECASE)
_PLAN = re.compile(
    r"(?:stretch )?goal:|discuss:|\*\*(?:goal|discuss|link|labels|previous discussion)", re.IGNORECASE
)
_ACTIONS = re.compile(
    r"(?:.{0,30}\b)?(?:acties|actiepunten|actielijst|actions?|action items?|to[- ]?do(?:'s|’s|s)?"
    r"|next steps|takenlijst)\s*:?$",
    re.IGNORECASE,
)
_DECISIONS = re.compile(
    r"(?:genomen )?(?:besluiten|besluitenlijst|afspraken|decisions?(?: taken| made)?|resolutions)\s*:?$",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:eerder|vorig|laatste|openstaand|previous|earlier|last|open)", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:heeft|hebben|is|zijn|has|have|had)\b.{0,80}\b(?:ge\w+|voorbereid|be\w+d|ver\w+d|done|been)\b|~~",
    re.IGNORECASE,
)
_NOBODY_YET = re.compile(r"\s*(?:geen|none|n\.?v\.?t\.?|-)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """Where in the minutes a line stands: what its heading says it is."""

    kind: str = ""
    skipped: bool = False


def read(text: str) -> Found:
    """Everything that looks like a decision, an action or a name of somebody there.

    Parameters
    ----------
    text
        Minutes as plain text or Markdown, Dutch or English.

    Raises
    ------
    Refused
        "minutes_empty" or "minutes_long".
    """
    if not text.strip():
        raise Refused("minutes_empty", "text")
    if len(text) > TEXT_LIMIT:
        raise Refused("minutes_long", "text", limit=TEXT_LIMIT, length=len(text))
    title, day, rows = _opening(list(sentences.lines(text)))
    here = attending.people(rows)
    names = _names(rows, [person.name for person in here])
    told = sorted([*_items(rows, names), *tabled.items(rows)], key=lambda item: item.start)
    found = _with_lists(told, rows)
    return Found(title, day, here, [_dated(item, day) for item in found])


def _opening(rows: list[Line]) -> tuple[str, date | None, list[Line]]:
    """The title, the day, and the lines that follow."""
    told: dict[str, str] = {}
    if rows and rows[0].text == "---":
        end = next((n for n, row in enumerate(rows[1:], start=1) if row.text == "---"), 0)
        told = dict(_fields(rows[1:end]))
        rows = rows[end + 1 :] if end else rows
    first = next((sentences.bare(row.text).lstrip("# ") for row in rows if row.text.strip()), "")
    title = told.get("title") or next((row.text.lstrip("# ") for row in rows if row.heading), first)
    opening = [told.get("date", ""), title, *(row.text for row in rows[:_LINES_WITH_THE_DAY])]
    return title[:_TITLE_LIMIT], next(filter(None, map(_whole_day, opening)), None), rows


def _fields(rows: Sequence[Line]) -> Iterator[tuple[str, str]]:
    for row in rows:
        name, _, value = row.text.partition(":")
        yield name.strip().casefold(), value.strip(" \"'")


def _whole_day(text: str) -> date | None:
    """A day with its year, at once from the text: without a meeting there's no year to add."""
    return dating.day_of(text[:LONGEST])


@dataclass(frozen=True)
class Names:
    """First names: of who was there or speaks, and all that stand in the text."""

    here: frozenset[str]
    known: frozenset[str]


def _names(rows: Sequence[Line], here: Sequence[str]) -> Names:
    """Who was there, who speaks, and capitals in the middle of a sentence or at a bullet's beginning."""
    there, other = {naming.first(name) for name in here}, set[str]()
    for row in rows:
        plain = row.text.replace("*", "")[:20_000]
        there.update(_SPEAKS.findall(plain))
        other.update(_IN_A_SENTENCE.findall(plain))
        other.update(_INITIALS.findall(plain))
        if row.bullet:
            other.update(_AFTER_A_BULLET.findall(plain))
    small = frozenset(name.casefold() for name in there if name)
    return Names(small, small | {name.casefold() for name in other})


def _items(rows: Sequence[Line], names: Names) -> Iterator[Item]:
    place, fenced = Place(), False
    for row in rows:
        fenced ^= row.text.lstrip().startswith("```")
        if row.heading:
            place = _place(sentences.bare(row.text).strip("# :"))
        elif _stands_alone(row) and (named := _place(sentences.bare(row.text).strip(" :"))).kind:
            place = named
        elif row.text.strip() and not (fenced or place.skipped or tabled.is_row(row)):
            yield from _of_row(row, place, names)


def _place(heading: str) -> Place:
    if _EARLIER.search(heading):
        return Place()
    kind = ACTION if _ACTIONS.fullmatch(heading) else DECISION if _DECISIONS.fullmatch(heading) else ""
    return Place(kind, skipped=bool(_AGENDA.fullmatch(heading)))


def _stands_alone(row: Line) -> bool:
    """Whether a line is a heading without its mark: "Actiepunten:" or bold."""
    said = row.text.strip()
    return not row.bullet and (said.endswith((":", "**")) and len(said) < 60)


def _of_row(row: Line, place: Place, names: Names) -> Iterator[Item]:
    if _PLAN.search(row.text) or "~~" in row.text or row.box == "ticked":
        return
    before: Sentence | None = None
    speaker = ""
    for sentence in sentences.of_line(row):
        said, who = _spoken(sentence.text[:LONGEST])
        speaker = who or speaker
        item = _item(sentence, said, speaker, names) or (
            _listed(row, place, sentence) if not before else None
        )
        if item:
            yield _with_what_it_is(_said_by_place(item, row, place), before)
        before = sentence


def _spoken(text: str) -> tuple[str, str]:
    """What is said, and by whom: "Anna: I'll write it" is Anna's."""
    text = _LINK.sub(r"\1", text)
    found = _SPEAKER.match(text)
    if not found or found["who"].casefold() in _NO_SPEAKER:
        return text, ""
    return text[found.end() :], found["who"]


def _item(sentence: Sentence, said: str, speaker: str, names: Names) -> Item | None:
    start, end, whole = sentence.start, sentence.end, sentence.text[:LONGEST]
    if found := deciding.marked(whole):
        return Item(DECISION, whole[found.end() :].strip() or whole, start, end, SAID)
    if found := acting.marked(whole):
        return _marked_action(sentence, found)
    if deciding.looks(said, speaker):
        return Item(DECISION, said, start, end, LOOKS)
    if taken := acting.looks(said, speaker, names.known, names.here):
        return Item(ACTION, said, start, end, LOOKS, taken.owner)
    return None


def _said_by_place(item: Item, row: Line, place: Place) -> Item:
    """A box to tick, or the heading it stands under, says as much as a marker does."""
    kind = ACTION if row.box == "open" else place.kind if row.bullet else ""
    return replace(item, sure=SAID) if item.kind == kind else item


def _marked_action(sentence: Sentence, found: re.Match[str]) -> Item | None:
    """After "Actie:" stands what is done, or only who does it; between them may stand who."""
    rest = sentence.text[found.end() : LONGEST].strip()
    if _NOBODY_YET.fullmatch(rest.rstrip(".")):
        return None
    owner = (found["owner"] or "").strip(" ()[].")
    begin = re.match(rf"{naming.NAME}(?:(?:, | en | and | & ){naming.NAME}){{0,4}}", rest)
    return Item(
        ACTION,
        rest,
        sentence.start,
        sentence.end,
        SAID,
        owner or (begin.group().rstrip(".") if begin else ""),
    )


def _with_what_it_is(item: Item, before: Sentence | None) -> Item:
    """ "The posts are replaced. Actie: Anna." - the sentence before it says what is done."""
    alone = item.sure == SAID and item.kind == ACTION and item.text.rstrip(". ") == item.owner
    if alone and before:
        return replace(item, text=before.text, start=before.start)
    return item


def _listed(row: Line, place: Place, sentence: Sentence) -> Item | None:
    """A bullet with a box to tick, or under a heading that says what it is."""
    kind = ACTION if row.box == "open" else place.kind if row.bullet else ""
    if not kind or _DONE.search(sentence.text) or _NOBODY_YET.fullmatch(sentence.text.rstrip(".")):
        return None
    begin = re.match(rf"@?({naming.NAME})\b", sentence.text)
    owner = begin[1] if begin and kind == ACTION else ""
    return Item(kind, sentence.text, sentence.start, row.end, SAID, owner)


def _with_lists(found: Sequence[Item], rows: Sequence[Line]) -> list[Item]:
    """What ends in a colon goes on in the bullets under it; those are one item, not more."""
    longer = [_with_list(item, rows) if item.text.endswith(":") else item for item in found]
    kept: list[Item] = []
    for item in longer:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _with_list(item: Item, rows: Sequence[Line]) -> Item:
    own = next(row for row in reversed(rows) if row.start <= item.start)
    listed: list[Line] = []
    for row in rows[rows.index(own) + 1 :]:
        if not row.text.strip():
            continue
        if not row.bullet or (
            own.bullet and row.indent <= own.indent and not row.text.lstrip().startswith("- -")
        ):
            break
        listed.append(row)
    said = " ".join([item.text, "; ".join(one.text for row in listed for one in sentences.of_line(row))])
    return replace(item, text=said.strip(), end=listed[-1].end) if listed else item


def _dated(item: Item, meeting: date | None) -> Item:
    if item.kind != ACTION:
        return item
    if item.due:
        return replace(item, day=dating.day_of(item.due, meeting))
    words, day = dating.due(item.text, meeting)
    return replace(item, due=words, day=day)
