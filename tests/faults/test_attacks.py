"""Rule 7 of confidentiality: with everything that is stored, nobody is found better than by guessing.

`python -m bench.attacks` plays hundreds of rounds and writes the table; here are few, with the same code.
Guessing is right so often by chance only once in five thousand runs.
"""

import random
from contextlib import nullcontext
from pathlib import Path

import pytest
from scipy.stats import binom

from bench.attacks import leaky, linking
from bench.attacks.evidence import Adversary
from bench.attacks.linking import Case, Found
from bench.attacks.playing import over_http, play
from tests import cast
from tests.server import Server

ROUNDS, SIZE, SELDOM = 24, 6, 4e-4

pytestmark = pytest.mark.fault


@pytest.fixture
def seed() -> int:
    """Another one each time; told when a test fails."""
    drawn = random.SystemRandom().randrange(10**6)
    print(f"seed {drawn}")  # noqa: T201
    return drawn


def attacked(server: Server, seed: int, leaking: bool = False) -> Found:
    """Rounds of six, and the best linking."""
    chance, adversary = random.Random(seed), Adversary(Path(server.home / "log"))
    home, cases = cast.organisation(), []
    with leaky.giving() if leaking else nullcontext(over_http) as give:
        for _ in range(ROUNDS):
            adversary.begin()
            played = play(server.url, home, SIZE, chance, adversary.copy, give)
            cases.append(Case(played, adversary.after(played)))
    return linking.linked(cases, seed)


def most_by_guessing() -> int:
    """So many hits almost never come by guessing."""
    return linking.band([1 / SIZE] * ROUNDS, SELDOM)[1]


def test_with_everything_that_is_stored_nobody_is_found(koers_server: Server, seed: int) -> None:
    found = attacked(koers_server, seed)
    assert found.tried > 1000, "the adversary didn't look"
    assert found.answers <= most_by_guessing(), found


def test_the_same_attacks_find_everybody_where_something_leaks(koers_server: Server, seed: int) -> None:
    found = attacked(koers_server, seed, leaking=True)
    assert found.answers > most_by_guessing(), found


@pytest.mark.parametrize(("rounds", "chance"), [(200, 1 / 6), (200, 1 / 8), (200, 1 / 12), (24, 0.5)])
def test_the_band_of_guessing_is_the_binomial_one(rounds: int, chance: float) -> None:
    low, high = linking.band([chance] * rounds)
    assert (low, high) == (binom.ppf(0.025, rounds, chance), binom.ppf(0.975, rounds, chance))


def test_guesses_with_different_chances_add_up() -> None:
    assert linking.distribution([0.5, 1.0, 0.0]) == [0.0, 0.5, 0.5, 0.0]
