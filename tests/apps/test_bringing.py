"""A register in memory: what is made of it, that twice makes nothing more, and who may."""

from datetime import date
from pathlib import Path

import pytest

from koers.apps.decisions import commands as decisions
from koers.apps.ledger import readers
from koers.apps.ledger.models import Entry
from koers.apps.people import queries as people
from koers.apps.people.circles import commands as circles
from koers.apps.people.models import Member, Organisation, Person, Team
from koers.apps.roles import commands as role_commands
from koers.apps.roles import deciding
from koers.apps.roles import queries as role_queries
from koers.apps.roles.bringing import commands, queries
from koers.apps.roles.models import Proposal, Role, Term
from koers.domain import roles
from koers.domain.processes import Terms
from koers.domain.refusals import NotHere, Refused
from koers.domain.registers.checking import checked
from koers.domain.registers.planning import Plan, plan
from koers.domain.registers.saying import Circle, Held, Holder, Register, Tie
from koers.domain.roles import Text
from koers.registers import reading
from tests import cast, proposals, records
from tests.cast import Table

pytestmark = pytest.mark.django_db

SAMPLE = Path(__file__).parents[1] / "registers" / "data"
TODAY = date(2026, 11, 22)


def _bring(home: Organisation, register: Register) -> Plan:
    seat = people.seat_of_person(home.founder)
    return commands.bring_register(seat, home, checked(register, TODAY))


def test_teams_lie_in_teams_and_people_become_free_seats_with_a_name() -> None:
    home, persons = cast.organisation(), Person.objects.count()
    made = _bring(home, reading.read_path(SAMPLE / "teams"))
    cargo = Team.objects.get(name="cargo")
    assert cargo.parent == Team.objects.get(name="devtools")
    assert made.counts["circles"] == Team.objects.count() == 6
    assert Person.objects.count() == persons
    assert not Member.objects.filter(person__isnull=False).exists()
    assert Member.objects.filter(team=cargo).count() == 8
    lead = Role.objects.get(team=cargo)
    assert (lead.name, lead.purpose, lead.terms.count()) == ("Lead", "", 2)


def test_bringing_it_in_twice_makes_nothing_more_and_leaves_no_entry() -> None:
    home, register = cast.organisation(), reading.read_path(SAMPLE / "groups.yaml")
    _bring(home, register)
    before = Entry.objects.count(), Member.objects.count(), Term.objects.count()
    assert _bring(home, register).nothing
    assert (Entry.objects.count(), Member.objects.count(), Term.objects.count()) == before


def test_each_team_is_one_turn_and_its_roles_another() -> None:
    home = cast.organisation()
    _bring(home, reading.read_path(SAMPLE / "groups.yaml"))
    deeds = list(
        Entry.objects.exclude(deed__in=("let_found", "found_organisation")).values_list("deed", flat=True)
    )
    assert (deeds.count("bring_team"), deeds.count("bring_roles"), len(deeds)) == (4, 2, 6)


def test_what_is_here_stays_and_what_differs_is_told(linde: Table) -> None:
    made = role_commands.propose_role(linde.facilitator, linde.team, Text("Gids", "Ons eigen doel."), "Nodig")
    role = role_commands.adopt_role(linde.facilitator, made.pk, "Goed")
    register = Register(
        (
            Circle(
                "mt",
                people=("Joost", "Nieuw"),
                roles=(Held(Text("gids", "Een ander doel."), (Holder("Joost"), Holder("Nieuw"))),),
            ),
        )
    )
    told = plan(checked(register, TODAY), queries.present(linde.organisation))
    assert [(one.role, one.part, one.here, one.there) for one in told.differs] == [
        ("Gids", "purpose", "Ons eigen doel.", "Een ander doel.")
    ]
    seats = people.table(linde.facilitator).count()
    _bring(linde.organisation, register)
    role.refresh_from_db()
    assert (role.purpose, role.version) == ("Ons eigen doel.", 1)
    assert people.table(linde.facilitator).count() == seats + 1
    assert sorted(role.terms.values_list("name", flat=True)) == ["Joost", "Nieuw"]
    assert linde.chair("Joost").taken


def test_ties_between_roles_of_different_teams_come_along(linde: Table) -> None:
    tie = Tie("leans_on", "Gids", "Zuid")
    register = Register(
        (
            Circle("Oost", roles=(Held(Text("Rooster", "Genoeg volk."), ties=(tie,)),)),
            Circle("Zuid", roles=(Held(Text("Gids", "Wegwijs.")),)),
        )
    )
    _bring(linde.organisation, register)
    guide = Role.objects.get(name="Gids")
    assert Role.objects.get(name="Rooster").ties == f"leans_on:{guide.pk}"


