"""Coming back, on the pages: what is asked when, what returns to the table, what lies side by side."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from koers.apps.actions.models import Action
from koers.apps.ledger import clock, readers
from koers.apps.people import commands as people
from koers.apps.scans import commands
from koers.apps.scans.models import Round, Tally
from koers.domain import scans
from koers.domain.ballots import Ballot
from tests import cast, rounds
from tests.cast import Table
from tests.reading import ClientOf


@pytest.fixture
def linde(db: None) -> Table:
    """De Linde's MT, set half a year ago: a stream's clock never runs back."""
    with clock.at(timezone.now() - timedelta(days=180)):
        return cast.de_linde()


def agreed(table: Table, days_ago: int) -> tuple[Round, list[Action]]:
    """A round whose actions were due two weeks after it."""
    with clock.at(timezone.now() - timedelta(days=days_ago)):
        scan, made = rounds.agreed(table)
    for action in made:
        action.due = timezone.localdate() - timedelta(days=days_ago - 14)
        action.save(update_fields=["due"])
    readers.asks.catch_up(table.team.stream_id)
    return scan, made


def page(client: Client, table: Table, name: str, *more: object) -> str:
    """What somebody reads there."""
    return client.get(reverse(name, args=[table.team.key, *more])).content.decode()


def given(table: Table, mode: str, scores: list[int], **options: bool) -> Round:
    """A closed round in which everybody gave Structure their own step and the other four a 3."""
    scan = rounds.opened(table, mode, **options)
    for name, score in zip(table.names, scores, strict=True):
        dots = Ballot({**dict.fromkeys(scans.FIVE, 3), "structure": score}, {})
        commands.answer(table.seat(name), scan, dots, table.ballots[name])
    return rounds.now(scan)


def picked(scan: Round, s: str = "structure") -> None:
    """The team chose this S in that round."""
    Round.objects.filter(pk=scan.pk).update(chosen=s, stage="agreed")


# -- home


def test_halfway_is_asked_on_home_of_the_owner_and_not_a_day_before(
    linde: Table, client_of: ClientOf
) -> None:
    says = "Je bent halverwege"
    joost = client_of(linde.chair("Joost").person)
    with clock.at(timezone.now() - timedelta(days=14)):
        scan = rounds.agreeing(linde)
        due = timezone.localdate() + timedelta(days=9)
        plans = [rounds.Plan(f"Actie {n}", linde.chair("Joost").pk, due) for n in (1, 2)]
        rounds.actions.agree_actions(linde.facilitator, scan.pk, "structure", plans, "Rust")
    readers.asks.catch_up(linde.team.stream_id)
    assert says not in page(joost, linde, "home")
    assert says not in page(joost, linde, "actions")
    with pytest.MonkeyPatch.context() as patch:
        tomorrow = timezone.now() + timedelta(days=1)
        patch.setattr(timezone, "now", lambda: tomorrow)
        assert says in page(joost, linde, "home")
        assert page(joost, linde, "actions").count('/progress/"') == 2
        assert says not in page(client_of(linde.chair("Samira").person), linde, "actions")


def test_late_actions_stand_at_the_table_for_all_also_without_an_owner(
    linde: Table, client_of: ClientOf
) -> None:
    _, made = agreed(linde, 40)
    samira = client_of(linde.chair("Samira").person)
    home = page(samira, linde, "home")
    assert "Terug op tafel" in home
    assert all(action.text in home for action in made)
    people.free_seat(linde.facilitator, made[1].owner_id)
    assert "Zonder eigenaar" in page(samira, linde, "home")
    samira.post(reverse("action_owner", args=[linde.team.key, made[1].pk]))
    assert Action.objects.get(pk=made[1].pk).owner == linde.chair("Samira")
    assert "Zonder eigenaar" not in page(samira, linde, "home")


def test_the_next_round_is_proposed_to_who_leads_and_opens_in_one_tap(
    linde: Table, client_of: ClientOf
) -> None:
    scan, _ = agreed(linde, 58)
    lead = client_of(linde.helper.person)
    later = reverse("scan_later", args=[linde.team.key, scan.number])
    assert later in page(lead, linde, "home")
    assert later not in page(client_of(linde.chair("Samira").person), linde, "home")
    reply = lead.post(reverse("scan_rounds", args=[linde.team.key]), {"mode": scan.mode})
    assert reply.url == reverse("scan_wall", args=[linde.team.key, 2])
    assert Round.objects.get(number=2).series == scan.series
    readers.asks.catch_up(linde.team.stream_id)
    assert later not in page(lead, linde, "home")


def test_not_now_takes_the_proposal_away_for_two_weeks(linde: Table, client_of: ClientOf) -> None:
    scan, _ = agreed(linde, 58)
    lead = client_of(linde.helper.person)
    later = reverse("scan_later", args=[linde.team.key, scan.number])
    for _ in range(2):
        lead.post(later, {"key": "once"})
    readers.asks.catch_up(linde.team.stream_id)
    assert later not in page(lead, linde, "home")
    with pytest.MonkeyPatch.context() as patch:
        day = timezone.now() + timedelta(days=14)
        patch.setattr(timezone, "now", lambda: day)
        assert later in page(lead, linde, "home")


# -- the forms


@pytest.mark.parametrize(
    ("form", "sent", "says"),
    [
        ("action_report", {"outcome": "done", "word": "Bijna vergeten"}, "Kies of jullie er iets van merken"),
        ("action_report", {"effect": "yes", "word": "Bijna vergeten"}, "Kies wat ervan kwam"),
        ("action_day", {"due": "2020-01-01", "word": "Bijna vergeten"}, "Kies een dag van"),
        ("action_stop", {"word": " "}, "Zeg in een paar woorden waarom"),
    ],
)
def test_what_is_missing_is_said_at_its_own_form_and_what_was_written_stays(
    linde: Table, client_of: ClientOf, form: str, sent: dict[str, str], says: str
) -> None:
    _, made = agreed(linde, 20)
    reply = client_of(linde.chair("Marieke").person).post(
        reverse(form, args=[linde.team.key, made[0].pk]), sent
    )
    text = reply.content.decode()
    assert reply.status_code == 422
    assert text.count(says) == 1
    assert f'value="{sent["word"]}"' in text
    assert Action.objects.get(pk=made[0].pk).outcome == ""


def test_what_came_of_it_stands_beside_what_the_team_would_notice(linde: Table, client_of: ClientOf) -> None:
    scan, made = agreed(linde, 20)
    marieke = client_of(linde.chair("Marieke").person)
    address = reverse("action_report", args=[linde.team.key, made[0].pk])
    marieke.post(address, {"outcome": "partly", "effect": "a_bit", "word": "Drie keer gebeld"})
    for where in (("actions",), ("scan", scan.number)):
        text = page(marieke, linde, *where)
        assert "Drie keer gebeld" in text
        assert scan.notice in text
        assert "erken het een beetje" in text


def test_with_two_open_the_agreement_says_what_to_do_first(linde: Table, client_of: ClientOf) -> None:
    _, made = agreed(linde, 40)
    scan = rounds.agreeing(linde)
    lead = client_of(linde.helper.person)
    text = page(lead, linde, "scan", scan.number)
    assert 'id="no-room"' in text
    assert 'id="text-1"' not in text
    assert all(action.text in text for action in made)
    reply = lead.post(reverse("scan_agreement", args=[linde.team.key, scan.number]), {"s": "success"})
    assert reply.status_code == 409
    assert "nog twee acties" in reply.content.decode()
    rounds.actions.stop_action(linde.facilitator, made[0].pk, "Genoeg")
    text = page(lead, linde, "scan", scan.number)
    assert 'id="text-1"' in text
    assert 'id="text-2"' not in text


# -- rounds beside each other


def test_by_name_it_says_who_moved_and_joiners_stand_apart(linde: Table, client_of: ClientOf) -> None:
    people.set_table(linde.facilitator, linde.team, [*linde.names, "Karin"])
    cast.sit(linde, "Karin")
    picked(given(linde, "by_name", [2] * 8))
    people.set_table(linde.facilitator, linde.team, [*linde.names, "Lex"])
    cast.sit(linde, "Lex")
    now = given(linde, "by_name", [3] * 8 + [1])
    text = page(client_of(linde.helper.person), linde, "scan", now.number)
    assert "8 omhoog, 0 omlaag, 0 gelijk" in text
    assert "1 kwam erbij" in text
    assert "p = 0,04" in text  # 2 / 2**8, times the five that were tested
    assert "ch-ghost" in text
    assert text.count("<dt><span") >= 4
    assert "twee à drie tiende" in text


@pytest.mark.parametrize(
    ("scores", "rose"), [([3] * 7, True), ([2, 2, 2, 2, 2, 2, 3], True), ([2] * 7, False), ([1] * 7, False)]
)
def test_any_rise_of_the_picked_s_has_its_sentence_and_nothing_else_has(
    linde: Table, client_of: ClientOf, scores: list[int], rose: bool
) -> None:
    picked(given(linde, "confidential", [2] * 7))
    now = given(linde, "confidential", scores)
    text = page(client_of(linde.helper.person), linde, "scan", now.number)
    assert ('id="risen-h"' in text) == rose


def test_the_sentence_is_about_the_picked_s_only(linde: Table, client_of: ClientOf) -> None:
    picked(given(linde, "confidential", [2] * 7), "success")
    now = given(linde, "confidential", [4] * 7)
    assert 'id="risen-h"' not in page(client_of(linde.helper.person), linde, "scan", now.number)


@pytest.mark.parametrize(("missing", "why"), [(1, "niet iedereen deed het"), (0, "")])
def test_why_a_round_stands_alone_is_said(linde: Table, client_of: ClientOf, missing: int, why: str) -> None:
    given(linde, "confidential", [2] * 7)
    scan = rounds.opened(linde)
    for name in linde.names[missing:]:
        rounds.answer(linde, scan, name)
    if missing:
        commands.close_round(linde.facilitator, scan.pk)
    text = page(client_of(linde.helper.person), linde, "scan", scan.number)
    assert ('id="apart"' in text) == bool(why)
    assert why in text


def test_a_new_series_ends_the_old_one_which_stays_to_read(linde: Table, client_of: ClientOf) -> None:
    given(linde, "confidential", [2] * 7)
    lead = client_of(linde.helper.person)
    lead.post(reverse("scan_rounds", args=[linde.team.key]), {"mode": "confidential", "series": "new"})
    scan = Round.objects.get(number=2)
    for name in linde.names:
        rounds.answer(linde, scan, name, 4)
    assert (scan.series, Round.objects.get(number=1).series) == (2, 1)
    text = page(lead, linde, "scan", 2)
    assert "ch-ghost" not in text
    assert 'id="apart"' not in text
    assert "afgesloten" in page(lead, linde, "scan_series", 1)
    assert "afgesloten" not in page(lead, linde, "scan_series", 2)


def test_a_series_of_twenty_rounds_takes_ten_queries_and_leaves_out_who_differ_by_one(
    linde: Table, client_of: ClientOf
) -> None:
    everybody = sorted(linde.chair(name).person_id for name in linde.names)
    made = [
        Round.objects.create(
            stream_id=linde.team.stream_id, team=linde.team, number=n, mode="confidential", stage="agreed",
            opened=timezone.now() - timedelta(days=900 - n), closed=timezone.now(),
            electorate=everybody[: 6 if n == 5 else 7], people=everybody[: 6 if n == 5 else 7],
            answered=6 if n == 5 else 7,
        )
        for n in range(1, 21)
    ]  # fmt: skip
    Tally.objects.bulk_create(
        Tally(round=scan, item=s, counts=[0, 2, scan.answered - 2, 0, 0]) for scan in made for s in scans.FIVE
    )
    lead = client_of(linde.helper.person)
    with CaptureQueriesContext(connection) as asked:
        text = page(lead, linde, "scan_series", 1)
    assert len(asked) <= 10
    assert text.count("ch-dot") == 5 * 19
    assert reverse("scan", args=[linde.team.key, 5]) in text


def test_a_rhythm_is_chosen_and_nonsense_is_refused(linde: Table, client_of: ClientOf) -> None:
    lead: Any = client_of(linde.helper.person)
    address = reverse("scan_rhythm", args=[linde.team.key])
    assert lead.post(address, {"weeks": "x"}).status_code == 409
    assert lead.post(address, {"weeks": "6"}).status_code == 302
    linde.team.refresh_from_db()
    assert linde.team.rhythm == 6
