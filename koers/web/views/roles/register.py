"""The register of roles: the whole organisation's, read from one's own team, and one role of it."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from koers.apps.people import queries as people
from koers.apps.roles import queries
from koers.apps.roles.models import Role, Term
from koers.domain import roles, rules
from koers.domain.refusals import NotHere
from koers.domain.seats import Seat
from koers.web import wording_roles
from koers.web.seat import TeamRequest, team_page

PAGE = 50


@require_GET
@team_page
def index(request: TeamRequest) -> HttpResponse:
    """The roles of every team, with what nobody holds and what ends soon."""
    today = timezone.localdate()
    text, show = request.GET.get("q", "")[:100], request.GET.get("show", "")
    counted = queries.counts(request.seat, today)
    page = Paginator(queries.found(request.seat, text, show, today), PAGE).get_page(request.GET.get("page"))
    context = {
        "heading": wording_roles.heading(counted),
        "counted": counted,
        "text": text,
        "show": show,
        "shows": _shows(counted),
        "page": page,
        "rows": _rows(page.object_list),
        "proposals": [(one, _proposed(one)) for one in queries.open_proposals(request.seat)],
        "may_propose": _at_table(request),
        "may_bring": request.team.organisation.founder_id == request.user.pk,
    }
    return render(request, "roles/index.html", context)


def _shows(counted: dict[str, int]) -> list[tuple[str, Any, int]]:
    return [(code, says, counted[code or "all"]) for code, says in wording_roles.SHOW.items()]


def _proposed(one: Any) -> str:
    return wording_roles.proposed(one.ends, not one.before, one.name, one.called)


def _rows(found: Iterable[Role]) -> list[dict[str, Any]]:
    found = list(found)
    terms = queries.terms(found)
    return [{"role": role, "team": role.team, **standing(terms[role.pk])} for role in found]


def standing(terms: list[Term]) -> dict[str, Any]:
    """Who holds it now, who will and who did."""
    today = timezone.localdate()
    return {
        "state": roles.state([one.term for one in terms], today),
        "now": [one for one in terms if one.term.holds(today)],
        "to_come": [one for one in terms if one.term.to_come(today)],
        "before": [one for one in terms if not (one.term.holds(today) or one.term.to_come(today))],
    }


def _at_table(request: TeamRequest) -> bool:
    return rules.may(request.seat, "propose_role")


@require_GET
@team_page
def role(request: TeamRequest, pk: int) -> HttpResponse:
    """One role: what it says, who holds it, what changed in it."""
    return role_page(request, pk)


def role_page(
    request: TeamRequest, pk: int, errors: dict[str, str] | None = None, at: int = 0
) -> HttpResponse:
    """The page of a role, after a refusal with what is missing at its own form."""
    one = the_role(request, pk)
    ours = one.stream_id == request.seat.stream and one.ended is None
    versions = list(queries.versions(one))
    context = {
        "role": one,
        "domains": roles.lines(one.domains),
        "accountabilities": roles.lines(one.accountabilities),
        **standing(queries.terms([one])[one.pk]),
        "versions": [(version, differences(version.old, version.new, request.seat)) for version in versions],
        "proposals": [(p, _proposed(p)) for p in one.proposals.filter(state__in=("open", "deciding"))],
        **_ties(request, one),
        "brought": all(version.version != 1 for version in versions),
        "may_propose": ours and _at_table(request),
        "may_fill": ours and rules.may(request.seat, "fill_role"),
        "chairs": people.table(request.seat) if ours else [],
        "today": timezone.localdate(),
        "errors": errors or {},
        "at": at,
        "values": request.POST,
    }
    return render(request, "roles/role.html", context, status=422 if errors else 200)


def the_role(request: TeamRequest, pk: int) -> Role:
    """A role of the organisation, also one that was ended."""
    one = Role.objects.for_seat(request.seat).select_related("team").filter(pk=pk).first()
    if one is None:
        raise NotHere
    return one


def _ties(request: TeamRequest, one: Role) -> dict[str, Any]:
    """To which roles it has to do, and which say that they have to do with it."""
    pairs = roles.ties(one.ties)
    named = queries.named(request.seat, {pk for _, pk in pairs})
    return {
        "ties": [(wording_roles.TIE[kind], named[pk]) for kind, pk in pairs if pk in named],
        "tied": [
            (wording_roles.TIED[kind], other)
            for other in queries.tied_to(request.seat, one)
            for kind, pk in roles.ties(other.ties)
            if pk == one.pk
        ],
    }


def differences(old: roles.Text, new: roles.Text, seat: Seat) -> list[dict[str, Any]]:
    """Each part that differs: what it is called, and both texts with what is gone and what is new."""
    before, after = said(old, seat), said(new, seat)
    return [
        {
            "says": wording_roles.PART[part],
            "lines": part in (*roles.LINES, "ties"),
            "bits": roles.difference(part, before[part], after[part]),
        }
        for part in roles.PARTS
        if before[part] != after[part]
    ]


def said(text: roles.Text, seat: Seat) -> dict[str, str]:
    """The parts of a text, its ties by the names of the roles."""
    pairs = roles.ties(text.ties)
    named = queries.named(seat, {pk for _, pk in pairs}) if pairs else {}
    lines = (wording_roles.tie(kind, named[pk]) for kind, pk in pairs if pk in named)
    return {**text.parts, "ties": "\n".join(lines)}
