"""The register of roles: the whole organisation's, read from one's own team, and one role of it."""

import csv
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from koers.apps.people import queries as people
from koers.apps.roles import queries
from koers.apps.roles.models import Role, Term
from koers.domain import roles, rules
from koers.domain.refusals import NotHere
from koers.web import wording_roles
from koers.web.seat import TeamRequest, team_page

PAGE = 50
#: What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
        "versions": [(version, differences(version.old, version.new)) for version in versions],
        "proposals": [(p, _proposed(p)) for p in one.proposals.filter(state="open")],
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


def differences(old: roles.Text, new: roles.Text) -> list[dict[str, Any]]:
    """Each part that differs: what it is called, and both texts with what is gone and what is new."""
    before, after = old.parts, new.parts
    return [
        {
            "says": wording_roles.PART[part],
            "lines": part in roles.LINES,
            "bits": roles.difference(part, before[part], after[part]),
        }
        for part in roles.PARTS
        if before[part] != after[part]
    ]


# --- to take along


def _exported(request: TeamRequest) -> list[dict[str, Any]]:
    found = list(queries.register(request.seat))
    terms = queries.terms(found)
    return [{**_plain(role), "holders": [_holder(term) for term in terms[role.pk]]} for role in found]


def _plain(role: Role) -> dict[str, Any]:
    return {
        "team": role.team.name,
        "name": role.name,
        "purpose": role.purpose,
        "domains": roles.lines(role.domains),
        "accountabilities": roles.lines(role.accountabilities),
        "version": role.version,
    }


def _holder(term: Term) -> dict[str, Any]:
    held = term.term
    days = {"from": held.first, "until": held.last, "ended": held.ended}
    return {"name": term.name} | {says: day.isoformat() if day else None for says, day in days.items()}


@require_GET
@team_page
def as_json(request: TeamRequest) -> HttpResponse:
    """The whole register as data."""
    reply = JsonResponse(
        {"roles": _exported(request)}, json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    reply["Content-Disposition"] = 'attachment; filename="roles.json"'
    return reply


@require_GET
@team_page
def as_csv(request: TeamRequest) -> HttpResponse:
    """The whole register for a spreadsheet: a line per holder, or one without a holder."""
    reply = HttpResponse(content_type="text/csv; charset=utf-8")
    reply["Content-Disposition"] = 'attachment; filename="roles.csv"'
    reply.write("\ufeff")  # or a spreadsheet reads é as two characters
    table = csv.writer(reply)
    columns = ("team", "name", "purpose", "domains", "accountabilities", "version")
    of_holder = ("name", "from", "until", "ended")
    table.writerow([*columns, "holder", *of_holder[1:]])
    for role in _exported(request):
        for holder in role["holders"] or [{}]:
            cells = [*(role[column] for column in columns), *(holder.get(part) for part in of_holder)]
            table.writerow([_cell(cell) for cell in cells])
    return reply


def _cell(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "\n".join(value) if isinstance(value, list) else str("" if value is None else value)
    return f"'{text}" if text.startswith(FORMULA) else text
