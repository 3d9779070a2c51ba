"""Who may decide, and how: the matrix, mandates and their limits, and the answer for a topic."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from koers.domain import authority
from koers.domain.authority import KINDS, LEVELS, METHODS, TAKING_PART, TOGETHER, USUAL, Mandate, Matter, Row
from koers.domain.refusals import Refused

TODAY = date(2026, 11, 23)
IT = Mandate("ICT", "operation", amount=25_000, months=12, since=TODAY, until=TODAY + timedelta(days=100))


# --- the matrix


def test_what_a_team_begins_with_has_a_row_for_every_kind_and_each_fits() -> None:
    assert tuple(row.kind for row in USUAL) == KINDS
    assert [authority.tidy_row(row) for row in USUAL] == list(USUAL)


def test_matters_of_course_always_pass_the_yardstick_in_what_a_team_begins_with() -> None:
    assert {row.kind for row in USUAL if row.yardstick} == set(authority.MATTERS_OF_COURSE)


@pytest.mark.parametrize(
    ("row", "code", "field"),
    [
        (Row("weather"), "matrix_unknown", "kind"),
        (Row("budget", method="dice"), "matrix_unknown", "method"),
        (Row("budget", method="urgent"), "matrix_unknown", "method"),
        (Row("budget", who="some"), "matrix_unknown", "who"),
        (Row("budget", days=0), "days_unfit", "days"),
        (Row("budget", days=31), "days_unfit", "days"),
        (Row("budget", level=8), "matrix_unknown", "level"),
        (Row("budget", method="advice", level=4), "level_unfit", "level"),
        (Row("budget", method="consent", level=6), "level_unfit", "level"),
        (Row("budget", domain="x" * 61), "too_long", "domain"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_at_its_field(row: Row, code: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        authority.tidy_row(row)
    assert (refused.value.code, refused.value.field) == (code, field)


@pytest.mark.parametrize(
    ("level", "who", "methods"),
    [
        (1, "giver", ("mandate",)),
        (2, "giver", ("mandate",)),
        (3, "giver", ("advice",)),
        (4, "both", TOGETHER),
        (5, "holder", ("advice",)),
        (6, "holder", ("mandate",)),
        (7, "holder", ("mandate",)),
    ],
)
def test_a_level_says_who_decides_and_by_what(level: int, who: str, methods: tuple[str, ...]) -> None:
    assert authority.decided_at(level)[0] == who
    assert authority.methods_of(level) == methods


def test_a_row_that_stays_the_same_is_no_change() -> None:
    with pytest.raises(Refused, match="nothing_changed"):
        authority.changed(Row("other"), Row("other"))
    assert authority.changed(None, Row("other")) == Row("other")


ROWS = (
    *USUAL,
    Row("operation", "ICT", method="advice", level=5),
    Row("operation", "Zorg", method="majority", days=3),
    Row("budget", "ICT", method="mandate", level=7),
)


@pytest.mark.parametrize(
    ("kind", "domains", "method"),
    [
        ("operation", (), "mandate"),  # names no domain: the general row
        ("operation", ("HR",), "mandate"),  # a domain without its own row
        ("operation", ("ict",), "advice"),  # its own row, whatever the capitals
        ("operation", (" ICT ", "HR"), "advice"),  # the one that asks for most
        ("operation", ("ICT", "Zorg"), "majority"),  # deciding together asks for more than asking advice
        ("budget", ("ICT",), "mandate"),
        ("budget", ("ICT", "HR"), "consent"),
    ],
)
def test_the_row_that_asks_for_most_holds(kind: str, domains: tuple[str, ...], method: str) -> None:
    assert authority.row_for(ROWS, kind, domains).method == method


def test_a_matrix_without_a_row_falls_back_on_what_teams_begin_with() -> None:
    assert authority.row_for((), "strategy").who == "all_parties"


rows = some.builds(
    Row,
    kind=some.just("operation"),
    domain=some.sampled_from(("", "ICT", "Zorg", "HR")),
    method=some.sampled_from(METHODS),
    who=some.sampled_from(TAKING_PART),
    days=some.integers(1, 30),
    yardstick=some.booleans(),
)


@given(
    some.lists(rows, unique_by=lambda row: row.domain), some.lists(some.sampled_from(("ICT", "Zorg", "HR")))
)
def test_touching_one_more_domain_never_asks_for_less(matrix: list[Row], domains: list[str]) -> None:
    fewer, more = domains[1:], domains
    if fewer:
        before, after = (authority.row_for(matrix, "operation", some) for some in (fewer, more))
        assert authority.weight(after) >= authority.weight(before)


# --- mandates


@pytest.mark.parametrize(
    ("given_mandate", "code", "field"),
    [
        (replace(IT, domain=" "), "name_missing", "domain"),
        (replace(IT, kind="weather"), "matrix_unknown", "kind"),
        (replace(IT, level=0), "matrix_unknown", "level"),
        (replace(IT, amount=-1), "amount_unfit", "amount"),
        (replace(IT, months=0), "months_unfit", "months"),
        (replace(IT, until=None), "until_missing", "until"),
        (replace(IT, until=TODAY - timedelta(days=1)), "until_in_past", "until"),
        (replace(IT, since=TODAY + timedelta(days=200)), "until_in_past", "until"),
        (replace(IT, review=TODAY), "mandate_review_unfit", "review"),
        (replace(IT, review=TODAY + timedelta(days=101)), "mandate_review_unfit", "review"),
        (replace(IT, conditions="x" * 301), "too_long", "conditions"),
    ],
)
def test_a_mandate_that_does_not_fit_is_refused(given_mandate: Mandate, code: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        authority.mandate(given_mandate, TODAY)
    assert (refused.value.code, refused.value.field) == (code, field)


@pytest.mark.parametrize(
    ("given_mandate", "amount", "months", "irreversible", "code"),
    [
        (IT, 25_000, 12, False, None),  # up to and including the limit
        (IT, 25_001, 12, False, "beyond_amount"),
        (IT, 25_000, 13, False, "beyond_months"),
        (IT, None, 12, False, "amount_needed"),  # a limit can't be kept without knowing
        (IT, 1, None, False, "months_needed"),
        (IT, 1, 1, True, "beyond_irreversible"),
        (replace(IT, irreversible=True), 1, 1, True, None),
        (replace(IT, amount=None, months=None), None, None, False, None),  # without limits nothing is asked
        (replace(IT, amount=0), 1, 1, False, "beyond_amount"),  # may decide what costs nothing
        (replace(IT, ended=TODAY), 1, 1, False, "mandate_withdrawn"),
        (replace(IT, until=TODAY), 1, 1, False, None),  # the last day still counts
        (replace(IT, until=TODAY - timedelta(days=1)), 1, 1, False, "mandate_over"),
        (replace(IT, since=TODAY + timedelta(days=1)), 1, 1, False, "mandate_to_come"),
    ],
)
def test_a_decision_is_checked_against_its_mandate(
    given_mandate: Mandate, amount: int | None, months: int | None, irreversible: bool, code: str | None
) -> None:
    refused = authority.beyond(given_mandate, amount, irreversible, TODAY, months)
    assert (refused.code if refused else None) == code


def test_a_refusal_names_the_limit_and_the_method_that_applies() -> None:
    with pytest.raises(Refused) as refused:
        authority.check_mandate(replace(IT, instead="majority"), 40_000, False, TODAY, 12)
    assert refused.value.facts == {"limit": 25_000, "said": 40_000, "method": "majority"}


amounts = some.integers(0, 10**6)


@given(amounts, amounts, some.integers(1, 60), some.booleans())
def test_whoever_may_decide_much_may_decide_less(
    less: int, more: int, months: int, irreversible: bool
) -> None:
    less, more = sorted((less, more))
    if authority.beyond(IT, more, irreversible, TODAY, months) is None:
        assert authority.beyond(IT, less, irreversible, TODAY, months) is None


@pytest.mark.parametrize(
    ("given_mandate", "state"),
    [
        (IT, "stands"),
        (replace(IT, until=TODAY + authority.SOON), "soon"),
        (replace(IT, until=TODAY + authority.SOON + timedelta(days=1)), "stands"),
        (replace(IT, until=TODAY - timedelta(days=1)), "over"),
        (replace(IT, since=TODAY + timedelta(days=1)), "to_come"),
        (replace(IT, ended=TODAY), "ended"),
    ],
)
def test_how_a_mandate_stands(given_mandate: Mandate, state: str) -> None:
    assert authority.state(given_mandate, TODAY) == state


def test_a_mandate_is_withdrawn_once() -> None:
    gone = authority.withdrawn(IT, TODAY)
    assert gone.ended == TODAY
    with pytest.raises(Refused, match="mandate_over"):
        authority.withdrawn(gone, TODAY)


# --- the answer


@pytest.mark.parametrize(
    ("matter", "role", "mandate", "by", "method", "refused"),
    [
        # a role decides about its own domain, and asks advice where it touches others
        (Matter("operation", ("ICT",)), True, None, "role", "mandate", None),
        (Matter("operation", ("ICT", "HR")), True, None, "role", "advice", None),
        # what can't be undone is never one role's own
        (
            Matter("operation", ("ICT",), irreversible=True),
            True,
            None,
            "team",
            "consent",
            "role_irreversible",
        ),
        # a mandate within and beyond its limits
        (Matter("operation", ("HR",), 9_000, 6), False, IT, "mandate", "mandate", None),
        (Matter("operation", ("HR",), 40_000, 6), False, IT, "team", "consent", "beyond_amount"),
        # at the level "advise" whoever holds it asks first; at "agree" both decide
        (Matter("other", ("ICT",), 1, 1), False, replace(IT, level=5), "mandate", "advice", None),
        (Matter("other", ("ICT",), 1, 1), False, replace(IT, level=4), "mandate", "consent", None),
        # else the matrix
        (Matter("budget", ("HR",)), False, None, "team", "consent", None),
        (Matter("people", ("HR",)), False, None, "proposer", "advice", None),
        # the matrix leaves it to one person, and nobody was named
        (Matter("operation", ("HR",)), False, None, "team", "consent", "nobody_mandated"),
    ],
)
def test_who_may_decide(
    matter: Matter, role: bool, mandate: Mandate | None, by: str, method: str, refused: str | None
) -> None:
    answer = authority.who_decides(matter, USUAL, TODAY, role=role, mandate=mandate)
    code = answer.refused.code if answer.refused else None
    assert (answer.by, answer.method, code) == (by, method, refused)


def test_beyond_a_mandate_the_method_of_the_matrix_applies() -> None:
    rows = (*USUAL, Row("operation", "ICT", method="majority"))
    answer = authority.who_decides(Matter("operation", ("ICT",), 40_000, 6), rows, TODAY, mandate=IT)
    assert answer.method == "majority"
    assert answer.refused is not None
    assert answer.refused.facts["method"] == "majority"


@given(
    some.builds(
        Matter,
        some.sampled_from(KINDS),
        some.lists(some.sampled_from(("ICT", "HR", "Zorg")), unique=True).map(tuple),
        some.none() | amounts,
        some.none() | some.integers(1, 60),
        some.booleans(),
    ),
    some.booleans(),
    some.none() | some.builds(replace, some.just(IT), level=some.integers(1, len(LEVELS))),
)
def test_there_is_always_an_answer_and_nobody_alone_decides_what_cannot_be_undone(
    matter: Matter, role: bool, mandate: Mandate | None
) -> None:
    answer = authority.who_decides(matter, USUAL, TODAY, role=role, mandate=mandate)
    assert answer.method in METHODS
    if matter.irreversible:
        assert answer.by not in ("role", "mandate")
    if answer.by == "mandate":
        assert mandate is not None
        assert (matter.amount or 0) <= (mandate.amount or 0)
