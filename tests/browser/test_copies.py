"""A copy of everything, for real: one asks, every team says yes, the worker makes it, one fetches it."""

import os
import zipfile
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from koers.apps.ledger import readers
from koers.serving import copies
from tests import cast, server
from tests.looking import problems

pytestmark = pytest.mark.browser

Pages = Callable[..., Page]


@pytest.fixture
def linde(transactional_db: None) -> cast.Table:
    """De Linde's MT."""
    return cast.de_linde()


def test_a_copy_is_asked_for_agreed_to_made_and_fetched(
    wall: Pages,
    phone: Pages,
    linde: cast.Table,
    koers_server: server.Server,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = koers_server.home / "copies"
    folder.mkdir(mode=0o700, exist_ok=True)
    monkeypatch.setattr(copies, "folder", lambda: folder)
    page = reverse("copies", args=[linde.team.key])
    bram = wall(linde.helper.person)
    bram.goto(page)
    bram.get_by_role("button", name="Vraag om een kopie").click()
    expect(bram.get_by_text("nog geen ja", exact=True)).to_be_visible()
    assert problems(bram) == []
    readers.asks.catch_up_all()
    joost = phone(linde.chair("Joost").person)
    joost.goto(reverse("home", args=[linde.team.key]))
    joost.locator(f"a[href='{page}']").first.click()
    expect(joost.get_by_role("button", name="Ons deel mag mee")).to_be_visible()
    assert problems(joost) == []
    joost.get_by_role("button", name="Ons deel mag mee").click()
    expect(joost.get_by_text("ja van Joost")).to_be_visible()
    copies._at_work.acquire()
    copies._make(close=False)
    bram.goto(page)
    with bram.expect_download() as fetched:
        bram.get_by_role("button", name="Haal de kopie op").click()
    with zipfile.ZipFile(fetched.value.path()) as archive:
        assert archive.testzip() is None
        assert "data/people.team.jsonl" in archive.namelist()
    bram.goto(page)
    expect(bram.get_by_text("Opgehaald")).to_be_visible()
    bram.get_by_role("button", name="Haal nu weg").click()
    expect(bram.get_by_role("button", name="Vraag om een kopie")).to_be_visible()
    assert os.listdir(folder) == []
