"""Earlier decisions over HTTP: a preview keeps nothing, and what comes in says where it came from."""

import json
import re
import secrets
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from koers.apps.decisions.models import Decision
from koers.apps.ledger.models import Entry
from koers.domain.earlier.saying import MOST_ROWS
from koers.web import bringing, bringing_decisions
from tests.cast import Table
from tests.earlier.test_reading import HERE, LOOMIO, SHEET
from tests.reading import ClientOf

pytestmark = pytest.mark.django_db
MOST = 10


def _preview(client: Client, table: Table, data: bytes, name: str = "besluiten.csv") -> Any:
    return client.post(reverse("earlier", args=[table.team.key]), {"file": ContentFile(data, name)})


def _form(preview: Any, **changed: str) -> dict[str, str]:
    """What the preview's form sends."""
    chosen = {column.name: column.chosen for column in preview.context["columns"]}
    return {"carried": preview.context["carried"], "seen": preview.context["seen"], **chosen, **changed}


def _confirm(client: Client, table: Table, preview: Any, **changed: str) -> Any:
    address = reverse("earlier_confirmation", args=[table.team.key])
    return client.post(address, _form(preview, **changed))


def _titles(preview: Any, part: str) -> list[str]:
    return [one.row.title for one in preview.context[part]]


def test_nothing_is_kept_before_it_is_confirmed_and_twice_adds_nothing(
    linde: Table, client_of: ClientOf
) -> None:
    client = client_of(linde.helper.person)
    entries = Entry.objects.count()
    preview = _preview(client, linde, SHEET)
    assert preview.status_code == 200
    assert len(_titles(preview, "fresh")) == 5
    assert _titles(preview, "differing") == ["Nieuwe huisstijl", "Statuten"]
    assert _titles(preview, "refused") == ["Fusie met De Wilg", "Parkeren", "Lunch", "Koffie"]
    assert (Decision.objects.count(), Entry.objects.count()) == (0, entries)
    assert _confirm(client, linde, preview, key="k1").status_code == 302
    assert Decision.objects.count() == 5
    assert _confirm(client, linde, preview, key="k1").status_code == 302
    assert _confirm(client, linde, preview, key="k2").status_code == 409
    again = _preview(client, linde, SHEET)
    assert (_titles(again, "fresh"), len(_titles(again, "here"))) == ([], 5)
    assert Decision.objects.count() == 5


def test_the_preview_says_what_is_missing_and_why_a_row_stays_out(linde: Table, client_of: ClientOf) -> None:
    page = _preview(client_of(linde.helper.person), linde, SHEET)
    shown = {one.row.title: one for part in ("fresh", "refused") for one in page.context[part]}
    assert shown["Parkeren"].row.earlier.row == 7
    assert "31-02-2020" in shown["Lunch"].says
    assert "Uitgesteld" in shown["Koffie"].says
    assert any("Gerda" in note for note in shown["De open dag is voortaan in september."].notes)
    assert shown["Nieuwe huisstijl"].figures.startswith("4 ")
    assert shown["Nieuwe huisstijl"].lacking


def test_columns_can_be_chosen_otherwise_and_then_it_is_looked_at_once_more(
    linde: Table, client_of: ClientOf
) -> None:
    client, address = client_of(linde.helper.person), reverse("earlier", args=[linde.team.key])
    data = b"kenmerk;wat;wanneer\n7;Het terrein is rookvrij.;14-03-2019\n"
    first = _preview(client, linde, data)
    assert first.status_code == 422
    assert "columns" in first.context["errors"]
    chosen = {"column-1": "text", "column-2": "day"}
    unseen = _confirm(client, linde, first, **chosen)
    assert unseen.status_code == 422
    assert not Decision.objects.exists()
    second = client.post(address, _form(first, **chosen))
    assert _titles(second, "fresh") == ["Het terrein is rookvrij."]
    assert _confirm(client, linde, second).status_code == 302
    assert Decision.objects.get().record["imported"]["number"] == "7"


@pytest.mark.parametrize("codes", [("text", "text", "day"), ("colour", "text", "day"), ("", "", "")])
def test_columns_that_do_not_fit_are_said_at_the_columns(
    linde: Table, client_of: ClientOf, codes: tuple[str, ...]
) -> None:
    client = client_of(linde.helper.person)
    preview = _preview(client, linde, b"a;besluit;datum\n1;2;2019-01-01\n")
    changed = {f"column-{n}": code for n, code in enumerate(codes)}
    reply = client.post(reverse("earlier", args=[linde.team.key]), _form(preview, **changed))
    assert reply.status_code == 422
    assert "columns" in reply.context["errors"]


