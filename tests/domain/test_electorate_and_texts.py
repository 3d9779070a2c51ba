"""Who decides is frozen; texts have versions; responses are given to one of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.domain import processes
from koers.domain.processes import Case, Option, Voter
from koers.domain.refusals import NotHere, Refused
from koers.domain.seats import Seat
from tests.processes import (
    CLOCK,
    EVERYBODY,
    JOOST,
    LEAD,
    LOTTE,
    MONDAY,
    RAVI,
    TEXT,
    THREE,
    TITLE,
    VOTE,
    after,
    all_respond,
    closed,
    drafted,
    opened,
    responded,
    seat,
)

HOUR = after(hours=1)
NEW = Voter(8, "naam 8", person=8)


# --- the electorate doesn't move


def test_who_joined_later_reads_and_does_not_respond() -> None:
    with pytest.raises(Refused, match="joined_later"):
        responded(opened(), HOUR, m8="no_objection")


def test_who_sits_on_a_chair_that_another_left_joined_later_too() -> None:
    somebody_else = Seat("member:6", frozenset({"member"}), person=99, member=RAVI, stream=1)
    with pytest.raises(Refused, match="joined_later"):
        processes.respond(opened(), somebody_else, HOUR, "no_objection")


def test_a_leaver_leaves_n_and_their_responses_do_not_count() -> None:
    case = responded(opened("majority", VOTE), HOUR, m1="for", m2="against", m3="for")
    case = processes.leave_table(case, CLOCK, HOUR, 3)
    assert (len(case.voters), len(case.responses), len(case.counting)) == (6, 3, 2)
    assert closed(case).stage == "rejected"


def test_who_left_after_the_end_is_still_of_n() -> None:
    case = responded(opened("majority", VOTE), HOUR, m1="for", m3="for", m2="against")
    late, end = after(days=9), after(days=7)
    for left in (None, end, after(days=8)):
        with pytest.raises(Refused, match="window_closed"):
            processes.leave_table(case, CLOCK, late, 3, left)
    case = processes.leave_table(case, CLOCK, late, 3, after(days=6))
    assert processes.ends(case) == end
    assert len(case.voters) == 6


def test_when_nobody_is_left_it_is_passed_on() -> None:
    case = opened(voters=(1, 2))
    case = processes.leave_table(case, CLOCK, HOUR, 1)
    case = processes.leave_table(case, CLOCK, HOUR, 2)
    assert case.outcome
    assert (case.stage, case.outcome.code) == ("escalated", "nobody_left")


def test_nobody_leaves_twice() -> None:
    case = processes.leave_table(opened(), CLOCK, HOUR, 3)
    for member in (3, 99):
        with pytest.raises(NotHere):
            processes.leave_table(case, CLOCK, HOUR, member)


def test_adding_somebody_re_opens_and_earlier_responses_wait_for_one_tap() -> None:
    case = processes.add_to_electorate(all_respond(opened(), HOUR), LEAD, after(hours=1, minutes=10), NEW)
    assert (case.version, case.counting, len(case.missing)) == (1, (), 8)
    assert processes.ends(case) == after(days=7, hours=1, minutes=10)
    case = processes.confirm_response(case, seat(RAVI), after(hours=2))
    (again,) = case.counting
    assert (again.choice, again.confirms) == ("no_objection", True)
    with pytest.raises(Refused, match="nothing_to_confirm"):
        processes.confirm_response(case, seat(RAVI), after(hours=2))
    with pytest.raises(Refused, match="nothing_to_confirm"):
        processes.confirm_response(case, seat(8), after(hours=2))


def test_a_tap_does_not_confirm_an_answer_to_another_text() -> None:
    case = processes.edit_material(all_respond(opened(), HOUR), seat(JOOST), HOUR, TITLE, "Iets anders.")
    with pytest.raises(Refused, match="nothing_to_confirm"):
        processes.confirm_response(case, seat(RAVI), HOUR)


def test_nobody_is_added_twice() -> None:
    with pytest.raises(Refused, match="in_already"):
        processes.add_to_electorate(opened(), LEAD, HOUR, Voter(RAVI))


# --- interests


def test_who_declares_an_interest_leaves_n_and_neither_speaks_nor_responds() -> None:
    case = processes.declare_interest(opened(), seat(RAVI), HOUR, "Mijn zus is directeur.")
    person = case.person(RAVI)
    assert person
    assert (person.status, person.reason, person.by) == ("recused", "Mijn zus is directeur.", RAVI)
    assert len(case.voters) == 6
    for deed in ("respond", "ask_question", "react", "propose_recusal"):
        assert deed not in processes.possible(case, seat(RAVI), HOUR)
    with pytest.raises(Refused, match="recused"):
        responded(case, HOUR, m6="no_objection")


def proposed(case: Case) -> Case:
    return processes.propose_recusal(case, seat(LOTTE), HOUR, RAVI, "Belang bij Haven.")


def test_the_others_decide_about_somebody_else_by_more_than_half() -> None:
    case = proposed(opened())
    for member in (1, 2):
        case = processes.decide_recusal(case, seat(member), HOUR, RAVI, agree=True)
        person = case.person(RAVI)
        assert person
        assert person.status == "in"
    case = processes.decide_recusal(case, seat(3), HOUR, RAVI, agree=True)
    assert case.recusals[0].decided == "recused"
    assert RAVI not in {voter.member for voter in case.voters}


def test_half_of_the_others_against_is_enough_to_stay() -> None:
    case = proposed(opened())
    for member in (1, 2, 3):
        case = processes.decide_recusal(case, seat(member), HOUR, RAVI, agree=False)
    assert case.recusals[0].decided == "stays"
    assert len(case.voters) == 7


def test_nobody_decides_about_themselves() -> None:
    with pytest.raises(Refused, match="own_recusal"):
        processes.decide_recusal(proposed(opened()), seat(RAVI), HOUR, RAVI, agree=False)


def test_when_all_are_recused_it_is_passed_on_with_the_reasons() -> None:
    case = opened(voters=(1, 2))
    for member in (1, 2):
        case = processes.declare_interest(case, seat(member), HOUR, f"belang {member}")
    assert case.outcome
    assert (case.stage, case.outcome.code) == ("escalated", "all_recused")
    assert case.outcome.figures["reasons"] == {"1": "belang 1", "2": "belang 2"}


# --- recorded for another


def test_recorded_by_one_for_another_who_can_change_it() -> None:
    case = processes.record_for(opened(), seat(LOTTE), HOUR, RAVI, "no_objection", how="per telefoon")
    (given,) = case.counting
    assert (given.member, given.recorded_by, given.how) == (RAVI, LOTTE, "per telefoon")
    case = responded(case, HOUR, m6="concern")
    assert case.counting[0].choice == "concern"
    assert case.counting[0].recorded_by is None


@pytest.mark.parametrize(
    ("member", "how", "code"),
    [(LOTTE, "x", "not_in_vote"), (99, "x", "not_in_vote"), (RAVI, "", "how_missing")],
)
def test_what_is_recorded_says_for_whom_and_how(member: int, how: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        processes.record_for(opened(), seat(LOTTE), HOUR, member, "no_objection", how=how)


# --- responses are append only


def test_the_newest_response_counts_and_earlier_ones_stay() -> None:
    case = responded(responded(opened(), HOUR, m1="concern"), after(hours=2), m1="no_objection")
    assert [response.choice for response in case.responses] == ["concern", "no_objection"]
    assert [response.choice for response in case.counting] == ["no_objection"]


# --- the text


def test_an_editorial_change_keeps_responses() -> None:
    case = responded(opened(), HOUR, m1="no_objection")
    case = processes.edit_editorial(case, seat(JOOST), HOUR, TITLE, TEXT.replace("alle", "álle"))
    assert (case.version, len(case.versions), len(case.counting)) == (1, 2, 1)


def test_a_material_change_asks_everybody_again_and_keeps_what_was_given_to_the_earlier_version() -> None:
    case = responded(opened(), HOUR, m1="no_objection")
    case = processes.edit_material(case, seat(JOOST), HOUR, TITLE, "Iets anders.")
    assert (case.version, case.counting, len(case.responses)) == (2, (), 1)
    assert case.number_of(case.responses[0].version) == 1


def test_anybody_of_v_calls_an_editorial_change_material() -> None:
    case = responded(opened(), HOUR, m1="no_objection")
    case = processes.edit_editorial(case, seat(JOOST), HOUR, TITLE, "Iets heel anders.")
    case = responded(case, HOUR, m2="no_objection")
    case = processes.call_material(case, seat(RAVI), HOUR)
    assert (case.version, case.text.called_by) == (2, RAVI)
    # What was given to the very text that was called material still counts.
    assert [response.member for response in case.counting] == [2]
    with pytest.raises(Refused, match="material_already"):
        processes.call_material(case, seat(RAVI), HOUR)


def test_a_text_that_did_not_change_is_no_version() -> None:
    for deed in (processes.edit_editorial, processes.edit_material):
        with pytest.raises(Refused, match="text_unchanged"):
            deed(opened(), seat(JOOST), HOUR, TITLE, TEXT)


def test_responses_hang_on_the_ids_of_options_and_not_on_their_texts() -> None:
    terms = VOTE.__class__(silence="not_counted", rule="plurality")
    case = responded(opened("majority", terms, THREE), HOUR, m1="a", m2="a", m3="b")
    assert closed(case).outcome.figures["winner"] == "a"  # type: ignore[union-attr]
    renamed = tuple(Option(one.id, one.text.upper()) for one in THREE)
    case = processes.edit_material(case, seat(JOOST), HOUR, TITLE, TEXT, renamed)
    assert [option.id for option in case.text.options] == ["a", "b", "c"]
    assert case.counting == ()


@pytest.mark.parametrize(
    ("title", "text", "code"),
    [
        ("", TEXT, "title_missing"),
        (TITLE, " ", "proposal_missing"),
        ("x" * 121, TEXT, "too_long"),
        (TITLE, "x" * 4001, "too_long"),
    ],
)
def test_a_text_is_there_and_fits(title: str, text: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        processes.version(1, title, text, JOOST, MONDAY)


def test_what_changed_is_told_in_words() -> None:
    changes = processes.diff("Het bureau zit op Oost.", "Het bureau zit op Oost en Haven.")
    assert [(one.kind, one.text) for one in changes if one.kind != "same"] == [("added", " en Haven")]


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_diff_holds_both_texts_whole(before: str, after: str) -> None:
    changes = processes.diff(before, after)
    assert "".join(one.text for one in changes if one.kind != "added") == before
    assert "".join(one.text for one in changes if one.kind != "gone") == after


def test_only_the_proposer_opens_a_draft() -> None:
    voters = [Voter(one, person=one) for one in EVERYBODY]
    with pytest.raises(Refused, match="not_yours"):
        processes.open_process(drafted(), seat(RAVI), MONDAY, voters)
