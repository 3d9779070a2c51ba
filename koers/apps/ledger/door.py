"""The other door: for answers that come in by the hundred. Append only, without the stream's lock.

The door holds the step's row in share mode, closing holds it for update; so nothing enters after closing.
On SQLite a writing transaction is alone anyway. It tells no screen by itself: a beat per answer would say
when each of them came in.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar, cast

from django.db import connection

from koers.apps.ledger import clock
from koers.apps.ledger.models import Stream, StreamModel
from koers.apps.ledger.writing import writing
from koers.domain import rules
from koers.domain.refusals import NotHere
from koers.domain.seats import Seat

M = TypeVar("M", bound=StreamModel)


@contextmanager
def door(seat: Seat, deed: str, model: type[M], pk: int) -> Iterator[tuple[M, datetime]]:
    """The step, held open while an answer goes in, and the moment it is read at."""
    rules.check(seat, deed)
    with writing():
        step = _share(model, seat, pk)
        now = _now(step.stream_id)
        step.allow(deed, now)
        yield step, now


def _now(stream: int) -> datetime:
    # As in a turn: a clock that jumps back behind the last entry opens nothing that was over.
    latest = Stream.objects.values_list("latest", flat=True).get(pk=stream)
    return max(clock.now(), latest) if latest else clock.now()


def _share(model: type[M], seat: Seat, pk: int) -> M:
    table = connection.ops.quote_name(model._meta.db_table)
    lock = " FOR SHARE" if connection.vendor == "postgresql" else ""
    rows = model.objects.raw(
        f"SELECT * FROM {table} WHERE id = %s AND stream_id = %s{lock}",  # noqa: S608 - the table is ours
        [pk, seat.stream],
    )
    step = next(iter(rows), None)
    if step is None:
        raise NotHere
    return cast(M, step)
