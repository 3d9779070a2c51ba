"""Finding a decision again: its words, how it stands, what is taken along, the feed, one's own views."""

import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from koers.apps.decisions.log import commands, queries
from koers.apps.decisions.models import Decision, SavedView
from koers.apps.decisions.records import commands as records
from koers.apps.notices import commands as notices
from koers.apps.people import commands as people
from koers.apps.people import queries as seats
from koers.apps.people.models import Person
from koers.apps.roles import commands as roles
from koers.domain import decisions, searching
from koers.domain.roles import Text
from koers.domain.searching import Wanted
from tests import records as play
from tests.cast import Table

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Person | None], Client]
MOST = 10


def _found(table: Table, **wanted: str) -> list[str]:
    return [one.title for one in queries.log(table.facilitator, Wanted(**wanted), timezone.localdate())]


@pytest.mark.parametrize(
    ("title", "looked_for"),
    [
        ("Eén lantaarn voor de tuin", "lantaarns"),
        ("Twee lantaarns voor de tuin", "lantaarn"),
        ("De besluiten van mei", "BESLUITEN mei"),
        ("Decisions about hiring", "decision hiring"),
        ("Geen café op zondag", "café"),
    ],
)
def test_a_word_is_found_in_another_form_and_in_both_languages(
    linde: Table, title: str, looked_for: str
) -> None:
    play.decided(linde, title="Iets anders")
    play.decided(linde, title=title)
    assert _found(linde, q=looked_for) == [title]


@pytest.mark.parametrize(
    "looked_for", ['"', "*", "a OR", "NEAR(", "'; DROP TABLE x", "-", "%", "\x00x", "(", "^a:b"]
)
def test_nothing_that_is_typed_breaks_the_search(linde: Table, client_of: ClientOf, looked_for: str) -> None:
    play.decided(linde)
    client = client_of(linde.chair("Joost").person)
    assert client.get(reverse("log", args=[linde.team.key]), {"q": looked_for}).status_code == 200
    assert Decision.objects.count() == 1


def test_the_log_says_of_each_decision_itself_whether_it_was_read_back(linde: Table) -> None:
    play.decided(linde, title="Eerst iets anders")
    decision = play.decided(linde, title="De nachten")
    stage = play.told_in_own_words(linde, decision).stage
    found = queries.log(linde.facilitator, Wanted(), timezone.localdate())
    assert {one.title: one.stage for one in found} == {"Eerst iets anders": None, "De nachten": stage}
    understood = decisions.understanding(stage)
    assert _found(linde, understanding=understood) == ["De nachten"]
    assert _found(linde, understanding="not_asked") == ["Eerst iets anders"]


def test_every_state_gives_the_decisions_whose_tracks_say_so(linde: Table) -> None:
    today = timezone.localdate()
    play.followed(linde)
    old = play.decided(linde, title="Van vroeger", plan=play.PLAN)
    Decision.objects.filter(pk=old.pk).update(ends=today - timedelta(days=1), review_on=today)
    later = play.decided(linde, title="Voor later")
    Decision.objects.filter(pk=later.pk).update(in_force=today + timedelta(days=9))
    read = play.decided(linde, title="Teruggelezen")
    records.read_decision_back(linde.facilitator, read.pk)
    every = queries.log(linde.facilitator, Wanted(), today)
    standing = {one.title: _stands(one) for one in every}
    for track, codes in (
        ("validity", decisions.VALIDITY),
        ("understanding", decisions.UNDERSTANDING),
        ("review", decisions.REVIEW),
    ):
        parts = [_found(linde, **{track: code}) for code in codes]
        for code, part in zip(codes, parts, strict=True):
            assert set(part) == {title for title, said in standing.items() if said[track] == code}, code
        assert sum(map(len, parts)) == len(standing)


def _stands(decision: Any) -> dict[str, str]:
    today = timezone.localdate()
    verdict = decision.verdict if decision.verdict and decision.next_on is None else ""
    return {
        "validity": decision.validity(today),
        "understanding": decisions.understanding(decision.stage),
        "review": decisions.review(verdict, decision.next_on or decision.review_on, today),
    }


