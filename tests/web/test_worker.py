"""The worker: what happens by itself, once, and what fails keeps nothing else from happening."""

import logging
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError
from django.utils import timezone

from koers import worker
from koers.apps.ledger.models import Entry
from koers.apps.scans import commands
from koers.apps.scans.models import Round
from tests.cast import Table
from tests.races import at_once, raised

committing = pytest.mark.django_db(transaction=True)


def round_until(linde: Table, closes: timedelta) -> Round:
    return commands.open_round(linde.facilitator, linde.team, "confidential", closes=timezone.now() + closes)


@committing
def test_a_round_whose_window_ended_closes_at_its_end_though_nobody_looks(linde: Table) -> None:
    scan = round_until(linde, timedelta(hours=1))
    worker.tick()
    assert Round.objects.get(pk=scan.pk).stage == "answering"
    with time_machine.travel(timezone.now() + timedelta(hours=3)):
        worker.tick()
    scan.refresh_from_db()
    assert (scan.stage == "answering", scan.closed) == (False, scan.closes)
    assert Entry.objects.get(deed="close_round").at == scan.closes


@committing
def test_several_workers_close_a_round_once(linde: Table) -> None:
    round_until(linde, timedelta(hours=1))
    with time_machine.travel(timezone.now() + timedelta(hours=3)):
        assert raised(at_once(*[commands.close_all_over] * 4)) == []
    assert Entry.objects.filter(deed="close_round").count() == 1


@committing
def test_everything_is_sealed_after_one_round_of_work(linde: Table) -> None:
    worker.tick()
    assert not Entry.objects.filter(hash="").exists()


@committing
@pytest.mark.parametrize("error", [ValueError, DatabaseError])
def test_what_fails_keeps_nothing_else_from_happening(
    linde: Table, error: type[Exception], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[str] = []

    def fails() -> None:
        raise error

    works: Callable[[], None] = lambda: done.append("done")  # noqa: E731 - a job is any callable
    monkeypatch.setattr(worker, "DUE", [fails, works])
    with caplog.at_level(logging.ERROR):
        worker.tick()
    assert done == ["done"]
    assert "fails" in caplog.text
