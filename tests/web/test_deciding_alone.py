"""The pages of a decision by mandate and of an urgent action, without a browser."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from koers.apps.decisions.models import Decision, Process
from tests import proposals
from tests.cast import Table
from tests.reading import At, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dutch")]

MOST = 10
DRAFT = {"title": "Twee tablets voor de nachtdienst", "text": "We kopen twee tablets.", "method": "mandate"}


def written(client: Client, table: Table, form: dict[str, str]) -> Any:
    return client.post(reverse("proposal_new", args=[table.team.key]), form)


def record(client: Client, decision: Decision) -> str:
    where = reverse("decision", args=[decision.team.key, decision.number])
    with CaptureQueriesContext(connection) as asked:
        reply = client.get(where)
    assert reply.status_code == 200
    assert len([one for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]) <= MOST
    return said(reply)


def test_a_decision_by_mandate_from_the_form_to_its_record(linde: Table, at: At) -> None:
    given, joost = proposals.mandated(linde), at("Joost")
    written(joost, linde, {**DRAFT, "ground": given.code, "amount": "€ 2.000"})
    process = Process.objects.get()
    page = said(joost.get(reverse("proposal", args=[linde.team.key, process.number])))
    assert "Met het mandaat “inkoop”." in page
    assert 'name="day"' not in page
    joost.post(reverse("proposal_opening", args=[linde.team.key, process.number]))
    outcome = said(joost.get(reverse("proposal", args=[linde.team.key, process.number])))
    assert "Besloten met een mandaat" in outcome
    decision = Decision.objects.get()
    theirs = record(at("Ravi"), decision)
    assert "Joost besloot dit. Zeg je even dat je het hebt gelezen?" in theirs
    at("Ravi").post(reverse("decision_reading", args=[linde.team.key, decision.number]))
    mine = record(joost, decision)
    assert "Gelezen door: Ravi." in mine
    assert "Vertel hoe het ging" in mine
    assert "Het kost €" in mine


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({}, "Kies de rol of het mandaat waarin je besluit."),
        ({"amount": "veel"}, "Vul hele euro"),
        ({"ground": "mandate:999"}, "Kies de rol of het mandaat waarin je besluit."),
        ({"ground": "role:x"}, "Kies de rol of het mandaat waarin je besluit."),
    ],
)
def test_a_form_that_does_not_fit_says_what_to_do(
    linde: Table, at: At, form: dict[str, str], sentence: str
) -> None:
    reply = written(at("Joost"), linde, {**DRAFT, **form})
    assert reply.status_code == 422
    assert sentence in said(reply)
    assert not Process.objects.exists()


@pytest.mark.parametrize("method", ["mandate", "advice"])
@pytest.mark.parametrize(
    "more", [{"amount": "6000"}, {"amount": "10", "irreversible": "yes"}, {"amount": ""}]
)
def test_beyond_the_mandate_the_form_names_the_method_that_applies(
    linde: Table, at: At, method: str, more: dict[str, str]
) -> None:
    given = proposals.mandated(linde)
    reply = written(at("Joost"), linde, {**DRAFT, "method": method, "ground": given.code, **more})
    assert reply.status_code == 422
    assert "consent" in said(reply)
    assert not Process.objects.exists()


def test_an_urgent_action_from_its_four_checks_to_the_meeting(linde: Table, at: At) -> None:
    joost = at("Joost")
    form = {**DRAFT, "method": "urgent", **proposals.CHECKS}
    assert written(joost, linde, {**form, "serves": ""}).status_code == 422
    written(joost, linde, form)
    process = Process.objects.get()
    assert proposals.CHECKS["serves"] in said(
        joost.get(reverse("proposal", args=[linde.team.key, process.number]))
    )
    joost.post(reverse("proposal_opening", args=[linde.team.key, process.number]))
    joost.get(reverse("proposal", args=[linde.team.key, process.number]))
    decision = Decision.objects.get()
    team = [linde.team.key, decision.number]
    assert "Niemand heeft gevraagd te stoppen." in record(at("Lotte"), decision)
    at("Lotte").post(reverse("decision_stop", args=team), {"text": "De nachtdienst staat zonder bedden."})
    assert "Iemand vraagt te stoppen." in record(joost, decision)
    joost.post(reverse("decision_stopped", args=team), {"text": "Alles staat terug."})
    at("Bram").post(reverse("decision_discussed", args=team), {"text": "Volgende keer bellen we eerst."})
    page = record(at("Ravi"), decision)
    for words in ("Het is gestopt.", "Alles staat terug.", "Volgende keer bellen we eerst."):
        assert words in page
    assert "Vraag te stoppen" not in page


def test_what_is_written_and_refused_stays_in_its_form(linde: Table, at: At) -> None:
    decision = proposals.urgently(linde)
    reply = at("Lotte").post(reverse("decision_stop", args=[linde.team.key, decision.number]), {"text": " "})
    assert reply.status_code == 422
    assert "Zeg waarom, in een paar woorden." in said(reply)


def test_a_draft_is_filled_in_again_with_its_ground_and_its_checks(linde: Table, at: At) -> None:
    given, joost = proposals.mandated(linde), at("Joost")
    written(joost, linde, {**DRAFT, "ground": given.code, "amount": "2000", "months": "6"})
    written(joost, linde, {**DRAFT, "method": "urgent", **proposals.CHECKS})
    first, second = Process.objects.order_by("pk")
    page = said(joost.get(reverse("proposal_draft", args=[linde.team.key, first.number])))
    assert f'value="{given.code}" selected' in page
    assert 'value="2000"' in page
    again = said(joost.get(reverse("proposal_draft", args=[linde.team.key, second.number])))
    assert again.count(proposals.CHECKS["serves"]) == len(proposals.CHECKS)
