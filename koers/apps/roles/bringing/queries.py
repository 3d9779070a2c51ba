"""What is in an organisation, told as a register: to compare one that is brought in with."""

from collections import defaultdict

from koers.apps.people.models import Member, Organisation, Team
from koers.apps.roles.models import Role, Term
from koers.domain.registers.saying import Circle, Held, Holder, Register


def present(organisation: Organisation) -> Register:
    """Every team with its chairs, its roles and who holds or held them."""
    teams = list(Team.objects.filter(organisation=organisation).select_related("parent").order_by("pk"))
    chairs, held = _chairs(organisation), _held(organisation)
    return Register(
        tuple(
            Circle(
                team.name,
                team.parent.name if team.parent else "",
                team.purpose,
                tuple(chairs[team.pk]),
                tuple(held[team.pk]),
            )
            for team in teams
        )
    )


def _chairs(organisation: Organisation) -> dict[int, list[str]]:
    here = Member.objects.filter(team__organisation=organisation, left=None).exclude(name="")
    by_team: dict[int, list[str]] = defaultdict(list)
    for team, name in here.order_by("team", "number").values_list("team", "name"):
        by_team[team].append(name)
    return by_team


def _held(organisation: Organisation) -> dict[int, list[Held]]:
    roles = Role.objects.filter(team__organisation=organisation, ended=None)
    holders: dict[int, list[Holder]] = defaultdict(list)
    for term in Term.objects.filter(role__in=roles):
        holders[term.role_id].append(Holder(term.name, term.first, term.last, term.ended))
    by_team: dict[int, list[Held]] = defaultdict(list)
    for role in roles:
        by_team[role.team_id].append(Held(role.text, tuple(holders[role.pk])))
    return by_team
