"""Bringing in a register: a turn opens a team, a second one gives it its roles. It only ever adds.

Whatever stops it halfway, bringing in the same register again does the rest.
"""

from collections.abc import Iterable

from koers.apps.ledger import clock
from koers.apps.ledger.turn import Turn, turn
from koers.apps.people.circles import commands as circles
from koers.apps.people.models import Member, Organisation, Team
from koers.apps.roles.bringing import queries
from koers.apps.roles.models import Role, Term
from koers.domain import roles
from koers.domain.registers.planning import Plan, Step, plan
from koers.domain.registers.saying import Held, Holder, Register, key
from koers.domain.seats import Seat


def bring_register(seat: Seat, organisation: Organisation, register: Register) -> Plan:
    """Make everything of a checked register that isn't here yet; what was made."""
    circles.own(seat, organisation)
    made = plan(register, queries.present(organisation))
    teams = {key(team.name): team for team in Team.objects.filter(organisation=organisation)}
    for step in made.steps:
        _take(seat, organisation, step, teams)
    for step in made.steps:
        if any(held.ties for held in step.roles):
            bring_ties(seat, organisation, teams[key(step.circle.name)], step.roles)
    return made


def _take(seat: Seat, organisation: Organisation, step: Step, teams: dict[str, Team]) -> None:
    circle = step.circle
    if step.opens:
        outer = teams.get(key(circle.parent))
        team = circles.bring_team(seat, organisation, circle.name, circle.purpose, step.people, outer)
        teams[key(circle.name)] = team
    if step.roles or step.terms or (step.people and not step.opens):
        bring_roles(seat, teams[key(circle.name)], step)


def bring_roles(seat: Seat, team: Team, step: Step) -> None:
    """A team's new chairs, its new roles, and the terms of who holds them."""
    with turn(seat, "bring_roles", on=team.stream_id) as t:
        if not step.opens and step.people:
            circles.add_chairs(team, step.people)
        chairs = {
            key(chair.name): chair for chair in Member.objects.filter(team=team, left=None).exclude(name="")
        }
        fresh = _roles(t, team, step.roles)
        known = {role.name: role for role in Role.objects.filter(team=team, ended=None)}
        filled = [(role, holder) for role, held in fresh for holder in held.holders]
        filled += [(known[name], holder) for name, holder in step.terms]
        _terms(t, chairs, filled)
        t.record(team.code, roles=[role.pk for role, _ in fresh], terms=len(filled))


def _roles(t: Turn, team: Team, wanted: Iterable[Held]) -> list[tuple[Role, Held]]:
    made = []
    for held in wanted:
        role = Role(stream=t.stream, team=team, began=t.now)
        role.say(held.text)
        made.append((role, held))
    Role.objects.bulk_create(role for role, _ in made)
    return made


def _terms(t: Turn, chairs: dict[str, Member], filled: Iterable[tuple[Role, Holder]]) -> None:
    today = clock.day(t.now)
    Term.objects.bulk_create(
        Term(
            stream=t.stream,
            role=role,
            member=chairs[key(holder.name)],
            name=holder.name,
            first=holder.first or today,
            last=holder.last,
            ended=holder.ended,
        )
        for role, holder in filled
    )


def bring_ties(seat: Seat, organisation: Organisation, team: Team, brought: Iterable[Held]) -> None:
    """To which other roles the new ones have to do, now that all of them are there."""
    there = Role.objects.filter(team__organisation=organisation, ended=None).select_related("team")
    numbers = {(key(role.team.name), key(role.name)): role.pk for role in there}
    with turn(seat, "bring_ties", on=team.stream_id) as t:
        for held in brought:
            pairs = [(tie.kind, numbers.get((key(tie.circle), key(tie.role)), 0)) for tie in held.ties]
            role = Role.objects.get(team=team, name=held.text.name, ended=None)
            role.ties = roles.tied((kind, pk) for kind, pk in pairs if pk and pk != role.pk)
            role.save(update_fields=["ties"])
        t.record(team.code)
