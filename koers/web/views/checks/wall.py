"""The big screen of a check: one step at a time, the clock, and how it ends."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from koers.apps.checks import commands, queries
from koers.apps.checks.models import Check, Line
from koers.domain import checks, rules
from koers.domain.checks import Agreement
from koers.domain.refusals import Refused
from koers.web import wording, wording_checks
from koers.web.seat import TeamRequest, team_page
from koers.web.views.checks import clock, guardian, pages
from koers.web.views.table import door


@require_GET
@team_page
def wall(request: TeamRequest, number: int) -> HttpResponse:
    """The page for the beamer. Who still has to write goes there first: the wall would spoil it."""
    check = queries.check_at(request.seat, number)
    by_step = queries.lines(check)
    if _must_write_first(request, check, by_step):
        return redirect("check_line", request.team.key, number)
    return _page(request, check, _wall(request, check, by_step))


def _page(request: TeamRequest, check: Check, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The whole wall; the door stands open as long as the check does."""
    context |= door(request) if check.is_open else {}
    return render(request, "checks/wall.html", context, status=status)


@require_GET
@team_page
def wall_fragment(request: TeamRequest, number: int) -> HttpResponse:
    """What changes on it."""
    check = queries.check_at(request.seat, number)
    by_step = queries.lines(check)
    if _must_write_first(request, check, by_step):
        reply = HttpResponse(status=204)
        reply["Koers-Go"] = reverse("check_line", args=[request.team.key, number])
        return reply
    return render(request, "checks/_wall.html", _wall(request, check, by_step))


def _must_write_first(request: TeamRequest, check: Check, by_step: dict[str, list[Line]]) -> bool:
    return check.shown and queries.must_write(request.seat, check, by_step)


def _wall(
    request: TeamRequest,
    check: Check,
    by_step: dict[str, list[Line]],
    errors: dict[str, str] | None = None,
) -> dict[str, Any]:
    return {
        "check": check,
        "steps": steps(check),
        "question": wording_checks.QUESTION.get(check.stage, ""),
        "clock_says": wording_checks.clock_at(check.stage) if check.is_open else "",
        "leads": rules.may(request.seat, "next_step"),
        "values": request.POST,
        "errors": errors or {},
        **clock.running(check),
        **_of_stage(request, check, by_step),
    }


def steps(check: Check) -> list[dict[str, Any]]:
    """The six steps as a bar: which are behind, where we are."""
    at = checks.STAGES.index(check.stage) if check.is_open else len(checks.STAGES)
    return [
        {"title": wording_checks.STEP[step], "done": number < at, "current": number == at}
        for number, step in enumerate(checks.STAGES)
    ]


def _of_stage(request: TeamRequest, check: Check, by_step: dict[str, list[Line]]) -> dict[str, Any]:
    if check.stage == "former":
        return {"formers": pages.former_rows(check)}
    if check.stage in checks.ALONE:
        return _alone(request, check, by_step.get(check.stage, []))
    if check.is_open:
        return _agreeing(request)
    return {
        "agreed": list(queries.agreed_in(request.seat, check)),
        "stopped": check.skipped.get("stopped", ""),
        "skipped": check.skipped.get("agree", ""),
        **pages.coming(request),
        **guardian.following(request),
    }


def _alone(request: TeamRequest, check: Check, lines: list[Line]) -> dict[str, Any]:
    wrote = {line.member_id for line in lines}
    chairs = queries.table(request.seat)
    writing = [chair for chair in chairs if chair.taken and chair.pk not in wrote]
    talk, ask = wording_checks.TALK[check.stage]
    return {
        "hint": wording_checks.HINT[check.stage],
        "talk": [talk, ask],
        "wrote": [chair for chair in chairs if chair.pk in wrote],
        "writing": writing,
        "writing_says": wording_checks.writing([chair.name for chair in writing]),
        "lines": [line for line in lines if line.text],
        "passed": wording_checks.listed([line.member.name for line in lines if not line.text]),
        "must_write": request.seat.has("member") and request.seat.member not in wrote,
    }


