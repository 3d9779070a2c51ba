"""Opening a readback: from the first screen without setting anything up, or at a team's own table."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from koers.apps.people import commands as people
from koers.apps.people import queries as at_table
from koers.apps.people.models import Team
from koers.apps.readbacks import commands, queries
from koers.apps.readbacks.models import Readback
from koers.domain import readbacks, rules, tables
from koers.domain.seats import Seat
from koers.web import wording_readbacks
from koers.web.forms import fresh_key, mistakes
from koers.web.seat import TeamRequest, person_of, team_page

#: What may be left out; the others are always asked.
OPTIONAL = [slot for slot in readbacks.SLOTS if slot not in readbacks.CORE]


@require_GET
@team_page
def index(request: TeamRequest) -> HttpResponse:
    """What this team has read back so far."""
    found = list(queries.of_team(request.seat)[:50])
    context = {
        "readbacks": [(one, wording_readbacks.STAGE[one.stage]) for one in found],
        "open_one": next((one for one in found if one.is_open), None),
        "may_open": rules.may(request.seat, "open_readback"),
    }
    return render(request, "readbacks/index.html", context)


@require_http_methods(["GET", "POST"])
@team_page
def new(request: TeamRequest) -> HttpResponse:
    """Paste a decision at this table."""
    rules.check(request.seat, "open_readback")
    if (page := _asking(request)) is not None:
        return page
    readback = _open(request, request.seat, request.team)
    return redirect("readback_wall", request.team.key, readback.number)


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The same from the first screen: the table comes by itself, and everybody joins with only a name."""
    seat = at_table.seat_of_person(person_of(request))
    rules.check(seat, "found_organisation")
    if (page := _asking(request)) is not None:
        return page
    lead, team = _quick_table(seat, request.POST.get("team", ""), request.POST.get("key"))
    readback = _open(request, lead, team)
    return redirect("readback_wall", team.key, readback.number)


def _quick_table(seat: Seat, name: str, key: str | None) -> tuple[Seat, Team]:
    """A table without chairs, and its door open for a day."""
    name = name.strip() or _("Our table")
    organisation = people.found_organisation(seat, name, key=key)
    helper = people.open_team(seat, organisation, name, [], key=key, walk_in=True)
    lead = at_table.seat_of(helper)
    people.invite(lead, helper.team)
    return lead, helper.team


def _open(request: HttpRequest, seat: Seat, team: Team) -> Readback:
    slots = request.POST.getlist("slots")
    text = request.POST.get("line") or request.POST.get("text", "")
    if at_table.open_invitation(seat, timezone.now()) is None and rules.may(seat, "invite"):
        people.invite(seat, team)
    return commands.open_readback(seat, team, text, slots, key=request.POST.get("key"))


def _asking(request: HttpRequest) -> HttpResponse | None:
    """The form, or the minutes to pick from, until there is one text to read back."""
    if request.method == "GET":
        return _page(request, {})
    text = request.POST.get("line") or request.POST.get("text", "")
    errors = mistakes(
        lambda: readbacks.source(text),
        lambda: tables.name(request.POST.get("team", "").strip() or "-", "team", tables.TITLE_LIMIT),
    )
    if errors:
        return _page(request, errors)
    if "line" not in request.POST and "whole" not in request.POST and readbacks.is_long(text):
        return _pick(request, text)
    return None


def _page(request: HttpRequest, errors: dict[str, str]) -> HttpResponse:
    chosen = request.POST.getlist("slots") if request.method == "POST" else OPTIONAL
    context = {
        **_kept(request),
        "errors": errors,
        "optional": [(slot, wording_readbacks.SLOT[slot], slot in chosen) for slot in OPTIONAL],
        "text_limit": readbacks.TEXT_LIMIT,
    }
    return render(request, "readbacks/new.html", context, status=422 if errors else 200)


def _pick(request: HttpRequest, text: str) -> HttpResponse:
    lines = readbacks.lines(text)
    deciding = [line for line in lines if readbacks.speaks_of_deciding(line)]
    context = {**_kept(request), "text": text, "lines": lines, "deciding": deciding}
    return render(request, "readbacks/pick.html", context)


def _kept(request: HttpRequest) -> dict[str, Any]:
    """What was filled in, so that nothing of it is lost on the way."""
    given = request.POST
    return {
        "text": given.get("text", ""),
        "team_name": given.get("team", ""),
        "slots": given.getlist("slots"),
        "key": given.get("key") or fresh_key(),
        "at_start": not hasattr(request, "team"),
    }
