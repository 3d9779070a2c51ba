"""Published elections come out in the order that was published. Ballots are read where they lie."""

import pytest

from bench.methods import YEARS, counted, published
from tests.published import needs

pytestmark = [
    needs("kubernetes_steering"),
]


@pytest.mark.parametrize("year", YEARS)
def test_the_order_is_the_published_one(year):
    found, (names, seats) = counted(year), published(year)
    order = [tied[0] for tied in found.standing.order]
    assert all(len(tied) == 1 for tied in found.standing.order)
    assert order[: len(names)] == names
    assert seats == list(found.standing.winners) or year == 2017  # then a limit per company moved one seat


def test_reading_no_opinion_as_last_would_have_chosen_somebody_else_in_2021():
    left_out, last = counted(2021).standing, counted(2021, last=True).standing
    assert set(left_out.winners) - set(last.winners) == {"cblecker"}
