"""Circles laid inside a circle without touching: small drawings of a few hundred, the same every time."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
TRIED = 4000
FEW = 24
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
    The largest first. Few circles are laid against each other; many at points of a sunflower spiral (Vogel,
    1979), which is as good then and much quicker.
    """
    sizes = np.asarray(radii, dtype=float)
    centres = np.zeros((len(sizes), 2))
    if not len(sizes):
        return centres, 0.0
    order = [int(one) for one in np.argsort(-sizes, kind="stable")]
    lay = _closely if len(sizes) <= FEW else _on_a_grid
    lay(centres, sizes, order, gap)
    return _around(centres, sizes)


def _closely(centres: Floats, sizes: Floats, order: Sequence[int], gap: float) -> None:
    """Each against two that are laid, as near to the middle of all as can be."""
    for n, one in enumerate(order):
        laid = list(order[:n])
        if n == 1:
            centres[one] = [sizes[order[0]] + sizes[one] + gap, 0.0]
        elif n > 1:
            apart = sizes[laid] + sizes[one] + gap
            places = _against_two(centres[laid], apart)
            between = np.linalg.norm(places[:, None] - centres[laid][None], axis=2)
            free = places[(between >= apart - 1e-9).all(axis=1)]
            middle = np.average(centres[laid], axis=0, weights=sizes[laid] ** 2)
            centres[one] = free[np.linalg.norm(free - middle, axis=1).argmin()]


def _against_two(centres: Floats, apart: Floats) -> Floats:
    """The points at these distances from two of the centres: where the circles around them cross."""
    first, second = np.triu_indices(len(centres), 1)
    line = centres[second] - centres[first]
    wide = np.linalg.norm(line, axis=1)
    near = wide <= apart[first] + apart[second]
    first, second, line, wide = first[near], second[near], line[near], wide[near]
    along = (wide**2 + apart[first] ** 2 - apart[second] ** 2) / (2 * wide)
    across = np.sqrt(np.maximum(apart[first] ** 2 - along**2, 0.0))
    ahead = line / wide[:, None]
    aside = np.column_stack([-ahead[:, 1], ahead[:, 0]])
    base = centres[first] + ahead * along[:, None]
    return np.concatenate([base + aside * across[:, None], base - aside * across[:, None]])


def _on_a_grid(centres: Floats, sizes: Floats, order: Sequence[int], gap: float) -> None:
    """Each at the free point nearest to the middle; where none is free, which hardly happens, beside all."""
    points = _sunflower(1.5 * float(np.sqrt(((sizes + gap) ** 2).sum())) + 2 * float(sizes.max()))
    # How large a circle may be around each point without touching those that are laid.
    room = np.full(len(points), np.inf)
    for one in order:
        free = room >= sizes[one] + gap
        beside = np.array([float((centres[:, 0] + sizes).max()) + sizes[one] + gap, 0.0])
        centres[one] = at = points[int(free.argmax())] if free.any() else beside
        room = np.minimum(room, np.linalg.norm(points - at, axis=1) - sizes[one])


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
