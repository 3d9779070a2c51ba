"""The ledger: entries are only added, links and asks kept once, and everybody reads with their own eyes."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from koers.apps.ledger import asks
from koers.apps.ledger.models import Ask, Entry, Link, Stream, codes
from koers.apps.ledger.turn import turn
from koers.apps.people.models import Invitation, Member
from koers.domain.seats import NOBODY
from tests.cast import Table, door

pytestmark = pytest.mark.django_db


def entry_of(table: Table) -> Entry:
    with turn(table.facilitator, "set_table") as t:
        return t.record("round:1")


def test_an_entry_is_never_changed(linde: Table) -> None:
    entry = entry_of(linde)
    entry.actor = "member:99"
    with pytest.raises(TypeError):
        entry.save()


def test_an_entry_is_never_deleted(linde: Table) -> None:
    with pytest.raises(TypeError):
        entry_of(linde).delete()


def test_two_entries_never_have_the_same_number(linde: Table) -> None:
    first = entry_of(linde)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(
            stream=first.stream, seq=first.seq, deed="invite", actor="x", subject="y", at=first.at
        )


def test_a_link_is_kept_once(linde: Table) -> None:
    Link.objects.create(stream=linde.team.stream, kind="origin", source="idea:1", target="topic:1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(stream=linde.team.stream, kind="origin", source="idea:1", target="topic:1")


def test_what_the_ledger_calls_things(linde: Table) -> None:
    joost, lotte = linde.chair("Joost"), linde.chair("Lotte")
    assert codes([joost, lotte]) == [f"member:{joost.pk}", f"member:{lotte.pk}"]


# --- asks


def asked() -> set[tuple[int, str]]:
    return set(Ask.objects.values_list("member", "deed"))


def test_an_ask_is_there_once_however_often_it_is_asked(linde: Table) -> None:
    entry = entry_of(linde)
    asks.ask(entry, [1, 2], "answer")
    asks.ask(entry, [2, 3], "answer")
    assert asked() == {(1, "answer"), (2, "answer"), (3, "answer")}


def test_what_one_answered_is_asked_of_the_others_still(linde: Table) -> None:
    entry = entry_of(linde)
    asks.ask(entry, [1, 2], "answer", due="2026-11-20T15:00:00Z")
    asks.ask(entry, [1], "pick")
    asks.answered(entry, "answer", [1])
    assert asked() == {(2, "answer"), (1, "pick")}
    asks.answered(entry, "answer")
    assert asked() == {(1, "pick")}


# --- reading with somebody's eyes


def seen_by(table: Table) -> set[str]:
    return {member.name for member in Member.objects.for_seat(table.facilitator) if member.number}


def test_a_team_reads_its_own_table_and_no_other(linde: Table, next_door: Table, elsewhere: Table) -> None:
    assert "Joost" in seen_by(linde)
    assert not seen_by(linde) & (seen_by(next_door) | seen_by(elsewhere))


def test_nobody_reads_nothing(linde: Table) -> None:
    door(linde)
    assert not Member.objects.for_seat(NOBODY).exists()
    assert not Invitation.objects.for_seat(NOBODY).exists()


def test_what_is_open_to_the_organisation_stops_at_its_edge(
    linde: Table, next_door: Table, elsewhere: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Member, "reach", "organisation")
    assert "Joost" in seen_by(next_door)
    assert "Fatima" in seen_by(linde)
    assert not seen_by(elsewhere) & (seen_by(linde) | seen_by(next_door))
    assert not Member.objects.for_seat(NOBODY).exists()


@pytest.mark.parametrize("table", [lambda linde: linde.team.stream, lambda linde: linde.organisation.stream])
def test_a_stream_with_a_history_can_not_be_deleted(linde: Table, table: Callable[[Table], Stream]) -> None:
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        table(linde).delete()
