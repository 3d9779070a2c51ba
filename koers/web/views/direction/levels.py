"""How much is left to whoever carries a matter: picked alone, shown at once, on one page for all screens."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from koers.apps.direction import queries
from koers.apps.direction.commands import levels as commands
from koers.apps.direction.models import LevelPick, LevelRound
from koers.apps.people import queries as people
from koers.domain import rules
from koers.domain.direction import levels, lines
from koers.domain.refusals import Refused
from koers.web import wording, wording_authority, wording_checks, wording_levels
from koers.web.forms import whole_number
from koers.web.seat import TeamRequest, team_page

SHOWN = 50


@require_http_methods(["GET", "POST"])
@team_page
def index(request: TeamRequest) -> HttpResponse:
    """What was agreed, and a new question."""
    if request.method == "GET":
        return _index(request, {})
    question, key = request.POST.get("question", ""), request.POST.get("key")
    try:
        found = commands.open_levels(request.seat, request.team, question, key=key)
    except Refused as refused:
        if not refused.field:
            raise
        return _index(request, {refused.field: wording.refusal(refused)})
    return redirect("level_round", request.team.key, found.number)


def _index(request: TeamRequest, errors: dict[str, str]) -> HttpResponse:
    found = list(queries.level_rounds(request.seat)[:SHOWN])
    context = {
        "open_one": next((one for one in found if one.is_open), None),
        "agreed": [(one, wording_authority.LEVEL[one.level]) for one in found if one.level],
        "may_open": rules.may(request.seat, "open_levels"),
        "levels": [(number, *_words(number)) for number in levels.LEVELS],
        "errors": errors,
        "values": request.POST,
    }
    return render(request, "levels/index.html", context, status=422 if errors else 200)


def _words(number: int) -> tuple[Any, Any]:
    return wording_authority.LEVEL[number], wording_authority.LEVEL_SAYS[number]


@require_GET
@team_page
def level_round(request: TeamRequest, number: int) -> HttpResponse:
    """One question: picking, all at once, what was agreed."""
    return render(request, "levels/round.html", _round(request, queries.level_round_at(request.seat, number)))


@require_GET
@team_page
def fragment(request: TeamRequest, number: int) -> HttpResponse:
    """The same, for a page that is open."""
    return render(
        request, "levels/_round.html", _round(request, queries.level_round_at(request.seat, number))
    )


def _round(request: TeamRequest, found: LevelRound, errors: dict[str, str] | None = None) -> dict[str, Any]:
    picks = queries.picks(found)
    picked = {one.member_id for one in picks}
    chairs = list(people.table(request.seat)) if found.stage == "picking" else []
    writing = [chair.name for chair in chairs if chair.taken and chair.pk not in picked]
    shown = found.stage != "picking"
    return {
        "round": found,
        "own": next((one for one in picks if one.member_id == request.seat.member), None),
        "picked": [one.name for one in picks],
        "picking_says": wording_levels.picking(writing),
        "levels": [(n, *_words(n), _who(picks, n) if shown else []) for n in levels.LEVELS],
        "explains": _explain(picks) if shown else "",
        "agreed": wording_authority.LEVEL[found.level] if found.level else "",
        "row": found.row,
        "kinds": wording_authority.KIND.items(),
        "picks_now": found.stage == "picking" and request.seat.has("member"),
        "leads": found.is_open and rules.may(request.seat, "agree_level"),
        "enough": len(picks) >= levels.LEAST_TO_SHOW,
        "errors": errors or {},
        "values": request.POST,
        "why_limit": lines.WHY_LIMIT,
    }


def _who(picks: list[LevelPick], number: int) -> list[str]:
    return [one.name for one in picks if one.level == number]


def _explain(picks: list[LevelPick]) -> str:
    """Who tells first why: the lowest and the highest."""
    names = {one.member_id: one.name for one in picks}
    low, high = levels.explain({one.member_id: one.level for one in picks})
    if not low:
        return wording_levels.all_alike() if picks else ""
    said = [wording_checks.listed([names[m] for m in names if m in group]) for group in (low, high)]
    return wording_levels.explain(*said)


def _done(request: TeamRequest, number: int, deed: Callable[[LevelRound], object]) -> HttpResponse:
    """Do it and show the round; a press that came too late changes nothing."""
    found = queries.level_round_at(request.seat, number)
    try:
        deed(found)
    except Refused as refused:
        if refused.code in ("not_yours", "not_here"):
            raise
        if refused.code != "levels_elsewhere":
            errors = {refused.field or "step": wording.refusal(refused)}
            found = queries.level_round_at(request.seat, number)
            return render(request, "levels/round.html", _round(request, found, errors), status=422)
    return redirect("level_round", request.team.key, number)


@require_POST
@team_page
def pick(request: TeamRequest, number: int) -> HttpResponse:
    """Pick a level, alone."""
    level, lap = (whole_number(request.POST.get(name, "")) for name in ("level", "lap"))
    return _done(request, number, lambda found: commands.pick_level(request.seat, found.pk, level, lap))


@require_POST
@team_page
def showing(request: TeamRequest, number: int) -> HttpResponse:
    """Show all of them at once."""
    return _done(request, number, lambda found: commands.show_levels(request.seat, found.pk))


@require_POST
@team_page
def again(request: TeamRequest, number: int) -> HttpResponse:
    """Pick once more, alone."""
    return _done(request, number, lambda found: commands.pick_again(request.seat, found.pk))


@require_POST
@team_page
def agreed(request: TeamRequest, number: int) -> HttpResponse:
    """This is how much is left to whoever carries it."""
    level = whole_number(request.POST.get("level", ""))
    kind, domain = (request.POST.get(name, "") for name in ("kind", "domain"))

    def agree(found: LevelRound) -> None:
        commands.agree_level(request.seat, found.pk, level, kind, domain)

    return _done(request, number, agree)


@require_POST
@team_page
def stop(request: TeamRequest, number: int) -> HttpResponse:
    """Stop without a level."""
    reason = request.POST.get("reason", "")
    return _done(request, number, lambda found: commands.stop_levels(request.seat, found.pk, reason))
