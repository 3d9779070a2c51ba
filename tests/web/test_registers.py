"""Bringing in a register over HTTP: a preview makes nothing, what is taken along comes back the same."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from koers.apps.people import queries as people
from koers.apps.people.models import Member, Organisation, Team
from koers.apps.roles.bringing import commands
from koers.apps.roles.models import Role
from koers.domain.registers.checking import checked
from koers.registers import reading
from koers.web import bringing
from tests import cast
from tests.apps.test_bringing import SAMPLE, TODAY
from tests.cast import Table
from tests.reading import ClientOf
from tests.registers.test_reading import KUBERNETES, RUST, _teams, _zip, with_registers

pytestmark = pytest.mark.django_db
MOST = 10


def _preview(client: Client, table: Table, name: str, data: bytes, **more: str) -> Any:
    address = reverse("register_import", args=[table.team.key])
    return client.post(address, {"file": ContentFile(data, name), **more})


def _confirm(client: Client, table: Table, preview: Any) -> Any:
    form = {"register": preview.context["register"]}
    return client.post(reverse("register_confirmation", args=[table.team.key]), form)


def test_nothing_is_made_before_it_is_confirmed_and_twice_makes_nothing_more(
    linde: Table, client_of: ClientOf
) -> None:
    client, data = client_of(linde.helper.person), _zip(_teams(SAMPLE / "teams"))
    preview = _preview(client, linde, "teams.zip", data)
    assert preview.status_code == 200
    assert Team.objects.count() == 1
    assert _confirm(client, linde, preview).status_code == 302
    assert Team.objects.count() == 7
    assert _confirm(client, linde, preview).status_code == 302
    again = _preview(client, linde, "teams.zip", data)
    assert again.context["nothing"]
    assert Team.objects.count() == 7


def test_a_preview_of_somebody_else_or_one_that_was_changed_makes_nothing(
    linde: Table, elsewhere: Table, client_of: ClientOf
) -> None:
    preview = _preview(
        client_of(linde.helper.person), linde, "groups.yaml", (SAMPLE / "groups.yaml").read_bytes()
    )
    other = client_of(elsewhere.helper.person)
    assert _confirm(other, elsewhere, preview).status_code == 422
    changed = {"register": preview.context["register"][:-1] + "x"}
    address = reverse("register_confirmation", args=[linde.team.key])
    assert client_of(linde.helper.person).post(address, changed).status_code == 422
    assert not Team.objects.filter(name="Water").exists()


def test_a_file_that_cannot_be_read_says_where(linde: Table, client_of: ClientOf) -> None:
    reply = _preview(client_of(linde.helper.person), linde, "a.toml", b'name = "x"\n[people\n')
    assert reply.status_code == 422
    assert "a.toml" in reply.context["errors"]["file"]
    assert "2" in reply.context["errors"]["file"]


def test_a_file_with_markup_in_its_names_is_shown_as_text(linde: Table, client_of: ClientOf) -> None:
    evil = "<script>alert(1)</script>"
    sheet = f"team,name,holder\n{evil},{evil},{evil}\n".encode()
    client = client_of(linde.helper.person)
    preview = _preview(client, linde, f"{evil}.csv", sheet)
    assert evil not in preview.content.decode()
    assert _confirm(client, linde, preview).status_code == 302
    team = Team.objects.get(name=evil)
    for view, at in (("circles", []), ("circle", [team.pk]), ("roles", [])):
        assert evil not in client.get(reverse(view, args=[linde.team.key, *at])).content.decode()


def _taken_along(client: Client, table: Table, kind: str) -> bytes:
    return client.get(reverse(f"roles_{kind}", args=[table.team.key])).content


def _same(client: Client, table: Table) -> Any:
    kept = json.loads(_taken_along(client, table, "json"))
    for role in kept["roles"]:
        del role["version"]
    own = table.team.name
    return [team for team in kept["teams"] if team["name"] != own], kept["roles"]


@pytest.mark.parametrize("kind", ["json", "csv"])
@pytest.mark.parametrize(
    "path",
    [
        SAMPLE / "teams",
        pytest.param(RUST, marks=with_registers),
        pytest.param(KUBERNETES, marks=with_registers),
    ],
    ids=["sample", "rust", "kubernetes"],
)
def test_what_is_taken_along_comes_back_as_the_same_register(
    linde: Table, elsewhere: Table, client_of: ClientOf, path: Path, kind: str
) -> None:
    register = checked(reading.read_path(path), TODAY, with_ended=True)
    commands.bring_register(people.seat_of_person(linde.organisation.founder), linde.organisation, register)
    here, there = client_of(linde.helper.person), client_of(elsewhere.helper.person)
    taken = _taken_along(here, linde, kind)
    assert _preview(here, linde, f"roles.{kind}", taken).context["nothing"]
    assert _confirm(there, elsewhere, _preview(there, elsewhere, f"roles.{kind}", taken)).status_code == 302
    teams, roles = _same(there, elsewhere)
    ours, our_roles = _same(here, linde)
    assert roles == our_roles
    assert [team for team in teams if team["name"] != linde.team.name] == ours


def _asked(client: Client, address: str) -> tuple[int, str]:
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address)
    assert page.status_code == 200, address
    return len([q for q in asked if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]), page.content.decode()


@with_registers
def test_the_pages_of_an_organisation_of_217_teams_ask_the_database_at_most_ten_times(
    linde: Table, client_of: ClientOf
) -> None:
    register = checked(reading.read_path(RUST), TODAY, with_ended=True)
    commands.bring_register(people.seat_of_person(linde.organisation.founder), linde.organisation, register)
    client, key = client_of(linde.helper.person), linde.team.key
    compiler = Team.objects.get(name="compiler")
    pages = [
        reverse("circles", args=[key]),
        reverse("circle", args=[key, compiler.pk]),
        reverse("roles", args=[key]),
        reverse("roles", args=[key]) + "?q=maintainer",
        reverse("role", args=[key, Role.objects.filter(team=compiler).latest("pk").pk]),
        reverse("roles_json", args=[key]),
        reverse("roles_csv", args=[key]),
        reverse("home", args=[key]),
    ]
    for address in pages:
        assert _asked(client, address)[0] <= MOST, address
    data = _zip(_teams(RUST))
    with CaptureQueriesContext(connection) as asked:
        preview = _preview(client, linde, "teams.zip", data, ended="yes")
    assert preview.context["nothing"]
    assert len(asked) <= MOST


def test_the_list_beside_the_map_has_every_role_and_team_that_the_map_has(
    linde: Table, client_of: ClientOf
) -> None:
    register = checked(reading.read_path(SAMPLE / "teams"), TODAY)
    commands.bring_register(people.seat_of_person(linde.organisation.founder), linde.organisation, register)
    client, key = client_of(linde.chair("Joost").person), linde.team.key
    for at in ([], [Team.objects.get(name="compiler").pk]):
        page = client.get(reverse("circle" if at else "circles", args=[key, *at])).content.decode()
        found = re.search(r'<svg class="map".*?</svg>', page, re.DOTALL)
        assert found
        drawing, beside = found[0], page.replace(found[0], "")
        links = {part.split('"', 1)[0] for part in drawing.split('<a href="')[1:]}
        assert links
        assert all(f'href="{link}"' in beside for link in links)


def test_who_founded_it_opens_a_team_inside_another_and_leads_it(linde: Table, client_of: ClientOf) -> None:
    client = client_of(linde.helper.person)
    form = {"name": "Wijkteam Zuid", "inside": linde.team.pk, "key": "k1"}
    for _ in range(2):
        assert client.post(reverse("circle_opening", args=[linde.team.key]), form).status_code == 302
    team = Team.objects.get(name="Wijkteam Zuid")
    assert (team.parent, team.organisation) == (linde.team, linde.organisation)
    assert Member.objects.get(team=team).person == linde.helper.person
    assert client.get(reverse("home", args=[team.key])).status_code == 200


def test_the_command_line_shows_it_first_and_says_what_is_wrong(db: None) -> None:
    home: Organisation = cast.organisation()
    found = bringing.look(SAMPLE / "teams", home.name, with_ended=False)
    assert len(list(found.lines())) > 1
    assert not Team.objects.exists()
    found.make()
    assert Team.objects.count() == 6
    assert bringing.look(SAMPLE / "teams", home.name, with_ended=False).made.nothing
    for path, name in ((SAMPLE / "teams", "Bestaat niet"), (SAMPLE / "SOURCE.txt", home.name)):
        with pytest.raises(bringing.Impossible, match=r"\w+ .*\."):
            bringing.look(path, name, with_ended=False)
