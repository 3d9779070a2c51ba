"""The big screen of a readback: the text and the door, then what was read side by side, then how it ends."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from koers.apps.people import commands as people
from koers.apps.people import queries as at_table
from koers.apps.readbacks import commands, queries
from koers.apps.readbacks.models import Readback, Telling
from koers.domain import readbacks
from koers.domain.refusals import Refused
from koers.web import wording, wording_readbacks
from koers.web.seat import TeamRequest, team_page
from koers.web.views.readbacks import clock, seen
from koers.web.views.table import door


@require_GET
@team_page
def wall(request: TeamRequest, number: int) -> HttpResponse:
    """The page for the beamer. Who still has to write goes there first: the wall would spoil it."""
    readback = queries.readback_at(request.seat, number)
    tellings = queries.tellings(readback)
    if _must_write_first(request, readback, tellings):
        return redirect("readback_telling", request.team.key, number)
    return render(request, "readbacks/wall.html", _wall(request, readback, tellings))


@require_GET
@team_page
def wall_fragment(request: TeamRequest, number: int) -> HttpResponse:
    """What changes on it."""
    readback = queries.readback_at(request.seat, number)
    tellings = queries.tellings(readback)
    if _must_write_first(request, readback, tellings):
        reply = HttpResponse(status=204)
        reply["Koers-Go"] = reverse("readback_telling", args=[request.team.key, number])
        return reply
    return render(request, "readbacks/_wall.html", _wall(request, readback, tellings))


def _must_write_first(request: TeamRequest, readback: Readback, tellings: Sequence[Telling]) -> bool:
    told = request.seat.member in queries.told_now(readback, tellings)
    return readback.stage == "comparing" and not queries.may_see(request.seat, readback, told)


def _wall(
    request: TeamRequest,
    readback: Readback,
    tellings: Sequence[Telling],
    errors: dict[str, str] | None = None,
) -> dict[str, Any]:
    chairs = list(at_table.table(request.seat))
    told, writing = seen.still_writing(chairs, queries.told_now(readback, tellings))
    shown = seen.seen(readback, tellings, request.seat) if readback.stage != "writing" else None
    return {
        "readback": readback,
        "told": told,
        "writing": writing,
        "writing_says": wording_readbacks.waiting([c.name for c in writing]) if writing else "",
        "enough": len(told) >= readbacks.LEAST_TELLINGS,
        "slots_again": wording_readbacks.listed([wording_readbacks.IN_SENTENCE[s] for s in readback.slots]),
        "seen": shown,
        "ended_says": wording_readbacks.ended(readback.stage, shown.standing) if shown else "",
        "leads": readbacks.leads(request.seat, readback.opener_id),
        "takes_part": request.seat.has("member"),
        "own_in": request.seat.member in {chair.pk for chair in told},
        "values": request.POST,
        "errors": errors or {},
        "sentence_limit": readbacks.SENTENCE_LIMIT,
        **clock.running(readback),
        **door(request),
    }


def _back(request: TeamRequest, number: int, refused: Refused | None = None) -> HttpResponse:
    """To the wall, with what doesn't fit at its field."""
    if refused is None:
        return redirect("readback_wall", request.team.key, number)
    if not refused.field:
        raise refused
    errors = {refused.field: wording.refusal(refused)}
    readback = queries.readback_at(request.seat, number)
    context = _wall(request, readback, queries.tellings(readback), errors)
    return render(request, "readbacks/wall.html", context, status=422)


@require_POST
@team_page
def showing(request: TeamRequest, number: int) -> HttpResponse:
    """Show what was written, also when somebody is still writing."""
    commands.show_tellings(request.seat, queries.readback_at(request.seat, number).pk)
    return _back(request, number)


@require_POST
@team_page
def together(request: TeamRequest, number: int) -> HttpResponse:
    """Lay two wordings together: this is the same."""
    readback = queries.readback_at(request.seat, number)
    chosen = [int(pk) for pk in request.POST.getlist("telling") if pk.isdigit()]
    try:
        commands.lay_together(request.seat, readback.pk, request.POST.get("slot", ""), chosen)
    except Refused as refused:
        return _back(request, number, refused)
    return _back(request, number)


@require_POST
@team_page
def apart(request: TeamRequest, number: int) -> HttpResponse:
    """Take them apart again."""
    readback = queries.readback_at(request.seat, number)
    commands.take_apart(request.seat, readback.pk, request.POST.get("slot", ""))
    return _back(request, number)


@require_POST
@team_page
def clarified(request: TeamRequest, number: int) -> HttpResponse:
    """Keep the one clarified sentence; and, when that was asked, ask what differs once more."""
    readback = queries.readback_at(request.seat, number)
    given, sentence = request.POST, request.POST.get("clarified", "").strip()
    try:
        if sentence != readback.clarified or not sentence:
            commands.clarify(request.seat, readback.pk, sentence, key=_part(given.get("key"), "clarify"))
        if "again" in given:
            asked, key = given.getlist("slots"), _part(given.get("key"), "again")
            commands.ask_again(request.seat, readback.pk, asked, key=key)
    except Refused as refused:
        return _back(request, number, refused)
    return _back(request, number)


def _part(key: str | None, deed: str) -> str | None:
    """One form, two deeds: each with its own part of the form's key."""
    return f"{key[:40]}-{deed}" if key else None


@require_POST
@team_page
def ending(request: TeamRequest, number: int) -> HttpResponse:
    """State it: understood alike, or left open on purpose."""
    readback = queries.readback_at(request.seat, number)
    try:
        if request.POST.get("how") == "alike":
            commands.end_alike(request.seat, readback.pk)
        else:
            reason, key = request.POST.get("reason", ""), request.POST.get("key")
            commands.leave_open(request.seat, readback.pk, reason, key=key)
    except Refused as refused:
        return _back(request, number, refused)
    return _back(request, number)


@require_POST
@team_page
def own_chair(request: TeamRequest, number: int) -> HttpResponse:
    """The facilitator of a walk-in table takes part too, on this device."""
    queries.readback_at(request.seat, number)
    try:
        people.take_walk_in_seat(request.seat, request.POST.get("name", ""))
    except Refused as refused:
        return _back(request, number, refused)
    return redirect("readback_telling", request.team.key, number)
