"""Consent: every rule of it, each by its name."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from koers.domain import processes
from koers.domain.processes import Case, Terms, consent, printing
from koers.domain.refusals import NotHere, Refused
from koers.domain.seats import Seat
from tests.processes import (
    CLOCK,
    EVERYBODY,
    JOOST,
    LEAD,
    LOTTE,
    MONDAY,
    RAVI,
    TESTS,
    TEXT,
    TITLE,
    after,
    all_respond,
    closed,
    drafted,
    opened,
    responded,
    seat,
)

SILENT = Terms(silence="silence_no_objection", agreement="Werkafspraak 3")
OTHERS = tuple(one for one in EVERYBODY if one != LOTTE)
HOUR = after(hours=1)


def objected(**more: str) -> Case:
    """Lotte objects; the others as said."""
    return responded(opened(), HOUR, m7="objection", **more)


def integrating() -> Case:
    """The window has ended with Lotte's objection."""
    return closed(all_respond_but_lotte(objected()))


def all_respond_but_lotte(case: Case) -> Case:
    return responded(case, HOUR, **{f"m{one}": "no_objection" for one in OTHERS})


def integrated(case: Case) -> Case:
    """Joost changes the text because of objection 1."""
    at = _now(case)
    return processes.integrate(case, seat(JOOST), at, TITLE, f"{case.text.text} Ook in Haven.", [1])


def _now(case: Case) -> object:
    return (case.window.closes if case.window else MONDAY) if case.stage == "integrating" else HOUR


# --- the outcome


def test_adopted_when_nobody_objects() -> None:
    case = closed(all_respond(opened(), HOUR))
    assert case.outcome
    assert (case.stage, case.outcome.code) == ("adopted", "no_open_objections")


def test_a_concern_does_not_block_and_is_kept() -> None:
    case = closed(responded(all_respond(opened(), HOUR), HOUR, m7="concern"))
    assert case.stage == "adopted"
    assert case.outcome
    assert case.outcome.figures["concerns"] == [LOTTE]


@pytest.mark.parametrize(
    ("terms", "stage"), [(Terms(), "lapsed"), (SILENT, "adopted")], ids=["needs_answer", "no_objection"]
)
def test_what_silence_means_was_chosen_before(terms: Terms, stage: str) -> None:
    case = closed(responded(opened(terms=terms), HOUR, m1="no_objection"))
    assert case.stage == stage
    assert case.outcome
    who = case.outcome.figures["missing" if stage == "lapsed" else "silent"]
    assert who == list(EVERYBODY[1:])


def test_silence_means_no_objection_only_where_the_team_agreed_so() -> None:
    with pytest.raises(Refused, match="silence_agreement_missing"):
        opened(terms=Terms(silence="silence_no_objection"))


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        (Terms(silence="not_counted"), "term_unfit"),
        (Terms(secrecy="secret"), "term_unfit"),
        (Terms(silence="stil"), "term_unknown"),
        (Terms(absence="ooit"), "term_unknown"),
        (Terms(fallback="advies"), "term_unknown"),
    ],
)
def test_terms_that_do_not_fit_are_refused_before_anybody_is_asked(terms: Terms, code: str) -> None:
    with pytest.raises(Refused, match=code):
        drafted(terms=terms)


def test_an_open_objection_stops_it_also_where_silence_is_no_objection() -> None:
    case = closed(responded(opened(terms=SILENT), HOUR, m7="objection"))
    assert (case.stage, case.outcome) == ("integrating", None)


# --- an objection


def test_an_objection_needs_an_argument() -> None:
    for reason, criteria, code in (("", ("harm",), "objection_missing"), ("omdat", (), "criteria_missing")):
        with pytest.raises(Refused, match=code):
            processes.respond(opened(), seat(LOTTE), HOUR, "objection", reason, criteria=criteria)
    with pytest.raises(Refused, match="criteria_missing"):
        processes.respond(opened(), seat(LOTTE), HOUR, "objection", "omdat", criteria=("zomaar",))


def test_a_concern_needs_words() -> None:
    with pytest.raises(Refused, match="concern_missing"):
        processes.respond(opened(), seat(LOTTE), HOUR, "concern", "  ")


def test_what_is_kept_of_an_objection() -> None:
    why, both = "Twee planners weg.", ("harm", "better_way")
    case = processes.respond(opened(), seat(LOTTE), HOUR, "objection", why, role="HR", criteria=both)
    case = processes.test_objection(case, LEAD, HOUR, 1, TESTS, "holds", "")
    (one,) = case.objections
    assert (one.member, one.role, one.criteria) == (LOTTE, "HR", both)
    assert (one.text, one.tests, one.finding) == (why, TESTS, "holds")
    assert (one.tester, one.state, one.at, one.version) == (90, "open", HOUR, 1)


