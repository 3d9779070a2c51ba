"""What SQLite needs to find words: a table beside the decisions. PostgreSQL keeps the words of a row itself.

Written within the turn that seals a decision; `rebuild` makes all of it anew.
"""

from django.db import connection, transaction

from koers.apps.decisions.models import Decision, SavedView
from koers.apps.ledger.turn import turn
from koers.domain import tables
from koers.domain.searching import Wanted
from koers.domain.seats import Seat


def keep_words(decision: Decision) -> None:
    """Within somebody's turn: let the words of this decision be found."""
    if connection.vendor == "sqlite":
        _put("VALUES (%s, %s, %s)", [decision.pk, decision.title, decision.text])


def rebuild() -> None:
    """Take up the words of every decision anew: after rows came in by another way."""
    if connection.vendor == "sqlite":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM decision_words")
            _put("SELECT id, title, text FROM decisions_decision", [])


def _put(source: str, values: list[int | str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT OR REPLACE INTO decision_words (rowid, title, text) {source}", values)


# --- views that somebody keeps for themselves


def save_view(seat: Seat, name: str, wanted: Wanted, key: str | None = None) -> SavedView:
    """Keep what one looked for under a name, for oneself."""
    with turn(seat, "save_view", key=key) as t:
        if t.before:
            return SavedView.objects.get(pk=t.before.subject.removeprefix("savedview:"))
        view = SavedView(member_id=seat.chair, name=tables.name(name, "view"), wanted=wanted.given)
        t.place(view)
        t.record(view)
    return view


def drop_view(seat: Seat, pk: int, key: str | None = None) -> None:
    """One doesn't need it any more."""
    with turn(seat, "drop_view", key=key) as t:
        if t.before:
            return
        view = t.take(SavedView, pk)
        view.check_own(seat)
        t.record(view)
        view.delete()
