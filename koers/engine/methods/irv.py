"""Instant run-off: the option with the fewest first choices drops out, and its ballots move on.

Source: the alternative vote of T. Hare and W. R. Ware, as in H. M. Robert's "preferential voting". Strict
ranks only. A ballot that names nobody who is left is exhausted: it is never given to anybody.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from koers.engine.methods.ballots import NO_OPINION, Ballots, Counts, Unfit
from koers.engine.methods.standing import Draw, Places, Standing, drawn, places

EXHAUSTED = -1

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Round:
    """One round of counting.

    Parameters
    ----------
    votes : mapping of str to int
        First choices among those who are left.
    exhausted : int
        Ballots that name nobody who is left, blank ones included.
    out : tuple of str
        Who drops out; several at once when nobody votes for them, or when all their votes together are fewer
        than the next has. Empty in the last round, and where a tie waits for a lot.
    moved : mapping of str to int
        Where the votes of `out` go; what is missing is exhausted now.
    tied : tuple of str
        Who had equally few, when a lot decides between them.
    """

    votes: Mapping[str, int]
    exhausted: int
    out: tuple[str, ...] = ()
    moved: Mapping[str, int] | None = None
    tied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InstantRunoff:
    """The outcome and its rounds.

    Parameters
    ----------
    majority_in : int or None
        The round, from 1, in which somebody first had more than half of the votes that still count.
    holds_against : int
        So many further ballots can't change who won; a safe lower bound.
    """

    options: tuple[str, ...]
    standing: Standing
    rounds: tuple[Round, ...]
    majority_in: int | None
    holds_against: int


def count(ballots: Ballots, *, seed: str | None = None) -> InstantRunoff:
    """Count ranked ballots, 1 is best, for one seat.

    Raises
    ------
    Unfit
        When a ballot gives two options the same rank.
    TooManyTies
        When ties can fall in too many ways to follow.
    """
    strict(ballots)
    counted = _Counted(ballots)
    rounds, draws = _rounds(counted, seed)
    found = places(ballots.options, counted.last, top=False)
    return InstantRunoff(
        ballots.options,
        _standing(found, rounds, draws),
        rounds,
        _majority(rounds),
        _holds(rounds),
    )


def strict(ballots: Ballots) -> None:
    """Refuse the first ballot that has the same rank twice."""
    for place, row in enumerate(ballots.values):
        ranks = row[row != NO_OPINION]
        values, times = np.unique(ranks, return_counts=True)
        if (times > 1).any():
            same = row == values[times > 1][0]
            both = tuple(option for option, it in zip(ballots.options, same, strict=True) if it)
            raise Unfit("equal_ranks", place, both)


class _Counted:
    """Ballots made ready: each different one once, with how often it was cast."""

    def __init__(self, ballots: Ballots) -> None:
        self.at = {option: place for place, option in enumerate(ballots.options)}
        self.options = ballots.options
        rows, self.times = np.unique(ballots.values, axis=0, return_counts=True)
        self.ranks = np.where(rows == NO_OPINION, np.iinfo(np.int64).max, rows)
        self.named = rows != NO_OPINION

    def first(self, left: Collection[str]) -> Counts:
        """Per different ballot the place of its first choice among those left, or `EXHAUSTED`."""
        columns = np.array(sorted(self.at[option] for option in left))
        chosen = columns[self.ranks[:, columns].argmin(axis=1)]
        return np.where(self.named[:, columns].any(axis=1), chosen, EXHAUSTED)

    def votes(self, left: Collection[str]) -> dict[str, int]:
        """First choices per option that is left."""
        first = self.first(left)
        return self.among(first, left, first != EXHAUSTED)

    def among(self, first: Counts, left: Collection[str], only: Mask) -> dict[str, int]:
        """The votes of some of the ballots."""
        named = only & (first != EXHAUSTED)
        totals = np.bincount(first[named], weights=self.times[named], minlength=len(self.options))
        return {option: int(totals[self.at[option]]) for option in sorted(left, key=self.at.__getitem__)}

    def last(self, left: frozenset[str]) -> tuple[Collection[str], bool]:
        """Who may drop out now. Those without a vote go together: nothing moves when they do."""
        votes = self.votes(left)
        fewest = min(votes.values())
        return [option for option, many in votes.items() if many == fewest], fewest == 0


def _rounds(counted: _Counted, seed: str | None) -> tuple[tuple[Round, ...], tuple[Draw, ...]]:
    """Round after round until one is left, or until a tie that no lot has decided."""
    left, rounds, draws = counted.options, list[Round](), list[Draw]()
    while left:
        votes = counted.votes(left)
        exhausted = int(counted.times.sum()) - sum(votes.values())
        out, tied = _out(votes, seed) if len(left) > 1 else ((), ())
        if tied and out:
            draws.append(Draw(tied, out))
        rest = tuple(option for option in left if option not in out)
        moved = _moved(counted, left, out, rest) if out else None
        rounds.append(Round(votes, exhausted, out, moved, tied))
        left = rest if out else ()
    return tuple(rounds), tuple(draws)


def _out(votes: Mapping[str, int], seed: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who drops out, and who tied for it when a lot is needed."""
    fewest = min(votes.values())
    lowest = tuple(option for option, many in votes.items() if many == fewest)
    more = [many for many in votes.values() if many > fewest]
    # Together below the next: whoever of them goes first, the others follow before anybody else.
    if more and (len(lowest) == 1 or fewest * len(lowest) < min(more)):
        return lowest, ()
    return (() if seed is None else drawn(lowest, 1, seed)), lowest


def _moved(
    counted: _Counted, left: tuple[str, ...], out: tuple[str, ...], rest: tuple[str, ...]
) -> dict[str, int]:
    before = counted.first(left)
    released = np.isin(before, [counted.at[option] for option in out])
    return counted.among(counted.first(rest), rest, released)


def _standing(found: Places, rounds: tuple[Round, ...], draws: tuple[Draw, ...]) -> Standing:
    """Without an open tie the last round has one option, the winner; else everybody who could win."""
    winners = tuple(rounds[-1].votes)
    return found.standing(1) if rounds[-1].tied else Standing(found.order, winners, draws=draws)


def _majority(rounds: tuple[Round, ...]) -> int | None:
    for number, one in enumerate(rounds, start=1):
        if 2 * max(one.votes.values()) > sum(one.votes.values()):
            return number
    return None


def _holds(rounds: tuple[Round, ...]) -> int:
    """Nothing changes while fewer ballots come than part those who drop out from the next, in any round."""
    if any(one.tied for one in rounds):
        return 0
    gaps = [_gap(one) for one in rounds if one.out]
    return max(min(gaps, default=1) - 1, 0)


def _gap(one: Round) -> int:
    staying = min(many for option, many in one.votes.items() if option not in one.out)
    return staying - sum(one.votes[option] for option in one.out)
