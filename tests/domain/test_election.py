"""Role election, rule by rule."""

from datetime import datetime
from typing import Any

import pytest

from koers.domain import processes
from koers.domain.processes import Case, Terms
from koers.domain.refusals import Refused
from koers.engine.methods.majority import lot
from tests.processes import CLOCK, EVERYBODY, JOOST, MONDAY, after, closed, opened, responded, seat

COUNT = Terms(choosing="count")
COUNT_LOT = Terms(choosing="count", tie="lot")
#: Three name 5, two name 6, two name 7.
NAMED = {"m1": "5", "m2": "5", "m3": "5", "m4": "6", "m5": "6", "m6": "7", "m7": "7"}
#: As many name 5 as 6.
TIED = {"m1": "5", "m2": "5", "m3": "6", "m4": "6", "m5": "7", "m6": "blank", "m7": "blank"}


def heard(terms: Terms = Terms(), named: dict[str, str] = NAMED, **more: Any) -> Case:  # noqa: B008
    """Everybody named somebody, and the reasons are heard."""
    return closed(responded(opened("election", terms, lot="loot", **more), after(hours=1), **named))


def ended(case: Case, at: datetime) -> Case:
    """Naming is over."""
    return processes.end_naming(processes.move_on(case, seat(JOOST), at), seat(JOOST), at)


def agreed(case: Case, at: datetime, last: int) -> Case:
    """Everybody has no objection to who is proposed, who says so last."""
    for member in (*(one for one in EVERYBODY if one != last), last):
        case = responded(case, at, **{f"m{member}": "no_objection"})
    return case


def status(case: Case) -> tuple[str, str] | None:
    return (case.outcome.status, case.outcome.code) if case.outcome else None


def nominee(case: Case) -> tuple[int, str]:
    assert case.nominee is not None
    return case.nominee.member, case.nominee.how


def test_elected_is_who_leads_proposes_on_reasons_and_nobody_objects_to() -> None:
    case = ended(heard(), after(days=1))
    assert case.stage == "choosing"
    case = processes.propose_nominee(case, seat(JOOST), after(days=1), 6, "Drie noemen haar rust")
    case = closed(agreed(case, after(days=1, hours=1), 6))
    assert status(case) == ("adopted", "elected")
    assert case.outcome is not None
    assert (case.outcome.figures["elected"], case.outcome.figures["how"]) == (6, "reasons")
    assert case.outcome.figures["nominations"] == {"5": 3, "6": 2, "7": 2}


def test_by_count_who_is_named_most_is_proposed() -> None:
    case = ended(heard(COUNT), after(days=1))
    assert (case.stage, nominee(case)) == ("consenting", (5, "count"))


def test_a_name_needs_its_reason() -> None:
    with pytest.raises(Refused, match="nomination_missing"):
        processes.respond(opened("election"), seat(2), after(hours=1), "5", " ")


def test_one_can_name_nobody_and_oneself_but_nobody_from_outside() -> None:
    case = responded(opened("election"), after(hours=1), m2="blank", m3="3")
    assert len(case.counting) == 2
    with pytest.raises(Refused, match="choice_unknown"):
        processes.respond(case, seat(4), after(hours=1), "11", "omdat")


@pytest.mark.parametrize("deed", ["ask_question", "react"])
def test_nothing_is_said_of_people_before_the_reasons_are_heard(deed: str) -> None:
    with pytest.raises(Refused, match="not_in_this_step"):
        processes.check(opened("election"), deed, seat(2), after(hours=1))


def test_in_the_change_round_somebody_can_name_another() -> None:
    case = processes.move_on(heard(COUNT), seat(JOOST), after(days=1))
    case = responded(case, after(days=1), m1="6", m2="6")
    case = processes.end_naming(case, seat(JOOST), after(days=1, hours=1))
    assert case.sittings[-1].counts == {"5": 1, "6": 4, "7": 2}
    assert nominee(case) == (6, "count")


def test_who_is_proposed_answers_last() -> None:
    case = ended(heard(COUNT), after(days=1))
    with pytest.raises(Refused, match="nominee_last"):
        responded(case, after(days=1), m5="no_objection")
    with pytest.raises(Refused, match="nominee_last"):
        processes.record_for(case, seat(1), after(days=1), 5, "no_objection", how="per telefoon")
    assert agreed(case, after(days=1), 5).missing == ()


def test_after_an_objection_the_next_is_proposed() -> None:
    case = agreed(ended(heard(COUNT_LOT), after(days=1)), after(days=1), 5)
    case = closed(responded(case, after(days=1, minutes=1), m2="objection"))
    assert (case.stage, case.proposed[0].ended) == ("consenting", "objected")
    assert case.missing == case.voters


def test_declining_is_always_possible_and_the_next_is_proposed() -> None:
    case = processes.decline_nomination(
        ended(heard(COUNT_LOT), after(days=1)), seat(5), after(days=1, hours=1)
    )
    assert case.stage == "consenting"
    assert nominee(case) == (int(lot(["6", "7"], "loot")), "lot")
    assert case.declined == (5,)


