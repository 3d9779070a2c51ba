"""Opinion groups: who tends to answer alike, how surely, and what each group says that the others don't.

Nothing here decides whether groups may be shown; that is the gate's work.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.special import expit, ndtr

from koers.engine.common_ground.mixture import Mixture, mixture
from koers.engine.common_ground.model import MOST_AXES, Choices, Model, fit, narrowed, place
from koers.engine.common_ground.votes import Floats, Ints, Votes

PLACED = 0.5  # variance of a position, of the 1 there is before any answer
BAGS, KEPT = 10, 0.8
SURE = 0.8  # membership; below it a person stands between groups
HALF_ROUNDS = 10
FALSE_SHARE = 0.05


@dataclass(frozen=True, eq=False)
class Groups:
    """Soft groups, largest first.

    Attributes
    ----------
    names : `A`, `B`, …
    membership : (n, k) chance of each group, averaged over subsamples of the votes.
    label : (n,) group of those who belong surely enough, −1 for people between groups or not placed yet.
    placed : (n,) whether enough is known of the person.
    stability : mean agreement (adjusted Rand index) of the labels with those of the subsamples.
    """

    names: tuple[str, ...]
    membership: Floats
    label: Ints
    placed: NDArray[np.bool_]
    stability: float

    @property
    def size(self) -> Ints:
        """(k,) people who surely belong."""
        return np.bincount(self.label[self.label >= 0], minlength=len(self.names))

    @property
    def between(self) -> int:
        """People who are placed but between groups."""
        return int((self.placed & (self.label < 0)).sum())


@dataclass(frozen=True)
class Distinct:
    """A statement on which a group differs from the rest: agree and seen inside and outside, and the
    corrected p.
    """

    group: int
    statement: int
    stance: int
    inside: tuple[int, int]
    outside: tuple[int, int]
    p: float


def placed(model: Model, limit: float = PLACED) -> NDArray[np.bool_]:
    """(n,) people whose place on the first axis is known well enough to say anything."""
    variance = model.person.second[:, 2, 2] - np.square(model.person.mean[:, 2])
    known: NDArray[np.bool_] = variance < limit
    return known


def grouped(votes: Votes, model: Model, mix: Mixture, axes: int, seed: int) -> Groups:
    """Soft membership by bagging: each subsample of the votes places everybody anew."""
    order = np.argsort(-mix.size, kind="stable")
    mix = Mixture(mix.size[order], mix.mean[order], mix.spread[order], mix.icl)
    known = placed(model)
    rng = np.random.default_rng([seed, 3])
    views = []
    for _ in range(BAGS):
        some = place(votes.take(rng.random(len(votes)) < KEPT), model)
        views.append(mix.membership(some.mean[:, 2 : 2 + axes]))
    membership = np.mean(views, axis=0)
    best = membership.argmax(axis=1)
    label = np.where(known & (membership.max(axis=1) >= SURE), best, -1)
    same = [rand_index(best[known], view.argmax(axis=1)[known]) for view in views]
    names = tuple(chr(ord("A") + g) for g in range(len(order)))
    return Groups(names, membership, label, known, float(np.mean(same)))


def rand_index(a: Ints, b: Ints) -> float:
    """Adjusted Rand index (Hubert & Arabie 1985): 1 the same grouping, 0 as by chance."""
    if len(a) < 2:
        return 0.0
    table = np.zeros((int(a.max()) + 1, int(b.max()) + 1))
    np.add.at(table, (a, b), 1)
    pairs, rows, columns = ((x * (x - 1) / 2).sum() for x in (table, table.sum(axis=1), table.sum(axis=0)))
    chance = rows * columns / (len(a) * (len(a) - 1) / 2)
    most = (rows + columns) / 2
    return float((pairs - chance) / (most - chance)) if most > chance else 0.0


@dataclass(frozen=True, eq=False)
class Half:
    """One half of everybody's votes, grouped without any knowledge of the other half."""

    votes: Votes
    label: Ints


def halves(votes: Votes, k: int, axes: int, seed: int) -> tuple[Half, Half]:
    """Split the votes at random in two, and group the people twice, independently."""
    first = np.random.default_rng([seed, 4]).random(len(votes)) < 0.5
    one, two = (_half(votes.take(side), k, axes) for side in (first, ~first))
    return one, two


def _half(votes: Votes, k: int, axes: int) -> Half:
    model = fit(votes, MOST_AXES, rounds=HALF_ROUNDS)
    known = placed(model, (1 + PLACED) / 2)  # half the votes, so half the knowledge is asked
    label = np.full(len(votes.people), -1, np.int64)
    points = narrowed(model, axes).position[known]
    if len(points) >= 2 * k:
        label[known] = mixture(points, k).membership(points).argmax(axis=1)
    return Half(votes, label)


