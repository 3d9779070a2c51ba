"""Decisions by mandate, urgent actions, and what is said beside a decision of one person: every rule."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.domain import marks, processes
from koers.domain.authority import LEVELS, Mandate
from koers.domain.marks import Mark
from koers.domain.processes import Case, Ground, Terms, mandate, urgent
from koers.domain.processes.recounting import recount
from koers.domain.refusals import Refused
from tests.processes import EVERYBODY, JOOST, LOTTE, MONDAY, RAVI, drafted, opened, seat
from tests.walks import export_of

LIMITS = Mandate("inkoop", level=6, amount=5000, months=12, until=date(2027, 1, 1), instead="consensus")
CHECKS = dict.fromkeys(urgent.CHECKS, "Omdat de kelder onder water loopt.")


def ground(level: int = 6, standing: str = "holder", **more: Any) -> Terms:
    """Terms of a decision by mandate: 2.000 euro for half a year, unless said otherwise."""
    limits = replace(LIMITS, level=level)
    facts = {"amount": 2000, "months": 6, **more}
    return Terms(
        silence="not_counted",
        ground=Ground("mandate:1", "inkoop", standing, facts.pop("limits", limits), **facts),
    )


def refusal(deed: Any, *given: Any) -> Refused:
    with pytest.raises(Refused) as refused:
        deed(*given)
    return refused.value


# --- by mandate


@pytest.mark.parametrize(
    ("level", "standing", "follows", "told"),
    [
        (1, "giver", "notice", 6),
        (2, "giver", "reasons", 6),
        (6, "holder", "report", 6),
        (7, "holder", "log", 0),
        (7, "both", "log", 0),
    ],
)
def test_what_follows_a_decision_by_mandate_hangs_on_its_level(
    level: int, standing: str, follows: str, told: int
) -> None:
    case = opened("mandate", ground(level, standing))
    assert case.outcome is not None
    assert (case.stage, case.outcome.code) == ("adopted", "by_mandate")
    assert (case.outcome.figures["follows"], len(mandate.told(case))) == (follows, told)
    assert recount(export_of(case)) == []


@pytest.mark.parametrize(
    ("level", "standing", "code", "facts"),
    [
        (3, "giver", "level_asks", {"method": "advice"}),
        (4, "both", "level_asks", {"method": "consent"}),
        (5, "holder", "level_asks", {"method": "advice"}),
        (1, "holder", "not_your_mandate", {"who": "giver"}),
        (6, "giver", "not_your_mandate", {"who": "holder"}),
        (6, "", "not_your_mandate", {"who": "holder"}),
    ],
)
def test_a_level_that_asks_for_another_way_names_it(
    level: int, standing: str, code: str, facts: dict[str, str]
) -> None:
    refused = refusal(drafted, "mandate", ground(level, standing))
    assert (refused.code, refused.field, refused.facts) == (code, "ground", facts)


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"amount": 5001}, "beyond_amount", "amount"),
        ({"amount": None}, "amount_needed", "amount"),
        ({"months": 13}, "beyond_months", "months"),
        ({"irreversible": True}, "beyond_irreversible", "irreversible"),
        ({"limits": replace(LIMITS, until=date(2026, 11, 1))}, "mandate_over", "mandate"),
    ],
)
@pytest.mark.parametrize("method", ["mandate", "advice"])
def test_beyond_its_limits_it_is_refused_with_the_method_that_applies(
    method: str, more: dict[str, Any], code: str, field: str
) -> None:
    refused = refusal(drafted, method, ground(**more))
    assert (refused.code, refused.field, refused.facts["method"]) == (code, field, "consensus")


def test_a_mandate_that_ended_between_draft_and_opening_is_refused() -> None:
    case = drafted("mandate", ground(limits=replace(LIMITS, until=date(2026, 11, 3))))
    later = MONDAY + timedelta(days=2)
    assert refusal(processes.open_process, case, seat(JOOST), later, []).code == "mandate_over"


def test_a_role_decides_its_own_and_tells_it_but_not_what_cannot_be_undone() -> None:
    own = Terms(silence="not_counted", ground=Ground("role:4", "Planner"))
    case = opened("mandate", own)
    assert case.outcome is not None
    assert (case.outcome.code, mandate.follows(case)) == ("by_role", "notice")
    gone = replace(own, ground=replace(own.ground, irreversible=True))
    assert refusal(drafted, "mandate", gone).code == "alone_irreversible"


def test_a_decision_by_mandate_names_one_and_advice_needs_none() -> None:
    nothing = Terms(silence="not_counted")
    assert refusal(drafted, "mandate", nothing).code == "ground_missing"
    assert drafted("advice", nothing).stage == "draft"
    forever = replace(nothing, ground=Ground(irreversible=True))
    assert refusal(drafted, "advice", forever).code == "alone_irreversible"


@pytest.mark.parametrize("level", [3, 5, 6, 7])
def test_advice_fits_every_level_at_which_one_decides(level: int) -> None:
    standing = "giver" if LEVELS[level - 1] == "consult" else "holder"
    assert drafted("advice", ground(level, standing)).stage == "draft"


def test_only_whoever_writes_it_decides_it() -> None:
    case = drafted("mandate", ground())
    assert refusal(processes.open_process, case, seat(LOTTE), MONDAY, []).code == "not_yours"


def test_an_export_that_moves_a_limit_differs() -> None:
    export = export_of(opened("mandate", ground()))
    export["record"]["terms"]["ground"]["limits"]["amount"] = 100
    assert {one.code for one in recount(export)} == {"digest", "record"}


# --- urgent action


@pytest.mark.parametrize("check", urgent.CHECKS)
def test_each_of_the_four_checks_is_answered_in_words(check: str) -> None:
    refused = refusal(drafted, "urgent", Terms(silence="not_counted", checks={**CHECKS, check: "  "}))
    assert (refused.code, refused.field) == ("check_missing", check)
    long = Terms(silence="not_counted", checks={**CHECKS, check: "x" * 301})
    assert refusal(drafted, "urgent", long).code == "too_long"


def acted() -> Case:
    return opened("urgent", Terms(silence="not_counted", checks=CHECKS))


def test_everybody_hears_of_an_urgent_action_at_once() -> None:
    case = acted()
    assert (case.stage, urgent.told(case)) == ("adopted", [one for one in EVERYBODY if one != JOOST])
    assert urgent.kept(case)["checks"] == CHECKS
    assert recount(export_of(case)) == []


# --- beside a decision of one person

ADVISED = {"method": "advice", "proposer": JOOST, "told": [LOTTE, RAVI]}
URGENT = {"method": "urgent", "proposer": JOOST, "told": [LOTTE, RAVI]}
REPORTED = {"method": "mandate", "proposer": JOOST, "told": [LOTTE], "follows": "report"}
TOLD = {**REPORTED, "follows": "notice"}
STOPPED = [Mark("stopped", JOOST, MONDAY)]
ASKED = [Mark("stop", RAVI, MONDAY)]


@pytest.mark.parametrize(
    ("kind", "record", "there", "member", "days", "code"),
    [
        ("read", ADVISED, [], LOTTE, 0, ""),
        ("read", ADVISED, [], JOOST, 0, "not_told"),
        ("read", ADVISED, [Mark("read", LOTTE, MONDAY)], LOTTE, 0, "marked_already"),
        ("missed", ADVISED, [], 4, 10, ""),
        ("missed", ADVISED, [], 4, 11, "flag_too_late"),
        ("missed", ADVISED, [], LOTTE, 1, "asked_before_deciding"),
        ("missed", ADVISED, [], JOOST, 1, "asked_before_deciding"),
        ("missed", URGENT, [], 4, 1, "not_by_advice"),
        ("stop", URGENT, [], RAVI, 1, ""),
        ("stop", URGENT, ASKED, RAVI, 1, "marked_already"),
        ("stop", URGENT, ASKED, LOTTE, 1, ""),
        ("stop", URGENT, STOPPED, LOTTE, 1, "stopped_already"),
        ("stop", URGENT, [], JOOST, 1, "stop_yourself"),
        ("stop", TOLD, [], RAVI, 1, "not_urgent"),
        ("stopped", URGENT, ASKED, JOOST, 1, ""),
        ("stopped", URGENT, [], JOOST, 1, ""),
        ("stopped", URGENT, ASKED, RAVI, 1, "not_yours"),
        ("stopped", URGENT, STOPPED, JOOST, 1, "marked_already"),
        ("discussed", URGENT, [], RAVI, 1, ""),
        ("discussed", URGENT, [Mark("discussed", LOTTE, MONDAY)], RAVI, 1, "marked_already"),
        ("discussed", ADVISED, [], RAVI, 1, "not_urgent"),
        ("reported", REPORTED, [], JOOST, 9, ""),
        ("reported", REPORTED, [], LOTTE, 9, "not_yours"),
        ("reported", TOLD, [], JOOST, 9, "no_report_asked"),
        ("reported", URGENT, [], JOOST, 9, "no_report_asked"),
    ],
)
def test_who_may_say_what_beside_a_decision_of_one_person(
    kind: str, record: dict[str, Any], there: list[Mark], member: int, days: int, code: str
) -> None:
    at = MONDAY + timedelta(days=days)
    if not code:
        marks.check_mark(kind, record, there, member, MONDAY, at)
        return
    assert refusal(marks.check_mark, kind, record, there, member, MONDAY, at).code == code


@given(seed=st.integers(0, 2**32), record=st.sampled_from([ADVISED, URGENT, REPORTED, TOLD]))
def test_whatever_anybody_says_beside_it_what_stands_there_is_theirs_to_say(
    seed: int, record: dict[str, Any]
) -> None:
    chance, there, now = Random(seed), list[Mark](), MONDAY
    for _ in range(60):
        kind, member = chance.choice(marks.KINDS), chance.choice(EVERYBODY)
        now += timedelta(hours=chance.choice((0, 1, 24)))
        try:
            marks.check_mark(kind, record, there, member, MONDAY, now)
        except Refused:
            continue
        there.append(Mark(kind, member, now))
    assert len({(one.kind, one.member) for one in there}) == len(there)
    assert all(one.member == record["proposer"] for one in there if one.kind in ("stopped", "reported"))
    assert all(sum(one.kind == kind for one in there) <= 1 for kind in marks.ONCE)
    stopped = next((place for place, one in enumerate(there) if one.kind == "stopped"), len(there))
    assert not [one for one in there[stopped:] if one.kind == "stop"]
    assert all(one.at <= MONDAY + timedelta(days=10) for one in there if one.kind == "missed")
    assert marks.urgent_state(there) == _state(there)


def _state(there: list[Mark]) -> str:
    kinds = [one.kind for one in there]
    if "stopped" in kinds:
        return "stopped"
    return "asked_to_stop" if "stop" in kinds else "acting"
