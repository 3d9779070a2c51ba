"""A proposal's text: plain paragraphs and lists, with what is new in it marked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from koers.domain import processes
from koers.domain.processes import Change

_LISTED = re.compile(r"[ \t]*(?:(?P<number>\d{1,3})[.)]|[-*•])[ \t]+")


@dataclass(frozen=True)
class Line:
    """A line of the text: where its words are, and whether it stands in a list ("ol", "ul" or "")."""

    start: int
    end: int
    kind: str
    number: int = 0


@dataclass(frozen=True)
class Marks:
    """Which stretches are new, and where something went away; places count from the text's start."""

    added: tuple[tuple[int, int], ...] = ()
    gone: tuple[int, ...] = ()

    def touch(self, line: Line) -> bool:
        """Whether anything changed in this line."""
        new = any(start < line.end and end > line.start for start, end in self.added)
        return new or any(line.start < place < line.end for place in self.gone)


def doc(text: str, before: str | None = None) -> SafeString:
    """The text as paragraphs and lists. With the text before it, what is new in it is marked."""
    text = text.replace("\r\n", "\n")
    marks = changes(before, text) if before is not None else Marks()
    blocks = [_block(text, kind, list(lines), marks) for kind, lines in groupby(_lines(text), _same_block)]
    return format_html_join("", "{}", ((block,) for block in blocks))


def changes(before: str, after: str) -> Marks:
    """What is new in `after`, and where words of `before` went away."""
    place, added, gone = 0, [], []
    for change in runs(before, after):
        if change.kind == "gone":
            if change.text.strip():
                gone.append(place)
            continue
        words = change.text.strip()
        if change.kind == "added" and words:
            first = place + change.text.index(words)
            added.append((first, first + len(words)))
        place += len(change.text)
    return Marks(tuple(added), tuple(gone))


def runs(before: str, after: str) -> Iterator[Change]:
    """The differences as somebody reads them: words that changed next to each other are one stretch."""
    gone = added = between = ""
    for change in processes.diff(before, after):
        if change.kind == "same" and (gone or added) and change.text.strip(" ") == "":
            between += change.text
        elif change.kind == "same":
            yield from _stretch(gone, added)
            yield Change("same", between + change.text)
            gone = added = between = ""
        else:
            gone, added = gone + between, added + between
            between = ""
            gone += change.text if change.kind == "gone" else ""
            added += change.text if change.kind == "added" else ""
    yield from _stretch(gone, added)
    if between:
        yield Change("same", between)


def _stretch(gone: str, added: str) -> Iterator[Change]:
    yield from (Change(kind, text) for kind, text in (("gone", gone), ("added", added)) if text)


def _lines(text: str) -> Iterator[Line]:
    """The lines with something on them; an empty one ends a paragraph."""
    place, paragraph = 0, 0
    for row in text.split("\n"):
        found = _LISTED.match(row)
        if not row.strip():
            paragraph += 1
        elif found:
            kind = "ol" if found["number"] else "ul"
            yield Line(place + found.end(), place + len(row), kind, int(found["number"] or 0))
        else:
            yield Line(place, place + len(row), f"p{paragraph}")
        place += len(row) + 1


def _same_block(line: Line) -> str:
    return line.kind


def _block(text: str, kind: str, lines: list[Line], marks: Marks) -> SafeString:
    if kind not in ("ol", "ul"):
        words = format_html_join(mark_safe("<br>"), "{}", ((_words(text, line, marks),) for line in lines))
        touched = any(marks.touch(line) for line in lines)
        return format_html("<p{}>{}</p>", _changed(touched), words)
    items = format_html_join(
        "", "<li{}>{}</li>", ((_changed(marks.touch(line)), _words(text, line, marks)) for line in lines)
    )
    if kind == "ul":
        return format_html("<ul>{}</ul>", items)
    return format_html('<ol start="{}">{}</ol>', lines[0].number, items)


def _changed(touched: bool) -> SafeString:
    return mark_safe(' class="changed"') if touched else mark_safe("")


def _words(text: str, line: Line, marks: Marks) -> SafeString:
    """The line's words, the new ones marked."""
    pieces: list[SafeString | str] = []
    at = line.start
    for start, end in marks.added:
        first, last = max(start, line.start), min(end, line.end)
        if first < last and text[first:last].strip():
            pieces += [text[at:first], format_html('<ins class="chg">{}</ins>', text[first:last])]
            at = last
    return format_html_join("", "{}", [(piece,) for piece in (*pieces, text[at : line.end])])


def compared(before: str, after: str) -> SafeString:
    """Both texts in one, word by word: what was added is underlined, what went is struck through."""
    said = {"added": _("added:"), "gone": _("removed:")}
    tags = {"added": "ins", "gone": "del"}
    return format_html_join(
        "",
        "{}",
        (
            (
                change.text
                if change.kind == "same" or not change.text.strip()
                else format_html(
                    '<{0} class="chg"><span class="visually-hidden">{1} </span>{2}</{0}>',
                    tags[change.kind],
                    said[change.kind],
                    change.text,
                ),
            )
            for change in runs(before, after)
        ),
    )
