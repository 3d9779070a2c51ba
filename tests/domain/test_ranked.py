"""Ranked and scored ballots in a process: what is accepted, what wins. The counts are in `tests/engine`."""

from typing import Any

import pytest

from koers.domain import processes
from koers.domain.processes import Case, Terms
from koers.domain.refusals import Refused
from tests.processes import JOOST, THREE, after, closed, opened, responded, scored, seat


def asked(rule: str = "schulze", silence: str = "not_counted") -> Case:
    return opened("ranked", Terms(silence, rule=rule), THREE, lot="loot")


def figures(case: Case) -> dict[str, Any]:
    assert case.outcome is not None
    return dict(case.outcome.figures)


#: b beats both others in a duel, and is put first least often.
MIDDLE = {"m1": [1, 2, 3], "m2": [1, 2, 3], "m3": [3, 1, 2], "m4": [3, 2, 1], "m5": [3, 2, 1]}


@pytest.mark.parametrize(
    ("rule", "ballots", "winner"),
    [
        ("schulze", MIDDLE, "b"),
        ("irv", MIDDLE, "c"),
        # c and b have the highest means; more put b above c
        ("star", {"m1": [0, 4, 3], "m2": [0, 4, 3], "m3": [1, 0, 5]}, "b"),
        ("approval", {"m1": [0, 1, 1], "m2": [0, 0, 1], "m3": [1, 1, 1]}, "c"),
    ],
)
def test_what_wins_by_each_way_of_counting(rule: str, ballots: dict[str, list[int]], winner: str) -> None:
    case = closed(scored(asked(rule), after(hours=1), **ballots))
    assert case.outcome is not None
    assert (case.outcome.status, case.outcome.code, figures(case)["winner"]) == ("adopted", rule, winner)


def test_no_opinion_is_never_last() -> None:
    # two don't know Beide; whoever does puts it first
    ballots: dict[str, list[Any]] = {"m1": [1, 2, None], "m2": [1, 2, None], "m3": [2, 3, 1]}
    assert figures(closed(scored(asked(), after(hours=1), **ballots)))["winner"] == "c"


@pytest.mark.parametrize(
    ("rule", "values", "code"),
    [
        ("schulze", [0, 1, 2], "value_unfit"),
        ("schulze", [1, 2, 4], "value_unfit"),
        ("irv", [1, 1, 2], "ranks_equal"),
        ("star", [6, 0, 0], "value_unfit"),
        ("approval", [2, 0, 0], "value_unfit"),
        ("schulze", [None, None, None], "ballot_empty"),
    ],
)
def test_a_ballot_that_cant_be_counted_is_refused(rule: str, values: list[Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        scored(asked(rule), after(hours=1), m1=values)


def test_equal_ranks_are_fine_where_the_count_knows_them() -> None:
    assert len(scored(asked(), after(hours=1), m1=[1, 1, 2]).counting) == 1


def test_a_blank_ballot_takes_part_and_says_nothing() -> None:
    case = closed(responded(scored(asked(), after(hours=1), m1=[1, 2, 3]), after(hours=1), m2="blank"))
    found = figures(case)
    assert (found["ballots"], found["blank"], found["unanswered"]) == (1, 1, 5)


def test_firm_only_when_who_is_silent_couldnt_change_it() -> None:
    near = figures(closed(scored(asked(), after(hours=1), m1=[1, 2, 3], m2=[1, 2, 3], m3=[2, 1, 3])))
    assert (near["firm"], near["unanswered"]) == (False, 4)
    clear = figures(closed(scored(asked(), after(hours=1), **{f"m{n}": [1, 2, 3] for n in range(1, 7)})))
    assert (clear["firm"], clear["unanswered"]) == (True, 1)


def test_a_tie_is_drawn_with_the_lot_of_the_opening() -> None:
    found = figures(closed(scored(asked(), after(hours=1), m1=[1, 2, 3], m2=[2, 1, 3])))
    assert (found["drawn"], found["lot"]) == ([["a", "b"]], "loot")


@pytest.mark.parametrize(("silence", "status"), [("not_counted", "rejected"), ("needs_answer", "lapsed")])
def test_without_any_ballot_nothing_is_adopted(silence: str, status: str) -> None:
    assert closed(asked(silence=silence)).stage == status


def test_fewer_than_three_options_need_no_ranking() -> None:
    with pytest.raises(Refused, match="options_missing"):
        opened("ranked", Terms("not_counted", rule="schulze"), THREE[:2])


def test_another_text_asks_everybody_again_and_options_keep_their_ids() -> None:
    case = scored(asked(), after(hours=1), m1=[1, 2, 3])
    case = processes.edit_material(case, seat(JOOST), after(hours=2), "Titel", "Een andere tekst")
    assert case.counting == ()
    assert [option.id for option in case.text.options] == ["a", "b", "c"]
