"""Who guards the process: what that is, the hand-over, whose turn is next and why, and the story so far."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from koers.apps.actions import queries as actions
from koers.apps.checks import queries
from koers.apps.checks.guarding import commands
from koers.apps.checks.models import Term
from koers.apps.people.models import Member
from koers.apps.readbacks import queries as readbacks
from koers.domain import checks, rules
from koers.domain.refusals import Refused
from koers.web import wording, wording_checks
from koers.web.seat import TeamRequest, team_page


@require_GET
@team_page
def page(request: TeamRequest) -> HttpResponse:
    """The guardian's own page; everybody at the table may look."""
    return render(request, "checks/guardian.html", _page(request))


def _page(request: TeamRequest, errors: dict[str, str] | None = None) -> dict[str, Any]:
    told = following(request)
    late = actions.late(request.seat, timezone.localdate()).count()
    reading = readbacks.open_one(request.seat) is not None
    day = queries.coming(request.seat, timezone.localdate()).day
    return {
        **told,
        "watches": wording_checks.watches(late, reading),
        "next_day": day,
        "history": [_told(term) for term in told["terms"]],
        "willing": request.seat.member not in told["unwilling"],
        "sits": request.seat.has("member"),
        "values": request.POST,
        "errors": errors or {},
        "note_limit": checks.NOTE_LIMIT,
        "reason_limit": checks.REASON_LIMIT,
    }


def _told(term: Term) -> dict[str, Any]:
    return {"term": term, "says": wording_checks.STATE[term.state]}


def following(request: TeamRequest) -> dict[str, Any]:
    """Who guards now, who is asked, and whose turn is next with the reason why."""
    chairs = queries.table(request.seat)
    terms, no = queries.terms(request.seat), queries.unwilling(request.seat)
    asked = queries.asked_now(terms)
    return {
        "terms": terms,
        "unwilling": no,
        "guardian": next((chair for chair in chairs if chair.guardian), None),
        "asked": asked,
        "asked_me": asked is not None and asked.member_id == request.seat.member,
        "may_hand_over": rules.may(request.seat, "hand_over"),
        "may_stay": rules.may(request.seat, "stay_on"),
        "next_in_line": None if asked else _next(chairs, terms, no),
    }


def _next(chairs: list[Member], terms: list[Term], no: set[int]) -> dict[str, Any] | None:
    willing, served = queries.willing_of(chairs, no), queries.served(terms)
    line = checks.in_line(willing, served)
    if not line:
        return None
    member = next(chair for chair in chairs if chair.pk == line[0])
    ended = [term.ended for term in terms if term.member_id == line[0] and term.began and term.ended]
    until = queries.day_of(ended[-1]) if ended else None
    why = checks.why_next(line[0], willing, served)
    return {"member": member, "why": wording_checks.why_next(why, member.name, until)}


def _back(request: TeamRequest, refused: Refused | None, notice: str) -> HttpResponse:
    """To the guardian's page, with what doesn't fit at its field."""
    if refused is not None:
        if refused.code in ("not_yours", "not_here"):
            raise refused
        errors = {refused.field or "handover": wording.refusal(refused)}
        return render(request, "checks/guardian.html", _page(request, errors), status=422)
    messages.success(request, wording_checks.NOTICES[notice])
    return redirect("guardian", request.team.key)


@require_POST
@team_page
def handover(request: TeamRequest) -> HttpResponse:
    """Ask the next in line."""
    try:
        note, key = request.POST.get("note", ""), request.POST.get("key")
        commands.hand_over(request.seat, request.team, note, key=key)
    except Refused as refused:
        return _back(request, refused, "")
    return _back(request, None, "asked")


@require_POST
@team_page
def stay(request: TeamRequest) -> HttpResponse:
    """Go on until the next check, with a reason."""
    try:
        commands.stay_on(request.seat, request.team, request.POST.get("reason", ""))
    except Refused as refused:
        return _back(request, refused, "")
    return _back(request, None, "stays")


@require_POST
@team_page
def answer(request: TeamRequest, pk: int) -> HttpResponse:
    """Say yes, or pass with a reason."""
    try:
        if request.POST.get("how") == "yes":
            commands.accept_guardian(request.seat, pk)
            return _back(request, None, "accepted")
        commands.pass_guardian(request.seat, pk, request.POST.get("reason", ""))
    except Refused as refused:
        return _back(request, refused, "")
    return _back(request, None, "passed")


@require_POST
@team_page
def willing(request: TeamRequest) -> HttpResponse:
    """Whether one wants to be asked."""
    commands.say_willing(request.seat, request.POST.get("willing") == "yes")
    return _back(request, None, "willing")
