"""Mandates: giving one, reading it, letting it last longer, looking at it, withdrawing it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from koers.apps.authority import commands, queries
from koers.apps.authority.models import Mandate
from koers.apps.people import queries as people
from koers.apps.roles import queries as register
from koers.domain import authority, roles, rules
from koers.domain.refusals import NotHere, Refused
from koers.web import wording, wording_authority
from koers.web.days import days_coming, from_list
from koers.web.forms import mistakes
from koers.web.seat import TeamRequest, team_page
from koers.web.views.authority.fields import chosen, whole_euros, whole_months
from koers.web.views.authority.matrix import shown


@require_http_methods(["GET", "POST"])
@team_page
def new(request: TeamRequest) -> HttpResponse:
    """Let a role or somebody decide, within limits and until a day."""
    rules.check(request.seat, "give_mandate")
    if request.method == "GET":
        return form(request, {})
    try:
        if errors := mistakes_in(request.POST):
            return form(request, errors)
        made = _give(request)
    except Refused as refused:
        if not refused.field:
            raise
        return form(request, {refused.field: wording.refusal(refused)})
    messages.success(request, wording_authority.NOTICES["given"])
    return redirect("mandate", request.team.key, made.pk)


def mistakes_in(given: QueryDict) -> dict[str, str]:
    """What isn't filled in or doesn't fit, per field."""
    return mistakes(
        lambda: whole_euros(given.get("amount", "")),
        lambda: whole_months(given.get("months", "")),
        lambda: roles.why(given.get("because", ""), "because"),
    ) or mistakes(lambda: authority.mandate(filled(given), timezone.localdate()))


def _give(request: TeamRequest) -> Mandate:
    given = request.POST
    to = given.get("to", "")
    return commands.give_mandate(
        request.seat,
        request.team,
        filled(given),
        given.get("because", ""),
        to_role=chosen(to, "role"),
        to_member=chosen(to, "member"),
        from_role=chosen(given.get("from_role", ""), "role"),
        key=given.get("key"),
    )


def filled(given: QueryDict) -> authority.Mandate:
    """The mandate that was filled in."""
    level = given.get("level", "")
    return authority.Mandate(
        given.get("domain", ""),
        given.get("kind", ""),
        int(level) if level.isdecimal() and len(level) == 1 else 0,
        whole_euros(given.get("amount", "")),
        whole_months(given.get("months", "")),
        given.get("irreversible") == "yes",
        given.get("conditions", ""),
        from_list(given.get("since", "")) or timezone.localdate(),
        from_list(given.get("until", "")),
        from_list(given.get("review", "")),
    )


def form(request: TeamRequest, errors: dict[str, str]) -> HttpResponse:
    """The form of a mandate: given, or proposed to the team."""
    words, today = wording_authority, timezone.localdate()
    own = list(register.register(request.seat).filter(stream=request.seat.stream))
    held = set(queries.roles_held(request.seat, today))
    context = {
        "errors": errors,
        "values": request.POST,
        "first_days": days_coming(today, request.POST.get("since", ""), first=0),
        "last_days": days_coming(today, request.POST.get("until", "")),
        "kinds": words.KIND.items(),
        "levels": [(level, words.LEVEL[level], says) for level, says in words.MANDATE_SAYS.items()],
        "roles": own,
        "own_roles": [role for role in own if role.pk in held],
        "chairs": [chair for chair in people.table(request.seat) if chair.taken],
        "for_team": request.seat.has(*rules.GUARDS),
    }
    return render(request, "authority/mandate_form.html", context, status=422 if errors else 200)


@require_GET
@team_page
def mandate(request: TeamRequest, pk: int) -> HttpResponse:
    """One mandate: what it is about, how far it goes, and what was said of it."""
    return _page(request, pk)


def _page(request: TeamRequest, pk: int, errors: dict[str, str] | None = None) -> HttpResponse:
    one = queries.mandates(request.seat).filter(pk=pk).first()
    if one is None:
        raise NotHere
    today = timezone.localdate()
    state = authority.state(one.the_mandate(), today)
    may = one.giver_id == request.seat.member or request.seat.has(*rules.GUARDS)
    context = {
        **shown(one, today),
        "words": list(one.words.all()),
        "beyond": wording_authority.BY[queries.instead(request.seat, one)],
        "may_follow": may and state not in ("over", "ended"),
        "may_review": bool(one.review and one.review <= today),
        "days": days_coming(max(today, one.until)),
        "errors": errors or {},
        "values": request.POST,
    }
    return render(request, "authority/mandate.html", context, status=422 if errors else 200)


@require_POST
@team_page
def renewal(request: TeamRequest, pk: int) -> HttpResponse:
    """Let it last longer."""
    until: date | None = from_list(request.POST.get("until", ""))

    def renew(because: str, key: str | None) -> None:
        commands.renew_mandate(request.seat, pk, until, because, key)

    return _done(request, pk, "renewed", renew)


@require_POST
@team_page
def review(request: TeamRequest, pk: int) -> HttpResponse:
    """Leave it as it is, and say how it works."""

    def keep(because: str, key: str | None) -> None:
        commands.review_mandate(request.seat, pk, because, key)

    return _done(request, pk, "reviewed", keep)


@require_POST
@team_page
def withdrawal(request: TeamRequest, pk: int) -> HttpResponse:
    """End it today."""

    def end(because: str, key: str | None) -> None:
        commands.withdraw_mandate(request.seat, pk, because, key)

    return _done(request, pk, "withdrawn", end)


def _done(request: TeamRequest, pk: int, said: str, do: Callable[[str, str | None], Any]) -> HttpResponse:
    try:
        do(request.POST.get("because", ""), request.POST.get("key"))
    except Refused as refused:
        if not refused.field:
            raise
        return _page(request, pk, {refused.field: wording.refusal(refused)})
    messages.success(request, wording_authority.NOTICES[said])
    return redirect("mandate", request.team.key, pk)