def test_a_preview_of_another_or_one_that_was_changed_brings_in_nothing(
    linde: Table, next_door: Table, elsewhere: Table, client_of: ClientOf
) -> None:
    client = client_of(linde.helper.person)
    preview = _preview(client, linde, SHEET)
    assert _confirm(client_of(elsewhere.helper.person), elsewhere, preview).status_code == 422
    assert _confirm(client, next_door, preview).status_code == 422
    for name in ("carried", "seen"):
        changed = preview.context[name]
        turned = changed[:-1] + ("x" if changed[-1] != "x" else "y")
        assert _confirm(client, linde, preview, **{name: turned}).status_code == 422
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b"besluit;datum\n" + b"A;2019-01-01\n" * (MOST_ROWS + 1)),
        ("a.zip", b"PK\x03\x04"),
        ("a.json", b'{"a": 1}'),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\0\0\0"),
        ("a.csv", b""),
    ],
    ids=["many", "zip", "json", "old spreadsheet", "empty"],
)
def test_a_file_that_cannot_be_read_is_refused_at_its_field(
    linde: Table, client_of: ClientOf, name: str, data: bytes
) -> None:
    reply = _preview(client_of(linde.helper.person), linde, data, name)
    assert reply.status_code == 422
    assert reply.context["errors"]["file"]


def test_without_a_file_it_is_asked_for(linde: Table, client_of: ClientOf) -> None:
    reply = client_of(linde.helper.person).post(reverse("earlier", args=[linde.team.key]))
    assert (reply.status_code, list(reply.context["errors"])) == (422, ["file"])


def test_more_text_than_a_form_carries_is_told(linde: Table, client_of: ClientOf) -> None:
    rows = "".join(f"{secrets.token_urlsafe(3000)};2019-01-01\n" for _ in range(900))
    reply = _preview(client_of(linde.helper.person), linde, f"besluit;datum\n{rows}".encode())
    assert (reply.status_code, list(reply.context["errors"])) == (422, ["file"])


def test_markup_and_formulas_in_a_file_stay_text(linde: Table, client_of: ClientOf) -> None:
    client, evil = client_of(linde.helper.person), "<script>alert(1)</script>"
    data = f'titel;besluit;datum;link;redenen\n{evil};=1+1;2019-01-01;javascript:alert(1);"{evil}"\n'
    preview = _preview(client, linde, data.encode())
    assert evil not in preview.content.decode()
    _confirm(client, linde, preview)
    page = client.get(reverse("decision", args=[linde.team.key, "2019-001"])).content.decode()
    assert evil not in page
    assert 'href="javascript' not in page
    sheet = client.get(reverse("log_csv", args=[linde.team.key])).content.decode()
    assert "'=1+1" in sheet


def test_only_who_leads_finds_the_way_to_it(linde: Table, client_of: ClientOf) -> None:
    address = reverse("earlier", args=[linde.team.key])
    for person, there in ((linde.helper.person, True), (linde.chair("Ravi").person, False)):
        page = client_of(person).get(reverse("log", args=[linde.team.key])).content.decode()
        assert (address in page) is there


def test_its_page_says_where_it_came_from_and_where_figures_differ(linde: Table, client_of: ClientOf) -> None:
    client = client_of(linde.helper.person)
    _confirm(client, linde, _preview(client, linde, SHEET))
    style, smoke = (Decision.objects.get(title=name) for name in ("Nieuwe huisstijl", "Rookvrij terrein"))
    page = client.get(reverse("decision", args=[linde.team.key, style.number])).content.decode()
    main = page[page.index("<main") : page.index("</main")]
    assert "besluiten.csv, rij 3" in main
    assert "Met 4 voor, 5 tegen, 9 aanwezig en ‘gewone meerderheid’ zou dat niet zo zijn." in main
    assert reverse("decision_recount", args=[linde.team.key, style.number]) not in main
    page = client.get(reverse("decision", args=[linde.team.key, smoke.number])).content.decode()
    assert 'href="https://delinde.example/notulen/2019-03"' in page
    assert "Nageteld komt er hetzelfde uit." in page
    joost = client_of(linde.chair("Joost").person)
    for name in "pdf markdown export recount change".split():
        assert joost.get(reverse(f"decision_{name}", args=[linde.team.key, style.number])).status_code == 200
    markdown = client.get(reverse("decision_markdown", args=[linde.team.key, style.number])).content.decode()
    assert "besluiten.csv, rij 3" in markdown


