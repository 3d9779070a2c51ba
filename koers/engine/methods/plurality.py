"""Plurality: one vote each, most votes wins; and who would go on to a run-off.

The counting itself is in `majority`. A ranked ballot's vote is its first choice.
"""

from dataclasses import dataclass

import numpy as np

from koers.engine.methods.ballots import NO_OPINION, Ballots, Unfit
from koers.engine.methods.majority import absolute, two_highest
from koers.engine.methods.standing import Standing, in_order, seated


@dataclass(frozen=True, slots=True)
class Plurality:
    """The outcome and what explains it.

    Parameters
    ----------
    votes : dict of str to int
        First choices per option.
    majority : str or None
        Who has more than half of the votes cast for options.
    run_off : tuple of str
        Who would go on to a run-off, when nobody has a majority.
    holds_against : int
        So many further ballots can't change who won; exact.
    """

    options: tuple[str, ...]
    standing: Standing
    votes: dict[str, int]
    majority: str | None
    run_off: tuple[str, ...]
    holds_against: int


def count(ballots: Ballots, *, seed: str | None = None) -> Plurality:
    """Count first choices for one seat.

    Raises
    ------
    Unfit
        When a ballot has two first choices.
    """
    votes = _votes(ballots)
    order = in_order(ballots.options, lambda option: -votes[option])
    over = absolute(votes)
    lead = sorted(votes.values(), reverse=True)
    return Plurality(
        ballots.options,
        seated(order, 1, seed),
        votes,
        over,
        () if over else two_highest(votes),
        max(lead[0] - lead[1] - 1, 0) if len(lead) > 1 else 0,
    )


def _votes(ballots: Ballots) -> dict[str, int]:
    ranks = np.where(ballots.opinion, ballots.values, np.iinfo(np.int64).max)
    first = (ranks == ranks.min(axis=1, keepdims=True)) & (ballots.values != NO_OPINION)
    for place in np.flatnonzero(first.sum(axis=1) > 1)[:1]:
        both = tuple(option for option, it in zip(ballots.options, first[place], strict=True) if it)
        raise Unfit("two_firsts", int(place), both)
    return dict(zip(ballots.options, map(int, first.sum(axis=0)), strict=True))
