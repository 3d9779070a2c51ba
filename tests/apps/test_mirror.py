"""What the mirror reads: the rows of a team as plain data, as they hold today."""

from datetime import date, timedelta

import pytest

from koers.apps.decisions import commands
from koers.apps.decisions.models import Decision, Process
from koers.apps.decisions.records import commands as records
from koers.apps.ledger import clock
from koers.apps.mirror import queries
from koers.apps.people import commands as people
from koers.domain.processes import Terms
from tests import proposals
from tests.cast import Table

pytestmark = pytest.mark.django_db


def decided(table: Table, names: list[str] | None = None) -> Decision:
    process = proposals.answered(table, proposals.opened(table), names or table.names)
    return Decision.objects.get(process=closed(table, process))


def closed(table: Table, process: Process) -> Process:
    assert process.over_at is not None
    with clock.at(process.over_at):
        return records.settle(table.facilitator, process, process.over_at)


def looked_back(table: Table, decision: Decision, next_on: date | None) -> None:
    records.review_decision(table.facilitator, decision.pk, "keep", "yes", "Het werkt.", next_on=next_on)


def test_a_look_back_without_a_next_day_ends_the_earlier_next_day(linde: Table) -> None:
    decision = decided(linde)
    later = clock.now().date() + timedelta(days=40)
    looked_back(linde, decision, later)
    (told,) = queries.history(linde.facilitator).decisions
    assert (told.review_on, told.reviewed) == (later, False)
    looked_back(linde, decision, None)
    (told,) = queries.history(linde.facilitator).decisions
    assert told.reviewed


def test_who_left_counts_neither_among_the_asked_nor_among_who_answered(linde: Table) -> None:
    vote = proposals.opened(linde, "majority", proposals.VOTE)
    process = proposals.answered(linde, vote, linde.names[:3], "for")
    people.free_seat(linde.facilitator, linde.chair(linde.names[2]).pk)
    assert process.closes is not None
    with clock.at(process.closes):
        records.settle(linde.facilitator, proposals.now(process), process.closes)
    (window,) = queries.history(linde.facilitator).windows
    assert (window.asked, window.answered) == (len(linde.names) - 1, 2)


def test_an_answer_to_an_older_text_is_no_answer(linde: Table) -> None:
    vote = proposals.opened(linde, "majority", proposals.VOTE)
    process = proposals.answered(linde, vote, linde.names[:3], "for")
    proposer = linde.seat(linde.names[1])
    commands.edit_material(proposer, process.pk, proposals.TITLE, proposals.SECOND)
    commands.respond(linde.seat(linde.names[0]), process.pk, "for")
    closed_at = proposals.now(process).closes
    assert closed_at is not None
    with clock.at(closed_at):
        records.settle(linde.facilitator, proposals.now(process), closed_at)
    (window,) = queries.history(linde.facilitator).windows
    assert (window.asked, window.answered) == (len(linde.names), 1)


def test_a_withdrawn_proposal_and_a_secret_ballot_are_no_windows(linde: Table) -> None:
    proposer = linde.seat(linde.names[1])
    commands.withdraw_proposal(proposer, proposals.opened(linde).pk)
    secret = proposals.opened(linde, "majority", Terms(silence="not_counted", secrecy="secret"))
    assert secret.closes is not None
    with clock.at(secret.closes):
        records.settle(linde.facilitator, secret, secret.closes)
    assert queries.history(linde.facilitator).windows == ()
