"""The decision matrix of a team: how it stands, what changed in it, and changing a row."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from koers.apps.authority import commands, queries
from koers.apps.authority.models import Mandate, MatrixRow
from koers.apps.direction import queries as course
from koers.domain import authority, roles, rules
from koers.domain.authority import Row
from koers.domain.refusals import NotHere, Refused
from koers.web import wording, wording_authority
from koers.web.forms import mistakes
from koers.web.seat import TeamRequest, team_page

FIRST = Row("budget")


@require_GET
@team_page
def index(request: TeamRequest) -> HttpResponse:
    """The matrix as it holds, the mandates, and what changed."""
    return index_page(request)


def index_page(request: TeamRequest, errors: dict[str, str] | None = None) -> HttpResponse:
    """The page, after a refusal with what is missing."""
    standing, today = list(queries.standing_rows(request.seat)), timezone.localdate()
    rows = [one.row for one in standing] or list(authority.USUAL)
    mandates = [shown(one, today) for one in queries.mandates(request.seat)]
    changes = list(queries.former_rows(request.seat)[:CHANGES])
    rounds = course.agreed_in(request.seat, {one.pk for one in (*standing, *changes)})
    context = {
        "heading": wording_authority.heading(rows, bool(standing)),
        "adopted": bool(standing),
        "groups": _by_kind(rows, standing, rounds),
        "proposals": [(one, wording_authority.proposed(one)) for one in queries.unsettled(request.seat)],
        "mandates": [one for one in mandates if one["state"] in ("stands", "soon", "to_come")],
        "former": [one for one in mandates if one["state"] in ("over", "ended")],
        "ends_soon": wording_authority.running_out(sum(one["state"] == "soon" for one in mandates)),
        "changes": _changes(changes, rounds),
        "may_change": rules.may(request.seat, "change_matrix"),
        "may_propose": rules.may(request.seat, "propose_row"),
        "may_give": rules.may(request.seat, "give_mandate"),
        "errors": errors or {},
        "values": request.POST,
    }
    return render(request, "authority/index.html", context, status=422 if errors else 200)


#: How many changes of the matrix stand on its page.
CHANGES = 40


def _changes(rows: Iterable[MatrixRow], rounds: Mapping[int, int]) -> list[dict[str, Any]]:
    """What changed, latest first; what came to hold at one moment and in one way stands together."""
    found = (list(together) for _moment, together in groupby(rows, key=lambda one: (one.since, one.decision)))
    return [{"rows": together, "round": rounds.get(together[0].pk)} for together in found]


def _by_kind(rows: list[Row], standing: list[MatrixRow], rounds: Mapping[int, int]) -> list[dict[str, Any]]:
    """Per kind its general row, and behind it the rows of single domains."""
    held = {(one.kind, one.domain): one for one in standing}
    return [
        {"row": row, **_origin(held.get((row.kind, row.domain)), rounds)}
        for kind in authority.KINDS
        for row in sorted((one for one in rows if one.kind == kind), key=lambda one: one.domain.casefold())
    ]


def _origin(held: MatrixRow | None, rounds: Mapping[int, int]) -> dict[str, Any]:
    """The kept row, and the round in which its level was agreed."""
    return {"held": held, "round": rounds.get(held.pk) if held else None}


def shown(one: Mandate, today: Any) -> dict[str, Any]:
    """A mandate as a list shows it."""
    mandate = one.the_mandate()
    return {
        "mandate": one,
        "state": authority.state(mandate, today),
        "limits": wording_authority.limits(mandate),
        "says": wording_authority.MANDATE_SAYS[one.level],
    }


@require_POST
@team_page
def adoption(request: TeamRequest) -> HttpResponse:
    """Make what a team begins with one's own."""
    try:
        commands.adopt_matrix(
            request.seat, request.team, request.POST.get("because", ""), request.POST.get("key")
        )
    except Refused as refused:
        if not refused.field:
            raise
        return index_page(request, {refused.field: wording.refusal(refused)})
    messages.success(request, wording_authority.NOTICES["adopted"])
    return redirect("authority", request.team.key)


@require_http_methods(["GET", "POST"])
@team_page
def row(request: TeamRequest) -> HttpResponse:
    """Change how one kind of topic is decided, everywhere or in one domain."""
    if request.method == "GET":
        rules.check(request.seat, "propose_row")
        return form(request, _asked_for(request))
    rules.check(request.seat, "change_matrix")
    row, because = filled(request.POST), request.POST.get("because", "")
    if errors := mistakes_in(row, because) or _differs(request, row):
        return form(request, row, errors)
    commands.change_matrix(request.seat, request.team, row, because, request.POST.get("key"))
    messages.success(request, wording_authority.NOTICES["changed"])
    return redirect("authority", request.team.key)


def _asked_for(request: TeamRequest) -> Row:
    """The row as it holds for what the address names."""
    kind, domain = request.GET.get("kind", ""), request.GET.get("domain", "")[: authority.DOMAIN_LIMIT]
    if kind not in authority.KINDS:
        return FIRST
    return authority.row_for(queries.rows(request.seat), kind, [domain])


def filled(given: QueryDict) -> Row:
    """The row that was filled in. The level says the method where it has one of its own."""
    level, days = (_number(given.get(name, "")) for name in ("level", "days"))
    methods = authority.methods_of(level) if 1 <= level <= len(authority.LEVELS) else ()
    together = given.get("method", "")
    return Row(
        given.get("kind", ""),
        given.get("domain", ""),
        together if together in methods or len(methods) != 1 else methods[0],
        given.get("who", ""),
        days,
        given.get("yardstick") == "yes",
        level,
    )


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 5 else 0


def mistakes_in(row: Row, because: str) -> dict[str, str]:
    """What isn't filled in or doesn't fit, per field."""
    return mistakes(lambda: authority.tidy_row(row), lambda: roles.why(because, "because"))


def _differs(request: TeamRequest, row: Row) -> dict[str, str]:
    """That nothing would change."""
    after = authority.tidy_row(row)
    return mistakes(lambda: authority.changed(queries.now(request.seat, after), after))


def form(request: TeamRequest, row: Row, errors: dict[str, str] | None = None) -> HttpResponse:
    """The form of a row: proposed to the team, or set by who leads."""
    words = wording_authority
    context = {
        "row": row,
        "errors": errors or {},
        "because": request.POST.get("because", ""),
        "kinds": words.KIND.items(),
        "levels": [(level, words.LEVEL[level], says) for level, says in words.LEVEL_SAYS.items()],
        "methods": [(code, words.METHOD[code]) for code in authority.TOGETHER],
        "whos": words.WHO.items(),
        "most_days": authority.MOST_DAYS,
        "may_change": rules.may(request.seat, "change_matrix"),
    }
    return render(request, "authority/row.html", context, status=422 if errors else 200)


@require_POST
@team_page
def row_end(request: TeamRequest, pk: int) -> HttpResponse:
    """Let a domain fall under the general row again."""
    rules.check(request.seat, "drop_row")
    kept = queries.standing_rows(request.seat).filter(pk=pk).first()
    if kept is None:
        raise NotHere
    commands.drop_row(request.seat, pk, request.POST.get("because", ""), request.POST.get("key"))
    messages.success(request, wording_authority.NOTICES["dropped"])
    return redirect("authority", request.team.key)
