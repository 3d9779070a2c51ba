"""The record of a decision: its number, its tracks, its plan."""

from datetime import date

import pytest

from koers.domain import decisions
from koers.domain.decisions import Plan
from koers.domain.refusals import Refused

TODAY = date(2026, 11, 10)


def test_numbers_look_like_2026_014() -> None:
    assert [decisions.number(2026, n) for n in (1, 14, 1000)] == ["2026-001", "2026-014", "2026-1000"]


@pytest.mark.parametrize(
    ("in_force", "ends", "changed_by", "track"),
    [
        (date(2027, 1, 1), None, "", "sealed"),
        (TODAY, None, "", "in_force"),
        (TODAY, TODAY, "", "in_force"),
        (date(2026, 1, 1), date(2026, 11, 9), "", "ended"),
        (TODAY, None, "supersedes", "superseded"),
        (date(2026, 1, 1), date(2026, 11, 9), "withdraws", "withdrawn"),
    ],
)
def test_validity(in_force: date, ends: date | None, changed_by: str, track: str) -> None:
    assert decisions.validity(in_force, ends, changed_by, TODAY) == track


@pytest.mark.parametrize(
    ("stage", "track"),
    [
        (None, "not_asked"),
        ("writing", "asked"),
        ("comparing", "differs"),
        ("left_open", "differs"),
        ("alike", "alike"),
    ],
)
def test_understanding_follows_from_the_readback(stage: str | None, track: str) -> None:
    assert decisions.understanding(stage) == track


@pytest.mark.parametrize(
    ("verdict", "day", "track"),
    [
        ("", date(2026, 11, 11), "planned"),
        ("", TODAY, "due"),
        ("keep", TODAY, "kept"),
        ("adapt", TODAY, "adapted"),
        ("stop", TODAY, "stopped"),
    ],
)
def test_review(verdict: str, day: date, track: str) -> None:
    assert decisions.review(verdict, day, TODAY) == track


def test_it_is_in_force_without_readback() -> None:
    assert (decisions.understanding(None), decisions.validity(TODAY, None, "", TODAY)) == (
        "not_asked",
        "in_force",
    )


@pytest.mark.parametrize(
    ("plan", "shorter", "day"),
    [
        (Plan(), False, date(2027, 5, 9)),
        (Plan(review=date(2026, 12, 1)), False, date(2026, 12, 1)),
        (Plan(), True, date(2027, 1, 5)),
        (Plan(review=date(2026, 12, 1)), True, date(2026, 12, 1)),
    ],
)
def test_a_shorter_trial_is_reviewed_within_eight_weeks(plan: Plan, shorter: bool, day: date) -> None:
    assert decisions.review_day(plan, TODAY, shorter=shorter) == day


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (Plan(owner=99), "owner_missing"),
        (Plan(impact={"HR": "enorm"}), "impact_unknown"),
        (Plan(review=TODAY), "review_in_past"),
        (Plan(in_force=TODAY, ends=date(2026, 11, 9)), "ends_before_it_begins"),
        (Plan(change="supersedes"), "change_unfit"),
        (Plan(replaces=3), "change_unfit"),
        (Plan(change="wist", replaces=3), "change_unfit"),
        (Plan(change="withdraws", replaces=3), "new_information_missing"),
        (Plan(effect="x" * 501), "too_long"),
    ],
)
def test_a_plan_that_does_not_fit_is_refused(plan: Plan, code: str) -> None:
    with pytest.raises(Refused, match=code):
        decisions.plan(plan, [1, 2], TODAY)


def test_a_decision_is_changed_once() -> None:
    decisions.check_changeable("")
    with pytest.raises(Refused, match="changed_already"):
        decisions.check_changeable("supersedes")


def test_a_seal_is_the_same_whatever_the_order_and_another_for_one_letter() -> None:
    one = decisions.seal({"a": 1, "b": "é"})
    assert one == decisions.seal({"b": "é", "a": 1})
    assert one != decisions.seal({"b": "e", "a": 1})
