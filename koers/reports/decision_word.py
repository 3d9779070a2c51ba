"""A decision in Word: what stands in its Markdown, in the same order."""

from datetime import datetime

from koers.reports import word
from koers.reports.decision_paper import Line, Paper, Table
from koers.reports.word import Document


def made(paper: Paper, author: str, at: datetime) -> bytes:
    """The file. A part without a title isn't there."""
    document = word.begin(paper.language, paper.heading, author, at, paper.foot)
    word.heading(document, paper.heading, 1)
    word.say(document, "  |  ".join(paper.over), "Over")
    word.facts(document, paper.tracks)
    word.say(document, paper.text, "Decided")
    _part(document, paper.why_title, paper.why)
    _part(document, paper.outcome_title, *paper.outcome)
    _part(document, paper.expected_title, paper.expected_text, table=paper.expected)
    _part(document, paper.message_title, paper.message, table=paper.tellers)
    _part(document, paper.actions_title, table=paper.actions)
    _part(document, paper.kept_title, lines=paper.kept)
    _part(document, paper.words_title, lines=paper.slots, pairs=paper.sentences)
    word.facts(document, paper.margin)
    _part(document, paper.trail_title, pairs=paper.trail)
    return word.content(document)


def _part(
    document: Document,
    title: str,
    *says: str,
    table: Table | None = None,
    lines: list[Line] | None = None,
    pairs: list[tuple[str, str]] | None = None,
) -> None:
    """A heading with what stands below it; without one of the two it isn't there."""
    below = [*filter(None, says), *(table.rows if table else []), *(lines or []), *(pairs or [])]
    if not title or not below:
        return
    word.heading(document, title, 2)
    for one in says:
        word.say(document, one)
    if table:
        word.table(document, title, table.head, table.rows)
    word.facts(document, [(one.title, _after(one)) for one in lines or []] + (pairs or []))


def _after(line: Line) -> str:
    return f"{line.text} ({line.after})" if line.after else line.text
