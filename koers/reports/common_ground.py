"""`koers common-ground FOLDER|FILE`: what a conversation shares, and what it doesn't, in the terminal or
one file.
"""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from koers.engine.common_ground import BadFile, CommonGround, Conversation, analyse, read
from koers.engine.common_ground.report import Statement
from koers.reports.page_common_ground import LISTS, check_line, checks, page
from koers.reports.words_common_ground import Say, in_words, speaker

STEPS = ("counts", "model", "gate", "groups", "report")
LONG_WORK = 20_000  # votes from which waiting is noticed
FEW = 5
BAR = 24


class Lang(StrEnum):
    nl = "nl"
    en = "en"


def common_ground(
    source: Annotated[
        Path,
        typer.Argument(metavar="FOLDER|FILE", help="Polis export, or CSV: person,statement,answer[,text]"),
    ],
    parties: Annotated[Path | None, typer.Option(help="CSV: person,party")] = None,
    html: Annotated[Path | None, typer.Option(help="Write the report as one HTML file")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write the findings as JSON to standard output")
    ] = False,
    lang: Annotated[Lang, typer.Option(help="Language of the report")] = Lang.nl,
) -> None:
    """What a conversation shares comes first, differences second, groups only where they exist."""
    say, screen = speaker(lang), Console()
    try:
        conversation = read(source, parties)
    except BadFile as bad:
        Console(stderr=True).print(complaint(bad, say), style="bold", markup=False, highlight=False)
        raise typer.Exit(2) from None
    found = _analysed(conversation, say)
    if html:
        html.write_text(page(found, conversation.texts, conversation.topic, lang), encoding="utf-8")
    if as_json:
        sys.stdout.write(json.dumps(as_data(found, conversation), ensure_ascii=False, indent=1) + "\n")
        return
    show(found, conversation, screen, say, lang)
    if html:
        screen.print(say("written", path=html), markup=False)


def _analysed(conversation: Conversation, say: Say) -> CommonGround:
    """The analysis, with a progress bar when it takes long enough to wonder."""
    if len(conversation.votes) < LONG_WORK:
        return analyse(conversation.votes, seed=conversation.key)
    columns = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=len(STEPS))

        def step(code: str) -> None:
            bar.update(task, description=say(f"step.{code}"), completed=STEPS.index(code))

        return analyse(conversation.votes, seed=conversation.key, progress=step)


def complaint(bad: BadFile, say: Say) -> str:
    """Where it went wrong, what is there and what is expected."""
    if bad.column is not None and bad.row is not None:
        place = say("bad.place", file=bad.file, row=str(bad.row), column=bad.column)
    else:
        place = say("bad.row", file=bad.file, row=str(bad.row)) if bad.row is not None else bad.file
    return (
        f"{place}\n{say(f'bad.{bad.code}', found=bad.found, expected=bad.expected, column=bad.column or '')}"
    )


def show(found: CommonGround, conversation: Conversation, screen: Console, say: Say, lang: str) -> None:
    """The report in the terminal, in the order of the page."""
    n, m = found.votes.shape
    screen.print(Text(conversation.topic, style="bold"))
    facts = say("people", n=n), say("statements", n=m), say("votes", n=len(found.votes))
    screen.print(" · ".join(facts), style="dim", highlight=False)
    _agreed(found, conversation, screen, say, lang)
    _listed("against", [c.statement for c in found.against], found, conversation, screen, say)
    _listed("vetoed", [v.statement for v in found.vetoed], found, conversation, screen, say)
    _differing(found, conversation, screen, say)
    _listed("dividing", list(found.dividing), found, conversation, screen, say)
    _listed("unknown", list(found.unknown), found, conversation, screen, say)
    _heading(say("claims"), screen)
    for check in checks(found):
        screen.print(("● " if check.passed else "○ ") + check_line(check, say, lang), highlight=False)
    if found.groups is None:
        screen.print("○ " + say("claim.groups.no"), highlight=False)


def _heading(text: str, screen: Console) -> None:
    screen.print()
    screen.print(Text(text, style="bold"))


def _agreed(found: CommonGround, conversation: Conversation, screen: Console, say: Say, lang: str) -> None:
    many = len(found.common)
    empty = "title.none" if len(found.votes) else "title.empty"
    _heading(
        say("title.common", n=in_words(many, lang))
        if many > 1
        else say("title.common.one" if many else empty),
        screen,
    )
    if found.small:
        for code in LISTS:
            _table(
                [c.statement for c in found.common if c.why == code],
                found,
                conversation,
                screen,
                say,
                say(code),
            )
    else:
        _table([c.statement for c in found.common], found, conversation, screen, say, most=2 * FEW)


