"""The count as one HTML file: the outcome, then the tables that explain it."""

from html import escape

from koers.reports import count_says
from koers.reports.count_methods import Counted
from koers.reports.count_says import Section, Table
from koers.reports.one_file import one_file
from koers.reports.words_count import text


def page(counted: Counted, source: str, lang: str) -> str:
    """The whole file; `source` is the name of the file that the ballots came from."""
    title = count_says.title(counted, lang)
    first, *others = count_says.sections(counted, lang)
    body = _head([source, *count_says.over(counted, lang)], title, count_says.lede(counted, lang))
    body += _section(first, "team") + "".join(_section(other, "team") for other in others if not other.pool)
    body += "".join(_section(other, "pool") for other in others if other.pool)
    return one_file(lang, title, body, text(lang, "foot"), "scan.css", "count.css")


def _head(over: list[str], title: str, lede: str) -> str:
    said = "".join(f"<span>{escape(part)}</span>" for part in over)
    return (
        f'<header class="page-head"><p class="over">{said}</p><h1>{escape(title)}</h1>'
        f'<p class="lede">{escape(lede)}</p></header>\n'
    )


def _section(section: Section, kind: str) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in section.lines)
    table = _table(section.table, section.head) if section.table else ""
    head = f"<h2>{escape(section.head)}</h2>"
    if kind == "pool":
        return f'<section class="pool count-sure">{head}<div>{lines}</div></section>\n'
    return f'<section class="team count">{head}<div class="count-says">{lines}</div>{table}</section>\n'


def _table(table: Table, name: str) -> str:
    head = "".join(
        f'<th scope="col"{_kind(place, table)}>{escape(cell)}</th>' for place, cell in enumerate(table.head)
    )
    rows = "".join(_row(place, table) for place in range(len(table.rows)))
    # It can be scrolled sideways, so a keyboard must be able to reach it.
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(name)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(place: int, table: Table) -> str:
    chosen = ' class="chosen"' if (place, table.names - 1) in table.strong else ""
    cells = "".join(_cell(place, column, table) for column in range(len(table.head)))
    return f"<tr{chosen}>{cells}</tr>"


def _cell(row: int, column: int, table: Table) -> str:
    said = escape(table.rows[row][column])
    if column == table.names - 1:
        return f'<th scope="row"{_kind(column, table)}>{said}</th>'
    return f"<td{_kind(column, table)}>{f'<b>{said}</b>' if (row, column) in table.strong else said}</td>"


def _kind(column: int, table: Table) -> str:
    return ' class="name"' if column == table.names - 1 else ' class="place"' if column < table.names else ""
