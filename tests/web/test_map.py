"""The drawing of circles: what lies in what, names that fit, marks that tell a state."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.web.drawing.circles import PHONE, SIGN, SIZE, WIDE, Disc, Item, drawn
from koers.web.templatetags.roles import circle_map

ROLES = st.builds(
    Item, st.text("abc -", min_size=1, max_size=30), st.just("/r/"), st.sampled_from(["calm", "talk"])
)
LOW = st.builds(Item, st.text("abc", min_size=1, max_size=9), st.just("/c/"))
CIRCLES = st.builds(
    Item,
    st.text("abc -", min_size=1, max_size=30),
    st.just("/c/"),
    inside=st.lists(ROLES | LOW, max_size=6).map(tuple),
)


def _within(inner: Disc, x: float, y: float, radius: float) -> bool:
    return float(((inner.x - x) ** 2 + (inner.y - y) ** 2) ** 0.5) + inner.radius <= radius + 1e-6


@given(st.lists(ROLES | CIRCLES, max_size=12))
def test_everything_lies_in_the_circle_that_it_is_in(items: list[Item]) -> None:
    discs = drawn(items)
    assert all(_within(disc, SIZE / 2, SIZE / 2, SIZE / 2) for disc in discs)
    for outer in discs:
        assert all(_within(disc, outer.x, outer.y, outer.radius) for disc in outer.inside)


@given(st.lists(CIRCLES, min_size=1, max_size=12))
def test_a_name_stands_above_what_lies_in_the_circle(items: list[Item]) -> None:
    for disc in drawn(items):
        label = disc.label(WIDE)
        if label and disc.inside:
            assert all(height <= low.y - low.radius for height, _ in label.lines for low in disc.inside)


@given(st.lists(ROLES | CIRCLES, min_size=1, max_size=12), st.sampled_from([WIDE, PHONE]))
def test_a_name_is_no_wider_than_its_disc_and_none_of_it_is_lost(items: list[Item], high: float) -> None:
    for disc in drawn(items):
        if label := disc.label(high):
            assert max(len(line) for _, line in label.lines) * SIGN * high <= 2 * disc.radius
            said = "".join(line for _, line in label.lines)
            assert said.replace(" ", "") == disc.item.name.replace(" ", "")


@pytest.mark.parametrize(("state", "mark"), [("calm", "map-state--calm"), ("talk", "map-state--talk")])
def test_a_role_has_the_mark_of_its_state_and_a_name_is_never_markup(state: str, mark: str) -> None:
    drawing = circle_map(drawn([Item("<b>Gids", "/r/1/", state)]))
    assert mark in drawing
    assert "<b>" not in drawing
