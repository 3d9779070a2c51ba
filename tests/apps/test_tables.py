"""Tables made step by step and tables made in one go: the same, for a database and for a copy."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from koers.apps.exchange.numbers import same_tables, tables_at
from koers.serving import preparation


def _steps() -> dict[str, list[tuple[str, str]]]:
    """Per room the steps that were folded into its first migration."""
    replaced = MigrationLoader(None).replacements
    return {
        room: list(migration.replaces) for (room, _), migration in replaced.items() if room in tables_at()
    }


def test_a_copy_made_with_the_last_steps_fits_and_one_made_halfway_does_not() -> None:
    last = {room: steps[-1][1] for room, steps in _steps().items()}
    assert same_tables(last)
    assert same_tables(tables_at())
    assert not same_tables(last | {"decisions": "0007_log_at_size"})
    assert not same_tables({room: name for room, name in last.items() if room != "topics"})
    assert not same_tables(last | {"weather": "0001_initial"})


@pytest.mark.django_db
def test_a_database_that_stopped_halfway_is_refused_with_the_step_it_misses() -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied("decisions", "0001_ground")
    recorder.record_unapplied("decisions", "0008_from_elsewhere")
    for prepare in (preparation.pending, preparation.migrate):
        with pytest.raises(preparation.Halfway, match="decisions 0008_from_elsewhere"):
            prepare()


@pytest.mark.django_db
def test_a_database_that_took_every_step_has_nothing_left_to_take() -> None:
    recorder = MigrationRecorder(connection)
    for room, steps in _steps().items():
        recorder.record_unapplied(room, "0001_ground")
        for step in steps:
            recorder.record_applied(*step)
    MigrationExecutor(connection).loader.check_consistent_history(connection)
    assert preparation.pending() == []
