"""Joining with a code: a seat, a name, no account."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from koers.apps.people import secrets
from koers.apps.people.models import Person
from koers.web import guesses
from koers.web.views.join import slug
from tests import cast


@pytest.fixture(autouse=True)
def _no_earlier_guesses() -> None:
    cache.clear()


@pytest.fixture
def table(db: None) -> cast.Table:
    return cast.set_table(cast.organisation(), "MT", ("Marieke", "Joost", ""))


@pytest.fixture
def door(table: cast.Table) -> str:
    return f"/j/{slug(secrets.join_code(str(cast.door(table).pk)))}/"


def _free(client: Client, door: str) -> list[Any]:
    return list(client.get(door).context["free"])


def test_a_typed_code_leads_to_the_seats_however_it_is_typed(client_of: Any, door: str) -> None:
    word, digits = door.strip("/").split("/")[1].split("-")
    for typed in (f"{word} {digits}", f" {word.upper()}{digits} ", f"{word}-{digits}"):
        assert client_of(None).get("/j/", {"code": typed})["Location"] == door


def test_sitting_down_signs_in_and_gives_this_browser_its_ballot(client_of: Any, door: str) -> None:
    phone = client_of(None)
    chair = _free(phone, door)[0]
    response = phone.post(f"{door}seat/", {"seat": chair.pk})
    chair.refresh_from_db()
    assert chair.person.name == "Marieke"
    assert secrets.hashed(response.cookies[f"ballot_{chair.pk}"].value) == chair.ballot
    assert response["Location"].endswith("/now/")
    assert phone.get(door)["Location"] == response["Location"]


def test_a_seat_without_a_name_asks_for_one(client_of: Any, door: str) -> None:
    phone = client_of(None)
    chair = _free(phone, door)[2]
    refused = phone.post(f"{door}seat/", {"seat": chair.pk, "name": ""})
    assert refused.status_code == 422
    assert "name" in refused.context["errors"]
    assert phone.post(f"{door}seat/", {"seat": chair.pk, "name": "Anouk 🌊"}).status_code == 302
    assert Person.objects.filter(name="Anouk 🌊").exists()


def test_no_seat_chosen_is_said_at_the_seats(client_of: Any, door: str) -> None:
    response = client_of(None).post(f"{door}seat/", {})
    assert (response.status_code, set(response.context["errors"])) == (422, {"seat"})


def test_a_seat_that_somebody_took_meanwhile_is_refused_with_a_way_on(client_of: Any, door: str) -> None:
    first, second = client_of(None), client_of(None)
    chair = _free(first, door)[0]
    first.post(f"{door}seat/", {"seat": chair.pk})
    response = second.post(f"{door}seat/", {"seat": chair.pk})
    assert response.status_code == 422
    assert "Marieke" in next(iter(response.context["errors"].values()))


def test_a_seat_of_another_table_is_nowhere(client_of: Any, door: str) -> None:
    other = cast.set_table(cast.organisation("Het Baken"), "Directie", ("Yara",))
    response = client_of(None).post(f"{door}seat/", {"seat": other.chair("Yara").pk})
    assert response.status_code in (404, 422)
    assert not other.chair("Yara").taken


def test_a_wrong_code_is_told_kindly_and_shows_no_team(client_of: Any, door: str) -> None:
    response = client_of(None).get("/j/linde-1000/")
    assert response.status_code == 404
    assert "code" in response.context["errors"]


def test_after_twenty_wrong_codes_one_waits(client_of: Any, door: str) -> None:
    guesser = client_of(None)
    for n in range(guesses.LIMIT):
        guesser.get(f"/j/linde-{1000 + n}/")
    assert guesser.get(door).status_code == 409
    assert guesser.post(f"{door}seat/", {"seat": 1}).status_code == 409


def test_right_codes_never_count_as_guesses(client_of: Any, door: str) -> None:
    for _ in range(guesses.LIMIT + 5):
        assert client_of(None).get(door).status_code == 200


def test_a_closed_door_stays_closed(client_of: Any, table: cast.Table, door: str) -> None:
    from koers.apps.people import commands

    commands.end_invitation(table.facilitator, cast.door(table).pk)
    assert client_of(None).get(door).status_code == 404


def test_a_full_table_says_so(client_of: Any, table: cast.Table, door: str) -> None:
    for name in ("Marieke", "Joost"):
        cast.sit(table, name)
    phone = client_of(None)
    phone.post(f"{door}seat/", {"seat": _free(phone, door)[0].pk, "name": "Ravi"})
    page = client_of(None).get(door)
    assert page.context["free"] == []
    assert 'name="seat"' not in page.content.decode()