def test_a_decision_about_a_role_is_found_by_that_role(linde: Table) -> None:
    made = roles.propose_role(linde.facilitator, linde.team, Text("Gids", "Wegwijs."), "Nodig")
    role = roles.adopt_role(linde.facilitator, made.pk, "Goed")
    play.decided(linde, title="Over iets anders")
    play.decided(linde, title="Over de gids", about=role.code)
    assert _found(linde, role=str(role.pk)) == ["Over de gids"]


def test_the_words_are_marked_and_what_somebody_wrote_stays_text(linde: Table, client_of: ClientOf) -> None:
    play.decided(linde, title="Nacht <b>rust</b>")
    page = client_of(linde.chair("Joost").person).get(reverse("log", args=[linde.team.key]), {"q": "nacht"})
    said = page.content.decode()
    assert "<mark>Nacht</mark>" in said
    assert "<b>rust" not in said


def test_another_team_finds_nothing(linde: Table, next_door: Table, client_of: ClientOf) -> None:
    play.decided(linde, title="Alleen van ons")
    assert _found(next_door, q="alleen") == []
    assert _found(next_door) == []


def test_words_that_came_in_by_another_way_are_found_when_they_are_taken_up(linde: Table) -> None:
    decision = play.decided(linde, title="Oude naam")
    Decision.objects.filter(pk=decision.pk).update(title="Lantaarns")
    commands.rebuild()
    assert _found(linde, q="lantaarn") == ["Lantaarns"]
    assert _found(linde, q="oude") == []


# --- taken along


def test_a_selection_comes_as_a_sheet_as_data_as_text_and_on_paper(linde: Table, client_of: ClientOf) -> None:
    play.decided(linde, title="=SOM(A1)")
    play.decided(linde, title="Iets anders")
    client, key = client_of(linde.chair("Joost").person), linde.team.key

    def taken(kind: str) -> bytes:
        reply = client.get(reverse(f"log_{kind}", args=[key]), {"q": "som"})
        assert reply.status_code == 200
        return reply.content

    _, row = csv.reader(io.StringIO(taken("csv").decode("utf-8-sig")))
    assert row[2] == "'=SOM(A1)"
    (one,) = json.loads(taken("json"))["decisions"]
    assert (one["title"], one["method"]) == ("=SOM(A1)", "consent")
    assert "Iets anders" not in taken("markdown").decode()
    assert taken("pdf").startswith(b"%PDF")


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


def test_a_view_is_for_who_keeps_it_and_goes_only_by_their_hand(linde: Table, client_of: ClientOf) -> None:
    joost, ravi = (client_of(linde.chair(name).person) for name in ("Joost", "Ravi"))
    at = [linde.team.key]
    joost.post(reverse("log_view", args=at), {"q": "nacht", "view": "Over de nacht", "key": "k"})
    view = SavedView.objects.get()
    assert view.wanted == {"q": "nacht"}
    assert "Over de nacht" in joost.get(reverse("log", args=at)).content.decode()
    assert "Over de nacht" not in ravi.get(reverse("log", args=at)).content.decode()
    assert ravi.post(reverse("log_view_drop", args=[*at, view.pk])).status_code == 404
    assert joost.post(reverse("log_view_drop", args=[*at, view.pk])).status_code == 302
    assert not SavedView.objects.exists()


def test_a_page_of_the_log_costs_at_most_ten_queries(linde: Table, client_of: ClientOf) -> None:
    for n in range(4):
        play.decided(linde, title=f"Nacht {n}")
    client = client_of(linde.chair("Joost").person)
    for query in (
        "",
        "?q=nacht",
        "?q=nacht&validity=in_force&understanding=asked&review=planned&owner=1&role=1&year=2026",
    ):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("log", args=[linde.team.key]) + query).status_code == 200
        count = [q for q in asked if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        assert len(count) <= MOST, query


@pytest.mark.parametrize(
    ("word", "begins"), [("roosters", "rooster"), ("besluiten", "besluit"), ("mee", "mee"), ("ezels", "ezel")]
)
def test_a_word_loses_its_ending_and_never_its_meaning(word: str, begins: str) -> None:
    assert searching.beginning(word) == begins
