"""Sending what lies in the outbox: at least once, and always under the same name."""

import logging
import time
from collections.abc import Sequence
from datetime import datetime
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from koers.apps.ledger import clock
from koers.apps.notices import outbox, queries
from koers.apps.notices.models import Letter
from koers.web.channels import outside
from koers.web.channels.mail import letters

AT_ONCE = 50
# The worker has more to do: what isn't sent within this time goes in its next round.
BUDGET = 4.0

log = logging.getLogger(__name__)


def send_due() -> None:
    """Every letter whose moment has come. Without a mail server: nothing, and no letters heap up."""
    if not settings.LETTERS_LEAD_TO:
        return
    now = clock.now()
    outbox.make_due(now)
    if waiting := list(queries.to_send(now)[:AT_ONCE]):
        _send_all(waiting, now)


def _send_all(waiting: Sequence[Letter], now: datetime) -> None:
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:  # every error of SMTP is one of these
        outbox.nobody_answers(trouble(error), now)
        return
    began = time.monotonic()
    for letter in waiting:
        if time.monotonic() - began > BUDGET or not _send(letter, connection, now):
            break
    connection.close()


def _send(letter: Letter, connection: Any, now: datetime) -> bool:
    """One letter; whether the connection still stands."""
    if not outbox.take(letter, now):
        return True
    try:
        message, asks = _write(letter, now)
        if message is None:
            outbox.drop(letter)
        else:
            connection.send_messages([message])
            outbox.sent(letter, asks)
    except Exception as error:
        # What is wrong with one letter must not keep the others. Its error may hold an address: not logged.
        log.warning("letter %s didn't get through: %s", letter.pk, trouble(error))
        outbox.failed(letter, trouble(error), now)
        return _stands_after(error)
    return True


def _stands_after(error: Exception) -> bool:
    """A letter that was refused, or couldn't be written, leaves the connection as it is."""
    gone = isinstance(error, SMTPServerDisconnected) or not isinstance(error, SMTPException)
    return not (isinstance(error, OSError) and gone)


def _write(letter: Letter, now: datetime) -> tuple[EmailMultiAlternatives | None, list[int]]:
    """What goes now, and which asks it mentions. Nothing when nothing waits, or when its day is over."""
    box = letter.person.letterbox
    if letter.kind == "confirm":
        wanted = letter.person.is_active and not box.never
        wanted = wanted and letter.person.email == box.asked != box.confirmed
        return (letters.confirmation(letter) if wanted else None), []
    if not box.address or outbox.is_over(letter, now):
        return None, []
    waiting = outbox.due(letter, outside.last_day, now)
    return (letters.digest(letter, waiting) if waiting else None), [one.ask.pk for one in waiting]


def trouble(error: Exception) -> str:
    """What went wrong, as a code: what a server answers may hold an address."""
    if isinstance(error, SMTPRecipientsRefused):
        return " ".join(str(code) for code, _said in error.recipients.values())
    return str(error.smtp_code) if isinstance(error, SMTPResponseException) else type(error).__name__
