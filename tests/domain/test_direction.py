"""Rules of the course: the round of the sentence, documents, priorities, the yardstick."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.domain.direction import documents, lines, priorities, sentence
from koers.domain.direction.documents import Text
from koers.domain.refusals import Refused

TODAY = date(2026, 11, 22)
DEEDS = sorted({deed for _, deed in sentence.STEPS})


@pytest.mark.parametrize(
    ("stage", "deed", "leads_to"),
    [
        ("writing", "give_sentence", "writing"),
        ("writing", "show_sentences", "merging"),
        ("merging", "give_sentence", "merging"),
        ("merging", "settle_sentence", "settled"),
        ("merging", "stop_sentence", "stopped"),
    ],
)
def test_the_round_goes_from_alone_to_together(stage: str, deed: str, leads_to: str) -> None:
    assert sentence.step(stage, deed) == leads_to


@pytest.mark.parametrize(
    ("stage", "deed"),
    [
        ("writing", "merge_sentences"),
        ("writing", "carry_sentence"),
        ("writing", "settle_sentence"),
        ("merging", "show_sentences"),
        *((stage, deed) for stage in sentence.ENDED for deed in DEEDS),
    ],
)
def test_nothing_is_merged_before_it_is_shown_and_nothing_happens_after_the_end(
    stage: str, deed: str
) -> None:
    with pytest.raises(Refused, match="sentence_elsewhere"):
        sentence.step(stage, deed)


@pytest.mark.parametrize(
    ("stage", "member", "sees"),
    [
        ("writing", 1, False),
        ("writing", None, False),
        ("merging", 1, True),
        ("merging", 2, False),
        ("merging", None, True),
        ("settled", 2, True),
    ],
)
def test_first_alone_then_together(stage: str, member: int | None, sees: bool) -> None:
    assert sentence.may_see(stage, member, gave=[1]) is sees


@pytest.mark.parametrize(
    ("gave", "leader_first", "refusal"),
    [(1, False, "too_few_sentences"), (0, False, "too_few_sentences"), (4, True, "sentence_first")],
)
def test_sentences_are_shown_from_two_on_and_not_before_who_leads_gave_theirs(
    gave: int, leader_first: bool, refusal: str
) -> None:
    with pytest.raises(Refused, match=refusal):
        sentence.check_show(gave, leader_first)


def test_one_changes_ones_own_until_it_is_shown() -> None:
    sentence.check_give("writing", before=True)
    sentence.check_give("merging", before=False)
    with pytest.raises(Refused, match="sentence_given"):
        sentence.check_give("merging", before=True)


def test_a_merged_text_written_beside_an_older_one_is_refused_and_a_no_says_what_misses() -> None:
    assert sentence.check_merge(2, 2, " Rust. ", "Onrust") == "Rust"
    with pytest.raises(Refused, match="merged_meanwhile"):
        sentence.check_merge(1, 2, "Rust", "Onrust")
    with pytest.raises(Refused, match="nothing_changed"):
        sentence.check_merge(2, 2, "Rust.", "Rust")
    with pytest.raises(Refused, match="what_misses"):
        sentence.check_carry(2, 2, False, " ")
    assert sentence.check_carry(2, 2, True, "") == ""


def test_the_whole_sentence_has_one_full_stop() -> None:
    rest = sentence.given("er rust is. ")
    assert (
        sentence.whole("Als MT zijn wij succesvol als …", rest) == "Als MT zijn wij succesvol als er rust is."
    )


# --- documents


def test_an_agreement_has_a_name_and_a_day_and_a_document_neither_by_itself() -> None:
    made = documents.tidy("agreement", Text("Op tijd", "Wij beginnen op tijd"), TODAY)
    assert made.review_on == TODAY + timedelta(weeks=documents.USUAL_WEEKS)
    assert documents.tidy("mission", Text("Naam", "Wij zijn er"), TODAY) == Text("", "Wij zijn er", None)
    with pytest.raises(Refused, match="name_missing"):
        documents.tidy("agreement", Text("", "Wij beginnen op tijd"), TODAY)


@pytest.mark.parametrize("day", [TODAY, TODAY - timedelta(1), TODAY + timedelta(weeks=107)])
def test_a_day_to_look_again_lies_ahead_within_two_years(day: date) -> None:
    with pytest.raises(Refused, match="review_unfit"):
        documents.review_day("agreement", day, TODAY)


def test_a_draft_beside_an_older_version_or_in_decision_isnt_adopted_by_word() -> None:
    with pytest.raises(Refused, match="document_moved_on"):
        documents.check_beside(1, 2)
    with pytest.raises(Refused, match="draft_in_decision"):
        documents.check_free(deciding=True)
    with pytest.raises(Refused, match="document_stays"):
        documents.check_end("mission")


@given(st.text(max_size=400))
def test_tidying_a_text_twice_changes_nothing_more(text: str) -> None:
    try:
        once = lines.paragraphs(text)
    except Refused:
        return
    assert lines.paragraphs(once) == once


# --- priorities


@pytest.mark.parametrize(
    ("standing", "goes", "room"),
    [([], None, None), ([1, 2, 3, 4], None, None), ([1, 2, 3, 4], 1, None), ([1, 2, 3, 4, 5], 3, 3)],
)
def test_a_priority_goes_only_for_a_sixth(standing: list[int], goes: int | None, room: int | None) -> None:
    assert priorities.makes_room(standing, goes) == room


@pytest.mark.parametrize(("goes", "refusal"), [(None, "too_many_priorities"), (9, "priority_elsewhere")])
def test_a_sixth_says_which_one_goes(goes: int | None, refusal: str) -> None:
    with pytest.raises(Refused, match=refusal) as refused:
        priorities.makes_room([1, 2, 3, 4, 5], goes)
    assert refused.value.field == "goes"


@pytest.mark.parametrize(("standing", "outside"), [(0, -3), (2, -1), (3, 0), (5, 0), (6, 1)])
def test_three_to_five_stand(standing: int, outside: int) -> None:
    assert priorities.outside(standing) == outside


@pytest.mark.parametrize(
    ("deed", "refusal"),
    [
        ("reach_priority", "helped_missing"),
        ("miss_priority", "needed_missing"),
        ("let_priority_go", "why_missing"),
    ],
)
def test_a_priority_never_ends_without_a_word(deed: str, refusal: str) -> None:
    with pytest.raises(Refused, match=refusal):
        priorities.ending_word(deed, "  ")


@given(st.sets(st.sampled_from(priorities.KINDS)))
def test_exactly_the_chosen_kinds_answer_the_yardstick(chosen: set[str]) -> None:
    held = priorities.kinds(chosen)
    must = {kind for kind in priorities.KINDS if priorities.must_answer_yardstick(kind, held)}
    assert must == chosen


@pytest.mark.parametrize(
    ("given", "touched"),
    [
        ("Een vierde locatie openen in Haven", True),
        ("We openen een vierde locatie", True),
        ("Een locatie sluiten", False),
        ("", False),
    ],
)
def test_what_isnt_done_is_pointed_out_when_all_its_words_return(given: str, touched: bool) -> None:
    assert priorities.ruled_out("Een vierde locatie openen", given) is touched


def test_an_unknown_kind_is_no_yardstick() -> None:
    with pytest.raises(Refused, match="not_in_list"):
        priorities.kinds(["weather"])


# --- a whole course, whatever happens in whichever order

ACTS = st.lists(st.tuples(st.sampled_from(["name", "end", "swap"]), st.integers(0, 8)), max_size=40)


@given(ACTS)
def test_never_more_than_five_stand_and_none_is_lost(acts: list[tuple[str, int]]) -> None:
    standing: list[int] = []
    ended: list[int] = []
    refused_at: list[int] = []
    count = 0
    for act, pick in acts:
        chosen = standing[pick % len(standing)] if standing else None
        if act == "end" and chosen is not None:
            standing.remove(chosen)
            ended.append(chosen)
            continue
        try:
            gone = priorities.makes_room(standing, chosen if act == "swap" else None)
        except Refused:
            refused_at.append(len(standing))
            continue
        if gone is not None:
            standing.remove(gone)
            ended.append(gone)
        standing.append(count)
        count += 1
    assert set(refused_at) <= {priorities.MOST}
    assert len(standing) <= priorities.MOST
    assert sorted(standing + ended) == list(range(count))
