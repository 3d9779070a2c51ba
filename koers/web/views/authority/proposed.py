"""What somebody proposes to hold, a row of the matrix or a mandate, until the team has decided about it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from koers.apps.authority import commands, queries
from koers.apps.authority.models import Proposal
from koers.domain import rules
from koers.domain.authority import row_for
from koers.domain.refusals import NotHere, Refused
from koers.web import wording, wording_authority
from koers.web.seat import TeamRequest, team_page
from koers.web.views.authority import mandates, matrix
from koers.web.views.authority.fields import chosen


@require_POST
@team_page
def row(request: TeamRequest) -> HttpResponse:
    """Propose how a kind of topic would be decided."""
    rules.check(request.seat, "propose_row")
    given = matrix.filled(request.POST)
    because, key = request.POST.get("because", ""), request.POST.get("key")
    if errors := matrix.mistakes_in(given, because):
        return matrix.form(request, given, errors)
    try:
        made = commands.propose_row(request.seat, request.team, given, because, key)
    except Refused as refused:
        return matrix.form(request, given, {refused.field: wording.refusal(refused)})
    return _proposed(request, made)


@require_POST
@team_page
def mandate(request: TeamRequest) -> HttpResponse:
    """Propose what a role or somebody may decide in the team's name."""
    rules.check(request.seat, "propose_mandate")
    try:
        if errors := mandates.mistakes_in(request.POST):
            return mandates.form(request, errors)
        made = _propose_mandate(request)
    except Refused as refused:
        return mandates.form(request, {refused.field: wording.refusal(refused)})
    return _proposed(request, made)


def _propose_mandate(request: TeamRequest) -> Proposal:
    given = request.POST
    return commands.propose_mandate(
        request.seat,
        request.team,
        mandates.filled(given),
        given.get("because", ""),
        to_role=chosen(given.get("to", ""), "role"),
        to_member=chosen(given.get("to", ""), "member"),
        key=given.get("key"),
    )


def _proposed(request: TeamRequest, made: Proposal) -> HttpResponse:
    messages.success(request, wording_authority.NOTICES["proposed"])
    return redirect("authority_proposal", request.team.key, made.pk)


@require_GET
@team_page
def proposal(request: TeamRequest, pk: int) -> HttpResponse:
    """What would hold, beside what holds now, and what came of it."""
    return _page(request, pk, {})


def _page(request: TeamRequest, pk: int, errors: dict[str, str]) -> HttpResponse:
    one = Proposal.objects.for_seat(request.seat).filter(pk=pk).first()
    if one is None:
        raise NotHere
    is_open = one.state == "open"
    mine = one.proposer_id == request.seat.member or request.seat.has(*rules.GUARDS)
    context = {
        "proposal": one,
        "heading": wording_authority.proposed(one),
        "parts": _parts(request, one),
        "to_decision": _to_decision(request, one),
        "may_decide": is_open and rules.may(request.seat, "draft_proposal"),
        "may_decline": is_open and mine,
        "errors": errors,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "authority/proposal.html", context, status=422 if errors else 200)


def _parts(request: TeamRequest, one: Proposal) -> list[tuple[str, str, str]]:
    """Part by part: what it is called, how it would be, and how it is now where that differs."""
    words = wording_authority
    if one.what == "mandate":
        return [(says, would, "") for says, would in words.mandate_parts(one.the_mandate(), one.to_name)]
    row = one.the_row()
    after = words.row_parts(row)
    unsettled = one.state in ("open", "deciding")
    now = row_for(queries.rows(request.seat), row.kind, [row.domain]) if unsettled else row
    before = words.row_parts(now)
    return [(says, after[says], before[says] if before[says] != after[says] else "") for says in after]


def _to_decision(request: TeamRequest, one: Proposal) -> str:
    """The form of a proposal, begun with what would hold."""
    begun = {
        "about": one.code,
        "title": wording_authority.proposed(one),
        "text": wording_authority.would_hold(one),
        "because": one.why,
    }
    return f"{reverse('proposal_new', args=[request.team.key])}?{urlencode(begun)}"


@require_POST
@team_page
def decline(request: TeamRequest, pk: int) -> HttpResponse:
    """Let it go without a decision."""
    reason, key = request.POST.get("reason", ""), request.POST.get("key")
    try:
        commands.decline_authority(request.seat, pk, reason, key)
    except Refused as refused:
        if not refused.field:
            raise
        return _page(request, pk, {refused.field: wording.refusal(refused)})
    return redirect("authority_proposal", request.team.key, pk)
