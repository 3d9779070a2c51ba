"""Live: an open page hears of news within half a second, and stops hearing when its seat ends."""

import http.client
import json
import queue
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
import time_machine
from django.core import signing
from django.db import connection

from koers.apps.ledger import pulse
from koers.apps.ledger.models import Stream
from koers.apps.people import commands
from koers.serving.web import allow_open
from koers.web.live import Pass, read_pass
from koers.web.watcher import Sight, Watcher
from tests import cast
from tests.cast import Table
from tests.reading import ClientOf
from tests.server import Server


def token_of(linde: Table, name: str) -> str:
    chair = linde.chair(name)
    stream = chair.team.stream
    return Pass(stream.pk, chair.pk, chair.person_id, "/", stream.head).token()


@contextmanager
def listening(server: Server, token: str, **headers: str) -> Iterator[http.client.HTTPResponse]:
    line = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=5)
    line.request("GET", f"/live/{token}", headers=headers)
    try:
        yield line.getresponse()
    finally:
        line.close()


def next_event(reply: http.client.HTTPResponse) -> dict[str, str]:
    """The next event that carries something."""
    event: dict[str, str] = {}
    while line := reply.readline().decode():
        if line.strip():
            field, _, value = line.strip().partition(": ")
            event[field] = value
        elif "data" in event:
            return event
        else:
            event = {}
    raise EOFError


def last_event(reply: http.client.HTTPResponse) -> dict[str, str]:
    """What the server says before it ends the stream."""
    event: dict[str, str] = {}
    with suppress(EOFError):
        while True:
            event = next_event(reply)
    return event


def test_a_page_hears_of_an_entry(koers_server: Server, linde: Table) -> None:
    with listening(koers_server, token_of(linde, "Joost")) as reply:
        assert reply.getheader("content-type") == "text/event-stream"
        commands.invite(linde.facilitator, linde.team)
        event = next_event(reply)
        linde.team.stream.refresh_from_db()
        assert json.loads(event["data"]) == {"seq": linde.team.stream.head}
        assert event["id"] == str(linde.team.stream.head)


def test_an_answer_without_an_entry_is_heard_too(koers_server: Server, linde: Table) -> None:
    """The other door leaves no entry; its pulse carries the news, between processes on PostgreSQL."""
    with listening(koers_server, token_of(linde, "Joost")) as reply:
        time.sleep(0.6)
        before = time.monotonic()
        pulse.beat(linde.team.stream_id)
        if connection.vendor == "postgresql":
            assert next_event(reply)["data"]
            assert time.monotonic() - before < 1


def test_a_page_that_was_away_is_told_what_it_missed(koers_server: Server, linde: Table) -> None:
    token = token_of(linde, "Joost")
    commands.invite(linde.facilitator, linde.team)
    with listening(koers_server, token) as reply:
        assert next_event(reply)
    with listening(koers_server, token, **{"Last-Event-ID": "1"}) as reply:
        assert next_event(reply)


def test_a_busy_stream_is_told_at_most_four_times_a_second(koers_server: Server, linde: Table) -> None:
    with listening(koers_server, token_of(linde, "Joost")) as reply:
        time.sleep(0.5)
        from_ = time.monotonic()
        for _ in range(30):
            commands.invite(linde.facilitator, linde.team)
        linde.team.stream.refresh_from_db()
        heard = [next_event(reply)]
        while heard[-1]["id"] != str(linde.team.stream.head):
            heard.append(next_event(reply))
        assert len(heard) <= (time.monotonic() - from_) / 0.25 + 2


def test_a_stream_ends_when_the_seat_is_freed(koers_server: Server, linde: Table) -> None:
    with listening(koers_server, token_of(linde, "Joost")) as reply:
        time.sleep(0.5)
        commands.free_seat(linde.facilitator, linde.chair("Joost").pk)
        assert last_event(reply) == {"event": "over", "data": "seat"}


