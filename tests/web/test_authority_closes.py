"""Who decides what, on its pages: proposed, put to a decision, decided; and a level agreed together."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from koers.apps.authority import commands, deciding
from koers.apps.authority.models import Mandate, MatrixRow, Proposal
from koers.apps.decisions import commands as decisions
from koers.apps.decisions.models import Process
from koers.apps.decisions.records import commands as records
from koers.apps.direction.commands import levels
from koers.apps.direction.models import LevelRound
from koers.apps.people import commands as people
from koers.domain.authority import Row
from tests import proposals
from tests.cast import Table
from tests.reading import At, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dutch")]

ROW = {"kind": "other", "level": "4", "method": "majority", "who": "team", "days": "3", "because": "Vlotter"}


def read(client: Client, address: str) -> str:
    reply = client.get(address)
    assert reply.status_code == 200, address
    return said(reply)


def here(table: Table, name: str, *more: object) -> str:
    return reverse(name, args=[table.team.key, *more])


def adopted(table: Table, process: Process) -> None:
    """Everybody agrees, it is sealed, and the room reads what became of it."""
    proposals.answered(table, process, table.names)
    decisions.close_process(table.facilitator, process.pk)
    records.seal_all_adopted()
    deciding.follower.catch_up(table.team.stream_id)


def test_a_member_proposes_a_row_and_puts_it_to_a_decision_whose_number_then_stands_beside_it(
    linde: Table, at: At
) -> None:
    commands.adopt_matrix(linde.facilitator, linde.team, "Past ons")
    joost = at("Joost")
    form = read(joost, here(linde, "matrix_row") + "?kind=other")
    assert "Stel het voor aan het team" in form
    assert "Leg het nu vast" not in form
    reply = joost.post(here(linde, "row_proposal"), ROW)
    made = Proposal.objects.get()
    assert reply.headers["Location"] == here(linde, "authority_proposal", made.pk)
    page = read(joost, reply.headers["Location"])
    assert "Nu: Consent" in page
    (link,) = re.findall(r'href="([^"]*about=authority_proposal[^"]*)"', page)
    begun = read(joost, link)
    assert f'value="{made.code}"' in begun
    assert "Iets anders: Meerderheid" in begun
    assert "Tijd om te antwoorden: 3 werkdagen" in begun
    draft = decisions.draft_proposal(
        linde.seat("Joost"), linde.team, "consent", proposals.LIVE, "Zo", "Zo.",
        plan=proposals.PLAN, about=made.code,
    )  # fmt: skip
    adopted(linde, decisions.open_process(linde.seat("Joost"), draft.pk))
    number = MatrixRow.objects.get(ended=None, kind="other").decision
    assert f"besluit {number}" in read(joost, here(linde, "authority_proposal", made.pk))
    matrix = read(joost, here(linde, "authority"))
    assert f"besluit {number}" in matrix
    assert matrix.count("niet bij besluit") == len(linde.names)  # six rows, and how they came
    assert f"Samen besloten in {number}" in matrix


def test_who_leads_sets_a_row_and_the_page_says_that_it_wasnt_by_decision(linde: Table, at: At) -> None:
    assert "Leg het nu vast, zonder besluit" in read(at("Bram"), here(linde, "matrix_row"))
    at("Bram").post(here(linde, "matrix_row"), ROW)
    page = read(at("Ravi"), here(linde, "authority"))
    assert "Vastgelegd door Bram" in page
    assert "niet bij besluit, omdat: Vlotter" in page


@pytest.mark.parametrize(("field", "value"), [("because", ""), ("days", "99"), ("kind", "weer")])
def test_what_isnt_filled_in_is_said_at_its_field(linde: Table, at: At, field: str, value: str) -> None:
    reply = at("Joost").post(here(linde, "row_proposal"), ROW | {field: value})
    assert reply.status_code == 422
    assert f'id="{field}-error"' in reply.content.decode()
    assert not Proposal.objects.exists()


def test_a_member_without_a_role_proposes_a_mandate_that_the_team_gives(linde: Table, at: At) -> None:
    until = (timezone.localdate() + timedelta(days=90)).isoformat()
    ravi = linde.chair("Ravi").code
    form = {
        "domain": "ICT",
        "level": "6",
        "to": ravi,
        "until": until,
        "because": "Sneller",
        "amount": "25.000",
    }
    reply = at("Joost").post(here(linde, "mandate_proposal"), form)
    page = read(at("Joost"), reply.headers["Location"])
    assert "Ravi mag besluiten over ICT" in page
    assert "25.000" in page
    made = Proposal.objects.get()
    draft = decisions.draft_proposal(
        linde.seat("Joost"), linde.team, "consent", proposals.LIVE, "Zo", "Zo.",
        plan=proposals.PLAN, about=made.code,
    )  # fmt: skip
    adopted(linde, decisions.open_process(linde.seat("Joost"), draft.pk))
    given = Mandate.objects.get()
    assert f"MT, bij besluit {given.decision}" in read(at("Ravi"), here(linde, "mandate", given.pk))


def test_a_level_agreed_together_stands_in_the_matrix_and_both_pages_point_at_each_other(
    linde: Table, at: At
) -> None:
    found = levels.open_levels(linde.facilitator, linde.team, "Wie koopt verband in?")
    for name in linde.names:
        levels.pick_level(linde.seat(name), found.pk, 5, 1)
    form = {"level": "5", "kind": "operation", "domain": "Verband"}
    at("Bram").post(here(linde, "level_agreed", found.number), form)
    assert LevelRound.objects.get().row is not None
    page = read(at("Joost"), here(linde, "level_round", found.number))
    assert "Het staat in de besluitwijzer, bij Dagelijks werk in Verband: Eén besluit na advies." in page
    matrix = read(at("Joost"), here(linde, "authority"))
    assert "niveau samen afgesproken" in matrix
    assert here(linde, "level_round", found.number) in matrix


def test_when_the_decider_left_who_leads_asks_another_and_outside_advice_is_weighed(
    linde: Table, at: At
) -> None:
    process = proposals.weighing(linde)
    page = here(linde, "proposal", process.number)
    people.free_seat(linde.facilitator, linde.chair("Joost").pk)
    decisions.let_all_deciders_go()
    assert "Wie besluit nu?" not in read(at("Ravi"), page)
    assert "Joost zou besluiten, en ging van tafel." in read(at("Ravi"), page)
    assert "Wie besluit nu?" in read(at("Bram"), page)
    samira = {"member": linde.chair("Samira").pk, "why": "Weet ervan"}
    at("Bram").post(here(linde, "proposal_handover", process.number), samira)
    assert "Samira: Weet ervan" in read(at("Ravi"), page)
    said = {"who": "Fatima, Noord", "part": "both", "text": "Begin klein", "how": "per telefoon"}
    missing = at("Samira").post(here(linde, "proposal_outside", process.number), said | {"who": ""})
    assert missing.status_code == 422
    assert 'id="outside-who"' in missing.content.decode()
    at("Samira").post(here(linde, "proposal_outside", process.number), said)
    assert "Vastgelegd door Samira voor Fatima, Noord (per telefoon)." in read(at("Ravi"), page)
    word = {"word": "partly", "because": "Eerst Oost"}
    at("Samira").post(here(linde, "proposal_outside_weighing", process.number, 1), word)
    chair = linde.chair("Pieter-Jan").pk
    at("Samira").post(here(linde, "proposal_weighing", process.number, chair), word)
    at("Samira").post(here(linde, "proposal_decision", process.number))
    records.seal_all_adopted()
    record = read(at("Ravi"), here(linde, "decision", proposals.now(process).decision.number))
    assert "Fatima, Noord" in record
    assert "Samira nam het over: Weet ervan" in record


def test_a_matrix_with_much_in_it_is_read_in_ten_questions(linde: Table, at: At) -> None:
    for number in range(12):
        row = Row("other", f"Domein {number}", method="majority", days=number + 1)
        commands.change_matrix(linde.facilitator, linde.team, row, "Zo")
        made = commands.propose_row(linde.seat("Joost"), linde.team, replace(row, days=20), "Zo")
    joost, pages = at("Joost"), (here(linde, "authority"), here(linde, "authority_proposal", made.pk))
    for page in pages:
        with CaptureQueriesContext(connection) as asked:
            read(joost, page)
        assert len(asked) <= 10
