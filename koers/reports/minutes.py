"""`koers minutes`: decisions, actions and attendance in minutes; in the terminal, as HTML, or as JSON."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from koers.domain.minutes import Found, Item, read
from koers.domain.refusals import Refused
from koers.reports import minutes_page, words_scan
from koers.reports.minutes_file import Unreadable, text_of
from koers.reports.words_minutes import heading, kinds, said, text


class Language(StrEnum):
    """Language of the report."""

    nl = "nl"
    en = "en"


def minutes(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Minutes: Markdown, plain text or .docx.")],
    html: Annotated[Path | None, typer.Option(help="Write the report to this file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
    lang: Annotated[Language, typer.Option(help="Language of the report.")] = Language.nl,
) -> None:
    """Look for decisions, actions and attendance. It proposes; what holds is for people to say."""
    words = _words(file, lang)
    found = _found(words, lang)
    if html:
        _write(html, minutes_page.page(words, found, file.name, lang), lang)
    if as_json:
        typer.echo(json.dumps(plain(words, found), ensure_ascii=False))
    if not html and not as_json:
        _show(words, found, lang, Console(highlight=False))


def _words(file: Path, lang: str) -> str:
    try:
        return text_of(file.read_bytes())
    except OSError:
        raise _refusal(words_scan.text(lang, "no_file", file=file)) from None
    except Unreadable as unreadable:
        raise _refusal(text(lang, unreadable.code)) from None


def _found(words: str, lang: str) -> Found:
    try:
        return read(words)
    except Refused as refused:
        raise _refusal(text(lang, refused.code, **refused.facts)) from None


def _write(html: Path, page: str, lang: str) -> None:
    try:
        html.write_text(page, encoding="utf-8")
    except OSError:
        raise _refusal(words_scan.text(lang, "not_written", file=html)) from None
    typer.echo(words_scan.text(lang, "written", file=html), err=True)


def _refusal(line: str) -> typer.Exit:
    typer.echo(line, err=True)
    return typer.Exit(2)


def plain(words: str, found: Found) -> dict[str, Any]:
    """What was found, as plain data; lines count from one."""
    return {
        "title": found.title,
        "day": found.day.isoformat() if found.day else None,
        "present": found.present,
        "absent": found.absent,
        "items": [_plain(words, item) for item in found.items],
    }


def _plain(words: str, item: Item) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "text": item.text,
        "lines": list(lines_of(words, item)),
        "sure": item.sure,
        "owner": item.owner,
        "due": item.due,
        "day": item.day.isoformat() if item.day else None,
    }


def lines_of(words: str, item: Item) -> tuple[int, int]:
    """The first and last line it was taken from."""
    return words.count("\n", 0, item.start) + 1, words.count("\n", 0, item.end) + 1


def _show(words: str, found: Found, lang: str, console: Console) -> None:
    console.print(heading(found, lang), style="bold", markup=False)
    for line in said(found, lang):
        console.print(line, markup=False)
    for name, items in kinds(found, lang):
        console.print(f"\n{name}", style="bold", markup=False)
        for item in items:
            first, _last = lines_of(words, item)
            console.print(f"{first:>5}  {one_line(item.text)}", markup=False)
            if more := minutes_page.more(item, lang):
                console.print(f"       {more}", style="dim", markup=False)
    console.print(f"\n{text(lang, 'proposes')}", style="dim", markup=False)


def one_line(said_there: str) -> str:
    """One line without control characters that could steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in said_there)
