"""Deeds of the register of interests: everybody notes their own, and says when one is over."""

from koers.apps.direction import queries
from koers.apps.direction.models import Interest
from koers.apps.ledger import clock
from koers.apps.ledger.turn import turn
from koers.apps.people import queries as people
from koers.apps.people.models import Team
from koers.domain.direction import interests
from koers.domain.refusals import NotHere
from koers.domain.seats import Seat


def note_interest(seat: Seat, team: Team, given: interests.Interest, key: str | None = None) -> Interest:
    """Declare a side position or another interest of one's own."""
    given = interests.tidy(given)
    with turn(seat, "note_interest", key=key) as t:
        if t.before:
            return queries.the(Interest, seat, int(t.before.subject.rpartition(":")[2]))
        made = Interest(
            team=team,
            member_id=seat.chair,
            name=people.name_of(seat),
            what=given.what,
            where=given.where,
            since=given.since,
            until=given.until,
            noted=t.now,
        )
        t.place(made)
        t.record(made, member=seat.chair, private={"what": given.what, "where": given.where})
    return made


def end_interest(seat: Seat, pk: int, key: str | None = None) -> None:
    """One's own interest is over from today on."""
    with turn(seat, "end_interest", key=key) as t:
        if t.before:
            return
        held = t.take(Interest, pk)
        if held.member_id != seat.chair:
            raise NotHere
        held.until = clock.day(t.now)
        held.save(update_fields=["until"])
        t.record(held, member=seat.chair)
