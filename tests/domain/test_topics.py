"""Topics: what is told of one, the advice on how to treat it, and the steps it goes through."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from koers.domain import authority, topics
from koers.domain.authority import KINDS, USUAL, Mandate, Row
from koers.domain.refusals import Refused
from koers.domain.topics import AIMS, SIZES, WAYS, Facts, Told

TODAY = date(2026, 11, 23)
TOLD = Told("Wie belt de huisarts", "Wie belt de huisarts na een opname?", kind="operation")
ICT = Mandate("ICT", amount=25_000, since=TODAY, until=TODAY + timedelta(days=90))
BOTH = replace(TOLD, kind="other", impact={"A": "small", "B": "small"})
BUDGET = replace(TOLD, kind="budget")


def facts(told: Told = TOLD, **more: object) -> Facts:
    return replace(Facts(told, USUAL, TODAY), **more)  # type: ignore[arg-type]


def large(*domains: str) -> dict[str, str]:
    return dict.fromkeys(domains, "large")


# --- what is told


def test_what_is_told_is_tidied_and_a_domain_stands_once_with_its_largest_impact() -> None:
    told = replace(
        TOLD,
        title="  Wie  belt ",
        impact={"Zorg": "small", " zorg ": "large", "HR": "none", "": "large"},
        parties=("OR", " OR", ""),
        guide={"budget_for": "Rust", "unknown": "x"},
    )
    tidied = topics.tidy(told, TODAY)
    assert (tidied.title, tidied.impact, tidied.parties) == (
        "Wie belt",
        {"Zorg": "large", "HR": "none"},
        ("OR",),
    )
    assert tidied.guide == {}  # it isn't about a budget
    assert topics.tidy(replace(told, kind="budget"), TODAY).guide == {"budget_for": "Rust"}
    assert tidied.touched == ("Zorg",)


@pytest.mark.parametrize(
    ("told", "code", "field"),
    [
        (replace(TOLD, title=" "), "name_missing", "title"),
        (replace(TOLD, question=" "), "question_needed", "question"),
        (replace(TOLD, question="x" * 281), "too_long", "question"),
        (replace(TOLD, kind="weather"), "topic_unknown", "kind"),
        (replace(TOLD, aim="win"), "topic_unknown", "aim"),
        (replace(TOLD, origin="stars"), "topic_unknown", "origin"),
        (replace(TOLD, decide_by=TODAY - timedelta(days=1)), "decide_by_in_past", "decide_by"),
        (replace(TOLD, impact={"Zorg": "huge"}), "impact_unknown", "impact"),
        (replace(TOLD, impact={str(n): "small" for n in range(9)}), "too_many_lines", "impact"),
        (replace(TOLD, parties=tuple(map(str, range(13)))), "too_many_lines", "parties"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(told: Told, code: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        topics.tidy(told, TODAY)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_every_matter_of_course_has_questions_that_help() -> None:
    assert set(topics.GUIDING) == set(authority.MATTERS_OF_COURSE)


@pytest.mark.parametrize(
    ("change", "again"),
    [
        ({"title": "Anders"}, False),
        ({"why_now": "Nu"}, False),
        ({"decide_by": TODAY}, False),
        ({"aim": "explore"}, True),
        ({"impact": large("Zorg")}, True),
        ({"amount": 5}, True),
        ({"irreversible": True}, True),
    ],
)
def test_only_what_the_advice_depends_on_asks_to_look_again(change: dict[str, object], again: bool) -> None:
    assert topics.weighed_anew(TOLD, replace(TOLD, **change)) is again  # type: ignore[arg-type]


# --- the advice, rule by rule


ADVICE = [
    # to know: an update is enough, unless it touches somebody much
    (facts(replace(TOLD, aim="inform")), "update_is_enough", ["nothing_to_decide"]),
    (facts(replace(TOLD, aim="inform", impact={"HR": "small"})), "update_is_enough", ["nothing_to_decide"]),
    (facts(replace(TOLD, aim="inform", impact=large("HR"))), "explore", ["large_impact"]),
    # a matter of course that several feel much, or in which others take part: everybody's
    (facts(replace(BUDGET, impact=large("HR"))), "decide_in_window", ["matrix_says"]),
    (facts(replace(BUDGET, impact=large("HR", "Zorg"))), "joint_session", ["course_large"]),
    (facts(replace(BUDGET, parties=("OR",))), "joint_session", ["course_parties"]),
    (facts(replace(TOLD, kind="other", parties=("OR",))), "decide_in_window", ["matrix_says"]),
    # … also when a role or a mandate would carry it
    (facts(replace(BUDGET, parties=("OR",)), role="Gids"), "joint_session", ["course_parties"]),
    (facts(replace(BUDGET, impact=large("A", "B")), mandate=ICT), "joint_session", ["course_large"]),
    # the matrix gives it to all parties
    (facts(replace(TOLD, kind="strategy")), "joint_session", ["matrix_all_parties"]),
    (facts(replace(TOLD, kind="strategy"), role="Gids"), "belongs_to_role", ["role_decides"]),
    # seen differently, by more than one domain
    (facts(BOTH, contested=True), "joint_session", ["contested"]),
    (facts(replace(BOTH, impact={"A": "small"}), contested=True), "decide_in_window", ["matrix_says"]),
    # what keeps coming back
    (facts(replace(TOLD, kind="other"), returned=2), "decide_in_window", ["matrix_says"]),
    (facts(replace(TOLD, kind="other"), returned=3), "joint_session", ["keeps_returning"]),
    # not ripe yet
    (facts(replace(TOLD, aim="explore")), "explore", ["wants_exploring"]),
    (facts(replace(TOLD, aim="explore"), role="Gids"), "explore", ["wants_exploring"]),
    # a role decides in its own domain, and asks advice where it touches others
    (facts(role="Gids"), "belongs_to_role", ["role_decides"]),
    (facts(replace(TOLD, impact={"A": "small", "B": "small"}), role="Gids"), "belongs_to_role",
     ["role_decides", "asks_advice"]),
    (facts(role="Gids", contested=True, returned=5), "belongs_to_role", ["role_decides"]),
    (facts(replace(TOLD, irreversible=True), role="Gids"), "decide_in_window", ["refused", "then_together"]),
    # a mandate, within and beyond its limit
    (facts(replace(TOLD, amount=25_000), mandate=ICT), "within_mandate", ["mandate_covers"]),
    (facts(replace(TOLD, amount=25_001), mandate=ICT), "decide_in_window", ["refused", "then_together"]),
    (facts(replace(TOLD, amount=None), mandate=ICT), "decide_in_window", ["refused", "then_together"]),
    # else the matrix
    (facts(), "decide_in_window", ["refused", "then_together"]),
    (facts(replace(TOLD, kind="people")), "decide_in_window", ["matrix_says"]),
]  # fmt: skip


@pytest.mark.parametrize(("told", "way", "reasons"), ADVICE)
def test_the_advice_and_its_reasons(told: Facts, way: str, reasons: list[str]) -> None:
    advice = topics.advise(told)
    assert (advice.way, [reason.code for reason in advice.reasons]) == (way, reasons)


def test_every_way_is_advised_somewhere() -> None:
    assert {way for _, way, _ in ADVICE} == set(WAYS)


def test_beyond_a_mandate_the_reason_names_the_limit_and_the_method() -> None:
    rows = (*USUAL, Row("operation", "ICT", method="majority", days=3))
    told = replace(TOLD, amount=40_000, impact={"ICT": "large"})
    refused, matrix = topics.advise(facts(told, mandate=ICT, rows=rows)).reasons
    assert refused.facts == {
        "code": "beyond_amount",
        "facts": {"limit": 25_000, "said": 40_000, "method": "majority"},
    }
    assert matrix.facts == {"kind": "operation", "method": "majority", "days": 3}


# --- the advice, whatever the facts


domains = some.sampled_from(("ICT", "HR", "Zorg", "Huis"))
tolds = some.builds(
    Told,
    title=some.just("T"),
    question=some.just("Q"),
    kind=some.sampled_from(KINDS),
    aim=some.sampled_from(AIMS),
    impact=some.dictionaries(domains, some.sampled_from(SIZES)),
    parties=some.lists(some.sampled_from(("OR", "CR")), unique=True).map(tuple),
    amount=some.none() | some.integers(0, 60_000),
    irreversible=some.booleans(),
)
own_rows = some.lists(
    some.builds(
        Row,
        kind=some.sampled_from(KINDS),
        domain=domains,
        method=some.sampled_from(authority.METHODS),
        who=some.sampled_from(authority.TAKING_PART),
    ),
    unique_by=lambda row: (row.kind, row.domain),
    max_size=6,
)
any_facts = some.builds(
    Facts,
    told=tolds,
    rows=own_rows.map(lambda rows: (*USUAL, *rows)),
    today=some.just(TODAY),
    role=some.sampled_from(("", "Gids")),
    mandate=some.none() | some.just(ICT),
    contested=some.booleans(),
    returned=some.integers(0, 5),
)


@given(any_facts)
def test_there_is_one_way_with_reasons_and_always_the_same(told: Facts) -> None:
    advice = topics.advise(told)
    assert advice.way in WAYS
    assert advice.reasons
    again = topics.advise(told)
    assert (again.way, again.reasons) == (advice.way, advice.reasons)


def weight(told: Facts) -> int:
    return WAYS.index(topics.advise(told).way)


@given(any_facts, domains)
def test_a_larger_impact_never_asks_for_less(told: Facts, domain: str) -> None:
    impact = told.told.impact
    if impact.get(domain) != "small":
        return
    more = replace(told, told=replace(told.told, impact={**impact, domain: "large"}))
    assert weight(more) >= weight(told)


@given(any_facts.filter(lambda one: not one.told.irreversible))
def test_what_cannot_be_undone_never_asks_for_less(told: Facts) -> None:
    more = replace(told, told=replace(told.told, irreversible=True))
    assert weight(more) >= weight(told)
    assert topics.advise(more).way not in ("belongs_to_role", "within_mandate")


@given(any_facts)
def test_one_more_party_a_difference_or_coming_back_never_asks_for_less(told: Facts) -> None:
    for more in (
        replace(told, told=replace(told.told, parties=(*told.told.parties, "RvT"))),
        replace(told, contested=True),
        replace(told, returned=told.returned + 1),
    ):
        assert weight(more) >= weight(told)


@given(any_facts, some.integers(0, 60_000))
def test_a_larger_amount_never_asks_for_less(told: Facts, amount: int) -> None:
    if told.told.amount is None:
        return
    more = replace(told, told=replace(told.told, amount=told.told.amount + amount))
    assert weight(more) >= weight(told)


# --- choosing a way


def test_the_advised_way_needs_no_reason_and_another_does() -> None:
    told = facts(replace(TOLD, kind="other"))
    advice = topics.advise(told)
    assert topics.choose("decide_in_window", " ", told, advice) == ""
    assert topics.choose("joint_session", " Het leeft ", told, advice) == "Het leeft"
    with pytest.raises(Refused, match="other_way_because"):
        topics.choose("joint_session", " ", told, advice)
    with pytest.raises(Refused, match="treatment_missing"):
        topics.choose("dice", "Spannend", told, advice)


@pytest.mark.parametrize(
    ("told", "way", "code", "field"),
    [
        (facts(replace(TOLD, amount=40_000), mandate=ICT), "within_mandate", "beyond_amount", "mandate"),
        (facts(), "within_mandate", "mandate_needed", "mandate"),
        (
            facts(replace(TOLD, irreversible=True), role="Gids"),
            "belongs_to_role",
            "role_irreversible",
            "role",
        ),
        (facts(), "belongs_to_role", "role_needed", "role"),
    ],
)
def test_no_reason_lets_somebody_decide_alone_without_the_authority(
    told: Facts, way: str, code: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        topics.choose(way, "Toch", told, topics.advise(told))
    assert (refused.value.code, refused.value.field) == (code, field)


@given(any_facts)
def test_whoever_decides_alone_has_the_authority(told: Facts) -> None:
    advice = topics.advise(told)
    for way, by in (("within_mandate", "mandate"), ("belongs_to_role", "role")):
        if advice.answer.by == by:
            topics.choose(way, "Toch", told, advice)
        else:
            with pytest.raises(Refused):
                topics.choose(way, "Toch", told, advice)


# --- the steps


@pytest.mark.parametrize(
    ("state", "deed", "leads"),
    [
        ("open", "triage_topic", "triaged"),
        ("triaged", "triage_topic", "triaged"),
        ("triaged", "talk_about_topic", "talking"),
        ("talking", "topic_proposed", "proposed"),
        ("proposed", "topic_decided", "decided"),
        ("proposed", "topic_returned", "triaged"),
        ("proposed", "postpone_topic", "proposed"),
        ("decided", "reopen_topic", "open"),
        ("triaged", "settle_topic", "settled"),
        ("open", "let_go_topic", "let_go"),
    ],
)
def test_a_deed_leads_on(state: str, deed: str, leads: str) -> None:
    assert topics.step(state, deed) == leads


@pytest.mark.parametrize(
    ("state", "deed", "code"),
    [
        ("settled", "triage_topic", "topic_over"),
        ("decided", "postpone_topic", "topic_over"),
        ("proposed", "let_go_topic", "topic_under_way"),
        ("open", "reopen_topic", "topic_under_way"),
    ],
)
def test_what_is_over_or_under_way_is_left_alone(state: str, deed: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        topics.step(state, deed)


def test_no_state_is_a_dead_end_and_every_state_is_reached() -> None:
    leads = {to for steps in topics.STEPS.values() for to in steps.values()}
    assert leads == set(topics.STATES)
    moves = {state for steps in topics.STEPS.values() for state, to in steps.items() if to != state}
    assert moves == set(topics.STATES)


def test_a_day_moves_only_to_later() -> None:
    day = TODAY + timedelta(days=5)
    assert topics.later(day, day + timedelta(days=1), TODAY) == day + timedelta(days=1)
    assert topics.later(None, TODAY + timedelta(days=1), TODAY) == TODAY + timedelta(days=1)
    for asked in (None, day, TODAY):
        with pytest.raises(Refused, match="not_later"):
            topics.later(day, asked, TODAY)
    with pytest.raises(Refused, match="too_far"):
        topics.later(day, TODAY + timedelta(days=732), TODAY)


def test_what_is_closed_opens_by_itself_on_a_day() -> None:
    assert topics.closed_until(TODAY + timedelta(days=1), TODAY) == TODAY + timedelta(days=1)
    for asked in (None, TODAY):
        with pytest.raises(Refused, match="closed_until_missing"):
            topics.closed_until(asked, TODAY)


@pytest.mark.parametrize(
    ("state", "day", "late"),
    [("open", -1, True), ("open", 0, False), ("proposed", -1, True), ("decided", -1, False)],
)
def test_late_is_past_its_day_and_still_going(state: str, day: int, late: bool) -> None:
    assert topics.late(state, TODAY + timedelta(days=day), TODAY) is late
    assert not topics.late(state, None, TODAY)
