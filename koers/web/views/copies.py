"""A copy of everything: who asked, which teams said yes, and fetching it. All who sit there read it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST

from koers.apps.exchange import commands, queries
from koers.apps.exchange.models import Copy
from koers.domain import copies, rules
from koers.domain.refusals import NotHere, Refused
from koers.domain.seats import Seat
from koers.serving import copies as files
from koers.web import wording_copies
from koers.web.seat import TeamRequest, person_of, team_page

SALT = "koers.copy"
TOLD = 20


@require_GET
@team_page
def page(request: TeamRequest) -> HttpResponse:
    """How far it is."""
    copy, now = queries.latest(request.seat), timezone.now()
    open_one = copy if copy and not copy.over_at(now) else None
    state, teams = _state(open_one), _teams(request, open_one)
    context = {
        "heading": wording_copies.heading(state, teams.get("missing", 0)),
        "organisation": request.team.organisation,
        "copy": open_one,
        "state": state,
        "until": _until(open_one),
        **teams,
        "may_ask": rules.may(_administrator(request), "ask_copy"),
        "told": _told(request),
    }
    return render(request, "copies/page.html", context)


def _told(request: TeamRequest) -> list[tuple[datetime, str]]:
    entries = list(queries.told(request.seat, TOLD))
    if not entries:
        return []
    teams, askers = queries.names_of_teams(request.team.organisation_id), queries.askers(request.seat)
    return [(entry.at, wording_copies.told(entry, teams, askers)) for entry in entries]


def _administrator(request: TeamRequest) -> Seat:
    return queries.administrator_of(request.team.organisation, request.user.pk)


def _state(copy: Copy | None) -> str:
    if copy is None:
        return "none"
    return "made" if copy.made else "asked"


def _until(copy: Copy | None) -> Any:
    if copy is None:
        return None
    return copy.made + copies.STAYS if copy.made else copy.asked + copies.ASKED_FOR


def _teams(request: TeamRequest, copy: Copy | None) -> dict[str, Any]:
    """Every team with its yes, and whether this seat may give the one of its own team."""
    if copy is None:
        return {}
    teams = queries.agreements(copy)
    missing = [one for one in teams if one.needed and one.at is None]
    ours = any(one.team.pk == request.team.pk for one in missing)
    may = rules.may(request.seat, "let_copy") and copy.asker_id != request.user.pk
    return {
        "teams": teams,
        "missing": len(missing),
        "asked_us": ours and not copy.made,
        "may_let": ours and may and not copy.made,
    }


@require_POST
@team_page
def asking(request: TeamRequest) -> HttpResponse:
    """Ask every team."""
    commands.ask_copy(_administrator(request), request.team.organisation, request.POST.get("key"))
    messages.success(request, wording_copies.NOTICES["asked"])
    return redirect("copies", request.team.key)


@require_POST
@team_page
def yes(request: TeamRequest, pk: int) -> HttpResponse:
    """Our part may come along."""
    commands.let_copy(request.seat, pk)
    messages.success(request, wording_copies.NOTICES["let"])
    return redirect("copies", request.team.key)


@require_POST
@team_page
def ending(request: TeamRequest, pk: int) -> HttpResponse:
    """Take the question back, or the file away."""
    commands.end_copy(_administrator(request), pk)
    files.remove_over()
    messages.success(request, wording_copies.NOTICES["ended"])
    return redirect("copies", request.team.key)


@require_POST
@team_page
def fetching(request: TeamRequest, pk: int) -> HttpResponse:
    """Take it along: told to everybody, and then a link that lives an hour."""
    copy = commands.fetch_copy(_administrator(request), pk)
    return redirect("copy_file", signing.dumps([copy.pk, request.user.pk], salt=SALT))


@require_GET
def file(request: HttpRequest, token: str) -> HttpResponse | FileResponse:
    """The zip, for who fetched it and is still signed in."""
    copy = _linked(token, person_of(request))
    place = files.folder() / copy.file
    if not place.exists():
        raise Refused("copy_elsewhere")
    name = f"{slugify(copy.organisation.name) or 'koers'}-{timezone.localdate(copy.made).isoformat()}.zip"
    reply = FileResponse(place.open("rb"), as_attachment=True, filename=name, content_type="application/zip")
    reply["Cache-Control"] = "private, no-store"
    return reply


def _linked(token: str, person: Any) -> Copy:
    try:
        pk, who = signing.loads(token, salt=SALT, max_age=copies.LINK_LIVES)
    except signing.BadSignature:
        raise NotHere from None
    if person is None or person.pk != who:
        raise NotHere
    found = Copy.objects.filter(pk=pk, organisation__founder=person, made__isnull=False)
    copy: Copy | None = found.select_related("organisation").first()
    if copy is None or copy.over_at(timezone.now()):
        raise NotHere
    return copy
