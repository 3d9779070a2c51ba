"""A ballot box: nothing in it says who put what in, and the same secret's answer replaces the first."""

import pytest
from django.db import connection
from hypothesis import assume, given
from hypothesis import strategies as st

from koers.apps.ledger import box

text = st.text(max_size=60)


@given(text, text)
def test_a_slot_is_a_positive_number_that_fits(secret: str, name: str) -> None:
    assert 0 <= box.slot(secret, name) < 2**63


@given(text, text)
def test_the_same_secret_finds_its_slot_again(secret: str, name: str) -> None:
    assert box.slot(secret, name) == box.slot(secret, name)


@given(text, text, text)
def test_two_secrets_and_two_boxes_have_slots_of_their_own(secret: str, other: str, name: str) -> None:
    assume(secret.encode().rstrip(b"\0") != other.encode().rstrip(b"\0"))
    assert box.slot(secret, name) != box.slot(other, name)
    assert box.slot(secret, f"{name}_1") != box.slot(secret, f"{name}_2")


@pytest.mark.parametrize(
    "name", ["", "round", "round_1; DROP TABLE x", "Round_1", "round_1\n", "round_", "1"]
)
def test_a_box_has_a_plain_name(name: str) -> None:
    with pytest.raises(ValueError, match="not a box"):
        box.count(name)


pytestmark = pytest.mark.django_db


@pytest.fixture
def box_7() -> str:
    box.make("round_7")
    return "round_7"


def test_an_answer_is_held_for_who_has_its_secret(box_7: str) -> None:
    assert box.put(box_7, "a", {"why": "omdat 🙂"})
    assert box.held(box_7, "a") == {"why": "omdat 🙂"}
    assert box.held(box_7, "b") is None


def test_a_second_answer_replaces_the_first(box_7: str) -> None:
    assert box.put(box_7, "a", {"score": 1}) is True
    assert box.put(box_7, "a", {"score": 5}) is False
    assert box.count(box_7) == 1
    assert box.held(box_7, "a") == {"score": 5}


def test_a_box_keeps_nothing_but_a_slot_and_an_answer(box_7: str) -> None:
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, "box_round_7")
    assert [column.name for column in columns] == ["slot", "content"]


def test_emptying_gives_everything_in_no_order_and_takes_the_box_away(box_7: str) -> None:
    for number in range(40):
        box.put(box_7, f"secret {number}", {"score": number})
    by_slot = sorted(range(40), key=lambda number: box.slot(f"secret {number}", box_7))
    scores = [content["score"] for content in box.empty(box_7)]
    assert sorted(scores) == list(range(40))
    assert scores != list(range(40))
    assert scores != by_slot
    assert "box_round_7" not in connection.introspection.table_names()
