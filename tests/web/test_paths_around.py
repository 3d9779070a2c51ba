"""Ways around the promise of a round without names, each with the rule of confidentiality it would break."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from koers.apps.ledger import box, pulse
from koers.apps.people import commands as people
from koers.apps.scans import commands
from koers.apps.scans.models import Round, Tally, Why
from koers.domain import scans
from koers.domain.ballots import Ballot
from koers.serving import ledger_file
from tests import cast, rounds
from tests.cast import Table
from tests.reading import ClientOf

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(db: None) -> Table:
    return cast.de_linde()


def at(page: str, table: Table, scan: Round) -> str:
    """The address of a page of this round."""
    return reverse(page, args=[table.team.key, scan.number])


def own(client_of: ClientOf, table: Table, name: str) -> Client:
    """Somebody's phone."""
    chair = table.chair(name)
    client = client_of(chair.person)
    client.cookies[f"ballot_{chair.pk}"] = table.ballots[name]
    return client


def full(table: Table, score: int = 3) -> Round:
    """A round that all answered."""
    scan = rounds.opened(table)
    for number, name in enumerate(table.names):
        rounds.answer(table, scan, name, score=1 + (number + score) % 5)
    return rounds.now(scan)


# --- rule 4: free text


def test_rule_4_no_text_below_six_and_the_form_says_that_style_gives_away(
    table: Table, client_of: ClientOf
) -> None:
    scan = rounds.opened(table)
    with translation.override("en"):
        form = own(client_of, table, "Joost").get(
            at("scan_answer", table, scan), headers={"accept-language": "en"}
        )
    assert "How you write may give you away." in form.content.decode()
    for name in table.names[:5]:
        rounds.answer(table, scan, name, why=f"omdat {name}")
    commands.close_round(table.facilitator, scan.pk)
    assert not Why.objects.exists()
    page = client_of(table.helper.person).get(at("scan", table, scan))
    assert "omdat" not in page.content.decode()


# --- rule 5: the membership guard


@pytest.mark.parametrize("page", ["scan", "scan_wall"])
def test_rule_5_a_chain_of_rounds_that_each_differ_by_one_person_is_never_compared(
    table: Table, client_of: ClientOf, page: str
) -> None:
    client = client_of(table.helper.person)
    full(table, 1)
    for number in range(4):
        leaver = table.names[number]
        people.free_seat(table.facilitator, table.chair(leaver).pk)
        cast.sit(table, leaver)
        context = client.get(at(page, table, full(table, number + 2))).context
        assert context["earlier"] is None
        assert not any(row.before or row.moved for row in context["rows"])
    same = client.get(at(page, table, full(table, 1))).context
    assert same["earlier"] is not None, "this attack looks in the wrong place"


# --- rule 6: the remainder


@pytest.mark.parametrize("page", ["scan", "scan_wall", "scans", "home"])
def test_rule_6_no_page_can_be_narrowed_down(table: Table, client_of: ClientOf, page: str) -> None:
    client, scan = client_of(table.helper.person), full(table)
    address = at(page, table, scan) if page in ("scan", "scan_wall") else reverse(page, args=[table.team.key])
    whole = seen(client, address)
    chair = table.chair("Joost").pk
    for narrow in (f"member={chair}", f"without={chair}", "role=x", "part=direction", "n=3", "format=json"):
        assert seen(client, f"{address}?{narrow}") == whole


def test_rule_6_a_part_that_fewer_than_six_answered_isnt_kept(table: Table) -> None:
    scan = rounds.opened(table, with_parts=True)
    part = scans.PARTS["direction"][0]
    for number, name in enumerate(table.names):
        scores = dict.fromkeys(scans.FIVE, 3) | ({part: 4} if number < 5 else {})
        commands.answer(table.seat(name), scan, Ballot(scores), table.ballots[name])
    assert set(Tally.objects.filter(round=scan).values_list("item", flat=True)) == set(scans.FIVE)


# --- rule 7: paths around


def seen(client: Client, address: str) -> list[str]:
    """A page without the lines that differ each time."""
    page = client.get(address).content.decode()
    return [
        line for line in page.splitlines() if not any(t in line for t in ("csrf", "key", "data-live", "?"))
    ]


def test_rule_7_a_reply_says_nothing_of_the_answer_and_nobody_keeps_it(
    table: Table, client_of: ClientOf
) -> None:
    scan = rounds.opened(table)
    said = set()
    for score, why in ((1, ""), (5, "een heel lange reden " * 20), (3, "kort")):
        form = {f"score-{s}": str(score) for s in scans.FIVE} | {"why-structure": why}
        reply = own(client_of, table, "Joost").post(at("scan_answer", table, scan), form)
        said.add((reply.status_code, reply.content, tuple(sorted(reply.headers.items()))))
    assert len(said) == 1
    page = own(client_of, table, "Joost").get(at("scan_answer", table, scan))
    assert page.headers["Cache-Control"] == "private, no-store"
    assert not {"ETag", "Last-Modified"} & page.headers.keys()