def halves_agree(one: Half, two: Half) -> float:
    """Do two independent halves of the votes tell the same groups? Adjusted Rand index."""
    both = (one.label >= 0) & (two.label >= 0)
    return rand_index(one.label[both], two.label[both])


def shuffled(votes: Votes, rng: np.random.Generator) -> Votes:
    """Permute the answers of each statement over those who gave one: rates stay, structure goes."""
    order = np.argsort(votes.statement, kind="stable")
    mixed = np.lexsort((rng.random(len(votes)), votes.statement))
    value = np.empty_like(votes.value)
    value[order] = votes.value[mixed]
    return Votes(
        votes.people, votes.statements, votes.start, votes.statement, value, votes.essential,
        votes.party, votes.parties, votes.room,
    )  # fmt: skip


def distinct(votes: Votes, one: Half, two: Half, label: Ints) -> tuple[Distinct, ...]:
    """Statements on which a group differs from the rest, after what people's readiness to agree explains.

    Groups come from one half of the votes and are tested on the other, both ways round. Given the votes
    that made
    its groups each contrast has mean 0 when there is nothing, and the two rest on different votes, so their
    sum is
    tested (Stouffer). The share of false findings over all groups and statements is held at 5 % (Benjamini &
    Hochberg 1995).
    """
    k = int(label.max(initial=-1)) + 1
    if k < 2:
        return ()
    there, back = (_contrast(b.votes, _renamed(a.label, label, k), k) for a, b in ((one, two), (two, one)))
    z = (there + back) / np.sqrt(2)
    p = 2 * ndtr(-np.abs(z))
    return _told(votes, label, k, _false_share(p) & (z != 0), np.sign(z), p)


def _renamed(label: Ints, like: Ints, k: int) -> Ints:
    """Give the groups of one half the names of the groups they overlap most with."""
    both = (label >= 0) & (like >= 0)
    table = np.zeros((k, k))
    np.add.at(table, (label[both], like[both]), 1)
    name = linear_sum_assignment(-table)[1]
    return np.where(label >= 0, name[label], -1)


def _contrast(votes: Votes, label: Ints, k: int) -> Floats:
    """(k, m) z of agreeing more often than tendency and rate predict, inside the group against outside."""
    choices = Choices.of(votes)
    flat = fit(votes, 0)
    logit = flat.person.mean[choices.i, 1] + flat.statement.mean[choices.s, 0]
    p = expit(logit)
    gap, room = choices.half + 0.5 - p, p * (1 - p)
    known = label[choices.i] >= 0
    m = len(votes.statements)
    cell = (label[choices.i] * m + choices.s)[known]
    gaps, rooms = (np.bincount(cell, w[known], k * m).reshape(k, m) for w in (gap, room))
    return _against_rest(np.asarray(gaps, np.float64), np.asarray(rooms, np.float64))


def _against_rest(gaps: Floats, rooms: Floats) -> Floats:
    rest_gap, rest_room = gaps.sum(axis=0) - gaps, rooms.sum(axis=0) - rooms
    enough = (rooms > 0.5) & (rest_room > 0.5)
    inside, outside = np.where(enough, rooms, 1), np.where(enough, rest_room, 1)
    z: Floats = (gaps / inside - rest_gap / outside) / np.sqrt(1 / inside + 1 / outside)
    return np.where(enough, z, 0)


def _false_share(p: Floats) -> NDArray[np.bool_]:
    order = np.sort(p, axis=None)
    passing = order <= FALSE_SHARE * np.arange(1, order.size + 1) / order.size
    return p <= (order[passing].max() if passing.any() else -1.0)


def _told(
    votes: Votes, label: Ints, k: int, found: NDArray[np.bool_], side: Floats, p: Floats
) -> tuple[Distinct, ...]:
    from koers.engine.common_ground.counts import count_by

    agree, _, seen = count_by(votes, label, k)
    rows = []
    for g, s in zip(*np.nonzero(found), strict=True):
        outside = int(agree[:, s].sum() - agree[g, s]), int(seen[:, s].sum() - seen[g, s])
        inside = int(agree[g, s]), int(seen[g, s])
        rows.append(Distinct(int(g), int(s), int(side[g, s]), inside, outside, float(p[g, s])))
    return tuple(sorted(rows, key=lambda one: (one.group, one.p, -_gap(one), one.statement)))


def _gap(one: Distinct) -> float:
    (a, n), (b, m) = one.inside, one.outside
    return abs(a / max(n, 1) - b / max(m, 1))
