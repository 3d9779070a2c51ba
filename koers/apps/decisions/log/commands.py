"""Views of the log that somebody keeps for themselves. The words of a decision its database keeps itself."""

from koers.apps.decisions.models import SavedView
from koers.apps.ledger.turn import turn
from koers.domain import tables
from koers.domain.searching import Wanted
from koers.domain.seats import Seat


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
