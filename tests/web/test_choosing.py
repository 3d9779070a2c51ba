"""Consensus, elections and counts on their pages: what each step shows and hides, and what comes of it."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from koers.apps.decisions import commands
from koers.apps.decisions.models import Decision, Process
from koers.apps.decisions.records import queries
from koers.apps.ledger.models import Ask
from koers.apps.ledger.readers import asks
from koers.apps.roles import commands as roles
from koers.apps.roles.elected import elected as seating
from koers.apps.roles.models import Term
from koers.domain.processes.recounting import recount
from tests import choosing
from tests.cast import Table
from tests.reading import At, address, said, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dutch")]

MOST = 10


# --- the form


FORMS: dict[str, dict[str, str]] = {
    "consensus": {"c_aside": "1/4"},
    "election": {"e_choosing": "count", "e_tie": "lot", "e_until": "2099-01-01"},
    "resistance": {"r_nothing": "Alles blijft", "r_options": "Oost\nHaven", "r_silence": "needs_answer"},
    "ranked": {"k_options": "Oost\nHaven\nBeide", "k_rule": "star"},
}


@pytest.mark.parametrize("method", FORMS)
def test_a_draft_keeps_what_its_form_asked_and_opens(linde: Table, at: At, method: str) -> None:
    joost, form = at("Joost"), {"title": "Titel", "text": "Tekst", "method": method, **FORMS[method]}
    reply = joost.post(reverse("proposal_new", args=[linde.team.key]), form)
    assert reply.status_code == 302
    process = Process.objects.get()
    again = joost.get(address(process, "proposal_draft")).context["values"]
    assert {name: again[name] for name in FORMS[method]} == FORMS[method]
    page = joost.get(address(process)).context
    opening = {"day": page["days"][9].isoformat(), "hour": "15.00"}
    assert joost.post(address(process, "proposal_opening"), opening).status_code == 302
    assert Process.objects.get().is_open


@pytest.mark.parametrize(
    ("method", "form", "field"),
    [
        ("consensus", {"c_aside": "veel"}, "c_aside"),
        ("election", {"e_until": "2020-01-01"}, "e_until"),
        ("resistance", {"r_options": "Oost\nHaven"}, "r_nothing"),
        ("resistance", {"r_nothing": "Alles blijft", "r_options": "Oost"}, "r_options"),
        ("ranked", {"k_options": "Oost\nHaven"}, "k_options"),
        ("ranked", {"k_options": "Oost\nHaven\nBeide", "k_rule": "dobbelen"}, "k_rule"),
    ],
)
def test_what_doesnt_fit_is_said_at_its_field(
    linde: Table, at: At, method: str, form: dict[str, str], field: str
) -> None:
    given = {"title": "Titel", "text": "Tekst", "method": method, **form}
    reply = at("Joost").post(reverse("proposal_new", args=[linde.team.key]), given)
    assert reply.status_code == 422
    assert f'id="{field}-error"' in said(reply)
    assert not Process.objects.exists()


# --- every page, for everybody, at every step


STATES: dict[str, Callable[[Table], Any]] = {
    "agreeing": lambda table: choosing.agreeing(table, Ravi="block"),
    "nominating": lambda table: choosing.opened(table, "election"),
    "hearing": choosing.hearing,
    "choosing": choosing.choosing,
    "consenting": choosing.consenting,
    "elected": choosing.elected,
    "collecting": choosing.collecting,
    "scoring": lambda table: choosing.scoring(table, choosing.MILD),
    "improving": choosing.improving,
    "least": choosing.least,
    "ranking": choosing.ranking,
    **{
        rule: lambda table, rule=rule: choosing.ranked(table, rule)
        for rule in ("schulze", "irv", "star", "approval")
    },
}


@pytest.mark.parametrize("state", STATES)
def test_every_step_has_its_page_for_everybody_at_a_fixed_price(linde: Table, at: At, state: str) -> None:
    made = STATES[state](linde)
    process = made.process if isinstance(made, Decision) else made
    for name in ("Joost", "Ravi", "Samira", "Bram"):
        client = at(name)
        for page in ("proposal", "proposal_matter_fragment", "proposal_side_fragment"):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address(process, page)).status_code == 200
            counted = [one for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
            assert len(counted) <= MOST


# --- consensus


def test_stances_stand_by_name_with_their_reasons_and_go_into_the_record(linde: Table, at: At) -> None:
    process = choosing.agreeing(linde, Ravi="reservations", Lotte="stand_aside")
    page = shown(at("Ravi"), process)
    assert "Ik stap opzij" in page
    decision = Decision.objects.get(process=choosing.closed(linde, process))
    record = said(at("Anouk").get(reverse("decision", args=[linde.team.key, decision.number])))
    assert "Zo zie ik het." in record
    assert "stapte opzij" in record
    assert "5 zijn het eens, 1 is het eens met bedenkingen en 1 stapt opzij." in record


def test_a_block_stops_it_and_says_so(linde: Table, at: At) -> None:
    process = choosing.closed(linde, choosing.agreeing(linde, Ravi="block"))
    assert "Niet aangenomen: iemand houdt het tegen" in shown(at("Anouk"), process)
    assert not Decision.objects.exists()


@pytest.mark.parametrize("stance", ["reservations", "stand_aside", "block"])
def test_a_stance_without_its_reason_is_asked_for_it_at_its_field(linde: Table, at: At, stance: str) -> None:
    process = choosing.opened(linde, "consensus")
    reply = at("Ravi").post(address(process, "proposal_response"), {"choice": stance, "reason": ""})
    assert reply.status_code == 422
    assert 'id="respond-reason-error"' in said(reply)


# --- role election


def test_nobody_sees_who_named_whom_before_all_are_in(linde: Table, at: At) -> None:
    process = choosing.opened(linde, "election")
    ravi, anouk = at("Ravi"), at("Anouk")
    form = {"choice": str(linde.chair("Lotte").pk), "reason": "Zij vroeg door bij het rooster"}
    assert ravi.post(address(process, "proposal_response"), form).status_code == 302
    assert "Zij vroeg door" in shown(ravi, process)
    anouk.post(address(process, "proposal_response"), {**form, "reason": "Om haar rust"})
    for client in (anouk, at("Joost"), at("Bram")):
        assert "Zij vroeg door" not in shown(client, process)
    for page in ("proposal_matter_fragment", "proposal_side_fragment"):
        assert "Zij vroeg door" not in said(anouk.get(address(process, page)))


def test_then_everybody_sees_all_names_and_reasons(linde: Table, at: At) -> None:
    page = shown(at("Ravi"), choosing.hearing(linde))
    assert "Marieke <span" in page
    assert "4 keer genoemd" in page
    assert "Lotte zag dat in het rooster" in page


def test_who_leads_proposes_and_who_is_proposed_answers_last(linde: Table, at: At) -> None:
    process = choosing.choosing(linde)
    form = {"member": str(linde.chair("Samira").pk), "why": "Drie zagen haar rust"}
    assert 'id="nominee-member"' not in shown(at("Ravi"), process)
    assert at("Joost").post(address(process, "proposal_nominee"), {**form, "why": ""}).status_code == 422
    assert at("Joost").post(address(process, "proposal_nominee"), form).status_code == 302
    assert "Samira is voorgesteld." in shown(at("Ravi"), process)
    samira = shown(at("Samira"), process)
    assert "Jij bent voorgesteld" in samira
    assert 'id="respond"' not in samira
    for name in linde.names:
        if name != "Samira":
            commands.respond(linde.seat(name), process.pk, "no_objection")
    assert "Ja, ik neem deze rol" in shown(at("Samira"), process)


def test_declining_asks_no_reason_and_names_nobody_else(linde: Table, at: At) -> None:
    process = choosing.consenting(linde)
    assert at("Samira").post(address(process, "proposal_decline")).status_code == 302
    page = shown(at("Ravi"), process)
    assert "Samira was voorgesteld en is niet beschikbaar." in page
    assert "Niet beschikbaar voor deze rol: Samira." in page
    assert choosing.now(process).stage == "choosing"


def test_nobody_willing_leaves_the_role_open(linde: Table, at: At) -> None:
    process = choosing.consenting(linde)
    for name in ("Samira", "Marieke"):
        at(name).post(address(process, "proposal_decline"))
    assert "De rol blijft open" in shown(at("Ravi"), process)
    assert choosing.now(process).stage == "rejected"


def test_who_is_elected_holds_the_role_until_its_day(linde: Table, at: At) -> None:
    role, decision = choosing.elected_for(linde)
    for _twice in range(2):
        seating.catch_up_all()
    term = Term.objects.get(role=role)
    assert (term.name, str(term.last)) == ("Samira", decision.record["outcome"]["figures"]["until"])
    page = said(at("Ravi").get(reverse("decision", args=[linde.team.key, decision.number])))
    assert "Samira heeft vanaf nu deze rol" in page


def test_who_held_the_role_already_holds_it_longer(linde: Table) -> None:
    role, _decision = choosing.elected_for(linde)
    seating.catch_up_all()
    choosing.elected(linde, about=role.code)
    seating.catch_up_all()
    assert Term.objects.get(role=role).last is None


def test_a_role_that_was_ended_meanwhile_stays_empty(linde: Table) -> None:
    role, _decision = choosing.elected_for(linde)
    made = roles.propose_end(linde.facilitator, linde.team, role.pk, "Niet meer nodig")
    roles.adopt_role(linde.facilitator, made.pk, "Het bureau is er")
    seating.catch_up_all()
    assert not Term.objects.filter(role=role).exists()


def test_an_election_leaves_reasons_out_of_record_and_export_unless_asked_for(linde: Table, at: At) -> None:
    decision = choosing.elected(linde)
    plainly = json.dumps(queries.export_decision(linde.seat("Ravi"), decision.pk), ensure_ascii=False)
    assert "zag dat in het rooster" not in plainly
    assert "Drie zagen haar rust" not in plainly
    where = reverse("decision_export", args=[linde.team.key, decision.number])
    assert "Drie zagen haar rust" in at("Ravi").get(f"{where}?reasons=yes").content.decode()
    assert "Drie zagen haar rust" not in at("Ravi").get(where).content.decode()


# --- counts


def test_scores_show_when_it_is_over_and_not_before(linde: Table, at: At) -> None:
    process = choosing.scoring(linde, choosing.MILD, [0, 9, 9, 9])
    page = shown(at("Marieke"), process)
    assert "A: 9, B: 2, C: 5, D: 7" in page
    assert "A: 0, B: 9, C: 9, D: 9" not in page
    decision = choosing.least(linde)
    record = said(at("Ravi").get(reverse("decision", args=[linde.team.key, decision.number])))
    assert "Minste weerstand: “Eén bureau op Oost”, met 14 van hoogstens 70." in record
    assert "80%" in record


def test_an_open_row_of_the_scale_is_said_and_what_was_filled_in_stays(linde: Table, at: At) -> None:
    process = choosing.scoring(linde)
    given = {"choice": "scores", "value-nothing": "9", "value-o1": "3"}
    reply = at("Ravi").post(address(process, "proposal_response"), given)
    assert reply.status_code == 422
    page = said(reply)
    assert "2 opties hebben nog geen cijfer." in page
    assert re.search(r'name="value-o1" value="3" checked', page)


def test_everybody_adds_options_and_who_leads_asks_for_scores(linde: Table, at: At) -> None:
    process = choosing.collecting(linde)
    for name, text in (("Ravi", "Eén bureau op Oost"), ("Anouk", "Eén bureau op Haven")):
        assert at(name).post(address(process, "proposal_option"), {"text": text}).status_code == 302
    assert at("Ravi").post(address(process, "proposal_option"), {"text": ""}).status_code == 422
    assert at("Joost").post(address(process, "proposal_scores")).status_code == 302
    page = shown(at("Lotte"), process)
    assert "Hoeveel weerstand geeft elke optie je?" in page
    assert 'name="value-o2" value="10"' in page


def test_strong_resistance_is_asked_why_and_the_option_improved_once(linde: Table, at: At) -> None:
    process = choosing.improving(linde)
    asks.catch_up_all()
    asked = Ask.objects.filter(subject=process.code).values_list("deed", "member")
    assert set(asked) == {
        ("explain_resistance", linde.chair("Lotte").pk),
        ("improve_option", linde.chair("Joost").pk),
    }
    assert 'id="resist-reason"' not in shown(at("Ravi"), process)
    form = {"reason": "Dan raken we twee planners kwijt"}
    assert at("Lotte").post(address(process, "proposal_resistance"), form).status_code == 302
    assert "Dan raken we twee planners kwijt" in shown(at("Joost"), process)
    better = {"text": "Eén bureau op Oost, met een plek in Haven"}
    assert at("Joost").post(address(process, "proposal_improvement"), better).status_code == 302
    assert choosing.now(process).stage == "scoring"
    assert "met een plek in Haven" in shown(at("Ravi"), process)


def test_left_as_it_is_it_is_decided_with_the_reason_kept(linde: Table, at: At) -> None:
    process = choosing.improving(linde)
    commands.explain_resistance(linde.seat("Lotte"), process.pk, "Dan raken we twee planners kwijt")
    assert at("Joost").post(address(process, "proposal_as_it_is")).status_code == 302
    at("Joost").get(address(process))
    decision = Decision.objects.get(process=process)
    record = said(at("Ravi").get(reverse("decision", args=[linde.team.key, decision.number])))
    assert "Dan raken we twee planners kwijt" in record


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("schulze", "“Eén bureau op Oost” wint van elk van de andere."),
        ("irv", "“Eén bureau op Oost” blijft over na 2 rondes."),
        ("star", "wint de laatste ronde van"),
        ("approval", "is goed genoeg voor 7 van de 7 die er een mening over hebben."),
    ],
)
def test_a_count_explains_itself_in_the_record(linde: Table, at: At, rule: str, sentence: str) -> None:
    decision = choosing.ranked(linde, rule)
    record = said(at("Ravi").get(reverse("decision", args=[linde.team.key, decision.number])))
    assert sentence in record
    assert "Iedereen heeft geantwoord." in record


def test_a_ballot_is_filled_in_by_choosing_numbers(linde: Table, at: At) -> None:
    process = choosing.opened(
        linde, "ranked", choosing.Terms("not_counted", rule="schulze", live=True), choosing.WAYS
    )
    ravi = at("Ravi")
    given = {"value-o1": "2", "value-o2": "1", "value-o3": ""}
    assert ravi.post(address(process, "proposal_response"), given).status_code == 302
    assert "1. B, 2. A" in shown(ravi, process)
    assert ravi.post(address(process, "proposal_response"), {"choice": "blank"}).status_code == 302
    assert "Blanco" in shown(ravi, process)
    assert ravi.post(address(process, "proposal_response"), {"value-o1": ""}).status_code == 422


# --- counting again


MADE: dict[str, Callable[[Table], Decision]] = {
    "consensus": lambda table: Decision.objects.get(
        process=choosing.closed(table, choosing.agreeing(table, Ravi="reservations"))
    ),
    "election": choosing.elected,
    "resistance": choosing.least,
    "schulze": choosing.ranked,
    "irv": lambda table: choosing.ranked(table, "irv"),
    "star": lambda table: choosing.ranked(table, "star"),
    "approval": lambda table: choosing.ranked(table, "approval"),
}


@pytest.mark.parametrize("how", MADE)
def test_an_export_counts_again_to_the_same(linde: Table, how: str) -> None:
    export = queries.export_decision(linde.seat("Ravi"), MADE[how](linde).pk)
    assert recount(json.loads(json.dumps(export))) == []


@pytest.mark.parametrize("how", ["consensus", "election", "resistance", "schulze"])
def test_a_changed_answer_is_found(linde: Table, how: str) -> None:
    export = json.loads(json.dumps(queries.export_decision(linde.seat("Ravi"), MADE[how](linde).pk)))
    last = export["case"]["responses"][-1]
    if last["values"]:
        last["values"] = {name: 1 + value % 3 for name, value in last["values"].items()}
    else:
        last["choice"] = {"consensus": "block", "election": "objection"}[how]
    assert recount(export)
