"""Levels and interests in memory: picked alone, shown at once; one's own to note and to end."""

import pytest

from koers.apps.direction import queries
from koers.apps.direction.commands import interests, levels
from koers.apps.direction.models import Interest, LevelPick, LevelRound
from koers.apps.ledger import readers
from koers.apps.ledger.models import Ask, Entry
from koers.domain.direction.interests import Interest as Declared
from koers.domain.refusals import NotHere, Refused
from tests.cast import Table

pytestmark = pytest.mark.django_db


def _opened(table: Table) -> LevelRound:
    return levels.open_levels(table.facilitator, table.team, "Roosters")


def _picked(table: Table, found: LevelRound, *picks: int, lap: int = 1) -> LevelRound:
    for name, level in zip(table.names, picks, strict=False):
        levels.pick_level(table.seat(name), found.pk, level, lap)
    return LevelRound.objects.get(pk=found.pk)


def _asked(table: Table) -> int:
    readers.asks.catch_up(table.team.stream_id)
    return int(Ask.objects.filter(deed="pick_level").count())


def test_all_are_shown_at_once_when_the_last_has_picked_and_no_entry_tells_before(linde: Table) -> None:
    found = _picked(linde, _opened(linde), 4, 5, 2, 7, 5, 5)
    assert found.stage == "picking"
    told = Entry.objects.filter(deed="pick_level").values_list("data", flat=True)
    assert all(set(data) == {"member", "lap"} for data in told)
    levels.pick_level(linde.seat("Lotte"), found.pk, 3, 1)
    assert LevelRound.objects.get().stage == "shown"


def test_everybody_is_asked_in_every_lap_and_an_old_pick_doesnt_count_in_a_new_one(linde: Table) -> None:
    found = _opened(linde)
    assert _asked(linde) == 7
    found = _picked(linde, found, 4, 5)
    assert _asked(linde) == 5
    levels.show_levels(linde.facilitator, found.pk)
    assert _asked(linde) == 0
    levels.pick_again(linde.facilitator, found.pk)
    assert (_asked(linde), queries.picks(LevelRound.objects.get())) == (7, [])
    with pytest.raises(Refused, match="levels_elsewhere"):
        levels.pick_level(linde.seat("Ravi"), found.pk, 4, 1)
    _picked(linde, found, 5, 5, lap=2)
    levels.show_levels(linde.facilitator, found.pk)
    levels.agree_level(linde.facilitator, found.pk, 5)
    kept = LevelRound.objects.get()
    assert (kept.stage, kept.level, kept.lap) == ("agreed", 5, 2)
    assert LevelPick.objects.count() == 4


def test_one_question_at_a_time_and_one_pick_each(linde: Table) -> None:
    found = _opened(linde)
    with pytest.raises(Refused, match="levels_open"):
        _opened(linde)
    _picked(linde, _picked(linde, found, 4), 6)
    assert [one.level for one in LevelPick.objects.all()] == [6]
    with pytest.raises(Refused, match="too_few_picks"):
        levels.show_levels(linde.facilitator, found.pk)
    levels.stop_levels(linde.facilitator, found.pk, "Later")
    assert _asked(linde) == 0


def test_the_organisation_reads_interests_and_everybody_ends_only_their_own(
    linde: Table, next_door: Table, elsewhere: Table
) -> None:
    held = interests.note_interest(linde.seat("Joost"), linde.team, Declared("Lid", "Apotheek"))
    assert [one.name for one in queries.interests(next_door.seat("Fatima"))] == ["Joost"]
    assert not queries.interests(elsewhere.facilitator).exists()
    with pytest.raises(NotHere):
        interests.end_interest(linde.seat("Ravi"), held.pk)
    interests.end_interest(linde.seat("Joost"), held.pk)
    with pytest.raises(Refused, match="interest_over"):
        interests.end_interest(linde.seat("Joost"), held.pk)
    assert Interest.objects.get().until is not None
