"""Words that several sentences share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.engine import words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("cliënt", "cliënten"),
        ("mens", "mensen"),
        ("Rust", "rust"),
        ("team", "teams"),
        ("client", "Clients"),
        ("keuze", "keuzes"),
    ],
)
def test_a_plural_and_a_capital_make_no_other_word(one: str, other: str) -> None:
    assert words.key(one) == words.key(other)


@pytest.mark.parametrize(("one", "other"), [("rust", "rest"), ("zorg", "zorgen voor"), ("mens", "men")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert words.key(one) != words.key(other)


def test_only_words_of_two_texts_are_shared_and_none_that_say_nothing() -> None:
    found = words.shared(["Wij geven cliënten rust, rust en rust", "een cliënt die rust heeft", "wij en zij"])
    assert found == {words.key("cliënt"): 2, "rust": 2}


def test_stretches_mark_the_shared_words_and_nothing_else() -> None:
    text = "Wij geven cliënten rust."
    marked = words.stretches(text, words.shared([text, "Rust voor de cliënt"]))
    assert [stretch for stretch, is_shared in marked if is_shared] == ["cliënten", "rust"]


@given(st.lists(st.text(max_size=60), max_size=6))
def test_stretches_together_are_the_text_and_every_shared_word_is_in_two(texts: list[str]) -> None:
    shared = words.shared(texts)
    assert all(2 <= n <= len(texts) for n in shared.values())
    for text in texts:
        assert "".join(stretch for stretch, _ in words.stretches(text, shared)) == text
