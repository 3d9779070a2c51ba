"""At most ten queries on every page of the demo: what it costs doesn't grow with what is in it."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from koers.apps.people.models import Person
from tests import pages

pytestmark = pytest.mark.thorough

MOST = 10


@pytest.mark.django_db
def test_every_page_of_the_demo_asks_the_database_at_most_ten_times(
    client_of: Callable[[Person | None], Client],
) -> None:
    demo = pages.demo()
    clients = {
        "nobody": client_of(None),
        "coach": client_of(demo.coach),
        "member": client_of(demo.member.person),
    }
    for cookie, secret in demo.ballot.items():
        clients["member"].cookies[cookie] = secret
    counted = {page.name: _queries(clients[page.who], page.address) for page in demo.pages}
    assert {name: count for name, count in counted.items() if count > MOST} == {}


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code < 500
    return len([query for query in asked if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))])
