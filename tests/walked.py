"""For walks through consensus, elections and counts: terms by chance, and what must hold once adopted."""

from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import Any

from koers.domain.processes import Case, Option, Terms, ranked

OPTIONS = tuple(Option(one, f"optie {one}") for one in "abcd")


def _consensus(chance: Random) -> tuple[Terms, tuple[Option, ...]]:
    aside, fallback = chance.choice((Fraction(1, 3), Fraction(0))), chance.choice(("", "majority"))
    return Terms(aside=aside, fallback=fallback, step_by_step=chance.random() < 0.3), ()


def _election(chance: Random) -> tuple[Terms, tuple[Option, ...]]:
    silence = chance.choice(("needs_answer", "silence_no_objection"))
    choosing, tie = chance.choice(("reasons", "count")), chance.choice(("again", "lot", "reasons"))
    return Terms(silence, "afspraak 1", choosing=choosing, tie=tie), ()


def _resistance(chance: Random) -> tuple[Terms, tuple[Option, ...]]:
    steps, silence = chance.random() < 0.5, chance.choice(("needs_answer", "not_counted"))
    options = (Option("nothing", "Dan wachten we"), *OPTIONS[: chance.randint(0 if steps else 2, 4)])
    return Terms(silence, step_by_step=steps), options


def _ranked(chance: Random) -> tuple[Terms, tuple[Option, ...]]:
    silence = chance.choice(("needs_answer", "not_counted"))
    return Terms(silence, rule=chance.choice(ranked.COUNTED)), OPTIONS[: chance.randint(3, 4)]


OTHERS = {"consensus": _consensus, "election": _election, "resistance": _resistance, "ranked": _ranked}


# --- what must hold when it is adopted


def _nobody_blocks(case: Case) -> None:
    stances = {voter.member: case.newest(voter.member) for voter in case.voters}
    said = [one.choice for one in stances.values() if one is not None and case.counts(one)]
    assert len(said) == len(case.voters), "silence was agreement"
    assert "block" not in said
    assert Fraction(said.count("stand_aside")) <= case.terms.aside * len(case.voters)


def _nobody_objects(case: Case) -> None:
    nominee = case.nominee
    assert nominee is not None
    assert nominee.member not in case.declined, "elected who declined"
    assert nominee.member in {voter.member for voter in case.voters}
    said = {response.member: response.choice for response in case.counting}
    assert said[nominee.member] == "no_objection", "elected who didn't say yes"
    assert set(said.values()) == {"no_objection"}
    named = {r.choice for r in case.responses if r.choice.isdigit()}
    assert str(nominee.member) in named, "elected whom nobody named"


def _nothing_is_resisted_less(case: Case) -> None:
    assert case.outcome is not None
    given = [response.values for response in case.counting]
    sums = {option.id: sum(one[option.id] for one in given) for option in case.text.options}
    assert case.outcome.figures["winner"] != "nothing"
    assert sums[case.outcome.figures["winner"]] == min(sums.values())


def _who_beats_all_wins(case: Case) -> None:
    assert case.outcome is not None
    if case.terms.rule != "schulze":
        return
    given = [response.values for response in case.counting if response.values]
    ids = [option.id for option in case.text.options]
    beats = {
        one: all(_duel(given, one, other) > _duel(given, other, one) for other in ids if other != one)
        for one in ids
    }
    assert [one for one in ids if beats[one]] in ([], [case.outcome.figures["winner"]])


def _duel(given: list[Any], one: str, other: str) -> int:
    return sum(one in each and other in each and each[one] < each[other] for each in given)


HOLDS: dict[str, Callable[[Case], None]] = {
    "consensus": _nobody_blocks,
    "election": _nobody_objects,
    "resistance": _nothing_is_resisted_less,
    "ranked": _who_beats_all_wins,
}
