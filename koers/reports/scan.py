"""`koers scan`: the honest result of a sheet of answers, in the terminal, as one HTML file, or as JSON.

Until the command line has it, `python -m koers.reports.scan` does the same.
"""

import csv
import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from koers.domain import scans
from koers.engine import scales
from koers.reports import scan_page, scan_terminal
from koers.reports.scan_answers import Answers, Bad, read_answers
from koers.reports.scan_teams import Item, Team, teams
from koers.reports.sheet import SheetError
from koers.reports.words_scan import plural, text

#: So many bad cells are named one by one; more of them point at a wrong column.
MOST_NAMED = 100


class Language(StrEnum):
    """Language of the report and of what is said about the file."""

    nl = "nl"
    en = "en"


def scan(
    file: Annotated[Path, typer.Argument(help="CSV or XLSX, one row per person.")],
    items: Annotated[str, typer.Option(help="Columns with answers from 1 to 5, with commas between.")],
    team: Annotated[str | None, typer.Option(help="Column that says which team somebody is in.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write the report to this file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    lang: Annotated[Language, typer.Option(help="Language of the report.")] = Language.nl,
    ignore_bad: Annotated[bool, typer.Option("--ignore-bad", help="Leave out what is no answer.")] = False,
) -> None:
    """Show what a sheet of answers says and what it can't, per team and question; nobody is ranked."""
    try:
        answers = read_answers(file, _columns(items), team)
    except SheetError as error:
        raise _refusal(_sentence(error, lang)) from None
    if answers.bad and not ignore_bad:
        raise _refusal(*_named(answers.bad, lang))
    if not answers.people:
        raise _refusal(text(lang, "no_people"))
    _report(answers, file, html, as_json, lang)


def _columns(items: str) -> list[str]:
    """The columns as a row of CSV, so that a header with a comma in it can stand between quotation marks."""
    columns = [name for name in next(csv.reader([items], skipinitialspace=True), []) if name.strip()]
    if not columns:
        raise SheetError("no_items")
    return columns


def _report(answers: Answers, file: Path, html: Path | None, as_json: bool, lang: str) -> None:
    found, ignored = teams(answers), len(answers.bad)
    if html:
        _write(html, scan_page.page(found, file.name, ignored, lang), lang)
    if as_json:
        typer.echo(json.dumps(figures(found, ignored), ensure_ascii=False))
    if not html and not as_json:
        scan_terminal.show(found, ignored, lang, Console(highlight=False))
    elif ignored:
        typer.echo(plural(lang, "ignored", ignored), err=True)


def _write(html: Path, page: str, lang: str) -> None:
    try:
        html.write_text(page, encoding="utf-8")
    except OSError:
        raise _refusal(text(lang, "not_written", file=html)) from None
    typer.echo(text(lang, "written", file=html), err=True)


def figures(found: tuple[Team, ...], ignored: int = 0) -> dict[str, Any]:
    """What goes out as JSON: every count, also the ones that the report doesn't show to people.

    ``ignored``, the number of cells and rows left out, is there only when there were any.
    """
    told = {"teams": [{"team": team.name, "items": list(map(_figures, team.items))} for team in found]}
    return told | ({"ignored": ignored} if ignored else {})


def _figures(item: Item) -> dict[str, Any]:
    some = item.n > 0
    return {
        "item": item.item,
        "n": item.n,
        "counts": list(item.counts),
        "median": scales.median(item.counts) if some else None,
        "agreement": scales.agreement(item.counts) if some else None,
        "words": scans.words(item.counts) if some else None,
    }


def _refusal(*lines: str) -> typer.Exit:
    for line in lines:
        typer.echo(line, err=True)
    return typer.Exit(2)


def _sentence(error: SheetError, lang: str) -> str:
    if error.code != "column_missing":
        return text(lang, error.code, **error.facts)
    columns = error.facts["columns"]
    code = "column_missing" if columns else "column_missing_all"
    return text(lang, code, column=error.facts["column"], columns=", ".join(columns))


def _named(bad: tuple[Bad, ...], lang: str) -> list[str]:
    """Every bad cell by row and column, and what belongs there."""
    named = [
        text(lang, f"bad_{cell.why}", row=cell.row, column=cell.column, letter=cell.letter, found=cell.found)
        for cell in bad[:MOST_NAMED]
    ]
    more = [text(lang, "bad_more", k=len(bad) - MOST_NAMED)] if len(bad) > MOST_NAMED else []
    return [plural(lang, "bad_head", len(bad)), *named, *more, text(lang, "bad_hint")]


if __name__ == "__main__":
    typer.run(scan)