@pytest.mark.parametrize("stage", ["nominating", "hearing", "changing"])
def test_declining_before_one_is_proposed_takes_the_name_off_the_list(stage: str) -> None:
    now = after(days=1)
    case = opened("election") if stage == "nominating" else heard()
    if stage == "changing":
        case = processes.move_on(case, seat(JOOST), now)
    case = processes.decline_nomination(case, seat(5), now)
    assert "5" not in processes.choices(case)
    with pytest.raises(Refused, match="declined_already"):
        processes.decline_nomination(case, seat(5), now)


def test_who_declines_before_the_choice_cant_be_proposed() -> None:
    case = processes.decline_nomination(ended(heard(), after(days=1)), seat(5), after(days=1))
    with pytest.raises(Refused, match="nominee_unknown"):
        processes.propose_nominee(case, seat(JOOST), after(days=1), 5, "toch")


def test_who_named_somebody_that_declines_is_asked_again() -> None:
    case = responded(opened("election"), after(hours=1), m1="5", m2="6")
    case = processes.decline_nomination(case, seat(5), after(hours=2))
    assert 1 in {voter.member for voter in case.missing}
    assert 2 not in {voter.member for voter in case.missing}


def test_nobody_willing_is_a_vacancy() -> None:
    case = ended(heard(COUNT), after(days=1))
    for member in (5, 6, 7):
        case = processes.decline_nomination(case, seat(member), after(days=1, hours=member))
        if case.stage == "nominating":
            case = ended(closed(responded(case, after(days=1, hours=8), **NAMED | AGAIN)), after(days=8))
    assert status(case) == ("rejected", "vacancy")


#: Who named 5 names 6 or 7 when it is named again.
AGAIN = {"m1": "6", "m2": "7", "m3": "blank"}


def test_when_everybody_names_nobody_it_is_a_vacancy() -> None:
    case = closed(responded(opened("election"), after(hours=1), **{f"m{n}": "blank" for n in EVERYBODY}))
    assert status(case) == ("rejected", "vacancy")


def test_who_doesnt_name_anybody_is_missing() -> None:
    case = closed(responded(opened("election"), after(hours=1), m1="5"))
    assert status(case) == ("lapsed", "missing")


def test_of_who_is_proposed_silence_is_never_yes() -> None:
    silent = Terms("silence_no_objection", "afspraak 4", choosing="count")
    case = ended(heard(silent), after(days=1))
    case = closed(responded(case, after(days=1, hours=1), m1="no_objection"))
    assert status(case) == ("lapsed", "missing")
    assert case.outcome is not None
    assert case.outcome.figures["missing"] == [5]


# --- when as many name two people


def test_a_tie_is_named_again_once_and_then_drawn() -> None:
    case = ended(heard(COUNT, TIED), after(days=1))
    assert (case.stage, case.sittings[-1].why) == ("nominating", "tie")
    assert len(case.missing) == 7
    again = ended(closed(responded(case, after(days=1, hours=1), **TIED)), after(days=8))
    assert nominee(again) == (int(lot(["5", "6"], "loot")), "lot")


def test_a_tie_can_be_drawn_at_once_with_the_lot_of_the_opening() -> None:
    case = ended(heard(COUNT_LOT, TIED), after(days=1))
    drawn, how = nominee(case)
    assert (drawn, how) == (int(lot(["5", "6"], "loot")), "lot")
    done = closed(agreed(case, after(days=1, hours=1), drawn))
    assert done.outcome is not None
    assert done.outcome.figures["lot"] == "loot"


def test_a_tie_can_be_left_to_who_leads_on_the_reasons() -> None:
    case = ended(heard(Terms(choosing="count", tie="reasons"), TIED), after(days=1))
    assert (case.stage, case.standing) == ("choosing", ("5", "6"))
    with pytest.raises(Refused, match="nominee_unknown"):
        processes.propose_nominee(case, seat(JOOST), after(days=1), 7, "toch")
    assert nominee(processes.propose_nominee(case, seat(JOOST), after(days=1), 6, "rust")) == (6, "reasons")


def test_only_who_leads_proposes_and_says_why() -> None:
    case = ended(heard(), after(days=1))
    with pytest.raises(Refused, match="not_yours"):
        processes.propose_nominee(case, seat(3), after(days=1), 6, "omdat")
    with pytest.raises(Refused, match="why_nominee_missing"):
        processes.propose_nominee(case, seat(JOOST), after(days=1), 6, "")


def test_who_is_proposed_and_leaves_makes_room_for_the_next() -> None:
    case = processes.leave_table(ended(heard(COUNT_LOT), after(days=1)), CLOCK, after(days=1, hours=1), 5)
    for member in (1, 2, 3, 4, 6, 7):
        case = responded(case, after(days=1, hours=2), **{f"m{member}": "no_objection"})
    case = closed(case)
    assert (case.stage, case.proposed[0].ended) == ("consenting", "left")


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        (Terms(choosing="rank"), "term_unknown"),
        (Terms(tie="coin"), "term_unknown"),
        (Terms(silence="not_counted"), "term_unfit"),
        (Terms(silence="silence_no_objection"), "silence_agreement_missing"),
        (Terms(until=MONDAY.date()), "elected_in_past"),
    ],
)
def test_terms_that_dont_fit_are_refused_before_anybody_is_asked(terms: Terms, code: str) -> None:
    with pytest.raises(Refused, match=code):
        opened("election", terms)
