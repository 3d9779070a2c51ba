"""The scan's rounds: who may, when, what is kept, and what can't be found afterwards."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from koers.apps.actions import commands as actions
from koers.apps.ledger import box, clock
from koers.apps.ledger.models import Ask, Entry
from koers.apps.people import commands as people
from koers.apps.people import queries
from koers.apps.scans import commands
from koers.apps.scans import queries as scans
from koers.apps.scans.models import Answer, Round
from koers.domain.actions import plan
from koers.domain.ballots import Ballot
from koers.domain.refusals import NotHere, Refused
from koers.web.views.scans import rows

FIVE = ("direction", "synergy", "structure", "steering", "success")
NAMES = ["Marieke", "Joost", "Samira", "Pieter-Jan", "Anouk", "Ravi", "Lotte"]
pytestmark = pytest.mark.django_db(transaction=True)


class Table:
    """A team around a table, everybody sitting."""

    def __init__(self, names=NAMES, title="MT"):
        founder = people.first_founder("Wim")
        seat = queries.seat_of_person(founder)
        organisation = people.found_organisation(seat, "De Linde")
        self.helper = people.open_team(seat, organisation, title, names)
        self.team = self.helper.team
        self.lead = queries.seat_of(queries.member_at(founder, self.team.key))
        door = people.invite(self.lead, self.team)
        self.seats, self.ballots = [], []
        for member in list(queries.table(self.lead)):
            chair, ballot = people.claim_seat(queries.guest_seat(door, None), door, member.pk, member.name)
            self.seats.append(queries.seat_of(queries.member_at(chair.person, self.team.key)))
            self.ballots.append(ballot)

    def open(self, mode="confidential", **options):
        return commands.open_round(self.lead, self.team, mode, **options)

    def answer(self, scan, i, score=3, why=""):
        given = Ballot(dict.fromkeys(FIVE, score), {"structure": why} if why else {})
        commands.answer(self.seats[i], scan, given, self.ballots[i])


@pytest.fixture
def table():
    return Table()


def fresh(scan):
    return Round.objects.get(pk=scan.pk)


def test_seven_answers_close_the_round_and_leave_only_tallies(table):
    scan = table.open()
    for i, score in enumerate([1, 2, 2, 2, 2, 3, 4]):
        table.answer(scan, i, score, why=f"reden {i}")
    scan = fresh(scan)
    assert (scan.stage, scan.answered) == ("talking", 7)
    outcome = scans.outcome(scan)
    assert outcome.shows == "dots"
    assert outcome.readings[0].counts == (1, 4, 1, 1, 0)
    assert sorted(w.text for w in scans.whys(table.lead, scan)) == [f"reden {i}" for i in range(7)]
    assert not Answer.objects.exists()
    assert scan.box not in " ".join(connection.introspection.table_names())


def test_an_answer_can_be_changed_until_closing_and_counts_once(table):
    scan = table.open()
    table.answer(scan, 0, 5)
    table.answer(scan, 0, 1)
    assert scan.how_many() == 1
    assert scans.own_answer(table.seats[0], scan, table.ballots[0]).scores["structure"] == 1
    assert scans.own_answer(table.seats[1], scan, table.ballots[1]) is None


def test_a_late_answer_is_refused_with_the_time_of_closing(table):
    scan = table.open()
    table.answer(scan, 0)
    commands.close_round(table.lead, scan.pk)
    with pytest.raises(Refused) as refused:
        table.answer(scan, 1)
    assert refused.value.code == "round_closed"
    assert refused.value.facts["at"] == fresh(scan).closed


def test_the_clock_closes_a_window_even_when_nobody_came(table):
    scan = table.open(closes=timezone.now() + timedelta(hours=1))
    table.answer(scan, 0)
    end = timezone.now() - timedelta(minutes=1)
    Round.objects.filter(pk=scan.pk).update(closes=end)
    with pytest.raises(Refused):
        table.answer(scan, 1)
    closed = commands.close_if_over(table.lead, fresh(scan), timezone.now())
    assert closed.closed == end
    assert commands.close_if_over(table.lead, closed, timezone.now()).closed == end
    assert Entry.objects.get(deed="close_round").at == end


def test_the_worker_closes_what_is_over_and_nothing_else(table):
    scan = table.open(closes=timezone.now() + timedelta(hours=1))
    assert commands.close_all_over() == 0
    with clock.at(timezone.now() + timedelta(hours=2)):
        assert commands.close_all_over() == 1
        assert commands.close_all_over() == 0
    assert fresh(scan).closed == fresh(scan).closes


@pytest.mark.parametrize(
    ("answers", "shows", "kept"), [(4, "nothing", 0), (5, "middle", 0), (6, "dots", 5), (7, "dots", 5)]
)
def test_only_what_may_be_shown_is_kept(table, answers, shows, kept):
    scan = table.open()
    for i in range(answers):
        table.answer(scan, i, why="een waarom")
    if answers < 7:
        commands.close_round(table.lead, scan.pk)
    scan = fresh(scan)
    assert scans.outcome(scan).shows == shows
    assert scan.tallies.count() == kept
    assert scan.whys.count() == (answers if answers >= 6 else 0)
    if shows == "middle":
        assert {r.median for r in scans.outcome(scan).readings} == {3}


def test_a_round_by_name_keeps_who_gave_what():
    table = Table(NAMES[:4])
    scan = table.open("by_name")
    for i in range(4):
        table.answer(scan, i, i + 1, why="want")
    assert [a.person_id for a in scan.answers.order_by("pk")] == [s.person for s in table.seats]
    assert {w.name for w in scan.whys.all()} == set(NAMES[:4])


def test_a_team_of_two_is_told_what_a_scan_needs():
    with pytest.raises(Refused) as refused:
        Table(NAMES[:2]).open("by_name")
    assert refused.value.code == "too_few_seats"
    assert refused.value.facts == {"seats": 2, "least": 3}


@pytest.mark.parametrize(("size", "mode"), [(5, "confidential"), (6, "guessable"), (7, "other")])
def test_a_mode_that_doesnt_fit_the_size_is_refused(size, mode):
    with pytest.raises(Refused) as refused:
        Table(NAMES[:size]).open(mode)
    assert refused.value.code == "mode_unfit"


def test_talk_then_choose_then_agree_two_actions(table):
    scan = table.open()
    for i in range(7):
        table.answer(scan, i)
    commands.talk_about(table.lead, scan.pk, "structure")
    commands.note_talk(table.seats[0], scan.pk, "structure", "Wie belt wie?")
    commands.open_choice(table.lead, scan.pk)
    for i in range(7):
        commands.pick(table.seats[i], scan, "structure" if i < 4 else "steering", table.ballots[i])
    scan = fresh(scan)
    assert scan.stage == "agreeing"
    assert scan.picks == {"direction": 0, "synergy": 0, "structure": 4, "steering": 3, "success": 0}
    today = timezone.localdate()
    members = scan.electorate
    plans = [
        plan(1, "Zet op een A4 wie belt", members[0], today + timedelta(days=10), members, today),
        plan(2, "Bespreek het rooster", members[1], today + timedelta(days=30), members, today),
    ]
    made = actions.agree_actions(table.lead, scan.pk, "structure", plans, "Er belt een persoon")
    assert fresh(scan).stage == "agreed"
    assert [a.owner_id for a in made] == members[:2]
    asked = {(m, "report_action") for m in members[:2]} | {(members[1], "note_progress")}
    assert set(Ask.objects.values_list("member", "deed")) == asked | {(table.lead.member, "open_round")}
    actions.report_action(table.seats[1], made[0].pk, "done", "Hangt op de gang", "too_early")
    assert Ask.objects.filter(subject=made[0].code).count() == 0
    with pytest.raises(Refused):
        actions.report_action(table.seats[1], made[0].pk, "not_done")


def test_only_the_facilitator_opens_and_closes(table):
    with pytest.raises(Refused) as refused:
        commands.open_round(table.seats[0], table.team, "confidential")
    assert refused.value.code == "not_yours"
    scan = table.open()
    with pytest.raises(Refused):
        commands.close_round(table.seats[0], scan.pk)


def test_another_team_finds_nothing(table):
    other = Table(title="Anders")
    scan = table.open()
    with pytest.raises(NotHere):
        scans.round_at(other.seats[0], scan.number)
    with pytest.raises(NotHere):
        commands.close_round(other.lead, scan.pk)
    with pytest.raises(NotHere):
        commands.answer(other.seats[0], scan, Ballot(), other.ballots[0])
    assert scan.how_many() == 0


def test_while_a_round_is_open_nothing_stored_says_who_answered(table):
    scan = table.open()
    entries, asks = Entry.objects.count(), Ask.objects.count()
    table.answer(scan, 3)
    assert (Entry.objects.count(), Ask.objects.count()) == (entries, asks)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM box_{scan.box}")
        ((slot, content),) = cursor.fetchall()
    assert slot == box.slot(table.ballots[3], scan.box)
    assert str(table.seats[3].member) not in content


def test_cancelling_throws_away_what_was_given(table):
    scan = table.open()
    table.answer(scan, 0)
    commands.cancel_round(table.lead, scan.pk)
    assert fresh(scan).stage == "cancelled"
    assert f"box_{scan.box}" not in connection.introspection.table_names()
    assert not Ask.objects.exists()
    assert table.open().number == 2


def test_by_name_stays_by_person_when_somebody_else_sits_there(table):
    first = table.open("by_name")
    for i in range(7):
        table.answer(first, i, 2, why="toen")
    people.free_seat(table.lead, table.seats[0].member)
    door = people.invite(table.lead, table.team)
    chair, _ = people.claim_seat(queries.guest_seat(door, None), door, table.seats[0].member, "Karin")
    table.seats[0] = queries.seat_of(queries.member_at(chair.person, table.team.key))
    second = table.open("by_name")
    for i in range(7):
        table.answer(second, i, 4)
    given = scans.given_by(fresh(first), fresh(second))
    assert [row.name for row in given[first.pk]] == NAMES
    assert given[second.pk][0].name == "Karin"
    assert {w.name for w in first.whys.all()} == set(NAMES)
    moves = rows.beside(fresh(second), fresh(first), {}, given).changes["structure"]
    assert (moves.up, moves.down, moves.same) == (6, 0, 0)
    assert (sum(moves.joined), sum(moves.left)) == (1, 1)


def test_without_names_one_other_person_means_no_comparison(table):
    first = table.open()
    for i in range(7):
        table.answer(first, i, 2)
    second = table.open()
    for i in range(7):
        table.answer(second, i, 3)
    both = fresh(first), fresh(second)
    assert rows.beside(both[1], both[0], scans.results_of(*both), {}).changes.keys() == set(FIVE)
    people.free_seat(table.lead, table.seats[0].member)
    door = people.invite(table.lead, table.team)
    chair, ballot = people.claim_seat(queries.guest_seat(door, None), door, table.seats[0].member, "Karin")
    table.seats[0], table.ballots[0] = (
        queries.seat_of(queries.member_at(chair.person, table.team.key)),
        ballot,
    )
    third = table.open()
    for i in range(7):
        table.answer(third, i, 3)
    both = fresh(second), fresh(third)
    past = rows.beside(both[1], both[0], scans.results_of(*both), {})
    assert (past.changes, past.apart) == ({}, "nearly_same_people")


def test_a_freed_seat_gives_no_second_place_in_a_full_box(table):
    scan = table.open()
    for i in range(6):
        table.answer(scan, i)
    people.free_seat(table.lead, table.seats[0].member)
    door = people.invite(table.lead, table.team)
    chair, fresh_ballot = people.claim_seat(
        queries.guest_seat(door, None), door, table.seats[0].member, "Marieke"
    )
    seat = queries.seat_of(queries.member_at(chair.person, table.team.key))
    box.put(scan.box, table.ballots[6], Ballot().as_content())  # the last place, not yet counted
    with pytest.raises(Refused) as refused:
        commands.answer(seat, scan, Ballot(), fresh_ballot)
    assert refused.value.code == "box_full"
    assert scan.how_many() == 7


def test_a_full_box_that_a_crash_left_open_is_closed_at_the_next_look(table):
    scan = table.open()
    for ballot in table.ballots:
        box.put(scan.box, ballot, Ballot().as_content())
    assert commands.close_if_over(table.lead, fresh(scan), timezone.now()).stage == "talking"
    commands.open_choice(table.lead, scan.pk)
    for ballot in table.ballots:
        box.put(scan.pick_box, ballot, {"s": "success"})
    assert commands.close_if_over(table.lead, fresh(scan), timezone.now()).picks["success"] == 7


def test_a_box_that_is_emptied_while_a_page_is_made_says_so(table):
    scan = table.open()
    commands.close_round(table.lead, scan.pk)
    with pytest.raises(box.Gone):
        scans.progress(scan)
    with pytest.raises(box.Gone):
        scans.own_answer(table.seats[0], scan, table.ballots[0])


def test_a_seat_with_a_past_leaves_the_table_and_keeps_its_answers(table):
    scan = table.open("by_name")
    table.answer(scan, 6)
    people.free_seat(table.lead, table.seats[6].member)
    people.set_table(table.lead, table.team, NAMES[:6])
    assert queries.table(table.lead).count() == 6
    assert scan.answers.get().member_id == table.seats[6].member


def test_nobody_frees_the_seat_they_sit_on():
    """Whoever sat down there next would have the powers of who freed it."""
    table = Table(NAMES[:3])
    people.free_seat(table.lead, table.seats[0].member)
    chair, _ = people.take_own_seat(table.lead, table.helper, table.seats[0].member, "Wim")
    with pytest.raises(Refused) as refused:
        people.free_seat(queries.seat_of(chair), chair.pk)
    assert refused.value.code == "own_seat"
