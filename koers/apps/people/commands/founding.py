"""Founding an organisation, and a team with its table set."""

from collections.abc import Sequence
from datetime import datetime

from koers.apps.ledger.turn import open_stream, turn
from koers.apps.people import queries, secrets
from koers.apps.people.commands.signing import installation
from koers.apps.people.models import Member, Organisation, Team
from koers.domain import tables
from koers.domain.refusals import NotHere, Refused
from koers.domain.seats import Seat


def found_organisation(seat: Seat, name: str, key: str | None = None) -> Organisation:
    """A new organisation, with the seat's person as its first administrator."""
    name = tables.name(name, "organisation", tables.TITLE_LIMIT)
    with turn(seat, "found_organisation", on=installation().pk, key=key) as t:
        if t.before:
            return Organisation.objects.get(pk=t.before.subject.removeprefix("organisation:"))
        organisation = Organisation.objects.create(
            stream=open_stream("organisation"), founder_id=seat.someone, name=name
        )
        t.record(organisation.code, private={"name": name})
    return organisation


def open_team(
    seat: Seat,
    organisation: Organisation,
    name: str,
    names: Sequence[str],
    key: str | None = None,
    *,
    walk_in: bool = False,
) -> Member:
    """A new team with its table set. The answer is the chair of who started it: the facilitator.

    Who also takes part sits down at one of the seats by `take_own_seat`. A walk-in table begins without any.
    """
    name = tables.name(name, "team", tables.TITLE_LIMIT)
    chairs = [] if walk_in else tables.seats(names)
    if organisation.founder_id != seat.person:
        raise NotHere
    with turn(seat, "open_team", on=organisation.stream_id, key=key) as t:
        if t.before:
            return Member.objects.get(team=int(t.before.subject.removeprefix("team:")), person=seat.person)
        stream = open_stream("team", parent=organisation.stream)
        team = Team.objects.create(
            stream=stream, organisation=organisation, key=secrets.public_key(), name=name, walk_in=walk_in
        )
        helper = Member.objects.create(
            stream=stream, team=team, person_id=seat.person, facilitator=True, sat_down=t.now
        )
        _set(team, chairs, t.now)
        t.record(team.code, seats=len(chairs), private={"name": name})
    return helper


def set_table(seat: Seat, team: Team, names: Sequence[str], key: str | None = None) -> None:
    """Set the table anew: a name or nothing per seat. A seat that is taken keeps its person."""
    chairs = tables.seats(names)
    with turn(seat, "set_table", key=key) as t:
        if t.before:
            return
        taken = queries.table(seat).filter(person__isnull=False).order_by("-number").first()
        if taken and (taken.number or 0) > len(chairs):
            raise Refused("seat_in_use", "seats", name=taken.name, number=taken.number)
        _set(team, chairs, t.now)
        t.record(team.code, seats=len(chairs))


def _set(team: Team, names: Sequence[str], now: datetime) -> None:
    here = {m.number: m for m in team.members.filter(left=None, number__isnull=False)}
    fresh = [
        Member(stream_id=team.stream_id, team=team, number=number, name=name)
        for number, name in enumerate(names, start=1)
        if number not in here
    ]
    for number, name in enumerate(names, start=1):
        chair = here.get(number)
        if chair and not (chair.taken and not name):
            chair.name = name
    Member.objects.bulk_create(fresh)
    Member.objects.bulk_update(here.values(), ["name"])
    # Not deleted: an answer by name or an action of who sat there before still belongs to this seat.
    team.members.filter(left=None, number__gt=len(names)).update(left=now, guardian=False)
