"""Deciding after advice, told by commands: who is asked when, what is kept, who should have been asked."""

from datetime import timedelta

import pytest
from django.utils import timezone

from koers.apps.decisions import commands, queries
from koers.apps.decisions.models import Decision, Process, Voter
from koers.apps.decisions.records import commands as records
from koers.apps.decisions.records import queries as log
from koers.apps.ledger import clock, readers
from koers.apps.ledger.models import Ask, Entry
from koers.domain.processes.recounting import recount
from koers.domain.refusals import Refused
from tests import proposals
from tests.cast import Table

pytestmark = pytest.mark.django_db


def asked(table: Table, deed: str) -> set[str]:
    """Who is asked this now."""
    readers.asks.catch_up(table.team.stream_id)
    members = Ask.objects.filter(deed=deed).values_list("member", flat=True)
    return {name for name in table.names if table.chair(name).pk in members}


def halfway(process: Process) -> None:
    """Its window began a day ago and ends tomorrow."""
    now = clock.now()
    begun, ends = now - timedelta(days=1, hours=1), now + timedelta(days=1)
    Process.objects.filter(pk=process.pk).update(opens=begun, closes=ends, over_at=ends)


def test_who_is_named_is_asked_from_the_moment_that_the_decider_asks(linde: Table) -> None:
    process = proposals.mapping(linde)
    proposals.named(linde, process, "Anouk", "both", by="Ravi")
    assert asked(linde, "respond") == set()
    commands.move_on(linde.seat("Joost"), process.pk)
    assert asked(linde, "respond") == {"Anouk"}
    voter = Voter.objects.get(process=process)
    assert (voter.part, voter.why, voter.named_by) == ("both", "Plant de bedden", linde.chair("Ravi"))


def test_a_name_that_comes_later_is_asked_too(linde: Table) -> None:
    process = proposals.advising(linde)
    commands.respond(linde.seat("Pieter-Jan"), process.pk, "advice", proposals.ADVISED)
    proposals.named(linde, process, "Lotte", "affected", by="Lotte")
    assert asked(linde, "respond") == {"Ravi", "Lotte"}


def test_only_somebody_who_sits_at_the_table_can_be_asked(linde: Table, next_door: Table) -> None:
    process = proposals.mapping(linde)
    stranger = next_door.chair("Fatima").pk
    with pytest.raises(Refused, match="adviser_missing"):
        commands.name_adviser(linde.seat("Joost"), process.pk, stranger, "both", "Weet ervan")


def test_halfway_the_clock_reminds_who_is_silent_and_nobody_else_once(linde: Table) -> None:
    process = proposals.advising(linde)
    commands.respond(linde.seat("Pieter-Jan"), process.pk, "advice", proposals.ADVISED)
    assert commands.remind_all_due() == 0
    before = asked_row(linde)
    halfway(process)
    assert commands.remind_all_due() == 1
    assert commands.remind_all_due() == 0
    assert Entry.objects.filter(deed="remind_advisers").count() == 1
    # The ask is a new one, so that the next letter mentions it again.
    assert asked_row(linde) != before
    reminded = Voter.objects.filter(reminded__isnull=False)
    assert [voter.name for voter in reminded] == ["Ravi"]


def asked_row(table: Table) -> int:
    """The number of the row that asks Ravi."""
    readers.asks.catch_up(table.team.stream_id)
    return Ask.objects.get(deed="respond", member=table.chair("Ravi").pk).pk


def test_when_the_window_is_over_only_the_decider_is_asked(linde: Table) -> None:
    process = proposals.weighing(linde)
    assert process.stage == "weighing"
    assert asked(linde, "respond") == set()
    assert asked(linde, "decide") == {"Joost"}


def test_a_window_that_ended_unreminded_goes_on_for_two_working_days(linde: Table) -> None:
    process = proposals.ended(proposals.advising(linde))
    process = records.settle(linde.facilitator, process, clock.now())
    assert process.stage == "advising"
    assert process.closes is not None
    assert process.closes >= clock.now() + timedelta(days=1, hours=23)
    assert all(voter.reminded for voter in process.voters.all())


