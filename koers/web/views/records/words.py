"""In own words: what a readback on a decision showed, in short, for the page of the decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from koers.apps.readbacks import queries
from koers.apps.readbacks.models import Readback, Telling
from koers.domain import readbacks
from koers.domain.seats import Seat
from koers.web import wording_records
from koers.web.views.readbacks import seen
from koers.web.views.readbacks.seen import Row

#: Sentences that stand open on the page; the others are behind a fold.
SHOWN = 4
#: With more wordings than this, dots would say nothing.
MOST_GROUPS = 3


@dataclass(frozen=True)
class Slot:
    """One slot in a line: how many say the same as dots, and what they say."""

    title: str
    state: str
    counts: tuple[int, ...]
    says: str
    groups: tuple[tuple[str, str, bool], ...]
    talk: bool

    @property
    def dots(self) -> list[str]:
        """A full dot for each of the largest group, an open one for everybody else."""
        if len(self.counts) > MOST_GROUPS:
            return []
        first, *rest = self.counts or (0,)
        return ["full"] * first + ["open"] * sum(rest)


@dataclass(frozen=True)
class Words:
    """The newest readback on a decision, as far as this seat may see it."""

    readback: Readback
    tellings: tuple[Telling, ...]
    own: bool
    visible: bool
    slots: tuple[Slot, ...] = ()
    differs: tuple[str, ...] = ()

    @property
    def told(self) -> int:
        """How many wrote."""
        return len({telling.member_id for telling in self.tellings})

    @property
    def sentences(self) -> list[Telling]:
        """Everybody's first sentence, in seat order."""
        return [telling for telling in self.tellings if telling.lap == 1]

    @property
    def first(self) -> list[Telling]:
        """The ones that stand open."""
        return self.sentences[:SHOWN]

    @property
    def more(self) -> list[Telling]:
        """The others."""
        return self.sentences[SHOWN:]


def words(seat: Seat, readback: Any, names: Mapping[int, str]) -> Words:
    """What may be shown of it: nothing of others before one's own is in."""
    tellings = queries.tellings(readback)
    own = seat.member in queries.told_now(readback, tellings)
    visible = readback.stage != "writing" and queries.may_see(seat, readback, own) and bool(tellings)
    if not visible:
        return Words(readback, tuple(tellings), own, visible)
    laid = queries.laid_together(readback) if readback.laid else {}
    standing = queries.standing_of(readback, tellings, laid)
    rows = seen.rows_of(tellings, standing, laid, names)
    differs = tuple(slot for slot, reading in standing.items() if reading.state == "differs")
    return Words(readback, tuple(tellings), own, visible, tuple(map(_slot, rows)), differs)


def _slot(row: Row) -> Slot:
    sizes = tuple(_size(column) for column in row.columns)
    return Slot(
        row.title,
        row.state,
        sizes,
        wording_records.how_alike(row.state, sizes, silent=row.silent),
        _groups(row, sizes),
        row.state == "differs" and row.slot in readbacks.CORE,
    )


def _size(column: seen.Column) -> int:
    return sum(len(answer.people) for answer in column.answers)


def _groups(row: Row, sizes: Sequence[int]) -> tuple[tuple[str, str, bool], ...]:
    """Who says what: how many in words, the wording, and whether it stands out."""
    return tuple(
        (wording_records.so_many_read(size), column.answers[0].says, column.stands_out)
        for column, size in zip(row.columns, sizes, strict=True)
    )