def _listed(
    code: str, rows: list[Any], found: CommonGround, conversation: Conversation, screen: Console, say: Say
) -> None:
    if rows:
        _heading(say(code), screen)
        screen.print(say(f"{code}.lede"), style="dim")
        _table(rows, found, conversation, screen, say)


def _table(
    rows: list[Any],
    found: CommonGround,
    conversation: Conversation,
    screen: Console,
    say: Say,
    title: str | None = None,
    most: int = FEW,
) -> None:
    if not rows:
        return
    of = {one.id: one for one in found.statements}
    table = Table(
        title=title, title_justify="left", title_style="italic", box=None, show_header=False, pad_edge=False
    )
    table.add_column(ratio=1, overflow="fold")
    table.add_column(width=BAR, no_wrap=True)
    table.add_column(no_wrap=True, justify="right")
    for one in rows[:most]:
        s = of[one]
        text = conversation.texts.get(one) or f"# {one}"
        table.add_row(escape(text), _bar(s), _figures(s, found.small, say))
    screen.print(table)
    if len(rows) > most:
        screen.print(say("more", n=len(rows) - most), style="dim")


def _bar(s: Statement) -> str:
    """Full is agree, hatched is disagree, empty is passed."""
    yes = round(BAR * s.agree / max(s.seen, 1))
    no = min(round(BAR * s.disagree / max(s.seen, 1)), BAR - yes)
    return "█" * yes + "▒" * no + "·" * (BAR - yes - no)


def _figures(s: Statement, small: bool, say: Say) -> str:
    against = s.stance < 0 and s.standing != "divided"
    counted = (
        say("of.disagree", n=s.disagree, of=s.seen) if against else say("of.agree", n=s.agree, of=s.seen)
    )
    if small and s.unseen:
        return f"{counted}, {say('unseen', n=s.unseen)}"
    return counted if small or against or s.percentile is None else f"{counted}  {round(100 * s.percentile)}%"


def _differing(found: CommonGround, conversation: Conversation, screen: Console, say: Say) -> None:
    _heading(say("differences"), screen)
    code = "no" if not found.gate.difference else "small" if found.small else "crowd"
    screen.print(say(f"difference.{code}"), highlight=False)
    for axis in found.axes[:1]:
        for side, end in (("end.one", axis.one_end), ("end.other", axis.other_end)):
            if end:
                screen.print(Text(say(side), style="italic"))
                for one in end[:3]:
                    screen.print(f"  {escape(conversation.texts.get(one) or f'# {one}')}", highlight=False)
    if found.groups is not None:
        for name, size in zip(found.groups.names, found.groups.size.tolist(), strict=True):
            screen.print(f"{say('group', name=name)}: {say('members', n=size)}", highlight=False)


def as_data(found: CommonGround, conversation: Conversation) -> dict[str, Any]:
    """The findings as plain data. Places on the map come without ids: opinions aren't tied to people."""
    words = conversation.texts
    return {
        "topic": conversation.topic,
        "people": len(found.votes.people),
        "votes": len(found.votes),
        "statements": [{**vars(one), "text": words.get(one.id, "")} for one in found.statements],
        "common": [vars(one) for one in found.common],
        "against": [vars(one) for one in found.against],
        "vetoed": _vetoes(found),
        "dividing": list(found.dividing),
        "unknown": list(found.unknown),
        "gate": {
            "difference": found.gate.difference,
            "open": found.gate.open,
            "checks": [vars(check) for check in found.gate.checks],
        },
        "axes": [vars(axis) for axis in found.axes],
        "groups": None
        if found.groups is None
        else {
            "names": list(found.groups.names),
            "sizes": found.groups.size.tolist(),
            "between": found.groups.between,
            "stability": found.groups.stability,
            "representative": [
                {**vars(one), "statement": found.statements[one.statement].id} for one in found.representative
            ],
        },
        "parties": [{"name": s.name, "size": s.size} for s in found.parties if not s.ask_first],
        "party_spread": vars(found.party_spread) if found.party_spread else None,
    }


def _vetoes(found: CommonGround) -> list[dict[str, Any]]:
    """By whom, except for parties so small that they are asked first."""
    hidden = {side.name for side in found.parties if side.ask_first}
    return [
        {"statement": v.statement, "by": [b for b in v.by if b[1] != "party" or b[0] not in hidden]}
        for v in found.vetoed
    ]


if __name__ == "__main__":
    typer.run(common_ground)
