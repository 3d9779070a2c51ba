"""First attacks on a round without names, by who has the files: measures.md, confidentiality 1 to 7.

What somebody wrote and took back, or what may not be shown, is nowhere afterwards. What is kept doesn't
say who gave what. What a page says to one person doesn't tell who answered.
"""

import logging
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from koers.apps.ledger import box
from koers.apps.ledger.models import Ask, Entry
from koers.apps.people.models import Member
from koers.apps.scans import commands
from koers.apps.scans.models import Answer, Round, Why
from koers.domain import scans
from tests import cast, rounds
from tests.cast import Table
from tests.reading import ClientOf

pytestmark = pytest.mark.django_db(transaction=True)

RARE = "kwartelzang bij schemer"


@pytest.fixture
def table() -> Iterator[Table]:
    """Seven people; what is left in an open box goes with them."""
    yield cast.seated(cast.organisation(), "MT", cast.MT)
    for scan in Round.objects.filter(stage="answering"):
        box.empty(scan.box)


@pytest.fixture
def rare() -> str:
    """A text that stands nowhere else, not even in the log of another test."""
    return f"kwartelzang {secrets.token_hex(4)}"


def everything_stored() -> dict[str, str]:
    """Every table as text."""
    found = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)} ORDER BY 1")
            found[name] = repr(cursor.fetchall())
    return found


def stored_bytes() -> bytes:
    """The database as an administrator has it: SQLite's file, free pages and log; PostgreSQL's tables."""
    if connection.vendor != "sqlite":
        return repr(everything_stored()).encode()
    file = Path(str(connection.settings_dict["NAME"]))
    return b"".join(one.read_bytes() for one in sorted(file.parent.glob(f"{file.name}*")))


def round_of(table: Table, people: int = 7, taken_back: str = "", stands: str = "") -> Round:
    """A round in which the first took a why back; closed by the facilitator unless all are in."""
    scan = rounds.opened(table)
    rounds.answer(table, scan, table.names[0], score=1, why=taken_back)
    rounds.answer(table, scan, table.names[0], score=5)
    for number, name in enumerate(table.names[1:people], start=1):
        rounds.answer(table, scan, name, score=1 + number % 5, why=stands if number == 1 else "")
    if people < len(table.names):
        commands.close_round(table.facilitator, scan.pk)
    return rounds.now(scan)


# --- in the files


@pytest.mark.parametrize("people", [4, 5, 6, 7])
def test_what_was_taken_back_or_may_not_be_shown_is_in_no_file(table: Table, people: int, rare: str) -> None:
    scan = round_of(table, people, taken_back=f"{rare} terug", stands=f"{rare} blijft")
    files = stored_bytes()
    assert f"{rare} terug".encode() not in files
    assert (f"{rare} blijft".encode() in files) == (people >= scans.CONFIDENTIAL_FROM)
    for secret in table.ballots.values():
        assert secret.encode() not in files
        assert box.slot(secret, scan.box).to_bytes(8) not in files
        assert str(box.slot(secret, scan.box)).encode() not in files


def test_a_stopped_round_leaves_nothing_either(table: Table, rare: str) -> None:
    scan = rounds.opened(table)
    rounds.answer(table, scan, "Joost", why=rare)
    assert rare.encode() in stored_bytes(), "this attack looks in the wrong place"
    commands.cancel_round(table.facilitator, scan.pk)
    assert rare.encode() not in stored_bytes()


def test_deleted_pages_are_overwritten() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA secure_delete").fetchone() == (1,)


# --- in the tables


def test_an_answer_changes_no_row_but_its_own_in_the_box(table: Table) -> None:
    scan = rounds.opened(table)
    before = everything_stored()
    rounds.answer(table, scan, "Samira", score=2, why=RARE)
    after = everything_stored()
    assert {name for name in after if after[name] != before.get(name)} == {f"box_{scan.box}"}
    rounds.answer(table, scan, "Samira", score=4)
    assert {name for name, rows in everything_stored().items() if rows != before.get(name)} == {
        f"box_{scan.box}"
    }


def test_a_row_in_the_box_has_neither_a_name_nor_a_time(table: Table) -> None:
    scan = rounds.opened(table)
    rounds.answer(table, scan, "Samira", why=RARE)
    stored = everything_stored()[f"box_{scan.box}"]
    samira = table.chair("Samira")
    assert not re.search(rf"Samira|{samira.ballot}|{table.ballots['Samira']}|20\d\d-", stored)


