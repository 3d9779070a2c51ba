"""Polis's own numbers, for comparison and for those who come from there.

Follows the published description (Small et al. 2021, Recerca 26): principal axes of the votes with unseen
at the
mean, people with few votes scaled outward, k-means with k from 2 to 5 by the silhouette, group-aware
consensus and
representativeness. None of it can say "no groups"; that is what the rest of this package is for.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from koers.engine.common_ground.kmeans import crowd, kmeans, nearest, silhouette
from koers.engine.common_ground.passes import tally
from koers.engine.common_ground.projection import Projection, principal_axes
from koers.engine.common_ground.votes import Floats, Ints, Votes

LEAST_VOTES = 7
MOST_GROUPS = 5
MOST_TOLD = 5
CONFIDENT = 1.2815515655446004  # one-sided 90 %


@dataclass(frozen=True)
class Representative:
    """A statement that sets a group apart in Polis's sense: its votes for `stance`, their share and both
    tests.
    """

    statement: object
    stance: int
    success: int
    trials: int
    share: float
    share_test: float
    ratio: float
    ratio_test: float


@dataclass(frozen=True, eq=False)
class PolisFindings:
    """What Polis would show.

    Attributes
    ----------
    axes : the principal axes.
    xy : (n, 2) places on the map, scaled for sparse voters.
    label : (n,) group, −1 for people with fewer than seven votes.
    silhouette : of the chosen grouping.
    counts : (k, m, 3) disagree, pass, agree per group.
    consensus_agree, consensus_disagree : (m,) group-aware consensus, the product over groups of smoothed
        shares.
    representative : per group, at most five.
    priority : (m,) how readily Polis would show the statement next.
    """

    axes: Projection
    xy: Floats
    label: Ints
    silhouette: float
    counts: Ints
    consensus_agree: Floats
    consensus_disagree: Floats
    representative: tuple[tuple[Representative, ...], ...]
    priority: Floats


def polis_compatible(
    votes: Votes, *, groups: int | None = None, start: Floats | None = None
) -> PolisFindings:
    """Polis's numbers for these votes; `groups` forces k, `start` are axes of an earlier refresh."""
    axes = principal_axes(votes, 2, start)
    xy = axes.scores * np.sqrt(len(votes.statements) / np.maximum(votes.answered, 1))[:, None]
    inside = votes.answered >= min(LEAST_VOTES, max(len(votes.statements), 1))
    label, quality = _group(xy, inside, groups)
    k = int(label.max(initial=-1)) + 1
    counts = tally(votes, label, k)
    agree, disagree = _smoothed(counts, 2), _smoothed(counts, 0)
    return PolisFindings(
        axes, xy, label, quality, counts, agree.prod(axis=0), disagree.prod(axis=0),
        tuple(_representative(votes, counts, g) for g in range(k)), priority(axes),
    )  # fmt: skip


def _group(xy: Floats, inside: NDArray[np.bool_], groups: int | None) -> tuple[Ints, float]:
    label = np.full(len(xy), -1, np.int64)
    points, weight = crowd(xy[inside] if not inside.all() else xy)
    most = min(MOST_GROUPS, len(np.unique(points, axis=0)) - 1) if len(points) else 0
    tried = [groups] if groups else range(2, most + 1)
    found = [(kmeans(points, weight, k)) for k in tried if k <= len(points)]
    if not found:
        label[inside] = 0
        return label, -1.0
    quality = [silhouette(points, weight, nearest(points, centres)) for centres in found]
    best = int(np.argmax(quality))
    label[inside] = nearest(xy[inside] if not inside.all() else xy, found[best])
    return label, quality[best]


def _smoothed(counts: Ints, side: int) -> Floats:
    share: Floats = (counts[..., side] + 1) / (counts.sum(axis=-1) + 2)
    return share


def _share_test(success: Ints, trials: Ints) -> Floats:
    return np.asarray(2 * np.sqrt(trials + 1) * ((success + 1) / (trials + 1) - 0.5))


def _ratio_test(inside: Ints, outside: Ints, n_in: Ints, n_out: Ints) -> Floats:
    a, b, n, m = inside + 1, outside + 1, n_in + 1, n_out + 1
    pooled = (a + b) / (n + m)
    spread = np.sqrt(np.maximum(pooled * (1 - pooled) * (1 / n + 1 / m), 0))
    return np.asarray(np.where(spread > 0, (a / n - b / m) / np.where(spread > 0, spread, 1), 0))


def _representative(votes: Votes, counts: Ints, g: int) -> tuple[Representative, ...]:
    """The five statements with the highest product of both shares and both tests, of those that pass both
    tests.
    """
    rest = counts.sum(axis=0) - counts[g]
    trials, others = counts[g].sum(axis=-1), rest.sum(axis=-1)
    both = [_figures(counts[g], rest, trials, others, side) for side in (2, 0)]
    worth = np.stack([np.where((f[1] > CONFIDENT) & (f[3] > CONFIDENT), f.prod(axis=0), -1) for f in both])
    order = np.argsort(-worth, axis=None, kind="stable")[:MOST_TOLD]
    return tuple(
        Representative(
            votes.statements[s].item(), 1 - 2 * row, int(counts[g][s, 2 - 2 * row]), int(trials[s]),
            *both[row][:, s].tolist(),
        )
        for row, s in (divmod(int(at), len(trials)) for at in order)
        if worth[row, s] >= 0
    )  # fmt: skip


def _figures(mine: Ints, rest: Ints, trials: Ints, others: Ints, side: int) -> Floats:
    """(4, m) share, its test, ratio to the rest, and its test."""
    share = _smoothed(mine, side)
    ratio = share / _smoothed(rest, side)
    test = _ratio_test(mine[:, side], rest[:, side], trials, others)
    return np.stack([share, _share_test(mine[:, side], trials), ratio, test])


def priority(axes: Projection) -> Floats:
    """(m,) Polis's routing weight: agreed with, engaged with, far out on the map, and new (Small et al.
    2021).
    """
    seen = axes.counts.sum(axis=1)
    share = (axes.counts[:, 2] + 1) / (seen + 2)
    engaged = 1 - (axes.counts[:, 1] + 1) / (seen + 2)
    far = np.linalg.norm(axes.components * (1 - axes.mean), axis=0) * np.sqrt(len(seen))
    value: Floats = np.square(share * engaged * (1 + far) * (1 + 8 * 2.0 ** (-seen / 5)))
    return value
