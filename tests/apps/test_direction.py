"""The course in memory: alone and together, one text at a time, never a sixth priority."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koers.apps.decisions import commands as deciding
from koers.apps.decisions.models import Decision
from koers.apps.decisions.records import adopting
from koers.apps.decisions.records import commands as records
from koers.apps.direction import queries
from koers.apps.direction.commands import documents, priorities, sentence
from koers.apps.direction.models import Document, Draft, Priority, Sentence, SentenceRound
from koers.apps.ledger import readers
from koers.apps.ledger.models import Ask, Entry
from koers.domain.decisions import Plan
from koers.domain.direction.documents import Text
from koers.domain.refusals import NotHere, Refused
from tests import course, proposals
from tests.cast import Table

pytestmark = pytest.mark.django_db


def _asked(table: Table, deed: str) -> int:
    readers.asks.catch_up(table.team.stream_id)
    return int(Ask.objects.filter(deed=deed).count())


# --- the success sentence


def test_nobody_sees_anothers_sentence_before_all_are_in(linde: Table) -> None:
    found = course.give(linde, course.opened(linde), *linde.names[:6])
    assert not any(queries.standing(linde.seat(name), found).sees for name in linde.names)
    assert not queries.standing(linde.facilitator, found).sees
    found = course.give(linde, found, linde.names[6])
    assert found.stage == "merging"
    assert all(queries.standing(linde.seat(name), found).sees for name in linde.names)


def test_who_leads_shows_them_sooner_and_who_is_late_gives_theirs_before_seeing(linde: Table) -> None:
    found = course.give(linde, course.opened(linde), "Joost", "Ravi")
    sentence.show_sentences(linde.facilitator, found.pk)
    found = course.now(found)
    assert not queries.standing(linde.seat("Lotte"), found).sees
    found = course.give(linde, found, "Lotte")
    assert queries.standing(linde.seat("Lotte"), found).sees
    with pytest.raises(Refused, match="sentence_given"):
        sentence.give_sentence(linde.seat("Lotte"), found.pk, "Toch anders")


def test_ones_own_sentence_may_change_as_long_as_nothing_is_shown(linde: Table) -> None:
    found = course.give(linde, course.opened(linde), "Joost")
    sentence.give_sentence(linde.seat("Joost"), found.pk, "er minder brand is")
    assert [one.text for one in Sentence.objects.all()] == ["er minder brand is"]


def test_everybody_is_asked_until_theirs_is_in_and_again_for_every_merged_text(linde: Table) -> None:
    found = course.opened(linde)
    assert _asked(linde, "give_sentence") == 7
    course.give(linde, found, "Joost")
    assert _asked(linde, "give_sentence") == 6
    found = course.merge(linde, course.give(linde, found, *(n for n in linde.names if n != "Joost")))
    assert (_asked(linde, "give_sentence"), _asked(linde, "carry_sentence")) == (0, 7)
    sentence.carry_sentence(linde.seat("Ravi"), found.pk, 1, True)
    assert _asked(linde, "carry_sentence") == 6
    course.merge(linde, found, "rust")
    assert _asked(linde, "carry_sentence") == 7
    sentence.stop_sentence(linde.facilitator, found.pk, "Later")
    assert _asked(linde, "carry_sentence") == 0


def test_a_yes_to_an_older_text_doesnt_count_for_the_newer_one(linde: Table) -> None:
    found = course.merge(linde, course.give(linde, course.opened(linde)))
    course.merge(linde, found, "rust")
    with pytest.raises(Refused, match="merged_meanwhile"):
        sentence.carry_sentence(linde.seat("Ravi"), found.pk, 1, True)


def test_the_merged_sentence_becomes_a_draft_that_holds_once_adopted(linde: Table) -> None:
    made = course.settled(linde)
    assert made.text == f"{course.BEGINS.removesuffix(' …')} {course.MERGED}."
    assert queries.the_sentence(linde.facilitator) == ""
    assert _asked(linde, "adopt_document") == 1
    documents.adopt_document(linde.facilitator, made.pk, "Samen besloten")
    assert queries.the_sentence(linde.facilitator) == made.text
    assert _asked(linde, "adopt_document") == 0
    found = SentenceRound.objects.get()
    came_of = queries.came_of(linde.facilitator, found)
    assert (found.stage, came_of and came_of.pk) == ("settled", made.pk)


def test_one_round_at_a_time_and_the_next_one_makes_a_second_version(linde: Table) -> None:
    first = course.opened(linde)
    with pytest.raises(Refused, match="sentence_open"):
        course.opened(linde)
    sentence.stop_sentence(linde.facilitator, first.pk, "Later")
    course.course(linde)
    found = course.merge(linde, course.give(linde, course.opened(linde)), "er rust is")
    made = sentence.settle_sentence(linde.facilitator, found.pk, course.BEGINS)
    held = documents.adopt_document(linde.facilitator, made.pk, "Eens")
    assert (held.version, Document.objects.count()) == (2, 1)


def test_another_team_knows_of_none_of_it(linde: Table, next_door: Table) -> None:
    found, made = course.opened(linde), course.draft(linde)
    with pytest.raises(NotHere):
        sentence.give_sentence(next_door.seat("Fatima"), found.pk, "x")
    with pytest.raises(NotHere):
        documents.adopt_document(next_door.facilitator, made.pk, "x")
    assert not queries.drafts(next_door.facilitator).exists()


# --- documents and agreements


def test_a_draft_beside_an_older_version_isnt_adopted_over_a_newer_one(linde: Table) -> None:
    first, second = course.draft(linde, text="Dichtbij."), course.draft(linde, text="Ver weg.")
    documents.adopt_document(linde.facilitator, first.pk, "Eens")
    with pytest.raises(Refused, match="document_moved_on"):
        documents.adopt_document(linde.facilitator, second.pk, "Ook")
    documents.decline_document(linde.facilitator, second.pk, "Ingehaald")
    with pytest.raises(Refused, match="draft_settled"):
        documents.adopt_document(linde.facilitator, second.pk, "Toch")
    assert [(one.version, one.text) for one in Document.objects.all()] == [(1, "Dichtbij.")]


def test_versions_keep_what_was_there_before(linde: Table) -> None:
    for text in ("Dichtbij.", "Dichterbij.", "Bij de mensen thuis."):
        documents.adopt_document(linde.facilitator, course.draft(linde, text=text).pk, "Eens")
    found = queries.versions(Document.objects.get())
    assert [(one.version, one.before, one.text) for one in found] == [
        (3, "Dichterbij.", "Bij de mensen thuis."),
        (2, "Dichtbij.", "Dichterbij."),
        (1, "", "Dichtbij."),
    ]


def test_an_agreement_asks_on_its_day_to_be_looked_at_again(linde: Table) -> None:
    day = timezone.localdate() + timedelta(days=30)
    held = course.agreement(linde, review_on=day)
    assert _asked(linde, "look_again") == 1
    assert not Ask.objects.waiting(timezone.now()).filter(deed="look_again").exists()
    assert Ask.objects.waiting(timezone.now() + timedelta(days=31)).filter(deed="look_again").exists()
    assert queries.past_review(linde.facilitator, day + timedelta(1)) == 1
    documents.look_again(linde.facilitator, held.pk, "Gaat goed", day + timedelta(days=100))
    assert queries.past_review(linde.facilitator, day + timedelta(1)) == 0
    assert _asked(linde, "look_again") == 1


def test_an_ended_agreement_asks_nothing_and_stays_as_it_was(linde: Table) -> None:
    held = course.agreement(linde)
    made = documents.draft_end(linde.seat("Joost"), held.pk, "Gewoonte geworden")
    documents.adopt_document(linde.facilitator, made.pk, "Eens")
    assert (_asked(linde, "look_again"), queries.adopted(linde.facilitator)) == (0, [])
    with pytest.raises(Refused, match="document_ended"):
        documents.look_again(linde.facilitator, held.pk, "Toch", None)


def test_the_same_form_sent_twice_does_it_once(linde: Table) -> None:
    joost, text = linde.seat("Joost"), Text(text="Dichtbij.")
    for _ in "ab":
        documents.draft_document(joost, linde.team, "vision", text, "Nodig", key="k")
        priorities.name_priority(joost, linde.team, "Rust", "", key="p")
    assert (Draft.objects.count(), Priority.objects.count()) == (1, 1)


# --- priorities


def test_a_sixth_priority_takes_the_place_of_one_and_keeps_why(linde: Table) -> None:
    stand = [course.priority(linde, f"Nummer {n}") for n in range(5)]
    joost = linde.seat("Joost")
    with pytest.raises(Refused, match="too_many_priorities"):
        priorities.name_priority(joost, linde.team, "Nog een", "")
    with pytest.raises(Refused, match="why_missing"):
        priorities.name_priority(joost, linde.team, "Nog een", "", stand[1].pk)
    priorities.name_priority(joost, linde.team, "Nog een", "", stand[1].pk, "Minder dringend")
    assert [one.title for one in queries.standing_priorities(joost)] == [
        "Nummer 0", "Nummer 2", "Nummer 3", "Nummer 4", "Nog een",
    ]  # fmt: skip
    gone = Priority.objects.get(pk=stand[1].pk)
    assert (gone.state, gone.word, gone.ended_by) == ("let_go", "Minder dringend", "Joost")


def test_a_reached_priority_is_kept_with_what_helped_and_ends_once(linde: Table) -> None:
    one = course.priority(linde)
    priorities.note_priority(linde.seat("Ravi"), one.pk, "slow", "Twee mensen ziek")
    priorities.reach_priority(linde.seat("Joost"), one.pk, "Het vaste rooster")
    [kept] = queries.all_priorities(linde.facilitator)
    assert (kept.state, kept.word, kept.progress.get().going) == ("reached", "Het vaste rooster", "slow")
    with pytest.raises(Refused, match="priority_ended"):
        priorities.miss_priority(linde.seat("Joost"), one.pk, "Meer mensen")


def test_what_isnt_done_is_a_short_list_and_the_yardstick_keeps_its_history(linde: Table) -> None:
    joost = linde.seat("Joost")
    for n in range(12):
        priorities.rule_out(joost, linde.team, f"Project {n}", "Geen tijd")
    with pytest.raises(Refused, match="too_much_ruled_out"):
        priorities.rule_out(joost, linde.team, "Project 12", "Geen tijd")
    priorities.rule_in(joost, queries.not_doing(joost)[0].pk, "Toch nodig")
    assert len(queries.not_doing(joost)) == 11
    priorities.set_yardstick(joost, linde.team, ["strategy", "budget"], "Daar gaat het mis")
    with pytest.raises(Refused, match="nothing_changed"):
        priorities.set_yardstick(joost, linde.team, ["budget", "strategy"], "Nog eens")
    priorities.set_yardstick(joost, linde.team, ["budget"], "Genoeg")
    assert queries.yardstick(joost) == ["budget"]
    assert [one.why for one in queries.yardsticks(joost)] == ["Genoeg", "Daar gaat het mis"]


# --- whatever happens, in whichever order


@contextmanager
def undone() -> Iterator[None]:
    """Every example begins with the same table."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