def test_the_order_in_the_box_isnt_that_of_answering(table: Table) -> None:
    """With seven the chance that the slots lie in the order of answering is 1 in 5,040."""
    orders = set()
    for _ in range(3):
        scan = rounds.opened(table)
        slots = [box.slot(table.ballots[name], scan.box) for name in table.names]
        orders.add(tuple(sorted(range(7), key=slots.__getitem__)))
        commands.cancel_round(table.facilitator, scan.pk)
    assert orders != {tuple(range(7))}


def test_after_closing_nothing_links_an_answer_to_a_member(table: Table) -> None:
    scan = round_of(table)
    assert not Answer.objects.exists()
    assert not Why.objects.exclude(name="").exists()
    assert f"box_{scan.box}" not in everything_stored()
    assert not Ask.objects.filter(subject=scan.code).exists()
    told = [entry for entry in Entry.objects.filter(subject=scan.code) if entry.deed != "open_round"]
    assert [entry.deed for entry in told] == ["close_round"]
    assert told[0].actor == "system"
    assert set(told[0].data) == {"answered", "seats", "digest"}


def test_whys_are_kept_in_an_order_that_isnt_that_of_the_seats(table: Table) -> None:
    orders = set()
    for _ in range(4):
        scan = rounds.opened(table)
        for name in table.names:
            rounds.answer(table, scan, name, why=name)
        orders.add(tuple(Why.objects.filter(round=scan).order_by("pk").values_list("text", flat=True)))
    assert len(orders) > 1


def test_the_salt_of_a_round_that_may_not_be_shown_opens_nothing(table: Table) -> None:
    """A digest over few answers could be tried out; it is made over what is shown only."""
    scans_ = [round_of(table, 4), round_of(table, 3)]
    for scan in scans_:
        assert not scan.tallies.exists()
        assert (
            commands.digest(scan) == Entry.objects.get(deed="close_round", subject=scan.code).data["digest"]
        )


# --- over the line


def _page(client: Client, address: str) -> tuple[bytes, list[tuple[str, str]]]:
    """A page without what differs each time: the form's tokens, the pass, the session's cookie."""
    reply = client.get(address)
    body = re.sub(rb'(csrfmiddlewaretoken" value|name="key" value|data-live)="[^"]*"', rb"\1", reply.content)
    # The pass says where the ledger stands, and is a letter longer or shorter for that.
    by_itself = ("Set-Cookie", "Content-Length")
    return body, sorted((k, v) for k, v in reply.headers.items() if k not in by_itself)


@pytest.mark.parametrize("page", ["now", "now_fragment", "home", "asks_fragment", "wall", "wall_fragment"])
def test_the_facilitators_pages_are_the_same_whoever_answered(
    table: Table, client_of: ClientOf, page: str
) -> None:
    client, seen = client_of(table.helper.person), set()
    for name in table.names[:4]:
        scan = rounds.opened(table)
        Round.objects.filter(pk=scan.pk).update(number=1000)
        rounds.answer(table, scan, name, score=1 + len(name) % 5, why=RARE if len(name) > 5 else "")
        is_wall = page.startswith("wall")
        arguments = [table.team.key, 1000] if is_wall else [table.team.key]
        body, headers = _page(client, reverse(f"scan_{page}" if is_wall else page, args=arguments))
        seen.add((body, tuple(headers)))
        commands.cancel_round(table.facilitator, scan.pk)
        Round.objects.filter(pk=scan.pk).update(number=2000 + scan.pk)
    assert len(seen) == 1


def test_another_members_page_doesnt_change_when_somebody_answers(table: Table, client_of: ClientOf) -> None:
    scan = rounds.opened(table)
    joost = table.chair("Joost")
    client = client_of(joost.person)
    client.cookies[f"ballot_{joost.pk}"] = table.ballots["Joost"]
    address = reverse("now_fragment", args=[table.team.key])
    rounds.answer(table, scan, "Joost")
    before = _page(client, address)
    rounds.answer(table, scan, "Samira", why=RARE)
    assert _page(client, address) == before


def test_answering_over_http_leaves_no_trace_in_sessions_or_logs(
    table: Table, client_of: ClientOf, caplog: pytest.LogCaptureFixture
) -> None:
    scan = rounds.opened(table)
    samira: Member = table.chair("Samira")
    client = client_of(samira.person)
    client.cookies[f"ballot_{samira.pk}"] = table.ballots["Samira"]
    before = everything_stored()
    form = {f"score-{s}": "2" for s in scans.FIVE} | {"why-structure": RARE}
    with caplog.at_level(logging.INFO):
        reply = client.post(reverse("scan_answer", args=[table.team.key, scan.number]), form)
    assert reply.status_code == 302
    after = everything_stored()
    assert {name for name in after if after[name] != before.get(name)} == {f"box_{scan.box}"}
    assert not [record for record in caplog.records if record.name != "django.db.backends"]
