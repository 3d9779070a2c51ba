"""Finding a decision again: its words, how it stands, what is taken along, the feed, one's own views."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from koers.apps.decisions.log import queries
from koers.apps.decisions.models import Decision, SavedView
from koers.apps.decisions.records import commands as records
from koers.apps.decisions.records import queries as kept
from koers.apps.roles import commands as roles
from koers.domain import decisions, searching
from koers.domain.minutes import DECISION
from koers.domain.minutes.taking import Chosen, Source
from koers.domain.roles import Text
from koers.domain.searching import Wanted
from koers.web.views.records import log
from tests import records as play
from tests.cast import Table
from tests.reading import ClientOf

pytestmark = pytest.mark.django_db
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
    found: list[Any] = queries.standing(queries.log(linde.facilitator, Wanted(), timezone.localdate()))
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
    for title, flagged in (("Te laat gehoord", True), ("Daarna bekeken", False)):
        heard = play.decided(linde, title=title, plan=play.PLAN)
        Decision.objects.filter(pk=heard.pk).update(flagged=timezone.now())
        if not flagged:
            records.review_decision(linde.facilitator, heard.pk, "keep", "yes", "Zo is het goed")
    standing = {one.title: _stands(one, linde) for one in Decision.objects.all()}
    assert {standing[title]["review"] for title in ("Te laat gehoord", "Daarna bekeken")} == {"due", "kept"}
    for track, codes in (
        ("validity", decisions.VALIDITY),
        ("understanding", decisions.UNDERSTANDING),
        ("review", decisions.REVIEW),
    ):
        parts = [_found(linde, **{track: code}) for code in codes]
        for code, part in zip(codes, parts, strict=True):
            assert set(part) == {title for title, said in standing.items() if said[track] == code}, code
        assert sum(map(len, parts)) == len(standing)


def _stands(decision: Decision, table: Table) -> dict[str, str]:
    """As the record says it, and as the log's own rows say it: the same."""
    seat, today = table.facilitator, timezone.localdate()
    readback = kept.readbacks_of(seat, decision).get(decision.code)
    tracks = kept.tracks(decision, today, readback, kept.reviews_of(seat, decision).get(decision.pk))
    (row,) = queries.standing(queries.log(seat, Wanted(), today).filter(pk=decision.pk))
    assert queries.tracks(row, today) == tracks
    return {name: getattr(tracks, name) for name in ("validity", "understanding", "review")}


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


def test_words_are_found_by_whichever_way_a_row_came_changed_or_went(linde: Table) -> None:
    decision = play.decided(linde, title="Oude naam")
    Decision.objects.filter(pk=decision.pk).update(title="Lantaarns")
    assert _found(linde, q="lantaarn") == ["Lantaarns"]
    assert _found(linde, q="oude") == []
    decision.pk, decision.number, decision.process, decision.title = None, "2025-001", None, "Ingelezen"
    Decision.objects.bulk_create([decision])
    assert _found(linde, q="ingelezen") == ["Ingelezen"]
    Decision.objects.filter(number="2025-001").delete()
    play.decided(linde, title="Iets anders")
    assert _found(linde, q="ingelezen") == []


# --- from minutes


def _taken_over(table: Table, day: date = date(2019, 5, 3)) -> Decision:
    chosen = Chosen(1, DECISION, "De poort gaat om tien uur dicht.")
    made = records.take_decision(table.facilitator, table.team, chosen, Source("Beraad in Arnhem", day))
    assert made is not None
    return made


@pytest.mark.parametrize(
    "wanted", [{"q": "poort"}, {"q": "beraad arnhem"}, {"source": "minutes"}, {"year": "2019"}]
)
def test_what_was_taken_over_from_minutes_is_found_by_its_words_its_minutes_and_their_year(
    linde: Table, wanted: dict[str, str]
) -> None:
    play.decided(linde, title="Hier besloten")
    taken = _taken_over(linde)
    assert _found(linde, **wanted) == [taken.title]
    assert _found(linde, source="here") == ["Hier besloten"]
    assert _found(linde, year=str(timezone.localdate().year)) == ["Hier besloten"]


def test_the_log_says_in_which_minutes_it_stands_and_of_which_day(linde: Table, client_of: ClientOf) -> None:
    _taken_over(linde)
    page = client_of(linde.chair("Joost").person).get(reverse("log", args=[linde.team.key]))
    assert "3 mei 2019, uit de notulen ‘Beraad in Arnhem’" in page.content.decode()
    years = next(one for one in page.context["fields"] if one.name == "year").choices
    assert years[-1] == ("2019", "2019")


# --- page after page


def test_page_after_page_gives_every_decision_once_and_back_again(
    linde: Table, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "PER_PAGE", 2)
    at = timezone.now()
    for n in range(5):
        made = play.decided(linde, title=f"Besluit {n}")
        # Two of them at the same moment: only the order of writing tells them apart.
        Decision.objects.filter(pk=made.pk).update(sealed=at + timedelta(hours=n // 2))
    client, address = client_of(linde.chair("Joost").person), reverse("log", args=[linde.team.key])

    def walk(query: str, way: str) -> list[list[str]]:
        pages = []
        while query:
            page = client.get(address + query)
            pages.append([row.decision.title for row in page.context["rows"]])
            links = re.findall(rf'href="(\?(?:&amp;)?{way}=[^"]+)"', page.content.decode())
            query = links[0] if links else ""
        return pages

    forth = walk("?", "before")
    assert forth == [["Besluit 4", "Besluit 3"], ["Besluit 2", "Besluit 1"], ["Besluit 0"]]
    last = Decision.objects.get(title="Besluit 0").number
    assert walk(f"?after={last}", "after") == [["Besluit 2", "Besluit 1"], ["Besluit 4", "Besluit 3"]]
    assert walk("?before=elders", "after") == [["Besluit 4", "Besluit 3"]]


def test_of_a_common_word_it_is_said_that_there_are_more_than_were_counted(
    linde: Table, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MOST_COUNTED", 1)
    client, at = client_of(linde.chair("Joost").person), reverse("log", args=[linde.team.key])
    for n in range(3):
        play.decided(linde, title=f"Nacht {n}")
    assert client.get(at, {"q": "nacht"}).context["heading"].startswith("In meer dan 1 besluiten")
    assert client.get(at).context["heading"].startswith("Drie besluiten")


# --- one's own views


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
    last = Decision.objects.latest("pk").number
    for query in (
        "",
        "?q=nacht",
        f"?q=nacht&before={last}",
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
