"""The first screen: setting a table, and getting in."""

from typing import Any

import pytest
from django.test import Client

from koers.apps.people import commands, queries
from koers.apps.people.models import Member, Organisation, Person, Team
from tests import cast

NAMES = ["Marieke", "Joost", "Samira"]


@pytest.fixture
def founder(db: None) -> Person:
    return cast.founder()


@pytest.fixture
def at_desk(client_of: Any, founder: Person) -> Client:
    return client_of(founder)


def _form(**given: Any) -> dict[str, Any]:
    return {"team": "MT De Linde", "name": NAMES, "seats": "names", "key": "k1", **given}


def test_somebody_unknown_sees_how_to_get_in_and_no_form_to_start(client_of: Any) -> None:
    page = client_of(None).get("/").content.decode()
    assert "koers serve" in page
    assert 'name="team"' not in page


def test_somebody_unknown_can_start_nothing(client_of: Any) -> None:
    assert client_of(None).post("/begin/", _form()).status_code == 403
    assert not Team.objects.exists()


def test_a_table_is_set_in_one_go_with_its_door_open(at_desk: Client) -> None:
    response = at_desk.post("/begin/", _form(organisation="Zorggroep De Linde"))
    team = Team.objects.get()
    assert response["Location"] == f"/t/{team.key}/table/"
    assert team.organisation.name == "Zorggroep De Linde"
    assert list(team.members.filter(number__isnull=False).values_list("name", flat=True)) == NAMES
    assert team.invitations.count() == 1


def test_without_an_organisation_the_team_gives_its_name(at_desk: Client) -> None:
    at_desk.post("/begin/", _form())
    assert Organisation.objects.get().name == "MT De Linde"


def test_a_second_submit_of_the_same_form_makes_nothing_twice(at_desk: Client) -> None:
    first, second = at_desk.post("/begin/", _form(own="3")), at_desk.post("/begin/", _form(own="3"))
    assert first["Location"] == second["Location"]
    assert (Organisation.objects.count(), Team.objects.count()) == (1, 1)


def test_who_leads_and_answers_sits_on_one_chair_and_holds_its_ballot(
    at_desk: Client, founder: Person
) -> None:
    response = at_desk.post("/begin/", _form(own="3"))
    chair = Member.objects.get(person=founder, left=None)
    assert (chair.number, chair.name, chair.facilitator) == (3, "Samira", True)
    cookie = response.cookies[f"ballot_{chair.pk}"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"


def test_an_own_seat_without_a_name_asks_for_one(at_desk: Client) -> None:
    response = at_desk.post(
        "/begin/", {"team": "MT", "seats": "number", "count": "5", "own": "2", "key": "k"}
    )
    assert response.status_code == 422
    assert set(response.context["errors"]) == {"own_name"}


def test_only_a_number_sets_that_many_seats(at_desk: Client) -> None:
    at_desk.post("/begin/", {"team": "MT", "seats": "number", "count": "9", "key": "k"})
    assert Member.objects.filter(number__isnull=False, name="").count() == 9


def test_a_seat_more_is_a_submit_that_keeps_what_was_filled_in(at_desk: Client) -> None:
    response = at_desk.post("/begin/", _form(more="1"))
    assert len(response.context["chairs"]) == 4
    assert "Marieke" in response.content.decode()
    assert not Team.objects.exists()


def test_a_seat_with_a_name_is_not_taken_away(at_desk: Client) -> None:
    assert len(at_desk.post("/begin/", _form(more="-1")).context["chairs"]) == 3
    assert len(at_desk.post("/begin/", _form(name=[*NAMES, ""], more="-1")).context["chairs"]) == 3


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_lost(at_desk: Client) -> None:
    response = at_desk.post("/begin/", _form(team="", name=["Jan", "jan"], organisation="o" * 121))
    page = response.content.decode()
    assert response.status_code == 422
    assert set(response.context["errors"]) == {"team", "organisation", "seat-2"}
    assert 'value="jan"' in page
    assert 'href="#seat-2"' in page
    assert 'aria-describedby="seat-2-error"' in page


def test_a_name_with_emoji_and_markup_is_shown_as_it_was_meant(at_desk: Client) -> None:
    at_desk.post("/begin/", _form(name=["👩🏽‍🚀 Noor", "<b>Jan</b>", ""]))
    page = at_desk.get(f"/t/{Team.objects.get().key}/table/").content.decode()
    assert "👩🏽‍🚀 Noor" in page
    assert "&lt;b&gt;Jan&lt;/b&gt;" in page


def test_opening_the_one_time_link_does_nothing_pressing_its_button_signs_in(
    client_of: Any, founder: Person
) -> None:
    link, visitor = f"/in/{commands.send_link(founder)}/", client_of(None)
    assert visitor.get(link).status_code == 200
    assert visitor.get("/").context["me"] is None
    assert visitor.post(link).status_code == 302
    assert visitor.get("/").context["me"] == founder


def test_a_used_link_says_so_and_an_invented_one_is_nowhere(client_of: Any, founder: Person) -> None:
    link = f"/in/{commands.send_link(founder)}/"
    client_of(None).post(link)
    assert client_of(None).post(link).status_code == 409
    assert client_of(None).post("/in/invented/").status_code == 404


def test_somebody_with_a_team_is_led_to_it(client_of: Any, linde: cast.Table) -> None:
    person = linde.chair("Samira").person
    page = client_of(person).get("/").content.decode()
    assert f'href="/t/{linde.team.key}/"' in page
    assert queries.teams_of(person).count() == 1
