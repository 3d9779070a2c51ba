"""The table that is set, and the page everybody starts from."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from koers.apps.ledger.models import Ask
from koers.apps.scans import commands as scans
from koers.web.views.home import Asked
from tests import cast

MOST_QUERIES = 10


@pytest.fixture
def lead(client_of: Any, linde: cast.Table) -> Client:
    return client_of(linde.helper.person)


@pytest.fixture
def samira(client_of: Any, linde: cast.Table) -> Client:
    return client_of(linde.chair("Samira").person)


def _at(linde: cast.Table, page: str = "") -> str:
    return f"/t/{linde.team.key}/{page}"


def test_only_who_leads_sets_the_table(lead: Client, samira: Client, linde: cast.Table) -> None:
    assert lead.get(_at(linde, "table/")).status_code == 200
    for page in ("table/", "table/_table/"):
        assert samira.get(_at(linde, page)).status_code == 403
    assert samira.post(_at(linde, "table/"), {"name": ["x"]}).status_code == 403


def test_somebody_not_signed_in_is_told_how_to_come_in(client_of: Any, linde: cast.Table) -> None:
    response = client_of(None).get(_at(linde))
    assert response.status_code == 403
    assert "/j/" in response.content.decode()


def test_an_outsider_finds_nothing(client_of: Any, linde: cast.Table, outsider: Any) -> None:
    for page in ("", "_asks/", "table/", "table/_table/"):
        assert client_of(outsider).get(_at(linde, page)).status_code == 404


def test_the_address_on_the_wall_is_the_one_that_phones_can_reach(
    lead: Client, linde: cast.Table, settings: Any
) -> None:
    settings.ADDRESS = "http://192.168.1.20:8000"
    page = lead.get(_at(linde, "table/"))
    assert page.context["join_address"].startswith("http://192.168.1.20:8000/j/")
    assert page.context["short_address"] == "192.168.1.20:8000/j"


def test_a_seat_is_added_named_and_taken_away_again(lead: Client, linde: cast.Table) -> None:
    names = [*cast.MT, ""]
    lead.post(_at(linde, "table/"), {"name": cast.MT, "more": "1", "key": "a"})
    assert len(linde.names) == 8
    lead.post(_at(linde, "table/"), {"name": [*cast.MT, "Noor"], "key": "b"})
    assert linde.names[-1] == "Noor"
    lead.post(_at(linde, "table/"), {"name": names, "more": "-1", "key": "c"})
    assert linde.names == list(cast.MT)


def test_a_taken_seat_is_not_taken_away(lead: Client, linde: cast.Table) -> None:
    response = lead.post(_at(linde, "table/"), {"name": cast.MT[:3], "key": "a"})
    assert response.status_code == 422
    assert len(linde.names) == 7


def test_a_name_that_is_there_twice_is_told_at_its_seat(lead: Client, linde: cast.Table) -> None:
    names = ["Joost", *cast.MT[1:]]
    response = lead.post(_at(linde, "table/"), {"name": names, "key": "a"})
    assert set(response.context["errors"]) == {"seat-2"}


def test_freeing_a_seat_lets_somebody_else_sit(lead: Client, linde: cast.Table) -> None:
    chair = linde.chair("Samira")
    lead.post(_at(linde, f"table/seats/{chair.pk}/freeing/"))
    chair.refresh_from_db()
    assert not chair.taken


def test_the_door_closes_and_opens(lead: Client, linde: cast.Table) -> None:
    door = cast.door(linde)
    lead.post(_at(linde, f"table/invitation/{door.pk}/end/"))
    assert lead.get(_at(linde, "table/")).context["invitation"] is None
    lead.post(_at(linde, "table/invitation/"))
    assert lead.get(_at(linde, "table/")).context["invitation"] is not None


def test_who_has_nothing_to_do_is_told_so(samira: Client, linde: cast.Table) -> None:
    page = samira.get(_at(linde))
    assert page.context["heading"] == "Samira, er wacht nu niets op jou"
    assert "scan/new" not in page.content.decode()


def test_an_open_round_waits_for_everybody_at_the_table(
    samira: Client, linde: cast.Table, django_capture_on_commit_callbacks: Any
) -> None:
    closes = timezone.now() + timedelta(hours=3)
    with django_capture_on_commit_callbacks(execute=True):
        scans.open_round(linde.facilitator, linde.team, "confidential", closes=closes)
    page = samira.get(_at(linde))
    assert page.context["heading"] == "Samira, één ding wacht op jou"
    assert f'href="{_at(linde, "now/")}"' in page.content.decode()
    assert "nog 3 uur" in page.content.decode()


@pytest.mark.parametrize("page", ["", "_asks/", "table/", "table/_table/"])
def test_a_page_takes_few_queries(
    lead: Client, linde: cast.Table, page: str, django_assert_max_num_queries: Any
) -> None:
    cast.door(linde)
    with django_assert_max_num_queries(MOST_QUERIES):
        assert lead.get(_at(linde, page)).status_code == 200


@pytest.mark.parametrize(
    ("open_for", "passed_for", "segments", "passed", "soon"),
    [(7, 6.5, 7, 6, True), (10, 4.2, 10, 4, False), (0.5, 0.25, 12, 6, True), (30, 40, 14, 14, True)],
)
def test_a_window_is_shown_in_days_or_hours(
    open_for: float, passed_for: float, segments: int, passed: int, soon: bool
) -> None:
    since = timezone.now()
    ask = Ask(deed="answer", since=since, due=since + timedelta(days=open_for))
    shown = Asked.of(ask, since + timedelta(days=passed_for))
    assert (shown.segments, shown.passed, shown.soon) == (segments, passed, soon)
