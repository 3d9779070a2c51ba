"""The pages of a decision after advice, without a browser: each step, what they cost, what they refuse."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from koers.apps.decisions.models import Decision, Process, Voter
from tests import proposals
from tests.cast import Table
from tests.reading import At, address, said, shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dutch")]

MOST = 10


def test_from_a_draft_to_a_decision_with_what_became_of_the_advice(linde: Table, at: At) -> None:
    joost, new = at("Joost"), reverse("proposal_new", args=[linde.team.key])
    joost.post(new, {"title": proposals.TITLE, "text": proposals.FIRST, "method": "advice", "live": "yes"})
    process = Process.objects.get()
    assert "Jij besluit." in shown(joost, process)
    opening = {"day": joost.get(address(process)).context["days"][9].isoformat(), "hour": "16.30"}
    joost.post(address(process, "proposal_opening"), opening)
    assert "Wie vragen we?" in shown(at("Ravi"), process)
    anouk = {"member": linde.chair("Anouk").pk, "part": "both", "why": "Plant de bedden"}
    at("Ravi").post(address(process, "proposal_adviser"), anouk)
    assert "genoemd door Ravi" in shown(joost, process)
    joost.post(address(process, "proposal_step"))
    assert "Wat adviseer je?" in shown(at("Anouk"), process)
    at("Anouk").post(address(process, "proposal_response"), {"choice": "advice", "reason": proposals.ADVISED})
    proposals.ended(process)
    page = shown(joost, process)
    assert "Wat doe je ermee?" in page
    assert "Besluit dit" not in page
    weigh = address(process, "proposal_weighing", linde.chair("Anouk").pk)
    joost.post(weigh, {"word": "partly", "because": "Oost eerst."})
    adapted = {"kind": "adapt", "title": proposals.TITLE, "text": proposals.SECOND}
    joost.post(address(process, "proposal_text"), adapted)
    assert "Veranderd na het advies" in shown(at("Bram"), process)
    joost.post(address(process, "proposal_decision"))
    assert "Besloten na advies" in shown(joost, process)
    record = said(joost.get(reverse("decision", args=[linde.team.key, Decision.objects.get().number])))
    for words in (
        "Deels overgenomen:",
        "Oost eerst.",
        proposals.ADVISED,
        "De tekst waarover advies is gevraagd",
    ):
        assert words in record


@pytest.mark.parametrize("stage", ["mapping", "advising", "weighing"])
@pytest.mark.parametrize("name", ["Joost", "Pieter-Jan", "Ravi", "Lotte", "Bram"])
def test_every_step_is_a_page_for_everybody_with_at_most_ten_queries(
    linde: Table, at: At, stage: str, name: str
) -> None:
    process = getattr(proposals, stage)(linde)
    client = at(name)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address(process)).status_code == 200
    assert len([one for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]) <= MOST


def test_nobody_reads_anothers_advice_before_their_own_is_in(linde: Table, at: At) -> None:
    process = proposals.advising(linde)
    at("Pieter-Jan").post(
        address(process, "proposal_response"), {"choice": "advice", "reason": proposals.ADVISED}
    )
    assert proposals.ADVISED not in shown(at("Ravi"), process)
    assert proposals.ADVISED in shown(at("Joost"), process)
    at("Ravi").post(address(process, "proposal_response"), {"choice": "no_advice"})
    assert proposals.ADVISED in shown(at("Ravi"), process)


@pytest.mark.parametrize(
    ("stage", "name", "form", "sentence"),
    [
        ("mapping", "proposal_step", {}, "Noem eerst iemand die het raakt."),
        ("mapping", "proposal_adviser", {"part": "both", "why": "x"}, "Kies iemand die aan tafel zit."),
        ("weighing", "proposal_decision", {}, "Schrijf eerst nog bij één advies wat ermee gebeurt."),
        ("advising", "proposal_decision", {}, ""),
    ],
)
def test_what_is_refused_says_what_to_do(
    linde: Table, at: At, stage: str, name: str, form: dict[str, str], sentence: str
) -> None:
    process = getattr(proposals, stage)(linde)
    reply = at("Joost").post(address(process, name), form)
    assert reply.status_code in (409, 422)
    assert sentence in said(reply)


def test_a_weighing_without_because_keeps_what_was_chosen(linde: Table, at: At) -> None:
    process = proposals.weighing(linde)
    chair = linde.chair("Pieter-Jan").pk
    reply = at("Joost").post(address(process, "proposal_weighing", chair), {"word": "taken", "because": ""})
    assert reply.status_code == 422
    assert "Schrijf waarom." in said(reply)
    assert 'value="taken" required checked' in said(reply)


def test_who_wasnt_asked_marks_the_decision_and_it_shows(linde: Table, at: At) -> None:
    decision = proposals.decided(linde)
    where = reverse("decision", args=[linde.team.key, decision.number])
    assert "Dit raakt mij, en ik ben niet gevraagd" in said(at("Lotte").get(where))
    assert "Dit raakt mij, en ik ben niet gevraagd" not in said(at("Ravi").get(where))
    assert "Dit raakt mij, en ik ben niet gevraagd" not in said(at("Bram").get(where))
    at("Lotte").post(
        reverse("decision_flag", args=[linde.team.key, decision.number]),
        {"text": "Mijn planners werken hier elke dag mee."},
    )
    page = said(at("Joost").get(where))
    assert "Lotte had gevraagd moeten worden." in page
    assert "Gevraagd, geen antwoord." in page
    assert "kijk terug" in page


@pytest.mark.parametrize("language", ["nl", "en"])
def test_on_paper_stands_what_became_of_the_advice(linde: Table, at: At, language: str) -> None:
    decision, client = proposals.decided(linde), at("Joost")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    text = client.get(reverse("decision_markdown", args=[linde.team.key, decision.number])).content.decode()
    assert proposals.ADVISED in text
    assert ("Deels overgenomen" if language == "nl" else "Partly taken over") in text
    assert client.get(reverse("decision_pdf", args=[linde.team.key, decision.number])).content[:4] == b"%PDF"


def test_an_adviser_named_twice_is_refused(linde: Table, at: At) -> None:
    process = proposals.advising(linde)
    ravi = {"member": linde.chair("Ravi").pk, "part": "both", "why": "Weet ervan"}
    assert at("Lotte").post(address(process, "proposal_adviser"), ravi).status_code == 422
    assert Voter.objects.filter(process=process).count() == 2
