"""A check on one's own phone: one line per step, first alone, then the others' beside it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from koers.apps.checks import commands, queries
from koers.apps.checks.models import Check, Line
from koers.domain import checks, rules
from koers.domain.refusals import Refused
from koers.web import wording, wording_checks
from koers.web.forms import fresh_key
from koers.web.seat import TeamRequest, team_page
from koers.web.views.checks import clock, pages
from koers.web.views.checks.wall import steps


@require_http_methods(["GET", "POST"])
@team_page
def line(request: TeamRequest, number: int) -> HttpResponse:
    """One line, or a pass. What was filled in stays when something doesn't fit."""
    rules.check(request.seat, "write_line")
    check = queries.check_at(request.seat, number)
    if request.method == "GET":
        if not queries.must_write(request.seat, check, queries.lines(check)):
            return redirect("check_lines", request.team.key, number)
        return render(request, "checks/line.html", _form(request, check, check.stage, {}))
    step = request.POST.get("step", "")
    try:
        _write(request, check, step)
    except Refused as refused:
        if refused.field:
            errors = {refused.field: wording.refusal(refused)}
            return render(request, "checks/line.html", _form(request, check, step, errors), status=422)
        if refused.code != "line_given":
            raise
    return redirect("check_lines", request.team.key, number)


def _write(request: TeamRequest, check: Check, step: str) -> None:
    key = request.POST.get("key")
    if "pass" in request.POST:
        commands.pass_step(request.seat, check.pk, step, key=key)
    else:
        commands.write_line(request.seat, check.pk, step, request.POST.get("text", ""), key=key)


def _form(request: TeamRequest, check: Check, step: str, errors: dict[str, str]) -> dict[str, Any]:
    step = step if step in checks.ALONE else check.stage
    return {
        **_where(check, step),
        "steps": steps(check),
        "question": wording_checks.QUESTION[step],
        "hint": wording_checks.HINT[step],
        "text": request.POST.get("text", ""),
        "errors": errors,
        "key": request.POST.get("key") or fresh_key(),
        "line_limit": checks.LINE_LIMIT,
        **clock.running(check),
    }


@require_GET
@team_page
def line_fragment(request: TeamRequest, number: int) -> HttpResponse:
    """Where the others are, for who is still writing a line."""
    check = queries.check_at(request.seat, number)
    return render(request, "checks/_where.html", _where(check, request.GET.get("step", "")))


def _where(check: Check, step: str) -> dict[str, Any]:
    went_on = wording_checks.went_on(check.stage) if check.stage != step else ""
    return {"check": check, "step": step if step in checks.ALONE else check.stage, "went_on": went_on}


@require_GET
@team_page
def lines(request: TeamRequest, number: int) -> HttpResponse:
    """Where a phone waits between the steps, with the others' lines once one's own is in."""
    check = queries.check_at(request.seat, number)
    by_step = queries.lines(check)
    if away := _elsewhere(request, check, by_step):
        return redirect(away)
    context = {**_lines(request, check, by_step), **clock.running(check)}
    return render(request, "checks/lines.html", context)


@require_GET
@team_page
def lines_fragment(request: TeamRequest, number: int) -> HttpResponse:
    """The same, for a page that is open: `Koers-Go` sends it on when there is something to fill in."""
    check = queries.check_at(request.seat, number)
    by_step = queries.lines(check)
    if away := _elsewhere(request, check, by_step):
        reply = HttpResponse(status=204)
        reply["Koers-Go"] = away
        return reply
    return render(request, "checks/_lines.html", _lines(request, check, by_step))


def _elsewhere(request: TeamRequest, check: Check, by_step: dict[str, list[Line]]) -> str:
    """To one's own line, to the page to keep, or to the wall for who sits at no chair."""
    name = ""
    if not check.is_open:
        name = "check"
    elif not request.seat.has("member"):
        name = "check_wall"
    elif queries.must_write(request.seat, check, by_step):
        name = "check_line"
    return reverse(name, args=[request.team.key, check.number]) if name else ""


def _lines(request: TeamRequest, check: Check, by_step: dict[str, list[Line]]) -> dict[str, Any]:
    written = by_step.get(check.stage, [])
    wrote = {line.member_id for line in written}
    chairs = queries.table(request.seat) if check.stage in checks.ALONE else []
    writing = [chair.name for chair in chairs if chair.taken and chair.pk not in wrote]
    mine = request.seat.member
    return {
        "check": check,
        "steps": steps(check),
        "question": wording_checks.QUESTION[check.stage],
        "own": next((line for line in written if line.member_id == mine), None),
        "others": [line for line in written if line.member_id != mine and line.text],
        "passed": wording_checks.listed([line.member.name for line in written if not line.text]),
        "writing_says": wording_checks.writing(writing),
        "formers": pages.former_rows(check) if check.stage == "former" else [],
        "leads": rules.may(request.seat, "next_step"),
    }


@require_POST
@team_page
def word(request: TeamRequest, number: int, pk: int) -> HttpResponse:
    """Kept, partly, not kept: a word on a former agreement, from the phone or the wall."""
    check = queries.check_at(request.seat, number)
    outcome, said = request.POST.get("outcome", ""), request.POST.get("word", "")
    try:
        commands.word_former(request.seat, check.pk, pk, outcome, said)
    except Refused as refused:
        if refused.code != "action_reported":
            raise
    on_wall = request.POST.get("back") == "wall"
    return redirect("check_wall" if on_wall else "check_lines", request.team.key, number)
