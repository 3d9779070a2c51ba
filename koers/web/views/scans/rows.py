"""The outcome of a round, S by S, ready to be drawn and read: on the page and on the wall."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.formats import date_format

from koers.apps.scans import queries
from koers.apps.scans.models import Answer, Note, Round, Why
from koers.domain import scans
from koers.domain.ballots import STEPS
from koers.domain.scans import Change, Comparison, Moves, Outcome, Reading
from koers.domain.seats import Seat
from koers.web import wording_scans

Counts = dict[str, list[int]]
Results = dict[int, Counts]
Given = dict[int, list[Answer]]


@dataclass(frozen=True)
class Row:
    """One S of the outcome, ready to be drawn and read."""

    code: str
    title: str
    gist: str
    reading: Reading
    before: Change | None
    described: str
    spread: str
    figures: str
    certainty: list[str]
    moved: str
    givers: list[tuple[int, list[str]]]
    whys: list[Why]
    notes: list[Note]
    parts: list["PartRow"]


@dataclass(frozen=True)
class PartRow:
    """A part of an S, drawn smaller under it."""

    title: str
    reading: Reading
    described: str
    figures: str


@dataclass(frozen=True)
class Beside:
    """What may be said beside the round before: per S what moved, and when that was."""

    when: str = ""
    shared: int = 0
    changes: dict[str, Change] = field(default_factory=dict)
    moves: dict[str, Moves] = field(default_factory=dict)

    def says(self, s: str) -> str:
        """The sentence about one S; nothing where nothing may be said."""
        if s in self.moves:
            return wording_scans.moves(self.moves[s], self.when)
        return wording_scans.moved(self.changes[s], self.when, self.shared) if s in self.changes else ""


def beside(scan: Round, earlier: Round | None, results: Results, given: Given) -> Beside:
    """Lay two rounds of one form side by side, as far as that gives nobody away."""
    if earlier is None:
        return Beside()
    when = date_format(timezone.localtime(earlier.opened), "F")
    if scan.mode == "by_name":
        return Beside(when, moves=_moves(given[earlier.pk], given[scan.pk]))
    if not (results[scan.pk] and _all_answered(scan) and _all_answered(earlier)):
        return Beside()
    comparison = _compared(scan, earlier, results)
    return Beside(when, comparison.shared or 0, {change.s: change for change in comparison.changes})


def _all_answered(scan: Round) -> bool:
    """Without names it is only known who answered when everybody did: a person for each seat.

    Then the membership guard has something to hold on to.
    """
    return scan.answered == scan.seats == len(scan.people)


def _compared(scan: Round, earlier: Round, results: Results) -> Comparison:
    before, now = results[earlier.pk], results[scan.pk]
    five = [s for s in scans.FIVE if s in before and s in now]
    return scans.compare(
        {s: before[s] for s in five},
        {s: now[s] for s in five},
        scan.mode,
        {str(person) for person in earlier.people},
        {str(person) for person in scan.people},
    )


def _moves(before: list[Answer], now: list[Answer]) -> dict[str, Moves]:
    """By name: who went up, down or stayed, by person and not by seat."""
    earlier, later = ({str(row.person_id): row.content["scores"] for row in rows} for rows in (before, now))
    return {moves.s: moves for moves in scans.compare_by_name(earlier, later)}


def _givers(given: list[Answer], s: str) -> list[tuple[int, list[str]]]:
    """By name: who gave which step, from 1 to 5, in seat order."""
    gave = {step: [row.name for row in given if row.content["scores"].get(s) == step] for step in STEPS}
    return [(step, names) for step, names in gave.items() if names]


def rows(seat: Seat, scan: Round, outcome: Outcome, counts: Counts, past: Beside, given: Given) -> list[Row]:
    """Every S of the outcome, in its order."""
    whys = list(queries.whys(seat, scan))
    notes = list(queries.notes(seat, scan))
    return [
        Row(
            code=r.s,
            title=wording_scans.TITLE[r.s],
            gist=wording_scans.GIST[r.s],
            reading=r,
            before=past.changes.get(r.s),
            described=wording_scans.described(r.s, r.counts, r.median) if r.counts else "",
            spread=wording_scans.SPREAD[r.words],
            figures=wording_scans.figures(r, past.changes.get(r.s)),
            certainty=wording_scans.certainty(r),
            moved=past.says(r.s),
            givers=_givers(given[scan.pk], r.s),
            whys=[why for why in whys if why.item == r.s],
            notes=[note for note in notes if note.s == r.s],
            parts=_parts(scan, r.s, counts),
        )
        for r in outcome.readings
    ]


def _parts(scan: Round, s: str, counts: Counts) -> list[PartRow]:
    results = {part: counts[part] for part in scans.PARTS[s] if part in counts}
    outcome = scans.read(results, scan.seats, scan.mode) if results else None
    readings = outcome.readings if outcome and outcome.shows == "dots" else ()
    return [
        PartRow(
            title=wording_scans.PART[r.s],
            reading=r,
            described=wording_scans.described(r.s, r.counts or (), r.median),
            figures=wording_scans.figures(r),
        )
        for r in readings
    ]