@pytest.fixture
def heard() -> Iterator[list[int]]:
    beats: list[int] = []
    stop = pulse.listen(lambda stream, seq: beats.append(seq))
    yield beats
    stop()


@pytest.mark.django_db(transaction=True)
def test_rule_7_screens_hear_of_a_step_and_not_of_each_answer(table: Table, heard: list[int]) -> None:
    scan, told = rounds.opened(table), []
    for name in table.names[:-1]:
        heard.clear()
        rounds.answer(table, scan, name, score=2)
        rounds.answer(table, scan, name, score=4)
        told.append(len(heard))
    assert told == [1, 0, 0, 0, 0, 1]
    commands.cancel_round(table.facilitator, scan.pk)


def test_rule_7_the_ledger_and_its_export_are_the_same_whoever_answered(table: Table, tmp_path: Path) -> None:
    scan = rounds.opened(table)
    ledger_file.export(tmp_path / "before")
    rounds.answer(table, scan, "Joost", score=1, why="omdat")
    ledger_file.export(tmp_path / "after")
    assert (tmp_path / "before").read_bytes() == (tmp_path / "after").read_bytes()


def test_rule_7_a_wrong_form_leaves_nothing_of_it_in_the_log(
    table: Table, client_of: ClientOf, caplog: pytest.LogCaptureFixture
) -> None:
    scan, client = rounds.opened(table), own(client_of, table, "Joost")
    with caplog.at_level(logging.DEBUG):
        client.post(at("scan_answer", table, scan), {"score-structure": "9", "why-structure": "kwartelzang"})
    told = [r for r in caplog.records if not r.name.startswith("django.db")]
    assert not [r for r in told if "Joost" in r.getMessage() or "kwartelzang" in r.getMessage()]


def test_rule_7_the_place_of_a_row_isnt_that_of_its_coming(db: None) -> None:
    """A backup copies rows as they lie. The newest of eight lies last as often as anywhere else."""
    places: list[int] = []
    for number in range(40):
        name = f"place_{number}"
        box.make(name)
        for n in range(8):
            box.put(name, f"{n}", {"n": n})
        places.append(_lies(name).index(7))
        box.empty(name)
    assert places.count(7) < 20
    assert len(set(places)) > 3


def _lies(name: str) -> list[int]:
    """What is in a box, in the order in which it lies in the file."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SELECT content FROM box_{name} ORDER BY ctid")
            return [json.loads(row[0])["n"] for row in cursor.fetchall()]
        stored = connection.connection.serialize()
        found: dict[int, int] = {n: stored.find(f'{{"n":{n}}}'.encode()) for n in range(8)}
        return sorted(found, key=lambda n: -found[n])


# --- rule 9: small secret ballots


def test_rule_9_the_choice_says_what_a_unanimous_one_tells(table: Table, client_of: ClientOf) -> None:
    rounds.choosing(table)
    client = own(client_of, table, "Joost")
    client.cookies["koers_language"] = "en"
    said = client.get(reverse("now", args=[table.team.key])).content.decode()
    assert "If everybody chooses the same, everybody knows what each of you chose." in said


@pytest.mark.parametrize(("chose", "shown"), [(1, False), (5, False), (6, True)])
def test_rule_9_a_choice_that_is_closed_early_shows_no_single_dots(
    table: Table, chose: int, shown: bool
) -> None:
    scan = rounds.choosing(table)
    for name in table.names[:chose]:
        commands.pick(table.seat(name), scan, "structure", table.ballots[name])
    commands.close_choice(table.facilitator, scan.pk)
    assert rounds.now(scan).picks.get("structure") == (chose if shown else None)


# --- the page that says so


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "who watches the database at the very moment you answer"),
        ("nl", "op het moment dat jij antwoordt"),
    ],
)
def test_rule_1_who_sees_what_says_what_cant_be_prevented_and_stands_before_answering(
    table: Table, client_of: ClientOf, language: str, says: str
) -> None:
    scan, phone = rounds.opened(table), own(client_of, table, "Joost")
    phone.cookies["koers_language"] = language
    address: Any = reverse("privacy")
    assert f'href="{address}"' in phone.get(at("scan_answer", table, scan)).content.decode()
    assert says in phone.get(address).content.decode()
