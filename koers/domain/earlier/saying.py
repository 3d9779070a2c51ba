"""What a source says of its decisions: rows of a sheet, or polls of another program. Nothing is checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

#: So many come in at once; each is sealed and written down by itself.
MOST_ROWS = 2000
MOST_COLUMNS = 60
TEXT_LIMIT = 10_000
WORDS_LIMIT = 2000
ADOPTED, REJECTED, UNKNOWN = "adopted", "rejected", "unknown"


@dataclass(frozen=True)
class Sheet:
    """A table as it was read: what its columns are called, and its rows. An empty row keeps its place."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    #: The line of the file on which the first of them stands.
    begins: int = 2


@dataclass(frozen=True)
class Note:
    """Something in a row that can't be used: why, in which column, and what stands there."""

    code: str
    column: str = ""
    text: str = ""


@dataclass(frozen=True)
class Option:
    """One answer of a vote elsewhere: what the source says it got, and what its single votes come to."""

    name: str
    stated: int
    counted: int


@dataclass(frozen=True)
class Earlier:
    """One decision as its source has it. "" is what the source doesn't say."""

    row: int
    #: By which the source knows it.
    key: str = ""
    number: str = ""
    title: str = ""
    text: str = ""
    day: date | None = None
    method: str = ""
    #: "adopted", "rejected", "unknown" for words we don't know, with the words themselves.
    outcome: str = ""
    outcome_words: str = ""
    rule: str = ""
    quorum: str = ""
    figures: Mapping[str, int] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    owner: str = ""
    review: date | None = None
    reasons: str = ""
    link: str = ""
    discussion: str = ""
    said_by: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Found:
    """What a file gave: decisions, and what of it is none. Of a sheet the table, whose columns are chosen."""

    source: str
    name: str
    sheet: Sheet | None = None
    earlier: tuple[Earlier, ...] = ()
