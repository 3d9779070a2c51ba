"""An account comes later, and what was given by name stays."""

import pytest
from django.test import Client

from koers.apps.people import commands, queries
from koers.domain.refusals import Refused


def test_a_name_becomes_an_account_and_comes_in_elsewhere(linde, client_of):
    person = linde.chair("Samira").person
    client = client_of(person)
    given = {"email": "Samira@linde.example", "password": "drie woorden samen"}
    assert client.post("/me/", given).status_code == 302
    assert client.get("/me/").status_code == 200  # still signed in on this device
    other = Client()
    reply = other.post("/account/login/", {"login": "samira@linde.example", "password": "drie woorden samen"})
    assert reply.status_code == 302
    assert other.get(f"/t/{linde.team.key}/").status_code == 200


@pytest.mark.parametrize(
    ("email", "password", "field"),
    [
        ("geen adres", "drie woorden samen", "email"),
        ("joost@linde.example", "drie woorden samen", "email"),
        ("samira@linde.example", "kort", "password"),
        ("samira@linde.example", "password1234", "password"),
    ],
)
def test_what_cant_be_an_account_is_refused_at_its_field(linde, client_of, email, password, field):
    joost = queries.seat_of_person(linde.chair("Joost").person)
    commands.open_account(joost, "joost@linde.example", "drie woorden samen")
    person = linde.chair("Samira").person
    reply = client_of(person).post("/me/", {"email": email, "password": password})
    assert reply.status_code == 422
    assert f'id="{field}-error"' in reply.content.decode()
    person.refresh_from_db()
    assert person.email is None


def test_nobody_opens_an_account_for_nobody(db):
    with pytest.raises(Refused):
        commands.open_account(queries.seat_of_person(None), "a@b.example", "drie woorden samen")


def test_who_isnt_signed_in_is_sent_to_the_door(db, client):
    assert client.get("/me/").headers["Location"] == "/account/login/"
