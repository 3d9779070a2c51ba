"""Layer 0: exact counts. For a small room that is nearly all there is to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from koers.engine.common_ground.votes import AGREE, DISAGREE, PASS, Floats, Ints, Votes

WALL = 30  # people; below it only counts and lists, see docs/measures/common-ground.md
COVERAGE = 0.6  # of those present
OPEN_COVERAGE = 30  # people, when nobody knows who is present
BROAD = 0.75  # of those who reacted
DIVIDED = 0.25  # the smaller side's share of those who took a side


@dataclass(frozen=True, eq=False)
class Counts:
    """Reactions per statement, each (m,): seen = agree + passed + disagree; essential counts agree only."""

    seen: Ints
    agree: Ints
    passed: Ints
    disagree: Ints
    essential: Ints
    present: int

    @property
    def share(self) -> Floats:
        """(m,) agree as a share of all who reacted; NaN when nobody did."""
        return self.agree / np.where(self.seen > 0, self.seen, np.nan)


def count(votes: Votes) -> Counts:
    """Recount everything from the votes."""

    def tally(chosen: NDArray[np.bool_]) -> Ints:
        return np.bincount(votes.statement[chosen], minlength=len(votes.statements)).astype(np.int64)

    agree, passed, disagree = (tally(votes.value == side) for side in (AGREE, PASS, DISAGREE))
    vital = tally(votes.essential & (votes.value == AGREE))
    return Counts(agree + passed + disagree, agree, passed, disagree, vital, len(votes.people))


def count_by(votes: Votes, label: Ints, many: int) -> tuple[Ints, Ints, Ints]:
    """Agree, disagree and seen per label and statement, each (many, m); people with label −1 are left out."""
    m = len(votes.statements)
    cell = label[votes.person].astype(np.int64) * m + votes.statement

    def tally(chosen: NDArray[np.bool_]) -> Ints:
        inside = cell[chosen & (cell >= 0)]
        return np.bincount(inside, minlength=many * m).reshape(many, m).astype(np.int64)

    return tally(votes.value == AGREE), tally(votes.value == DISAGREE), tally(votes.value <= AGREE)


def covered(counts: Counts, room: bool) -> NDArray[np.bool_]:
    """(m,) whether enough people reacted to say anything at all."""
    if room or counts.present < WALL:
        return (counts.seen > 0) & (counts.seen >= COVERAGE * counts.present)
    return counts.seen >= OPEN_COVERAGE


def standing(counts: Counts, enough: NDArray[np.bool_]) -> tuple[NDArray[Any], Ints]:
    """What can be said of each statement, from counts alone.

    Returns
    -------
    codes : (m,) `unseen_by_many`, `shared` (all who reacted), `no_objection`, `one_objection`, `broad`
        (three in
        four), `divided` (both sides have two people and a quarter of those who chose), or `open`.
    stance : (m,) the side this is said of: 1 agree, −1 disagree.
    """
    stance = np.where(counts.agree >= counts.disagree, 1, -1)
    most, least = np.maximum(counts.agree, counts.disagree), np.minimum(counts.agree, counts.disagree)
    broad = most >= BROAD * counts.seen
    split = (least >= 2) & (least >= DIVIDED * (most + least))
    cases = {
        "unseen_by_many": ~enough,
        "shared": most == counts.seen,
        "no_objection": (least == 0) & (2 * most >= counts.seen),
        "one_objection": (least == 1) & broad,
        "broad": broad,
        "divided": split,
    }
    return np.select(list(cases.values()), list(cases), default="open"), stance


def wilson(success: NDArray[Any], trials: NDArray[Any], z: NDArray[Any] | float) -> tuple[Floats, Floats]:
    """Wilson's interval for a share; [0, 1] where there were no trials (Wilson 1927, JASA 22)."""
    n = np.maximum(np.asarray(trials, float), 1e-12)
    p, zz = np.asarray(success, float) / n, np.square(z)
    middle, half = p + zz / (2 * n), np.sqrt(np.maximum(zz * (p * (1 - p) / n + zz / (4 * n * n)), 0))
    low, high = (middle - half) / (1 + zz / n), (middle + half) / (1 + zz / n)
    none = np.asarray(trials) == 0
    return np.where(none, 0.0, np.clip(low, 0, 1)), np.where(none, 1.0, np.clip(high, 0, 1))


def bounds(counts: Counts, room: bool) -> tuple[Floats, Floats]:
    """(m,), (m,) how low and high the share that agrees can be.

    A room is a census: the only unknown is what those who haven't reacted would have said, so the bounds
    are the
    worst cases. An open session is a sample: Wilson at 95 %.
    """
    if room or counts.present < WALL:
        missing, all_of_us = counts.present - counts.seen, max(counts.present, 1)
        return counts.agree / all_of_us, (counts.agree + missing) / all_of_us
    return wilson(counts.agree, counts.seen, 1.959963984540054)
