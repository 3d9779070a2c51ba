"""Deciding after advice: every rule of it, each by its name."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from koers.domain import processes
from koers.domain.processes import Case, Terms, Voter, advice
from koers.domain.processes.recounting import recount
from koers.domain.refusals import Refused
from koers.domain.seats import Seat
from tests.processes import CLOCK, JOOST, LEAD, LOTTE, MONDAY, RAVI, TEXT, TITLE, after, drafted, seat
from tests.walks import export_of

TERMS = Terms(silence="not_counted")
ANOUK, SAMIRA = 4, 5
HOUR = after(hours=1)


def begun() -> Case:
    """Joost says what he wants to decide."""
    return processes.open_process(drafted("advice", TERMS), seat(JOOST), MONDAY, [])


def named(case: Case, who: int, part: str = "both", *, by: int = JOOST, at: datetime = MONDAY) -> Case:
    """Somebody is named as one to ask."""
    fresh = Voter(who, f"naam {who}", "Het raakt je werk", who, part=part)
    return processes.name_adviser(case, seat(by), at, fresh)


def asking() -> Case:
    """Lotte is affected, Ravi knows of it; both are asked."""
    case = named(named(begun(), LOTTE, "affected"), RAVI, "expert")
    return processes.move_on(case, seat(JOOST), MONDAY)


def said(case: Case, who: int, text: str = "Begin klein", at: datetime = HOUR) -> Case:
    return processes.respond(case, seat(who), at, "advice" if text else "no_advice", text)


def window_over(case: Case) -> Case:
    """The window ends, as often as it takes until the decider may weigh."""
    while case.stage == "advising":
        end = processes.ends(case)
        assert end is not None
        case = processes.close_process(case, CLOCK, end)
    return case


def weighing() -> Case:
    """Lotte gave advice, Ravi never answered."""
    return window_over(said(asking(), LOTTE))


def later(case: Case) -> datetime:
    assert case.window is not None
    assert case.window.closes is not None
    return case.window.closes + timedelta(hours=1)


def weighed(case: Case, who: int = LOTTE, word: str = "partly", because: str = "Eerst Oost") -> Case:
    return processes.weigh_advice(case, seat(JOOST), later(case), who, word, because)


def decided() -> Case:
    case = weighed(weighing())
    return processes.decide(case, seat(JOOST), later(case))


def refusal(deed: Any, *given: Any, **more: Any) -> str:
    with pytest.raises(Refused) as refused:
        deed(*given, **more)
    return refused.value.code


# --- whom to ask


@pytest.mark.parametrize("by", [seat(JOOST), seat(ANOUK), LEAD], ids=["decider", "anybody", "facilitator"])
def test_anybody_at_the_table_may_add_a_name(by: Seat) -> None:
    fresh = Voter(LOTTE, "Lotte", "Het raakt je werk", LOTTE, part="affected")
    case = processes.name_adviser(begun(), by, MONDAY, fresh)
    assert [(v.member, v.part, v.named_by) for v in case.voters] == [(LOTTE, "affected", by.member)]


@pytest.mark.parametrize(
    ("who", "part", "why", "code"),
    [
        (JOOST, "affected", "ik", "own_advice"),
        (LOTTE, "affected", "ja", "named_already"),
        (RAVI, "friend", "ja", "part_missing"),
        (RAVI, "expert", "  ", "why_missing"),
        (RAVI, "expert", "x" * 201, "too_long"),
    ],
)
def test_a_name_needs_a_part_and_a_why_and_is_never_the_decider(
    who: int, part: str, why: str, code: str
) -> None:
    case = named(begun(), LOTTE)
    assert (
        refusal(processes.name_adviser, case, seat(ANOUK), MONDAY, Voter(who, "-", why, who, part=part))
        == code
    )


@pytest.mark.parametrize(
    ("parts", "missing"), [((), "affected"), (("affected",), "expert"), (("expert", "expert"), "affected")]
)
def test_it_is_asked_of_somebody_affected_and_of_somebody_who_knows(
    parts: tuple[str, ...], missing: str
) -> None:
    case = begun()
    for who, part in zip((LOTTE, RAVI), parts, strict=False):
        case = named(case, who, part)
    with pytest.raises(Refused) as refused:
        processes.move_on(case, seat(JOOST), MONDAY)
    assert (refused.value.code, refused.value.facts) == ("advisers_missing", {"part": missing})


def test_one_person_can_be_both() -> None:
    assert processes.move_on(named(begun(), LOTTE), seat(JOOST), MONDAY).stage == "advising"


def test_a_name_that_comes_later_has_two_working_days_and_earlier_advice_stays() -> None:
    case = said(asking(), LOTTE)
    assert case.window is not None
    assert case.window.closes is not None
    nearly = case.window.closes - timedelta(minutes=1)
    more = named(case, ANOUK, "expert", by=SAMIRA, at=nearly)
    assert more.window is not None
    assert more.window.closes is not None
    assert more.window.closes >= nearly + timedelta(days=2)
    assert [r.member for r in more.counting] == [LOTTE]


def test_a_name_while_weighing_is_asked_first() -> None:
    case = weighed(weighing())
    more = named(case, ANOUK, "expert", by=SAMIRA, at=later(case))
    assert more.stage == "advising"
    assert advice.weighed(more)[LOTTE].word == "partly"


# --- answering


def test_advice_needs_words_and_no_advice_needs_none() -> None:
    case = asking()
    assert refusal(processes.respond, case, seat(LOTTE), HOUR, "advice", " ") == "advice_missing"
    assert said(case, LOTTE, "").counting[0].choice == "no_advice"


@pytest.mark.parametrize("who", [seat(ANOUK), seat(JOOST), LEAD], ids=["not asked", "decider", "facilitator"])
def test_only_who_was_asked_gives_advice(who: Seat) -> None:
    assert refusal(processes.respond, asking(), who, HOUR, "advice", "Doe maar") == "joined_later"


def test_when_all_have_answered_it_closes_after_a_quarter_of_an_hour() -> None:
    case = said(said(asking(), LOTTE), RAVI, "")
    assert processes.ends(case) == HOUR + timedelta(minutes=15)
    assert window_over(case).stage == "weighing"


def test_silence_is_reminded_halfway_once() -> None:
    case = said(asking(), LOTTE)
    middle = processes.halfway(case)
    assert middle is not None
    assert refusal(processes.remind_advisers, case, CLOCK, middle - timedelta(minutes=1)) == "not_halfway"
    told = processes.remind_advisers(case, CLOCK, middle)
    assert [(v.member, v.reminded) for v in told.voters] == [(LOTTE, None), (RAVI, middle)]
    assert refusal(processes.remind_advisers, told, CLOCK, middle) == "nobody_to_remind"


def test_a_window_that_ends_without_a_reminder_reminds_and_goes_on_two_working_days() -> None:
    case = said(asking(), LOTTE)
    end = processes.ends(case)
    assert end is not None
    once = processes.close_process(case, CLOCK, end)
    assert (once.stage, once.person(RAVI).reminded) == ("advising", end)  # type: ignore[union-attr]
    again = processes.ends(once)
    assert again is not None
    assert again >= end + timedelta(days=2)
    assert processes.close_process(once, CLOCK, again).stage == "weighing"


def test_a_window_that_ends_after_a_reminder_is_over() -> None:
    case = said(asking(), LOTTE)
    told = processes.remind_advisers(case, CLOCK, processes.halfway(case))  # type: ignore[arg-type]
    assert processes.close_process(told, CLOCK, processes.ends(told)).stage == "weighing"  # type: ignore[arg-type]


# --- weighing and deciding


@pytest.mark.parametrize(
    ("who", "word", "because", "code"),
    [
        (RAVI, "taken", "ja", "no_advice_of"),
        (ANOUK, "taken", "ja", "no_advice_of"),
        (LOTTE, "maybe", "ja", "weighing_missing"),
        (LOTTE, "not_taken", " ", "because_missing"),
    ],
)
def test_a_weighing_has_a_word_and_a_because_for_an_advice_that_was_given(
    who: int, word: str, because: str, code: str
) -> None:
    case = weighing()
    assert refusal(processes.weigh_advice, case, seat(JOOST), later(case), who, word, because) == code


def test_every_advice_is_weighed_before_it_is_decided() -> None:
    case = weighing()
    assert refusal(processes.decide, case, seat(JOOST), later(case)) == "not_weighed"


def test_advice_given_anew_is_weighed_anew() -> None:
    case = weighed(weighing())
    more = named(case, ANOUK, "expert", at=later(case))
    changed = said(more, LOTTE, "Toch niet", later(case) + timedelta(hours=1))
    assert advice.unweighed(changed) == [LOTTE]


@pytest.mark.parametrize("deed", ["weigh_advice", "adapt_text", "decide", "withdraw_proposal"])
@pytest.mark.parametrize(
    "who", [seat(LOTTE), seat(ANOUK), LEAD, CLOCK], ids=["adviser", "other", "lead", "clock"]
)
def test_nobody_decides_instead_of_the_decider(deed: str, who: Seat) -> None:
    assert deed not in processes.possible(weighed(weighing()), who, later(weighing()))
    assert deed in processes.possible(weighed(weighing()), seat(JOOST), later(weighing()))


def test_the_figures_say_who_was_asked_who_answered_and_what_became_of_it() -> None:
    out = decided().outcome
    assert out is not None
    assert (out.status, out.code) == ("adopted", "decided_after_advice")
    assert dict(out.figures) == {
        "asked": 2, "answered": 1, "advice": 1, "taken": 0, "partly": 1, "not_taken": 0, "silent": [RAVI],
    }  # fmt: skip


def test_no_answer_is_kept_as_asked_without_an_answer() -> None:
    lotte, ravi = advice.kept(decided())["advisers"]
    assert (lotte["answer"], lotte["word"], lotte["because"]) == ("advice", "partly", "Eerst Oost")
    assert (ravi["answer"], ravi["advice"], ravi["word"]) == ("", "", "")


def test_the_decider_may_write_it_otherwise_and_the_advice_stays_with_its_text() -> None:
    case = weighed(weighing())
    fresh = processes.adapt_text(case, seat(JOOST), later(case), TITLE, "Eerst alleen Oost.")
    done = processes.decide(fresh, seat(JOOST), later(case))
    assert (done.text.text, advice.asked_text(done)) == ("Eerst alleen Oost.", TEXT)
    assert len(done.counting) == 1
    same = (seat(JOOST), later(case), TITLE, TEXT)
    assert refusal(processes.adapt_text, case, *same) == "text_unchanged"


def test_when_all_who_were_asked_left_somebody_else_is_asked_first() -> None:
    case = weighed(weighing())
    for who in (LOTTE, RAVI):
        case = processes.leave_table(case, CLOCK, later(case), who)
    assert (case.stage, case.outcome) == ("weighing", None)
    assert refusal(processes.decide, case, seat(JOOST), later(case)) == "advisers_missing"


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (Terms(), "silence"),
        (Terms(silence="not_counted", secrecy="secret"), "secrecy"),
        (Terms(silence="not_counted", live=True), "live"),
    ],
)
def test_advice_is_by_name_in_a_window_and_silence_is_never_agreement(terms: Terms, field: str) -> None:
    with pytest.raises(Refused) as refused:
        drafted("advice", terms)
    assert (refused.value.code, refused.value.field) == ("term_unfit", field)


def test_it_counts_again_from_the_export() -> None:
    assert recount(export_of(decided())) == []


def test_an_export_in_which_advice_was_rewritten_differs() -> None:
    export = export_of(decided())
    export["case"]["weighings"][0]["word"] = "taken"
    assert {one.code for one in recount(export)} == {"record", "figure"}


# --- the decider leaves


def left_alone(case: Case | None = None, at: datetime = HOUR) -> Case:
    """Joost, who would decide, isn't at the table any more."""
    return processes.decider_leaves(case or asking(), CLOCK, at)


