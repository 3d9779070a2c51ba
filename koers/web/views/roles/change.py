"""Proposing a role or a change in one, and what who facilitates or guards the process does with it."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from koers.apps.roles import commands
from koers.apps.roles.models import Proposal, Role
from koers.domain import roles, rules
from koers.domain.refusals import NotHere, Refused
from koers.web import role_templates, wording, wording_roles
from koers.web.forms import mistakes
from koers.web.seat import TeamRequest, team_page
from koers.web.views.roles.register import differences, the_role
from koers.web.views.roles.ties import Tied, fields


@require_http_methods(["GET", "POST"])
@team_page
def new(request: TeamRequest) -> HttpResponse:
    """A new role, empty or beginning with the text of an example."""
    rules.check(request.seat, "propose_role")
    if request.method == "POST":
        return _propose(request, None)
    return _form(request, None, role_templates.text(request.GET.get("from", "")))


@require_http_methods(["GET", "POST"])
@team_page
def change(request: TeamRequest, pk: int) -> HttpResponse:
    """Another text for a role of this team."""
    rules.check(request.seat, "propose_role")
    role = _ours(request, pk)
    if request.method == "POST":
        return _propose(request, role)
    return _form(request, role, role.text)


def _ours(request: TeamRequest, pk: int) -> Role:
    role = the_role(request, pk)
    if role.stream_id != request.seat.stream:
        raise NotHere
    role.allow("propose_role", role.began)
    return role


def _propose(request: TeamRequest, role: Role | None) -> HttpResponse:
    text = roles.Text(*(request.POST.get(part, "") for part in ("name", "purpose", *roles.LINES)))
    why, tied = request.POST.get("why", ""), Tied(request)
    errors = (
        mistakes(
            lambda: roles.name(text.name),
            lambda: roles.purpose(text.purpose),
            lambda: roles.listed(text.domains, "domains"),
            lambda: roles.listed(text.accountabilities, "accountabilities"),
            lambda: roles.why(why),
        )
        | tied.mistakes()
    )
    text = replace(text, ties=roles.tied(tied.found))
    errors = errors or mistakes(lambda: roles.changed(role.text if role else roles.Text(), roles.tidy(text)))
    if errors:
        return _form(request, role, text, why, errors, tied.typed)
    pk, key = role.pk if role else None, request.POST.get("key")
    made = commands.propose_role(request.seat, request.team, text, why, pk, key)
    messages.success(request, wording_roles.NOTICES["proposed"])
    return redirect("role_proposal", request.team.key, made.pk)


def _form(
    request: TeamRequest,
    role: Role | None,
    text: roles.Text,
    why: str = "",
    errors: Any = None,
    typed: dict[str, str] | None = None,
) -> HttpResponse:
    shown = fields(request, text.ties, typed)
    context = {
        "role": role,
        "text": text,
        "why": why,
        "errors": errors or {},
        "examples": role_templates.names() if role is None else [],
        "ties": shown,
        "ties_open": any(one["value"] for one in shown),
    }
    return render(request, "roles/form.html", context, status=422 if errors else 200)


@require_POST
@team_page
def end(request: TeamRequest, pk: int) -> HttpResponse:
    """Propose that a role isn't needed any more."""
    rules.check(request.seat, "propose_role")
    role, why = _ours(request, pk), request.POST.get("end_why", "")
    if errors := mistakes(lambda: roles.why(why, "end_why")):
        return _form(request, role, role.text, "", errors)
    made = commands.propose_end(request.seat, request.team, role.pk, why, request.POST.get("key"))
    messages.success(request, wording_roles.NOTICES["proposed"])
    return redirect("role_proposal", request.team.key, made.pk)


# --- what comes of it


@require_GET
@team_page
def proposal(request: TeamRequest, pk: int) -> HttpResponse:
    """The old and the new text side by side, and why."""
    return _proposal(request, pk)


def _proposal(request: TeamRequest, pk: int, errors: dict[str, str] | None = None) -> HttpResponse:
    one = Proposal.objects.for_seat(request.seat).select_related("team").filter(pk=pk).first()
    if one is None:
        raise NotHere
    ours = one.stream_id == request.seat.stream
    context = {
        "proposal": one,
        "may_decide": ours and one.state == "open" and rules.may(request.seat, "draft_proposal"),
        "heading": wording_roles.proposed(one.ends, not one.before, one.name, one.called),
        "state": wording_roles.SETTLED[one.state],
        "differences": [] if one.ends else differences(_old(one), one.new, request.seat),
        "may_settle": ours and one.state == "open" and rules.may(request.seat, "adopt_role"),
        "errors": errors or {},
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "roles/proposal.html", context, status=422 if errors else 200)


def _old(one: Proposal) -> roles.Text:
    return one.old if one.before else roles.Text()


@require_POST
@team_page
def adoption(request: TeamRequest, pk: int) -> HttpResponse:
    """Let it hold from now on."""
    reason, key = request.POST.get("reason", ""), request.POST.get("key")
    try:
        role = commands.adopt_role(request.seat, pk, reason, key)
    except Refused as refused:
        return _refused(request, pk, refused)
    messages.success(request, wording_roles.NOTICES["adopted"])
    return redirect("role", request.team.key, role.pk)


@require_POST
@team_page
def decline(request: TeamRequest, pk: int) -> HttpResponse:
    """Leave it as it was, and say why."""
    try:
        commands.decline_role(request.seat, pk, request.POST.get("reason", ""), request.POST.get("key"))
    except Refused as refused:
        return _refused(request, pk, refused)
    messages.success(request, wording_roles.NOTICES["declined"])
    return redirect("role_proposal", request.team.key, pk)


def _refused(request: TeamRequest, pk: int, refused: Refused) -> HttpResponse:
    if not refused.field:
        raise refused
    return _proposal(request, pk, {refused.field: wording.refusal(refused)})
