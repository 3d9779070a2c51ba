"""Decisions in a row, on paper: Markdown, and PDF on A4. Words come ready; what was written stays text."""

import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import typst

from koers.reports.readback_paper import plain

TEMPLATE = Path(__file__).parent / "log.typ"


@dataclass(frozen=True)
class Entry:
    """One decision: its text, and what is said of it in pairs."""

    number: str
    title: str
    text: str
    facts: list[tuple[str, str]]


@dataclass(frozen=True)
class Paper:
    """Every word on the paper, in one language."""

    language: str
    over: list[str]
    heading: str
    entries: list[Entry]


def markdown(paper: Paper) -> str:
    """The list as Markdown."""
    blocks = [f"# {plain(paper.heading)}", plain(" | ".join(paper.over))]
    for entry in paper.entries:
        text = "\n".join(f"> {plain(line)}".rstrip() for line in entry.text.splitlines())
        facts = "\n".join(f"- {plain(title)}: {plain(says)}" for title, says in entry.facts)
        blocks += [f"## {plain(entry.number)} {plain(entry.title)}", text, facts]
    return "\n\n".join(block for block in blocks if block) + "\n"


def pdf(paper: Paper) -> bytes:
    """The list as PDF. It goes in as data: nothing that was written can become markup."""
    words = json.dumps(asdict(paper), ensure_ascii=False)
    made: bytes = typst.compile(_template(), sys_inputs={"paper": words}, format="pdf")
    return made


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()
