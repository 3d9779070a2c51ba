"""A run-off on its pages: what the first vote counted, between whom the second is, and its record."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import translation

from koers.apps.decisions.models import Process
from koers.apps.decisions.records import queries
from koers.domain.processes.recounting import recount
from tests import choosing
from tests.cast import Table
from tests.reading import ClientOf

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(linde: Table, client_of: ClientOf) -> Callable[[str, object], str]:
    """A page as Joost reads it in Dutch."""

    def page(name: str, number: object) -> str:
        client = client_of(linde.chair("Joost").person)
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = "nl"
        with translation.override("nl"):
            reply = client.get(reverse(name, args=[linde.team.key, number]))
        assert reply.status_code == 200
        return " ".join(reply.content.decode().split())

    return page


def test_the_second_vote_says_what_the_first_counted_and_asks_between_the_two_highest(
    linde: Table, read: Callable[[str, object], str]
) -> None:
    process: Process = choosing.run_off(linde)
    page = read("proposal", process.number)
    assert "Stemming 1" in page
    assert "Geen mogelijkheid heeft meer dan de helft van de stemmen." in page
    assert "Jullie stemmen opnieuw tussen “Eén bureau op Oost” en “Eén bureau op Haven”." in page
    assert 'value="o1"' in page
    assert 'value="o2"' in page
    assert 'value="o3"' not in page
    assert "in een eerdere stemming" in page
    assert "wacht op bevestiging" not in page
    assert "Staan er meer gelijk op de tweede plaats?" in page


def test_the_record_keeps_both_votes_and_counts_again(
    linde: Table, read: Callable[[str, object], str]
) -> None:
    decision = choosing.chosen(linde)
    for page in (read("decision", decision.number), read("proposal", decision.process.number)):
        assert "Stemming 1" in page
        assert "Stemming 2" in page
        assert "<strong>Eén bureau op Haven</strong>" in page
        assert "tussen “Eén bureau op Oost” en “Eén bureau op Haven”." in page
    export = queries.export_decision(linde.facilitator, decision.pk)
    assert [one["why"] for one in export["record"]["sittings"]] == ["run_off"]
    assert recount(export) == []
    export["record"]["sittings"][0]["counts"]["o3"] = 5
    assert {found.code for found in recount(export)} >= {"digest", "record"}