def test_who_sits_nowhere_hears_nothing_of_a_stream(koers_server: Server, linde: Table) -> None:
    chair = linde.chair("Joost")
    olga = cast.outsider()
    token = Pass(chair.stream_id, chair.pk, olga.pk, "/", 0).token()
    with listening(koers_server, token) as reply:
        assert last_event(reply) == {"event": "over", "data": "seat"}


def test_a_forged_pass_opens_nothing(koers_server: Server, linde: Table) -> None:
    with listening(koers_server, token_of(linde, "Joost") + "x") as reply:
        assert reply.status == 403


@pytest.mark.django_db(transaction=True)
def test_the_watcher_goes_on_after_whatever_happened(
    linde: Table, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    sights: queue.SimpleQueue[Sight] = queue.SimpleQueue()
    watcher = Watcher(sights.put)
    look, stumbled = watcher.look, []

    def stumbles_once(nudged: frozenset[int]) -> bool:
        if not stumbled:
            stumbled.append("once")
            raise RuntimeError("the line is cut")
        return look(nudged)

    monkeypatch.setattr(watcher, "look", stumbles_once)
    watcher.watch(linde.team.stream_id)
    watcher.start()
    head = Stream.objects.get(pk=linde.team.stream_id).head
    assert sights.get(timeout=5).heads == {linde.team.stream_id: head}
    watcher.stop()
    watcher.join(5)
    assert "the watcher stumbled" in caplog.text


def test_a_pass_of_another_version_opens_nothing() -> None:
    assert read_pass(signing.dumps({"stream": 1}, salt="koers.live", compress=True)) is None


def test_an_old_pass_opens_nothing_but_is_renewed(client_of: ClientOf, linde: Table) -> None:
    joost = linde.chair("Joost").person
    with time_machine.travel(timedelta(minutes=-11)):
        old = token_of(linde, "Joost")
    assert read_pass(old) is None
    reply = client_of(joost).post("/live-token/", {"token": old})
    assert read_pass(reply.json()["token"]).member == linde.chair("Joost").pk


@pytest.mark.parametrize("who", ["nobody", "somebody else", "freed"])
def test_a_pass_is_renewed_only_for_who_still_sits_there(client_of: ClientOf, linde: Table, who: str) -> None:
    token, joost = token_of(linde, "Joost"), linde.chair("Joost")
    if who == "freed":
        commands.free_seat(linde.facilitator, joost.pk)
    person = {"nobody": None, "somebody else": linde.chair("Lotte").person, "freed": joost.person}[who]
    assert client_of(person).post("/live-token/", {"token": token}).status_code == 403


@pytest.mark.fault
def test_pages_are_answered_while_more_than_a_thousand_streams_are_open(
    koers_server: Server, linde: Table
) -> None:
    allow_open(4000)
    token, where = token_of(linde, "Joost"), urlsplit(koers_server.url)
    with ExitStack() as lines:
        for _ in range(1200):
            line = lines.enter_context(socket.create_connection((where.hostname, where.port), 10))
            line.sendall(f"GET /live/{token} HTTP/1.1\r\nHost: here\r\n\r\n".encode())
        assert b"200 OK" in line.recv(100)
        with urlopen(f"{koers_server.url}/health", timeout=10) as reply:
            assert reply.status == 200
        with urlopen(f"{koers_server.url}/account/login/", timeout=10) as reply:
            assert reply.status == 200


def test_health_tells_of_the_database_and_of_each_process(koers_server: Server) -> None:
    with urlopen(f"{koers_server.url}/health") as reply:
        report = json.load(reply)
    assert report["ok"]
    assert report["database"]
    assert report["heartbeats"]["web"] < 10


def test_a_request_with_a_body_reaches_django(koers_server: Server) -> None:
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{koers_server.url}/live-token/", data=b"token=" + b"x" * 300_000)
    assert refused.value.code == 403
