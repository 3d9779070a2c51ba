"""Counting again from an export: what agrees is said to agree, and every change is named."""

import copy
import json
from typing import Any

import pytest

from koers.domain import decisions
from koers.domain.processes import Case, plain
from koers.domain.processes.recounting import FORMAT, FORMAT_VERSION, Difference, recount
from koers.domain.refusals import Refused
from koers.serving import recounting
from tests.processes import EVERYBODY, adopted_by_consent, adopted_by_majority


def export_of(case: Case) -> dict[str, Any]:
    """What `export_decision` gives, made without a database."""
    record = {
        "title": case.text.title, "text": case.text.text, "version": case.version, "method": case.method,
        "terms": plain.plain(case.terms), "outcome": plain.plain(case.outcome),
    }  # fmt: skip
    export = {
        "format": FORMAT, "version": FORMAT_VERSION, "number": "2026-014", "record": record,
        "digest": decisions.seal(record), "case": plain.plain(case), "commitment": None,
    }  # fmt: skip
    return dict(json.loads(json.dumps(export)))


BOTH = [adopted_by_consent(), adopted_by_majority()]
CASES = pytest.mark.parametrize("case", BOTH, ids=["consent", "majority"])


@CASES
def test_an_untouched_export_agrees(case: Case) -> None:
    assert recount(export_of(case)) == []


@CASES
def test_a_case_comes_back_from_plain_data_as_it_was(case: Case) -> None:
    assert plain.typed(Case, json.loads(json.dumps(plain.plain(case)))) == case


def codes(export: dict[str, Any]) -> set[str]:
    return {found.code for found in recount(export)}


def changed(case: Case, path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    export = copy.deepcopy(export_of(case))
    place: Any = export
    for step in path[:-1]:
        place = place[step]
    assert place[path[-1]] != value
    place[path[-1]] = value
    return export


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("record", "text"), "Iets anders.", "digest"),
        (("record", "text"), "Iets anders.", "record"),
        (("case", "versions", 0, "text"), "Iets anders.", "record"),
        (("case", "responses", 0, "choice"), "against", "status"),
        (("case", "responses", 1, "choice"), "blank", "figure"),
        (("case", "responses", 0, "member"), 99, "outsider"),
        (("case", "responses", 0, "at"), "2027-01-01T00:00:00+00:00", "outside_window"),
        (("case", "responses", 0, "version"), 7, "no_such_text"),
        (("case", "responses", 0, "choice"), "misschien", "unknown_choice"),
        (("case", "lot"), "een ander lot", "lot"),
        (("case", "outcome", "code"), "lot", "code"),
    ],
)
def test_what_was_changed_is_named(path: tuple[Any, ...], value: Any, code: str) -> None:
    assert code in codes(changed(adopted_by_majority(), path, value))


def test_adopted_with_an_open_objection_is_named() -> None:
    case = adopted_by_consent()
    export = export_of(case)
    export["case"]["objections"] = [
        {"number": 1, "member": EVERYBODY[0], "text": "schade", "at": plain.plain(case.opened), "version": 1}
    ]
    assert "open_objection" in codes(export)


@pytest.mark.parametrize(
    "export",
    [None, [], {}, {"format": FORMAT}, {"format": FORMAT, "version": 2}, {"format": FORMAT, "version": 1}],
)
def test_what_is_no_export_is_refused(export: Any) -> None:
    with pytest.raises(Refused, match="export_unknown"):
        recount(export)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("case", "responses", 0, "at"), "gisteren"),
        (("case", "responses", 0, "member"), "Joost"),
        (("case", "responses", 0, "sitting"), False),
        (("case", "terms", "share"), "1/0"),
        (("case", "electorate"), {}),
        (("case", "method"), "orakel"),
        (("case", "versions"), []),
        (("case", "outcome"), None),
        (("case", "window", "off"), ["vrijdag"]),
    ],
)
def test_what_does_not_fit_is_refused_and_not_guessed(path: tuple[Any, ...], value: Any) -> None:
    with pytest.raises(Refused, match="export_unknown"):
        recount(changed(adopted_by_majority(), path, value))


def test_a_field_that_is_not_known_is_refused() -> None:
    export = export_of(adopted_by_majority())
    export["case"]["extra"] = 1
    with pytest.raises(Refused, match="export_unknown"):
        recount(export)


def test_every_difference_has_its_sentence() -> None:
    facts = dict.fromkeys(
        ("field", "recorded", "found", "member", "at", "numbers", "choice", "number", "version"), 1
    )
    assert all(recounting.difference(Difference(code, facts)) for code in recounting.CODES)
