"""The page of copies: asking, saying yes, fetching; and the worker in between."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from koers import worker
from koers.apps.exchange.models import Copy
from koers.apps.ledger import readers
from koers.apps.ledger.models import Ask
from koers.serving import copies
from tests.cast import Table
from tests.reading import ClientOf

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the files lie in this test."""
    monkeypatch.setattr(copies, "folder", lambda: tmp_path)
    return tmp_path


def at(table: Table, name: str = "copies", *more: object) -> str:
    return reverse(name, args=[table.team.key, *more])


def read(table: Table) -> None:
    """Nobody told the reader where nothing is committed."""
    readers.asks.catch_up(table.organisation.stream_id)


def made(folder: Path) -> Copy:
    """What the worker does, without its thread: a test's transaction is seen by nobody else."""
    copies._at_work.acquire()
    copies._make(close=False)
    return Copy.objects.get()


def test_from_asking_to_fetching(linde: Table, next_door: Table, client_of: ClientOf, folder: Path) -> None:
    bram, joost, els = (
        client_of(chair.person) for chair in (linde.helper, linde.chair("Joost"), next_door.chair("Els"))
    )
    bram.post(at(linde, "copy_asking"), {"key": "k"})
    copy = Copy.objects.get()
    read(linde)
    asked = set(Ask.objects.filter(deed="let_copy").values_list("member", flat=True))
    assert asked == {linde.chair(name).pk for name in linde.names} | {
        next_door.chair(name).pk for name in next_door.names
    }
    assert at(linde) in joost.get(at(linde, "home")).content.decode()
    joost.post(at(linde, "copy_yes", copy.pk))
    read(linde)
    assert Ask.objects.filter(deed="let_copy").count() == len(next_door.names)
    assert made(folder).made is None
    els.post(at(next_door, "copy_yes", copy.pk))
    assert made(folder).made is not None
    reply = bram.post(at(linde, "copy_fetching", copy.pk))
    sent = bram.get(reply["Location"])
    assert sent["Content-Type"] == "application/zip"
    assert "de-linde-" in sent["Content-Disposition"]
    archive = zipfile.ZipFile(io.BytesIO(b"".join(sent.streaming_content)))
    assert "manifest.json" in archive.namelist()
    page = joost.get(at(linde)).content.decode()
    assert "Opgehaald" in page
    assert "Gevraagd door Bram" in page
    assert "MT zei ja" in page


def test_the_link_opens_for_who_fetched_it_and_for_an_hour(
    linde: Table, client_of: ClientOf, folder: Path
) -> None:
    bram = client_of(linde.helper.person)
    bram.post(at(linde, "copy_asking"), {"key": "k"})
    copy = Copy.objects.get()
    client_of(linde.chair("Joost").person).post(at(linde, "copy_yes", copy.pk))
    made(folder)
    link = bram.post(at(linde, "copy_fetching", copy.pk))["Location"]
    for other in (None, linde.chair("Joost").person):
        assert client_of(other).get(link).status_code == 404
    assert bram.get(f"{link[:-2]}x/").status_code == 404
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        assert bram.get(link).status_code == 404
    assert bram.get(link).status_code == 200
    (folder / copy.file).unlink()
    assert bram.get(link).status_code == 409
    bram.post(at(linde, "copy_ending", copy.pk))
    assert bram.get(link).status_code == 404


def test_the_file_goes_when_it_is_taken_away_and_after_seven_days(
    linde: Table, client_of: ClientOf, folder: Path
) -> None:
    bram, joost = client_of(linde.helper.person), client_of(linde.chair("Joost").person)
    for leave in (lambda copy: bram.post(at(linde, "copy_ending", copy.pk)), None):
        bram.post(at(linde, "copy_asking"))
        copy = Copy.objects.get(ended=None)
        joost.post(at(linde, "copy_yes", copy.pk))
        copies._at_work.acquire()
        copies._make(close=False)
        assert (folder / copy.file).exists()
        if leave:
            leave(copy)
        else:
            with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
                copies.remove_over()
        assert list(folder.iterdir()) == []


def test_a_copy_that_cant_be_made_is_tried_again_and_stops_nothing(
    linde: Table, client_of: ClientOf, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client_of(linde.helper.person).post(at(linde, "copy_asking"))
    copy = Copy.objects.get()
    client_of(linde.chair("Joost").person).post(at(linde, "copy_yes", copy.pk))
    monkeypatch.setattr(copies, "folder", lambda: folder / "isn't there")
    assert made(folder).made is None
    monkeypatch.setattr(copies, "folder", lambda: folder)
    with time_machine.travel(timezone.now() + timedelta(hours=3), tick=False):
        assert made(folder).made is not None


def test_the_worker_makes_and_removes_copies() -> None:
    assert {copies.make_due, copies.remove_over} <= set(worker.DUE)
