"""The check's deeds: first alone, then together, nothing skipped silently, and what it asks of whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from koers.apps.actions.models import Action
from koers.apps.checks import commands, queries
from koers.apps.checks.guarding import commands as guarding
from koers.apps.checks.models import Check, Rhythm, Term
from koers.apps.ledger import clock, readers
from koers.apps.ledger.models import Ask, Entry
from koers.apps.people import commands as people
from koers.apps.people.models import Member
from koers.domain.refusals import NotHere, Refused
from tests import cast, checking, rounds
from tests.cast import Table

pytestmark = pytest.mark.django_db


def asks(table: Table) -> set[tuple[str, str]]:
    """What is asked of whom now: pairs of deed and name, "" for who facilitates."""
    readers.asks.catch_up(table.team.stream_id)
    names = dict(Member.objects.values_list("pk", "name"))
    of_checks = ("plan_check", "open_check", "write_line", "hand_over", "accept_guardian", "report_action")
    found = Ask.objects.filter(stream=table.team.stream_id, deed__in=of_checks)
    return {(ask.deed, names[ask.member]) for ask in found}


# --- the steps


def test_former_agreements_come_first_and_a_word_on_them_is_the_actions_own(linde: Table) -> None:
    _, made = rounds.agreed(linde)
    check = checking.opened(linde)
    first, second = queries.formers(check)
    commands.word_former(linde.seat("Ravi"), check.pk, first.pk, "kept", "gelukt")
    commands.word_former(linde.facilitator, check.pk, second.pk, "under_way")
    outcomes = {action.outcome for action in Action.objects.filter(pk__in=[one.pk for one in made])}
    assert outcomes == {"done", ""}
    assert Action.objects.get(pk=first.action_id).word == "gelukt"
    assert ("report_action", first.action.owner.name) not in asks(linde)
    assert ("report_action", second.action.owner.name) in asks(linde)


def test_a_word_is_given_once_and_under_way_can_become_a_word(linde: Table) -> None:
    rounds.agreed(linde)
    check = checking.opened(linde)
    former = queries.formers(check)[0]
    commands.word_former(linde.facilitator, check.pk, former.pk, "under_way")
    commands.word_former(linde.facilitator, check.pk, former.pk, "partly", "half")
    with pytest.raises(Refused, match="action_reported"):
        commands.word_former(linde.facilitator, check.pk, former.pk, "kept")
    former.refresh_from_db()
    assert (former.outcome, former.word) == ("partly", "half")


def test_the_former_check_comes_back_with_what_was_said_of_it_since(linde: Table) -> None:
    _, (action,) = checking.agreed(linde)
    from koers.apps.actions import commands as actions

    actions.report_action(linde.seat("Joost"), action.pk, "partly", "bijna")
    (former,) = queries.formers(checking.opened(linde))
    assert (former.action_id, former.outcome, former.word) == (action.pk, "partly", "bijna")


def test_nobody_goes_on_before_something_is_said_of_each(linde: Table) -> None:
    rounds.agreed(linde)
    check = checking.opened(linde)
    with pytest.raises(Refused, match="former_unsaid"):
        commands.next_step(linde.facilitator, check.pk, "former")
    checking.said(linde, check)
    commands.next_step(linde.facilitator, check.pk, "former")
    assert checking.now(check).stage == "helps"


def test_two_who_press_at_once_go_one_step(linde: Table) -> None:
    check = checking.to(linde, checking.opened(linde), "helps")
    for name in linde.names:
        checking.write(linde, check, name)
    commands.next_step(linde.facilitator, check.pk, "helps")
    with pytest.raises(Refused, match="check_elsewhere"):
        commands.next_step(linde.facilitator, check.pk, "helps")
    assert checking.now(check).stage == "chafes"


def test_when_all_had_a_turn_the_lines_lie_on_the_wall_by_themselves(linde: Table) -> None:
    check = checking.to(linde, checking.opened(linde), "helps")
    *others, last = linde.names
    for name in others:
        checking.write(linde, check, name)
    assert not checking.now(check).shown
    commands.pass_step(linde.seat(last), check.pk, "helps")
    assert checking.now(check).shown


def test_who_leads_and_sits_writes_before_showing(linde: Table) -> None:
    checking.hands_over(linde)
    check = checking.to(linde, checking.opened(linde), "helps")
    checking.write(linde, check, "Ravi")
    with pytest.raises(Refused, match="line_first"):
        commands.show_lines(linde.seat("Marieke"), check.pk)
    checking.write(linde, check, "Marieke")
    commands.show_lines(linde.seat("Marieke"), check.pk)
    assert checking.now(check).shown


def test_a_line_is_written_once_and_the_same_submit_twice_is_one(linde: Table) -> None:
    check = checking.to(linde, checking.opened(linde), "helps")
    for _ in range(2):
        commands.write_line(linde.seat("Ravi"), check.pk, "helps", "Samen lunchen", key="een")
    with pytest.raises(Refused, match="line_given"):
        commands.write_line(linde.seat("Ravi"), check.pk, "helps", "Iets anders", key="twee")
    assert list(check.lines.values_list("text", flat=True)) == ["Samen lunchen"]


def test_a_line_that_comes_late_still_counts_and_one_that_comes_early_doesnt(linde: Table) -> None:
    check = checking.to(linde, checking.opened(linde), "hinders")
    new = Member.objects.filter(team=linde.team, name="Ravi")
    check.lines.filter(member__in=new).delete()
    commands.write_line(linde.seat("Ravi"), check.pk, "helps", "Kwam later binnen")
    with pytest.raises(Refused, match="check_elsewhere"):
        commands.write_line(linde.seat("Ravi"), check.pk, "learned", "Te vroeg")
    assert check.lines.get(step="helps", member__in=new).text == "Kwam later binnen"


def test_the_lines_are_hashed_in_the_ledger(linde: Table) -> None:
    check = checking.to(linde, checking.opened(linde), "helps")
    checking.write(linde, check, "Ravi", "Dit staat nergens anders")
    entry = Entry.objects.filter(deed="write_line").get()
    assert "text#" in entry.data
    assert "nergens" not in str(entry.data)


def test_skipping_asks_a_reason_and_keeps_it(linde: Table) -> None:
    check = checking.opened(linde)
    with pytest.raises(Refused, match="why_missing"):
        commands.skip_step(linde.facilitator, check.pk, "former", "  ")
    commands.skip_step(linde.facilitator, check.pk, "former", "Al besproken")
    assert checking.now(check).skipped == {"former": "Al besproken"}
    assert checking.now(check).stage == "helps"


def test_skipping_the_last_step_ends_it_without_an_agreement(linde: Table) -> None:
    check = checking.to(linde, checking.opened(linde), "agree")
    commands.skip_step(linde.facilitator, check.pk, "agree", "Geen tijd meer")
    ended = checking.now(check)
    assert (ended.stage, ended.is_open) == ("kept", False)
    assert not queries.agreed_in(linde.facilitator, ended).exists()


@pytest.mark.parametrize("count", [0, 3])
def test_at_most_two_agreements_and_at_least_one(linde: Table, count: int) -> None:
    check = checking.to(linde, checking.opened(linde), "agree")
    with pytest.raises(Refused, match="agreement_missing"):
        commands.agree_check(linde.facilitator, check.pk, [checking.agreement(linde, "Joost")] * count)


def test_an_agreement_is_an_action_of_its_owner(linde: Table) -> None:
    check, (action,) = checking.agreed(linde)
    assert list(queries.agreed_in(linde.facilitator, check)) == [action]
    assert ("report_action", "Joost") in asks(linde)


def test_one_check_at_a_time(linde: Table) -> None:
    checking.opened(linde)
    with pytest.raises(Refused, match="check_open"):
        checking.opened(linde)
    assert Check.objects.count() == 1


def test_everybody_is_asked_as_long_as_it_goes_on_also_who_sits_down_later(linde: Table) -> None:
    people.free_seat(linde.facilitator, linde.chair("Lotte").pk)
    check = checking.opened(linde)
    Ask.objects.filter(deed="write_line", member=linde.chair("Lotte").pk).delete()
    assert ("write_line", "Joost") in asks(linde)
    cast.sit(linde, "Lotte")
    assert ("write_line", "Lotte") in asks(linde)
    commands.stop_check(linde.facilitator, check.pk, "De brandoefening")
    assert not {ask for ask in asks(linde) if ask[0] == "write_line"}


def test_another_team_sees_and_does_nothing(linde: Table, next_door: Table) -> None:
    check = checking.opened(linde)
    assert queries.open_one(next_door.facilitator) is None
    with pytest.raises(NotHere):
        commands.next_step(next_door.facilitator, check.pk, "former")
    with pytest.raises(NotHere):
        queries.check_at(next_door.facilitator, check.number)


# --- planned by itself


def test_the_next_check_is_planned_by_itself_and_asked_for_two_weeks_before(linde: Table) -> None:
    checking.agreed(linde)
    rhythm = Rhythm.objects.get()
    assert 47 <= (rhythm.next - timezone.localdate()).days <= 49
    assert guarding.propose_all_due() == 0
    with clock.at(timezone.now() + timedelta(days=40)):
        assert guarding.propose_all_due() == 1
        assert guarding.propose_all_due() == 0
        assert ("plan_check", "") in asks(linde)
        guarding.plan_check(linde.facilitator, linde.team, rhythm.next)
        assert {("open_check", "")} == {ask for ask in asks(linde) if ask[0].endswith("_check")}
        checking.opened(linde)
        assert not {ask for ask in asks(linde) if ask[0].endswith("_check")}


def test_a_day_that_passed_is_still_asked_for_from_now(linde: Table) -> None:
    checking.agreed(linde)
    later = timezone.now() + timedelta(days=90)
    with clock.at(later):
        guarding.propose_all_due()
        asks(linde)
    due = Ask.objects.get(deed="plan_check").due
    assert due is not None
    assert due > later - timedelta(days=1)


def test_a_stopped_check_is_proposed_anew(linde: Table) -> None:
    guarding.plan_check(linde.facilitator, linde.team, timezone.localdate())
    check = checking.opened(linde)
    assert guarding.propose_all_due() == 0
    commands.stop_check(linde.facilitator, check.pk, "Brand")
    assert guarding.propose_all_due() == 1
    assert ("plan_check", "") in asks(linde)


def test_later_than_eight_weeks_is_a_fact(linde: Table) -> None:
    checking.agreed(linde)
    today = timezone.localdate()
    assert queries.coming(linde.facilitator, today).weeks_late == 0
    assert queries.coming(linde.facilitator, today + timedelta(days=64)).weeks_late == 9


def test_another_rhythm_moves_the_day_unless_somebody_chose_it(linde: Table) -> None:
    checking.agreed(linde)
    guarding.set_check_rhythm(linde.facilitator, linde.team, 6)
    assert (Rhythm.objects.get().next - timezone.localdate()).days <= 42
    chosen = timezone.localdate() + timedelta(days=50)
    guarding.plan_check(linde.facilitator, linde.team, chosen)
    guarding.set_check_rhythm(linde.facilitator, linde.team, 8)
    assert Rhythm.objects.get().next == chosen


# --- who guards


def test_a_hand_over_is_asked_for_at_the_end_of_each_check(linde: Table) -> None:
    checking.agreed(linde)
    assert ("hand_over", "") in asks(linde)
    guarding.hand_over(linde.facilitator, linde.team)
    assert asks(linde) & {("hand_over", ""), ("accept_guardian", "Marieke")} == {
        ("accept_guardian", "Marieke")
    }
    checking.accepts(linde)
    assert checking.guardian(linde) == "Marieke"
    assert ("accept_guardian", "Marieke") not in asks(linde)


def test_both_confirm_and_until_then_nothing_changes(linde: Table) -> None:
    checking.hands_over(linde)
    guarding.hand_over(linde.seat("Marieke"), linde.team, "Let op de acties")
    assert checking.guardian(linde) == "Marieke"
    term = checking.asked(linde)
    assert term is not None
    assert (term.member.name, term.note) == ("Joost", "Let op de acties")
    with pytest.raises(NotHere):
        guarding.accept_guardian(linde.seat("Ravi"), term.pk)
    guarding.accept_guardian(linde.seat("Joost"), term.pk)
    assert checking.guardian(linde) == "Joost"
    assert not linde.seat("Marieke").has("guardian")


def test_passing_gives_a_reason_and_asks_the_next_with_the_same_words(linde: Table) -> None:
    guarding.hand_over(linde.facilitator, linde.team, "Let op de tijd")
    term = checking.asked(linde)
    assert term is not None
    with pytest.raises(Refused, match="why_missing"):
        guarding.pass_guardian(linde.seat("Marieke"), term.pk, "")
    guarding.pass_guardian(linde.seat("Marieke"), term.pk, "Te druk met de fusie")
    term = checking.asked(linde)
    assert term is not None
    assert (term.member.name, term.note) == ("Joost", "Let op de tijd")
    assert {ask for ask in asks(linde) if ask[0] == "accept_guardian"} == {("accept_guardian", "Joost")}


def test_when_all_pass_it_comes_back_to_who_guards(linde: Table) -> None:
    checking.hands_over(linde)
    guarding.hand_over(linde.seat("Marieke"), linde.team)
    for _ in range(6):
        term = checking.asked(linde)
        assert term is not None
        guarding.pass_guardian(linde.seat(term.member.name), term.pk, "Nu niet")
    assert checking.asked(linde) is None
    assert checking.guardian(linde) == "Marieke"
    assert ("hand_over", "Marieke") in asks(linde)


def test_who_doesnt_want_to_isnt_asked(linde: Table) -> None:
    guarding.say_willing(linde.seat("Marieke"), False)
    guarding.say_willing(linde.seat("Joost"), False)
    guarding.say_willing(linde.seat("Joost"), True)
    assert checking.hands_over(linde) == "Joost"


def test_nobody_willing_is_said(linde: Table) -> None:
    for name in linde.names:
        guarding.say_willing(linde.seat(name), False)
    with pytest.raises(Refused, match="nobody_willing"):
        guarding.hand_over(linde.facilitator, linde.team)


def test_one_is_asked_at_a_time(linde: Table) -> None:
    guarding.hand_over(linde.facilitator, linde.team)
    with pytest.raises(Refused, match="handover_open"):
        guarding.hand_over(linde.facilitator, linde.team)


def test_going_on_is_a_skip_with_a_reason(linde: Table) -> None:
    checking.hands_over(linde)
    with pytest.raises(Refused, match="asked_no_more"):
        guarding.stay_on(linde.seat("Marieke"), linde.team, "Net begonnen")
    checking.agreed(linde)
    assert ("hand_over", "Marieke") in asks(linde)
    guarding.stay_on(linde.seat("Marieke"), linde.team, "Net begonnen")
    assert ("hand_over", "Marieke") not in asks(linde)
    assert Term.objects.get(state="serving").reason == "Net begonnen"


@pytest.mark.parametrize("how", ["freed", "chair gone"])
def test_who_leaves_guards_no_more_and_the_clock_ends_the_term(linde: Table, how: str) -> None:
    for name in MT_BUT_LAST:
        guarding.say_willing(linde.seat(name), False)
    assert checking.hands_over(linde) == "Lotte"
    people.free_seat(linde.facilitator, linde.chair("Lotte").pk)
    if how == "chair gone":
        people.set_table(linde.facilitator, linde.team, list(MT_BUT_LAST))
    assert checking.guardian(linde) == ""
    assert guarding.end_all_left() == 1
    assert guarding.end_all_left() == 0
    assert Term.objects.get().state == "left"
    assert ("hand_over", "") in asks(linde)


MT_BUT_LAST = cast.MT[:-1]


def test_who_was_asked_and_left_isnt_waited_for(linde: Table) -> None:
    guarding.hand_over(linde.facilitator, linde.team)
    people.free_seat(linde.facilitator, linde.chair("Marieke").pk)
    assert guarding.end_all_left() == 1
    assert {ask for ask in asks(linde) if ask[0] == "accept_guardian"} == {("accept_guardian", "Joost")}


def test_whoever_sits_down_on_a_freed_chair_doesnt_guard(linde: Table) -> None:
    checking.hands_over(linde)
    people.free_seat(linde.facilitator, linde.chair("Marieke").pk)
    cast.sit(linde, "Marieke")
    assert not linde.seat("Marieke").has("guardian")


def test_a_guardian_leads_the_check(linde: Table) -> None:
    checking.hands_over(linde)
    check = commands.open_check(linde.seat("Marieke"), linde.team)
    commands.next_step(linde.seat("Marieke"), check.pk, "former")
    with pytest.raises(Refused, match="not_yours"):
        commands.skip_step(linde.seat("Joost"), check.pk, "helps", "Geen zin")
