"""The team's actions, and a word on what came of one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from koers.apps.actions import commands, queries
from koers.domain.actions import OUTCOMES
from koers.web import wording_scans
from koers.web.seat import TeamRequest, team_page

REPORTED = 30


@require_GET
@team_page
def index(request: TeamRequest) -> HttpResponse:
    """Open ones by day, late ones first among them; then what was reported on."""
    today = timezone.localdate()
    open_ones = list(queries.open_ones(request.seat))
    context = {
        "late": [a for a in open_ones if a.is_late(today)],
        "open": [a for a in open_ones if not a.is_late(today)],
        "reported": queries.reported(request.seat)[:REPORTED],
        "outcomes": [(code, wording_scans.OUTCOME[code]) for code in OUTCOMES],
    }
    return render(request, "actions/index.html", context)


@require_POST
@team_page
def report(request: TeamRequest, pk: int) -> HttpResponse:
    """Say what came of it."""
    commands.report_action(
        request.seat,
        pk,
        request.POST.get("outcome", ""),
        request.POST.get("word", ""),
        key=request.POST.get("key"),
    )
    return redirect("home" if request.POST.get("back") == "home" else "actions", request.team.key)
