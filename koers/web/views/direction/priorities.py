"""Priorities: naming one, one of them with its words, and how it ends. What isn't done; the yardstick."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from koers.apps.decisions.records import queries as records
from koers.apps.direction import queries
from koers.apps.direction.commands import priorities as commands
from koers.apps.direction.models import Priority
from koers.domain import rules
from koers.domain.direction import priorities
from koers.domain.refusals import Refused
from koers.web import wording, wording_authority, wording_direction
from koers.web.seat import TeamRequest, team_page
from koers.web.views.direction.overview import going_choices, overview_page


@require_http_methods(["GET", "POST"])
@team_page
def new(request: TeamRequest) -> HttpResponse:
    """Name a priority. With five, the form asks which one goes."""
    rules.check(request.seat, "name_priority")
    if request.method == "GET":
        return _form(request, {})
    posted = request.POST
    goes = int(posted["goes"]) if posted.get("goes", "").isdecimal() else None
    said = posted.get("title", ""), posted.get("seen_by", "")
    try:
        commands.name_priority(
            request.seat, request.team, *said, goes, posted.get("why", ""), key=posted.get("key")
        )
    except Refused as refused:
        if not refused.field:
            raise
        return _form(request, {refused.field: wording.refusal(refused)})
    messages.success(request, wording_direction.NOTICES["named"])
    return redirect("direction", request.team.key)


def _form(request: TeamRequest, errors: dict[str, str]) -> HttpResponse:
    standing = queries.standing_priorities(request.seat)
    context = {
        "standing": standing if len(standing) >= priorities.MOST else [],
        "values": request.POST,
        "errors": errors,
    }
    return render(request, "direction/priority_form.html", context, status=422 if errors else 200)


@require_GET
@team_page
def priority(request: TeamRequest, pk: int) -> HttpResponse:
    """One priority: how it will be seen, what was said of it, and how it ended."""
    return _priority(request, pk)


def _priority(request: TeamRequest, pk: int, errors: dict[str, str] | None = None) -> HttpResponse:
    one = queries.the(Priority, request.seat, pk)
    stands = one.state == priorities.STANDING
    context = {
        "priority": one,
        "ended": wording_direction.ENDED.get(one.state, ""),
        "words": [
            (said, wording_direction.GOING[said.going], wording_direction.LEVEL[said.going])
            for said in one.progress.all()
        ],
        "goings": going_choices(),
        "decisions": list(records.of_team(request.seat).filter(priority=one.title)),
        "to_topic": _to_topic(request, one) if one.state == "missed" else "",
        "may_say": stands and rules.may(request.seat, "note_priority"),
        "errors": errors or {},
        "form": request.POST.get("form", ""),
        "values": request.POST,
    }
    return render(request, "direction/priority.html", context, status=422 if errors else 200)


def _to_topic(request: TeamRequest, one: Priority) -> str:
    """The form of a topic, begun with what is needed."""
    begun = {"title": one.title, "question": one.word, "came_from": one.code}
    return f"{reverse('topic_new', args=[request.team.key])}?{urlencode(begun)}"


def _said(request: TeamRequest, pk: int, notice: str, say: Callable[[], None]) -> HttpResponse:
    try:
        say()
    except Refused as refused:
        if not refused.field:
            raise
        return _priority(request, pk, {refused.field: wording.refusal(refused)})
    messages.success(request, wording_direction.NOTICES[notice])
    return redirect("priority", request.team.key, pk)


@require_POST
@team_page
def seen_by(request: TeamRequest, pk: int) -> HttpResponse:
    """How we will see it."""
    text, key = request.POST.get("seen_by", ""), request.POST.get("key")
    return _said(request, pk, "seen_by", lambda: commands.set_seen_by(request.seat, pk, text, key=key))


@require_POST
@team_page
def progress(request: TeamRequest, pk: int) -> HttpResponse:
    """How it goes."""
    going, word = request.POST.get("going", ""), request.POST.get("word", "")
    key = request.POST.get("key")
    return _said(request, pk, "noted", lambda: commands.note_priority(request.seat, pk, going, word, key=key))


#: How a priority ends, by the address of its form.
ENDS: dict[str, Callable[..., None]] = {
    "reached": commands.reach_priority,
    "missed": commands.miss_priority,
    "let_go": commands.let_priority_go,
}


@require_POST
@team_page
def ending(request: TeamRequest, pk: int, how: str) -> HttpResponse:
    """Reached, not reached, or let go: with what helped, what is needed, or why."""
    word, key = request.POST.get("word", ""), request.POST.get("key")
    return _said(request, pk, how, lambda: ENDS[how](request.seat, pk, word, key=key))


# --- what isn't done, and the yardstick


def _on_overview(request: TeamRequest, form: str, notice: str, do: Callable[[], Any]) -> HttpResponse:
    try:
        do()
    except Refused as refused:
        if not refused.field:
            raise
        return overview_page(request, {refused.field: wording.refusal(refused)}, form)
    messages.success(request, wording_direction.NOTICES[notice])
    return redirect("direction", request.team.key)


@require_POST
@team_page
def ruling_out(request: TeamRequest) -> HttpResponse:
    """What we don't do this year."""
    text, why, key = (request.POST.get(name, "") for name in ("text", "why", "key"))
    return _on_overview(
        request,
        "out",
        "ruled_out",
        lambda: commands.rule_out(request.seat, request.team, text, why, key=key or None),
    )


@require_POST
@team_page
def ruling_in(request: TeamRequest, pk: int) -> HttpResponse:
    """It may be done again."""
    why, key = request.POST.get("ended_why", ""), request.POST.get("key")
    return _on_overview(
        request, f"in-{pk}", "ruled_in", lambda: commands.rule_in(request.seat, pk, why, key=key)
    )


@require_http_methods(["GET", "POST"])
@team_page
def yardstick(request: TeamRequest) -> HttpResponse:
    """Which kinds of decisions always pass the yardstick."""
    rules.check(request.seat, "set_yardstick")
    if request.method == "GET":
        return _yardstick(request, list(queries.yardstick(request.seat)), {})
    kinds, why = request.POST.getlist("kinds"), request.POST.get("why", "")
    try:
        commands.set_yardstick(request.seat, request.team, kinds, why, key=request.POST.get("key"))
    except Refused as refused:
        if not refused.field:
            raise
        return _yardstick(request, kinds, {refused.field: wording.refusal(refused)})
    messages.success(request, wording_direction.NOTICES["yardstick"])
    return redirect("direction", request.team.key)


def _yardstick(request: TeamRequest, chosen: list[str], errors: dict[str, str]) -> HttpResponse:
    context = {
        "kinds": [(kind, wording_authority.KIND[kind]) for kind in priorities.KINDS],
        "chosen": chosen,
        "history": [(one, _names(one.kinds)) for one in queries.yardsticks(request.seat)],
        "values": request.POST,
        "errors": errors,
    }
    return render(request, "direction/yardstick.html", context, status=422 if errors else 200)


def _names(kinds: list[str]) -> str:
    return ", ".join(str(wording_authority.KIND[kind]) for kind in kinds)
