"""The first screen: start with your team, look around, or sign in with the one-time link."""

from dataclasses import dataclass, field, replace
from typing import Any, Self

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from koers.apps.people import commands, queries
from koers.apps.people.models import Member, Person
from koers.domain import rules, tables
from koers.domain.seats import Seat
from koers.web import ballots
from koers.web.drawing.tafel import Chair
from koers.web.forms import fresh_key, mistakes
from koers.web.seat import person_of

BACKEND = "django.contrib.auth.backends.ModelBackend"
FIRST_SEATS = 7
OFFERED_SEATS = 40


@dataclass(frozen=True)
class Setting:
    """The form "Who joins?" as it was filled in: nothing of it is lost when something is missing."""

    organisation: str = ""
    team: str = ""
    names: list[str] = field(default_factory=lambda: [""] * FIRST_SEATS)
    own: str = ""
    own_name: str = ""
    manner: str = "names"
    key: str = field(default_factory=fresh_key)

    @classmethod
    def sent(cls, data: QueryDict) -> Self:
        """As a browser sent it: a name per seat, or only how many."""
        given = {name: data.get(name, "") for name in ("organisation", "team", "own", "own_name", "key")}
        if data.get("seats") == "number":
            return cls(**given, names=[""] * _count(data.get("count", "")), manner="number")
        return cls(**given, names=data.getlist("name")[: tables.MOST_SEATS + 1])

    def with_seats(self, more: int) -> Self:
        """A seat more or less at the end; a seat with a name stays."""
        if more > 0:
            return replace(self, names=[*self.names, ""])
        keeps = len(self.names) <= 1 or self.names[-1].strip()
        return self if keeps else replace(self, names=self.names[:-1])

    def chairs(self) -> list[Chair]:
        """The table as it is being set."""
        return [
            Chair(number, tables.tidy(name), taken=bool(name.strip()), mine=self.own == str(number))
            for number, name in enumerate(self.names, start=1)
        ]

    def mistakes(self) -> dict[str, str]:
        """Everything that doesn't fit, before anything is written."""
        limit = tables.TITLE_LIMIT
        return mistakes(
            lambda: self.organisation.strip() and tables.name(self.organisation, "organisation", limit),
            lambda: tables.name(self.team, "team", limit),
            lambda: tables.seats(self.names),
            lambda: not self.own or self.name_at_own_seat(),
        )

    def name_at_own_seat(self) -> str:
        """What the facilitator who takes part is called: the name on that seat, or the one filled in."""
        number = _count(self.own)
        at_seat = self.names[number - 1].strip() if 0 < number <= len(self.names) else ""
        return at_seat or tables.name(self.own_name, "own_name")


def _count(text: str) -> int:
    return min(int(text), tables.MOST_SEATS + 1) if text.isascii() and text.isdigit() else 0


@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """Where everybody arrives."""
    manner = "number" if request.GET.get("seats") == "number" else "names"
    return _page(request, Setting(manner=manner))


@require_POST
def begin_team(request: HttpRequest) -> HttpResponse:
    """Set the table. "A seat more" is a submit too, so that it works without script."""
    person = person_of(request)
    seat = queries.seat_of_person(person)
    rules.check(seat, "found_organisation")
    setting = Setting.sent(request.POST)
    if "more" in request.POST:
        return _page(request, setting.with_seats(+1 if request.POST["more"] == "1" else -1))
    if errors := setting.mistakes():
        return _page(request, setting, errors)
    helper = _start(seat, setting)
    response = redirect("table", helper.team.key)
    if setting.own:
        _take_part(response, helper, setting)
    return response


def _page(request: HttpRequest, setting: Setting, errors: dict[str, str] | None = None) -> HttpResponse:
    person = person_of(request)
    context: dict[str, Any] = {
        "setting": setting,
        "chairs": setting.chairs(),
        "named": sum(bool(name.strip()) for name in setting.names),
        "counts": range(3, OFFERED_SEATS + 1),
        "errors": errors or {},
        "may_start": rules.may(queries.seat_of_person(person), "found_organisation"),
    }
    return render(request, "begin/begin.html", context, status=422 if errors else 200)


def _start(seat: Seat, setting: Setting) -> Member:
    """Organisation, team and open door. A second submit with the same key finds the first."""
    name = setting.organisation.strip() or setting.team
    organisation = commands.found_organisation(seat, name, key=setting.key)
    helper = commands.open_team(seat, organisation, setting.team, setting.names, key=setting.key)
    commands.invite(queries.seat_of(helper), helper.team)
    return helper


def _take_part(response: HttpResponse, helper: Member, setting: Setting) -> None:
    """The facilitator sits down too, unless an earlier submit of this form did that already."""
    seat = queries.seat_of(helper)
    chair = queries.table(seat).filter(number=_count(setting.own), person=None).first()
    if helper.number is None and chair is not None and helper.person is not None:
        _, secret = commands.take_own_seat(seat, helper, chair.pk, setting.name_at_own_seat())
        ballots.give(response, chair, secret)


@require_http_methods(["GET", "POST"])
def come_in(request: HttpRequest, token: str) -> HttpResponse:
    """The one-time link. Opening it does nothing yet: mail scanners open every link."""
    if request.method == "GET":
        return render(request, "sign_in/link.html")
    person = commands.sign_in(token)
    sign_in(request, person)
    team = queries.teams_of(person).first()
    return redirect("home", team.key) if team else redirect("begin")


def sign_in(request: HttpRequest, person: Person) -> None:
    """From now on this browser is this person."""
    login(request, person, backend=BACKEND)
