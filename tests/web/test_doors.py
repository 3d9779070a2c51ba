"""The pages of tokens and webhooks: from a form to a program that comes in, and to one that hears."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from koers.apps.access import outbox
from koers.apps.access.models import Delivery, Token, Webhook
from tests import api
from tests.cast import Table
from tests.reading import ClientOf


@pytest.fixture(autouse=True)
def nobody_called_yet() -> None:
    cache.clear()


def form(linde: Table, **changed: Any) -> dict[str, Any]:
    until = (timezone.localdate() + timedelta(days=9)).isoformat()
    return {"name": "Dashboard", "team": linde.team.key, "scopes": ["respond"], "until": until} | changed


def test_a_token_is_shown_once_and_lets_a_program_in(linde: Table, client_of: ClientOf) -> None:
    mine = client_of(linde.chair("Joost").person)
    page = mine.post(reverse("tokens"), form(linde, key="een")).content.decode()
    (secret,) = re.findall(r'value="(koers_[^"]+)"', page)
    own = api.send(secret, "get", "/api/v1/").json()
    assert (own["name"], own["scopes"]) == ("Joost", ["read", "respond"])
    assert secret not in mine.post(reverse("tokens"), form(linde, key="een")).content.decode()
    assert Token.objects.count() == 1
    assert secret not in mine.get(reverse("tokens")).content.decode()
    mine.post(reverse("token_withdrawal", args=[Token.objects.get().pk]))
    assert api.send(secret, "get", "/api/v1/").status_code == 401


def test_what_doesnt_fit_is_said_at_its_field_and_the_rest_stays(linde: Table, client_of: ClientOf) -> None:
    mine = client_of(linde.chair("Joost").person)
    for changed, said in (
        ({"name": " "}, "Dan weet je later welke je intrekt"),
        ({"until": "2020-01-01"}, "Kies een laatste dag tussen"),
        ({"until": ""}, "Kies een laatste dag tussen"),
        ({"scopes": ["alles"]}, "Kies uit de lijst wat hij mag"),
        ({"name": "x" * 81}, "81"),
    ):
        reply = mine.post(reverse("tokens"), form(linde, **changed))
        assert reply.status_code == 422
        assert said in reply.content.decode()
    assert not Token.objects.exists()


def test_nobody_makes_a_token_for_a_table_they_dont_sit_at(
    linde: Table, elsewhere: Table, client_of: ClientOf
) -> None:
    mine = client_of(linde.chair("Joost").person)
    assert mine.post(reverse("tokens"), form(linde, team=elsewhere.team.key)).status_code == 404
    assert not Token.objects.exists()


def test_a_webhook_is_added_tried_and_ended(linde: Table, client_of: ClientOf) -> None:
    lead, team = client_of(linde.helper.person), linde.team.key
    given = {"url": "https://hoort.example/koers", "deeds": ["close_process", "open_process"]}
    reply = lead.post(reverse("webhooks", args=[team]), given)
    one = Webhook.objects.get()
    assert reply.headers["Location"] == reverse("webhook", args=[team, one.pk])
    page = lead.get(reverse("webhook", args=[team, one.pk])).content.decode()
    assert "Er ging nog niets heen" in page
    assert re.search(r'value="whsec_[A-Za-z0-9+/]{43}="', page)
    lead.post(reverse("webhook_trial", args=[team, one.pk]))
    now = timezone.now()
    outbox.make_due(now)
    outbox.failed(Delivery.objects.get(), "timeout", now)
    page = lead.get(reverse("webhook", args=[team, one.pk])).content.decode()
    assert "Later opnieuw: er kwam niet op tijd antwoord" in page
    lead.post(reverse("webhook_end", args=[team, one.pk]))
    assert lead.get(reverse("webhook", args=[team, one.pk])).status_code == 404


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"url": "http://hoort.example/"}, "begint"),
        ({"url": "https://"}, "heel adres"),
        ({"deeds": []}, "minstens één ding"),
    ],
)
def test_an_address_that_doesnt_fit_is_said_at_its_field(
    linde: Table, client_of: ClientOf, changed: dict[str, Any], said: str
) -> None:
    given = {"url": "https://hoort.example/", "deeds": ["close_process"]} | changed
    reply = client_of(linde.helper.person).post(reverse("webhooks", args=[linde.team.key]), given)
    assert (reply.status_code, said in reply.content.decode()) == (422, True)
    assert not Webhook.objects.exists()
