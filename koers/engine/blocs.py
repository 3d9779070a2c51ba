"""Blocs: do the same people keep voting together against the same others?

Only contested items count (a minority of at least one). For every way to split the members in two (each
side at
least two), T is the mean agreement of pairs within a side minus that between the sides; the largest T is
compared
with the same figure when each item's votes are dealt anew over its voters, which keeps who wins and how
narrowly.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEAST_ITEMS = 20
ALPHA = 0.01
DRAWS = 999
MOST_MEMBERS = 30  # a larger body is for the common-ground engine
ENUMERATED = 12  # members up to which every split is tried


@dataclass(frozen=True)
class Blocs:
    """Outcome of the test.

    Attributes
    ----------
    contested : items with a minority of at least one.
    split : members (row numbers) of the smaller side, the lower numbers on a tie.
    strength, by_chance : the largest T and its 99th percentile by chance.
    p : (1 + draws that reach it) / (1 + draws).
    same_in_halves : the earlier and the later half of the contested items show the same split.
    shown : all gates passed: at least 20 contested items, p ≤ .01 and the same split in both halves.
    """

    contested: int
    split: tuple[int, ...]
    strength: float
    by_chance: float
    p: float
    same_in_halves: bool
    shown: bool


def blocs(votes: Floats, *, seed: int = 0, draws: int = DRAWS) -> Blocs:
    """Test a body of members for blocs.

    Parameters
    ----------
    votes : (members, items) 1 for, −1 against, 0 or NaN for anything else; items in order of time, of the
        last
        18 months.
    seed : the same votes and seed give the same answer.

    Raises
    ------
    ValueError
        With fewer than 4 or more than 30 members.
    """
    members = len(votes)
    if not 4 <= members <= MOST_MEMBERS:
        raise ValueError(f"blocs need 4 to {MOST_MEMBERS} members, not {members}")
    cast = np.nan_to_num(np.asarray(votes, dtype=np.float64))
    cast = cast[:, ((cast > 0).any(axis=0)) & ((cast < 0).any(axis=0))]
    (strength,), (side,) = _strongest(cast[None])
    chance = _by_chance(cast, np.random.default_rng([seed, 8]), draws)
    p = (1 + int((chance >= strength - 1e-12).sum())) / (1 + draws)
    half = cast.shape[1] // 2
    same = all((_strongest(part[None])[1][0] == side).all() for part in (cast[:, :half], cast[:, half:]))
    return Blocs(
        cast.shape[1], tuple(np.flatnonzero(side).tolist()), float(strength), float(np.quantile(chance,
        0.99)), p, same,
        cast.shape[1] >= LEAST_ITEMS and p <= ALPHA and same,
    )  # fmt: skip


def _strongest(cast: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """(b,) the largest T and (b, members) its smaller side, for b sets of votes (b, members, items)."""
    members = cast.shape[1]
    share = _agreement(cast)
    splits = _every_split(members)[None] if members <= ENUMERATED else _cuts(share)
    values = _contrast(share, splits).round(12)
    best = values.argmax(axis=1)
    rows = np.arange(len(cast))
    return values[rows, best], splits[rows if len(splits) > 1 else 0, best]


def _every_split(members: int) -> NDArray[np.bool_]:
    """(splits, members) the smaller side of every split in two; of equal sides the one with the first
    member.
    """
    everyone = range(members)
    sizes = range(2, members // 2 + 1)
    sides = [s for size in sizes for s in combinations(everyone, size) if 2 * size < members or 0 in s]
    marks = np.zeros((len(sides), members), bool)
    for row, side in enumerate(sides):
        marks[row, list(side)] = True
    return marks


def _cuts(share: Floats) -> NDArray[np.bool_]:
    """(b, splits, members) for a larger body: every cut along the main line of agreement (leading
    eigenvector).
    """
    members = share.shape[1]
    centred = share - share.mean(axis=1, keepdims=True) - share.mean(axis=2, keepdims=True)
    line = np.linalg.eigh(centred + share.mean(axis=(1, 2), keepdims=True))[1][:, :, -1]
    place = line.argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
    marks = place[:, None, :] < np.arange(2, members - 1)[None, :, None]
    size = marks.sum(axis=2, keepdims=True)
    other = (2 * size > members) | ((2 * size == members) & ~marks[:, :, :1])
    smaller: NDArray[np.bool_] = marks ^ other
    return smaller


def _agreement(cast: Floats) -> Floats:
    """(b, members, members) share of the items both voted on in which they voted alike; 0 on the diagonal."""
    present = (cast != 0).astype(np.float64)
    both = present @ present.transpose(0, 2, 1)
    alike = (cast @ cast.transpose(0, 2, 1) + both) / 2
    share: Floats = alike / np.maximum(both, 1) * (1 - np.eye(cast.shape[1]))
    return share


def _contrast(share: Floats, splits: NDArray[np.bool_]) -> Floats:
    """(b, splits) T: mean agreement of pairs within the sides minus that of pairs across."""
    here = splits.astype(np.float64)
    size, rest = here.sum(axis=2), (1 - here).sum(axis=2)
    across = ((here @ share) * (1 - here)).sum(axis=2)
    within = share.sum(axis=(1, 2))[:, None] / 2 - across
    pairs = (size * (size - 1) + rest * (rest - 1)) / 2
    result: Floats = within / pairs - across / (size * rest)
    return result


def _by_chance(cast: Floats, rng: np.random.Generator, draws: int) -> Floats:
    """(draws,) the largest T when each item's votes are dealt anew over those who voted on it."""
    batches = [min(50, draws - at) for at in range(0, draws, 50)]
    return np.concatenate([_strongest(_dealt(cast, rng, size))[0] for size in batches])


def _dealt(cast: Floats, rng: np.random.Generator, many: int) -> Floats:
    voted = cast != 0
    order = np.where(voted, rng.random((many, *cast.shape)), 2.0).argsort(axis=1)
    home = np.where(voted, np.arange(len(cast))[:, None] / len(cast), 2.0).argsort(axis=0)
    dealt = np.zeros((many, *cast.shape))
    values = np.take_along_axis(cast, home, axis=0)
    np.put_along_axis(dealt, order, np.broadcast_to(values, dealt.shape), axis=1)
    return dealt
