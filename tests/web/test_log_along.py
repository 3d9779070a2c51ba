"""What is taken along of the log: every kind of file says the same, no text of it is obeyed; and the feed."""

import csv
import io
import json
import re
from datetime import date, datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

import docx
import pytest
from django.test import Client
from django.urls import reverse

from koers.apps.decisions.models import Decision
from koers.apps.decisions.records import commands as records
from koers.apps.notices import commands as notices
from koers.apps.people import commands as people
from koers.apps.people import queries as seats
from koers.apps.people.models import Member
from koers.domain.minutes import DECISION
from koers.domain.minutes.taking import Chosen, Source
from koers.web import wording_log
from koers.web.views.records import selection
from tests import records as play
from tests.cast import Table
from tests.reading import ClientOf

pytestmark = pytest.mark.django_db
KINDS = ("csv", "json", "markdown", "pdf", "word")
Said = list[tuple[str, str]]


@pytest.fixture
def joost(linde: Table, client_of: ClientOf) -> Client:
    return client_of(linde.chair("Joost").person)


def _taken_over(table: Table, text: str, title: str = "Beraad") -> Decision:
    made = records.take_decision(
        table.facilitator, table.team, Chosen(1, DECISION, text), Source(title, date(2019, 5, 3))
    )
    assert made is not None
    return made


def _file(client: Client, table: Table, kind: str, **wanted: str) -> bytes:
    reply = client.get(reverse(f"log_{kind}", args=[table.team.key]), wanted)
    assert reply.status_code == 200
    assert "attachment" in reply["Content-Disposition"]
    return reply.content


# --- the same decisions in every kind


def of_csv(file: bytes) -> Said:
    _head, *rows = csv.reader(io.StringIO(file.decode("utf-8-sig")))
    return [(row[0], row[2]) for row in rows]


def of_json(file: bytes) -> Said:
    return [(one["number"], one["title"]) for one in json.loads(file)["decisions"]]


def of_markdown(file: bytes) -> Said:
    heads = re.findall(r"^## (\S+) (.*)$", file.decode(), re.MULTILINE)
    return [(number.replace("\\", ""), re.sub(r"\\(.)", r"\1", title)) for number, title in heads]


def of_word(file: bytes) -> Said:
    paragraphs = docx.Document(io.BytesIO(file)).paragraphs
    heads = [one.text for one in paragraphs if one.style and one.style.name == "Heading 2"]
    return [(number, title) for number, _, title in (head.partition(" ") for head in heads)]


def of_pdf(file: bytes) -> Said:
    """Its bookmarks: one for each heading, the last one first, and the heading of the whole at the end."""
    found = re.findall(rb"/Title(<[0-9A-F]+>|\(.*?\))/Dest", file, re.DOTALL)
    heads = [_pdf_text(one) for one in found]
    numbered = [head for head in heads if re.match(r"\d{4}-\d", head)]
    return [(number, title.strip()) for number, _, title in (head.partition(" ") for head in numbered)]


def _pdf_text(one: bytes) -> str:
    if one.startswith(b"<"):
        return bytes.fromhex(one[1:-1].decode()).decode("utf-16")
    return re.sub(r"\\(.)", r"\1", one[1:-1].decode("latin-1"))


OF = {"csv": of_csv, "json": of_json, "markdown": of_markdown, "pdf": of_pdf, "word": of_word}


def test_every_kind_of_file_says_the_same_decisions_as_the_page(linde: Table, joost: Client) -> None:
    play.decided(linde, title="Geen #lantaarn (zonder) *rust_*")
    play.decided(linde, title="Eén lantaarn vóór Pinksteren")
    play.decided(linde, title="Iets anders")
    _taken_over(linde, "Een lantaarn bij elke deur.")
    page = joost.get(reverse("log", args=[linde.team.key]), {"q": "lantaarn"})
    shown = [(row.decision.number, row.decision.title) for row in page.context["rows"]]
    assert len(shown) == 3
    said = {kind: OF[kind](_file(joost, linde, kind, q="lantaarn")) for kind in KINDS}
    assert {kind: sorted(pairs) for kind, pairs in said.items()} == dict.fromkeys(KINDS, sorted(shown))
    assert [pairs for kind, pairs in said.items() if kind != "pdf"] == [shown] * 4


def test_every_kind_of_file_says_the_same_of_a_decision(linde: Table, joost: Client) -> None:
    made = _taken_over(linde, "De *poort* gaat dicht.", "Beraad (mei)")
    head, row = csv.reader(io.StringIO(_file(joost, linde, "csv").decode("utf-8-sig")))
    facts = dict(zip(head, row, strict=True))
    assert facts["Staat in"] == "Beraad (mei), 3 mei 2019"
    (data,) = json.loads(_file(joost, linde, "json"))["decisions"]
    assert (data["text"], data["sealed"], data["source"]) == (made.text, "2019-05-03", facts["Staat in"])
    assert data["digest"] == made.digest
    below = [title for title in head if title not in ("Nummer", "Titel", "Besluit") and facts[title]]
    word = [one.text for one in docx.Document(io.BytesIO(_file(joost, linde, "word"))).paragraphs]
    assert word[-len(below) :] == [f"{title}\t{facts[title]}" for title in below]
    markdown = re.sub(r"\\(.)", r"\1", _file(joost, linde, "markdown").decode())
    assert [line for line in markdown.splitlines() if line.startswith("- ")] == [
        f"- {title}: {facts[title]}" for title in below
    ]
    assert "> De *poort* gaat dicht." in markdown


