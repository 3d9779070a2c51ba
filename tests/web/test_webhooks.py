"""Webhooks: signed, at least once, known by one name, and never led to a machine of our own."""

import base64
import hashlib
import hmac
import json
import logging
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from koers.apps.access import commands, outbox
from koers.apps.access.models import Delivery, Webhook
from koers.apps.actions import commands as actions
from koers.apps.ledger.models import Entry
from koers.apps.people import commands as people
from koers.apps.scans import commands as scans
from koers.domain import access
from koers.domain.refusals import Refused
from koers.web.channels.webhooks import reaching, sending
from tests import rounds
from tests.cast import Table
from tests.receiver import Receiver

OUTSIDE = "93.184.215.14"


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    """A receiver on this machine, of an installation that allows that."""
    settings.WEBHOOKS_PRIVATE = True
    one = Receiver()
    yield one
    one.close()


def hears(linde: Table, receiver: Receiver, *deeds: str) -> Webhook:
    url = f"http://localhost:{receiver.port}/koers?for=us"
    return commands.add_webhook(linde.facilitator, linde.team, url, deeds or ["open_round"])


# --- what goes


def test_what_is_done_is_told_once_signed_and_without_what_anybody_wrote(
    linde: Table, receiver: Receiver
) -> None:
    webhook = hears(linde, receiver, "stop_action", "report_action")
    _scan, made = rounds.agreed(linde)
    actions.stop_action(linde.facilitator, made[0].pk, "Te veel werk voor Ravi")
    sending.send_due()
    sending.send_due()
    ((headers, body),) = receiver.heard
    assert headers["host"] == f"localhost:{receiver.port}"
    told = json.loads(body)
    assert (told["type"], told["data"]["subject"]) == ("stop_action", made[0].code)
    assert "Te veel werk" not in body.decode()
    assert not [name for name in told["data"]["data"] if name.endswith("#")]
    key = base64.b64decode(commands.signing_secret(webhook).removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    right = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{right}"
    assert abs(int(headers["webhook-timestamp"]) - time.time()) < 60


def test_only_chosen_deeds_of_this_table_and_only_from_now_on(
    linde: Table, next_door: Table, receiver: Receiver
) -> None:
    rounds.opened(linde)
    hears(linde, receiver, "close_round", "open_round")
    people.describe_seat(linde.facilitator, linde.chair("Ravi").pk, "arts")
    rounds.opened(next_door, "by_name")
    sending.send_due()
    assert receiver.heard == []


def test_what_didnt_arrive_comes_again_later_under_the_same_name(linde: Table, receiver: Receiver) -> None:
    receiver.says = 500
    hears(linde, receiver)
    rounds.opened(linde)
    sending.send_due()
    sending.send_due()
    assert len(receiver.heard) == 1  # not before its pause is over
    receiver.says = 200
    with time_machine.travel(timezone.now() + timedelta(seconds=11)):
        sending.send_due()
    first, second = (headers["webhook-id"] for headers, _body in receiver.heard)
    assert first == second
    delivery = Delivery.objects.get()
    assert (delivery.stage, delivery.said, delivery.tries) == ("sent", "200", 2)


def test_each_pause_is_longer_than_the_one_before(linde: Table, receiver: Receiver) -> None:
    receiver.says = 503
    hears(linde, receiver)
    rounds.opened(linde)
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        sending.send_due()
    for pause in access.PAUSES:
        delivery = Delivery.objects.get()
        assert delivery.not_before == now + timedelta(seconds=pause)
        with time_machine.travel(now + timedelta(seconds=pause - 1), tick=False):
            sending.send_due()
        assert Delivery.objects.get().tries == delivery.tries  # not a second too soon
        now += timedelta(seconds=pause)
        with time_machine.travel(now, tick=False):
            sending.send_due()
    assert list(access.PAUSES) == sorted(access.PAUSES)


def test_no_secret_is_logged_or_kept(
    linde: Table, receiver: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither what signs, nor what stands in the address, whether it arrives or not."""
    caplog.set_level(logging.DEBUG)
    url = f"http://localhost:{receiver.port}/koers?secret=s3cr3t-in-the-address"
    webhook = commands.add_webhook(linde.facilitator, linde.team, url, ["open_round", "close_round"])
    signs = commands.signing_secret(webhook)
    scan = rounds.opened(linde)
    sending.send_due()
    receiver.says = 500
    scans.cancel_round(linde.facilitator, scan.pk)
    commands.try_webhook(linde.facilitator, webhook.pk)
    sending.send_due()
    receiver.close()
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        sending.send_due()
    assert len(receiver.heard) >= 2
    said = caplog.text + "".join(str(vars(record)) for record in caplog.records)
    assert "s3cr3t-in-the-address" not in said
    key = signs.removeprefix("whsec_")
    assert key not in said
    kept = str(list(Delivery.objects.values())) + str(list(Webhook.objects.values()))
    assert key not in kept
    told = str(list(Entry.objects.values("data", "subject")))
    assert "s3cr3t-in-the-address" not in told


def test_after_three_days_it_is_given_up(linde: Table, receiver: Receiver) -> None:
    receiver.says = 410
    hears(linde, receiver)
    rounds.opened(linde)
    sending.send_due()
    now = timezone.now()
    for pause in access.PAUSES:
        now += timedelta(seconds=pause + 1)
        with time_machine.travel(now):
            sending.send_due()
    assert Delivery.objects.get().stage == "failed"
    assert len(receiver.heard) == len(access.PAUSES) + 1
    assert timedelta(days=3) < timedelta(seconds=sum(access.PAUSES)) < timedelta(days=4)


def test_one_of_two_workers_takes_it_and_a_dead_ones_comes_free(linde: Table, receiver: Receiver) -> None:
    hears(linde, receiver)
    rounds.opened(linde)
    now = timezone.now()
    outbox.make_due(now)
    outbox.make_due(now)
    delivery = Delivery.objects.get()
    assert outbox.take(delivery, now)
    assert not outbox.take(delivery, now)
    assert outbox.take(delivery, now + outbox.LEASE + timedelta(seconds=1))


def test_what_ended_hears_nothing_any_more_also_not_what_waited(linde: Table, receiver: Receiver) -> None:
    receiver.says = 500
    webhook = hears(linde, receiver)
    rounds.opened(linde)
    sending.send_due()
    commands.end_webhook(linde.facilitator, webhook.pk)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        sending.send_due()
    assert len(receiver.heard) == 1
    with pytest.raises(Refused, match="webhook_over"):
        commands.try_webhook(linde.facilitator, webhook.pk)


def test_a_trial_goes_to_this_one_whatever_it_hears_of(linde: Table, receiver: Receiver) -> None:
    one, _other = hears(linde, receiver), hears(linde, receiver, "close_round")
    commands.try_webhook(linde.facilitator, one.pk)
    sending.send_due()
    ((_headers, body),) = receiver.heard
    assert json.loads(body)["type"] == "try_webhook"


def test_nobody_hears_of_drafts(linde: Table, receiver: Receiver) -> None:
    with pytest.raises(Refused, match="deeds_missing"):
        hears(linde, receiver, "draft_proposal")
    assert "draft_proposal" not in access.tellable()
    assert "sign_in" not in access.tellable()


# --- where it never goes


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "192.0.0.1", "198.18.0.1", "224.0.0.1", "240.0.0.1",
        "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "2002:a00:1::", "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe", "2001:db8::1", "fec0::1",
    ],
)  # fmt: skip
def test_an_address_of_our_own_is_never_public(ip: str) -> None:
    assert not access.is_public(ip)


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_that_isnt_global_is_public_and_none_inside_an_ipv6_one(ip: Any) -> None:
    public = access.is_public(str(ip))
    assert public <= ip.is_global
    for outer in (f"::ffff:{ip}", f"64:ff9b::{ip}"):
        assert access.is_public(outer) <= public


@pytest.mark.parametrize("ip", [OUTSIDE, "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_an_address_of_the_open_internet_is(ip: str) -> None:
    assert access.is_public(ip)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://", "address_unfit"),
        ("ftp://example.org/", "address_unfit"),
        ("file:///etc/passwd", "address_unfit"),
        ("https://user:pass@example.org/", "address_unfit"),
        ("https://example.org/\r\nHost: elsewhere", "address_unfit"),
        ("https://example.org:0/", "address_unfit"),
        ("https://example.org:99999/", "address_unfit"),
        ("https://example.org/#here", "address_unfit"),
        ("https://[::1", "address_unfit"),
        ("http://example.org/", "address_open"),
        ("https://example.org/" + "x" * 500, "too_long"),
    ],
)
def test_an_address_that_cant_be_written_to_is_refused(url: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        access.address(url, private=False)


def looked_up(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """The names that are looked up, and what each look finds."""
    asked: list[str] = []

    def found(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        ips = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ips]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    return asked


@pytest.mark.parametrize("ips", [["10.1.2.3"], ["127.0.0.1"], [OUTSIDE, "169.254.169.254"]])
def test_a_name_behind_which_any_address_is_our_own_is_refused(
    monkeypatch: pytest.MonkeyPatch, ips: list[str]
) -> None:
    looked_up(monkeypatch, ips)
    with pytest.raises(reaching.Unreached, match="not_public"):
        reaching.target("https://hoort.example/", private=False)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0", "169.254.169.254", "[::1]", "[::]",
        "[::ffff:127.0.0.1]", "[::ffff:a9fe:a9fe]", "[fe80::1]", "[fd00::1]", "[64:ff9b::a00:1]", "localhost",
    ],
)  # fmt: skip
def test_an_address_of_our_own_is_found_out_however_it_is_written(host: str) -> None:
    with pytest.raises(reaching.Unreached, match=r"not_public|no_such_name"):
        reaching.target(f"https://{host}/", private=False)


def test_a_name_that_points_elsewhere_a_moment_later_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The connection goes to the address that was looked at; nobody looks a second time."""
    asked = looked_up(monkeypatch, [OUTSIDE], ["127.0.0.1"])
    to = reaching.target("https://hoort.example/", private=False)
    went: list[tuple[str, int]] = []

    def connected(address: tuple[str, int], *_: Any, **__: Any) -> Any:
        went.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr("urllib3.util.connection.create_connection", connected)
    monkeypatch.setattr("urllib3.connection.connection.create_connection", connected)
    with pytest.raises(reaching.Unreached, match="unreachable"):
        reaching.post(to, b"{}", {})
    assert went == [(OUTSIDE, 443)]
    assert asked == ["hoort.example"]


def test_a_private_address_is_not_written_to_though_it_was_filled_in(
    linde: Table, receiver: Receiver, settings: Any
) -> None:
    hears(linde, receiver)
    settings.WEBHOOKS_PRIVATE = False
    rounds.opened(linde)
    sending.send_due()
    assert receiver.heard == []
    assert Delivery.objects.get().said == "not_public"


def test_a_redirect_is_not_followed(linde: Table, receiver: Receiver) -> None:
    inner = Receiver()
    receiver.says, receiver.leads_to = 307, f"http://localhost:{inner.port}/"
    hears(linde, receiver)
    rounds.opened(linde)
    sending.send_due()
    assert (len(receiver.heard), inner.heard) == (1, [])
    assert Delivery.objects.get().said == "307"
    inner.close()


def test_a_receiver_that_drips_is_cut_off(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "WHOLE", 1.0)
    receiver.drips = 0.3
    began = time.monotonic()
    to = reaching.target(f"http://localhost:{receiver.port}/", private=True)
    with pytest.raises(reaching.Unreached):
        reaching.post(to, b"{}", {})
    assert time.monotonic() - began < 3


def test_nobody_there_is_said_as_a_code(receiver: Receiver) -> None:
    receiver.close()
    to = reaching.target(f"http://localhost:{receiver.port}/", private=True)
    with pytest.raises(reaching.Unreached, match="unreachable"):
        reaching.post(to, b"{}", {})
    with pytest.raises(reaching.Unreached, match="no_such_name"):
        reaching.target("https://nergens.invalid/", private=True)


# --- over TLS


@pytest.fixture
def certified(tmp_path: Path) -> Iterator[tuple[Receiver, ssl.SSLContext]]:
    """A receiver with a certificate for hoort.example, and somebody who trusts it."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout {key} -out {certificate}"
    names = ["-subj", "/CN=hoort.example", "-addext", "subjectAltName=DNS:hoort.example"]
    subprocess.run([*made.split(), *names], check=True, capture_output=True)
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(certificate, key)
    one = Receiver(own)
    yield one, ssl.create_default_context(cafile=str(certificate))
    one.close()


def test_the_certificate_must_be_of_the_name_that_was_filled_in(
    certified: tuple[Receiver, ssl.SSLContext],
) -> None:
    receiver, trusted = certified
    to = reaching.Target("https", "hoort.example", "127.0.0.1", receiver.port, "/")
    assert reaching.post(to, b"{}", {}, trusted) == 204
    assert receiver.heard[0][0]["host"] == f"hoort.example:{receiver.port}"
    other = reaching.Target("https", "ander.example", "127.0.0.1", receiver.port, "/")
    with pytest.raises(reaching.Unreached, match="tls"):
        reaching.post(other, b"{}", {}, trusted)
    with pytest.raises(reaching.Unreached, match="tls"):
        reaching.post(to, b"{}", {})
    assert len(receiver.heard) == 1
