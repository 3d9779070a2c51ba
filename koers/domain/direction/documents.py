"""Short texts that a team stands by, each with versions: documents, and working agreements."""

from dataclasses import dataclass
from datetime import date, timedelta

from koers.domain import tables
from koers.domain.direction import lines
from koers.domain.refusals import Refused

#: One of each for a team, in the order in which they stand on the page.
ONE_EACH = ("sentence", "assignment", "mission", "vision", "strategy", "year_plan", "leading")
#: As many as the team makes; each with a name and a day to look at it again.
AGREEMENT = "agreement"
KINDS = (*ONE_EACH, AGREEMENT)
#: What a document may be begun with from a form; the sentence comes of its round.
WRITTEN = tuple(kind for kind in KINDS if kind != "sentence")
USUAL_WEEKS = 26
MOST_WEEKS = 106


@dataclass(frozen=True)
class Text:
    """What a document says: its name where there are several, its words, when it is looked at again."""

    title: str = ""
    text: str = ""
    review_on: date | None = None


def kind(code: str) -> str:
    """A kind of text that may be written."""
    if code not in KINDS:
        raise Refused("not_in_list", "kind")
    return code


def tidy(of: str, given: Text, today: date) -> Text:
    """A text as it is kept."""
    title = tables.name(given.title, "title", lines.TITLE_LIMIT) if of == AGREEMENT else ""
    return Text(title, lines.paragraphs(given.text), review_day(of, given.review_on, today))


def review_day(of: str, day: date | None, today: date) -> date | None:
    """An agreement is looked at again after half a year when nobody chose; a document only by choice."""
    if day is None:
        return today + timedelta(weeks=USUAL_WEEKS) if of == AGREEMENT else None
    if not today < day <= today + timedelta(weeks=MOST_WEEKS):
        raise Refused("review_unfit", "review_on", first=today + timedelta(days=1))
    return day


def check_changed(before: Text, after: Text) -> None:
    """A new version says something else than the one that holds."""
    if before == after:
        raise Refused("nothing_changed", "text")


def check_end(of: str) -> None:
    """Only an agreement ends by itself; of a document there is always a newer version."""
    if of != AGREEMENT:
        raise Refused("document_stays", "end_why")


def check_beside(written_beside: int, version: int) -> None:
    """A draft is adopted only beside the version it was written beside: one holds at a time, in a row."""
    if written_beside != version:
        raise Refused("document_moved_on")


def check_open(state: str) -> None:
    """A draft is settled once."""
    if state != "open":
        raise Refused("draft_settled")


def check_free(deciding: bool) -> None:
    """While the team decides on a draft, it is settled by that decision and by nobody's word."""
    if deciding:
        raise Refused("draft_in_decision")