ACTS = st.lists(
    st.tuples(st.sampled_from(["give", "show", "merge", "carry", "settle", "stop", "open", "adopt"]),
              st.integers(0, 6)),
    max_size=25,
)  # fmt: skip


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_nothing_is_seen_too_soon_nothing_is_lost_and_one_text_holds(
    linde: Table, acts: list[tuple[str, int]]
) -> None:
    seats, lead, names = [linde.seat(name) for name in linde.names], linde.facilitator, linde.names
    with undone():
        said: dict[tuple[int, str], str] = {}
        course.opened(linde)
        for step, (act, who) in enumerate(acts):
            found = SentenceRound.objects.latest("number")
            before = Entry.objects.filter(stream=linde.team.stream_id).count()
            try:
                if act == "give":
                    sentence.give_sentence(seats[who], found.pk, f"zin {step}")
                    said[found.pk, names[who]] = f"zin {step}"
                elif act == "show":
                    sentence.show_sentences(lead, found.pk)
                elif act == "merge":
                    sentence.merge_sentences(seats[who], found.pk, f"samen {step}", found.version)
                elif act == "carry":
                    sentence.carry_sentence(seats[who], found.pk, found.version, who % 2 == 0, "iets")
                elif act == "settle":
                    sentence.settle_sentence(lead, found.pk, course.BEGINS)
                elif act == "stop":
                    sentence.stop_sentence(lead, found.pk, "genoeg")
                elif act == "open":
                    sentence.open_sentence(lead, linde.team)
                elif draft := Draft.objects.filter(state="open").first():
                    documents.adopt_document(lead, draft.pk, "eens")
            except Refused:
                assert Entry.objects.filter(stream=linde.team.stream_id).count() == before
            _holds(linde, said)


