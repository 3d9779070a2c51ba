"""Following what a scan agreed: when who is asked, what may be said, and what makes room for a new one."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from koers.apps.actions import commands, queries
from koers.apps.actions.models import Action
from koers.apps.ledger import clock, readers
from koers.apps.ledger.models import Ask, Entry
from koers.apps.people import commands as people
from koers.apps.scans import commands as scans
from koers.apps.scans.models import Round
from koers.domain.actions import Plan
from koers.domain.refusals import NotHere, Refused
from tests import cast, rounds
from tests.cast import Table

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
#: In the week before the clock goes back: day 15 lies on the other side.
AGREED = date(2026, 10, 20)


def at(day: int, hour: int = 10, minute: int = 0) -> datetime:
    """So many days after the scan, by the clock on the team's wall."""
    return datetime.combine(AGREED + timedelta(days=day), time(hour, minute), AMSTERDAM)


@pytest.fixture
def linde(db: None) -> Table:
    """De Linde's MT, set the day before: a stream's clock never runs back."""
    with clock.at(at(-1)):
        return cast.de_linde()


@pytest.fixture
def made(linde: Table) -> list[Action]:
    """Two actions, due on day 14 and on day 30."""
    with clock.at(at(0)):
        scan = rounds.agreeing(linde)
        due = [AGREED + timedelta(days=14), AGREED + timedelta(days=30)]
        plans = [Plan(f"Actie {n}", scan.electorate[n], due[n]) for n in (0, 1)]
        return commands.agree_actions(linde.facilitator, scan.pk, "structure", plans, "Er belt één persoon")


def asked(table: Table, moment: datetime) -> set[tuple[str, str]]:
    """Who is asked what at a moment."""
    readers.asks.catch_up(table.team.stream_id)
    names = {chair.pk: str(chair) for chair in (*map(table.chair, table.names), table.helper)}
    waiting = Ask.objects.waiting(moment)
    return {(names[one.member], one.deed) for one in waiting}


def refused(do: Callable[[], object]) -> str:
    """The code with which something was refused."""
    with pytest.raises(Refused) as refusal:
        do()
    return refusal.value.code


# -- when who is asked


@pytest.mark.parametrize(
    ("moment", "who"),
    [
        (at(0, 12), set()),
        (at(13, 23, 59), set()),
        (at(14, 0, 0), {("Marieke", "report_action")}),
        (at(14, 23, 59), {("Marieke", "report_action")}),
        (at(15, 0, 0), {("Marieke", "report_action"), ("Joost", "note_progress")}),
        (
            at(30, 0, 0),
            {
                ("Marieke", "report_action"),
                ("Joost", "note_progress"),
                ("Joost", "report_action"),
                ("Bram", "open_round"),
            },
        ),
    ],
)
def test_an_ask_appears_at_midnight_of_its_own_day_and_not_before(
    linde: Table, made: list[Action], moment: datetime, who: set[tuple[str, str]]
) -> None:
    assert asked(linde, moment) == who


def test_an_ask_is_due_when_its_day_ends_whatever_the_clock_did(linde: Table, made: list[Action]) -> None:
    readers.asks.catch_up(linde.team.stream_id)
    due = Ask.objects.get(deed="report_action", subject=made[0].code).due
    assert due == at(15, 0, 0)
    assert due - made[0].agreed == timedelta(days=14, hours=15)  # fourteen days, of which one had 25 hours


def test_what_is_said_ends_the_ask(linde: Table, made: list[Action]) -> None:
    joost = linde.seat("Joost")
    with clock.at(at(15)):
        commands.note_progress(joost, made[1].pk, "stuck", "Wacht op de cijfers")
    assert ("Joost", "note_progress") not in asked(linde, at(29))
    assert Action.objects.get(pk=made[1].pk).progress == "stuck"
    with clock.at(at(30)):
        commands.report_action(joost, made[1].pk, "partly", "Half", "a_bit")
    assert ("Joost", "report_action") not in asked(linde, at(31))
    assert Entry.objects.get(deed="report_action").data == {"outcome": "partly", "effect": "a_bit"}


