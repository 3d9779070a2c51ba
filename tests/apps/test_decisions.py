"""Deciding, told by commands: rows, ledger, asks, boxes, the sealed record and what comes after."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from koers.apps.decisions import commands, queries
from koers.apps.decisions.models import Decision, Process, Response
from koers.apps.decisions.records import commands as records
from koers.apps.decisions.records import queries as log
from koers.apps.ledger import clock, readers
from koers.apps.ledger.models import Ask, Entry, Link
from koers.apps.people import commands as people
from koers.apps.readbacks import commands as reading
from koers.apps.roles import commands as roles
from koers.apps.roles.models import Proposal
from koers.domain import processes
from koers.domain.decisions import Plan
from koers.domain.processes import Option, Terms
from koers.domain.processes.recounting import recount
from koers.domain.refusals import NotHere, Refused
from koers.domain.roles import Text
from tests.cast import Table

pytestmark = pytest.mark.django_db

TITLE, TEXT = "Eén opnamebureau", "Vanaf 1 februari regelt één bureau alle opnames."
VOTE = Terms(silence="not_counted")
THREE = (Option("a", "Oost"), Option("b", "Haven"), Option("c", "Beide"))


def drafted(table: Table, method: str = "consent", terms: Terms = Terms(), **options: Any) -> Process:  # noqa: B008
    return commands.draft_proposal(table.seat("Joost"), table.team, method, terms, TITLE, TEXT, **options)


def opened(table: Table, method: str = "consent", terms: Terms = Terms(), **options: Any) -> Process:  # noqa: B008
    draft = drafted(table, method, terms, **options)
    return commands.open_process(table.seat("Joost"), draft.pk)


def answered(table: Table, process: Process, choice: str, names: Iterable[str] = ()) -> Process:
    for name in names or table.names:
        commands.respond(table.seat(name), process.pk, choice, "omdat" if choice == "concern" else "")
    return Process.objects.get(pk=process.pk)


def settled(table: Table, process: Process) -> Process:
    """The window has ended, and somebody looks."""
    process = Process.objects.get(pk=process.pk)
    assert process.over_at is not None
    with clock.at(process.over_at):
        return records.settle(table.facilitator, process, process.over_at)


def decided(table: Table, **options: Any) -> Decision:
    process = settled(table, answered(table, opened(table, **options), "no_objection"))
    return Decision.objects.get(process=process)


def asked(deed: str) -> set[int]:
    readers.asks.catch_up_all()
    return set(Ask.objects.filter(deed=deed).values_list("member", flat=True))


def pk(table: Table, name: str) -> int:
    return table.chair(name).pk


# --- drafts


def test_a_draft_is_seen_by_nobody_else(linde: Table) -> None:
    draft = drafted(linde)
    assert list(queries.of_team(linde.seat("Joost"))) == [draft]
    assert not queries.of_team(linde.seat("Ravi")).exists()
    with pytest.raises(NotHere):
        queries.process_at(linde.facilitator, draft.number)


def test_a_draft_is_rewritten_without_a_trace_of_versions(linde: Table) -> None:
    draft = drafted(linde)
    commands.edit_draft(linde.seat("Joost"), draft.pk, "Anders", "Nieuw.", VOTE.__class__())
    whole = queries.whole(Process.objects.get(pk=draft.pk))
    assert [version.title for version in whole.versions] == ["Anders"]


def test_a_draft_may_still_be_decided_in_another_way(linde: Table) -> None:
    draft = drafted(linde)
    joost = linde.seat("Joost")
    commands.edit_draft(joost, draft.pk, TITLE, TEXT, VOTE, method="majority", because="Er zijn er veel.")
    process = commands.open_process(joost, draft.pk)
    assert (process.method, process.method_because, process.stage) == (
        "majority",
        "Er zijn er veel.",
        "voting",
    )


def test_a_draft_keeps_to_terms_that_fit_its_new_method(linde: Table) -> None:
    draft = drafted(linde)
    with pytest.raises(Refused, match="term_unfit"):
        commands.edit_draft(linde.seat("Joost"), draft.pk, TITLE, TEXT, VOTE, method="consent")


# --- what it is about


def a_role(table: Table) -> Proposal:
    text = Text("Opnamebureau", "Eén nummer voor alle opnames.")
    return roles.propose_role(table.facilitator, table.team, text, "Er zijn er drie.")


def test_what_a_proposal_is_about_stands_in_the_ledger_until_it_is_sealed(linde: Table) -> None:
    role = a_role(linde)
    process = opened(linde, about=role.code)
    settled(linde, answered(linde, process, "no_objection"))
    told = Entry.objects.filter(stream=linde.team.stream, data__about=role.code)
    assert list(told.values_list("deed", flat=True)) == [
        "draft_proposal",
        "open_process",
        "close_process",
        "seal_decision",
    ]
    assert Link.objects.filter(kind="about", source=process.code, target=role.code).exists()


@pytest.mark.parametrize("code", ["role_proposal:999", "nothing:1", "member:0", "roleproposal:x", ":"])
def test_a_proposal_is_about_something_that_is_there(linde: Table, code: str) -> None:
    with pytest.raises(NotHere):
        drafted(linde, about=code)


def test_a_proposal_isnt_about_something_of_another_team(linde: Table, next_door: Table) -> None:
    theirs = a_role(next_door)
    with pytest.raises(NotHere):
        drafted(linde, about=theirs.code)


# --- from proposal to decision


def test_a_proposal_that_nobody_objects_to_becomes_a_sealed_decision(linde: Table) -> None:
    decision = decided(linde)
    year = decision.sealed.year
    assert (decision.number, decision.title, decision.text) == (f"{year}-001", TITLE, TEXT)
    assert decision.record["took_part"] == sorted(linde.chair(name).pk for name in linde.names)
    deeds = Entry.objects.filter(stream=linde.team.stream).values_list("deed", flat=True)
    assert list(deeds)[-2:] == ["close_process", "seal_decision"]


def test_numbers_of_a_year_go_on(linde: Table) -> None:
    assert [decided(linde).number[-3:] for _ in range(3)] == ["001", "002", "003"]


def test_a_late_closing_is_recorded_at_the_end_of_the_window(linde: Table) -> None:
    process = answered(linde, opened(linde), "no_objection", linde.names[:3])
    end = process.over_at
    assert end is not None
    with clock.at(end + timedelta(hours=5)):
        assert commands.close_all_over() == 1
        assert commands.close_all_over() == 0
    closing = Entry.objects.get(deed="close_process")
    assert closing.at == end
    process.refresh_from_db()
    assert (process.stage, process.ended) == ("lapsed", end)


def test_a_response_after_closing_is_refused_with_the_time_of_closing(linde: Table) -> None:
    process = answered(linde, opened(linde), "no_objection")
    assert process.over_at is not None
    with clock.at(process.over_at), pytest.raises(Refused) as refused:
        commands.respond(linde.seat("Ravi"), process.pk, "concern", "te laat")
    assert (refused.value.code, refused.value.facts) == ("window_closed", {"at": process.over_at})
    assert Response.objects.filter(process=process).count() == 7


def test_the_ledger_holds_no_choice_and_no_reason(linde: Table) -> None:
    answered(linde, opened(linde), "concern", ["Ravi"])
    entry = Entry.objects.get(deed="respond")
    assert "omdat" not in str(entry.data)
    assert "'concern'" not in str(entry.data)
    assert {"choice#", "reason#"} <= set(entry.data)


def test_the_same_form_twice_is_one_response(linde: Table) -> None:
    process = opened(linde)
    for _ in range(2):
        commands.respond(linde.seat("Ravi"), process.pk, "no_objection", key="once")
    assert Response.objects.count() == 1


def test_responses_show_when_ones_own_is_in(linde: Table) -> None:
    process = answered(linde, opened(linde), "no_objection", ["Ravi"])
    case = queries.case_of(process)
    assert queries.may_see_responses(linde.seat("Ravi"), case)
    assert not queries.may_see_responses(linde.seat("Lotte"), case)


# --- asks


def test_who_answered_is_not_asked_any_more_and_a_new_version_asks_everybody(linde: Table) -> None:
    process = opened(linde)
    everybody = {linde.chair(name).pk for name in linde.names}
    assert asked("respond") == everybody
    answered(linde, process, "no_objection", ["Ravi"])
    assert asked("respond") == everybody - {pk(linde, "Ravi")}
    commands.edit_material(linde.seat("Joost"), process.pk, TITLE, "Iets anders.")
    assert asked("respond") == everybody
    commands.withdraw_proposal(linde.seat("Joost"), process.pk)
    assert asked("respond") == set()


def test_an_objection_asks_the_proposer_and_an_amendment_the_objector(linde: Table) -> None:
    process = opened(linde)
    commands.respond(linde.seat("Lotte"), process.pk, "objection", "schade", criteria=["harm"])
    process = answered(linde, process, "no_objection", linde.names[:-1])
    assert settled(linde, process).stage == "integrating"
    assert asked("integrate") == {pk(linde, "Joost")}
    commands.integrate(linde.seat("Joost"), process.pk, TITLE, "Ook in Haven.", [1])
    assert (asked("integrate"), asked("confirm_met")) == (set(), {pk(linde, "Lotte")})
    commands.confirm_met(linde.seat("Lotte"), process.pk, 1)
    assert asked("confirm_met") == set()


# --- who decides


def test_a_leaver_leaves_n_and_a_joiner_only_reads(linde: Table) -> None:
    process = answered(linde, opened(linde), "no_objection", linde.names[:6])
    people.free_seat(linde.facilitator, pk(linde, "Lotte"))
    assert commands.let_all_leavers_go() == 1
    assert commands.let_all_leavers_go() == 0
    case = queries.case_of(Process.objects.get(pk=process.pk))
    assert len(case.voters) == 6
    from tests.cast import sit

    sit(linde, "Lotte")
    with pytest.raises(Refused, match="joined_later"):
        commands.respond(linde.seat("Lotte"), process.pk, "no_objection")
    assert settled(linde, process).stage == "adopted"


def test_adding_somebody_asks_for_one_tap_of_who_answered(linde: Table) -> None:
    process = answered(linde, opened(linde), "no_objection", linde.names[:6])
    people.free_seat(linde.facilitator, pk(linde, "Lotte"))
    commands.let_all_leavers_go()
    from tests.cast import sit

    sit(linde, "Lotte")
    commands.add_to_electorate(linde.facilitator, process.pk, pk(linde, "Lotte"))
    assert asked("respond") == {linde.chair(name).pk for name in linde.names}
    for name in linde.names[:6]:
        commands.confirm_response(linde.seat(name), process.pk)
    assert asked("respond") == {pk(linde, "Lotte")}
    answered(linde, process, "no_objection", ["Lotte"])
    assert settled(linde, process).stage == "adopted"


# --- votes


def test_a_secret_ballot_keeps_nothing_but_counts(linde: Table) -> None:
    process = opened(linde, "majority", Terms(silence="not_counted", secrecy="secret"))
    for number, name in enumerate(linde.names):
        choice = "for" if number < 5 else "against"
        commands.cast_ballot(linde.seat(name), process, choice, linde.ballots[name])
    assert queries.own_ballot(process, linde.ballots["Lotte"]) == "against"
    assert Process.objects.get(pk=process.pk).over_at == process.closes
    process = settled(linde, process)
    assert process.stage == "adopted"
    assert process.outcome["figures"]["counts"] == {"for": 5, "against": 2, "blank": 0}
    assert not Response.objects.exists()
    assert not [name for name in connection.introspection.table_names() if name.startswith("box_")]
    assert not Entry.objects.filter(deed="cast_ballot").exists()


def test_secret_ballots_of_five_or_fewer_show_the_outcome_and_no_counts(next_door: Table) -> None:
    terms = Terms(silence="not_counted", secrecy="secret")
    draft = commands.draft_proposal(next_door.seat("Els"), next_door.team, "majority", terms, TITLE, TEXT)
    process = commands.open_process(next_door.seat("Els"), draft.pk)
    for name in next_door.names:
        commands.cast_ballot(next_door.seat(name), process, "for", next_door.ballots[name])
    process = settled(next_door, process)
    assert process.stage == "adopted"
    assert "counts" not in process.outcome["figures"]
    assert process.ballots is None


def test_five_ballots_of_more_people_show_no_counts_either(linde: Table) -> None:
    process = opened(linde, "majority", Terms(silence="not_counted", secrecy="secret"))
    for name in linde.names[:5]:
        commands.cast_ballot(linde.seat(name), process, "for", linde.ballots[name])
    process = settled(linde, process)
    assert (process.stage, process.ballots) == ("adopted", None)
    assert "counts" not in process.outcome["figures"]
    decision = Decision.objects.get(process=process)
    found = recount(log.export_decision(linde.facilitator, decision.pk))
    assert [one.code for one in found] == ["counts_not_kept"]


def test_a_withdrawn_secret_ballot_throws_its_box_away(linde: Table) -> None:
    process = opened(linde, "majority", Terms(silence="not_counted", secrecy="secret"))
    commands.withdraw_proposal(linde.seat("Joost"), process.pk)
    assert not [name for name in connection.introspection.table_names() if name.startswith("box_")]


def test_a_tie_on_people_is_voted_again_and_then_drawn_with_the_committed_value(linde: Table) -> None:
    terms = Terms(silence="not_counted", secrecy="secret", rule="plurality", about_people=True)
    process = opened(linde, "majority", terms, options=THREE)
    commitment = Entry.objects.get(deed="open_process").data["commitment"]
    for _ in range(2):
        for name, choice in zip(linde.names, "aaabbb", strict=False):
            commands.cast_ballot(linde.seat(name), process, choice, linde.ballots[name])
        process = settled(linde, process)
    figures = process.outcome["figures"]
    assert (process.outcome["code"], process.sitting) == ("lot", 2)
    assert figures["winner"] in ("a", "b")
    assert figures["commitment"] == commitment


def test_quorum_is_missing_at_the_opening_of_a_meeting(linde: Table) -> None:
    here = (pk(linde, "Joost"), pk(linde, "Ravi"))
    terms = Terms(silence="not_counted", quorum=Fraction(1, 2), live=True, present=here)
    assert opened(linde, "majority", terms).stage == "invalid"


# --- the record


def test_a_decision_is_changed_once_and_only_by_another_decision(linde: Table) -> None:
    first = decided(linde)
    plan = records.changing(first, "supersedes", "De wachttijd steeg.")
    second = decided(linde, plan=plan)
    first = Decision.objects.get(pk=first.pk)
    today = timezone.localdate(second.sealed)
    assert first.validity(today) == "superseded"
    assert second.replaces == first
    with pytest.raises(Refused, match="changed_already"):
        records.changing(first, "withdraws", "Nog iets.")
    assert (first.title, first.text) == (TITLE, TEXT)
    readers.asks.catch_up_all()
    looks_back = Ask.objects.filter(deed="review_decision").values_list("subject", flat=True)
    assert list(looks_back) == [second.code]


def test_two_proposals_that_change_the_same_decision_stand_in_line(linde: Table) -> None:
    first = decided(linde)
    plan = records.changing(first, "supersedes", "De wachttijd steeg.")
    one, other = (opened(linde, plan=plan) for _ in range(2))
    second, third = (
        Decision.objects.get(process=settled(linde, answered(linde, process, "no_objection")))
        for process in (one, other)
    )
    assert (second.replaces, third.replaces) == (first, second)


def test_a_decision_of_another_team_is_not_changed(linde: Table, elsewhere: Table) -> None:
    theirs = decided(linde)
    plan = records.changing(theirs, "supersedes", "Nieuw.")
    with pytest.raises(NotHere):
        commands.draft_proposal(
            elsewhere.seat("Yara"), elsewhere.team, "consent", Terms(), TITLE, TEXT, plan=plan
        )


def test_whose_answer_was_recorded_is_told_and_confirms_or_changes_it(linde: Table) -> None:
    process = opened(linde)
    ravi = pk(linde, "Ravi")
    commands.record_for(linde.seat("Lotte"), process.pk, ravi, "no_objection", how="per telefoon")
    assert asked("confirm_response") == {ravi}
    assert ravi not in asked("respond")
    commands.confirm_response(linde.seat("Ravi"), process.pk)
    assert asked("confirm_response") == set()


def test_understanding_follows_from_the_readback(linde: Table) -> None:
    decision = decided(linde)
    seat, today = linde.facilitator, timezone.localdate(decision.sealed)
    assert log.tracks(decision, today).understanding == "not_asked"
    readback = records.read_decision_back(seat, decision.pk)
    found = log.readbacks_of(seat, decision)
    assert found[decision.code] == readback
    assert log.tracks(decision, today, readback).understanding == "asked"
    reading.leave_open(seat, _compared(linde, readback.pk), "Dat hoort zo.")
    readback.refresh_from_db()
    assert log.tracks(decision, today, readback).understanding == "differs"


def _compared(table: Table, readback: int) -> int:
    from koers.domain.readbacks import Said

    for name in table.names:
        said = {"status": Said("choice", "decided" if name == "Ravi" else "trial")}
        reading.tell(table.seat(name), readback, "Zo las ik het.", said)
    return readback


def test_a_review_that_keeps_it_may_plan_the_next_one(linde: Table) -> None:
    decision = decided(linde, plan=Plan(owner=pk(linde, "Ravi")))
    assert asked("review_decision") == {pk(linde, "Ravi")}
    seat, day = linde.seat("Ravi"), decision.review_on
    assert log.tracks(decision, day).review == "due"
    records.review_decision(seat, decision.pk, "keep", "partly", "Bijna.", day + timedelta(days=90))
    tracks = log.tracks(decision, day, None, log.reviews_of(seat, decision)[decision.pk])
    assert (tracks.review, tracks.review_on) == ("planned", day + timedelta(days=90))
    records.review_decision(seat, decision.pk, "stop", "no")
    assert log.tracks(decision, day, None, log.reviews_of(seat, decision)[decision.pk]).review == "stopped"


def test_one_message_is_told_and_ticked_off(linde: Table) -> None:
    decision, seat = decided(linde), linde.seat("Ravi")
    records.word_message(seat, decision.pk, "Vanaf februari belt iedereen één nummer.")
    due = decision.review_on
    row = records.add_audience(seat, decision.pk, "Alle planners", pk(linde, "Anouk"), due, channel="overleg")
    assert asked("tell_audience") == {pk(linde, "Anouk")}
    records.tell_audience(linde.seat("Anouk"), decision.pk, row.pk)
    assert asked("tell_audience") == set()
    with pytest.raises(Refused, match="told_some"):
        records.word_message(seat, decision.pk, "Toch iets anders.")


def test_an_outsider_finds_nothing(linde: Table, elsewhere: Table, next_door: Table) -> None:
    decision = decided(linde)
    for table in (elsewhere, next_door):
        with pytest.raises(NotHere):
            log.decision_at(table.facilitator, decision.number)
        with pytest.raises(NotHere):
            log.export_decision(table.facilitator, decision.pk)
        with pytest.raises(NotHere):
            commands.withdraw_proposal(table.seat(table.names[0]), decision.process.pk)


def test_a_process_is_read_in_six_queries(linde: Table, django_assert_max_num_queries: Any) -> None:
    process = answered(linde, opened(linde), "concern", linde.names[:5])
    seat = linde.seat("Ravi")
    with django_assert_max_num_queries(6):
        found = queries.process_at(seat, process.number)
        queries.possible(seat, queries.whole(found).case, datetime.now(UTC))


def test_what_a_seat_may_do_follows_from_the_tables(linde: Table) -> None:
    process = opened(linde)
    case, now = queries.case_of(process), timezone.now()
    may = {name: set(queries.possible(linde.seat(name), case, now)) for name in ("Joost", "Ravi")}
    assert may["Joost"] - may["Ravi"] >= {"edit_material", "extend_once", "withdraw_proposal", "integrate"}
    assert "respond" in may["Ravi"]
    assert set(processes.FINAL).isdisjoint({case.stage})
