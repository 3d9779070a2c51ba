"""Who stands in the way of calling a statement common ground: parties, and later the shown groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from koers.engine.common_ground.counts import count_by, wilson
from koers.engine.common_ground.votes import Floats, Ints, Votes

ONE_SIDED = float(ndtri(0.8))
ASK_FIRST = 2  # a party of one or two is asked before its position is shown


@dataclass(frozen=True, eq=False)
class Side:
    """One party or one group against all statements.

    Attributes
    ----------
    name : its name. size : people in it. kind : `party` or `group`.
    agree, disagree, seen : (m,) counts.
    low : (m,) lower bound of the share that agrees.
    blocks : (m,) True when agreement can't be claimed for this side.
    ask_first : True for a party so small that its counts give its people away.
    """

    name: str
    kind: str
    size: int
    agree: Ints
    disagree: Ints
    seen: Ints
    low: Floats
    blocks: NDArray[np.bool_]
    ask_first: bool


def sides(votes: Votes, label: Ints, names: tuple[str, ...], kind: str) -> tuple[Side, ...]:
    """Counts and vetoes of each side; `label` (n,) is the side of each person, −1 for none."""
    agree, disagree, seen = count_by(votes, label, len(names))
    size = np.bincount(label[label >= 0], minlength=len(names))
    return tuple(
        _side(name, kind, int(size[i]), agree[i], disagree[i], seen[i]) for i, name in enumerate(names)
    )


def _side(name: str, kind: str, size: int, agree: Ints, disagree: Ints, seen: Ints) -> Side:
    low = lower_bound(agree, seen, size)
    return Side(
        name, kind, size, agree, disagree, seen, low, low < 0.5, kind == "party" and size <= ASK_FIRST
    )


def lower_bound(agree: NDArray[Any], seen: NDArray[Any], size: int) -> Floats:
    """Lower bound of the share of a side that agrees (Wilson, one-sided 80 %, finite population).

    When everyone reacted there is nothing left to estimate and the bound is the share itself.
    """
    left = (size - seen) / max(size - 1, 1)
    return wilson(agree, seen, ONE_SIDED * np.sqrt(np.maximum(left, 0)))[0]
