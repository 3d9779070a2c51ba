"""The decision matrix of a team: how it stands, what changed in it, and changing a row."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from koers.apps.authority import commands, queries
from koers.apps.authority.models import Mandate, MatrixRow
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
    context = {
        "heading": wording_authority.heading(rows, bool(standing)),
        "adopted": bool(standing),
        "groups": _by_kind(rows, standing),
        "mandates": [one for one in mandates if one["state"] in ("stands", "soon", "to_come")],
        "former": [one for one in mandates if one["state"] in ("over", "ended")],
        "ends_soon": wording_authority.running_out(sum(one["state"] == "soon" for one in mandates)),
        "changes": _changes(queries.former_rows(request.seat)[:CHANGES]),
        "may_change": rules.may(request.seat, "change_matrix"),
        "may_give": rules.may(request.seat, "give_mandate"),
        "errors": errors or {},
        "values": request.POST,
    }
    return render(request, "authority/index.html", context, status=422 if errors else 200)


#: How many changes of the matrix stand on its page.
CHANGES = 40


def _changes(rows: Iterable[MatrixRow]) -> list[list[MatrixRow]]:
    """What changed, latest first; what was adopted at one moment stands together."""
    return [list(together) for _moment, together in groupby(rows, key=lambda one: one.since)]


def _by_kind(rows: list[Row], standing: list[MatrixRow]) -> list[dict[str, Any]]:
    """Per kind its general row, and behind it the rows of single domains."""
    pks = {(one.kind, one.domain): one.pk for one in standing}
    return [
        {"row": row, "pk": pks.get((row.kind, row.domain)), "levels": range(1, len(authority.LEVELS) + 1)}
        for kind in authority.KINDS
        for row in sorted((one for one in rows if one.kind == kind), key=lambda one: one.domain.casefold())
    ]


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
    rules.check(request.seat, "change_matrix")
    if request.method == "GET":
        return _form(request, _asked_for(request))
    given = request.POST
    filled, because = _filled(given), given.get("because", "")
    if errors := _mistakes(request, filled, because):
        return _form(request, filled, errors)
    commands.change_matrix(request.seat, request.team, filled, because, given.get("key"))
    messages.success(request, wording_authority.NOTICES["changed"])
    return redirect("authority", request.team.key)


def _asked_for(request: TeamRequest) -> Row:
    """The row as it holds for what the address names."""
    kind, domain = request.GET.get("kind", ""), request.GET.get("domain", "")[: authority.DOMAIN_LIMIT]
    if kind not in authority.KINDS:
        return FIRST
    return authority.row_for(queries.rows(request.seat), kind, [domain])


def _filled(given: QueryDict) -> Row:
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


def _mistakes(request: TeamRequest, filled: Row, because: str) -> dict[str, str]:
    def differs() -> None:
        before = {(one.kind, one.domain.casefold()): one for one in queries.rows(request.seat)}
        after = authority.tidy_row(filled)
        authority.changed(before.get((after.kind, after.domain.casefold())), after)

    found = mistakes(lambda: authority.tidy_row(filled), lambda: roles.why(because, "because"))
    return found or mistakes(differs)


def _form(request: TeamRequest, filled: Row, errors: dict[str, str] | None = None) -> HttpResponse:
    words = wording_authority
    context = {
        "row": filled,
        "errors": errors or {},
        "because": request.POST.get("because", ""),
        "kinds": words.KIND.items(),
        "levels": [(level, words.LEVEL[level], says) for level, says in words.LEVEL_SAYS.items()],
        "methods": [(code, words.METHOD[code]) for code in authority.TOGETHER],
        "whos": words.WHO.items(),
        "most_days": authority.MOST_DAYS,
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
