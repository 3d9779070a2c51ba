"""Who runs the organisation asks for a copy; every team decides itself whether its part may leave."""

from django.db import transaction

from koers.apps.exchange import queries
from koers.apps.exchange.models import Copy, Yes
from koers.apps.ledger import clock
from koers.apps.ledger.turn import turn
from koers.apps.people import queries as people
from koers.apps.people.models import Organisation, Person
from koers.domain import copies
from koers.domain.refusals import NotHere, Refused
from koers.domain.seats import Seat, system


def ask_copy(seat: Seat, organisation: Organisation, key: str | None = None) -> Copy:
    """Ask for a copy of everything. It is made when every team that must has said yes."""
    with turn(seat, "ask_copy", key=key) as t:
        earlier = Copy.objects.filter(organisation=organisation, ended=None).first()
        if t.before:
            return Copy.objects.get(pk=t.before.subject.removeprefix("copy:"))
        if earlier:
            raise Refused("copy_asked", at=earlier.asked)
        name = Person.objects.values_list("name", flat=True).get(pk=seat.someone)
        copy = t.place(
            Copy(organisation=organisation, asker_id=seat.someone, name=name, asked=t.now, not_before=t.now)
        )
        due = (t.now + copies.ASKED_FOR).isoformat()
        t.record(copy, members=queries.who_are_asked(copy), due=due, private={"name": name})
    return copy


def let_copy(seat: Seat, pk: int) -> None:
    """Somebody at the table says for their team: our part may come along. Not who asked for it."""
    with turn(seat, "let_copy", on=seat.home) as t:
        copy = t.take(Copy, pk)
        if seat.person == copy.asker_id:
            raise Refused("copy_own_yes")
        said = queries.yes_of(copy, seat)
        if said:
            t.already(said)
            return
        name = people.name_of(seat)
        Yes.objects.create(copy=copy, team_id=seat.team or 0, member_id=seat.chair, name=name, at=t.now)
        t.record(copy, team=seat.team, members=queries.members_of(seat), private={"name": name})


def fetch_copy(seat: Seat, pk: int) -> Copy:
    """Take the file along. Every time it is, it is told."""
    with turn(seat, "fetch_copy") as t:
        copy = t.take(Copy, pk)
        t.record(copy)
    return copy


def end_copy(seat: Seat, pk: int) -> Copy:
    """Take the question back, or the file away."""
    with turn(seat, "end_copy") as t:
        copy = t.take(Copy, pk)
        copy.ended = t.now
        copy.save(update_fields=["ended"])
        t.record(copy, made=copy.made is not None)
    return copy


def end_all_over() -> int:
    """What nobody agreed to in time, and what lay there long enough; how many."""
    now = clock.now()
    over = [copy for copy in Copy.objects.filter(ended=None) if copy.over_at(now)]
    for copy in over:
        try:
            with transaction.atomic():
                end_copy(system(copy.stream_id), copy.pk)
        except (Refused, NotHere):
            continue  # another worker was first
    return len(over)


def ready(copy: Copy) -> bool:
    """Whether nothing stands in its way."""
    return copy.made is None and copy.ended is None and queries.agreed(copy)
