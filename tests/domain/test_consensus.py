"""Consensus, rule by rule."""

from fractions import Fraction

import pytest

from koers.domain import processes
from koers.domain.processes import Terms
from koers.domain.refusals import Refused
from tests.processes import JOOST, after, all_respond, closed, opened, responded, seat


@pytest.mark.parametrize(
    ("stances", "status", "code"),
    [
        ({}, "adopted", "consensus"),
        ({"m7": "reservations"}, "adopted", "consensus"),
        ({"m6": "stand_aside", "m7": "stand_aside"}, "adopted", "consensus"),
        # a third of seven is two and a third: three is too many
        ({"m5": "stand_aside", "m6": "stand_aside", "m7": "stand_aside"}, "rejected", "too_many_aside"),
        ({"m7": "block"}, "rejected", "blocked"),
        ({"m6": "stand_aside", "m7": "block"}, "rejected", "blocked"),
    ],
)
def test_adopted_without_a_block_and_with_at_most_a_third_aside(
    stances: dict[str, str], status: str, code: str
) -> None:
    case = all_respond(opened("consensus"), after(hours=1), "agree")
    out = closed(responded(case, after(hours=1, minutes=5), **stances)).outcome
    assert out is not None
    assert (out.status, out.code) == (status, code)


@pytest.mark.parametrize(("aside", "status"), [(Fraction(0), "rejected"), (Fraction(1, 7), "adopted")])
def test_how_many_may_stand_aside_is_agreed_before(aside: Fraction, status: str) -> None:
    case = all_respond(opened("consensus", Terms(aside=aside)), after(hours=1), "agree")
    out = closed(responded(case, after(hours=1, minutes=5), m7="stand_aside")).outcome
    assert out is not None
    assert out.status == status


def test_silence_is_never_agreement() -> None:
    case = responded(opened("consensus"), after(hours=1), m1="agree", m2="agree")
    out = closed(case).outcome
    assert out is not None
    assert (out.status, out.code) == ("lapsed", "missing")
    assert out.figures["missing"] == [3, 4, 5, 6, 7]


@pytest.mark.parametrize("silence", ["silence_no_objection", "not_counted"])
def test_no_agreement_can_make_silence_a_yes(silence: str) -> None:
    with pytest.raises(Refused, match="silence_is_no_agreement"):
        opened("consensus", Terms(silence=silence, agreement="afspraak 1"))


@pytest.mark.parametrize(("fallback", "status"), [("", "rejected"), ("majority", "escalated")])
def test_a_fallback_counts_only_when_it_was_agreed_before(fallback: str, status: str) -> None:
    case = all_respond(opened("consensus", Terms(fallback=fallback)), after(hours=1), "agree")
    out = closed(responded(case, after(hours=1, minutes=5), m7="block")).outcome
    assert out is not None
    assert out.status == status
    assert out.figures.get("because") == ("blocked" if fallback else None)


@pytest.mark.parametrize("stance", ["reservations", "stand_aside", "block"])
def test_every_stance_but_agreeing_needs_its_reason(stance: str) -> None:
    with pytest.raises(Refused, match=f"{stance}_missing"):
        processes.respond(opened("consensus"), seat(3), after(hours=1), stance, "  ")
    processes.respond(opened("consensus"), seat(3), after(hours=1), "agree")


def test_a_block_can_be_taken_back_and_stays_as_history() -> None:
    case = all_respond(opened("consensus"), after(hours=1), "agree")
    case = responded(case, after(hours=1, minutes=2), m7="block")
    case = responded(case, after(hours=1, minutes=4), m7="reservations")
    out = closed(case).outcome
    assert out is not None
    assert out.figures["stances"] == {"agree": 6, "reservations": 1, "stand_aside": 0, "block": 0}
    assert [one.choice for one in case.responses if one.member == 7] == ["agree", "block", "reservations"]


def test_another_text_asks_everybody_again() -> None:
    case = all_respond(opened("consensus"), after(hours=1), "agree")
    case = processes.edit_material(
        case, seat(JOOST), after(hours=1, minutes=5), "Titel", "Een ander voorstel"
    )
    assert len(case.missing) == 7


def test_step_by_step_everything_comes_in_order() -> None:
    case = opened("consensus", Terms(step_by_step=True))
    stages = [case.stage]
    for hour in range(1, 4):
        case = processes.move_on(case, seat(JOOST), after(hours=hour))
        stages.append(case.stage)
    assert stages == ["clarifying", "reacting", "amending", "agreeing"]
    assert case.window is not None
    assert case.window.closes is not None
    assert case.window.closes > after(days=5)
