"""Circles laid inside a circle without touching: small drawings of a few hundred, the same every time."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
TRIED = 4000
GOLDEN = np.pi * (3 - np.sqrt(5))


def packed(radii: Sequence[float], gap: float) -> tuple[Floats, float]:
    """Where circles of these radii lie, and the radius of the circle around all of them.

    Parameters
    ----------
    radii : sequence of n floats
        Greater than 0.
    gap : float
        At least this much stays between any two.

    Returns
    -------
    centres : array, shape (n, 2)
        Around (0, 0), in the order of `radii`.
    outer : float
        No circle reaches further from (0, 0) than this.

    Notes
    -----
    The largest first, each at the free point nearest to the middle, of a grid of points in a sunflower spiral
    (Vogel, 1979). Where none is free, which hardly happens, it comes beside all others.
    """
    sizes = np.asarray(radii, dtype=float)
    centres = np.zeros((len(sizes), 2))
    if not len(sizes):
        return centres, 0.0
    points = _sunflower(1.5 * float(np.sqrt(((sizes + gap) ** 2).sum())) + 2 * float(sizes.max()))
    # How large a circle may be around each point without touching those that are laid.
    room = np.full(len(points), np.inf)
    for one in np.argsort(-sizes, kind="stable"):
        free = room >= sizes[one] + gap
        beside = np.array([float((centres[:, 0] + sizes).max()) + sizes[one] + gap, 0.0])
        centres[one] = at = points[int(free.argmax())] if free.any() else beside
        room = np.minimum(room, np.linalg.norm(points - at, axis=1) - sizes[one])
    return _around(centres, sizes)


def _sunflower(reach: float) -> Floats:
    """Points evenly over a disc of this radius, from the middle outwards."""
    n = np.arange(TRIED)
    distance, angle = reach * np.sqrt(n / TRIED), n * GOLDEN
    return np.column_stack([distance * np.cos(angle), distance * np.sin(angle)])


def _around(centres: Floats, sizes: Floats) -> tuple[Floats, float]:
    """The same circles around the middle of the circle that holds them (Bădoiu and Clarkson, 2003)."""
    middle = centres.mean(axis=0)
    for step in range(1, 200):
        reach = np.linalg.norm(centres - middle, axis=1) + sizes
        furthest = int(reach.argmax())
        middle = middle + (centres[furthest] - middle) / (step + 1)
    moved = centres - middle
    return moved, float((np.linalg.norm(moved, axis=1) + sizes).max())