def taken_over(case: Case, who: int = SAMIRA, at: datetime = HOUR) -> Case:
    return processes.hand_over_decision(case, LEAD, at, who, case.terms.ground, "Weet ervan")


def test_when_the_decider_left_nobody_decides_and_the_advice_goes_on() -> None:
    case = left_alone()
    assert case.without_decider is not None
    with pytest.raises(Refused, match="decider_gone"):
        processes.extend_once(case, seat(JOOST), HOUR, 2)
    case = window_over(said(case, LOTTE))
    assert case.stage == "weighing"
    with pytest.raises(Refused, match="decider_gone"):
        processes.weigh_advice(case, seat(JOOST), later(case), LOTTE, "taken", "Ja")


def test_who_leads_hands_it_over_and_the_new_one_decides() -> None:
    case = taken_over(left_alone(weighing(), later(weighing())), at=later(weighing()))
    assert (case.proposer, case.lapses) == (SAMIRA, None)
    with pytest.raises(Refused, match="not_yours"):
        processes.weigh_advice(case, seat(JOOST), later(case), LOTTE, "taken", "Ja")
    case = processes.weigh_advice(case, seat(SAMIRA), later(case), LOTTE, "taken", "Ja")
    case = processes.decide(case, seat(SAMIRA), later(case))
    assert case.stage == "adopted"
    assert [(one.member, one.to, one.why) for one in case.handovers] == [(JOOST, SAMIRA, "Weet ervan")]
    assert processes.kept(case)["handovers"][0]["to"] == SAMIRA
    assert recount(export_of(case)) == []


