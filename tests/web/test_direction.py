"""The course over HTTP: who is asked what on which page, and what a form says when something misses."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from koers.apps.decisions import commands as deciding
from koers.apps.direction.commands import interests, priorities, sentence
from koers.domain.direction.interests import Interest
from tests import course, proposals
from tests.cast import Table
from tests.reading import ClientOf

pytestmark = pytest.mark.django_db


def _page(client: Client, table: Table, name: str, *args: int) -> str:
    return client.get(reverse(name, args=[table.team.key, *args])).content.decode()


def _words(client: Client, table: Table, name: str, number: int) -> str:
    """What a page says, without its marks: a shared word is marked within a sentence."""
    return unescape(re.sub(r"<[^>]+>", "", _page(client, table, name, number)))


def test_only_who_declared_an_interest_is_asked_whether_a_proposal_touches_it(
    linde: Table, client_of: ClientOf
) -> None:
    interests.note_interest(linde.seat("Ravi"), linde.team, Interest("Aandeelhouder", "Opnamebureau Haven"))
    process = proposals.opened(linde)
    asked = "Aandeelhouder, Opnamebureau Haven"
    assert asked in _page(client_of(linde.chair("Ravi").person), linde, "proposal", process.number)
    assert asked not in _page(client_of(linde.chair("Anouk").person), linde, "proposal", process.number)


def test_a_draft_that_misses_its_yardstick_says_where_to_answer_it(linde: Table, client_of: ClientOf) -> None:
    priorities.set_yardstick(linde.seat("Joost"), linde.team, ["budget"], "Daar gaat het mis")
    joost = client_of(linde.chair("Joost").person)
    draft = deciding.draft_proposal(
        linde.seat("Joost"), linde.team, "consent", proposals.LIVE, "Nieuw pand", "We huren."
    )
    reply = joost.post(reverse("proposal_opening", args=[linde.team.key, draft.number]))
    assert reply.status_code == 422
    form = reverse("proposal_draft", args=[linde.team.key, draft.number])
    assert f'href="{form}#matter"' in reply.content.decode()
    assert 'id="matter"' in joost.get(form).content.decode()


def test_what_isnt_done_is_pointed_out_beside_a_draft(linde: Table, client_of: ClientOf) -> None:
    joost = linde.seat("Joost")
    priorities.rule_out(joost, linde.team, "Een vierde locatie openen", "Eerst de nacht op orde")
    drafts = [
        deciding.draft_proposal(joost, linde.team, "consent", proposals.LIVE, title, "We doen het.")
        for title in ("Vierde locatie openen", "Een locatie sluiten")
    ]
    client = client_of(linde.chair("Joost").person)
    shown = ["Eerst de nacht op orde" in _page(client, linde, "proposal", one.number) for one in drafts]
    assert shown == [True, False]


def test_a_priority_that_wasnt_reached_begins_a_topic(linde: Table, client_of: ClientOf) -> None:
    one = course.priority(linde)
    priorities.miss_priority(linde.seat("Joost"), one.pk, "Twee mensen erbij")
    client = client_of(linde.chair("Joost").person)
    page = _page(client, linde, "priority", one.pk)
    assert f"came_from=priority%3A{one.pk}" in page
    begun = client.get(
        reverse("topic_new", args=[linde.team.key]), {"title": one.title, "question": "Twee mensen erbij"}
    )
    assert "Twee mensen erbij" in begun.content.decode()


def test_no_page_shows_a_sentence_before_all_are_in(linde: Table, client_of: ClientOf) -> None:
    found = course.give(linde, course.opened(linde), *linde.names[:6])
    clients = [client_of(linde.chair(name).person) for name in linde.names]
    clients.append(client_of(linde.helper.person))
    names = (
        "sentence_own",
        "sentence_phone",
        "sentence_phone_fragment",
        "sentence_wall",
        "sentence_wall_fragment",
    )
    for number, client in enumerate(clients):
        for name in names:
            page = _words(client, linde, name, found.number)
            others = [text for place, text in enumerate(course.GIVEN) if place != number]
            assert not [text for text in others if text in page], name
    sentence.show_sentences(linde.facilitator, found.pk)
    assert course.GIVEN[0] in _words(clients[1], linde, "sentence_phone", found.number)
    assert course.GIVEN[0] not in _words(clients[6], linde, "sentence_wall", found.number)
