"""The outcome of a round, S by S, ready to be drawn and read: on the page and on the wall."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.formats import date_format

from koers.apps.scans import queries
from koers.apps.scans.models import Answer, Note, Round, Why
from koers.domain import scans
from koers.domain.ballots import STEPS
from koers.domain.scans import Change, Comparison, Moves, Outcome, Reading
from koers.domain.seats import Seat
from koers.web import wording_following, wording_scans

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
    before: Change | Moves | None
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
    """What may be said beside the round before: per S what changed, and when that was.

    `apart` says why nothing may be said, as a code of `wording_following.APART`.
    """

    when: str = ""
    shared: int = 0
    changes: Mapping[str, Change | Moves] = field(default_factory=dict)
    apart: str = ""

    def says(self, s: str) -> str:
        """The sentence about one S; nothing where nothing may be said."""
        change = self.changes.get(s)
        if isinstance(change, Moves):
            return wording_scans.moves(change, self.when)
        return wording_scans.moved(change, self.when, self.shared) if change else ""


def beside(scan: Round, earlier: Round | None, results: Results, given: Given) -> Beside:
    """Lay two rounds of one series side by side, as far as that gives nobody away."""
    if earlier is None:
        return Beside()
    when = date_format(timezone.localtime(earlier.opened), "F")
    if scan.mode == "by_name":
        return Beside(when, changes=_moves(given[earlier.pk], given[scan.pk]))
    if apart := scans.why_apart(scan.mode, earlier.answerers, scan.answerers):
        return Beside(when, apart=apart)
    comparison = _compared(scan, earlier, results)
    changes = {change.s: change for change in comparison.changes}
    return Beside(when, comparison.shared or 0, changes, comparison.refused or "")


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


@dataclass(frozen=True)
class Risen:
    """The S that was picked and rose, with the others beside it: how much of a rise is nobody's doing?"""

    code: str
    picked: str
    others: list[tuple[str, str, str]]


def risen(earlier: Round | None, past: Beside) -> Risen | None:
    """Whether the S picked in the round before rose, and what the unpicked ones did meanwhile."""
    change = past.changes.get(earlier.chosen) if earlier else None
    if change is None or not change.rose:
        return None
    others = [
        (s, wording_scans.TITLE[s], wording_following.moved(one, wording_scans.step))
        for s, one in past.changes.items()
        if s != change.s
    ]
    return Risen(change.s, wording_following.moved(change, wording_scans.step), others)


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
