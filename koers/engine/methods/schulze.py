"""Schulze: who beats everybody along the strongest chain of duels.

Source: M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
single-winner election method", Social Choice and Welfare 36 (2011). A won duel is as strong as its winning
votes; a chain is as strong as its weakest duel.
"""

from dataclasses import dataclass

import numpy as np

from koers.engine.methods.ballots import Ballots, Counts, preferred
from koers.engine.methods.standing import Order, Standing, seated


@dataclass(frozen=True, slots=True, eq=False)
class Schulze:
    """The outcome and what explains it.

    Parameters
    ----------
    pairs : array of int, shape (options, options)
        At [i, j] the ballots that put i above j.
    strengths : array of int, shape (options, options)
        At [i, j] the strongest chain from i to j, in ballots; 0 when there is none.
    via : array of int, shape (options, options)
        At [i, j] the last option before j on that chain.
    condorcet : str or None
        Who wins every duel.
    holds_against : int
        So many further ballots can't change who won, for one seat; a safe lower bound.
    """

    options: tuple[str, ...]
    standing: Standing
    pairs: Counts
    strengths: Counts
    via: Counts
    condorcet: str | None
    holds_against: int

    def chain(self, one: str, other: str) -> tuple[str, ...]:
        """The strongest chain from one to the other, both included; empty when there is none."""
        start, at = self.options.index(one), self.options.index(other)
        if not self.strengths[start, at]:
            return ()
        passed = [at]
        while at != start:
            at = int(self.via[start, at])
            passed.append(at)
        return tuple(self.options[place] for place in reversed(passed))


def count(ballots: Ballots, *, seats: int = 1, seed: str | None = None) -> Schulze:
    """Count ranked ballots, 1 is best; several seats are filled by the order.

    Parameters
    ----------
    seed
        The published value of the lot; without it a tie for the last seats stays a tie.
    """
    pairs = preferred(ballots, more_is_better=False)
    strengths, via = _chains(pairs)
    standing = seated(_layers(ballots.options, strengths), seats, seed)
    first = _wins_all(pairs)
    return Schulze(
        ballots.options,
        standing,
        pairs,
        strengths,
        via,
        None if first is None else ballots.options[first],
        0 if first is None else _margin(pairs, first) - 1,
    )


def _chains(pairs: Counts) -> tuple[Counts, Counts]:
    """Strongest chains, by letting one option after another be a stop on the way (Floyd and Warshall)."""
    strengths = np.where(pairs > pairs.T, pairs, 0)
    via = np.repeat(np.arange(len(pairs))[:, None], len(pairs), axis=1)
    for stop in range(len(pairs)):
        through = np.minimum(strengths[:, [stop]], strengths[[stop], :])
        better = through > strengths
        np.fill_diagonal(better, val=False)
        strengths = np.where(better, through, strengths)
        via = np.where(better, via[[stop], :], via)
    return strengths, via


def _layers(options: tuple[str, ...], strengths: Counts) -> Order:
    """Whom nobody beats, then whom nobody of the rest beats, and so on.

    Beating along chains is transitive, so somebody always stands unbeaten.
    """
    beaten_by = strengths < strengths.T
    left, layers = np.arange(len(options)), []
    while len(left):
        free = ~beaten_by[np.ix_(left, left)].any(axis=1)
        layers.append(tuple(options[place] for place in left[free]))
        left = left[~free]
    return tuple(layers)


def _wins_all(pairs: Counts) -> int | None:
    wins = (pairs > pairs.T).sum(axis=1)
    return next((one for one in range(len(pairs)) if wins[one] == len(pairs) - 1), None)


def _margin(pairs: Counts, one: int) -> int:
    """The narrowest duel of who wins them all. Alone it has no duel, and no ballot changes that."""
    margins = (pairs[one] - pairs[:, one]).tolist()
    return min((margin for other, margin in enumerate(margins) if other != one), default=1)
