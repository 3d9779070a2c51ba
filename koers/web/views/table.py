"""The table as the facilitator sets it: the seats, the code on the wall, who sits."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from koers.apps.people import commands, queries, secrets
from koers.domain import rules, tables
from koers.domain.refusals import Refused
from koers.web import wording
from koers.web.forms import fresh_key
from koers.web.seat import TeamRequest, team_page
from koers.web.views.join import slug


@require_http_methods(["GET", "POST"])
@team_page
def table(request: TeamRequest) -> HttpResponse:
    """Set the table, and see who comes in."""
    rules.check(request.seat, "set_table")
    if request.method == "GET":
        return render(request, "table/table.html", _context(request))
    names = request.POST.getlist("name")[: tables.MOST_SEATS + 1]
    if "more" in request.POST:
        names = [*names, ""] if request.POST["more"] == "1" else names[:-1]
    try:
        commands.set_table(request.seat, request.team, names, key=request.POST.get("key"))
    except Refused as refused:
        context = _context(request, names, {refused.field: wording.refusal(refused)})
        return render(request, "table/table.html", context, status=422)
    if "more" not in request.POST:
        messages.success(request, wording.NOTICES["table_set"])
    return redirect(f"{reverse('table', args=[request.team.key])}#seats")


@require_GET
@team_page
def table_fragment(request: TeamRequest) -> HttpResponse:
    """Who sits, for a page that is open."""
    rules.check(request.seat, "set_table")
    return render(request, "table/_table.html", _sitting(request))


@require_POST
@team_page
def freeing(request: TeamRequest, pk: int) -> HttpResponse:
    """Free a seat: the wrong name was tapped, or somebody comes with another phone."""
    commands.free_seat(request.seat, pk)
    messages.success(request, wording.NOTICES["seat_freed"])
    return redirect("table", request.team.key)


@require_POST
@team_page
def invitation(request: TeamRequest) -> HttpResponse:
    """Open the door for a day."""
    commands.invite(request.seat, request.team)
    return redirect("table", request.team.key)


@require_POST
@team_page
def invitation_end(request: TeamRequest, pk: int) -> HttpResponse:
    """Close the door; who sits, sits."""
    commands.end_invitation(request.seat, pk)
    messages.success(request, wording.NOTICES["door_closed"])
    return redirect("table", request.team.key)


def _sitting(request: TeamRequest) -> dict[str, Any]:
    chairs = list(queries.table(request.seat))
    return {"chairs": chairs, "taken": sum(chair.taken for chair in chairs), "member": request.member}


def _context(
    request: TeamRequest, names: list[str] | None = None, errors: dict[str, str] | None = None
) -> dict[str, Any]:
    sitting = _sitting(request)
    names = [chair.name for chair in sitting["chairs"]] if names is None else names
    taken = {chair.number for chair in sitting["chairs"] if chair.taken}
    return {
        **sitting,
        "seats": [{"number": n, "name": name, "taken": n in taken} for n, name in enumerate(names, start=1)],
        "errors": errors or {},
        "key": fresh_key(),
        **door(request),
    }


def door(request: TeamRequest) -> dict[str, Any]:
    """The open invitation with its code and addresses, or nothing."""
    invitation = queries.open_invitation(request.seat, timezone.now())
    if invitation is None:
        return {"invitation": None}
    code = secrets.join_code(str(invitation.pk))
    return {
        "invitation": invitation,
        "code": code,
        "join_address": address(request, reverse("join", args=[slug(code)])),
        "short_address": address(request, reverse("join_code")).split("://", 1)[1].rstrip("/"),
    }


def address(request: HttpRequest, path: str) -> str:
    """An address that phones in the room can reach."""
    return f"{settings.ADDRESS}{path}" if settings.ADDRESS else request.build_absolute_uri(path)
