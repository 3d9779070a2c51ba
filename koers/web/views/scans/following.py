"""Coming back: the next round now or later, how often, and the rounds of a series beside each other."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from koers.apps.scans import commands, queries
from koers.apps.scans.models import Round
from koers.domain import scans
from koers.domain.refusals import NotHere
from koers.web import wording, wording_following, wording_scans
from koers.web.drawing.over_time import Column, over_time
from koers.web.seat import TeamRequest, team_page
from koers.web.views.scans.rounds import the_round

#: So many rounds stand on one page: at the usual rhythm more than six years.
MOST_ROUNDS = 40


@require_POST
@team_page
def later(request: TeamRequest, number: int) -> HttpResponse:
    """Not now: the next round is proposed again in two weeks."""
    commands.put_off_round(request.seat, the_round(request, number).pk, key=request.POST.get("key"))
    messages.success(request, wording.NOTICES["round_put_off"])
    return redirect("home", request.team.key)


@require_POST
@team_page
def rhythm(request: TeamRequest) -> HttpResponse:
    """How many weeks lie between two rounds."""
    weeks = request.POST.get("weeks", "")
    given = int(weeks) if weeks.isascii() and weeks.isdigit() else None
    commands.set_rhythm(request.seat, request.team, given, key=request.POST.get("key"))
    messages.success(request, wording.NOTICES["rhythm_set"])
    return redirect("scans", request.team.key)


@require_GET
@team_page
def series(request: TeamRequest, series: int) -> HttpResponse:
    """Every round of a series: all dots of each, as far as they may stand on one page."""
    rounds = list(queries.in_series(request.seat, series)[:MOST_ROUNDS])[::-1]
    if not rounds:
        raise NotHere
    results = queries.results_of(*rounds)
    shown = [scan for scan in rounds if results[scan.pk]]
    places = scans.laid_together(rounds[0].mode, [scan.answerers for scan in shown]) if shown else ()
    stand = [shown[place] for place in places]
    context = {
        "series": series,
        "last_series": queries.rounds(request.seat).values_list("series", flat=True).first(),
        "mode_title": wording_scans.MODE[rounds[0].mode],
        "rounds": rounds,
        "stand": stand,
        "five": [_five(s, stand, results) for s in scans.FIVE] if stand else [],
        "left_out": _left_out(rounds, stand, results),
    }
    return render(request, "scans/series.html", context)


def _five(s: str, stand: list[Round], results: dict[int, queries.Counts]) -> dict[str, Any]:
    """One S over all rounds that stand here."""
    columns = [Column(_when(scan), results[scan.pk].get(s, []), scan.chosen == s) for scan in stand]
    said = "; ".join(f"{column.label}: {wording_scans.given(column.counts)}" for column in columns)
    return {"code": s, "title": wording_scans.TITLE[s], "drawing": over_time(s, columns, said)}


def _when(scan: Round) -> str:
    return date_format(timezone.localtime(scan.opened), _("j M Y"))


def _left_out(
    rounds: list[Round], stand: list[Round], results: dict[int, queries.Counts]
) -> list[tuple[Round, Any]]:
    """The other rounds, each with why it stands on its own page only."""
    return [
        (scan, wording_following.LEFT_OUT[_why(scan, stand, results)]) for scan in rounds if scan not in stand
    ]


def _why(scan: Round, stand: list[Round], results: dict[int, queries.Counts]) -> str:
    if not results[scan.pk]:
        return "too_few"
    whys = [scans.why_apart(scan.mode, scan.answerers, other.answerers) for other in stand]
    return "not_all_answered" if "not_all_answered" in whys else "nearly_same_people"