# -- what may be said


def test_what_the_team_notices_is_said_too_and_once(linde: Table, made: list[Action]) -> None:
    joost = linde.seat("Joost")
    assert refused(lambda: commands.report_action(joost, made[1].pk, "done")) == "effect_unknown"
    assert (
        refused(lambda: commands.report_action(joost, made[1].pk, "stopped", "", "no")) == "outcome_unknown"
    )
    commands.report_action(joost, made[1].pk, "done", "", "yes")
    for again in (
        lambda: commands.report_action(joost, made[1].pk, "not_done", "", "no"),
        lambda: commands.note_progress(joost, made[1].pk, "stuck"),
        lambda: commands.stop_action(joost, made[1].pk, "Toch niet"),
        lambda: commands.put_off_action(joost, made[1].pk, made[1].due + timedelta(days=3), "Later"),
    ):
        assert refused(again) == "action_reported"


def test_an_action_gets_another_day_once_with_a_word_and_is_asked_again_then(
    linde: Table, made: list[Action]
) -> None:
    marieke, day = linde.seat("Marieke"), AGREED + timedelta(days=25)
    with clock.at(at(16)):
        assert refused(lambda: commands.put_off_action(marieke, made[0].pk, day, " ")) == "word_missing"
        assert refused(lambda: commands.put_off_action(marieke, made[0].pk, AGREED, "Ziek")) == "due_unfit"
        commands.put_off_action(marieke, made[0].pk, day, "Het rooster liep uit")
        assert refused(lambda: commands.put_off_action(marieke, made[0].pk, day, "Weer")) == "action_moved"
    action = Action.objects.get(pk=made[0].pk)
    assert (action.due, action.first_due) == (day, made[0].due)
    assert ("Marieke", "report_action") not in asked(linde, at(24, 23, 59))
    assert ("Marieke", "report_action") in asked(linde, at(25, 0, 0))
    assert "rooster" not in str(Entry.objects.get(deed="put_off_action").data)


def test_an_action_is_stopped_with_a_reason(linde: Table, made: list[Action]) -> None:
    marieke = linde.seat("Marieke")
    assert refused(lambda: commands.stop_action(marieke, made[0].pk, "")) == "word_missing"
    commands.stop_action(marieke, made[0].pk, "Niet meer nodig")
    assert not asked(linde, at(20)) & {("Marieke", "report_action"), ("Marieke", "note_progress")}
    assert made[0].pk not in queries.open_ones(marieke).values_list("pk", flat=True)


def test_whoever_wants_takes_over_an_action_whose_owner_left_the_table(
    linde: Table, made: list[Action]
) -> None:
    samira = linde.seat("Samira")
    assert refused(lambda: commands.take_over_action(samira, made[1].pk)) == "action_has_owner"
    with clock.at(at(9)):
        people.free_seat(linde.facilitator, linde.chair("Joost").pk)
    assert queries.open_ones(samira).get(pk=made[1].pk).without_owner
    with clock.at(at(10)):
        commands.take_over_action(samira, made[1].pk)
    assert ("Samira", "note_progress") in asked(linde, at(15))
    assert ("Joost", "note_progress") not in asked(linde, at(15))
    assert refused(lambda: commands.take_over_action(linde.seat("Anouk"), made[1].pk)) == "action_has_owner"


def test_who_takes_over_after_the_halfway_day_is_asked_what_came_of_it(
    linde: Table, made: list[Action]
) -> None:
    with clock.at(at(9)):
        people.free_seat(linde.facilitator, linde.chair("Joost").pk)
    with clock.at(at(20)):
        commands.take_over_action(linde.seat("Samira"), made[1].pk)
    assert {deed for name, deed in asked(linde, at(30)) if name == "Samira"} == {"report_action"}


def test_another_team_finds_no_action(linde: Table, made: list[Action], next_door: Table) -> None:
    fatima = next_door.seat("Fatima")
    for do in (
        lambda: commands.note_progress(fatima, made[0].pk, "done"),
        lambda: commands.put_off_action(fatima, made[0].pk, AGREED + timedelta(days=20), "Later"),
        lambda: commands.stop_action(fatima, made[0].pk, "Niet nodig"),
        lambda: commands.take_over_action(fatima, made[0].pk),
    ):
        with clock.at(at(16)), pytest.raises(NotHere):
            do()


