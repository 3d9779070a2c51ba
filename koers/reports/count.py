"""`koers count`: who is chosen from a sheet of ballots, and why; in the terminal, as HTML, or as JSON."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from koers.engine.methods.ballots import Unfit
from koers.engine.methods.standing import TooManyTies
from koers.reports import count_page, count_terminal, words_scan
from koers.reports.count_ballots import Bad, Cast, read_ballots
from koers.reports.count_methods import RULES, Counted, Method, figures
from koers.reports.sheet import SheetError
from koers.reports.words_count import TEXTS, plural, text

#: So many bad cells are named one by one; more of them point at another method or file.
MOST_NAMED = 100


class Language(StrEnum):
    """Language of the report and of what is said about the file."""

    nl = "nl"
    en = "en"


def count(
    file: Annotated[
        Path, typer.Argument(metavar="BALLOTS.csv", help="One column per option, one row per ballot.")
    ],
    method: Annotated[Method, typer.Option(help="How to count.")],
    seats: Annotated[int, typer.Option(min=1, help="How many are chosen.")] = 1,
    html: Annotated[Path | None, typer.Option(help="Write the report to this file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    lang: Annotated[Language, typer.Option(help="Language of the report.")] = Language.nl,
    seed: Annotated[str | None, typer.Option(help="The published value that decides ties by lot.")] = None,
) -> None:
    """Count ranks or scores. Empty or "No opinion" is left out, never read as last or as zero."""
    try:
        cast = read_ballots(file, RULES[method].cells)
    except SheetError as error:
        raise _refusal(_sentence(error, lang)) from None
    if cast.bad:
        raise _refusal(*_named(cast.bad, method, lang))
    if complaint := _seats(method, seats, len(cast.ballots.options), lang):
        raise _refusal(complaint)
    _report(_counted(cast, method, seats, seed, lang), file, html, as_json, lang)


def _seats(method: Method, seats: int, options: int, lang: str) -> str:
    if seats > 1 and not RULES[method].several_seats:
        return text(lang, "one_seat", method=text(lang, method))
    return text(lang, "seats_many", seats=seats, options=options) if seats > options else ""


def _counted(cast: Cast, method: Method, seats: int, seed: str | None, lang: str) -> Counted:
    try:
        result = RULES[method].count(cast.ballots, seats, seed)
    except Unfit as unfit:
        options = words_scan.listed(lang, unfit.options)
        raise _refusal(text(lang, unfit.code, row=cast.rows[unfit.ballot], options=options)) from None
    except TooManyTies:
        raise _refusal(text(lang, "too_many_ties")) from None
    return Counted(method, seats, seed, len(cast.ballots), cast.ballots.blank, result)


def _report(counted: Counted, file: Path, html: Path | None, as_json: bool, lang: str) -> None:
    if html:
        _write(html, count_page.page(counted, file.name, lang), lang)
    if as_json:
        typer.echo(json.dumps(figures(counted), ensure_ascii=False))
    if not html and not as_json:
        count_terminal.show(counted, lang, Console(highlight=False))


def _write(html: Path, page: str, lang: str) -> None:
    try:
        html.write_text(page, encoding="utf-8")
    except OSError:
        raise _refusal(words_scan.text(lang, "not_written", file=html)) from None
    typer.echo(words_scan.text(lang, "written", file=html), err=True)


def _refusal(*lines: str) -> typer.Exit:
    for line in lines:
        typer.echo(line, err=True)
    return typer.Exit(2)


def _sentence(error: SheetError, lang: str) -> str:
    """What is wrong with a sheet as such has the same sentence for every report."""
    said = text if error.code in TEXTS[lang] else words_scan.text
    return said(lang, error.code, **error.facts)


def _named(bad: tuple[Bad, ...], method: Method, lang: str) -> list[str]:
    """Every bad cell by row and column, and what belongs there."""
    named = [_bad(cell, method, lang) for cell in bad[:MOST_NAMED]]
    more = [text(lang, "bad_more", k=len(bad) - MOST_NAMED)] if len(bad) > MOST_NAMED else []
    return [plural(lang, "bad_head", len(bad)), *named, *more, text(lang, "bad_hint")]


def _bad(cell: Bad, method: Method, lang: str) -> str:
    expected = text(lang, f"cell_{method}")
    facts = {"row": cell.row, "column": cell.column, "letter": cell.letter, "found": cell.found}
    return text(lang, f"bad_{cell.why}", expected=expected, **facts)


if __name__ == "__main__":
    typer.run(count)
