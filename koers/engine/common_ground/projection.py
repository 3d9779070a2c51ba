"""Principal axes of the votes without ever filling in the empty cells.

After replacing an unseen cell by the statement's mean and centring, that cell is exactly 0. So the principal
components of the filled matrix are the singular vectors of the *sparse* centred votes: the same axes, in
memory
and time that follow the number of votes instead of people × statements. They are found by block Krylov
iteration
with Rayleigh-Ritz (Golub & Underwood 1977), which needs few walks over the votes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from koers.engine.common_ground.passes import WIDTH, gram, project, tally
from koers.engine.common_ground.votes import Floats, Ints, Votes

LARGE = 2_000_000  # votes; from here the axes start from every STEPth person
STEP = 16
CLOSE, CLOSE_LARGE = 1e-8, 3e-3  # residual of an axis, as a share of its eigenvalue: |correlation| > .9999
PART_WALKS = 9
MOST_WALKS = 24

Walk = Callable[[Floats], Floats]


@dataclass(frozen=True, eq=False)
class Projection:
    """Principal axes.

    Attributes
    ----------
    mean : (m,) mean vote of each statement over those who saw it.
    components : (k, m) unit vectors, strongest first; the sign makes the largest entry positive.
    scores : (n, k) people on these axes, unscaled.
    counts : (m, 3) disagree, pass and agree.
    """

    mean: Floats
    components: Floats
    scores: Floats
    counts: Ints


def principal_axes(votes: Votes, axes: int = 2, start: Floats | None = None) -> Projection:
    """The first principal axes. `start` (k, m) are axes from an earlier refresh; then a few walks suffice."""
    counts = tally(votes)[0]
    mean = (counts[:, 2] - counts[:, 0]) / np.maximum(counts.sum(axis=1), 1)
    basis = _pointed(_basis(votes, mean, axes, start))
    return Projection(mean, _padded(basis, axes).T, _padded(project(votes, mean, basis), axes), counts)


def _basis(votes: Votes, mean: Floats, axes: int, start: Floats | None) -> Floats:
    m = len(mean)
    if len(votes) == 0:
        return np.zeros((m, 0))
    large = len(votes) >= LARGE
    if start is not None:
        first = np.linalg.qr(np.hstack([start.T, first_block(m, WIDTH)[:, len(start) :]]))[0]
    else:
        first = _part_axes(votes, mean) if large else first_block(m, WIDTH)
    return krylov(lambda b: gram(votes, mean, b), first, axes, CLOSE_LARGE if large else CLOSE)


def _part_axes(votes: Votes, mean: Floats) -> Floats:
    """Axes of every STEPth person: nearly right, at a fraction of the cost."""
    part = votes.of_people(np.arange(0, len(votes.people), STEP))
    return krylov(lambda b: gram(part, mean, b), first_block(len(mean), WIDTH), WIDTH, 0.0, PART_WALKS)


def krylov(walk: Walk, block: Floats, axes: int, close: float, most: int = MOST_WALKS) -> Floats:
    """(m, k) leading eigenvectors of the symmetric operator behind `walk`, starting from `block` (m, w).

    Stops when the residual of the first `axes` is below `close` times their eigenvalue.
    """
    known, image = np.zeros((len(block), 0)), np.zeros((len(block), 0))
    ritz = block[:, :axes]
    for _ in range(most):
        known, image = np.hstack([known, block]), np.hstack([image, walk(block)])
        size, turn = np.linalg.eigh(known.T @ image)
        size, turn = size[::-1][:axes], turn[:, ::-1][:, :axes]
        ritz = known @ turn
        left = np.linalg.norm(image @ turn - ritz * size, axis=0)
        block = _fresh(image[:, -block.shape[1] :], known)
        if (left <= close * size).all() or block.shape[1] == 0:
            break
    return ritz


def _fresh(block: Floats, known: Floats) -> Floats:
    """Orthonormal columns outside `known`, from `block`; fewer, or none, when the space is nearly full.

    Three rounds, because what is left of a block that has converged is mostly rounding.
    """
    block = block[:, : len(block) - known.shape[1]]
    for _ in range(3):
        block = np.linalg.qr(block - known @ (known.T @ block))[0]
    return block


def first_block(m: int, width: int) -> Floats:
    """(m, width) fixed orthonormal columns to start from."""
    return np.linalg.qr(np.random.default_rng(m).standard_normal((m, min(width, m))))[0]


def _pointed(basis: Floats) -> Floats:
    """Left or right means nothing, but it must be the same every time."""
    sign = np.sign(basis[np.argmax(np.abs(basis).round(9), axis=0), np.arange(basis.shape[1])])
    return basis * np.where(sign == 0, 1, sign)


def _padded(some: Floats, axes: int) -> Floats:
    return np.hstack([some, np.zeros((len(some), axes - some.shape[1]))])
