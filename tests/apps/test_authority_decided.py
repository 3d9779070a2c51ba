"""Rows of the matrix and mandates that the team decides about; and a level that is agreed together."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from koers.apps.authority import commands, deciding, queries
from koers.apps.authority.models import Mandate, MatrixRow, Proposal
from koers.apps.decisions import commands as decisions
from koers.apps.decisions.models import Decision, Process
from koers.apps.decisions.records import commands as records
from koers.apps.direction import queries as course
from koers.apps.direction.commands import levels
from koers.apps.direction.models import LevelRound
from koers.apps.ledger import readers
from koers.apps.ledger.models import Ask, Entry, Link
from koers.apps.people import commands as people
from koers.apps.people.models import Person
from koers.domain import authority
from koers.domain.authority import Row
from koers.domain.refusals import NotHere, Refused
from tests import cast, proposals
from tests.cast import Table

pytestmark = pytest.mark.django_db

ROW = Row("other", method="majority", days=3)


def _in(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def _proposed(table: Table, row: Row = ROW) -> Proposal:
    return commands.propose_row(table.seat("Joost"), table.team, row, "Vlotter")


def _mandate(table: Table, to: str = "Ravi", **facts: Any) -> Proposal:
    usual = authority.Mandate("ICT", "operation", 6, 25_000, since=_in(0), until=_in(100))
    given, chair = replace(usual, **facts), table.chair(to).pk
    return commands.propose_mandate(table.seat("Joost"), table.team, given, "Sneller", to_member=chair)


def _opened(table: Table, about: str) -> Process:
    draft = decisions.draft_proposal(
        table.seat("Joost"),
        table.team,
        "consent",
        proposals.LIVE,
        "Zo",
        "Zo.",
        plan=proposals.PLAN,
        about=about,
    )
    process = decisions.open_process(table.seat("Joost"), draft.pk)
    _read(table)
    return process


def _decided(table: Table, about: str) -> Decision:
    """Everybody agreed, and the clock read what came of it."""
    process = _opened(table, about)
    proposals.answered(table, process, table.names)
    decisions.close_process(table.seat("Joost"), process.pk)
    records.seal_all_adopted()
    _read(table)
    return Decision.objects.get(process=process)


def _read(table: Table) -> None:
    deciding.follower.catch_up(table.team.stream_id)
    deciding.follower.catch_up(table.team.stream_id)


def _now(made: Proposal) -> Proposal:
    return Proposal.objects.get(pk=made.pk)


# --- rows


def test_a_proposed_row_holds_nothing_until_it_is_decided_and_then_names_the_decision(linde: Table) -> None:
    made = _proposed(linde)
    assert queries.rows(linde.facilitator) == list(authority.USUAL)
    decision = _decided(linde, made.code)
    held = queries.holding(linde.facilitator, ROW)
    assert held is not None
    assert (held.row, held.decision, held.came_from, held.by) == (ROW, decision.number, made.code, "Joost")
    kept = _now(made)
    assert (kept.state, kept.decision, kept.row) == ("adopted", decision.number, held)
    assert Link.objects.filter(kind="came_from", source=made.code, target=held.code).count() == 1
    assert len(queries.rows(linde.facilitator)) == len(authority.KINDS)


def test_a_row_that_who_leads_sets_names_no_decision(linde: Table) -> None:
    made = commands.change_matrix(linde.facilitator, linde.team, ROW, "Kan niet wachten")
    assert made is not None
    assert (made.decision, made.came_from, made.by) == ("", "", "Bram")
    with pytest.raises(Refused, match="not_yours"):
        commands.change_matrix(linde.seat("Joost"), linde.team, replace(ROW, days=4), "Ook")


def test_what_holds_without_a_decision_can_still_be_decided_and_only_once(linde: Table) -> None:
    commands.change_matrix(linde.facilitator, linde.team, ROW, "Kan niet wachten")
    number = _decided(linde, _proposed(linde).code).number
    rows = list(MatrixRow.objects.filter(kind="other").order_by("pk"))
    assert [(row.row == ROW, row.decision, bool(row.ended)) for row in rows] == [
        (False, "", True),
        (True, "", True),
        (True, number, False),
    ]
    with pytest.raises(Refused, match="nothing_changed"):
        _proposed(linde)


def test_while_the_team_decides_nobody_puts_it_aside(linde: Table) -> None:
    made = _proposed(linde)
    process = _opened(linde, made.code)
    assert _now(made).state == "deciding"
    with pytest.raises(Refused, match="proposal_deciding"):
        commands.decline_authority(linde.facilitator, made.pk, "Toch niet")
    decisions.withdraw_proposal(linde.seat("Joost"), process.pk)
    _read(linde)
    assert _now(made).state == "open"
    with pytest.raises(Refused, match="not_yours"):
        commands.decline_authority(linde.seat("Ravi"), made.pk, "Toch niet")
    commands.decline_authority(linde.seat("Joost"), made.pk, "Toch niet")
    with pytest.raises(Refused, match="proposal_settled"):
        commands.decline_authority(linde.seat("Joost"), made.pk, "Nog eens")


def test_what_the_team_rejects_is_declined_and_holds_nothing(linde: Table) -> None:
    made = _proposed(linde)
    draft = decisions.draft_proposal(
        linde.seat("Joost"), linde.team, "majority", proposals.LIVE_VOTE, "Zo", "Zo.",
        plan=proposals.PLAN, about=made.code,
    )  # fmt: skip
    process = decisions.open_process(linde.seat("Joost"), draft.pk)
    proposals.answered(linde, process, linde.names, "against")
    decisions.close_process(linde.seat("Joost"), process.pk)
    _read(linde)
    assert (_now(made).state, _now(made).settled_by) == ("declined", "")
    assert not MatrixRow.objects.exists()


def test_a_proposal_is_of_its_team_and_reading_the_ledger_twice_adopts_once(
    linde: Table, next_door: Table
) -> None:
    made = _proposed(linde)
    with pytest.raises(NotHere):
        commands.decline_authority(next_door.facilitator, made.pk, "Weg")
    assert not Proposal.objects.for_seat(next_door.facilitator).exists()
    _decided(linde, made.code)
    for entry in Entry.objects.filter(deed="seal_decision"):
        deciding.adopted(entry)
    assert Entry.objects.filter(deed="adopt_authority").count() == 1


# --- mandates


def test_a_mandate_that_the_team_decided_is_given_in_its_name_and_asks_before_its_end(linde: Table) -> None:
    made = _mandate(linde)
    assert not Mandate.objects.exists()
    decision = _decided(linde, made.code)
    given = Mandate.objects.get()
    assert (given.decision, given.to_name, given.from_role) == (decision.number, "Ravi", None)
    assert queries.held_by(linde.seat("Ravi"), _in(0)) == [given]
    readers.asks.catch_up(linde.team.stream_id)
    ask = Ask.objects.get(deed="renew_mandate")
    assert (ask.member, ask.subject) == (linde.chair("Joost").pk, given.code)


def test_it_begins_no_sooner_than_it_was_decided_and_a_passed_day_to_look_falls_away(linde: Table) -> None:
    made = _mandate(linde, review=_in(2))
    with time_machine.travel(timezone.now() + timedelta(days=5)):
        _decided(linde, made.code)
        given = Mandate.objects.get()
        assert (given.since, given.review) == (_in(0), None)


@pytest.mark.parametrize("days", [0, 5])
def test_a_mandate_that_can_t_be_given_any_more_lies_open_again(linde: Table, days: int) -> None:
    """Somebody else sits on the chair; or it would be over."""
    made = _mandate(linde, "Lotte", until=_in(3) if days else _in(100))
    if not days:
        people.free_seat(linde.facilitator, linde.chair("Lotte").pk)
        cast.sit(linde, "Lotte", Person.objects.sit_down("Koos"))
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        _decided(linde, made.code)
    assert (_now(made).state, Mandate.objects.exists()) == ("open", False)


# --- a level agreed together


def _agreed(table: Table, level: int, kind: str = "operation", domain: str = "") -> LevelRound:
    found = levels.open_levels(table.facilitator, table.team, "Wie koopt verband in?")
    for name in table.names:
        levels.pick_level(table.seat(name), found.pk, level, 1)
    levels.agree_level(table.facilitator, found.pk, level, kind, domain)
    return LevelRound.objects.get(pk=found.pk)


@pytest.mark.parametrize(
    ("level", "domain", "method"),
    [(5, "", "advice"), (7, "", "mandate"), (4, "ICT", "consent"), (3, " ICT ", "advice")],
)
def test_an_agreed_level_stands_in_the_matrix_and_names_its_round(
    linde: Table, level: int, domain: str, method: str
) -> None:
    found = _agreed(linde, level, domain=domain)
    row = queries.holding(linde.facilitator, Row("operation", domain.strip()))
    assert row is not None
    assert found.row == row
    assert (row.level, row.method, row.came_from, row.decision) == (level, method, found.code, "")
    assert course.agreed_in(linde.facilitator, [row.pk]) == {row.pk: found.number}


def test_a_level_that_the_matrix_has_already_leaves_its_row_and_one_for_nothing_writes_nothing(
    linde: Table,
) -> None:
    commands.adopt_matrix(linde.facilitator, linde.team, "Past ons")
    held = queries.holding(linde.facilitator, Row("operation"))
    assert _agreed(linde, 6).row == held
    assert _agreed(linde, 5, kind="").row is None
    assert queries.holding(linde.facilitator, Row("operation")) == held
    found = levels.open_levels(linde.facilitator, linde.team, "Iets")
    for name in linde.names:
        levels.pick_level(linde.seat(name), found.pk, 5, 1)
    with pytest.raises(Refused, match="matrix_unknown"):
        levels.agree_level(linde.facilitator, found.pk, 5, "weer")
