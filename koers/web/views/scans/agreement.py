"""The end of a scan's session: one S, two actions, and how the team will notice."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from koers.apps.actions import commands
from koers.apps.actions.queries import open_of_scans
from koers.apps.scans.models import Round
from koers.domain import actions, rules
from koers.domain.actions import Plan
from koers.domain.refusals import Refused
from koers.web import wording
from koers.web.days import from_list
from koers.web.seat import TeamRequest, team_page
from koers.web.views.scans.result import context
from koers.web.views.scans.rounds import the_round


@require_POST
@team_page
def agreement(request: TeamRequest, number: int) -> HttpResponse:
    """Settle it. What was filled in stays when something is missing."""
    rules.check(request.seat, "agree_actions")
    scan = the_round(request, number)
    try:
        room = actions.room(open_of_scans(request.seat).count())
        plans = [_plan(request, scan, n) for n in range(1, room + 1)]
        commands.agree_actions(
            request.seat,
            scan.pk,
            request.POST.get("s", ""),
            plans,
            request.POST.get("notice", ""),
            key=request.POST.get("key"),
        )
    except Refused as refused:
        if not refused.field:
            raise
        errors = {refused.field: wording.refusal(refused)}
        on_wall = request.POST.get("back") == "wall"
        page = {**context(request, scan), "values": request.POST, "errors": errors, "on_wall": on_wall}
        return render(request, "scans/wall.html" if on_wall else "scans/result.html", page, status=422)
    return redirect("scan_wall" if request.POST.get("back") == "wall" else "scan", request.team.key, number)


def _plan(request: TeamRequest, scan: Round, n: int) -> Plan:
    given = request.POST
    owner = given.get(f"owner-{n}", "")
    return actions.plan(
        n,
        given.get(f"text-{n}", ""),
        int(owner) if owner.isdigit() else None,
        from_list(given.get(f"due-{n}", "")),
        scan.electorate,
        timezone.localdate(),
    )
