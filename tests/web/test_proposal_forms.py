"""Writing a proposal: all that can be asked is kept, comes back in the form, and stands on the page."""

from datetime import date, timedelta
from fractions import Fraction
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from koers.apps.decisions import commands
from koers.apps.decisions.models import Decision, Process
from koers.apps.decisions.records import commands as records
from koers.apps.ledger import clock
from koers.domain.decisions import Expected, Plan
from koers.domain.processes import Terms
from koers.web.views.proposals.page import workdays
from tests import proposals
from tests.cast import Table
from tests.reading import At, shown

pytestmark = pytest.mark.django_db


class Fields(HTMLParser):
    """What a browser would send of the only form of a page that asks for a title."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self._select = self._area = ""
        self._chosen = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "select":
            self._select, self._chosen = name, False
        elif tag == "option" and ("selected" in given or not self._chosen):
            before = self.sent.get(self._select, [])
            self.sent[self._select] = [*(before[:-1] if self._chosen else before), given.get("value", "")]
            self._chosen = True
        elif tag == "textarea":
            self._area = name
            self.sent[name] = [""]
        elif (
            tag == "input" and name and (given.get("type") not in ("radio", "checkbox") or "checked" in given)
        ):
            self.sent.setdefault(name, []).append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent[self._area] = [self.sent[self._area][0] + data]


def form_of(client: Client, process: Process) -> dict[str, list[str]]:
    """The form of a draft as it comes back."""
    address = reverse("proposal_draft", args=[process.team.key, process.number])
    fields = Fields()
    fields.feed(client.get(address).content.decode().split("<main", 1)[1])
    return fields.sent


def far() -> date:
    return clock.now().date() + timedelta(days=200)


def everything(linde: Table) -> dict[str, Any]:
    return {
        "title": proposals.TITLE,
        "text": proposals.FIRST,
        "method": "majority",
        "why_method": "De statuten vragen het.",
        "rule": "double",
        "double": ["of_votes_cast", "of_all_members"],
        "quorum": "1/2",
        "quorum_strictly": "yes",
        "casting": str(linde.chair("Ravi").pk),
        "casting_article": "art. 12.3",
        "second_meeting": "yes",
        "second_article": "art. 14",
        "counts_article": "art. 15",
        "because": "Afdelingen bellen nu drie nummers.",
        "effect": "Minder bellen.",
        "noticed_by": "De wachttijd",
        "priority": "Rust in de planning",
        "expect_what": ["Wachttijd op een datum", "Doorverbinden per dag", ""],
        "expect_now": ["9 dagen", "60", ""],
        "expect_then": ["2 dagen", "20", ""],
        "impact_domain": ["Verpleging", "Planning"],
        "impact_size": ["small", "large"],
        "in_force": (clock.now().date() + timedelta(days=30)).isoformat(),
        "ends": far().isoformat(),
    }


def test_everything_that_was_filled_in_is_kept(linde: Table, at: At) -> None:
    at("Joost").post(reverse("proposal_new", args=[linde.team.key]), everything(linde))
    process = Process.objects.get()
    terms, plan = process.the_terms(), process.the_plan()
    assert terms == Terms(
        silence="not_counted",
        rule="double",
        double=("of_votes_cast", "of_all_members"),
        quorum=Fraction(1, 2),
        quorum_strictly=True,
        casting=linde.chair("Ravi").pk,
        casting_article="art. 12.3",
        second_meeting=True,
        second_article="art. 14",
        counts_article="art. 15",
    )
    assert plan.expects == (
        Expected("Wachttijd op een datum", "9 dagen", "2 dagen"),
        Expected("Doorverbinden per dag", "60", "20"),
    )
    assert plan.impact == {"Verpleging": "small", "Planning": "large"}
    assert (plan.priority, plan.ends) == ("Rust in de planning", far())


def test_a_draft_comes_back_as_it_was_filled_in_and_sending_it_again_changes_nothing(
    linde: Table, at: At
) -> None:
    joost = at("Joost")
    joost.post(reverse("proposal_new", args=[linde.team.key]), everything(linde))
    process = Process.objects.get()
    before = (process.terms, process.plan, process.method_because)
    sent = form_of(joost, process)
    reply = joost.post(reverse("proposal_draft", args=[linde.team.key, process.number]), sent)
    assert reply.status_code == 302
    process = proposals.now(process)
    assert (process.terms, process.plan, process.method_because) == before


def test_a_draft_may_become_a_consent_round(linde: Table, at: At) -> None:
    joost = at("Joost")
    joost.post(reverse("proposal_new", args=[linde.team.key]), everything(linde))
    process = Process.objects.get()
    sent = form_of(joost, process) | {"method": ["consent"], "step_by_step": ["yes"]}
    reply = joost.post(reverse("proposal_draft", args=[linde.team.key, process.number]), sent)
    assert reply.status_code == 302
    process = proposals.now(process)
    assert (process.method, process.the_terms().step_by_step) == ("consent", True)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"double": ["of_votes_cast"]}, "double"),
        ({"impact_size": ["huge", "large"]}, "impact"),
        ({"impact_domain": ["x" * 61, "y"]}, "impact"),
        ({"expect_now": ["x" * 41, "", ""]}, "expects"),
        ({"priority": "x" * 121}, "priority"),
        ({"ends": "2020-01-01"}, "ends"),
    ],
)
def test_what_doesnt_fit_is_said_at_its_field_and_nothing_is_lost(
    linde: Table, at: At, wrong: dict[str, Any], field: str
) -> None:
    reply = at("Joost").post(reverse("proposal_new", args=[linde.team.key]), everything(linde) | wrong)
    said = reply.content.decode()
    assert reply.status_code == 422
    assert f'id="{field}-error"' in said
    assert "Afdelingen bellen nu drie nummers." in said
    assert not Process.objects.exists()


def test_votes_may_weigh_differently_where_the_opening_says_so(linde: Table, at: At) -> None:
    draft = proposals.drafted(linde, "majority", proposals.VOTE)
    opening = reverse("proposal_opening", args=[linde.team.key, draft.number])
    weight = f"weight_{linde.chair('Ravi').pk}"
    day = workdays(clock.now().date())[9]
    form = {"day": day.isoformat(), "hour": "15.00"}
    assert at("Joost").post(opening, form | {weight: "zwaar"}).status_code == 422
    assert at("Joost").post(opening, form | {weight: "0"}).status_code == 422
    at("Joost").post(opening, form | {weight: "3"})
    heavy = proposals.now(draft).voters.exclude(weight=1)
    assert [(voter.name, voter.weight) for voter in heavy] == [("Ravi", 3)]


# --- what the page says of it


def test_what_is_expected_and_whom_it_touches_stands_on_the_page(linde: Table, at: At) -> None:
    at("Joost").post(reverse("proposal_new", args=[linde.team.key]), everything(linde))
    process = Process.objects.get()
    commands.open_process(linde.seat("Joost"), process.pk)
    words = shown(at("Ravi"), process)
    assert "Doorverbinden per dag" in words
    assert "Verpleging" in words


def test_a_proposal_says_which_decision_it_takes_the_place_of(linde: Table, at: At) -> None:
    first = proposals.answered(linde, proposals.opened(linde), linde.names)
    assert first.over_at is not None
    with clock.at(first.over_at):
        records.settle(linde.facilitator, first, first.over_at)
    decision = Decision.objects.get()
    plan = Plan(change="supersedes", replaces=decision.pk, new_information="De proef duurde te kort.")
    draft = commands.draft_proposal(
        linde.seat("Joost"), linde.team, "consent", Terms(), "Anders", "Zes maanden.", plan=plan
    )
    commands.open_process(linde.seat("Joost"), draft.pk)
    words = shown(at("Ravi"), draft)
    assert "komt het in de plaats van" in words
    assert decision.number in words
    assert "De proef duurde te kort." in words


def test_others_reactions_show_after_ones_own_and_to_the_proposer_at_once(linde: Table, at: At) -> None:
    process = proposals.opened(linde)
    commands.react(linde.seat("Lotte"), process.pk, "Dit geeft rust.")
    assert "Dit geeft rust." in shown(at("Joost"), process)
    assert "Dit geeft rust." not in shown(at("Ravi"), process)
    assert "Eén van jullie heeft gereageerd" in shown(at("Ravi"), process)
    commands.react(linde.seat("Ravi"), process.pk, "Ik twijfel nog.")
    assert "Dit geeft rust." in shown(at("Ravi"), process)


def test_of_many_questions_the_answered_ones_are_folded(linde: Table, at: At) -> None:
    process = proposals.opened(linde)
    for n in range(9):
        commands.ask_question(linde.seat("Ravi"), process.pk, f"Vraag {n}?")
        if n < 7:
            question = process.remarks.get(text=f"Vraag {n}?")
            commands.answer_question(linde.seat("Joost"), process.pk, question.pk, "Ja.")
    words = shown(at("Ravi"), process)
    assert "4 eerdere vragen, beantwoord" in words
    assert all(f"Vraag {n}?" in words for n in range(9))
