"""May we speak of differences between people, and of groups? Every figure, its limit and the verdict.

No single test suffices: each fails on some kind of votes without groups. So all must pass.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from koers.engine.common_ground.counts import WALL
from koers.engine.common_ground.groups import halves, halves_agree, placed, shuffled
from koers.engine.common_ground.mixture import Mixture, mixtures
from koers.engine.common_ground.model import Model, fit, narrowed
from koers.engine.common_ground.structure import Structure, fullest, structure
from koers.engine.common_ground.votes import Floats, Votes

ALPHA = 0.01
LEAST_PEOPLE, LEAST_SHARE = 5, 0.05
SHUFFLES = 19  # their highest figure is the 95th percentile
DRAWS_ROOM, DRAWS_CROWD = 499, 99
HIDDEN = 0.1
BETTER = 2.3263478740408408  # one-sided 1 %


@dataclass(frozen=True)
class Check:
    """One figure against its limit. `passed` is None when an earlier check made it pointless to look."""

    code: str
    figure: float | None
    limit: float | None
    passed: bool | None


@dataclass(frozen=True, eq=False)
class Gate:
    """The verdicts.

    Attributes
    ----------
    difference : a recurring line of difference between people exists.
    axes : how many axes of difference predict hidden answers (0 when `difference` is False).
    open : groups may be shown.
    checks : `structure` (p), `people` (n), `groups` (k by exact ICL), `size` (smallest group), `halves`
        (agreement of groups from two halves of the votes, against the conversation's own shuffles).
    mixture : the groups that would be shown, None unless `open`.
    """

    difference: bool
    axes: int
    open: bool
    checks: tuple[Check, ...]
    structure: Structure
    mixture: Mixture | None


def gate(votes: Votes, model: Model, seed: int) -> Gate:
    """Look at all checks, the cheap ones first."""
    n = len(votes.people)
    test = structure(votes, seed, DRAWS_ROOM if n < WALL else DRAWS_CROWD, ALPHA)
    found = Check("structure", test.p, ALPHA, test.p <= ALPHA)
    crowd = Check("people", n, WALL, n >= WALL)
    axes = _axes(votes, n, seed) if found.passed else 0
    best, by_icl, size = _mixture(model, axes) if found.passed and crowd.passed else _UNSEEN
    same = _halves(votes, best, axes, seed) if best is not None else Check("halves", None, None, None)
    checks = (found, crowd, by_icl, size, same)
    opened = all(check.passed for check in checks)
    return Gate(bool(found.passed), axes, opened, checks, test, best if opened else None)


def described(verdict: Gate, groups: int, told: set[int]) -> Gate:
    """Close the gate again when nothing sets some group apart: a group nobody can describe is no finding."""
    check = Check("distinct", len(told), groups, len(told) >= groups)
    opened = verdict.open and bool(check.passed)
    return replace(
        verdict, open=opened, checks=(*verdict.checks, check), mixture=verdict.mixture if opened else None
    )


_UNSEEN = (None, Check("groups", None, 2, None), Check("size", None, None, None))


def _axes(votes: Votes, n: int, seed: int) -> int:
    """One axis below 30 people; from there as many as each predict hidden answers better than fewer do."""
    if n < WALL:
        return 1
    hidden = np.random.default_rng([seed, 5]).random(len(votes)) < HIDDEN
    model = fit(votes.take(~hidden), 3)
    asked = hidden & (votes.value != 0)
    people, statements = votes.person[asked], votes.statement[asked].astype(np.int64)
    agree = votes.value[asked] > 0
    losses = [log_loss(narrowed(model, k).chance(people, statements), agree) for k in (1, 2, 3)]
    return 1 + (0 if not _better(losses[1], losses[0]) else 1 + _better(losses[2], losses[1]))


def log_loss(chance: Floats, agree: NDArray[np.bool_]) -> Floats:
    """(k,) minus the log of the probability given to what happened, clipped to [.01, .99]."""
    p = np.clip(chance, 0.01, 0.99)
    return np.asarray(-np.log(np.where(agree, p, 1 - p)))


def _better(new: Floats, old: Floats) -> bool:
    gain = old - new
    if len(gain) < 50:
        return False
    return bool(gain.mean() > BETTER * gain.std() / np.sqrt(len(gain)))


def _mixture(model: Model, axes: int) -> tuple[Mixture | None, Check, Check]:
    points = narrowed(model, axes).position[placed(model)]
    if len(points) < WALL:
        return _UNSEEN
    tried = mixtures(points)
    best = max(tried, key=lambda mix: mix.icl)
    k = len(best.size)
    smallest = int(np.bincount(best.membership(points).argmax(axis=1), minlength=k).min())
    least = max(LEAST_PEOPLE, LEAST_SHARE * len(points))
    several = Check("groups", k, 2, k > 1)
    if k == 1:
        return None, several, Check("size", None, least, None)
    size = Check("size", smallest, least, smallest >= least)
    return (best if size.passed else None), several, size


def _halves(votes: Votes, best: Mixture, axes: int, seed: int) -> Check:
    """Groups from two halves of the votes agree more than in any of the conversation's own shuffles."""
    some, k = fullest(votes), len(best.size)
    figure = halves_agree(*halves(some, k, axes, seed))
    limit = 0.0
    for draw in range(SHUFFLES):
        mixed = shuffled(some, np.random.default_rng([seed, 6, draw]))
        limit = max(limit, halves_agree(*halves(mixed, k, axes, seed + draw)))
        if limit >= figure:
            break
    return Check("halves", figure, limit, figure > limit)