def test_it_goes_along_with_the_log_and_its_own_list_comes_back_as_known(
    linde: Table, client_of: ClientOf
) -> None:
    client, key = client_of(linde.helper.person), linde.team.key
    _confirm(client, linde, _preview(client, linde, SHEET))
    for name in ("log_json", "log_markdown", "log_pdf"):
        assert client.get(reverse(name, args=[key])).status_code == 200
    told = json.loads(client.get(reverse("log_json", args=[key])).content)["decisions"]
    assert {one["sealed"][:4] for one in told} == {"2019", "2020"}
    preview = _preview(client, linde, client.get(reverse("log_csv", args=[key])).content, "log.csv")
    assert (preview.status_code, _titles(preview, "fresh")) == (200, [])
    assert len(_titles(preview, "here")) == 5


def test_pages_with_many_of_them_ask_the_database_at_most_ten_times(
    linde: Table, client_of: ClientOf
) -> None:
    client, key = client_of(linde.helper.person), linde.team.key
    data = "besluit;datum;eigenaar\n" + "".join(
        f"Besluit {n} over van alles.;{1990 + n % 30}-02-03;Samira\n" for n in range(600)
    )
    _confirm(client, linde, _preview(client, linde, data.encode()))
    assert Decision.objects.count() == 600
    with CaptureQueriesContext(connection) as asked:
        assert len(_titles(_preview(client, linde, data.encode()), "here")) == 600
    assert len(asked) <= MOST
    for address in (
        reverse("log", args=[key]),
        reverse("log", args=[key]) + "?q=alles&year=1990",
        reverse("decision", args=[key, "1990-001"]),
        reverse("mirror", args=[key]),
        reverse("decisions", args=[key]),
        reverse("home", args=[key]),
    ):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200, address
        assert len([q for q in asked if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]) <= MOST, address


def test_polls_of_loomio_are_shown_with_what_was_not_tried_said_plainly(
    linde: Table, client_of: ClientOf
) -> None:
    client = client_of(linde.helper.person)
    preview = _preview(client, linde, LOOMIO, "export.json")
    page = preview.content.decode()
    assert "nog niet uitgeprobeerd" in page
    assert _titles(preview, "fresh") == ["Eén rooster voor de nacht", "Vergaderen op dinsdag"]
    assert "de losse stemmen komen op 1" in page
    assert _confirm(client, linde, preview).status_code == 302
    page = client.get(reverse("decision", args=[linde.team.key, "2023-001"])).content.decode()
    assert "agree: 3, abstain: 0, disagree: 0" in page
    assert re.search(r"De nachten", page)


# --- the command line


def test_the_command_line_shows_it_first_and_brings_in_what_is_new(linde: Table) -> None:
    name, team = linde.organisation.name, linde.team.name
    looked = bringing_decisions.look(HERE / "besluiten.csv", name, team, [])
    assert len(list(looked.lines())) == 7
    assert not Decision.objects.exists()
    looked.bring()
    assert Decision.objects.count() == 5
    again = bringing_decisions.look(HERE / "besluiten.csv", name, team, [])
    assert again.fresh == []


def test_the_command_line_takes_columns_by_their_heads(linde: Table, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("wat;besluit;datum\nRookvrij.;1;2019-01-01\n")
    looked = bringing_decisions.look(
        file, linde.organisation.name, linde.team.name, ["wat=text", "besluit=number"]
    )
    (row,) = looked.fresh
    assert (row.text, row.earlier.number) == ("Rookvrij.", "1")


def test_the_command_line_says_what_is_wrong(linde: Table, tmp_path: Path) -> None:
    file, broken = tmp_path / "a.csv", tmp_path / "b.csv"
    file.write_text("besluit;datum\nA;2019-01-01\n")
    broken.write_text('besluit;datum\n"A;2019-01-01\n')
    home, team = linde.organisation.name, linde.team.name
    for path, name, at in ((file, "Elders", team), (file, home, "Elders"), (broken, home, team)):
        with pytest.raises(bringing.Impossible, match=r"\w+ .*\."):
            bringing_decisions.look(path, name, at, [])
    linde.helper.__class__.objects.filter(team=linde.team).update(facilitator=False)
    with pytest.raises(bringing.Impossible, match=team):
        bringing_decisions.look(file, home, team, [])
