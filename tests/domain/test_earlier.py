"""Earlier decisions as a list has them: which column is what, what figures come to, what is new."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.domain import processes
from koers.domain.earlier import columns, counting, planning
from koers.domain.earlier.planning import Here, Known
from koers.domain.earlier.saying import Earlier, Note, Option, Sheet
from koers.domain.processes import majority
from koers.domain.refusals import Refused

TODAY = date(2026, 11, 22)
NOWHERE = Here({}, {}, {3: "Samira", 4: "Joost"}, TODAY)
FINE = Earlier(2, number="2019-1", title="Rookvrij", text="Het terrein is rookvrij.", day=date(2019, 3, 14))


def sheet(head: str, *rows: str) -> Sheet:
    return Sheet("a.csv", tuple(head.split(";")), tuple(tuple(row.split(";")) for row in rows))


def read(head: str, *rows: str) -> tuple[Earlier, ...]:
    table = sheet(head, *rows)
    return columns.read(table, columns.guessed(table.header))


# --- columns


@pytest.mark.parametrize(
    ("head", "codes"),
    [
        ("Nummer;Datum;Titel;Besluit", "number day title text"),
        ("No.;Decision date;Subject;Decision", "number day title text"),
        ("Datum besluit;Titel", "day text"),
        ("Stemmen voor;Stemmen TEGEN;Onthoudingen", "for against blank"),
        ("besluit;Kleur;datum", "text - day"),
        ("Besluit;Besluit;Datum", "text - day"),
        (" Wie ziet erop toe ;Link", "- link"),
    ],
)
def test_a_column_is_known_by_its_head(head: str, codes: str) -> None:
    assert columns.guessed(head.split(";")) == tuple(code.replace("-", "") for code in codes.split())


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        (("text", "text", "day"), "column_twice"),
        (("day", "", "number"), "no_words_column"),
        (("text", "title", ""), "no_day_column"),
        (("text", "day"), "columns_unfit"),
        (("text", "day", "colour"), "columns_unfit"),
    ],
)
def test_columns_that_cannot_be_read_by_are_refused(chosen: tuple[str, ...], code: str) -> None:
    with pytest.raises(Refused) as refused:
        columns.check(chosen, sheet("a;b;c", "1;2;3"))
    assert (refused.value.code, refused.value.field) == (code, "columns")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("14-03-2019", date(2019, 3, 14)),
        ("2019-03-14", date(2019, 3, 14)),
        ("2019-03-14T09:00:00Z", date(2019, 3, 14)),
        ("14 maart 2019", date(2019, 3, 14)),
        ("March 14, 2019", date(2019, 3, 14)),
        ("14.3.2019", date(2019, 3, 14)),
        ("31-02-2019", None),
        ("03/04/2019", None),
        ("43538", None),
        ("vorige week", None),
    ],
)
def test_a_day_is_read_only_when_it_can_mean_one(said: str, day: date | None) -> None:
    (one,) = read("besluit;datum", f"Iets;{said}")
    assert one.day == day
    assert one.notes == (() if day else (Note("day_unread", "day", said),))


def test_a_column_of_days_says_itself_which_number_is_the_day() -> None:
    assert [one.day for one in read("besluit;datum", "A;14/03/2019", "B;03/04/2019")] == [
        date(2019, 3, 14), date(2019, 4, 3),
    ]  # fmt: skip
    assert [one.day for one in read("besluit;datum", "A;03/14/2019", "B;03/04/2019")] == [
        date(2019, 3, 14), date(2019, 3, 4),
    ]  # fmt: skip
    both = read("besluit;datum", "A;14/03/2019", "B;03/14/2019", "C;03/04/2019")
    assert [one.day for one in both] == [date(2019, 3, 14), None, None]


def test_a_row_keeps_its_place_in_the_file_and_an_empty_one_is_passed_over() -> None:
    assert [one.row for one in read("besluit;datum", "A;2019-01-01", ";", "B;2019-01-01")] == [2, 4]


def test_a_formula_stays_text_and_a_guarded_one_loses_its_apostrophe() -> None:
    texts = [
        one.text for one in read("besluit;datum", "=1+1;2019-01-01", "'=1+1;2019-01-01", "'t Huis;2019-01-01")
    ]
    assert texts == ["=1+1", "=1+1", "'t Huis"]


# --- rules and figures


@pytest.mark.parametrize(
    ("words", "rule", "share", "strictly"),
    [
        ("gewone meerderheid", "of_votes_cast", None, None),
        ("Simple majority", "of_votes_cast", None, None),
        ("50% + 1", "of_votes_cast", None, None),
        ("meer dan de helft van de stemmen", "of_votes_cast", None, None),
        ("meer dan de helft van de aanwezigen", "of_those_present", None, None),
        ("more than half of all members", "of_all_members", None, None),
        ("twee derde", "qualified", Fraction(2, 3), False),
        ("2/3", "qualified", Fraction(2, 3), False),
        ("more than 2/3", "qualified", Fraction(2, 3), True),
        ("75%", "qualified", Fraction(3, 4), False),
        ("unaniem", "qualified", Fraction(1), False),
    ],
)
def test_a_rule_is_known_by_its_words(
    words: str, rule: str, share: Fraction | None, strictly: bool | None
) -> None:
    terms = counting.terms(words)
    assert terms is not None
    assert terms.rule == rule
    if share:
        assert (terms.share, terms.strictly) == (share, strictly)


@pytest.mark.parametrize("words", ["consent", "2/3 van de leden", "3/2", "op gevoel", "0%"])
def test_a_rule_that_we_do_not_count_by_is_none(words: str) -> None:
    assert counting.terms(words) is None


def one(rule: str, figures: str, quorum: str = "", outcome: str = "adopted") -> Earlier:
    kept = dict(
        zip(
            ("for", "against", "blank", "present", "members"),
            map(str.strip, figures.split("/")),
            strict=False,
        )
    )
    return replace(FINE, rule=rule, quorum=quorum, outcome=outcome,
                   figures={name: int(n) for name, n in kept.items() if n})  # fmt: skip


@pytest.mark.parametrize(
    ("said", "status", "code", "differs"),
    [
        (one("meer dan de helft", "4/5"), "rejected", "of_votes_cast", True),
        (one("meer dan de helft", "5/4"), "adopted", "of_votes_cast", False),
        (one("meerderheid", "4/4"), "rejected", "tie", True),
        (one("meerderheid", "4/5", outcome="rejected"), "rejected", "of_votes_cast", False),
        (one("meerderheid", "5/4", outcome="rejected"), "adopted", "of_votes_cast", True),
        (one("meerderheid", "4/5", outcome=""), "rejected", "of_votes_cast", True),
        (
            one("helft plus 1 van de aanwezigen, meer dan de helft", "5/4/1"),
            "rejected",
            "of_those_present",
            True,
        ),
        (one("meer dan de helft van de leden", "5/4//9/9"), "adopted", "of_all_members", False),
        (one("meer dan de helft van de leden", "5/4//9/10"), "rejected", "of_all_members", True),
        (one("2/3", "8/4"), "adopted", "qualified", False),
        (one("meer dan 2/3", "8/4"), "rejected", "qualified", True),
        (one("meerderheid", "8/4/0", "15"), "invalid", "no_quorum", True),
        (one("meerderheid", "8/4/0//24", "1/2"), "adopted", "of_votes_cast", False),
        (one("meerderheid", "8/4/0//24", "meer dan de helft"), "invalid", "no_quorum", True),
        (one("meerderheid", "8/4/0", "1/2"), "", "figure_missing", False),
        (one("meer dan de helft van de leden", "8/4"), "", "figure_missing", False),
        (one("meerderheid", "8"), "", "figure_missing", False),
        (one("meerderheid", "8/4/0/10"), "", "contradicts", True),
        (one("meerderheid", "8/4/0/12/11"), "", "contradicts", True),
        (one("", "8/4"), "", "no_rule", False),
        (one("op gevoel", "8/4"), "", "rule_unknown", False),
        (one("meerderheid", "8/4", "veel"), "", "rule_unknown", False),
    ],
)
def test_stated_figures_are_counted_by_the_stated_rule(
    said: Earlier, status: str, code: str, differs: bool
) -> None:
    counted = counting.count(said)
    assert counted is not None
    assert (counted.status, counted.code) == (status, code)
    assert counting.differs(said, counted) is differs


def test_without_figures_there_is_nothing_to_count() -> None:
    assert counting.count(replace(FINE, rule="meerderheid", outcome="adopted")) is None


RULES = {
    "gewone meerderheid": processes.Terms(rule="of_votes_cast"),
    "meer dan de helft van de aanwezigen": processes.Terms(rule="of_those_present"),
    "meer dan de helft van de leden": processes.Terms(rule="of_all_members"),
    "3/4": processes.Terms(rule="qualified", share=Fraction(3, 4)),
}


FEW = st.integers(0, 4)


@given(
    st.sampled_from(sorted(RULES)), st.integers(0, 8), st.integers(0, 8), FEW, FEW, FEW,
    st.sampled_from([None, Fraction(1, 2), Fraction(2, 3)]),
)  # fmt: skip
def test_figures_come_to_what_a_vote_here_would_have_come_to(
    words: str, yes: int, no: int, blank: int, silent: int, away: int, quorum: Fraction | None
) -> None:
    """The other way is the whole method: a secret ballot in a meeting with just these counts."""
    present = yes + no + blank + silent
    members = present + away
    stated = one(words, f"{yes}/{no}/{blank}/{present}/{members}", str(quorum) if quorum else "")
    counted = counting.count(stated)
    case = _voted(RULES[words], {"for": yes, "against": no, "blank": blank}, present, members, quorum)
    outcome: Any = majority.outcome(case, datetime(2026, 1, 1, tzinfo=UTC))
    assert counted is not None
    assert (counted.status, counted.code) == (outcome.status, outcome.code)


def _voted(
    terms: processes.Terms, ballots: dict[str, int], present: int, members: int, quorum: Fraction | None
) -> processes.Case:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return processes.Case(
        method="majority",
        proposer=0,
        stage="voting",
        terms=replace(terms, secrecy="secret", live=True, present=tuple(range(present)), quorum=quorum),
        versions=(processes.Version(1, "Titel", "Tekst", 0, at),),
        electorate=tuple(processes.Voter(n) for n in range(members)),
        ballots=ballots,
    )


def test_single_votes_that_come_to_something_else_are_a_difference() -> None:
    alike, unlike = Option("agree", 3, 3), Option("agree", 3, 2)
    assert not counting.differs(replace(FINE, options=(alike,)), None)
    assert counting.differs(replace(FINE, options=(alike, unlike)), None)


# --- what is new


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"title": "", "text": ""}, "words_missing"),
        ({"day": None}, "no_day"),
        ({"day": date(2026, 11, 23)}, "day_unfit"),
        ({"day": date(1899, 12, 31)}, "day_unfit"),
        ({"day": None, "notes": (Note("day_unread", "day", "ooit"),)}, "day_unread"),
        ({"notes": (Note("still_open", "day"),)}, "still_open"),
        ({"notes": (Note("no_outcome", "text"),)}, "no_outcome"),
        ({"outcome": "rejected", "outcome_words": "Verworpen"}, "not_decided"),
        ({"outcome": "unknown", "outcome_words": "Uitgesteld"}, "outcome_unread"),
        ({"text": "x" * 10_001}, "cell_long"),
        ({"reasons": "x" * 2001}, "cell_long"),
        ({"outcome": "adopted", "day": TODAY}, ""),
        ({"notes": (Note("day_unread", "review", "ooit"),)}, ""),
    ],
)
def test_what_is_no_decision_or_cannot_be_kept_stays_out(changed: dict[str, Any], code: str) -> None:
    (row,) = planning.plan([replace(FINE, **changed)], NOWHERE)
    assert (row.state, row.code) == ("refused" if code else "new", code)


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("adopted", ["Aangenomen", "AKKOORD.", "approved", "Unaniem"]),
        ("rejected", ["verworpen", "Niet aangenomen", "not adopted"]),
        ("unknown", ["uitgesteld", "aangehouden", "?!x"]),
        ("", ["", "  "]),
    ],
)
def test_an_outcome_is_known_by_its_words(outcome: str, words: list[str]) -> None:
    assert {columns.outcome(one) for one in words} == {outcome}


def test_who_sees_to_it_is_somebody_at_the_table_or_stays_a_name() -> None:
    rows = planning.plan(
        [replace(FINE, owner=name, number=name) for name in ("Samira", "Gerda", "")], NOWHERE
    )
    assert [row.owner for row in rows] == [3, None, None]


def test_the_same_twice_in_a_file_comes_in_once() -> None:
    other = replace(FINE, row=9, text="In andere woorden.")
    first, second = planning.plan([FINE, other], NOWHERE)
    assert (first.state, second.state, second.code, second.facts) == ("new", "refused", "twice", {"row": 2})


def test_what_is_here_already_is_known_again_also_in_other_words() -> None:
    (row,) = planning.plan([FINE], NOWHERE)
    here = replace(NOWHERE, by_key={row.key: Known("2019-001", row.title, row.text)})
    again, other = (planning.plan([one], here)[0] for one in (FINE, replace(FINE, text="Anders.")))
    assert (again.state, again.code, again.facts) == ("here", "here", {"number": "2019-001"})
    assert (other.state, other.code) == ("here", "here_differs")


def test_a_decision_taken_here_is_known_again_in_its_own_list() -> None:
    ours = Known("2026-014", "Rookvrij", "Het terrein is rookvrij.")
    here = replace(NOWHERE, by_number={"2026-014": ours})
    mine, theirs = replace(FINE, number="2026-014"), replace(FINE, number="2026-014", title="Iets anders")
    assert [row.state for row in planning.plan([mine, theirs], here)] == ["here", "new"]


@pytest.mark.parametrize(
    ("title", "text", "called", "says"),
    [
        ("Rookvrij", "Het terrein.", "Rookvrij", "Het terrein."),
        ("", "Het terrein\nis rookvrij.", "Het terrein", "Het terrein\nis rookvrij."),
        ("Rookvrij", "", "Rookvrij", "Rookvrij"),
        ("woord " * 30, "Het.", None, f"{'woord ' * 30}\n\nHet."),
        ("", "woord " * 30, None, "woord " * 30),
    ],
)
def test_nothing_of_a_title_or_a_text_is_lost(title: str, text: str, called: str | None, says: str) -> None:
    found, words = planning.worded(title, text)
    assert words == says
    assert len(found) <= 121
    assert found == called if called else found.endswith("…")
