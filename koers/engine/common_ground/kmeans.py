"""k-means on a map, with the silhouette, for the Polis-compatible mode. No random starts."""

from __future__ import annotations

import numpy as np

from koers.engine.common_ground.votes import Floats, Ints

MOST_POINTS = 2000
CELLS = 20  # per axis; a larger crowd is grouped by cell first, as Polis does with its base clusters
STEPS = 100
DIRECTIONS = np.array([[1, 0], [1, 1], [0, 1], [1, -1]], dtype=float)


def crowd(xy: Floats) -> tuple[Floats, Floats]:
    """Points and weights: the people themselves, or for a large crowd the centres of the cells they are
    in.
    """
    if len(xy) <= MOST_POINTS:
        return xy, np.ones(len(xy))
    low, high = np.quantile(xy[:: max(1, len(xy) // 20_000)], [0.005, 0.995], axis=0)
    at = ((xy - low) / np.maximum(high - low, 1e-12) * CELLS).astype(np.int32)
    np.clip(at, 0, CELLS - 1, out=at)
    cell = at[:, 0] * CELLS + at[:, 1]
    weight = np.bincount(cell, minlength=CELLS * CELLS).astype(float)
    centre = np.stack([np.bincount(cell, xy[:, k], CELLS * CELLS) for k in range(2)], axis=1)
    full = weight > 0
    return centre[full] / weight[full, None], weight[full]


def kmeans(points: Floats, weight: Floats, k: int) -> Floats:
    """(k, 2) centres: the tightest of four fixed starts, each the means of k equal parts along one
    direction.
    """
    tries = [_settle(points, weight, _parts(points @ way, weight, k), k) for way in DIRECTIONS]
    return min(tries, key=lambda centres: round(_looseness(points, weight, centres), 9))


def _parts(along: Floats, weight: Floats, k: int) -> Ints:
    order = np.argsort(along, kind="stable")
    share = np.cumsum(weight[order]) - weight[order] / 2
    part = np.empty(len(along), np.int64)
    part[order] = np.minimum((share / weight.sum() * k).astype(np.int64), k - 1)
    return part


def _settle(points: Floats, weight: Floats, part: Ints, k: int) -> Floats:
    centres = _means(points, weight, part, points[:k])
    for _ in range(STEPS):
        before = centres
        centres = _means(points, weight, nearest(points, centres), centres)
        if np.abs(centres - before).max() < 1e-10:
            break
    return centres


def _looseness(points: Floats, weight: Floats, centres: Floats) -> float:
    gap = np.square(points - centres[nearest(points, centres)]).sum(axis=1)
    return float(gap @ weight)


def _means(points: Floats, weight: Floats, part: Ints, before: Floats) -> Floats:
    k = len(before)
    size = np.bincount(part, weight, k)
    total = np.stack([np.bincount(part, weight * points[:, a], k) for a in range(points.shape[1])], axis=1)
    return np.where(size[:, None] > 0, total / np.maximum(size, 1e-12)[:, None], before)


def nearest(points: Floats, centres: Floats) -> Ints:
    """(n,) index of the nearest centre; ties go to the first."""
    best = np.full(len(points), np.inf)
    label = np.zeros(len(points), np.int64)
    for k, centre in enumerate(centres):
        distance = np.square(points[:, 0] - centre[0]) + np.square(points[:, 1] - centre[1])
        closer = distance < best
        best[closer], label[closer] = distance[closer], k
    return label


def silhouette(points: Floats, weight: Floats, label: Ints) -> float:
    """Weighted mean silhouette (Rousseeuw 1987); people in one cell are at distance 0. −1 with one group."""
    many = int(label.max(initial=0)) + 1
    size = np.bincount(label, weight, many)
    if (size > 0).sum() < 2:
        return -1.0
    gap = np.sqrt(np.maximum(np.square(points[:, None] - points[None]).sum(axis=2), 0))
    total = gap @ (np.eye(many)[label] * weight[:, None])
    rows = np.arange(len(points))
    own = total[rows, label] / np.maximum(size[label] - 1, 1e-12)
    mean = total / np.maximum(size, 1e-12)
    mean[rows, label] = np.inf
    mean[:, size == 0] = np.inf
    other = mean.min(axis=1)
    score = np.where(size[label] > 1, (other - own) / np.maximum(np.maximum(own, other), 1e-12), 0)
    return float(np.average(score, weights=weight))
