"""What was found in minutes as one HTML file: a list, and the minutes with it marked."""

from collections.abc import Sequence
from html import escape

from koers.domain.minutes import Found, Item
from koers.reports.one_file import one_file
from koers.reports.words_minutes import heading, kinds, said, text


def page(words: str, found: Found, source: str, lang: str) -> str:
    """The whole file; `source` is the name of the file with the minutes."""
    numbers = {item.start: n for n, item in enumerate(found.items, start=1)}
    over = "".join(f"<span>{escape(part)}</span>" for part in (source, *said(found, lang)))
    title = heading(found, lang)
    head = (
        f'<header class="page-head"><p class="over">{over}</p><h1>{escape(title)}</h1>'
        f'<p class="lede">{escape(text(lang, "proposes"))}</p></header>\n'
    )
    lists = "".join(_list(name, items, numbers, lang) for name, items in kinds(found, lang))
    whole = f"<h2>{escape(text(lang, 'text'))}</h2>{_marked(words, found)}"
    body = f'{head}{lists}<section class="team minutes">{whole}</section>\n'
    return one_file(lang, title, body, text(lang, "foot"), "scan.css", "minutes.css")


def _list(name: str, items: Sequence[Item], numbers: dict[int, int], lang: str) -> str:
    rows = "".join(_row(item, numbers[item.start], lang) for item in items)
    return f'<section class="team minutes"><h2>{escape(name)}</h2><ol>{rows}</ol></section>\n'


def _row(item: Item, n: int, lang: str) -> str:
    return (
        f'<li value="{n}" id="item-{n}"><p>{escape(item.text)}</p>'
        f'<p class="from"><a href="#mark-{n}">{escape(more(item, lang))}</a></p></li>'
    )


def more(item: Item, lang: str) -> str:
    """How sure, who and by when, in one line."""
    parts = [text(lang, item.sure)]
    parts += [text(lang, "owner", owner=item.owner)] if item.owner else []
    parts += [text(lang, "due", due=item.due)] if item.due else []
    return "; ".join(parts)


def _marked(words: str, found: Found) -> str:
    pieces, at = [], 0
    for n, item in enumerate(found.items, start=1):
        mark = (
            f'<mark id="mark-{n}"><a href="#item-{n}">{n}</a> {escape(words[item.start : item.end])}</mark>'
        )
        pieces += [escape(words[at : item.start]), mark]
        at = item.end
    return f'<div class="whole">{"".join(pieces)}{escape(words[at:])}</div>'
