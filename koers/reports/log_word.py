"""Decisions in a row, in Word: what stands in the Markdown of the log, in the same order."""

from datetime import datetime

from koers.reports import word
from koers.reports.log_paper import Paper


def made(paper: Paper, author: str, at: datetime) -> bytes:
    """The file: a heading per decision, its text, and what is said of it."""
    over = "  |  ".join(paper.over)
    document = word.begin(paper.language, paper.heading, author, at, over)
    word.heading(document, paper.heading, 1)
    word.say(document, over, "Over")
    for entry in paper.entries:
        word.heading(document, f"{entry.number} {entry.title}", 2)
        word.say(document, entry.text)
        word.facts(document, entry.facts)
    return word.content(document)
