"""Who wins, ties included, beside another library: `python -m bench.methods_beside [--profiles 10000]`.

The library is pref_voting (MIT). It brings far more than Koers needs, so it isn't in the lock: run this in an
environment that has it and numpy. What is compared is the set of all who could win, whatever a lot would say.
"""

import argparse
import random
import time
from collections.abc import Callable
from importlib import metadata
from typing import Any

import numpy as np
from pref_voting.grade_methods import approval as their_approval
from pref_voting.grade_methods import score_voting
from pref_voting.grade_methods import star as their_star
from pref_voting.grade_profiles import GradeProfile
from pref_voting.iterative_methods import instant_runoff_put
from pref_voting.margin_based_methods import beat_path
from pref_voting.profiles import Profile
from pref_voting.profiles_with_ties import ProfileWithTies
from pref_voting.scoring_methods import plurality as their_plurality

from koers.engine.methods import approval, irv, plurality, resistance, schulze, star
from koers.engine.methods.ballots import NO_OPINION, Ballots

Row = list[int | None]
Rows = list[Row]


def _ranks(chance: random.Random, n: int) -> Row:
    """Equal ranks and no opinion may occur."""
    return [chance.choice([None, *range(1, n + 1)]) for _ in range(n)]


def _order(chance: random.Random, n: int) -> Row:
    return list(chance.sample(range(1, n + 1), n))


def _scores(highest: int) -> Callable[[random.Random, int], Row]:
    return lambda chance, n: [chance.randint(0, highest) for _ in range(n)]


def _schulze(rows: Rows, n: int) -> set[int]:
    """By the votes of whoever wins a duel, not by the difference; what wasn't ranked isn't compared."""
    ranked = [{option: rank for option, rank in enumerate(row) if rank is not None} for row in rows]
    profile = ProfileWithTies(ranked, candidates=list(range(n)))
    return set(beat_path(profile, strength_function=profile.support))


def _linear(rows: Rows) -> Profile:
    """The options of each ballot in the order of their ranks."""
    ranked = ([(rank, option) for option, rank in enumerate(row) if rank is not None] for row in rows)
    return Profile([[option for _rank, option in sorted(row)] for row in ranked])


def _graded(rows: Rows, highest: int) -> GradeProfile:
    return GradeProfile([dict(enumerate(row)) for row in rows], list(range(highest + 1)))


def _resisted(rows: Rows, n: int) -> set[int]:
    turned: Rows = [[10 - value for value in row if value is not None] for row in rows]
    return set(score_voting(_graded(turned, 10), evaluation_method="sum"))


METHODS: dict[str, tuple[Callable[..., Row], Callable[[Ballots], Any], Callable[[Rows, int], set[int]]]] = {
    "Schulze": (_ranks, schulze.count, _schulze),
    "instant run-off": (_order, irv.count, lambda rows, n: set(instant_runoff_put(_linear(rows)))),
    "STAR": (_scores(5), star.count, lambda rows, n: set(their_star(_graded(rows, 5)))),
    "approval": (_scores(1), approval.count, lambda rows, n: set(their_approval(_graded(rows, 1)))),
    "plurality": (_order, plurality.count, lambda rows, n: set(their_plurality(_linear(rows)))),
    "least resistance": (_scores(10), resistance.count, _resisted),
}

#: These break ties by rules before a lot, which the library leaves open: their winners are among its own.
OWN_RULES = ("STAR", "least resistance")


def compare(name: str, profiles: int) -> str:
    """One row: how many profiles, how many with a tie there, how many sets of winners agree."""
    draw, count, theirs = METHODS[name]
    chance, ties, agree, began = random.Random(name), 0, 0, time.monotonic()
    for _ in range(profiles):
        n = chance.randint(2, 5)
        rows = [draw(chance, n) for _ in range(chance.randint(1, 9))]
        values = np.array([[NO_OPINION if v is None else v for v in row] for row in rows])
        order = count(Ballots(tuple("ABCDE"[:n]), values)).standing.order
        ours, other = {"ABCDE".index(one) for one in order[0]}, theirs(rows, n)
        agree += ours == other or (name in OWN_RULES and ours < other)
        ties += len(other) > 1
    print(f"{name}: {agree} of {profiles} agree, {ties} ties, {time.monotonic() - began:.0f} s", flush=True)
    return f"| {name} | {profiles:,} | {ties:,} | {agree:,} |"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profiles", type=int, default=10_000)
    given = parser.parse_args()
    print(f"Beside pref_voting {metadata.version('pref_voting')}.")
    print("\n".join(["| method | profiles | with a tie | agree |", "|---|---:|---:|---:|"]))
    for method in METHODS:
        print(compare(method, given.profiles))
