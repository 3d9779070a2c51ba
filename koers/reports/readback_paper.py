"""A readback on paper: Markdown, and PDF on A4. The words come in ready; what people wrote stays text."""

import json
import re
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

import typst

TEMPLATE = Path(__file__).parent / "readback.typ"
#: What Markdown takes for its own, inside a line and at the start of one.
_INSIDE = re.compile(r"([\\`*_\[\]<>|~])")
_AT_START = re.compile(r"^(\s*\d*)([#+=.)-])", re.MULTILINE)


@dataclass(frozen=True)
class PaperRow:
    """One slot: its name, how it stands, and per answer who says it and whether it stands out."""

    title: str
    state: str
    answers: list[tuple[str, str, bool]]
    figures: str


@dataclass(frozen=True)
class Paper:
    """Every word on the paper, in one language."""

    language: str
    over: str
    heading: str
    opened: str
    text_title: str
    text: str
    clarified_title: str
    clarified: str
    reason_title: str
    reason: str
    rows: list[PaperRow] = field(default_factory=list)
    sentences_title: str = ""
    sentences: list[tuple[str, str, str]] = field(default_factory=list)
    steps_title: str = ""
    steps: list[tuple[str, str]] = field(default_factory=list)
    foot: str = ""


def plain(text: str) -> str:
    """What somebody wrote, so that Markdown shows it and doesn't obey it."""
    return _AT_START.sub(r"\1\\\2", _INSIDE.sub(r"\\\1", text))


def markdown(paper: Paper) -> str:
    """The paper as Markdown."""
    blocks = [f"# {plain(paper.heading)}", f"{plain(paper.over)}, {plain(paper.opened)}"]
    quoted = [
        (paper.text_title, paper.text),
        (paper.clarified_title, paper.clarified),
        (paper.reason_title, paper.reason),
    ]
    blocks += [f"## {title}\n\n{_quote(text)}" for title, text in quoted if title]
    blocks += [_row(row) for row in paper.rows]
    if paper.sentences:
        blocks.append(f"## {paper.sentences_title}")
        blocks += [_sentence(*sentence) for sentence in paper.sentences]
        blocks.append(plain(paper.foot))
    if paper.steps:
        blocks.append(f"## {paper.steps_title}")
        blocks.append("\n".join(f"- {plain(name)}: {plain(step)}" for name, step in paper.steps))
    return "\n\n".join(blocks) + "\n"


def _quote(text: str) -> str:
    return "\n".join(f"> {plain(line)}" for line in text.splitlines())


def _row(row: PaperRow) -> str:
    figures = f"\n\n{plain(row.figures)}" if row.figures else ""
    lines = "\n".join(f"- {plain(says)} ({plain(names)})" for says, names, _ in row.answers)
    return f"### {plain(row.title)}: {plain(row.state)}\n\n{lines}{figures}"


def _sentence(name: str, text: str, tags: str) -> str:
    return f"- {plain(name)}: {plain(text)}" + (f" ({plain(tags)})" if tags else "")


def pdf(paper: Paper) -> bytes:
    """The paper as PDF. It goes in as data: nothing that was written can become markup."""
    words = json.dumps(asdict(paper), ensure_ascii=False)
    made: bytes = typst.compile(_template(), sys_inputs={"paper": words}, format="pdf")
    return made


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()
