"""The team's checks: when the next one is, the list of former ones, and the page to keep of each."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from koers.apps.checks import commands, queries
from koers.apps.checks.guarding import commands as guarding
from koers.apps.checks.models import Check, Line
from koers.domain import checks, rules
from koers.domain.refusals import Refused
from koers.web import wording, wording_checks
from koers.web.seat import TeamRequest, team_page

SHOWN = 50


@require_GET
@team_page
def index(request: TeamRequest) -> HttpResponse:
    """Former checks and the next one."""
    return render(request, "checks/index.html", _index(request))


def _index(request: TeamRequest, errors: dict[str, str] | None = None) -> dict[str, Any]:
    found = list(queries.of_team(request.seat)[:SHOWN])
    ended = [check for check in found if not check.is_open]
    return {
        "checks": [(check, wording_checks.STAGE[check.stage]) for check in ended],
        "heading": wording_checks.heading(sum(check.stage == "kept" for check in ended)),
        "open_one": next((check for check in found if check.is_open), None),
        "may_open": rules.may(request.seat, "open_check"),
        "may_set": rules.may(request.seat, "set_check_rhythm"),
        "takes_part": request.seat.has("member"),
        "rhythms": range(checks.FEWEST_WEEKS, checks.MOST_WEEKS + 1),
        "errors": errors or {},
        **coming(request),
    }


def coming(request: TeamRequest) -> dict[str, Any]:
    """The next check, for the list and for the home of the team."""
    today = timezone.localdate()
    found = queries.coming(request.seat, today)
    planned = found.rhythm is not None and found.rhythm.planned
    return {
        "coming": found,
        "next_says": wording_checks.next_check(found.day, planned, today) if found.day else "",
        "late_says": wording_checks.late(found.weeks_late),
        "first_day": today,
        "last_day": checks.latest_due(today),
    }


@require_POST
@team_page
def opening(request: TeamRequest) -> HttpResponse:
    """Open a check, and go to the wall."""
    check = commands.open_check(request.seat, request.team, key=request.POST.get("key"))
    return redirect("check_wall", request.team.key, check.number)


@require_POST
@team_page
def day(request: TeamRequest) -> HttpResponse:
    """Choose the day of the next check."""
    try:
        guarding.plan_check(request.seat, request.team, day_from(request.POST.get("day", "")))
    except Refused as refused:
        if not refused.field:
            raise
        errors = {refused.field: wording.refusal(refused)}
        return render(request, "checks/index.html", _index(request, errors), status=422)
    messages.success(request, wording_checks.NOTICES["planned"])
    return redirect("checks", request.team.key)


@require_POST
@team_page
def rhythm(request: TeamRequest) -> HttpResponse:
    """Every six, seven or eight weeks."""
    weeks = request.POST.get("weeks", "")
    guarding.set_check_rhythm(request.seat, request.team, int(weeks) if weeks.isdecimal() else 0)
    messages.success(request, wording_checks.NOTICES["rhythm"])
    return redirect("checks", request.team.key)


def day_from(text: str) -> date | None:
    """A day as a date field gives it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@require_GET
@team_page
def page(request: TeamRequest, number: int) -> HttpResponse:
    """The page to keep. While the check goes on there is nothing to keep yet."""
    check = queries.check_at(request.seat, number)
    if check.is_open:
        return redirect("check_lines", request.team.key, number)
    return render(request, "checks/kept.html", _kept(request, check))


def _kept(request: TeamRequest, check: Check) -> dict[str, Any]:
    agreed = list(queries.agreed_in(request.seat, check))
    by_step = queries.lines(check)
    return {
        "check": check,
        "heading": wording_checks.outcome(len(agreed), check.stage),
        "stage_says": wording_checks.STAGE[check.stage],
        "formers": former_rows(check),
        "agreed": agreed,
        "steps": [_step(check, step, by_step.get(step, [])) for step in checks.ALONE],
        "skipped_former": check.skipped.get("former", ""),
        "skipped_agree": check.skipped.get("agree", ""),
        "stopped": check.skipped.get("stopped", ""),
    }


def _step(check: Check, step: str, lines: list[Line]) -> dict[str, Any]:
    return {
        "question": wording_checks.QUESTION[step],
        "lines": [line for line in lines if line.text],
        "skipped": check.skipped.get(step, ""),
    }


def former_rows(check: Check) -> list[dict[str, Any]]:
    """The former agreements, with what may still be said of each."""
    today = timezone.localdate()
    return [
        {
            "row": row,
            "says": wording_checks.SAID.get(row.outcome, ""),
            "choices": [
                (code, says)
                for code, says in wording_checks.SAID.items()
                if code != checks.UNDER_WAY or row.action.due >= today
            ],
            "open": not row.outcome or (row.outcome == checks.UNDER_WAY and check.is_open),
        }
        for row in queries.formers(check)
    ]
