"""Reading copies: what was asked, which teams said yes, what was made."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from koers.apps.exchange.models import Copy
from koers.apps.ledger.models import Entry
from koers.apps.people.models import Member, Organisation, Team
from koers.domain import copies
from koers.domain.seats import Seat


@dataclass(frozen=True)
class Agreement:
    """How far one team is with one copy."""

    team: Team
    needed: bool
    #: Who said yes; "" when nobody did yet.
    name: str = ""
    at: datetime | None = None


def administrator_of(organisation: Organisation, person: int | None) -> Seat:
    """The seat of somebody who runs this organisation; without powers for everybody else."""
    runs = person is not None and organisation.founder_id == person
    return Seat(
        code=f"person:{person}",
        powers=frozenset({"administrator"}) if runs else frozenset(),
        person=person,
        organisation=organisation.pk,
        stream=organisation.stream_id,
        home=organisation.stream_id,
    )


def latest(seat: Seat) -> Copy | None:
    """The copy that was asked last, also when it is over."""
    found: Copy | None = Copy.objects.for_seat(seat).order_by("-pk").first()
    return found


def askers(seat: Seat) -> dict[str, str]:
    """Who asked for each copy, by the copy's code."""
    return {copy.code: copy.name for copy in Copy.objects.for_seat(seat)}


def told(seat: Seat, most: int) -> QuerySet[Entry]:
    """What happened with copies of this organisation, newest first."""
    deeds = ("ask_copy", "let_copy", "make_copy", "fetch_copy", "end_copy")
    return Entry.objects.filter(stream=seat.home or 0, deed__in=deeds).order_by("-seq")[:most]


def yes_of(copy: Copy, seat: Seat) -> Entry | None:
    """The entry with which this seat's team said yes already."""
    said = Entry.objects.filter(stream=copy.stream_id, deed="let_copy", subject=copy.code)
    return said.filter(data__team=seat.team).first()


def agreements(copy: Copy) -> list[Agreement]:
    """Every team of the organisation, and whether its yes is needed or there."""
    teams = list(Team.objects.filter(organisation=copy.organisation_id).order_by("name", "pk"))
    needed = copies.who_must_agree(_sitting(teams), copy.asker_id)
    said = {yes.team_id: yes for yes in copy.yeses.all()}
    return [
        Agreement(team, team.pk in needed, said[team.pk].name, said[team.pk].at)
        if team.pk in said
        else Agreement(team, team.pk in needed)
        for team in teams
    ]


def names_of_teams(organisation: int) -> dict[int, str]:
    """What its teams are called."""
    return dict(Team.objects.filter(organisation=organisation).values_list("pk", "name"))


def who_are_asked(copy: Copy) -> list[int]:
    """The members of every team that must say yes, without who asked."""
    needed = [one.team for one in agreements(copy) if one.needed]
    chairs = _chairs(needed).exclude(person=copy.asker_id)
    return sorted(chairs.values_list("pk", flat=True))


def members_of(seat: Seat) -> list[int]:
    """Everybody who ever sat at this seat's table."""
    return sorted(Member.objects.for_seat(seat).values_list("pk", flat=True))


def agreed(copy: Copy) -> bool:
    """Whether every team that must has said yes."""
    return all(one.at for one in agreements(copy) if one.needed)


def _sitting(teams: Iterable[Team]) -> dict[int, list[int]]:
    """Who sits at these tables: persons per team."""
    found: dict[int, list[int]] = defaultdict(list)
    for team, person in _chairs(teams).values_list("team_id", "person_id"):
        found[team].append(person or 0)
    return found


def _chairs(teams: Iterable[Team]) -> QuerySet[Member]:
    return Member.objects.filter(
        team__in=list(teams), left=None, number__isnull=False, person__isnull=False, awaited=False
    )
