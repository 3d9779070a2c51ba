"""Who holds a role: giving somebody a term, letting it last longer, ending it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from koers.apps.roles import commands
from koers.apps.roles.models import Term
from koers.domain import rules
from koers.domain.refusals import NotHere, Refused
from koers.web import wording, wording_roles
from koers.web.days import from_list
from koers.web.seat import TeamRequest, team_page
from koers.web.views.roles.register import role_page


@require_POST
@team_page
def terms(request: TeamRequest, pk: int) -> HttpResponse:
    """Give somebody of the team a term."""
    posted = request.POST
    member = int(posted["member"]) if posted.get("member", "").isdecimal() else None
    span = from_list(posted.get("first", "")), from_list(posted.get("last", ""))

    def fill() -> None:
        commands.fill_role(request.seat, pk, member, *span, key=posted.get("key"))

    return _done(request, pk, "filled", fill)


@require_POST
@team_page
def renewal(request: TeamRequest, pk: int) -> HttpResponse:
    """Let a term last longer, or without an end."""
    posted, last = request.POST, from_list(request.POST.get("last", ""))

    def renew() -> None:
        commands.renew_term(request.seat, pk, last, key=posted.get("key"))

    return _done(request, _role_of(request, pk), "renewed", renew, pk)


@require_POST
@team_page
def vacating(request: TeamRequest, pk: int) -> HttpResponse:
    """End a term today."""
    role, key = _role_of(request, pk), request.POST.get("key")
    return _done(request, role, "vacated", lambda: commands.vacate_role(request.seat, pk, key=key), pk)


def _role_of(request: TeamRequest, pk: int) -> int:
    rules.check(request.seat, "renew_term")
    term = Term.objects.for_seat(request.seat).filter(pk=pk, stream=request.seat.stream).first()
    if term is None:
        raise NotHere
    return term.role_id


def _done(request: TeamRequest, role: int, said: str, do: Callable[[], None], at: int = 0) -> HttpResponse:
    """Do it and go back to the role, or show it again with what is missing."""
    try:
        do()
    except Refused as refused:
        if not refused.field:
            raise
        return role_page(request, role, {refused.field: wording.refusal(refused)}, at)
    messages.success(request, wording_roles.NOTICES[said])
    return redirect("role", request.team.key, role)