def _agreeing(request: TeamRequest) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "members": [chair for chair in queries.table(request.seat) if chair.name],
        "numbers": range(1, checks.MOST_AGREEMENTS + 1),
        "first_day": today,
        "last_day": checks.latest_due(today),
        "text_limit": checks.TEXT_LIMIT,
    }


# --- what who leads does


def _done(request: TeamRequest, number: int, deed: Callable[[Check], object]) -> HttpResponse:
    """Do it and go back to the wall; what doesn't fit stands at its field. A second press changes nothing."""
    check = queries.check_at(request.seat, number)
    try:
        deed(check)
    except Refused as refused:
        if refused.code in ("check_elsewhere", "action_reported"):
            return redirect("check_wall", request.team.key, number)
        if not refused.field and refused.code in ("not_yours", "not_here"):
            raise
        errors = {refused.field or "step": wording.refusal(refused)}
        context = _wall(request, check, queries.lines(check), errors)
        return _page(request, check, context, status=422)
    return redirect("check_wall", request.team.key, number)


@require_POST
@team_page
def showing(request: TeamRequest, number: int) -> HttpResponse:
    """Lay what was written on the wall."""
    return _done(request, number, lambda check: commands.show_lines(request.seat, check.pk))


@require_POST
@team_page
def step(request: TeamRequest, number: int) -> HttpResponse:
    """Go on to the next step."""
    stage = request.POST.get("stage", "")
    return _done(request, number, lambda check: commands.next_step(request.seat, check.pk, stage))


@require_http_methods(["GET", "POST"])
@team_page
def skip(request: TeamRequest, number: int) -> HttpResponse:
    """Leave a step out, with a reason."""
    stage, reason = request.POST.get("stage", ""), request.POST.get("reason", "")
    return _leave(request, number, lambda pk: commands.skip_step(request.seat, pk, stage, reason))


@require_POST
@team_page
def stop(request: TeamRequest, number: int) -> HttpResponse:
    """Stop the check, with a reason."""
    reason = request.POST.get("reason", "")
    return _leave(request, number, lambda pk: commands.stop_check(request.seat, pk, reason))


def _leave(request: TeamRequest, number: int, deed: Callable[[int], object]) -> HttpResponse:
    rules.check(request.seat, "skip_step")
    check, errors = queries.check_at(request.seat, number), {}
    if request.method == "POST":
        try:
            deed(check.pk)
        except Refused as refused:
            if refused.field:
                errors = {refused.field: wording.refusal(refused)}
            elif refused.code != "check_elsewhere":
                raise
    if not check.is_open or (request.method == "POST" and not errors):
        return redirect("check_wall", request.team.key, number)
    question = wording_checks.QUESTION[check.stage]
    context = {"check": check, "question": question, "values": request.POST, "errors": errors}
    return render(request, "checks/leave.html", context, status=422 if errors else 200)


@require_POST
@team_page
def agreement(request: TeamRequest, number: int) -> HttpResponse:
    """One or two agreements. What was filled in stays when something is missing."""

    def agree(check: Check) -> None:
        members = [chair.pk for chair in queries.table(request.seat)]
        agreed = [one for n in range(1, checks.MOST_AGREEMENTS + 1) if (one := _agreed(request, n, members))]
        commands.agree_check(request.seat, check.pk, agreed, key=f"check-{check.pk}-agree")

    return _done(request, number, agree)


def _agreed(request: TeamRequest, n: int, members: list[int]) -> Agreement | None:
    """The n-th agreement, or nothing when its fields were left empty."""
    text, owner, day = (request.POST.get(f"{field}-{n}", "").strip() for field in ("text", "owner", "due"))
    if not (text or owner or day):
        return None
    chosen = int(owner) if owner.isdecimal() else None
    return checks.agreement(n, text, chosen, pages.day_from(day), members, timezone.localdate())
