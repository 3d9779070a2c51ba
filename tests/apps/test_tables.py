"""Tables made step by step and tables made in one go: the same, for a database and for a copy."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from koers.apps.exchange.numbers import same_tables, tables_at


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
def test_a_database_that_took_every_step_has_nothing_left_to_take() -> None:
    recorder = MigrationRecorder(connection)
    for room, steps in _steps().items():
        recorder.record_unapplied(room, "0001_ground")
        for step in steps:
            recorder.record_applied(*step)
    executor = MigrationExecutor(connection)
    executor.loader.check_consistent_history(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
