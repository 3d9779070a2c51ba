"""What came out of a round: dots, middle, words, what is sure and what isn't."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_GET

from koers.apps.actions import queries as actions
from koers.apps.people import queries as people
from koers.apps.scans import queries
from koers.apps.scans.models import Note, Round, Why
from koers.domain import rules, scans
from koers.domain.scans import Change, Outcome, Reading
from koers.web import wording, wording_scans
from koers.web.seat import TeamRequest, team_page
from koers.web.views.scans.rounds import the_round


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


@require_GET
@team_page
def result(request: TeamRequest, number: int) -> HttpResponse:
    """The outcome of a closed round; an open one shows on the wall and the phones."""
    scan = the_round(request, number)
    if scan.stage == "answering":
        return redirect("now", request.team.key)
    return render(request, "scans/result.html", context(request, scan))


def context(request: TeamRequest, scan: Round) -> dict[str, Any]:
    """Everything the outcome needs, for the page and for the wall."""
    earlier = queries.before(request.seat, scan)
    results = queries.results_of(scan, *([earlier] if earlier else []))
    counts = results[scan.pk]
    outcome = queries.outcome(scan, counts)
    changes, shared = _changes(scan, earlier, results)
    return {
        "scan": scan,
        "outcome": outcome,
        "headline": wording_scans.headline(outcome),
        "lede": wording_scans.lede(outcome),
        "rows": _rows(request, scan, outcome, counts, changes, shared, earlier),
        "earlier": earlier if changes else None,
        "band": wording_scans.band(outcome.readings[0].band.size) if _has_band(outcome) else "",
        "may_lead": rules.may(request.seat, "talk_about"),
        "actions": actions.of_round(request.seat, scan) if scan.stage == "agreed" else (),
        "chosen_title": wording_scans.TITLE.get(scan.chosen, ""),
        **agreement_context(request, scan),
    }


def _has_band(outcome: Outcome) -> bool:
    return bool(outcome.readings and outcome.readings[0].band)


def _changes(
    scan: Round, earlier: Round | None, results: dict[int, dict[str, list[int]]]
) -> tuple[dict[str, Change], int]:
    """What moved since the round before, where that may be said.

    Without names it is only said when everybody who was asked answered both times: then it is known who
    answered, and the membership guard has something to hold on to.
    """
    if earlier is None or not results[scan.pk] or scan.mode == "by_name":
        return {}, 0
    if scan.answered < scan.seats or earlier.answered < earlier.seats:
        return {}, 0
    before, counts = results[earlier.pk], results[scan.pk]
    five = {s: counts[s] for s in scans.FIVE if s in counts and s in before}
    comparison = scans.compare(
        {s: before[s] for s in five},
        five,
        scan.mode,
        {str(m) for m in earlier.electorate},
        {str(m) for m in scan.electorate},
    )
    return {change.s: change for change in comparison.changes}, comparison.shared or 0


def _rows(
    request: TeamRequest,
    scan: Round,
    outcome: Outcome,
    counts: dict[str, list[int]],
    changes: dict[str, Change],
    shared: int,
    earlier: Round | None,
) -> list[Row]:
    whys = list(queries.whys(request.seat, scan))
    notes = list(queries.notes(request.seat, scan))
    when = date_format(timezone.localtime(earlier.opened), "F") if earlier else ""
    return [
        Row(
            code=r.s,
            title=wording_scans.TITLE[r.s],
            gist=wording_scans.GIST[r.s],
            reading=r,
            before=(change := changes.get(r.s)),
            described=wording_scans.described(r.s, r.counts, r.median) if r.counts else "",
            spread=wording_scans.SPREAD[r.words],
            figures=wording_scans.figures(r, change),
            certainty=wording_scans.certainty(r),
            moved=wording_scans.moved(change, when, shared) if change else "",
            whys=[why for why in whys if why.item == r.s],
            notes=[note for note in notes if note.s == r.s],
            parts=_parts(scan, r.s, counts),
        )
        for r in outcome.readings
    ]


def _parts(scan: Round, s: str, counts: dict[str, list[int]]) -> list[PartRow]:
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


def _days(today: date) -> list[tuple[str, str]]:
    """Every day an action may be due, as a list: a browser's own date field speaks its own language."""
    span = (scans.latest_due(today) - today).days
    days = [today + timedelta(days=n) for n in range(span + 1)]
    return [(day.isoformat(), wording.day(day)) for day in days]


def agreement_context(request: TeamRequest, scan: Round) -> dict[str, Any]:
    """What choosing an S and agreeing two actions needs."""
    today = timezone.localdate()
    return {
        "five": [(s, wording_scans.TITLE[s], scan.picks.get(s, 0)) for s in scans.FIVE],
        "members": people.table(request.seat).filter(pk__in=scan.electorate)
        if scan.stage == "agreeing"
        else (),
        "days": _days(today) if scan.stage == "agreeing" else (),
        "latest": scans.latest_due(today),
        "picked": wording_scans.picked(scan.picks),
        "total_picks": sum(scan.picks.values()),
        "may_agree": scan.stage == "agreeing" and rules.may(request.seat, "agree_actions"),
        "values": {},
        "errors": {},
    }
