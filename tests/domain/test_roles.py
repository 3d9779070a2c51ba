"""Roles: terms at the edges of a day, what overlaps, what is vacant, and what differs between two texts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.domain import roles
from koers.domain.refusals import Refused
from koers.domain.roles import Bit, Term, Text

DAY = date(2026, 11, 22)
ONE = timedelta(days=1)


@pytest.mark.parametrize(
    ("term", "before", "on_first", "on_last", "after"),
    [
        (Term(1, DAY, DAY), False, True, True, False),
        (Term(1, DAY), False, True, True, True),
        (Term(1, DAY, None, DAY), False, False, False, False),
        (Term(1, DAY, DAY + ONE, DAY), False, False, False, False),
        (Term(1, DAY, DAY, DAY + 3 * ONE), False, True, True, False),
    ],
)
def test_a_term_holds_from_its_first_day_through_its_last(
    term: Term, before: bool, on_first: bool, on_last: bool, after: bool
) -> None:
    last = term.last or DAY
    days = [term.holds(day) for day in (DAY - ONE, DAY, min(last, DAY), last + ONE)]
    assert days == [before, on_first, on_last, after]


@pytest.mark.parametrize(
    ("terms", "state"),
    [
        ([], "talk"),
        ([Term(1, DAY + ONE)], "talk"),
        ([Term(1, DAY - 9 * ONE, DAY - ONE)], "talk"),
        ([Term(1, DAY)], "calm"),
        ([Term(1, DAY, DAY + roles.SOON)], "watch"),
        ([Term(1, DAY, DAY + roles.SOON + ONE)], "calm"),
        ([Term(1, DAY), Term(2, DAY, DAY)], "watch"),
        ([Term(1, DAY - ONE, None, DAY)], "talk"),
    ],
)
def test_how_it_stands_with_a_role(terms: list[Term], state: str) -> None:
    assert roles.state(terms, DAY) == state


days_around = st.integers(-40, 40).map(lambda n: DAY + n * ONE)


@st.composite
def some_term(draw: st.DrawFn) -> Term:
    first = draw(days_around)
    last = draw(st.none() | st.integers(0, 30).map(lambda n: first + n * ONE))
    return Term(draw(st.integers(1, 3)), first, last, draw(st.none() | days_around))


def _held(term: Term) -> set[date]:
    return {day for n in range(-90, 91) if term.holds(day := DAY + n * ONE)}


@given(st.lists(some_term(), max_size=8))
def test_no_two_terms_of_one_person_share_a_day_however_they_are_given(asked: list[Term]) -> None:
    kept: list[Term] = []
    for term in asked:
        mine = [one for one in kept if one.holder == term.holder]
        if any(_held(term) & _held(one) for one in mine):
            with pytest.raises(Refused, match="term_overlaps"):
                roles.next_term(term, kept)
        else:
            kept.append(roles.next_term(term, kept))
    for number, one in enumerate(kept):
        for other in kept[:number]:
            assert one.holder != other.holder or not _held(one) & _held(other)


@given(st.lists(some_term(), max_size=5), days_around)
def test_a_role_is_vacant_when_and_only_when_nobody_holds_it_that_day(terms: list[Term], day: date) -> None:
    assert roles.vacant(terms, day) == (day not in set().union(*map(_held, terms)))
    assert (roles.state(terms, day) == "talk") == roles.vacant(terms, day)


@given(some_term(), days_around, st.none() | days_around)
def test_a_renewed_term_only_grows(term: Term, today: date, last: date | None) -> None:
    goes_on = not term.ended and (term.holds(today) or term.to_come(today))
    if goes_on and term.last and (last is None or last > max(term.last, today)):
        assert _held(term) < _held(roles.renewed(term, last, [], today))
    else:
        with pytest.raises(Refused):
            roles.renewed(term, last, [], today)


@pytest.mark.parametrize(
    ("part", "before", "after", "bits"),
    [
        (
            "purpose",
            "wij zien het",
            "wij zien alles",
            [("same", "wij zien"), ("gone", "het"), ("new", "alles")],
        ),
        ("domains", "", "Het blad", [("new", "Het blad")]),
        ("accountabilities", "Belt\nSchrijft", "Belt", [("same", "Belt"), ("gone", "Schrijft")]),
        ("name", "Gids", "Gids", [("same", "Gids")]),
    ],
)
def test_what_differs_between_two_texts(
    part: str, before: str, after: str, bits: list[tuple[str, str]]
) -> None:
    assert roles.difference(part, before, after) == [Bit(*bit) for bit in bits]


@given(st.sampled_from(roles.PARTS), st.text(" \nabc", max_size=12), st.text(" \nabc", max_size=12))
def test_a_difference_holds_both_texts_whole(part: str, before: str, after: str) -> None:
    apart = "\n" if part in (*roles.LINES, "ties") else " "
    bits = roles.difference(part, before, after)
    for kind, text in (("gone", before), ("new", after)):
        assert apart.join(bit.text for bit in bits if bit.kind in ("same", kind)) == text


@pytest.mark.parametrize(
    ("text", "code", "field"),
    [
        (Text("", "Doel"), "name_missing", "name"),
        (Text("Gids", " "), "purpose_missing", "purpose"),
        (Text("Gids", "x" * 281), "too_long", "purpose"),
        (Text("Gids", "Doel", "\n".join("ab" for _ in range(21))), "too_many_lines", "domains"),
        (Text("Gids", "Doel", "", "x" * 201), "too_long", "accountabilities"),
    ],
)
def test_a_text_that_cant_be_kept_is_refused_at_its_field(text: Text, code: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        roles.tidy(text)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_empty_lines_and_double_spaces_are_not_kept() -> None:
    assert roles.tidy(Text(" Gids ", "Een  doel", "", "Belt\n\n  Schrijft ")) == Text(
        "Gids", "Een doel", "", "Belt\nSchrijft"
    )
