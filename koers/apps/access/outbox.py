"""What lies ready for webhooks, who takes it, and when a token was used last. No deeds: bookkeeping."""

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from koers.apps.access.models import Delivery, Token, Webhook
from koers.apps.ledger.models import Entry
from koers.apps.ledger.writing import writing
from koers.domain import access

LEASE = timedelta(minutes=2)
#: A token that is used all day isn't written down at every call.
USED_PER = timedelta(minutes=1)
KEPT = timedelta(days=30)
AT_ONCE = 500


def was_used(token: Token, now: datetime) -> None:
    """Remember that a token was used, once a minute at most."""
    if token.used is None or now - token.used >= USED_PER:
        Token.objects.filter(pk=token.pk).update(used=now)


def make_due(now: datetime) -> None:
    """Lay ready what was done since the last look, for every webhook whose ledger has gone on."""
    behind = Webhook.objects.filter(ended=None, stream__head__gt=F("seq"))
    for pk in list(behind.values_list("pk", flat=True)):
        _lay_ready(pk, now)
    Delivery.objects.exclude(stage="waiting").filter(not_before__lt=now - KEPT).delete()


def _lay_ready(pk: int, now: datetime) -> None:
    with writing():
        webhook = Webhook.objects.select_for_update().filter(pk=pk, ended=None).first()
        if webhook is None:
            return
        entries = list(Entry.objects.filter(stream=webhook.stream_id, seq__gt=webhook.seq)[:AT_ONCE])
        Delivery.objects.bulk_create(
            (Delivery(webhook=webhook, entry=one, not_before=now) for one in entries if _hears(webhook, one)),
            ignore_conflicts=True,
        )
        webhook.seq = entries[-1].seq if entries else webhook.seq
        webhook.save(update_fields=["seq"])


def _hears(webhook: Webhook, entry: Entry) -> bool:
    tried = entry.deed == "try_webhook" and entry.subject == webhook.code
    return tried or (entry.deed in webhook.deeds and entry.deed not in access.UNTOLD)


def to_send(now: datetime) -> QuerySet[Delivery]:
    """What may go now, what was done first first."""
    waits = Q(stage="waiting", not_before__lte=now, webhook__ended=None)
    return Delivery.objects.filter(waits).select_related("webhook__team", "entry").order_by("pk")


def take(delivery: Delivery, now: datetime) -> bool:
    """Have it to oneself for a while. Only one of several workers gets it."""
    free = Delivery.objects.filter(pk=delivery.pk, stage="waiting", not_before__lte=now)
    return bool(free.update(not_before=now + LEASE))


def arrived(delivery: Delivery, said: str, now: datetime) -> None:
    """The receiver has it."""
    Delivery.objects.filter(pk=delivery.pk).update(
        stage="sent", said=said, tries=F("tries") + 1, sent=now, not_before=now
    )


def failed(delivery: Delivery, said: str, now: datetime) -> None:
    """It didn't get there: another try later, until it is given up."""
    pause = access.pause(delivery.tries + 1)
    Delivery.objects.filter(pk=delivery.pk).update(
        stage="waiting" if pause else "failed",
        said=said,
        tries=F("tries") + 1,
        not_before=now + (pause or timedelta()),
    )