def test_a_newer_answer_does_not_hide_an_open_objection() -> None:
    with pytest.raises(Refused, match="objection_open"):
        responded(objected(), HOUR, m7="no_objection")


def test_the_objector_turns_it_into_a_concern_by_deed_or_by_answer() -> None:
    for case in (
        processes.make_concern(objected(), seat(LOTTE), HOUR, 1),
        responded(objected(), HOUR, m7="concern"),
    ):
        assert case.objections[0].state == "concern"
        assert not case.open_objections


def test_nobody_else_turns_it_into_a_concern() -> None:
    with pytest.raises(Refused, match="not_yours"):
        processes.make_concern(objected(), seat(RAVI), HOUR, 1)
    case = processes.test_objection(objected(), LEAD, HOUR, 1, TESTS, "concern", "Klein.")
    assert case.open_objections


@pytest.mark.parametrize(
    ("tests", "finding", "reason", "code"),
    [
        ({"harms": "yes"}, "holds", "", "tests_missing"),
        ({**TESTS, "harms": "misschien"}, "holds", "", "tests_missing"),
        (TESTS, "afgewezen", "", "finding_missing"),
        (TESTS, "set_aside", "", "reason_missing"),
    ],
)
def test_a_test_answers_three_questions(tests: dict[str, str], finding: str, reason: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        processes.test_objection(objected(), LEAD, HOUR, 1, tests, finding, reason)


def test_a_facilitator_who_is_the_proposer_does_not_test() -> None:
    with pytest.raises(Refused, match="own_proposal"):
        processes.test_objection(
            objected(), seat(JOOST, "facilitator"), HOUR, 1, TESTS, "set_aside", "Valt mee."
        )


def test_setting_aside_needs_all_other_v() -> None:
    case = processes.test_objection(objected(), LEAD, HOUR, 1, TESTS, "set_aside", "Komt niet hierdoor.")
    for member in OTHERS:
        assert case.open_objections
        case = processes.agree_set_aside(case, seat(member), HOUR, 1)
    assert case.objections[0].state == "set_aside"
    assert closed(all_respond(case, HOUR)).stage == "adopted"


def test_the_objector_does_not_agree_and_nobody_agrees_to_what_was_not_found() -> None:
    with pytest.raises(Refused, match="not_found_aside"):
        processes.agree_set_aside(objected(), seat(RAVI), HOUR, 1)
    case = processes.test_objection(objected(), LEAD, HOUR, 1, TESTS, "set_aside", "Nee.")
    with pytest.raises(Refused, match="own_objection"):
        processes.agree_set_aside(case, seat(LOTTE), HOUR, 1)


def test_an_objection_of_who_left_or_is_recused_stops_nothing() -> None:
    case = processes.leave_table(all_respond_but_lotte(objected()), CLOCK, HOUR, LOTTE)
    assert closed(case).stage == "adopted"


# --- met by an amendment


def test_met_only_when_objector_and_proposer_both_confirm() -> None:
    case = integrated(objected())
    (one,) = case.objections
    assert (one.amendment, one.met_proposer, one.met_objector, one.state) == (2, True, False, "open")
    with pytest.raises(Refused, match="not_yours"):
        processes.confirm_met(case, seat(RAVI), HOUR, 1)
    assert processes.confirm_met(case, seat(LOTTE), HOUR, 1).objections[0].state == "met"


def test_met_needs_an_amendment() -> None:
    with pytest.raises(Refused, match="not_amended"):
        processes.confirm_met(objected(), seat(LOTTE), HOUR, 1)


def test_an_objection_stays_open_over_versions() -> None:
    case = all_respond_but_lotte(integrated(objected()))
    assert [one.number for one in case.open_objections] == [1]
    assert closed(case).stage == "integrating"


def test_an_amendment_asks_everybody_again_for_two_working_days() -> None:
    case = integrated(integrating())
    assert (case.stage, case.version, case.counting) == ("objecting", 2, ())
    assert case.window
    end = case.window.closes
    window = integrating().window
    assert window is not None
    late = processes.ends(integrating()) or window.closes
    assert end
    assert late
    assert end - late <= timedelta(days=4)
    assert end >= late


def test_a_changed_text_is_integrated_while_an_objection_is_open() -> None:
    with pytest.raises(Refused, match="integrate_instead"):
        processes.edit_material(objected(), seat(JOOST), HOUR, TITLE, "Anders.")


def test_an_amendment_names_an_objection_and_changes_something() -> None:
    for text, numbers, code in (("Anders.", [], "objections_missing"), (TEXT, [1], "text_unchanged")):
        with pytest.raises(Refused, match=code):
            processes.integrate(objected(), seat(JOOST), HOUR, TITLE, text, numbers)
    with pytest.raises(NotHere):
        processes.integrate(objected(), seat(JOOST), HOUR, TITLE, "Anders.", [9])


def test_when_the_last_open_objection_goes_after_the_window_it_is_asked_once_more() -> None:
    case = integrating()
    at = after(days=8)
    case = processes.make_concern(case, seat(LOTTE), at, 1)
    assert case.stage == "objecting"
    end = processes.ends(case)
    assert end
    assert end > at


# --- stuck


def stuck() -> Case:
    """Two rounds of amending, and Lotte's objection still stands."""
    case = integrating()
    for _ in range(2):
        case = closed(all_respond_but_lotte_at(integrated(case)))
    return case


def all_respond_but_lotte_at(case: Case) -> Case:
    assert case.window
    return responded(case, case.window.opens, **{f"m{one}": "no_objection" for one in OTHERS})


def test_at_most_two_rounds_of_amending() -> None:
    case = stuck()
    assert case.rounds == consent.MOST_ROUNDS
    with pytest.raises(Refused, match="stuck"):
        integrated(case)


def test_or_thirty_days() -> None:
    case = integrating()
    late = after(days=consent.MOST_DAYS)
    with pytest.raises(Refused, match="stuck"):
        processes.integrate(case, seat(JOOST), late, TITLE, "Anders.", [1])
    assert not processes.stuck(case, late - timedelta(minutes=1))


def test_not_stuck_is_no_way_out() -> None:
    with pytest.raises(Refused, match="not_stuck"):
        processes.get_unstuck(integrating(), LEAD, HOUR, "helping_group", reason="Lastig.")


def test_out_by_a_shorter_trial_once() -> None:
    case = stuck()
    at = case.window.closes if case.window else MONDAY
    case = processes.get_unstuck(case, seat(JOOST), at or MONDAY, "shorter_trial", TITLE, "Zes weken proef.")
    assert (case.stage, case.shorter) == ("objecting", True)
    case = closed(all_respond_but_lotte_at(case))
    assert case.stage == "integrating"
    with pytest.raises(Refused, match="shorter_already"):
        processes.get_unstuck(case, seat(JOOST), after(days=20), "shorter_trial", TITLE, "Vier weken.")


@pytest.mark.parametrize(("way", "fallback"), [("helping_group", ""), ("fallback", "majority")])
def test_out_by_a_helping_group_or_the_method_agreed_before(way: str, fallback: str) -> None:
    case = stuck()
    case = replace(case, terms=replace(case.terms, fallback=fallback))
    case = processes.get_unstuck(case, LEAD, after(days=20), way, reason="We komen er niet uit.")
    assert case.outcome
    assert (case.stage, case.outcome.code, case.outcome.figures["method"]) == ("escalated", way, fallback)


def test_a_method_that_was_not_agreed_before_is_no_way_out() -> None:
    with pytest.raises(Refused, match="no_fallback"):
        processes.get_unstuck(stuck(), LEAD, after(days=20), "fallback", reason="Klaar.")


# --- step by step


def test_step_by_step_first_questions_then_reactions_then_amending_then_objections() -> None:
    case = opened(terms=Terms(step_by_step=True))
    for stage, may, may_not in (
        ("clarifying", "ask_question", "react"),
        ("reacting", "react", "ask_question"),
        ("amending", "edit_material", "react"),
        ("objecting", "respond", "move_on"),
    ):
        assert case.stage == stage
        assert may in processes.possible(case, seat(JOOST), HOUR)
        assert may_not not in processes.possible(case, seat(JOOST), HOUR)
        if stage != "objecting":
            case = processes.move_on(case, LEAD, after(days=3))
    # The window for objections is as long as it was meant to be.
    assert processes.ends(case) == after(days=10)


def test_nothing_is_answered_before_objections_are_asked() -> None:
    with pytest.raises(Refused, match="not_in_this_step"):
        responded(opened(terms=Terms(step_by_step=True)), HOUR, m1="no_objection")


@pytest.mark.parametrize("who", [seat(RAVI), seat(LOTTE)], ids=["Ravi", "Lotte"])
def test_only_the_proposer_amends(who: Seat) -> None:
    case = opened()
    for deed in ("edit_editorial", "edit_material", "integrate", "withdraw_proposal", "extend_once"):
        assert deed not in processes.possible(case, who, HOUR)


def test_the_page_of_processes_is_printed_from_the_tables() -> None:
    page = Path(__file__).parents[2] / "docs" / "processes.md"
    assert page.read_text() == printing.page()


def test_every_deed_of_the_steps_has_a_rule_and_every_stage_is_known() -> None:
    for module in processes.MODULES.values():
        known = {*module.STAGES, *processes.FINAL}
        assert {deed for _stage, deed in module.STEPS} == set(module.RULES)
        assert {stage for stage, _deed in module.STEPS} == set(module.STAGES)
        assert {stage for to in module.STEPS.values() for stage in to} <= known
