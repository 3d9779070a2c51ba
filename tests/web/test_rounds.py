"""Steps of a round over HTTP, where people press twice and arrive just too late."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse

from koers.apps.actions.models import Action
from koers.apps.ledger.models import Entry
from koers.apps.scans import commands, queries
from koers.apps.scans.models import Round
from tests import rounds
from tests.cast import Table
from tests.reading import ClientOf


@pytest.mark.parametrize(
    ("start", "step", "deed"),
    [
        (rounds.opened, "scan_closing", "close_round"),
        (rounds.opened, "scan_stop", "cancel_round"),
        (rounds.talking, "scan_choice", "open_choice"),
        (rounds.choosing, "scan_choice_closing", "close_choice"),
    ],
)
def test_a_button_that_is_pressed_twice_does_it_once(
    linde: Table, client_of: ClientOf, start: Callable[[Table], Round], step: str, deed: str
) -> None:
    scan = start(linde)
    client, address = client_of(linde.helper.person), reverse(step, args=[linde.team.key, scan.number])
    replies = [client.post(address), client.post(address)]
    assert [reply.status_code for reply in replies] == [302, 302]
    assert Entry.objects.filter(deed=deed, subject=scan.code).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_page_whose_round_closes_while_it_is_made_is_asked_for_again(
    linde: Table, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = rounds.opened(linde)
    stale = Round.objects.get(pk=scan.pk)
    commands.close_round(linde.facilitator, scan.pk)
    monkeypatch.setattr(queries, "current", lambda seat: stale)
    monkeypatch.setattr("koers.web.views.scans.phone.the_round", lambda request, number: stale)
    joost = linde.chair("Joost")
    client, address = client_of(joost.person), reverse("now", args=[linde.team.key])
    client.cookies[f"ballot_{joost.pk}"] = linde.ballots["Joost"]
    reply = client.get(address)
    assert (reply.status_code, reply.url) == (302, address)


def test_a_new_action_is_on_the_page_however_many_came_before(linde: Table, client_of: ClientOf) -> None:
    _, made = rounds.agreed(linde)
    earlier = {"stream_id": made[0].stream_id, "team": linde.team, "owner": made[0].owner}
    old = made[0].due - timedelta(days=99)
    Action.objects.bulk_create(
        Action(text="Van toen", due=old, agreed=made[0].agreed, outcome="done", **earlier) for _ in range(250)
    )
    page = client_of(linde.helper.person).get(reverse("actions", args=[linde.team.key])).content.decode()
    assert all(action.text in page for action in made)
