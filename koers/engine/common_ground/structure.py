"""Is there more in these votes than "some agree more" and "some statements are easier"?

The residual-structure test: fit rates and tendencies only (Rasch 1960), look at the largest eigenvalue of
what is
left, and compare with the same figure on votes drawn from that fit in the very same cells (parametric
bootstrap).
Shuffled votes and people who merely agree more readily both pass as "nothing more".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from koers.engine.common_ground.votes import Floats, Ints, Votes

SPREAD_RATE, SPREAD_TENDENCY = 2.0, 1.0  # weak priors in logits: they only keep unanimous rows finite
STEPS = 8
LEAST, LEAST_CHOICES = 3, 12  # people and statements, choices; below it there is nothing to test
MOST_PEOPLE, MOST_STATEMENTS = 200, 100  # the fullest corner of a large conversation is test enough
BATCH_CELLS = 400_000


@dataclass(frozen=True)
class Structure:
    """Outcome of the test: eigenvalue seen, the 99th percentile by chance, and p = (1 + beaten) / (1 +
    draws).
    """

    seen: float
    by_chance: float
    p: float
    draws: int


def structure(votes: Votes, seed: int, draws: int = 499, alpha: float = 0.01) -> Structure:
    """Test for structure beyond rates and tendencies.

    Parameters
    ----------
    draws : bootstrap draws; the test stops as soon as `alpha` is out of reach.
    """
    answers = fullest(votes).dense()
    known = np.isfinite(answers) & (answers != 0)
    if min(answers.shape) < LEAST or known.sum() < LEAST_CHOICES:
        return Structure(0.0, 0.0, 1.0, 0)
    agree = np.where(known, answers > 0, 0.0)
    fitted = rasch(agree[None], known)
    seen = float(_leading(agree[None], fitted.chance, known)[0])
    return _bootstrap(seen, fitted, known, np.random.default_rng([seed, 1]), draws, alpha)


def fullest(votes: Votes) -> Votes:
    """The people and statements with most choices; ties go to the first id. All, when they are few enough."""
    n, m = votes.shape
    if n <= MOST_PEOPLE and m <= MOST_STATEMENTS:
        return votes
    chosen = votes.value != 0
    columns = _most(np.bincount(votes.statement[chosen], minlength=m), MOST_STATEMENTS)
    outside = np.setdiff1d(np.arange(m), columns)
    inside = chosen & np.isin(votes.statement, columns)
    rows = _most(np.bincount(votes.person[inside], minlength=n), MOST_PEOPLE)
    return votes.of_people(rows).without(votes.statements[outside].tolist())


def _most(size: Ints, many: int) -> Ints:
    return np.sort(np.argsort(-size, kind="stable")[:many])


@dataclass(frozen=True, eq=False)
class Rasch:
    """Rates (b, 1, m), tendencies (b, n, 1) and the chances they give (b, n, m)."""

    rate: Floats
    tendency: Floats
    chance: Floats


def rasch(agree: Floats, known: NDArray[np.bool_], start: Rasch | None = None) -> Rasch:
    """Fit rates and tendencies to `b` sets of answers (b, n, m) in the same cells (n, m).

    Draws from an earlier fit start there, so that half the steps bring them as far.
    """
    b, n, m = agree.shape
    rate = np.zeros((b, 1, m)) if start is None else np.repeat(start.rate, b, axis=0)
    tendency = np.zeros((b, n, 1)) if start is None else np.repeat(start.tendency, b, axis=0)
    p = expit(rate + tendency)
    for _ in range(STEPS if start is None else STEPS // 2):
        rate = rate + _newton(agree - p, p, known, rate, SPREAD_RATE, 1)
        p = expit(rate + tendency)
        tendency = tendency + _newton(agree - p, p, known, tendency, SPREAD_TENDENCY, 2)
        p = expit(rate + tendency)
    return Rasch(rate, tendency, p)


def _newton(gap: Floats, p: Floats, known: NDArray[np.bool_], at: Floats, spread: float, axis: int) -> Floats:
    pull = np.where(known, gap, 0).sum(axis=axis, keepdims=True) - at / spread**2
    bend = np.where(known, p * (1 - p), 0).sum(axis=axis, keepdims=True) + 1 / spread**2
    return np.asarray(pull / bend)


def _leading(agree: Floats, p: Floats, known: NDArray[np.bool_]) -> Floats:
    """(b,) largest eigenvalue of the standardised residuals, per cell seen."""
    z = np.where(known, (agree - p) / np.sqrt(np.maximum(p * (1 - p), 0.02)), 0)
    if z.shape[1] > z.shape[2]:
        z = z.transpose(0, 2, 1)
    values = np.linalg.eigvalsh(z @ z.transpose(0, 2, 1))
    return np.asarray(values[:, -1] / known.sum())


def _bootstrap(
    seen: float, fitted: Rasch, known: NDArray[np.bool_], rng: np.random.Generator, draws: int, alpha: float
) -> Structure:
    batch = max(1, min(draws, BATCH_CELLS // known.size))
    allowed = int(alpha * (draws + 1)) - 1
    values: list[float] = []
    while len(values) < draws and sum(v >= seen for v in values) <= allowed:
        size = min(batch, draws - len(values))
        agree = np.where(known, rng.random((size, *known.shape)) < fitted.chance, 0.0)
        values += _leading(agree, rasch(agree, known, fitted).chance, known).tolist()
    beaten = sum(v >= seen for v in values)
    return Structure(seen, float(np.quantile(values, 0.99)), (1 + beaten) / (1 + len(values)), len(values))
