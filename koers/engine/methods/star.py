"""STAR: score, then an automatic run-off between the two with the highest means.

Source: the STAR voting rules of the Equal Vote Coalition, with the mean in place of the sum, so that "no
opinion" isn't a zero. Equal means: who wins more duels among the tied; then a lot. Equal run-off: the higher
mean; then a lot. Several seats: the same again without who was chosen.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from koers.engine.methods.ballots import Ballots, Counts, Tally, height, preferred, tallies
from koers.engine.methods.standing import Draw, Order, Standing, drawn, in_order, places

HIGHEST = 5

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Round:
    """One seat: who came to the run-off, how many ballots put each higher, and who won.

    Who is left alone has no run-off: one finalist, no votes.
    """

    finalists: tuple[str, ...]
    votes: tuple[int, ...]
    winner: str


@dataclass(frozen=True, slots=True, eq=False)
class Star:
    """The outcome and what explains it.

    Parameters
    ----------
    tallies : dict of str to Tally
        Sum and number of opinions per option.
    pairs : array of int, shape (options, options)
        At [i, j] the ballots that score i higher than j.
    rounds : tuple of Round
        One per seat; fewer when a tie waits for a lot.
    holds_against : int
        So many further ballots can't change who won, for one seat; a safe lower bound.
    """

    options: tuple[str, ...]
    standing: Standing
    tallies: dict[str, Tally]
    pairs: Counts
    rounds: tuple[Round, ...]
    holds_against: int


def count(ballots: Ballots, *, seats: int = 1, seed: str | None = None) -> Star:
    """Count ballots with scores from 0 to `HIGHEST`.

    Raises
    ------
    TooManyTies
        When ties can fall in too many ways to follow.
    """
    scored = _Scored(ballots)
    rounds, draws = _rounds(scored, seats, seed)
    found = places(ballots.options, scored.next, top=True)
    standing = found.standing(seats)
    if len(rounds) == min(seats, len(ballots.options)):
        standing = Standing(found.order, tuple(one.winner for one in rounds), draws=draws)
    holds = _holds(scored, rounds[0]) if rounds and len(ballots.options) > 1 and not draws else 0
    return Star(ballots.options, standing, scored.tallies, scored.pairs, rounds, holds)


class _Scored:
    """The scores, counted once."""

    def __init__(self, ballots: Ballots) -> None:
        self.options = ballots.options
        self.tallies = tallies(ballots)
        self.means = {option: height(tally) for option, tally in self.tallies.items()}
        self.pairs = preferred(ballots, more_is_better=True)
        self.at = {option: place for place, option in enumerate(ballots.options)}

    def votes(self, one: str, other: str) -> tuple[int, int]:
        """How many ballots put the one higher, and how many the other."""
        here, there = self.at[one], self.at[other]
        return int(self.pairs[here, there]), int(self.pairs[there, here])

    def ranked(self, left: Iterable[str]) -> Order:
        """By mean, those with equal means by the duels they win among themselves."""
        by_mean = in_order(sorted(left, key=self.at.__getitem__), lambda option: -self.means[option])
        return tuple(part for tied in by_mean for part in self._by_duels(tied))

    def _by_duels(self, tied: tuple[str, ...]) -> Order:
        return in_order(tied, lambda option: -self._wins(option, tied))

    def _wins(self, one: str, tied: tuple[str, ...]) -> int:
        duels = (self.votes(one, other) for other in tied if other != one)
        return sum(mine > theirs for mine, theirs in duels)

    def winners(self, pair: Pair) -> Collection[str]:
        """Who wins the run-off: by ballots, then by mean; both when only a lot can tell."""
        (one, other), (mine, theirs) = pair, self.votes(*pair)
        here, there = (mine, self.means[one]), (theirs, self.means[other])
        return [one] if here > there else [other] if there > here else [one, other]

    def next(self, left: frozenset[str]) -> tuple[Collection[str], bool]:
        """Everybody who can win among those left, whatever a lot says; all at once when all are alike."""
        alike = len({self.means[one] for one in left}) == 1 and not any(
            mine != theirs for mine, theirs in (self.votes(*pair) for pair in combinations(left, 2))
        )
        return (left, True) if alike else (self._possible(left), False)

    def _possible(self, left: frozenset[str]) -> Collection[str]:
        first, *more = self.ranked(left)
        pairs = combinations(first, 2) if len(first) > 1 else ((first[0], other) for other in more[0])
        return {winner for pair in pairs for winner in self.winners(pair)}


def _rounds(scored: _Scored, seats: int, seed: str | None) -> tuple[tuple[Round, ...], tuple[Draw, ...]]:
    left, rounds, draws = list(scored.options), list[Round](), list[Draw]()
    while len(rounds) < seats and len(left) > 1:
        pair = _pick(scored.ranked(left), 2, seed, draws)
        won = _pick((tuple(scored.winners((pair[0], pair[1]))),), 1, seed, draws) if len(pair) == 2 else ()
        if not won:
            return tuple(rounds), tuple(draws)
        rounds.append(Round((pair[0], pair[1]), scored.votes(pair[0], pair[1]), won[0]))
        left.remove(won[0])
    if len(rounds) < seats and left:
        rounds.append(Round((left[0],), (), left[0]))
    return tuple(rounds), tuple(draws)


def _pick(order: Order, many: int, seed: str | None, draws: list[Draw]) -> tuple[str, ...]:
    """So many from the top; fewer when a tie waits for a lot. What a lot decided is noted."""
    picked: tuple[str, ...] = ()
    for tied in order:
        free = many - len(picked)
        if len(tied) > free > 0:
            if seed is None:
                return ()
            draws.append(Draw(tied, drawn(tied, free, seed)))
            return picked + draws[-1].drawn
        picked += tied if free else ()
    return picked


def _holds(scored: _Scored, first: Round) -> int:
    """How many ballots can come without another pair in the run-off or another winner of it."""
    one, other = first.votes
    margin = abs(one - other)
    others = [scored.tallies[option] for option in scored.options if option not in first.finalists]
    finalists = [scored.tallies[option] for option in first.finalists]
    extra = 0
    while extra + 1 < margin and _stay(finalists, others, extra + 1):
        extra += 1
    return extra


def _stay(finalists: list[Tally], others: list[Tally], extra: int) -> bool:
    """Whether both finalists keep a higher mean than all others, however `extra` ballots are filled in."""
    least = min(_after(tally, extra, 0) for tally in finalists)
    return all(_after(tally, extra, HIGHEST) < least for tally in others)


def _after(tally: Tally, extra: int, score: int) -> Fraction:
    return Fraction(tally.total + score * extra, tally.opinions + extra)