def _holds(linde: Table, said: dict[tuple[int, str], str]) -> None:
    given = {(one.round_id, one.name): one.text for one in Sentence.objects.all()}
    assert given == said
    for found in SentenceRound.objects.select_related("team"):
        gave = {name for pk, name in said if pk == found.pk}
        for name in linde.names:
            sees = queries.standing(linde.seat(name), found).sees
            assert not sees or (found.stage != "writing" and (name in gave or not found.is_open))
    assert SentenceRound.objects.filter(ended=None).count() <= 1
    adopted = list(Draft.objects.filter(state="adopted").order_by("version").values_list("version", "text"))
    assert [version for version, _ in adopted] == list(range(1, len(adopted) + 1))
    for held in Document.objects.filter(version__gt=0):
        assert (held.version, held.text) == adopted[-1]


# --- by decision


def _decided(table: Table, about: str, text: str) -> Decision:
    """A proposal about this that everybody agreed with, sealed."""
    joost = table.seat("Joost")
    draft = deciding.draft_proposal(
        joost, table.team, "consent", proposals.LIVE, "Aannemen", text, plan=proposals.PLAN, about=about
    )
    process = deciding.open_process(joost, draft.pk)
    proposals.answered(table, process, table.names)
    deciding.close_process(joost, process.pk)
    records.seal_all_adopted()
    return Decision.objects.get(process=process)


