"""The rules of the check: which deed in which step, what may be written, when, and whose turn it is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.domain import checks
from koers.domain.refusals import Refused

TODAY = date(2026, 3, 2)
DEEDS = (
    "word_former", "write_line", "pass_step", "show_lines", "next_step", "skip_step",
    "agree_check", "stop_check",
)  # fmt: skip

# Rows are stages, columns the deeds in the order above; "" is refused.
TABLE = {
    "former": ("former", "", "", "", "helps", "helps", "", "stopped"),
    "helps": ("", "helps", "helps", "helps", "chafes", "chafes", "", "stopped"),
    "chafes": ("", "chafes", "chafes", "chafes", "hinders", "hinders", "", "stopped"),
    "hinders": ("", "hinders", "hinders", "hinders", "learned", "learned", "", "stopped"),
    "learned": ("", "learned", "learned", "learned", "agree", "agree", "", "stopped"),
    "agree": ("", "agree", "agree", "", "", "kept", "kept", "stopped"),
    "kept": ("",) * 8,
    "stopped": ("",) * 8,
}


@pytest.mark.parametrize(("stage", "deed"), [(stage, deed) for stage in TABLE for deed in DEEDS])
def test_each_deed_leads_where_the_table_says(stage: str, deed: str) -> None:
    expected = TABLE[stage][DEEDS.index(deed)]
    if expected:
        assert checks.step(stage, deed) == expected
    else:
        with pytest.raises(Refused, match="check_elsewhere"):
            checks.step(stage, deed)


def test_the_table_knows_no_other_deed() -> None:
    assert {deed for _, deed in checks.STEPS} == set(DEEDS)


def test_the_clock_gives_twenty_minutes() -> None:
    assert sum(checks.MINUTES.values()) == checks.TOTAL_MINUTES == 20
    assert tuple(checks.MINUTES) == checks.STAGES


@pytest.mark.parametrize(
    ("stage", "of", "may"),
    [
        ("helps", "helps", True),
        ("hinders", "helps", True),
        ("agree", "learned", True),
        ("helps", "chafes", False),
        ("former", "helps", False),
        ("agree", "agree", False),
        ("kept", "helps", False),
        ("helps", "unknown", False),
    ],
)
def test_a_late_line_is_taken_and_an_early_one_isnt(stage: str, of: str, may: bool) -> None:
    assert checks.may_write(stage, of) is may


@pytest.mark.parametrize(
    ("stage", "shown", "unsaid", "code"),
    [
        ("former", False, 2, "former_unsaid"),
        ("former", False, 0, ""),
        ("helps", False, 0, "lines_not_shown"),
        ("helps", True, 0, ""),
        ("learned", True, 3, ""),
    ],
)
def test_no_step_is_skipped_silently(stage: str, shown: bool, unsaid: int, code: str) -> None:
    if not code:
        checks.check_next(stage, shown, unsaid)
        return
    with pytest.raises(Refused, match=code):
        checks.check_next(stage, shown, unsaid)


@pytest.mark.parametrize(
    ("shown", "written", "first", "code"),
    [(True, 3, False, "check_elsewhere"), (False, 0, False, "nobody_wrote"), (False, 3, True, "line_first")],
)
def test_lines_are_shown_once_and_not_too_early(shown: bool, written: int, first: bool, code: str) -> None:
    with pytest.raises(Refused, match=code):
        checks.check_show(shown, written, first)
    checks.check_show(False, 1, False)


@pytest.mark.parametrize(
    ("code", "due", "fits"),
    [
        ("kept", TODAY - timedelta(days=3), True),
        ("partly", TODAY, True),
        ("not_kept", TODAY + timedelta(days=3), True),
        ("under_way", TODAY, True),
        ("under_way", TODAY - timedelta(days=1), False),
        ("perhaps", TODAY, False),
        ("", TODAY, False),
    ],
)
def test_what_is_past_its_day_isnt_under_way(code: str, due: date, fits: bool) -> None:
    if fits:
        assert checks.former(code, due, TODAY) == code
        return
    with pytest.raises(Refused, match="former_unknown"):
        checks.former(code, due, TODAY)


@pytest.mark.parametrize(
    ("text", "owner", "days", "field"),
    [
        ("  ", 1, 3, "text-2"),
        ("a" * 201, 1, 3, "text-2"),
        ("Bel", None, 3, "owner-2"),
        ("Bel", 9, 3, "owner-2"),
        ("Bel", 1, -1, "due-2"),
        ("Bel", 1, 57, "due-2"),
        ("Bel", 1, None, "due-2"),
    ],
)
def test_an_agreement_that_misses_something_says_where(
    text: str, owner: int | None, days: int | None, field: str
) -> None:
    due = None if days is None else TODAY + timedelta(days=days)
    with pytest.raises(Refused) as refused:
        checks.agreement(2, text, owner, due, (1, 2), TODAY)
    assert refused.value.field == field


@pytest.mark.parametrize("days", [0, 56])
def test_an_agreement_has_eight_weeks(days: int) -> None:
    due = TODAY + timedelta(days=days)
    assert checks.agreement(1, " Bel  terug ", 1, due, (1,), TODAY) == checks.Agreement("Bel terug", 1, due)


# --- when


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(6, 8))
def test_the_next_check_is_on_a_working_day_within_the_rhythm(last: date, weeks: int) -> None:
    day = checks.proposed(last, weeks)
    assert day.weekday() < 5
    assert 7 * weeks - 2 <= (day - last).days <= 7 * weeks


@pytest.mark.parametrize(("days", "weeks"), [(0, 0), (56, 0), (57, 8), (63, 9), (100, 14)])
def test_later_than_eight_weeks_is_said_in_whole_weeks(days: int, weeks: int) -> None:
    assert checks.weeks_late(TODAY - timedelta(days=days), TODAY) == weeks


@pytest.mark.parametrize("weeks", [5, 9, 0, -7])
def test_a_rhythm_is_six_to_eight_weeks(weeks: int) -> None:
    with pytest.raises(Refused, match="weeks_unfit"):
        checks.weeks(weeks)
    assert [checks.weeks(number) for number in (6, 7, 8)] == [6, 7, 8]


@pytest.mark.parametrize(("days", "fits"), [(-1, False), (0, True), (56, True), (57, False), (None, False)])
def test_a_day_is_chosen_within_eight_weeks(days: int | None, fits: bool) -> None:
    day = None if days is None else TODAY + timedelta(days=days)
    if fits:
        assert checks.plan(day, TODAY) == day
        return
    with pytest.raises(Refused, match="due_unfit"):
        checks.plan(day, TODAY)


# --- whose turn


@pytest.mark.parametrize(
    ("willing", "served", "asked", "line"),
    [
        ([1, 2, 3], [], (), [1, 2, 3]),
        ([1, 2, 3], [1], (), [2, 3, 1]),
        ([1, 2, 3], [2, 1], (), [3, 2, 1]),
        ([1, 2, 3], [1, 2, 3, 1], (), [2, 3, 1]),
        ([1, 2, 3], [1], (2,), [3, 1]),
        ([3, 1], [1, 2, 3], (), [1, 3]),
        ([1, 4], [1, 2, 1, 1], (), [4, 1]),
        ([], [1], (), []),
    ],
)
def test_who_did_it_longest_ago_is_asked_first(
    willing: list[int], served: list[int], asked: tuple[int, ...], line: list[int]
) -> None:
    assert checks.in_line(willing, served, asked) == line


@pytest.mark.parametrize(
    ("willing", "served", "why"),
    [([1], [], "only_one"), ([1, 2], [2], "not_yet"), ([1, 2], [2, 1], "longest_ago")],
)
def test_the_turn_is_explained(willing: list[int], served: list[int], why: str) -> None:
    assert checks.why_next(1, willing, served) == why


@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=9, unique=True), st.lists(st.integers(1, 9), max_size=20)
)
def test_over_as_many_terms_as_people_each_has_one_turn(willing: list[int], served: list[int]) -> None:
    """Whatever happened before: in the next k terms, k being who wants to, nobody serves twice."""
    story = list(served)
    for _ in willing:
        story.append(checks.in_line(willing, story)[0])
    assert sorted(story[len(served) :]) == sorted(willing)
