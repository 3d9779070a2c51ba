"""The days on which a team doesn't work."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from koers.apps.ledger import clock
from koers.apps.people.days_off import commands, queries
from koers.domain import rules
from koers.domain.refusals import NotHere, Refused
from koers.web import wording
from koers.web.days import from_list
from koers.web.seat import TeamRequest, team_page


@require_http_methods(["GET", "POST"])
@team_page
def days_off(request: TeamRequest) -> HttpResponse:
    """The team's own days off and public holidays, and adding one."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            _add(request)
        except Refused as refused:
            if isinstance(refused, NotHere) or not refused.field:
                raise
            errors = {refused.field: wording.refusal(refused)}
        else:
            return redirect("days_off", request.team.key)
    today = timezone.localdate(clock.now())
    context = {
        "errors": errors,
        "values": request.POST if errors else {},
        "own": queries.own(request.seat, today),
        "public": queries.public(today, get_language() or ""),
        "may_say": rules.may(request.seat, "add_day_off"),
    }
    return render(request, "days_off/days_off.html", context, status=422 if errors else 200)


def _add(request: TeamRequest) -> None:
    given = request.POST
    days = from_list(given.get("first", "")), from_list(given.get("last", ""))
    commands.add_day_off(request.seat, request.team, given.get("name", ""), *days, key=given.get("key"))
    messages.success(request, _("Written down. A window that is open already keeps its end."))


@require_POST
@team_page
def dropping(request: TeamRequest, pk: int) -> HttpResponse:
    """They work after all."""
    commands.drop_day_off(request.seat, pk, key=request.POST.get("key"))
    return redirect("days_off", request.team.key)