# -- room for a new one


def test_a_third_action_waits_until_one_is_closed(linde: Table, made: list[Action]) -> None:
    with clock.at(at(40)):
        scan, due = rounds.agreeing(linde), AGREED + timedelta(days=50)
        plans = [Plan(f"Nieuw {n}", scan.electorate[n], due) for n in (0, 1)]

        def agree(count: int) -> list[Action]:
            lead = linde.facilitator
            return commands.agree_actions(lead, scan.pk, "success", plans[:count], "We bellen terug")

        assert refused(lambda: agree(2)) == "actions_open"
        commands.report_action(linde.seat("Marieke"), made[0].pk, "not_done", "", "no")
        assert refused(lambda: agree(2)) == "actions_needed"
        assert len(agree(1)) == 1
        assert queries.open_of_scans(linde.facilitator).count() == 2


# -- the next round


def proposed(table: Table, day: int) -> list[tuple[int, int]]:
    """When the next round is proposed and for which day, in days after the scan."""
    readers.asks.catch_up(table.team.stream_id)
    asks = Ask.objects.waiting(at(day)).filter(deed="open_round").values_list("since", "due")
    return [((clock.day(since) - AGREED).days, (clock.day(due) - AGREED).days - 1) for since, due in asks]


def test_the_next_round_is_proposed_after_thirty_days_for_the_day_of_the_rhythm(
    linde: Table, made: list[Action]
) -> None:
    assert proposed(linde, 29) == []
    assert proposed(linde, 30) == [(30, 56)]


def test_not_now_is_two_weeks_and_opening_one_ends_it(linde: Table, made: list[Action]) -> None:
    scan = Round.objects.get()
    with clock.at(at(56)):
        scans.put_off_round(linde.facilitator, scan.pk)
    assert proposed(linde, 69) == []
    assert proposed(linde, 70) == [(70, 70)]
    with clock.at(at(71)):
        rounds.opened(linde)
    assert proposed(linde, 400) == []


def test_a_team_has_its_own_rhythm(linde: Table) -> None:
    with clock.at(at(0)):
        scans.set_rhythm(linde.facilitator, linde.team, 6)
        due = AGREED + timedelta(days=9)
        scan = rounds.agreeing(linde)
        plans = [Plan("Bel", scan.electorate[0], due)] * 2
        commands.agree_actions(linde.facilitator, scan.pk, "structure", plans, "Rust")
    assert proposed(linde, 30) == [(30, 42)]
    assert refused(lambda: scans.set_rhythm(linde.facilitator, linde.team, 30)) == "rhythm_unfit"


def test_a_round_that_isnt_agreed_has_no_next_one_to_put_off(linde: Table) -> None:
    scan = rounds.talking(linde)
    assert refused(lambda: scans.put_off_round(linde.facilitator, scan.pk)) == "not_in_this_stage"
    assert refused(lambda: scans.put_off_round(linde.seat("Joost"), scan.pk)) == "not_yours"


# -- series


def test_another_form_or_a_wish_begins_a_series_and_nothing_is_compared_across(linde: Table) -> None:
    def told(mode: str, **options: bool) -> Round:
        scan = rounds.opened(linde, mode, **options)
        scans.close_round(linde.facilitator, scan.pk)
        return rounds.now(scan)

    from koers.apps.scans.queries import before

    first, talk, second = told("confidential"), rounds.opened(linde, "not_recorded"), told("confidential")
    third, fourth, fifth = told("confidential", fresh=True), told("by_name"), told("confidential")
    assert [one.series for one in (first, talk, second, third, fourth, fifth)] == [1, 0, 1, 2, 3, 4]
    earlier = [before(linde.facilitator, one) for one in (first, talk, second, third, fourth, fifth)]
    assert earlier == [None, None, first, None, None, None]
