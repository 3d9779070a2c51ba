"""Decisions by mandate and urgent actions, told by commands: what is kept, who is asked, who hears."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from koers.apps.authority import commands as authority
from koers.apps.authority.models import Mandate
from koers.apps.decisions import commands, grounds
from koers.apps.decisions.models import Decision, Process
from koers.apps.decisions.records import commands as records
from koers.apps.decisions.records import queries as log
from koers.apps.direction.commands import priorities
from koers.apps.ledger import clock, readers
from koers.apps.ledger.models import Ask, Entry
from koers.apps.topics import queries as topics
from koers.apps.topics.models import Topic
from koers.domain.marks import urgent_state
from koers.domain.processes import Terms
from koers.domain.processes.recounting import recount
from koers.domain.refusals import Refused
from tests import proposals
from tests.cast import Table

pytestmark = pytest.mark.django_db


def asked(table: Table, deed: str) -> set[str]:
    """Who is asked this now, at a chair or beside the table."""
    readers.asks.catch_up(table.team.stream_id)
    members = set(Ask.objects.filter(deed=deed).values_list("member", flat=True))
    helper = {"Bram"} if table.helper.pk in members else set()
    return helper | {name for name in table.names if table.chair(name).pk in members}


def others(table: Table) -> set[str]:
    return set(table.names) - {"Joost"}


def test_a_decision_by_mandate_is_sealed_at_once_and_the_others_read_it(linde: Table) -> None:
    decision = proposals.by_mandate(linde)
    assert (decision.method, decision.figures["level"]) == ("mandate", "inquire")
    assert decision.record["terms"]["ground"]["limits"]["amount"] == 5000
    assert asked(linde, "read_decision") == others(linde)
    commands.read_decision(linde.seat("Ravi"), decision.pk)
    assert asked(linde, "read_decision") == others(linde) - {"Ravi"}
    assert recount(log.export_decision(linde.facilitator, decision.pk)) == []


def test_what_was_left_to_the_decider_altogether_asks_nobody_anything(linde: Table) -> None:
    decision = proposals.by_mandate(linde, level=7)
    assert (decision.record["follows"], decision.record["told"]) == ("log", [])
    assert asked(linde, "read_decision") == set()


def test_a_report_is_asked_within_a_month_and_ends_when_it_is_there(linde: Table) -> None:
    decision = proposals.by_mandate(linde)
    assert asked(linde, "report_back") == {"Joost"}
    due = Ask.objects.get(deed="report_back").due
    assert due is not None
    assert due - decision.sealed == timedelta(days=30)
    commands.report_back(linde.seat("Joost"), decision.pk, "De tablets werken.")
    assert asked(linde, "report_back") == set()


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"amount": 5001}, "beyond_amount"),
        ({"amount": None}, "amount_needed"),
        ({"irreversible": True}, "beyond_irreversible"),
        ({"by": "Ravi"}, "not_your_mandate"),
        ({"level": 4}, "level_asks"),
        ({"level": 5}, "level_asks"),
    ],
)
def test_beyond_the_mandate_nothing_is_written(linde: Table, more: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        proposals.by_mandate(linde, **more)
    assert not Process.objects.exists()


def test_a_mandate_that_was_withdrawn_after_the_draft_decides_nothing(linde: Table) -> None:
    given = proposals.mandated(linde)
    draft = proposals.drafted(linde, "mandate", proposals.in_name_of(given))
    authority.withdraw_mandate(linde.facilitator, given.pk, "Het geld is op.")
    with pytest.raises(Refused, match="mandate_withdrawn"):
        commands.open_process(linde.seat("Joost"), draft.pk)
    assert Process.objects.get().stage == "draft"


def test_what_is_kept_is_the_mandate_as_it_stood_when_it_was_used(linde: Table) -> None:
    decision = proposals.by_mandate(linde)
    Mandate.objects.update(amount=1)
    assert recount(log.export_decision(linde.facilitator, decision.pk)) == []


def test_somebody_is_offered_their_own_mandates_and_those_they_gave(linde: Table) -> None:
    given, today = proposals.mandated(linde), timezone.localdate()
    offered = {name: grounds.offered(linde.seat(name), today) for name in ("Joost", "Ravi")}
    assert offered == {"Joost": [(given.code, "inkoop")], "Ravi": []}
    assert grounds.offered(linde.facilitator, today) == [(given.code, "inkoop")]


def test_an_urgent_action_is_told_to_all_at_once_and_waits_for_the_next_meeting(linde: Table) -> None:
    decision = proposals.urgently(linde)
    assert set(decision.record["checks"]) == {"serves", "prevents", "spends_nothing", "cannot_wait"}
    assert asked(linde, "read_decision") == others(linde)
    topic = Topic.objects.get()
    assert (topic.title, topic.origin, topic.author) == (decision.title, "incident", linde.chair("Joost"))
    assert decision.process is not None
    assert topics.came_from(topic) == [decision.process.code]
    assert asked(linde, "note_discussed") == {"Bram"}
    assert Ask.objects.get(deed="note_discussed").since - decision.sealed == timedelta(days=7)
    commands.note_discussed(linde.seat("Ravi"), decision.pk, "Goed gedaan; volgende keer ook de nachtdienst.")
    assert asked(linde, "note_discussed") == set()


def test_sent_twice_it_is_done_once_and_comes_up_once(linde: Table) -> None:
    terms = Terms(silence="not_counted", checks=proposals.CHECKS)
    draft = proposals.drafted(linde, "urgent", terms)
    for _ in range(2):
        commands.act_urgently(linde.seat("Joost"), draft.pk, key="een")
    assert (Topic.objects.count(), Entry.objects.filter(deed="open_process").count()) == (1, 1)


def test_what_cannot_wait_is_not_held_up_by_the_yardstick(linde: Table) -> None:
    priorities.set_yardstick(linde.facilitator, linde.team, ["strategy", "budget"], "Daar gaat het mis")
    assert proposals.urgently(linde).method == "urgent"


def test_who_acts_stops_when_asked(linde: Table) -> None:
    decision = proposals.urgently(linde)
    commands.ask_stop(linde.seat("Lotte"), decision.pk, "De nachtdienst staat nu zonder bedden.")
    assert asked(linde, "note_stopped") == {"Joost"}
    commands.note_stopped(linde.seat("Joost"), decision.pk, "Bedden staan terug; twee zijn nog onderweg.")
    assert asked(linde, "note_stopped") == set()
    marks = [one.mark for one in log.marks_of(decision)]
    assert ([one.kind for one in marks], urgent_state(marks)) == (["stop", "stopped"], "stopped")
    assert Entry.objects.filter(deed="ask_stop").count() == 1


def test_nobody_else_says_that_it_was_stopped(linde: Table) -> None:
    decision = proposals.urgently(linde)
    with pytest.raises(Refused, match="not_yours"):
        commands.note_stopped(linde.seat("Lotte"), decision.pk, "Ik heb het gestopt.")


def test_a_decision_of_one_is_changed_only_by_another_one(linde: Table) -> None:
    decision = proposals.urgently(linde)
    before = (decision.text, decision.digest, decision.record)
    commands.ask_stop(linde.seat("Lotte"), decision.pk, "Stop.")
    commands.read_decision(linde.seat("Ravi"), decision.pk)
    after = Decision.objects.get(pk=decision.pk)
    assert (after.text, after.digest, after.record) == before
    plan = records.changing(after, "withdraws", "Er zijn weer bedden.")
    assert plan.replaces == after.pk


def test_what_is_said_beside_it_enters_the_ledger_as_a_hash(linde: Table) -> None:
    decision = proposals.urgently(linde)
    commands.ask_stop(linde.seat("Lotte"), decision.pk, "De nachtdienst staat zonder bedden.")
    assert "nachtdienst" not in str(list(Entry.objects.values_list("data", flat=True)))
    assert clock.now() >= decision.sealed
