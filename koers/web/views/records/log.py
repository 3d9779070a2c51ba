"""The log of decisions: searching, narrowing, and the views that somebody keeps for themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET, require_POST

from koers.apps.decisions.log import commands, queries
from koers.apps.decisions.models import Decision
from koers.apps.roles.models import Role
from koers.domain import rules
from koers.domain.refusals import Refused
from koers.domain.searching import TEXT_LIMIT, Wanted
from koers.domain.tables import tidy
from koers.web import wording_decisions, wording_log
from koers.web.channels import links
from koers.web.seat import TeamRequest, team_page
from koers.web.wording import refusal

PER_PAGE = 25


@dataclass(frozen=True)
class Row:
    """A decision as it stands in the log."""

    decision: Decision
    title: str
    stretch: str
    when: str
    tracks: list[str]


@dataclass(frozen=True)
class Field:
    """One thing that the list can be narrowed by."""

    name: str
    says: str
    every: str
    choices: list[tuple[str, str]]
    chosen: str


def wanted_of(given: Mapping[str, str]) -> Wanted:
    """What an address or a form asks for."""
    return Wanted(**{one.name: tidy(given.get(one.name, "")[:TEXT_LIMIT]) for one in fields(Wanted)})


@require_GET
@team_page
def log(request: TeamRequest) -> HttpResponse:
    """The list, with what it is narrowed by."""
    return _page(request, wanted_of(request.GET))


def _page(request: TeamRequest, wanted: Wanted, errors: dict[str, str] | None = None) -> HttpResponse:
    today = timezone.localdate()
    found = queries.log(request.seat, wanted, today)
    before, after = request.GET.get("before", ""), request.GET.get("after", "")
    part = queries.part(request.seat, found, PER_PAGE, before, after, wanted.q)
    count = queries.how_many(found, wanted)
    context = {
        "heading": wording_log.heading(count, wanted, queries.MOST_COUNTED if wanted.given else None),
        "wanted": wanted,
        "address": urlencode(wanted.given),
        "part": part,
        "rows": [_row(one) for one in part.rows],
        "fields": _fields(request, wanted),
        "views": [(view, urlencode(view.wanted)) for view in queries.views(request.seat)],
        "may_keep": rules.may(request.seat, "save_view"),
        "may_bring": rules.may(request.seat, "bring_decisions"),
        "feed": reverse("log_feed", args=[links.log(request.user, request.member.pk)]),
        "errors": errors or {},
    }
    return render(request, "decisions/log.html", context, status=422 if errors else 200)


def _row(decision: Decision) -> Row:
    return Row(
        decision,
        _marked(getattr(decision, "marked_title", decision.title)),
        _marked(getattr(decision, "marked_text", "")),
        wording_log.when(decision),
        wording_log.tracks(stands(decision)),
    )


def stands(decision: Decision) -> dict[str, str]:
    """The three tracks of a decision out of the log, in words."""
    tracks = queries.tracks(decision, timezone.localdate())
    said = {
        "validity": wording_decisions.VALIDITY[tracks.validity],
        "understanding": wording_decisions.UNDERSTANDING[tracks.understanding],
        "review": wording_decisions.REVIEW[tracks.review],
    }
    return {name: str(says) for name, says in said.items()}


def _marked(text: str) -> SafeString:
    """The words that were looked for between marks; what somebody wrote stays text."""
    shown = escape(text).replace(queries.BEGIN, "<mark>").replace(queries.END, "</mark>")
    return mark_safe(shown)  # noqa: S308 - escaped; only our own marks are in it


def _fields(request: TeamRequest, wanted: Wanted) -> list[Field]:
    today = timezone.localdate()
    there = queries.choices(request.seat, today)
    years = range(today.year, there.first_year - 1, -1)
    choices: dict[str, list[tuple[str, str]]] = {
        "year": [(str(year), str(year)) for year in years],
        "priority": [(one, one) for one in there.priorities],
        "owner": [(str(pk), name) for pk, name in there.owners.items()],
        "role": _roles(request, wanted),
    }
    for name, says in wording_log.CHOICES.items():
        choices[name] = [(code, str(label)) for code, label in says.items()]
    return [
        Field(name, str(says), str(every), choices[name], getattr(wanted, name))
        for name, (says, every) in wording_log.FIELD.items()
        if choices[name]
    ]


def _roles(request: TeamRequest, wanted: Wanted) -> list[tuple[str, str]]:
    """The team's own roles."""
    here = Role.objects.for_seat(request.seat).filter(team=request.team, ended=None)
    return [(str(pk), name) for pk, name in here.values_list("pk", "name")]


# --- views that somebody keeps


@require_POST
@team_page
def view(request: TeamRequest) -> HttpResponse:
    """Keep what one looked for."""
    wanted = wanted_of(request.POST)
    try:
        commands.save_view(request.seat, request.POST.get("view", ""), wanted, request.POST.get("key"))
    except Refused as refused:
        if not refused.field:
            raise
        return _page(request, wanted, {refused.field: refusal(refused)})
    messages.success(request, wording_log.NOTICES["kept"])
    return HttpResponseRedirect(f"{reverse('log', args=[request.team.key])}?{urlencode(wanted.given)}")


@require_POST
@team_page
def drop(request: TeamRequest, pk: int) -> HttpResponse:
    """Let go of a view."""
    commands.drop_view(request.seat, pk, request.POST.get("key"))
    messages.success(request, wording_log.NOTICES["dropped"])
    return redirect("log", request.team.key)
