"""Least resistance, rule by rule."""

from typing import Any

import pytest

from koers.domain import processes
from koers.domain.processes import Case, Option, Terms
from koers.domain.refusals import Refused
from tests.processes import FOUR, JOOST, NOTHING, VOTE, after, closed, opened, scored, seat

#: Of nothing, Oost, Haven, Beide.
EASY = {f"m{n}": [9, 2, 5, 7] for n in range(1, 8)}


def asked(terms: Terms = VOTE, options: tuple[Option, ...] = FOUR, **more: Any) -> Case:
    return opened("resistance", terms, options, lot="loot", **more)


def figures(case: Case) -> dict[str, Any]:
    assert case.outcome is not None
    return dict(case.outcome.figures)


def ended(case: Case) -> Case:
    """Its outcome, also when somebody resists the winner strongly."""
    case = closed(case)
    return processes.leave_option(case, seat(JOOST), after(days=9)) if case.stage == "improving" else case


def test_the_lowest_sum_wins_and_its_figures_are_shown() -> None:
    case = closed(scored(asked(), after(hours=1), **EASY))
    assert case.stage == "adopted"
    found = figures(case)
    assert found["winner"] == "a"
    fared = {"sum": 14, "acceptance": "80", "highest": 2, "strong": 0, "variance": "0"}
    assert found["options"]["a"] == fared
    assert found["options"]["nothing"]["strong"] == 7


def test_when_nothing_is_resisted_least_it_is_rejected() -> None:
    case = closed(scored(asked(), after(hours=1), m1=[0, 5, 5, 5], m2=[9, 5, 5, 9]))
    assert (case.stage, figures(case)["winner"]) == ("rejected", "nothing")


@pytest.mark.parametrize(
    ("values", "winner", "drawn"),
    [
        # the same sum: the lower highest value
        ({"m1": [9, 6, 5, 9], "m2": [9, 0, 1, 9]}, "b", False),
        # the same sum and highest: fewer from 8
        ({"m1": [9, 9, 9, 9], "m2": [9, 8, 6, 9], "m3": [9, 0, 2, 9]}, "b", False),
        # the same in all of that: the lower variance
        ({"m1": [9, 6, 6, 9], "m2": [9, 6, 4, 9], "m3": [9, 0, 2, 9]}, "b", False),
        # the same in everything: the lot
        ({"m1": [9, 3, 4, 9], "m2": [9, 4, 3, 9]}, "", True),
    ],
)
def test_ties_by_highest_value_then_strong_ones_then_variance_then_lot(
    values: dict[str, list[int]], winner: str, drawn: bool
) -> None:
    found = figures(ended(scored(asked(), after(hours=1), **values)))
    assert bool(found["drawn"]) == drawn
    assert found["winner"] == winner or drawn
    assert ("lot" in found) == drawn


@pytest.mark.parametrize(
    ("given", "firm"),
    [
        # 20 between the first and the next, and five could still answer
        ({"m1": [10, 0, 10, 10], "m2": [10, 0, 10, 10]}, False),
        # 12 between the two, and one could
        ({f"m{n}": [9, 2, 4, 7] for n in range(1, 7)}, True),
        # exactly 10: 0 + 10 isn't less than 10
        ({f"m{n}": [9, 2, 4 if n < 5 else 3, 7] for n in range(1, 7)}, False),
    ],
)
def test_firm_only_when_nobody_who_is_silent_could_change_it(given: dict[str, list[int]], firm: bool) -> None:
    found = figures(closed(scored(asked(), after(hours=1), **given)))
    assert (found["firm"], found["unanswered"]) == (firm, 7 - len(given))


def test_everybody_gives_every_option_a_value_from_0_to_10() -> None:
    case = asked()
    with pytest.raises(Refused, match="values_missing") as refused:
        processes.respond(case, seat(2), after(hours=1), "scores", values={"a": 3, "b": 3})
    assert refused.value.facts["left"] == 2
    for wrong in (11, -1):
        with pytest.raises(Refused, match="value_unfit"):
            scored(case, after(hours=1), m2=[wrong, 0, 0, 0])
    values = {"nothing": 1, "a": 1, "b": 1, "c": 1, "z": 1}
    with pytest.raises(Refused, match="value_unfit"):
        processes.respond(case, seat(2), after(hours=1), "scores", values=values)


def test_what_doing_nothing_means_is_always_said() -> None:
    with pytest.raises(Refused, match="nothing_missing"):
        asked(options=FOUR[1:])
    with pytest.raises(Refused, match="options_missing"):
        asked(options=(NOTHING, FOUR[1]))


# --- options


def test_everybody_can_add_an_option_until_scores_are_asked() -> None:
    case = asked(Terms(silence="not_counted", step_by_step=True), (NOTHING,))
    case = processes.add_option(case, seat(3), after(hours=1), "Alleen Oost")
    with pytest.raises(Refused, match="options_missing"):
        processes.ask_scores(case, seat(JOOST), after(hours=1))
    case = processes.add_option(case, seat(4), after(hours=2), "Alleen Haven")
    with pytest.raises(Refused, match="options_twice"):
        processes.add_option(case, seat(5), after(hours=2), "alleen oost")
    case = processes.ask_scores(case, seat(JOOST), after(hours=3))
    assert case.stage == "scoring"
    assert [option.id for option in case.text.options] == ["nothing", "o1", "o2"]
    assert case.version == 1
    with pytest.raises(Refused, match="not_in_this_step"):
        processes.add_option(case, seat(5), after(hours=4), "Te laat")


# --- strong resistance to the winner


def strongly() -> Case:
    """Oost wins, and 7 gives it a 9."""
    return closed(scored(asked(), after(hours=1), **{**EASY, "m7": [9, 9, 10, 10]}))


def test_an_8_or_more_on_the_winner_asks_for_its_reason() -> None:
    case = strongly()
    assert case.stage == "improving"
    with pytest.raises(Refused, match="resists_little"):
        processes.explain_resistance(case, seat(1), after(days=8), "omdat")
    case = processes.explain_resistance(case, seat(7), after(days=8), "Dan raken we twee planners kwijt")
    newest = case.newest(7)
    assert newest is not None
    assert (newest.reason, newest.values["a"]) == ("Dan raken we twee planners kwijt", 9)
    done = processes.leave_option(case, seat(JOOST), after(days=9))
    assert (done.stage, figures(done)["winner"]) == ("adopted", "a")


def test_the_winner_is_improved_once_and_everybody_is_asked_again() -> None:
    case = processes.improve_option(strongly(), seat(JOOST), after(days=8), "Oost, met een plek in Haven")
    assert (case.stage, case.version, case.counting) == ("scoring", 2, ())
    assert case.text.options[1] == Option("a", "Oost, met een plek in Haven")
    case = closed(scored(case, after(days=8, hours=1), **{**EASY, "m7": [9, 8, 10, 10]}))
    assert (case.stage, figures(case)["improved"]) == ("adopted", True)


def test_only_the_proposer_improves_and_only_who_leads_leaves_it() -> None:
    case = strongly()
    with pytest.raises(Refused, match="not_yours"):
        processes.improve_option(case, seat(4), after(days=8), "anders")
    with pytest.raises(Refused, match="not_yours"):
        processes.leave_option(case, seat(4), after(days=8))


def test_without_any_answer_it_is_rejected() -> None:
    assert closed(asked()).stage == "rejected"


def test_where_everybody_must_answer_it_lapses() -> None:
    case = closed(scored(asked(Terms()), after(hours=1), m1=[9, 2, 5, 7]))
    assert case.stage == "lapsed"