@pytest.mark.parametrize("kind", KINDS)
def test_what_doesnt_fit_in_one_file_is_refused_and_the_number_is_said(
    linde: Table, joost: Client, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selection, "MOST", 1)
    monkeypatch.setattr(selection, "MOST_ON_PAPER", 1)
    for n in range(2):
        play.decided(linde, title=f"Nacht {n}")
    reply = joost.get(reverse(f"log_{kind}", args=[linde.team.key]))
    assert reply.status_code >= 400
    assert "Dit zijn 2 besluiten" in reply.content.decode()


# --- nothing that was written is obeyed


@pytest.mark.parametrize(
    "typed", ["=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(A1)", "'=1+1", "''@x", "=cmd|' /C calc'!A0"]
)
def test_no_cell_of_a_sheet_is_a_formula_whoever_wrote_it_and_wherever(
    linde: Table, joost: Client, typed: str
) -> None:
    owner = linde.chair("Ravi")
    Member.objects.filter(pk=owner.pk).update(name=typed)
    made = _taken_over(linde, typed, typed)
    Decision.objects.filter(pk=made.pk).update(priority=typed, owner=owner.pk)
    _head, row = csv.reader(io.StringIO(_file(joost, linde, "csv").decode("utf-8-sig")))
    cells = {code: cell for (code, _), cell in zip(wording_log.COLUMNS, row, strict=True)}
    assert [cells[code] for code in ("title", "text", "owner", "priority")] == [f"'{typed}"] * 4
    assert cells["source"].startswith(f"'{typed}")


def test_signs_that_no_file_can_hold_break_none_of_them(
    linde: Table, client_of: ClientOf, joost: Client
) -> None:
    made = play.decided(linde)
    Decision.objects.filter(pk=made.pk).update(title="Nacht\x0b\x1f\ufffe", text="Een\x0ctwee\x08")
    for kind in KINDS:
        assert made.number in str(OF[kind](_file(joost, linde, kind)))
    address = joost.get(reverse("log", args=[linde.team.key])).context["feed"]
    feed = ElementTree.fromstring(client_of(None).get(address).content)
    assert feed.findtext("{*}entry/{*}title") == f"{made.number} Nacht"


# --- the feed


ATOM = "{http://www.w3.org/2005/Atom}"


def _feed(client: Client, joost: Client, table: Table) -> ElementTree.Element:
    reply = client.get(joost.get(reverse("log", args=[table.team.key])).context["feed"])
    assert reply["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(reply.content)


def test_the_feed_has_all_that_atom_asks(linde: Table, client_of: ClientOf, joost: Client) -> None:
    """RFC 4287, 4.1.1 and 4.1.2, as a validator would say it."""
    for n in range(3):
        play.decided(linde, title=f"Nacht {n}")
    feed = _feed(client_of(None), joost, linde)
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "nl"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 3
    for one in (feed, *entries):
        for name in ("id", "title", "updated"):
            (only,) = one.findall(f"{ATOM}{name}")
            assert only.text
        assert urlsplit(one.findtext(f"{ATOM}id") or "").scheme
        assert datetime.fromisoformat(one.findtext(f"{ATOM}updated") or "").tzinfo
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == linde.team.name
    links = [
        (link.get("rel"), urlsplit(link.get("href") or "").scheme) for link in feed.findall(f"{ATOM}link")
    ]
    assert sorted(links) == [("alternate", "http"), ("self", "http")]
    ids = [one.findtext(f"{ATOM}id") for one in entries]
    assert len(set(ids)) == len(ids)
    days = [datetime.fromisoformat(one.findtext(f"{ATOM}updated") or "") for one in entries]
    assert days == sorted(days, reverse=True)
    assert datetime.fromisoformat(feed.findtext(f"{ATOM}updated") or "") == days[0]


def test_what_somebody_wrote_stays_text_in_a_reader(linde: Table, client_of: ClientOf, joost: Client) -> None:
    made = play.decided(linde, title="<b>Nacht</b>")
    Decision.objects.filter(pk=made.pk).update(text="<script>alert(1)</script>\nTwee")
    (entry,) = _feed(client_of(None), joost, linde).findall(f"{ATOM}entry")
    (summary,) = entry.findall(f"{ATOM}summary")
    assert summary.get("type") == "html"
    assert summary.text == "<p>&lt;script&gt;alert(1)&lt;/script&gt;<br>Twee</p>"
    title = entry.find(f"{ATOM}title")
    assert title is not None
    assert (title.get("type", "text"), title.text) == ("text", f"{made.number} <b>Nacht</b>")


def test_the_feed_ends_with_the_chair_and_when_links_are_withdrawn(linde: Table, client_of: ClientOf) -> None:
    decision = play.decided(linde)
    joost = linde.chair("Joost")
    assert joost.person is not None
    notices.open_calendar(seats.seat_of_person(joost.person))
    address = client_of(joost.person).get(reverse("log", args=[linde.team.key])).context["feed"]
    stranger = client_of(None)
    feed = ElementTree.fromstring(stranger.get(address).content)
    assert decision.number in (feed.findtext("{*}entry/{*}title") or "")
    notices.withdraw_links(seats.seat_of_person(joost.person))
    assert stranger.get(address).status_code == 404
    again = client_of(joost.person).get(reverse("log", args=[linde.team.key])).context["feed"]
    assert stranger.get(again).status_code == 200
    people.free_seat(linde.facilitator, joost.pk)
    assert stranger.get(again).status_code == 404