def test_only_who_facilitates_or_guards_hands_over_and_only_when_the_decider_left() -> None:
    with pytest.raises(Refused, match="not_yours"):
        processes.hand_over_decision(left_alone(), seat(LOTTE), HOUR, SAMIRA, TERMS.ground, "Ik")
    with pytest.raises(Refused, match="decider_here"):
        taken_over(asking())
    with pytest.raises(Refused, match="decider_gone"):
        left_alone(left_alone())
    with pytest.raises(Refused, match="why_missing"):
        processes.hand_over_decision(left_alone(), LEAD, HOUR, SAMIRA, TERMS.ground, " ")


def test_who_was_asked_for_advice_and_takes_over_isnt_asked_any_more() -> None:
    case = taken_over(left_alone(said(asking(), LOTTE)), RAVI)
    assert [voter.member for voter in case.voters] == [LOTTE]
    assert advice.lacking(case) == ["expert"]


@pytest.mark.parametrize("stage", ["mapping", "advising", "weighing"])
def test_after_fourteen_days_without_anybody_it_lapses(stage: str) -> None:
    case = {"mapping": begun, "advising": asking, "weighing": weighing}[stage]()
    at = later(case) if stage == "weighing" else HOUR
    case = left_alone(case, at)
    assert case.lapses == at + timedelta(days=14)
    with pytest.raises(Refused, match=r"window_still_open|not_yours"):
        processes.close_process(begun() if stage == "mapping" else case, CLOCK, at)
    while case.outcome is None:
        end = processes.ends(case) or case.lapses
        assert end is not None
        case = processes.close_process(case, CLOCK, end + timedelta(days=1))
    assert (case.stage, case.outcome.code, case.outcome.at) == (
        "lapsed",
        "decider_left",
        at + timedelta(days=14),
    )


