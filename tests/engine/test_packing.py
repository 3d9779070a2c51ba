"""Circles in a circle: none touches another, all lie within the outer one, and not much room is lost."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.engine.packing import packed


@given(st.lists(st.floats(0.5, 60), max_size=40), st.floats(0.01, 5))
def test_no_two_circles_touch_and_all_lie_within_the_outer_one(radii: list[float], gap: float) -> None:
    centres, outer = packed(radii, gap)
    sizes = np.array(radii)
    apart = np.linalg.norm(centres[:, None] - centres[None], axis=2) - sizes[:, None] - sizes[None]
    np.fill_diagonal(apart, np.inf)
    assert (apart >= gap - 1e-9).all()
    assert (np.linalg.norm(centres, axis=1) + sizes <= outer + 1e-9).all()


@pytest.mark.parametrize("count", [7, 20, 60, 200])
def test_at_least_two_fifths_of_the_outer_circle_is_used(count: int) -> None:
    sizes = 1 + 9 * np.random.default_rng(1).random(count)
    _, outer = packed(list(sizes), 0.1)
    assert (sizes**2).sum() / outer**2 > 0.4


def test_the_same_circles_lie_in_the_same_places() -> None:
    first, second = packed([3, 1, 2], 0.5), packed([3, 1, 2], 0.5)
    assert (first[0] == second[0]).all()
    assert first[1] == second[1]
