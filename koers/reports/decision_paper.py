"""A decision on paper: Markdown, and PDF on A4. The words come in ready; what people wrote stays text."""

import json
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

import typst

from koers.reports.readback_paper import plain

TEMPLATE = Path(__file__).parent / "decision.typ"


@dataclass(frozen=True)
class Table:
    """A table's head and its rows."""

    head: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class Line:
    """A title, what was said, and a word after it."""

    title: str
    text: str
    after: str = ""


@dataclass(frozen=True)
class Paper:
    """Every word on the paper, in one language. A part without a title isn't there."""

    language: str
    over: list[str]
    heading: str
    tracks: list[tuple[str, str]]
    margin: list[tuple[str, str]]
    trail_title: str
    trail: list[tuple[str, str]]
    text: str
    why_title: str
    why: str
    outcome_title: str
    outcome: list[str]
    expected_title: str
    expected_text: str
    expected: Table
    message_title: str
    message: str
    tellers: Table
    actions_title: str
    actions: Table
    kept_title: str
    kept: list[Line] = field(default_factory=list)
    words_title: str = ""
    slots: list[Line] = field(default_factory=list)
    sentences: list[tuple[str, str]] = field(default_factory=list)
    foot: str = ""


def markdown(paper: Paper) -> str:
    """The paper as Markdown."""
    blocks = [
        f"# {plain(paper.heading)}",
        plain(" | ".join(paper.over)),
        _pairs(paper.tracks),
        _quote(paper.text),
        _part(paper.why_title, plain(paper.why)),
        _part(paper.outcome_title, "\n".join(f"- {plain(one)}" for one in paper.outcome)),
        _part(paper.expected_title, _blocks(plain(paper.expected_text), _table(paper.expected))),
        _part(paper.message_title, _blocks(_quote(paper.message), _table(paper.tellers))),
        _part(paper.actions_title, _table(paper.actions)),
        _part(paper.kept_title, "\n".join(map(_line, paper.kept))),
        _part(paper.words_title, _blocks("\n".join(map(_line, paper.slots)), _pairs(paper.sentences))),
        _pairs(paper.margin),
        _part(paper.trail_title, _pairs(paper.trail)),
        plain(paper.foot),
    ]
    return _blocks(*blocks) + "\n"


def _blocks(*blocks: str) -> str:
    return "\n\n".join(block for block in blocks if block)


def _part(title: str, body: str) -> str:
    return f"## {plain(title)}\n\n{body}" if title and body else ""


def _quote(text: str) -> str:
    return "\n".join(f"> {plain(line)}".rstrip() for line in text.splitlines())


def _pairs(pairs: list[tuple[str, str]]) -> str:
    return "\n".join(f"- {plain(title)}: {plain(says)}" for title, says in pairs)


def _line(line: Line) -> str:
    after = f" ({plain(line.after)})" if line.after else ""
    return f"- {plain(line.title)}: {plain(line.text)}{after}"


def _table(table: Table) -> str:
    if not table.rows:
        return ""
    lines = [table.head, ["---"] * len(table.head), *([plain(cell) for cell in row] for row in table.rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def pdf(paper: Paper) -> bytes:
    """The paper as PDF. It goes in as data: nothing that was written can become markup."""
    words = json.dumps(asdict(paper), ensure_ascii=False)
    made: bytes = typst.compile(_template(), sys_inputs={"paper": words}, format="pdf")
    return made


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()
