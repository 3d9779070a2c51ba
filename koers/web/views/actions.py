"""The team's actions: how they go, what came of them, and which return to the table."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from koers.apps.actions import commands, queries
from koers.apps.ledger.models import Ask
from koers.domain import rules
from koers.domain.actions import EFFECTS, OUTCOMES, PROGRESS
from koers.domain.refusals import Refused
from koers.web import wording, wording_following
from koers.web.days import days_to_act, from_list
from koers.web.seat import TeamRequest, team_page

REPORTED = 30


@require_GET
@team_page
def index(request: TeamRequest) -> HttpResponse:
    """Those past their day first, then the other open ones by day, then what was reported on."""
    return _page(request)


def _page(request: TeamRequest, status: int = 200, **refused: Any) -> HttpResponse:
    today = timezone.localdate()
    open_ones = list(queries.open_ones(request.seat))
    context = {
        "late": [a for a in open_ones if a.is_late(today)],
        "open": [a for a in open_ones if not a.is_late(today)],
        "reported": queries.reported(request.seat)[:REPORTED],
        "asked": _asked(request),
        **choices(request, today),
        **refused,
    }
    return render(request, "actions/index.html", context, status=status)


def choices(request: TeamRequest, today: date) -> dict[str, Any]:
    """What the forms of an action offer."""
    return {
        "today": today,
        "outcomes": [(code, wording_following.OUTCOME[code]) for code in OUTCOMES],
        "effects": [(code, wording_following.EFFECT[code]) for code in EFFECTS],
        "progresses": [(code, wording_following.PROGRESS[code]) for code in PROGRESS],
        "days": days_to_act(today),
        "may_report": rules.may(request.seat, "report_action"),
        "may_take_over": rules.may(request.seat, "take_over_action"),
    }


def _asked(request: TeamRequest) -> set[str]:
    """The actions of which is asked how they go."""
    waiting = Ask.objects.waiting(timezone.now()).filter(stream=request.seat.stream, deed="note_progress")
    return set(waiting.values_list("subject", flat=True))


def _done(request: TeamRequest, pk: int, form: str, do: Callable[[], None]) -> HttpResponse:
    """Do it and go back to the list, or show it again with what is missing at its own form."""
    try:
        do()
    except Refused as refused:
        if not refused.field:
            raise
        values = request.POST
        return _page(request, 422, at=pk, form=form, error=wording.refusal(refused), values=values)
    return redirect("home" if request.POST.get("back") == "home" else "actions", request.team.key)


@require_POST
@team_page
def report(request: TeamRequest, pk: int) -> HttpResponse:
    """Say what came of it, and whether you notice anything."""
    given, key = request.POST.get, request.POST.get("key")
    said = given("outcome", ""), given("word", ""), given("effect", "")
    return _done(request, pk, "report", lambda: commands.report_action(request.seat, pk, *said, key=key))


@require_POST
@team_page
def progress(request: TeamRequest, pk: int) -> HttpResponse:
    """Say how it goes."""
    given, key = request.POST.get, request.POST.get("key")
    said = given("progress", ""), given("word", "")
    return _done(request, pk, "progress", lambda: commands.note_progress(request.seat, pk, *said, key=key))


@require_POST
@team_page
def day(request: TeamRequest, pk: int) -> HttpResponse:
    """Give it another day."""
    given, key = request.POST.get, request.POST.get("key")
    said = from_list(given("due", "")), given("word", "")
    return _done(request, pk, "day", lambda: commands.put_off_action(request.seat, pk, *said, key=key))


@require_POST
@team_page
def stop(request: TeamRequest, pk: int) -> HttpResponse:
    """Don't go on with it."""
    reason, key = request.POST.get("word", ""), request.POST.get("key")
    return _done(request, pk, "stop", lambda: commands.stop_action(request.seat, pk, reason, key=key))


@require_POST
@team_page
def owner(request: TeamRequest, pk: int) -> HttpResponse:
    """See to it, now that its owner left."""
    key = request.POST.get("key")
    return _done(request, pk, "owner", lambda: commands.take_over_action(request.seat, pk, key=key))