def test_only_who_founded_the_organisation_brings_something_into_it(linde: Table, elsewhere: Table) -> None:
    register = checked(reading.read_path(SAMPLE / "groups.yaml"), TODAY)
    with pytest.raises(NotHere):
        commands.bring_register(
            people.seat_of_person(elsewhere.organisation.founder), linde.organisation, register
        )
    with pytest.raises(NotHere):
        commands.bring_register(linde.seat("Joost"), linde.organisation, register)
    assert not Team.objects.filter(name="Water").exists()


# --- teams in teams


def test_a_team_never_comes_to_lie_in_itself(linde: Table, next_door: Table) -> None:
    circles.describe_team(next_door.facilitator, next_door.team, "Zorg thuis.", linde.team.pk)
    assert Team.objects.get(pk=next_door.team.pk).parent == linde.team
    for inside in (linde.team.pk, next_door.team.pk):
        with pytest.raises(Refused) as refused:
            circles.describe_team(linde.facilitator, linde.team, "", inside)
        assert (refused.value.code, refused.value.field) == ("outer_inside", "parent")


def test_a_team_lies_only_in_one_of_its_own_organisation(linde: Table, elsewhere: Table) -> None:
    with pytest.raises(Refused, match="outer_missing"):
        circles.describe_team(linde.facilitator, linde.team, "", elsewhere.team.pk)


def test_who_founded_it_leads_a_team_that_nobody_leads_and_only_that() -> None:
    home = cast.organisation()
    _bring(home, reading.read_path(SAMPLE / "groups.yaml"))
    seat, team = people.seat_of_person(home.founder), Team.objects.get(name="Water")
    helper = circles.help_team(seat, team)
    assert (helper.number, helper.facilitator, helper.person) == (None, True, home.founder)
    with pytest.raises(Refused, match="team_is_led"):
        circles.help_team(seat, team)


# --- ties, and proposals that the team decides about


def _role(table: Table, name: str, ties: str = "") -> Role:
    made = role_commands.propose_role(table.facilitator, table.team, Text(name, "Iets.", ties=ties), "Nodig")
    return role_commands.adopt_role(table.facilitator, made.pk, "Goed")


def test_a_tie_is_seen_from_both_sides_and_leads_nowhere_else(linde: Table, elsewhere: Table) -> None:
    guide = _role(linde, "Gids")
    roster = _role(linde, "Rooster", roles.tied([("leans_on", guide.pk)]))
    assert role_queries.tied_to(linde.facilitator, guide) == [roster]
    strange = _role(elsewhere, "Vreemd")
    for pk in (strange.pk, 10**9):
        with pytest.raises(Refused, match="tie_missing"):
            _role(linde, "Ander", roles.tied([("reports_to", pk)]))
    with pytest.raises(Refused, match="tie_missing"):
        text = Text("Gids", "Iets.", ties=f"leans_on:{guide.pk}")
        role_commands.propose_role(linde.facilitator, linde.team, text, "Nodig", guide.pk)


def _about(linde: Table) -> tuple[Proposal, str]:
    made = role_commands.propose_role(linde.facilitator, linde.team, Text("Gids", "Wegwijs."), "Nodig")
    return made, made.code


def test_a_role_that_the_team_decides_about_holds_when_the_decision_is_sealed(linde: Table) -> None:
    made, about = _about(linde)
    decision = records.decided(linde, about=about)
    deciding.decided.catch_up_all()
    deciding.decided.catch_up_all()
    made.refresh_from_db()
    assert (made.state, made.decision, made.version) == ("adopted", decision.number, 1)
    assert Role.objects.get(name="Gids").purpose == "Wegwijs."


def test_a_role_of_which_the_proposal_is_withdrawn_lies_open_again(linde: Table) -> None:
    made, about = _about(linde)
    joost = linde.seat("Joost")
    process = decisions.draft_proposal(
        joost, linde.team, "consent", Terms(), "Gids", proposals.FIRST, about=about
    )
    decisions.open_process(joost, process.pk)
    deciding.decided.catch_up_all()
    made.refresh_from_db()
    assert made.state == "deciding"
    with pytest.raises(Refused, match="proposal_deciding"):
        role_commands.adopt_role(linde.facilitator, made.pk, "Goed")
    decisions.withdraw_proposal(joost, process.pk)
    deciding.decided.catch_up_all()
    made.refresh_from_db()
    assert made.state == "open"
    readers.asks.catch_up(linde.team.stream_id)
    role_commands.adopt_role(linde.facilitator, made.pk, "Goed")
