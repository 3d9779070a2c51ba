"""The organisation as circles within circles: a drawing, and the same as a list."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from koers.apps.people import queries as people
from koers.apps.people.circles import commands
from koers.apps.people.circles import queries as circle_queries
from koers.apps.people.models import Team
from koers.apps.roles import queries
from koers.apps.roles.models import Role, Term
from koers.domain import roles, rules
from koers.domain.refusals import NotHere, Refused
from koers.web import wording, wording_registers
from koers.web.drawing.circles import Item, drawn
from koers.web.seat import TeamRequest, team_page


@dataclass(frozen=True)
class Shown:
    """A role as it stands on the map and in the list."""

    role: Role
    state: str
    holders: list[Term]


class Organisation:
    """Every team of it, what lies in which, and the roles of each."""

    def __init__(self, request: TeamRequest) -> None:
        self.request, self.today = request, timezone.localdate()
        self.teams = {team.pk: team for team in circle_queries.teams(request.seat)}
        self.inside: dict[int | None, list[Team]] = defaultdict(list)
        for team in self.teams.values():
            self.inside[team.parent_id].append(team)
        found = list(queries.register(request.seat))
        self.found: dict[int, list[Role]] = defaultdict(list)
        for role in found:
            self.found[role.team_id].append(role)

    def within(self, pk: int | None) -> list[Team]:
        """The teams that lie in it, however deep."""
        found = list(self.inside[pk])
        for team in found:
            found += self.inside[team.pk]
        return found

    def shown(self, teams: list[Team]) -> dict[int, list[Shown]]:
        """The roles of these teams, with who holds them."""
        wanted = [role for team in teams for role in self.found[team.pk]]
        terms = queries.terms(wanted)
        by_team: dict[int, list[Shown]] = defaultdict(list)
        for role in wanted:
            by_team[role.team_id].append(self._one(role, terms[role.pk]))
        return by_team

    def _one(self, role: Role, terms: list[Term]) -> Shown:
        holders = [one for one in terms if one.term.holds(self.today)]
        return Shown(role, roles.state([one.term for one in terms], self.today), holders)

    def above(self, team: Team) -> list[Team]:
        """The teams in which it lies, the outermost first."""
        found: list[Team] = []
        while team.parent_id is not None and self.teams[team.parent_id] not in found:
            team = self.teams[team.parent_id]
            found.insert(0, team)
        return found

    def item(self, team: Team, shown: dict[int, list[Shown]], *, outer: bool) -> Item:
        """A team as the drawing needs it; an outer one with what lies in it."""
        link = reverse("circle", args=[self.request.team.key, team.pk])
        if not outer:
            return Item(team.name, link)
        low = [self.item(one, shown, outer=False) for one in self.inside[team.pk]]
        return Item(team.name, link, inside=(*self.roles(shown[team.pk]), *low))

    def roles(self, shown: list[Shown]) -> list[Item]:
        """Roles as the drawing needs them."""
        key = self.request.team.key
        return [Item(one.role.name, reverse("role", args=[key, one.role.pk]), one.state) for one in shown]


@require_GET
@team_page
def index(request: TeamRequest) -> HttpResponse:
    """The whole organisation."""
    return _page(request, None)


@require_GET
@team_page
def circle(request: TeamRequest, pk: int) -> HttpResponse:
    """One team of it, and what lies in it."""
    return _page(request, pk)


def _page(request: TeamRequest, pk: int | None, errors: dict[str, str] | None = None) -> HttpResponse:
    here = Organisation(request)
    if pk is not None and pk not in here.teams:
        raise NotHere
    focus = here.teams[pk] if pk is not None else None
    inside = here.inside[pk]
    shown = here.shown([*here.within(pk), *([focus] if focus else [])])
    own = shown[focus.pk] if focus else []
    rows = [_row(here, team, shown[team.pk]) for team in inside]
    context = {
        "focus": focus,
        "above": here.above(focus) if focus else [],
        "heading": _heading(request, here, focus, shown),
        "discs": drawn([*here.roles(own), *(here.item(team, shown, outer=True) for team in inside)]),
        "own": own,
        "circles": rows,
        "full": [row for row in rows if row["says"]],
        "bare": [row for row in rows if not row["says"]],
        "errors": errors or {},
        "may_open": request.team.organisation.founder_id == request.user.pk,
        "posted": request.POST,
        **(_may(request, here, focus) if focus else {}),
    }
    return render(request, "roles/circles.html", context, status=422 if errors else 200)


def _heading(
    request: TeamRequest, here: Organisation, focus: Team | None, shown: dict[int, list[Shown]]
) -> str:
    """How much lies in it, however deep."""
    every = [one for found in shown.values() for one in found]
    vacant = sum(one.state == "talk" for one in every)
    name = focus.name if focus else request.team.organisation.name
    inside = here.within(focus.pk if focus else None)
    return wording_registers.seen(name, len(inside), len(every), vacant)


def _row(here: Organisation, team: Team, shown: list[Shown]) -> dict[str, Any]:
    low = here.inside[team.pk]
    says = wording_registers.inside(len(low), len(shown))
    return {"team": team, "roles": shown, "inside": low, "says": says}


def _may(request: TeamRequest, here: Organisation, focus: Team) -> dict[str, Any]:
    """What somebody may do with this team: say what it is for, or begin to lead it."""
    ours = focus.pk == request.team.pk and rules.may(request.seat, "describe_team")
    founded = request.team.organisation.founder_id == request.user.pk
    return {
        "may_describe": ours,
        "outer": [team for team in here.teams.values() if team.pk != focus.pk] if ours else [],
        "may_help": founded and not circle_queries.led(focus),
    }


@require_POST
@team_page
def description(request: TeamRequest) -> HttpResponse:
    """Say what one's own team is for, and in which team it lies."""
    posted = request.POST
    parent = int(posted["parent"]) if posted.get("parent", "").isdecimal() else None
    try:
        commands.describe_team(
            request.seat, request.team, posted.get("purpose", ""), parent, posted.get("key")
        )
    except Refused as refused:
        if not refused.field:
            raise
        return _page(request, request.team.pk, {refused.field: wording.refusal(refused)})
    messages.success(request, wording_registers.NOTICES["described"])
    return redirect("circle", request.team.key, request.team.pk)


@require_POST
@team_page
def opening(request: TeamRequest) -> HttpResponse:
    """Open a team in this organisation, inside another one or by itself, and lead it."""
    seat, posted = people.seat_of_person(request.user), request.POST
    rules.check(seat, "bring_team")
    outer = int(posted["inside"]) if posted.get("inside", "").isdecimal() else None
    try:
        helper = commands.open_inside(
            seat, request.team.organisation, posted.get("name", ""), outer, posted.get("key")
        )
    except Refused as refused:
        if not refused.field:
            raise
        return _page(request, outer, {refused.field: wording.refusal(refused)})
    return redirect("table", helper.team.key)


@require_POST
@team_page
def helping(request: TeamRequest, pk: int) -> HttpResponse:
    """Begin to lead a team that nobody leads."""
    team = circle_queries.teams(request.seat).filter(pk=pk).select_related("organisation", "stream").first()
    seat = people.seat_of_person(request.user)
    rules.check(seat, "help_team")
    if team is None:
        raise NotHere
    commands.help_team(seat, team, request.POST.get("key"))
    messages.success(request, wording_registers.NOTICES["helping"])
    return redirect("table", team.key)
