"""The walks over all votes of which a refresh and a fit consist, compiled where numba is installed.

Each has a plain NumPy twin with the same outcome to 1e-9 (tests compare them). The twins go through the
votes in
blocks, so neither needs more memory than a fixed amount beside the votes themselves.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from koers.engine.common_ground.votes import Floats, Ints, Votes

try:
    from numba import njit
except ImportError:  # numba is an option, not a need
    njit = None  # type: ignore[assignment,unused-ignore]

Pairs = NDArray[np.integer]

WIDTH = 4  # columns carried through one walk; a constant, so the compiler can unroll it
BLOCK_VOTES = 500_000
WORTH_COMPILING = 150_000  # votes; below it starting the compiled code costs more than it saves


def worth_compiling(votes: int) -> bool:
    """Whether the compiled walks are used. `KOERS_PLAIN=1` turns them off."""
    return njit is not None and votes >= WORTH_COMPILING and os.environ.get("KOERS_PLAIN") != "1"


def compiled(votes: Votes) -> bool:
    """The same for a whole conversation."""
    return worth_compiling(len(votes))


def tally(votes: Votes, label: Ints | None = None, many: int = 1) -> Ints:
    """(many, m, 3) disagree, pass and agree per label and statement; label −1 is left out, None is all
    together.
    """
    of = np.zeros(len(votes.people), np.int64) if label is None else label.astype(np.int64)
    out = np.zeros((many, len(votes.statements), 3), np.int64)
    if compiled(votes):
        _tally_compiled(votes.start, votes.statement, votes.value, of, out)
        return out
    m = len(votes.statements)
    for people, block in _blocks(votes):
        row = np.repeat(of[people], np.diff(votes.start[people.start : people.stop + 1]))
        cell = (row * m + votes.statement[block]) * 3 + votes.value[block] + 1
        out += np.bincount(cell[row >= 0], minlength=out.size).reshape(out.shape)
    return out


def gram(votes: Votes, mean: Floats, basis: Floats) -> Floats:
    """Xᵀ X B for the centred votes X (unseen is exactly 0 after centring) and B (m, k), k ≤ WIDTH, in one
    walk.
    """
    if compiled(votes):
        wide = np.zeros((len(mean), WIDTH))
        wide[:, : basis.shape[1]] = basis
        out = np.zeros_like(wide)
        _gram_compiled(votes.start, votes.statement, votes.value, mean, wide, out)
        return out[:, : basis.shape[1]]
    out = np.zeros_like(basis)
    for x in _centred(votes, mean):
        out += x.T @ (x @ basis)
    return out


def project(votes: Votes, mean: Floats, basis: Floats) -> Floats:
    """(n, k) X B for the centred votes X."""
    if compiled(votes):
        out = np.zeros((len(votes.people), basis.shape[1]))
        _project_compiled(votes.start, votes.statement, votes.value, mean, np.ascontiguousarray(basis), out)
        return out
    return np.concatenate([x @ basis for x in _centred(votes, mean)] or [np.zeros((0, basis.shape[1]))])


def moments(
    mean: Floats, second: Floats, other_mean: Floats, other_second: Floats, i: Pairs, s: Pairs
) -> tuple[Floats, Floats]:
    """(v,), (v,) mean of x·y and of (x·y)² for pairs of independent vectors, row `i` of one side and `s` of
    the other.

    `mean` (n, q) and `second` (n, q, q) = E[x xᵀ] describe one side, `other_…` the other.
    """
    first, square = np.zeros(len(i)), np.zeros(len(i))
    if worth_compiling(len(i)):
        _moments_compiled(mean, second, other_mean, other_second, i, s, first, square)
        return first, square
    for a in range(mean.shape[1]):
        first += mean[i, a] * other_mean[s, a]
        for b in range(a, mean.shape[1]):
            square += (1 + (a != b)) * second[i, a, b] * other_second[s, a, b]
    return first, square


def _blocks(votes: Votes) -> Iterator[tuple[slice, slice]]:
    """People and votes in blocks of about BLOCK_VOTES votes."""
    n, first = len(votes.people), 0
    while first < n:
        last = int(np.searchsorted(votes.start, votes.start[first] + BLOCK_VOTES, side="right")) - 1
        last = min(max(last, first + 1), n)
        yield slice(first, last), slice(int(votes.start[first]), int(votes.start[last]))
        first = last


def _centred(votes: Votes, mean: Floats) -> Iterator[sparse.csr_matrix]:
    for people, block in _blocks(votes):
        column = votes.statement[block].astype(np.int32)
        start = votes.start[people.start : people.stop + 1] - votes.start[people.start]
        yield sparse.csr_matrix(
            (votes.value[block] - mean[column], column, start), shape=(len(start) - 1, len(mean))
        )


def _walk_tally(
    start: Ints, statement: NDArray[Any], value: NDArray[np.int8], label: Ints, out: Ints
) -> None:
    for p in range(len(start) - 1):
        g = label[p]
        if g >= 0:
            for j in range(start[p], start[p + 1]):
                out[g, statement[j], value[j] + 1] += 1


def _walk_gram(
    start: Ints, statement: NDArray[Any], value: NDArray[np.int8], mean: Floats, basis: Floats, out: Floats
) -> None:
    here = np.zeros(WIDTH)
    for p in range(len(start) - 1):
        here[:] = 0.0
        for j in range(start[p], start[p + 1]):
            s = statement[j]
            x = value[j] - mean[s]
            for k in range(WIDTH):
                here[k] += x * basis[s, k]
        for j in range(start[p], start[p + 1]):
            s = statement[j]
            x = value[j] - mean[s]
            for k in range(WIDTH):
                out[s, k] += x * here[k]


def _walk_project(
    start: Ints, statement: NDArray[Any], value: NDArray[np.int8], mean: Floats, basis: Floats, out: Floats
) -> None:
    for p in range(len(start) - 1):
        for j in range(start[p], start[p + 1]):
            s = statement[j]
            x = value[j] - mean[s]
            for k in range(basis.shape[1]):
                out[p, k] += x * basis[s, k]


def _walk_moments(
    mean: Floats,
    second: Floats,
    other_mean: Floats,
    other_second: Floats,
    i: Pairs,
    s: Pairs,
    first: Floats,
    square: Floats,
) -> None:
    for j in range(len(i)):
        p, t = i[j], s[j]
        for a in range(mean.shape[1]):
            first[j] += mean[p, a] * other_mean[t, a]
            square[j] += second[p, a, a] * other_second[t, a, a]
            for b in range(a + 1, mean.shape[1]):
                square[j] += 2 * second[p, a, b] * other_second[t, a, b]


if njit is not None:
    _moments_compiled = njit(cache=True)(_walk_moments)
    _tally_compiled = njit(cache=True)(_walk_tally)
    _gram_compiled = njit(cache=True, fastmath={"contract"})(_walk_gram)
    _project_compiled = njit(cache=True)(_walk_project)
