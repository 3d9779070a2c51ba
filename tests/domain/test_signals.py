"""Facts: each a table of what a team did, the state that follows, and what is pointed at."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.domain import signals
from koers.domain.signals import (
    Brought,
    Decided,
    Mattering,
    Promised,
    Reading,
    Standing,
    TeamHistory,
    Window,
)

TODAY = date(2026, 11, 22)
LONG_AGO = TODAY - timedelta(days=60)
FINE = Decided(
    "2026-001", LONG_AGO, TODAY + timedelta(days=90), has_owner=True, has_effect=True, actions=1,
    told=LONG_AGO + timedelta(days=1), to_tell=True, understanding="alike",
)  # fmt: skip
DONE = Promised("action:1", LONG_AGO, LONG_AGO + timedelta(days=14), over=True)
FULL = Window("process:1", LONG_AGO, 7, 7)


def history(
    *decisions: Decided, actions: tuple[Promised, ...] = (), windows: tuple[Window, ...] = ()
) -> TeamHistory:
    named = [replace(one, link=f"2026-{n:03d}") for n, one in enumerate(decisions, start=1)]
    return TeamHistory(tuple(named), windows, actions)


def reading(signal: str, told: TeamHistory) -> Reading:
    return next(one for one in signals.read(told, TODAY) if one.signal == signal)


def late(**facts: object) -> Decided:
    return replace(FINE, **facts)  # type: ignore[arg-type]


SEEN = Brought("topic:1", LONG_AGO, treated=True, has_owner=True)


def brought(*told: Brought) -> TeamHistory:
    return TeamHistory(topics=tuple(replace(one, link=f"topic:{n}") for n, one in enumerate(told, start=1)))


JUST_LATE = replace(DONE, over=False, due=TODAY - timedelta(days=14))
OPEN, EMPTY = replace(DONE, over=False), replace(FULL, answered=2)
CHOSEN, UNSEEN = Mattering("priority:1"), Mattering("priority:2", seen=False)
HELD = Standing("document:1", TODAY)
OVERDUE = Standing("document:2", TODAY - timedelta(days=1))


def course(*priorities: Mattering, texts: tuple[Standing, ...] = ()) -> TeamHistory:
    return TeamHistory(priorities=priorities, texts=texts)


CASES = (
    ("priorities_outside", course(), "too_little_data", 0),
    ("priorities_outside", course(*[CHOSEN] * 3), "calm", 0),
    ("priorities_outside", course(*[CHOSEN] * 2), "watch", 2),
    ("priorities_outside", course(*[CHOSEN] * 7), "discuss", 7),
    ("priorities_unseen", course(CHOSEN, CHOSEN, UNSEEN), "watch", 1),
    ("priorities_unseen", course(UNSEEN, UNSEEN, UNSEEN), "discuss", 3),
    ("texts_overdue", course(texts=(HELD,)), "calm", 0),
    ("texts_overdue", course(texts=(HELD, OVERDUE)), "watch", 1),
    ("texts_overdue", course(), "too_little_data", 0),
    ("ownerless", history(FINE), "calm", 0),
    ("ownerless", history(FINE, late(has_owner=False)), "watch", 1),
    ("ownerless", history(FINE, actions=(replace(OPEN, owner_sits=False),) * 3), "discuss", 3),
    ("ownerless", history(late(has_owner=False, changed=True)), "too_little_data", 0),
    ("vague", history(FINE, FINE, FINE, late(has_owner=False, actions=0)), "watch", 1),
    ("vague", history(FINE, FINE, late(has_owner=False)), "calm", 0),
    ("vague", history(FINE, late(has_owner=False, actions=0)), "too_little_data", 0),
    ("told_late", history(FINE, FINE, FINE), "calm", 0),
    ("told_late", history(FINE, *[late(told=LONG_AGO + timedelta(days=7))] * 2), "watch", 2),
    ("told_late", history(*[late(told=None)] * 3), "discuss", 3),
    ("told_late", history(*[late(to_tell=False)] * 5), "too_little_data", 0),
    ("read_differently", history(FINE, late(understanding="differs")), "watch", 1),
    ("read_differently", history(late(understanding="asked")), "too_little_data", 0),
    ("overload_windows", history(windows=(FULL,) * 4), "too_little_data", 0),
    ("overload_windows", history(windows=(FULL,) * 3 + (EMPTY,) * 2), "watch", 2),
    ("overload_windows", history(windows=(FULL,) * 5), "calm", 0),
    ("intentions_die", history(actions=(DONE, DONE, OPEN)), "watch", 1),
    ("intentions_die", history(actions=(JUST_LATE,) * 3), "too_little_data", 0),
    ("recurring", history(FINE, FINE, late(replaces=True)), "watch", 1),
    ("recurring", history(FINE, FINE, late(replaces=True, sealed=TODAY - timedelta(days=92))), "calm", 0),
    ("never_read_back", history(FINE, *[late(understanding="")] * 2), "watch", 2),
    ("never_read_back", history(*[late(understanding="", sealed=TODAY)] * 3), "too_little_data", 0),
    ("review_overdue", history(FINE, late(review_on=TODAY)), "calm", 0),
    ("review_overdue", history(FINE, late(review_on=TODAY - timedelta(days=1))), "watch", 1),
    ("review_overdue", history(FINE, late(review_on=LONG_AGO, reviewed=True)), "calm", 0),
    ("without_effect", history(FINE, FINE, late(has_effect=False)), "watch", 1),
    ("without_effect", history(*[late(has_effect=False)] * 3), "discuss", 3),
    ("topics_waiting", brought(SEEN), "calm", 0),
    ("topics_waiting", brought(SEEN, replace(SEEN, treated=False)), "watch", 1),
    ("topics_waiting", brought(*[replace(SEEN, has_owner=False)] * 3), "discuss", 3),
    ("topics_waiting", brought(replace(SEEN, treated=False, raised=TODAY - timedelta(days=14))), "calm", 0),
    ("topics_waiting", brought(replace(SEEN, treated=False, going=False)), "too_little_data", 0),
    ("topics_postponed", brought(replace(SEEN, postponed=2)), "calm", 0),
    ("topics_postponed", brought(SEEN, replace(SEEN, postponed=3)), "watch", 1),
    ("topics_postponed", brought(replace(SEEN, postponed=9, going=False)), "too_little_data", 0),
)  # fmt: skip


@pytest.mark.parametrize(("signal", "told", "state", "found"), CASES)
def test_what_a_fact_says(signal: str, told: TeamHistory, state: str, found: int) -> None:
    said = reading(signal, told)
    assert (said.state, said.found, len(said.evidence)) == (state, found, found)


def test_each_fact_has_its_case_and_without_anything_there_is_too_little_to_say() -> None:
    assert {case[0] for case in CASES} == set(signals.LIMITS)
    assert {one.state for one in signals.read(TeamHistory(), TODAY)} == {"too_little_data"}


DECIDED = st.builds(
    Decided,
    link=st.just("2026-001"),
    sealed=st.dates(LONG_AGO, TODAY),
    review_on=st.dates(LONG_AGO, TODAY + timedelta(days=90)),
    has_owner=st.booleans(),
    has_effect=st.booleans(),
    actions=st.integers(0, 3),
    to_tell=st.booleans(),
    understanding=st.sampled_from(("", "asked", "differs", "alike")),
    changed=st.booleans(),
    replaces=st.booleans(),
)


@given(st.lists(DECIDED, max_size=12))
def test_no_fact_points_at_more_than_it_counted_and_the_order_never_changes(decisions: list[Decided]) -> None:
    told = signals.read(history(*decisions), TODAY)
    assert [one.signal for one in told] == list(signals.LIMITS)
    assert all(0 <= one.found <= one.n for one in told)
    assert all(bool(one.evidence) == bool(one.found) for one in told)
