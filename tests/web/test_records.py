"""The page of a decision: what stands there, what follows from it, and how it is taken along."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from koers.apps.actions.models import Action
from koers.apps.decisions.models import Audience, Decision, Message, Process, Review
from koers.apps.decisions.records import commands
from koers.apps.ledger.models import Ask
from koers.apps.ledger.readers import asks
from koers.domain.processes.recounting import recount
from tests import records
from tests.cast import Table
from tests.reading import ClientOf

pytestmark = pytest.mark.django_db


@pytest.fixture
def joost(linde: Table, client_of: ClientOf) -> Client:
    return in_english(client_of(linde.chair("Joost").person))


def in_english(client: Client) -> Client:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def address(linde: Table, decision: Decision, name: str = "decision", *more: Any) -> str:
    return reverse(name, args=[linde.team.key, decision.number, *more])


def page(client: Client, linde: Table, decision: Decision) -> str:
    reply = client.get(address(linde, decision))
    assert reply.status_code == 200
    return " ".join(reply.content.decode().split())


def test_everything_of_a_decision_stands_on_its_page(joost: Client, linde: Table) -> None:
    decision = records.followed(linde)
    records.told_in_own_words(linde, decision, others=("Ravi", "Anouk"))
    shown = page(joost, linde, decision)
    for words in (
        decision.number,
        records.TITLE,
        "in force since",
        "differs on the status",
        "planned for",
        "Consent, no open objections",
        "All seven members",
        "7 of 7 answered.",
        "Nachten met te weinig mensen",
        "hooguit 2",
        "De nacht is van ons samen.",
        "Vraag hoe het voor de oudere collega’s is.",
        "Bespreek het proefrooster",
        "Five read ‘decided’. Two read",
        "Joost brings in the proposal",
        "Vier nachten",
    ):
        assert words in shown, words


def test_what_others_wrote_shows_only_when_ones_own_is_there(
    joost: Client, linde: Table, client_of: ClientOf
) -> None:
    decision = records.decided(linde)
    readback = commands.read_decision_back(linde.facilitator, decision.pk)
    said = "Samira las wat anders."
    from koers.apps.readbacks import commands as reading
    from koers.domain.readbacks import Said

    slots = {"status": Said("choice", "decided")}
    reading.tell(linde.seat("Samira"), readback.pk, said, slots)
    reading.tell(linde.seat("Ravi"), readback.pk, "Ravi las iets.", slots)
    reading.show_tellings(linde.facilitator, readback.pk)
    assert said not in page(joost, linde, decision)
    assert said in page(client_of(linde.chair("Samira").person), linde, decision)


def test_the_message_its_tellers_and_an_action_are_made_from_the_page(joost: Client, linde: Table) -> None:
    decision = records.decided(linde)
    ravi, today = linde.chair("Ravi").pk, timezone.localdate()
    forms = (
        ("decision_message", {"message": "Eén nacht, één rooster."}),
        ("decision_audience", {"audience": "Artsen", "teller": ravi, "due": today, "key": "a"}),
        ("decision_audience", {"audience": "Artsen", "teller": ravi, "due": today, "key": "a"}),
        ("decision_action", {"text": "Bel de artsen", "owner": ravi, "due": today, "key": "b"}),
        ("decision_action", {"text": "Bel de artsen", "owner": ravi, "due": today, "key": "b"}),
    )
    for name, form in forms:
        assert joost.post(address(linde, decision, name), form).status_code == 302
    assert Message.objects.get().text == "Eén nacht, één rooster."
    audience = Audience.objects.get()
    assert (Action.objects.get().text, Action.objects.get().owner_id) == ("Bel de artsen", ravi)
    joost.post(address(linde, decision, "decision_told", audience.pk))
    assert Audience.objects.get().told
    assert "told on" in page(joost, linde, decision)
    again = joost.post(address(linde, decision, "decision_message"), {"message": "Anders."})
    assert again.status_code == 409
    assert "stays as it is" in again.content.decode()
    dropped = joost.post(address(linde, decision, "decision_dropped", audience.pk))
    assert dropped.status_code == 409
    assert Audience.objects.exists()


REFUSED = (
    ("decision_message", {"message": " "}, "message-message", "Write the one message"),
    ("decision_audience", {"audience": "", "due": "2027-01-01"}, "audience-audience", "Say who hears it"),
    ("decision_audience", {"audience": "Wij", "due": "2027-01-01"}, "audience-teller", "Choose who"),
    ("decision_audience", {"audience": "Wij", "due": "morgen"}, "audience-due", "Choose a day"),
    ("decision_action", {"text": ""}, "action-text", "Say what will be done"),
    ("decision_action", {"text": "Bel"}, "action-owner", "Choose"),
    ("decision_review", {"came": "yes"}, "review-verdict", "Choose: keep it"),
    ("decision_review", {"verdict": "keep"}, "review-came", "Say whether"),
    ("decision_review", {"verdict": "keep", "came": "yes", "next_on": "2020-01-01"}, "review-next_on", ""),
)  # fmt: skip


@pytest.mark.parametrize(("name", "form", "field", "says"), REFUSED)
def test_what_is_refused_stands_at_its_field(
    joost: Client, linde: Table, name: str, form: dict[str, str], field: str, says: str
) -> None:
    decision = records.decided(linde)
    reply = joost.post(address(linde, decision, name), form)
    shown = reply.content.decode()
    assert reply.status_code == 422
    assert f'id="{field}-error"' in shown
    assert says in shown


def test_a_review_that_isnt_keeping_leads_to_the_proposal_that_changes_it(
    joost: Client, linde: Table
) -> None:
    decision = records.decided(linde)
    reply = joost.post(
        address(linde, decision, "decision_review"), {"verdict": "adapt", "came": "no", "word": "Te krap"}
    )
    assert reply["Location"].endswith("/change/?change=supersedes")
    assert Review.objects.get().verdict == "adapt"
    start = address(linde, decision, "decision_change")
    assert "checked" in joost.get(reply["Location"]).content.decode()
    silent = joost.post(start, {"change": "supersedes", "new_information": " "})
    assert silent.status_code == 422
    assert "Say what is new" in silent.content.decode()
    joost.post(start, {"change": "supersedes", "new_information": "Zes nachten bleven krap."})
    process = Process.objects.latest("pk")
    plan = process.the_plan()
    assert (plan.change, plan.replaces) == ("supersedes", decision.pk)
    # Written anew, the draft still knows what it changes and why.
    draft = reverse("proposal_draft", args=[linde.team.key, process.number])
    joost.post(draft, {"title": "Anders", "text": "Anders.", "silence": "needs_answer"})
    plan = Process.objects.get(pk=process.pk).the_plan()
    assert (plan.replaces, plan.new_information) == (decision.pk, "Zes nachten bleven krap.")


def test_what_was_replaced_stays_and_points_on(joost: Client, linde: Table) -> None:
    first = records.decided(linde)
    plan = commands.changing(first, "supersedes", "Zes nachten bleven krap.")
    later = records.decided(linde, title="Anders", plan=plan)
    shown = page(joost, linde, first)
    assert f"replaced by {later.number}" in shown
    assert records.TEXT in shown
    assert "decision_review" not in shown
    assert 'id="action-fold"' not in shown
    assert "Zes nachten bleven krap." in page(joost, linde, later)
    assert joost.get(address(linde, first, "decision_change")).status_code == 409


def test_a_vote_is_explained_and_who_was_against_stays_there(joost: Client, linde: Table) -> None:
    decision = records.decided(linde, method="majority", answers={"Ravi": ("against", "Er rijdt geen bus.")})
    shown = page(joost, linde, decision)
    assert "Majority, more for than against" in shown
    assert "6 for" in shown
    assert "1 against" in shown
    assert "Er rijdt geen bus." in shown


def test_it_is_taken_along_as_markdown_pdf_and_data_that_counts_again(joost: Client, linde: Table) -> None:
    decision = records.followed(linde)
    text = joost.get(address(linde, decision, "decision_markdown")).content.decode()
    assert f"# {records.TITLE}" in text
    assert "> De nacht is van ons samen." in text
    made = joost.get(address(linde, decision, "decision_pdf"))
    assert made["Content-Type"] == "application/pdf"
    assert made.content.startswith(b"%PDF")
    data = json.loads(joost.get(address(linde, decision, "decision_export")).content)
    assert recount(data) == []
    assert (
        "koers recount decision-" in joost.get(address(linde, decision, "decision_recount")).content.decode()
    )


def test_tellers_and_the_owner_are_asked_and_the_page_leads_there(joost: Client, linde: Table) -> None:
    decision = records.decided(
        linde, plan=replace(records.PLAN, review=timezone.localdate() + timedelta(days=3))
    )
    commands.add_audience(
        linde.seat("Ravi"), decision.pk, "Artsen", linde.chair("Joost").pk, timezone.localdate()
    )
    asks.catch_up(linde.team.stream_id)
    mine = Ask.objects.filter(member=linde.chair("Joost").pk, subject=decision.code)
    assert set(mine.values_list("deed", flat=True)) == {"tell_audience", "review_decision"}
    home = joost.get(reverse("home", args=[linde.team.key])).content.decode()
    assert address(linde, decision) in home
    assert decision.number in home
    row = decision.audiences.get()
    commands.drop_audience(linde.seat("Joost"), decision.pk, row.pk)
    asks.catch_up(linde.team.stream_id)
    assert set(mine.values_list("deed", flat=True)) == {"review_decision"}


def test_the_page_takes_at_most_ten_queries(
    joost: Client, linde: Table, django_assert_max_num_queries: Any
) -> None:
    decision = records.followed(linde)
    records.told_in_own_words(linde, decision, others=("Ravi",))
    rows = [
        Decision(
            stream_id=decision.stream_id, team=decision.team, number=f"2020-{n:03d}", title=f"Besluit {n}",
            text="Tekst", method="consent", record=decision.record, digest="", sealed=decision.sealed,
            decided=decision.decided, in_force=decision.in_force, review_on=decision.review_on,
        )
        for n in range(500)
    ]  # fmt: skip
    Decision.objects.bulk_create(rows)
    for name in ("decision", "decision_recount", "decision_change", "decision_markdown", "mirror"):
        with django_assert_max_num_queries(10):
            at = [linde.team.key] if name == "mirror" else [linde.team.key, decision.number]
            assert joost.get(reverse(name, args=at)).status_code == 200
    with django_assert_max_num_queries(10):
        assert joost.get(reverse("decisions", args=[linde.team.key])).status_code == 200
