"""Deeds about how teams lie in one another, and about teams that came with a register."""

from collections.abc import Sequence

from koers.apps.ledger.turn import Turn, open_stream, turn
from koers.apps.people import secrets
from koers.apps.people.models import Member, Organisation, Team
from koers.domain import roles, tables
from koers.domain.refusals import NotHere, Refused
from koers.domain.registers.saying import PURPOSE_LIMIT
from koers.domain.seats import Seat


def bring_team(
    seat: Seat,
    organisation: Organisation,
    name: str,
    purpose: str = "",
    names: Sequence[str] = (),
    parent: Team | None = None,
    key: str | None = None,
) -> Team:
    """A team in an organisation that is there; its chairs have names and are free, nobody leads it."""
    own(seat, organisation)
    chairs = tables.seats(names) if names else []
    with turn(seat, "bring_team", on=organisation.stream_id, key=key) as t:
        if t.before:
            return Team.objects.get(pk=t.before.subject.removeprefix("team:"))
        team = Team.objects.create(
            stream=open_stream("team", parent=organisation.stream),
            organisation=organisation,
            parent=parent,
            key=secrets.public_key(),
            name=tables.name(name, "team", tables.TITLE_LIMIT),
            purpose=_purpose(purpose),
            walk_in=not chairs,
        )
        add_chairs(team, chairs)
        t.record(
            team.code, seats=len(chairs), inside=parent.code if parent else "", private={"name": team.name}
        )
    return team


def open_inside(
    seat: Seat, organisation: Organisation, name: str, outer: int | None, key: str | None = None
) -> Member:
    """A new team, inside another one or by itself, with who opens it beside its table: they lead it."""
    parent = Team.objects.filter(organisation=organisation, pk=outer or 0).first()
    if outer and parent is None:
        raise NotHere
    team = bring_team(seat, organisation, name, parent=parent, key=key)
    return help_team(seat, team, key=key)


def own(seat: Seat, organisation: Organisation) -> None:
    """Whose organisation it is may bring something into it."""
    if seat.person is None or organisation.founder_id != seat.person:
        raise NotHere


def add_chairs(team: Team, names: Sequence[str]) -> list[Member]:
    """Within somebody's turn: free chairs with these names, beside those that are there."""
    last = team.members.filter(left=None, number__isnull=False).order_by("-number").first()
    begin = (last.number or 0) + 1 if last else 1
    if begin + len(names) - 1 > tables.MOST_SEATS:
        raise Refused("too_many_seats", "seats", limit=tables.MOST_SEATS)
    return Member.objects.bulk_create(
        Member(stream_id=team.stream_id, team=team, number=number, name=name)
        for number, name in enumerate(names, start=begin)
    )


def _purpose(text: str) -> str:
    return roles.fits(tables.tidy(text), "purpose", PURPOSE_LIMIT)


def describe_team(seat: Seat, team: Team, purpose: str, parent: int | None, key: str | None = None) -> None:
    """Say what a team is for, and in which other team of the organisation it lies."""
    with turn(seat, "describe_team", key=key) as t:
        if t.before:
            return
        if team.stream_id != t.stream.pk:
            raise NotHere
        team.purpose, team.parent = _purpose(purpose), _outer(team, parent)
        team.save(update_fields=["purpose", "parent"])
        t.record(team.code, inside=team.parent.code if team.parent else "")


def _outer(team: Team, parent: int | None) -> Team | None:
    """The team of the same organisation in which this one may lie: not itself, and none inside it."""
    if parent is None:
        return None
    above = dict(Team.objects.filter(organisation=team.organisation_id).values_list("pk", "parent"))
    if parent not in above:
        raise Refused("outer_missing", "parent")
    at: int | None = parent
    while at is not None:
        if at == team.pk:
            raise Refused("outer_inside", "parent", name=team.name)
        at = above[at]
    return Team.objects.get(pk=parent)


def help_team(seat: Seat, team: Team, key: str | None = None) -> Member:
    """Lead a team that nobody leads, from beside the table or from one's own chair."""
    own(seat, team.organisation)
    with turn(seat, "help_team", on=team.stream_id, key=key) as t:
        here = team.members.filter(left=None)
        if t.before:
            return here.get(person=seat.person)
        if here.filter(facilitator=True).exists():
            raise Refused("team_is_led", name=team.name)
        return _helper(t, team, here.filter(person=seat.person).first())


def _helper(t: Turn, team: Team, chair: Member | None) -> Member:
    helper = chair or Member(stream=team.stream, team=team, person_id=t.seat.person, sat_down=t.now)
    helper.facilitator = True
    helper.save()
    t.record(helper)
    return helper
