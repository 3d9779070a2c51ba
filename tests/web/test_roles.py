"""The register over HTTP: its size, its pages, and what is taken along."""

import csv
import io
from datetime import date
from itertools import product

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from koers.apps.ledger.turn import open_stream
from koers.apps.people.models import Member, Team
from koers.apps.roles import commands
from koers.apps.roles.models import Role, Term
from koers.domain.roles import Text
from koers.web import role_templates
from koers.web.views.roles.register import PAGE
from tests.cast import Table
from tests.reading import ClientOf

pytestmark = pytest.mark.django_db
TEAMS, ROLES, MOST = 217, 1000, 10


def _many(table: Table) -> None:
    """As many teams and roles as a big organisation has; half of the roles held."""
    home, now = table.organisation, timezone.now()
    streams = [open_stream("team", parent=home.stream) for _ in range(TEAMS)]
    teams = Team.objects.bulk_create(
        Team(stream=stream, organisation=home, key=f"k{n:08}", name=f"Team {n:03}")
        for n, stream in enumerate(streams)
    )
    chairs = Member.objects.bulk_create(
        Member(stream=one.stream, team=one, number=1, name=f"Els {one.name}") for one in teams
    )
    made = []
    for n in range(ROLES):
        role = Role(stream=teams[n % TEAMS].stream, team=teams[n % TEAMS], began=now)
        role.say(Text(f"Rol {n:04}", "Iets doen.", "", "Belt\nSchrijft"))
        made.append(role)
    kept = Role.objects.bulk_create(made)
    Term.objects.bulk_create(
        Term(stream=role.stream, role=role, member=chairs[n % TEAMS], name="Els", first=date(2026, 1, 1))
        for n, role in enumerate(kept)
        if n % 2
    )


def _asked(client: Client, address: str) -> tuple[int, str]:
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address).content.decode()
    return len([q for q in asked if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]), page


def test_a_register_of_a_thousand_roles_costs_no_more_than_one_of_ten(
    linde: Table, client_of: ClientOf
) -> None:
    _many(linde)
    client, key = client_of(linde.chair("Joost").person), linde.team.key
    register = reverse("roles", args=[key])
    for query in ("", "?page=20", "?show=vacant", "?show=soon", "?q=schrijft+0999"):
        count, page = _asked(client, register + query)
        assert count <= MOST, query
        assert page.count('class="role-row"') <= PAGE
    for view in ("roles_csv", "roles_json"):
        assert _asked(client, reverse(view, args=[key]))[0] <= MOST
    assert _asked(client, reverse("role", args=[key, Role.objects.earliest("pk").pk]))[0] <= MOST


def test_every_role_stands_on_one_page_and_the_tabs_count_them(linde: Table, client_of: ClientOf) -> None:
    _many(linde)
    client, register = client_of(linde.chair("Joost").person), reverse("roles", args=[linde.team.key])
    pages = [client.get(f"{register}?page={n}").content.decode() for n in range(1, ROLES // PAGE + 1)]
    assert all(page.count('class="role-row"') == PAGE for page in pages)
    assert all(f"Rol {n:04}" in "".join(pages) for n in range(ROLES))
    assert "role-row" in client.get(f"{register}?show=vacant&page=999").content.decode()
    assert str(client.get(f"{register}?show=vacant").context["counted"]["vacant"]) == "500"


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_of_the_export_is_a_formula(linde: Table, client_of: ClientOf, start: str) -> None:
    evil = Text(f"{start}1+1", f"{start}SOM(A1)", f"{start}2", f"{start}3")
    made = commands.propose_role(linde.facilitator, linde.team, evil, "Nodig")
    role = commands.adopt_role(linde.facilitator, made.pk, "Goed")
    commands.fill_role(linde.facilitator, role.pk, linde.chair("Joost").pk, None, None)
    client = client_of(linde.chair("Joost").person)
    said = client.get(reverse("roles_csv", args=[linde.team.key])).content.decode("utf-8-sig")
    _, row = csv.reader(io.StringIO(said))
    assert row[1:5] == [f"'{text}" for text in (evil.name, evil.purpose, evil.domains, evil.accountabilities)]
    kept = client.get(reverse("roles_json", args=[linde.team.key])).json()["roles"]
    assert (kept[0]["name"], kept[0]["holders"][0]["name"]) == (evil.name, "Joost")


def test_the_neighbours_read_a_role_and_see_no_form(
    linde: Table, next_door: Table, client_of: ClientOf
) -> None:
    made = commands.propose_role(linde.facilitator, linde.team, Text("Gids", "Wie nieuw is doet mee."), "Ja")
    role = commands.adopt_role(linde.facilitator, made.pk, "Goed")
    client, at = client_of(next_door.helper.person), [next_door.team.key, role.pk]
    page = client.get(reverse("role", args=at)).content.decode()
    assert "Wie nieuw is doet mee." in page
    assert 'method="post" action="/t/' not in page
    assert client.get(reverse("role_change", args=at)).status_code == 404
    assert client.post(reverse("role_terms", args=at), {"member": "1"}).status_code in (404, 422)
    assert not Term.objects.exists()


@pytest.mark.parametrize(("language", "code"), list(product(["nl", "en"], role_templates.EXAMPLES)))
def test_an_example_is_a_text_that_can_be_kept(language: str, code: str) -> None:
    from koers.domain import roles

    with translation.override(language):
        text = role_templates.text(code)
        assert roles.tidy(text) == text
        assert text.accountabilities


def test_somebody_who_isnt_chosen_is_said_at_the_field(linde: Table, client_of: ClientOf) -> None:
    made = commands.propose_role(linde.facilitator, linde.team, Text("Gids", "Wie nieuw is doet mee."), "Ja")
    role = commands.adopt_role(linde.facilitator, made.pk, "Goed")
    address = reverse("role_terms", args=[linde.team.key, role.pk])
    for member in ("", "x", "9" * 40, str(10**9)):
        reply = client_of(linde.helper.person).post(address, {"member": member})
        assert reply.status_code == 422, member
        assert "member" in reply.context["errors"]
