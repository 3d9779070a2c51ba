"""Sending what lies ready for webhooks: at least once, and always under the same name."""

import json
import logging
import time
from typing import Any

from django.conf import settings
from django.urls import reverse

from koers.apps.access import commands, outbox
from koers.apps.access.models import Delivery
from koers.apps.ledger import clock
from koers.domain import access
from koers.domain.processes import plain
from koers.web.channels.webhooks import reaching

AT_ONCE = 50
# The worker has more to do: what isn't sent within this time goes in its next round.
BUDGET = 4.0

log = logging.getLogger(__name__)


def send_due() -> None:
    """Lay ready what was done, and send what may go now."""
    now = clock.now()
    outbox.make_due(now)
    began = time.monotonic()
    for delivery in list(outbox.to_send(now)[:AT_ONCE]):
        if time.monotonic() - began > BUDGET:
            return
        if outbox.take(delivery, now):
            _send(delivery)


def _send(delivery: Delivery) -> None:
    try:
        status = _posted(delivery)
    except reaching.Unreached as unreached:
        outbox.failed(delivery, str(unreached), clock.now())
        return
    if 200 <= status < 300:
        outbox.arrived(delivery, str(status), clock.now())
    else:
        outbox.failed(delivery, str(status), clock.now())


def _posted(delivery: Delivery) -> int:
    webhook = delivery.webhook
    to = reaching.target(webhook.url, private=settings.WEBHOOKS_PRIVATE)
    body = json.dumps(letter(delivery), separators=(",", ":"), ensure_ascii=False).encode()
    moment = int(clock.now().timestamp())
    signed = access.signature(commands.signing_secret(webhook), delivery.name, moment, body)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Koers",
        "webhook-id": delivery.name,
        "webhook-timestamp": str(moment),
        "webhook-signature": signed,
    }
    return reaching.post(to, body, headers)


def letter(delivery: Delivery) -> dict[str, Any]:
    """What is told: codes, figures and where to look. What somebody wrote is read with one's own rights."""
    entry, team = delivery.entry, delivery.webhook.team
    base = settings.ADDRESS or next(iter(settings.CSRF_TRUSTED_ORIGINS), "")
    return {
        "type": entry.deed,
        "timestamp": plain.plain(entry.at),
        "data": {
            "team": team.key,
            "seq": entry.seq,
            "deed": entry.deed,
            "actor": entry.actor,
            "subject": entry.subject,
            "data": {name: value for name, value in entry.data.items() if not name.endswith("#")},
            "links": {
                "page": base + reverse("home", args=[team.key]),
                "entries": f"{base}{reverse('api-1:table_entries', args=[team.key])}?after={entry.seq - 1}",
            },
        },
    }