def test_the_sealed_record_holds_who_was_asked_and_what_became_of_it(linde: Table) -> None:
    decision = proposals.decided(linde)
    first, second = decision.record["advisers"]
    assert (first["advice"], first["word"]) == (proposals.ADVISED, "partly")
    assert (second["answer"], second["part"]) == ("", "expert")
    assert decision.figures["silent"] == [linde.chair("Ravi").pk]
    assert asked(linde, "decide") == set()


def test_it_can_be_counted_again_from_its_export_alone(linde: Table) -> None:
    export = log.export_decision(linde.facilitator, proposals.decided(linde).pk)
    assert recount(export) == []
    export["record"]["advisers"][1]["answer"] = "advice"
    assert {one.code for one in recount(export)} == {"digest", "record"}


def test_advice_and_reasons_enter_the_ledger_as_hashes(linde: Table) -> None:
    proposals.decided(linde)
    data = str(list(Entry.objects.values_list("data", flat=True)))
    assert not [said for said in (proposals.ADVISED, "Oost eerst", "Plant de bedden") if said in data]


def test_others_see_no_advice_before_their_own_is_in(linde: Table) -> None:
    process = proposals.advising(linde)
    commands.respond(linde.seat("Pieter-Jan"), process.pk, "advice", proposals.ADVISED)
    case = queries.case_of(proposals.now(process))
    may_see = {
        name: queries.may_see_responses(linde.seat(name), case) for name in ("Ravi", "Pieter-Jan", "Joost")
    }
    assert may_see == {"Ravi": False, "Pieter-Jan": True, "Joost": True}


def test_whoever_should_have_been_asked_marks_it_and_looking_back_is_due_now(linde: Table) -> None:
    decision, today = proposals.decided(linde), timezone.localdate()
    assert log.tracks(decision, today).review == "planned"
    commands.flag_missed(linde.seat("Lotte"), decision.pk, "Mijn planners werken hier elke dag mee.")
    decision = Decision.objects.get(pk=decision.pk)
    tracks = log.tracks(decision, today)
    assert (tracks.review, tracks.review_on, tracks.validity) == ("due", today, "in_force")
    a_week_on = log.tracks(decision, today + timedelta(days=7))
    assert (a_week_on.review, a_week_on.review_on) == ("due", today)
    assert asked(linde, "review_decision") == {"Joost"}
    (mark,) = log.export_decision(linde.facilitator, decision.pk)["marks"]
    assert mark["member"] == linde.chair("Lotte").pk
    with pytest.raises(Refused, match="marked_already"):
        commands.flag_missed(linde.seat("Lotte"), decision.pk, "Nog eens.")


def test_after_looking_back_the_mark_stays_and_nothing_is_due(linde: Table) -> None:
    decision = proposals.decided(linde)
    commands.flag_missed(linde.seat("Lotte"), decision.pk, "Mijn planners werken hier elke dag mee.")
    records.review_decision(linde.seat("Joost"), decision.pk, "keep", "partly")
    reviewed = log.reviews_of(linde.facilitator, decision)[decision.pk]
    decision = Decision.objects.get(pk=decision.pk)
    assert log.tracks(decision, timezone.localdate(), None, reviewed).review == "kept"
    assert len(log.marks_of(decision)) == 1


def test_a_decision_without_advice_has_nobody_who_should_have_been_asked(linde: Table) -> None:
    process = proposals.answered(linde, proposals.opened(linde), linde.names)
    decision = Decision.objects.get(
        process=records.settle(linde.facilitator, proposals.ended(process), clock.now())
    )
    with pytest.raises(Refused, match="not_by_advice"):
        commands.flag_missed(linde.seat("Lotte"), decision.pk, "Dit raakt mij.")