def test_too_late_to_take_over_is_refused_before_anybody_recorded_that_it_lapsed() -> None:
    with pytest.raises(Refused, match="window_closed"):
        taken_over(left_alone(), at=HOUR + timedelta(days=14))


# --- from outside the table


def outsider(case: Case, part: str = "expert", at: datetime = HOUR) -> Case:
    """Joost writes down what somebody of another team said."""
    return processes.record_outside(
        case, seat(JOOST), at, "Fatima, Noord", part, "Begin klein", "aan de lijn"
    )


def test_advice_from_outside_the_table_is_recorded_by_the_decider_and_weighed_like_any_other() -> None:
    case = outsider(weighing(), at=later(weighing()))
    case = processes.weigh_advice(case, seat(JOOST), later(case), LOTTE, "taken", "Ja")
    with pytest.raises(Refused, match="not_weighed"):
        processes.decide(case, seat(JOOST), later(case))
    case = processes.weigh_outside(case, seat(JOOST), later(case), 1, "partly", "Eerst Oost")
    case = processes.decide(case, seat(JOOST), later(case))
    assert case.outcome is not None
    figures = case.outcome.figures
    assert (figures["asked"], figures["answered"], figures["advice"], figures["partly"]) == (3, 2, 2, 1)
    (kept,) = processes.kept(case)["outside"]
    assert (kept["who"], kept["by"], kept["how"]) == ("Fatima, Noord", JOOST, "aan de lijn")
    assert recount(export_of(case)) == []


def test_whoever_is_asked_outside_can_be_the_one_who_knows_of_it() -> None:
    case = named(begun(), LOTTE, "affected")
    with pytest.raises(Refused, match="advisers_missing"):
        processes.move_on(case, seat(JOOST), MONDAY)
    assert processes.move_on(outsider(case), seat(JOOST), HOUR).stage == "advising"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (("", "expert", "Begin klein", "lijn"), "who_missing"),
        (("Fatima", "friend", "Begin klein", "lijn"), "part_missing"),
        (("Fatima", "expert", " ", "lijn"), "advice_missing"),
        (("Fatima", "expert", "Begin klein", ""), "how_missing"),
    ],
)
def test_words_of_somebody_else_say_whose_they_are_and_how_they_came(
    facts: tuple[str, str, str, str], code: str
) -> None:
    with pytest.raises(Refused, match=code):
        processes.record_outside(asking(), seat(JOOST), HOUR, *facts)
    with pytest.raises(Refused, match="not_yours"):
        processes.record_outside(asking(), seat(LOTTE), HOUR, "Fatima", "expert", "Begin klein", "lijn")
