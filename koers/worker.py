"""The worker: what happens by itself. Seals the ledger, catches up readers, does what is due.

A room adds its clock work to `DUE`: a callable that may run at any time, as often as it likes, in several
workers at once, and then changes nothing twice (it claims by a conditional update, or in a turn).
"""

import logging
import signal
import threading
from collections.abc import Callable

from django.db import DatabaseError, connection

from koers.apps.authority import deciding as authority
from koers.apps.checks.guarding import commands as guarding
from koers.apps.decisions import commands as decisions
from koers.apps.decisions.records import adopting
from koers.apps.decisions.records import commands as records
from koers.apps.ledger import readers, sealer
from koers.apps.roles import deciding
from koers.apps.roles.elected import elected
from koers.apps.scans import commands as scans
from koers.apps.topics import following
from koers.serving import copies, heartbeats, parent
from koers.web.channels.mail import sending
from koers.web.channels.webhooks import sending as telling

EVERY = 2.0
DUE: list[Callable[[], object]] = [
    scans.close_all_over,
    decisions.let_all_leavers_go,
    decisions.let_all_deciders_go,
    decisions.remind_all_due,
    decisions.close_all_over,
    records.seal_all_adopted,
    elected.catch_up_all,
    following.follower.catch_up_all,
    authority.follower.catch_up_all,
    adopting.adopt_all_decided,
    deciding.decided.catch_up_all,
    guarding.end_all_left,
    guarding.propose_all_due,
    sending.send_due,
    copies.remove_over,
    copies.make_due,
    telling.send_due,
]

log = logging.getLogger(__name__)


def run() -> None:
    """Work until SIGTERM or SIGINT."""
    over = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    parent.end_with()
    while not over.is_set():
        tick()
        heartbeats.beat("worker")
        over.wait(EVERY)


def tick() -> None:
    """One round of everything. What fails is logged, and tried again in the next round."""
    for work in (sealer.seal_all, readers.asks.catch_up_all, *DUE):
        try:
            work()
        except DatabaseError:
            log.exception("the database didn't answer %s", work.__qualname__)
            connection.close()
        except Exception:
            log.exception("%s failed", work.__qualname__)
