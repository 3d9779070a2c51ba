"""The big screen: what everybody in the room looks at. One fragment, another face per stage."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from koers.apps.people import queries as people
from koers.apps.scans import queries
from koers.apps.scans.models import Round
from koers.domain import rules, scans
from koers.web import wording_scans
from koers.web.seat import TeamRequest, team_page
from koers.web.views.scans import result
from koers.web.views.scans.rounds import the_round
from koers.web.views.table import door

TALK = timedelta(minutes=4)


@require_GET
@team_page
def wall(request: TeamRequest, number: int) -> HttpResponse:
    """The page for the beamer."""
    return render(request, "scans/wall.html", {**_wall(request, number), **door(request)})


@require_GET
@team_page
def wall_fragment(request: TeamRequest, number: int) -> HttpResponse:
    """What changes on it."""
    return render(request, "scans/_wall.html", _wall(request, number))


def _wall(request: TeamRequest, number: int) -> dict[str, Any]:
    scan = the_round(request, number)
    own = _answering(request, scan) if scan.stage == "answering" else result.context(request, scan)
    return {
        **own,
        "scan": scan,
        "on_wall": True,
        "may_lead": rules.may(request.seat, "close_round"),
        **_talking(scan, own),
    }


def _answering(request: TeamRequest, scan: Round) -> dict[str, Any]:
    progress = queries.progress(scan)
    return {
        "progress": progress,
        "progress_says": wording_scans.PROGRESS[progress.step],
        "mode_says": wording_scans.MODE_SAYS[scan.mode],
        "mode_title": wording_scans.MODE[scan.mode],
        "table": people.table(request.seat),
    }


def _talking(scan: Round, own: dict[str, Any]) -> dict[str, Any]:
    """The S on the wall, and which one comes after it in the order of the outcome."""
    if scan.stage != "talking":
        return {}
    order = [row.code for row in own["rows"]] or list(scans.FIVE)
    at = order.index(scan.talking) if scan.talking in order else -1
    until = scan.talking_since + TALK if scan.talking_since else None
    following = order[at + 1] if at + 1 < len(order) else ""
    return {
        "talk": next((row for row in own["rows"] if row.code == scan.talking), None),
        "talk_title": wording_scans.TITLE.get(scan.talking, ""),
        "talk_gist": wording_scans.GIST.get(scan.talking, ""),
        "talk_until": until,
        "talk_left": max(0, int((until - timezone.now()).total_seconds())) if until else 0,
        "talk_order": [(s, wording_scans.TITLE[s]) for s in order],
        "talk_number": at + 1,
        "following": following,
        "following_title": wording_scans.TITLE.get(following, ""),
    }
