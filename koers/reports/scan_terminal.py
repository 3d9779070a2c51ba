"""The report in the terminal: dots where they fit on a line, numbers where they don't."""

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from koers.domain.scans import Reading
from koers.reports import scan_says
from koers.reports.scan_teams import Team
from koers.reports.words_scan import decimal, figure, plural, text

NAME, MOST_DOTS = 24, 7


def show(teams: tuple[Team, ...], ignored: int, lang: str, out: Console) -> None:
    """Print all teams, then how certain it is."""
    for team in teams:
        _team(team, lang, out)
    if ignored:
        out.print(Text(plural(lang, "ignored", ignored)))
    out.print(Text(scan_says.sure_head(teams, lang), style="bold"))
    for code in scan_says.sure(len(teams) == 1):
        out.print(_indented(text(lang, code)))


def _team(team: Team, lang: str, out: Console) -> None:
    head = [scan_says.name(team, lang), scan_says.people(team.people, lang)]
    out.print(Text(" · ".join(filter(None, head)), style="bold"))
    out.print(Text(scan_says.seen(team, lang)))
    if team.readings:
        out.print(Text(_line("", [*"12345"], text(lang, "table_middle")), style="dim"))
    for reading in team.readings:
        _reading(reading, _dots_fit(team), lang, out)
    for note in scan_says.notes(team, lang):
        out.print(_indented(note, style="italic"))
    out.print()


def _dots_fit(team: Team) -> bool:
    return all(max(reading.counts or (0,)) <= MOST_DOTS for reading in team.readings)


def _reading(reading: Reading, as_dots: bool, lang: str, out: Console) -> None:
    name = reading.s
    if cell_len(name) >= NAME:
        out.print(Text(name, style="bold"))
        name = ""
    cells = [_cell(count, as_dots, lang) for count in reading.counts or ()]
    out.print(Text(_line(name, cells, decimal(lang, reading.median))))
    said = f"{text(lang, reading.words)}. {scan_says.figures(reading, lang)}. "
    out.print(_indented(said + " ".join(scan_says.certainty(reading, lang)), below=1, style="dim"))


def _cell(count: int, as_dots: bool, lang: str) -> str:
    if not count:
        return "·"
    return "●" * count if as_dots else figure(lang, count)


def _indented(said: str, below: int = 0, style: str = "") -> Padding:
    return Padding(Text(said, style=style), (0, 0, below, 2))


def _line(name: str, cells: list[str], middle: str) -> str:
    return set_cell_size(name, NAME) + "".join(set_cell_size(cell, MOST_DOTS + 2) for cell in cells) + middle
