"""From a request to a seat: who acts here, with which powers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from koers.apps.people import queries
from koers.apps.people.models import Member, Person, Team
from koers.domain.seats import Seat

View = Callable[..., HttpResponse]


class TeamRequest(HttpRequest):
    """A request on a page of a team, by somebody who belongs there."""

    user: Person
    member: Member
    team: Team
    seat: Seat
    my_teams: list[Team]


def person_of(request: HttpRequest) -> Person | None:
    """Who is signed in, if anybody."""
    return request.user if request.user.is_authenticated else None


def team_page(view: View) -> View:
    """A page of a team: an outsider gets a 404, somebody who isn't signed in is told how to come in."""

    @wraps(view)
    def page(request: Any, team: str, *args: Any, **kwargs: Any) -> HttpResponse:
        person = person_of(request)
        if person is None:
            return render(request, "sign_in/door.html", status=403)
        chairs = list(queries.chairs_of(person))
        request.member = queries.chair_at(chairs, team)
        request.team, request.my_teams = request.member.team, [chair.team for chair in chairs]
        request.seat = queries.seat_of(request.member)
        reply = view(request, *args, **kwargs)
        # One's own answer may stand there: no proxy and no browser keeps the page.
        reply.setdefault("Cache-Control", "private, no-store")
        return reply

    page.team_page = True  # type: ignore[attr-defined]
    return page