def test_what_is_decided_holds_in_the_words_that_were_decided_on(linde: Table) -> None:
    made = course.draft(linde, text="Dichtbij.")
    decision = _decided(linde, made.code, "Dichtbij, en op tijd.")
    assert adopting.adopt_all_decided() == 1
    assert adopting.adopt_all_decided() == 0
    kept, held = Draft.objects.get(), Document.objects.get()
    assert (held.text, held.version) == ("Dichtbij, en op tijd.", 1)
    assert (kept.state, kept.decision, kept.text) == ("adopted", decision.number, held.text)
    assert _asked(linde, "adopt_document") == 0


def test_while_the_team_decides_nobodys_word_settles_it_and_a_withdrawn_proposal_frees_it(
    linde: Table,
) -> None:
    made, joost = course.draft(linde), linde.seat("Joost")
    proposal = deciding.draft_proposal(
        joost, linde.team, "consent", proposals.LIVE, "Aannemen", made.text, about=made.code
    )
    assert not queries.in_decision(made)
    deciding.open_process(joost, proposal.pk)
    for settle in (documents.adopt_document, documents.decline_document):
        with pytest.raises(Refused, match="draft_in_decision"):
            settle(linde.facilitator, made.pk, "Toch")
    deciding.withdraw_proposal(joost, proposal.pk)
    assert adopting.adopt_all_decided() == 0
    documents.adopt_document(linde.facilitator, made.pk, "Aan tafel besloten")


# --- along the yardstick


def _proposed(table: Table, **plan: str) -> int:
    joost, given = table.seat("Joost"), Plan(**plan)  # type: ignore[arg-type]
    return deciding.draft_proposal(
        joost, table.team, "consent", proposals.LIVE, "Nieuw pand", "We huren.", plan=given
    ).pk


@pytest.mark.parametrize(
    ("plan", "refusal"),
    [
        ({}, "matter_missing"),
        ({"matter": "budget"}, "yardstick_unanswered"),
        ({"matter": "budget", "serves": "hurts", "priority": "Rust"}, "yardstick_unanswered"),
        ({"matter": "budget", "serves": "hurts", "priority": "Rust", "weighed": "Het kost tijd."}, ""),
        ({"matter": "operation"}, ""),
        ({"matter": "other"}, ""),
    ],
)
def test_a_proposal_of_a_kind_that_passes_the_yardstick_opens_only_with_its_answer(
    linde: Table, plan: dict[str, str], refusal: str
) -> None:
    priorities.set_yardstick(linde.seat("Joost"), linde.team, ["budget"], "Daar gaat het mis")
    proposal = _proposed(linde, **plan)
    if refusal:
        with pytest.raises(Refused, match=refusal):
            deciding.open_process(linde.seat("Joost"), proposal)
    else:
        assert deciding.open_process(linde.seat("Joost"), proposal).is_open


def test_without_a_yardstick_nothing_is_asked(linde: Table) -> None:
    assert deciding.open_process(linde.seat("Joost"), _proposed(linde)).is_open
