"""Whoever would decide after advice leaves the table; advice from outside it. Told by commands."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from koers.apps.authority.models import Mandate
from koers.apps.decisions import commands
from koers.apps.decisions.models import Decision, Process
from koers.apps.decisions.records import commands as records
from koers.apps.decisions.records import queries as log
from koers.apps.ledger import clock, readers
from koers.apps.ledger.models import Ask, Entry
from koers.apps.people import commands as people
from koers.apps.people.models import Person
from koers.domain.processes import Ground, Terms
from koers.domain.processes.recounting import recount
from koers.domain.refusals import Refused
from tests import cast, proposals
from tests.cast import Table

pytestmark = pytest.mark.django_db


def asked(table: Table, deed: str) -> list[int]:
    """Who is asked this now."""
    readers.asks.catch_up(table.team.stream_id)
    return sorted(Ask.objects.filter(deed=deed).values_list("member", flat=True))


def freed(table: Table, name: str = "Joost") -> None:
    """Somebody leaves, and the clock comes by twice."""
    people.free_seat(table.facilitator, table.chair(name).pk)
    assert (commands.let_all_deciders_go(), commands.let_all_deciders_go()) == (1, 0)


def over(table: Table, process: Process, to: str = "Samira") -> Process:
    """Bram asks somebody else to decide."""
    commands.hand_over_decision(table.facilitator, process.pk, table.chair(to).pk, "Weet ervan")
    return proposals.now(process)


def test_nobody_who_sits_on_the_free_chair_later_decides_and_who_leads_is_asked(linde: Table) -> None:
    process, joost = proposals.weighing(linde), linde.chair("Joost").pk
    assert commands.let_all_deciders_go() == 0
    freed(linde)
    cast.sit(linde, "Joost", Person.objects.sit_down("Koos"))
    with pytest.raises(Refused, match="decider_gone"):
        commands.decide(linde.seat("Joost"), process.pk)
    assert asked(linde, "decide") == []
    assert asked(linde, "hand_over_decision") == [linde.helper.pk]
    process = over(linde, process)
    assert (process.proposer, asked(linde, "hand_over_decision")) == (linde.chair("Samira"), [])
    assert asked(linde, "decide") == [linde.chair("Samira").pk]
    assert process.the_handovers()[0].member == joost


def test_the_new_one_decides_and_the_record_says_who_left(linde: Table) -> None:
    process = proposals.weighing(linde)
    freed(linde)
    over(linde, process)
    samira = linde.seat("Samira")
    commands.weigh_advice(samira, process.pk, linde.chair("Pieter-Jan").pk, "taken", "Ja")
    commands.record_outside(samira, process.pk, "Fatima, Noord", "both", "Begin klein", how="per telefoon")
    with pytest.raises(Refused, match="not_weighed"):
        commands.decide(samira, process.pk)
    commands.weigh_outside(samira, process.pk, 1, "partly", "Eerst Oost")
    commands.decide(samira, process.pk)
    records.seal_all_adopted()
    export = log.export_decision(linde.facilitator, Decision.objects.get().pk)
    assert recount(export) == []
    assert export["record"]["handovers"][0]["to"] == linde.chair("Samira").pk
    assert export["record"]["outside"][0]["who"] == "Fatima, Noord"
    entries = str(list(Entry.objects.values_list("data", flat=True)))
    assert "Begin klein" not in entries
    assert "Fatima" not in entries


def test_a_handed_over_one_that_nobody_was_asked_about_asks_the_new_one_to_begin(linde: Table) -> None:
    process = proposals.mapping(linde)
    assert asked(linde, "move_on") == []
    freed(linde)
    over(linde, process)
    assert asked(linde, "move_on") == [linde.chair("Samira").pk]
    samira = linde.seat("Samira")
    commands.name_adviser(samira, process.pk, linde.chair("Anouk").pk, "both", "Plant de bedden")
    commands.move_on(samira, process.pk)
    assert asked(linde, "move_on") == []


@pytest.mark.parametrize("state", [proposals.mapping, proposals.advising, proposals.weighing])
def test_without_anybody_it_lapses_after_fourteen_days_once(
    linde: Table, state: Callable[[Table], Process]
) -> None:
    process = state(linde)
    freed(linde)
    due = Ask.objects.filter(deed="hand_over_decision")
    asked(linde, "hand_over_decision")
    assert due.get().due == proposals.now(process).over_at or state is proposals.advising
    with time_machine.travel(clock.now() + timedelta(days=15)):
        with pytest.raises(Refused, match="window_closed"):
            over(linde, process)
        while commands.close_all_over():
            pass
        assert (proposals.now(process).stage, asked(linde, "hand_over_decision")) == ("lapsed", [])
    ended = Entry.objects.filter(deed="close_process", data__outcome="lapsed")
    assert [entry.data["code"] for entry in ended] == ["decider_left"]


def test_what_is_decided_by_a_mandate_goes_to_somebody_who_has_it(linde: Table) -> None:
    mandate: Mandate = proposals.mandated(linde, 5)
    terms = Terms("not_counted", ground=Ground(mandate.code, amount=100))
    draft = commands.draft_proposal(
        linde.seat("Joost"), linde.team, "advice", terms, "Tilliften", "Twee nieuwe.", plan=proposals.PLAN
    )
    process = commands.open_process(linde.seat("Joost"), draft.pk)
    people.free_seat(linde.facilitator, linde.chair("Joost").pk)
    commands.let_all_deciders_go()
    with pytest.raises(Refused, match="decider_without_ground"):
        over(linde, process)
    assert proposals.now(process).proposer == linde.chair("Joost")


def test_only_who_leads_hands_over_and_to_somebody_at_the_table(linde: Table, next_door: Table) -> None:
    process = proposals.mapping(linde)
    freed(linde)
    with pytest.raises(Refused, match="not_yours"):
        commands.hand_over_decision(linde.seat("Ravi"), process.pk, linde.chair("Ravi").pk, "Ik")
    for stranger in (next_door.chair("Fatima").pk, linde.chair("Joost").pk, 0):
        with pytest.raises(Refused, match="decider_missing"):
            commands.hand_over_decision(linde.facilitator, process.pk, stranger, "Weet ervan")
