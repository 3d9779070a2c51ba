"""How many groups do the positions themselves call for? Possibly one.

Gaussian mixtures compared by the exact integrated complete likelihood: the probability of positions *and*
labels
with all group means, spreads and sizes integrated out (Biernacki, Celeux & Govaert 2010, JSPI 140; conjugate
normal-inverse-Wishart priors). Unlike a silhouette it can answer "one", and it charges for overlap.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln, multigammaln

from koers.engine.common_ground.votes import Floats, Ints

MOST_GROUPS = 4
CROWD = 2000
STEPS = 60
NARROW = 0.25  # prior: a group's variance is a quarter of the crowd's
FLOOR = 0.02  # of the crowd's variance, so that no group collapses onto a point


@dataclass(frozen=True, eq=False)
class Mixture:
    """Sizes (k,), means (k, d) and covariances (k, d, d), with the exact ICL of its labels."""

    size: Floats
    mean: Floats
    spread: Floats
    icl: float

    def membership(self, points: Floats) -> Floats:
        """(n, k) chance of each group for each point."""
        log = _log_density(points, self)
        odds = np.exp(log - log.max(axis=1, keepdims=True))
        chance: Floats = odds / odds.sum(axis=1, keepdims=True)
        return chance


def mixtures(points: Floats, most: int = MOST_GROUPS) -> tuple[Mixture, ...]:
    """The best mixture found for k = 1, 2, …; the caller compares their `icl`."""
    possible = min(most, len(np.unique(points.round(9), axis=0)))
    return tuple(mixture(points, k) for k in range(1, possible + 1))


def mixture(points: Floats, k: int) -> Mixture:
    """The mixture of k groups with the best ICL over a few fixed starts; of a large crowd an even part is
    enough.
    """
    if len(points) > CROWD:
        points = points[np.linspace(0, len(points) - 1, CROWD).astype(np.int64)]
    starts = {s.tobytes(): s for s in _starts(points, k)}.values()
    return max((_expectation_maximisation(points, s, k) for s in starts), key=lambda mix: round(mix.icl, 6))


def _starts(points: Floats, k: int) -> list[Ints]:
    """Equal parts along each axis and the diagonals."""
    ways = [np.eye(points.shape[1])[a] for a in range(points.shape[1])]
    ways += [a + s * b for i, a in enumerate(ways) for b in ways[i + 1 :] for s in (1, -1)]
    found = []
    for way in ways:
        place = np.argsort(np.argsort(points @ way, kind="stable"), kind="stable")
        found += [place * k // len(points), _uneven(place, len(points), k)]
    return found


def _uneven(place: Ints, n: int, k: int) -> Ints:
    """Parts of which the last is small: camps are seldom equal."""
    cuts = np.quantile(np.arange(n), 1 - 0.35 ** np.arange(1, k)) if k > 1 else np.empty(0)
    return np.searchsorted(cuts, place).astype(np.int64)


def _expectation_maximisation(points: Floats, label: Ints, k: int) -> Mixture:
    whole = _whole(points)
    chance = np.eye(k)[label]
    mix = Mixture(np.ones(k), np.zeros((k, points.shape[1])), np.zeros((k, 1, 1)), -np.inf)
    for _ in range(STEPS if k > 1 else 1):
        before = chance
        mix = _maximise(points, chance, whole)
        chance = mix.membership(points)
        if np.abs(chance - before).max() < 1e-6:
            break
    return Mixture(mix.size, mix.mean, mix.spread, exact_icl(points, chance.argmax(axis=1), k))


def _whole(points: Floats) -> Floats:
    d = points.shape[1]
    return np.asarray(np.cov(points.T, bias=True).reshape(d, d) + 1e-9 * np.eye(d))


def _maximise(points: Floats, chance: Floats, whole: Floats) -> Mixture:
    weight = chance.sum(axis=0) + 1e-9
    mean = chance.T @ points / weight[:, None]
    gap = points[:, None, :] - mean[None]
    spread = np.einsum("nk,nka,nkb->kab", chance, gap, gap) / weight[:, None, None] + FLOOR * whole
    return Mixture(weight / weight.sum(), mean, spread, -np.inf)


def _log_density(points: Floats, mix: Mixture) -> Floats:
    root = np.linalg.cholesky(mix.spread)
    gap = points[None] - mix.mean[:, None]
    scaled = np.linalg.solve(root, gap.transpose(0, 2, 1))
    width = np.log(np.diagonal(root, axis1=1, axis2=2)).sum(axis=1)
    log: Floats = (np.log(mix.size) - width)[:, None] - 0.5 * np.square(scaled).sum(axis=1)
    return log.T


def exact_icl(points: Floats, label: Ints, k: int) -> float:
    """Log probability of positions and labels under k groups (uniform prior ½ on sizes)."""
    n, d = points.shape
    size = np.bincount(label, minlength=k)
    labels = gammaln(k / 2) - gammaln(n + k / 2) + (gammaln(size + 0.5) - gammaln(0.5)).sum()
    centre, narrow = points.mean(axis=0), NARROW * _whole(points)
    return float(labels + sum(_evidence(points[label == g], centre, narrow, d) for g in range(k)))


def _evidence(points: Floats, centre: Floats, narrow: Floats, d: int) -> float:
    """Log marginal likelihood of one group, its mean and covariance integrated out (Murphy 2007, eq. 266)."""
    n = len(points)
    if n == 0:
        return 0.0
    pull, free = NARROW, d + 2.0  # the prior mean has the crowd's own spread
    gap = points - points.mean(axis=0)
    off = points.mean(axis=0) - centre
    after = narrow + gap.T @ gap + pull * n / (pull + n) * np.outer(off, off)
    return float(
        -n * d / 2 * np.log(np.pi)
        + multigammaln((free + n) / 2, d)
        - multigammaln(free / 2, d)
        + free / 2 * np.linalg.slogdet(narrow)[1]
        - (free + n) / 2 * np.linalg.slogdet(after)[1]
        + d / 2 * (np.log(pull) - np.log(pull + n))
    )
