"""Majority as a process: what is counted, of whom, and what happens at a tie."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.domain import processes
from koers.domain.processes import Case, Option, majority
from koers.domain.processes.recounting import recount
from koers.domain.refusals import Refused
from koers.engine.methods import plurality
from koers.engine.methods.ballots import Ballots
from koers.engine.methods.majority import commitment, lot
from tests.processes import (
    CLOCK,
    LEAD,
    MONDAY,
    RAVI,
    THREE,
    VOTE,
    after,
    closed,
    opened,
    responded,
    seat,
)
from tests.walks import export_of

HOUR = after(hours=1)
F, A, B = "for", "against", "blank"
PEOPLE = replace(VOTE, secrecy="secret", rule="plurality", about_people=True)


def voted(*choices: str, **terms: Any) -> Case:
    """The first so many of seven vote like this, and the window ends."""
    case = opened("majority", replace(VOTE, **terms))
    return closed(responded(case, HOUR, **{f"m{n}": one for n, one in enumerate(choices, start=1)}))


@pytest.mark.parametrize(
    ("terms", "choices", "stage"),
    [
        # of votes cast: F > A, blanks and the silent don't count
        ({}, (F, F, A), "adopted"),
        ({}, (F, A, B, B), "rejected"),
        ({}, (F, B, B, B, B), "adopted"),
        ({}, (), "rejected"),
        # of those present: 2F > P; in a window those who responded, blanks included
        ({"rule": "of_those_present"}, (F, F, A), "adopted"),
        ({"rule": "of_those_present"}, (F, F, B, A), "rejected"),
        # of all members: 2F > M, also of who stayed silent
        ({"rule": "of_all_members"}, (F, F, F), "rejected"),
        ({"rule": "of_all_members"}, (F, F, F, F), "adopted"),
        # qualified: at least q of F + A, or strictly more
        ({"rule": "qualified"}, (F, F, A), "adopted"),
        ({"rule": "qualified", "strictly": True}, (F, F, A), "rejected"),
        ({"rule": "qualified", "share": Fraction(3, 4)}, (F, F, F, A, B), "adopted"),
        # two of them at once
        ({"rule": "double", "double": ("of_votes_cast", "of_all_members")}, (F, F, F, A), "rejected"),
        ({"rule": "double", "double": ("qualified", "of_all_members")}, (F, F, F, F, A), "adopted"),
    ],
)
def test_the_table_of_majorities(terms: dict[str, Any], choices: tuple[str, ...], stage: str) -> None:
    case = voted(*choices, **terms)
    assert case.stage == stage
    assert case.outcome
    assert case.outcome.figures["counts"] == {one: choices.count(one) for one in (F, A, B)}


@pytest.mark.parametrize(
    ("quorum", "strictly", "choices", "code"),
    [
        (Fraction(1, 2), False, (F, F, B, B), "of_votes_cast"),
        (Fraction(1, 2), False, (F, F, F), "no_quorum"),
        (Fraction(4, 7), True, (F, F, F, F), "no_quorum"),
        (Fraction(1), False, (F,) * 7, "of_votes_cast"),
    ],
)
def test_the_quorum_is_over_v_with_blanks(
    quorum: Fraction, strictly: bool, choices: tuple[str, ...], code: str
) -> None:
    case = voted(*choices, quorum=quorum, quorum_strictly=strictly)
    assert case.outcome
    assert (case.outcome.code, case.stage == "invalid") == (code, code == "no_quorum")


def test_who_is_silent_stays_in_v_for_the_quorum() -> None:
    assert voted(F, F, F, quorum=Fraction(1, 2)).stage == "invalid"


def test_a_second_meeting_needs_no_quorum_where_an_article_says_so() -> None:
    assert voted(F, quorum=Fraction(1, 2), second_meeting=True).stage == "invalid"
    case = voted(F, quorum=Fraction(1, 2), second_meeting=True, second_article="art. 12 lid 3")
    assert case.stage == "adopted"


def test_where_everybody_must_answer_a_missing_one_lapses_it() -> None:
    case = voted(F, F, F, F, F, F, silence="needs_answer")
    assert case.outcome
    assert (case.stage, case.outcome.figures["missing"]) == ("lapsed", [7])


# --- weights


def test_weights_enter_for_against_and_members() -> None:
    case = opened("majority", replace(VOTE, rule="of_all_members"), weights={1: 3, 2: 3})
    case = closed(responded(case, HOUR, m1=F, m2=F))
    assert case.outcome
    assert (case.stage, case.outcome.figures["members"]) == ("adopted", 11)


def test_plural_votes_never_outweigh_the_others_together() -> None:
    case = opened("majority", VOTE, weights={1: 50})
    case = closed(responded(case, HOUR, m1=F, **{f"m{n}": A for n in range(2, 8)}))
    assert case.outcome
    assert (case.outcome.code, case.outcome.figures["counts"]) == ("tie", {F: 6, A: 6, B: 0})


def test_no_weights_without_names() -> None:
    with pytest.raises(Refused, match="weights_need_names"):
        opened("majority", replace(VOTE, secrecy="secret"), weights={1: 2})


# --- ties


def test_a_tie_on_matters_is_rejected() -> None:
    case = voted(F, A)
    assert case.outcome
    assert (case.stage, case.outcome.code) == ("rejected", "tie")


@pytest.mark.parametrize(
    ("article", "choice", "stage", "code"),
    [
        ("", F, "rejected", "tie"),
        ("art. 9", F, "adopted", "casting_vote"),
        ("art. 9", A, "rejected", "casting_vote"),
    ],
)
def test_a_casting_vote_only_where_the_statutes_give_one(
    article: str, choice: str, stage: str, code: str
) -> None:
    case = voted(choice, F if choice == A else A, casting=1, casting_article=article)
    assert case.outcome
    assert (case.stage, case.outcome.code) == (stage, code)


def ballots(case: Case, **counts: int) -> Case:
    """The box is emptied at the end of the window."""
    end = processes.ends(case)
    assert end
    return processes.close_process(case, CLOCK, end, counts)


def test_a_tie_on_people_again_then_lot() -> None:
    case = opened("majority", PEOPLE, THREE, lot="geheim")
    case = ballots(case, a=3, b=3, c=0, blank=1)
    assert (case.stage, case.sitting, case.outcome) == ("voting", 2, None)
    assert case.sittings[0].why == "tie"
    case = ballots(case, a=2, b=2, c=1, blank=0)
    assert case.outcome
    assert (case.stage, case.outcome.code) == ("adopted", "lot")
    assert case.outcome.figures["winner"] == lot(["a", "b"], "geheim")
    assert case.outcome.figures["lot"] == "geheim"
    assert case.outcome.figures["commitment"] == commitment("geheim")


def test_a_second_vote_on_people_that_is_no_tie_needs_no_lot() -> None:
    case = ballots(opened("majority", PEOPLE, THREE, lot="geheim"), a=3, b=3, c=0, blank=0)
    case = ballots(case, a=4, b=3, c=0, blank=0)
    assert case.outcome
    assert case.outcome.code == "plurality"
    assert "lot" not in case.outcome.figures


def test_a_vote_about_people_is_secret() -> None:
    with pytest.raises(Refused, match="people_are_secret"):
        opened("majority", replace(PEOPLE, secrecy="by_name"), THREE)


def test_a_secret_ballot_runs_until_its_end_and_takes_no_answer_by_name() -> None:
    case = opened("majority", replace(VOTE, secrecy="secret"))
    assert processes.early(case) is None
    with pytest.raises(Refused, match="secret_ballot"):
        responded(case, HOUR, m1=F)
    with pytest.raises(Refused, match="named_ballot"):
        processes.check(opened("majority", VOTE), "cast_ballot", seat(RAVI), HOUR)


# --- among options


def among(rule: str, choices: str, **terms: Any) -> Case:
    """One letter per person: what they choose of a, b, c; "-" is blank."""
    case = opened("majority", replace(VOTE, rule=rule, **terms), THREE)
    named = {f"m{n}": B if one == "-" else one for n, one in enumerate(choices, start=1)}
    return closed(responded(case, HOUR, **named))


@pytest.mark.parametrize(
    ("rule", "choices", "stage", "winner"),
    [
        ("plurality", "aabc--", "adopted", "a"),
        ("plurality", "aabb", "rejected", None),
        ("plurality", "----", "rejected", None),
        ("run_off", "aaab", "adopted", "a"),
        ("run_off", "aaabb--", "adopted", "a"),
    ],
)
def test_most_votes_or_more_than_half(rule: str, choices: str, stage: str, winner: str | None) -> None:
    case = among(rule, choices)
    assert case.outcome
    assert (case.stage, case.outcome.figures.get("winner")) == (stage, winner)


def test_without_more_than_half_the_two_highest_again() -> None:
    case = among("run_off", "aaabbcc"[:6])
    assert (case.stage, case.sitting, case.standing) == ("voting", 2, ("a", "b"))
    with pytest.raises(Refused, match="choice_unknown"):
        responded(case, _opens(case), m1="c")
    case = closed(responded(case, _opens(case), m1="b", m2="b", m3="a"))
    assert case.outcome
    assert (case.stage, case.outcome.figures["winner"]) == ("adopted", "b")


def test_answers_of_the_first_vote_do_not_count_in_the_second() -> None:
    case = among("run_off", "aaabbc")
    assert case.counting == ()
    assert len(case.missing) == 7


def test_a_run_off_that_ties_on_a_matter_is_rejected() -> None:
    case = among("run_off", "aaabbb")
    assert (case.sitting, case.standing) == (2, ("a", "b"))
    case = closed(responded(case, _opens(case), m1="a", m2="b"))
    assert case.outcome
    assert (case.stage, case.outcome.code) == ("rejected", "tie")


def test_a_tie_for_the_second_place_is_voted_again_and_then_on_matters_rejected() -> None:
    case = among("run_off", "aaabbcc")
    assert (case.stage, case.sittings[0].why) == ("voting", "tie")
    again = {f"m{n}": one for n, one in enumerate("aaabbcc", start=1)}
    case = closed(responded(case, _opens(case), **again))
    assert (case.stage, case.sitting) == ("rejected", 2)


def test_a_tie_for_the_second_place_on_people_is_drawn_and_the_lot_is_revealed() -> None:
    terms = replace(PEOPLE, rule="run_off")
    case = opened("majority", terms, THREE, lot="geheim")
    for _ in range(2):
        case = ballots(case, a=3, b=2, c=2, blank=0)
    second = lot(["b", "c"], "geheim")
    assert case.standing == ("a", second)
    case = ballots(case, **{"a": 4, second: 3, "blank": 0})
    assert case.outcome
    assert (case.stage, case.outcome.figures["lot"]) == ("adopted", "geheim")


@given(st.lists(st.sampled_from("abcd-"), min_size=7, max_size=7), st.sampled_from(["plurality", "run_off"]))
def test_it_agrees_with_the_count_of_first_choices_that_knows_nothing_of_a_process(
    votes: list[str], rule: str
) -> None:
    """The same as `koers count --method plurality` on the same ballots."""
    four = (*THREE, Option("d", "Dorp"))
    case = opened("majority", replace(VOTE, rule=rule), four)
    named = {f"m{n}": B if one == "-" else one for n, one in enumerate(votes, start=1)}
    case = closed(responded(case, HOUR, **named))
    cast = [{one: 1} for one in votes if one != "-"]
    if not cast:
        assert case.outcome
        assert case.outcome.code == "no_votes"
        return
    counted = plurality.count(Ballots.of(("a", "b", "c", "d"), cast), seed="lot")
    if rule == "plurality":
        assert case.outcome
        top = counted.standing.order[0]
        assert case.outcome.figures.get("winner", "") == (top[0] if len(top) == 1 else "")
    elif counted.majority:
        assert case.outcome
        assert case.outcome.figures["winner"] == counted.majority
    elif case.outcome:  # all of them came out alike
        assert (case.outcome.code, len(counted.standing.order[0])) == ("tie", 4)
    else:
        again = set(case.standing or (option.id for option in four))
        assert again == set(counted.run_off) or case.sittings[0].why == "tie"


def test_who_goes_on_is_recounted_from_the_counts_of_the_earlier_votes() -> None:
    case = among("run_off", "aaabbc")
    case = closed(responded(case, _opens(case), m1="b", m2="b", m3="a"))
    assert majority.went_on(case) == ("a", "b")
    assert recount(export_of(case)) == []
    cheated = replace(case, standing=("b", "c"))
    assert "standing" in {found.code for found in recount(export_of(cheated))}


def test_a_repair_that_was_voted_on_isnt_called_more_than_that_afterwards() -> None:
    """Otherwise the counts of the earlier vote would be of another text."""
    case = responded(opened("majority", replace(VOTE, rule="run_off"), THREE), HOUR, m1="a")
    repaired = processes.edit_editorial(case, seat(case.proposer), HOUR, case.text.title, "Tekst.")
    assert processes.call_material(repaired, seat(RAVI), HOUR).version == 2
    case = closed(responded(repaired, HOUR, m2="b"))
    assert case.sitting == 2
    with pytest.raises(Refused, match="text_counted"):
        processes.call_material(case, seat(RAVI), _opens(case))


def test_who_left_in_the_moment_of_an_earlier_vote_may_have_voted_in_it() -> None:
    case = among("run_off", "aaabbc")
    at = case.sittings[0].at
    left = tuple(replace(one, status="left", since=at) if one.member == 1 else one for one in case.electorate)
    case = closed(responded(replace(case, electorate=left), _opens(case), m2="b", m3="b", m4="a"))
    assert recount(export_of(case)) == []


def _opens(case: Case) -> Any:
    assert case.window
    return case.window.opens


@pytest.mark.parametrize(
    ("terms", "options", "code"),
    [
        ({"rule": "plurality"}, THREE[:2], "options_missing"),
        ({}, THREE, "options_unfit"),
        ({"rule": "plurality"}, (*THREE, THREE[0]), "options_twice"),
        ({"rule": "grootste"}, (), "rule_unknown"),
        ({"rule": "double", "double": ("of_votes_cast",)}, (), "rule_unknown"),
        ({"rule": "double", "double": ("double", "of_votes_cast")}, (), "rule_unknown"),
        ({"double": ("of_votes_cast", "qualified")}, (), "rule_unknown"),
        ({"rule": "qualified", "share": Fraction(0)}, (), "share_unfit"),
        ({"rule": "qualified", "share": Fraction(1), "strictly": True}, (), "share_unfit"),
        ({"quorum": Fraction(8, 7)}, (), "share_unfit"),
        ({"silence": "silence_no_objection"}, (), "term_unfit"),
        ({"silence": "needs_answer", "secrecy": "secret"}, (), "secret_needs_no_answer"),
        ({"casting": 99}, (), "casting_unfit"),
        ({"present": (99,), "live": True}, (), "present_unfit"),
    ],
)
def test_terms_that_do_not_fit_are_refused(terms: dict[str, Any], options: Any, code: str) -> None:
    with pytest.raises(Refused, match=code):
        opened("majority", replace(VOTE, **terms), options)


# --- in a meeting


def test_in_a_meeting_the_quorum_is_checked_at_opening() -> None:
    terms = replace(VOTE, live=True, present=(1, 2, 3), quorum=Fraction(1, 2))
    case = opened("majority", terms)
    assert case.outcome
    assert (case.stage, case.outcome.code) == ("invalid", "no_quorum")


def test_in_a_meeting_those_present_count_also_when_they_do_not_vote() -> None:
    terms = replace(VOTE, live=True, present=(1, 2, 3, 4), rule="of_those_present")
    case = responded(opened("majority", terms), HOUR, m1=F, m2=F)
    assert processes.close_process(case, LEAD, HOUR).stage == "rejected"
    case = responded(case, HOUR, m3=F)
    assert processes.close_process(case, LEAD, HOUR).stage == "adopted"


def test_too_few_people_decide_nothing_together() -> None:
    with pytest.raises(Refused, match="too_few_voters"):
        opened("majority", VOTE, voters=(1,))


def test_opened_on_a_monday() -> None:
    assert opened("majority", VOTE).opened == MONDAY
