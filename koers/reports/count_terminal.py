"""The count in the terminal: the outcome, then the tables that explain it."""

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from koers.reports import count_says
from koers.reports.count_methods import Counted
from koers.reports.count_says import Section, Table


def show(counted: Counted, lang: str, out: Console) -> None:
    """Print the outcome and every section."""
    out.print(Text(" · ".join(count_says.over(counted, lang)), style="dim"))
    out.print(Text(count_says.title(counted, lang), style="bold"))
    out.print(Text(count_says.lede(counted, lang)))
    for section in count_says.sections(counted, lang):
        _section(section, out)


def _section(section: Section, out: Console) -> None:
    out.print()
    out.print(Text(section.head, style="bold"))
    for line in section.lines:
        out.print(Text(line))
    if section.table:
        out.print(_grid(section.table))


def _grid(table: Table) -> Grid:
    grid = Grid(box=None, pad_edge=False, header_style="dim")
    for place, head in enumerate(table.head):
        grid.add_column(Text(head), justify="left" if place < table.names else "right", overflow="fold")
    for r, row in enumerate(table.rows):
        grid.add_row(
            *(Text(cell, style="bold" if (r, c) in table.strong else "") for c, cell in enumerate(row))
        )
    return grid
