"""Deeds about one's own letters: when they come, whether they come, and the calendar."""

from collections.abc import Iterator
from contextlib import contextmanager

from koers.apps.ledger.models import Ask
from koers.apps.ledger.turn import turn
from koers.apps.notices.models import Letterbox, Notice
from koers.apps.people import queries, secrets
from koers.apps.people.commands import installation
from koers.apps.people.models import Person
from koers.domain.notices import Rhythm
from koers.domain.seats import Seat


@contextmanager
def _letterbox(seat: Seat, deed: str) -> Iterator[Letterbox]:
    """One deed about one's own letterbox. The entry says that it was done, never what was chosen."""
    with turn(seat, deed, on=installation().pk) as t:
        Letterbox.objects.get_or_create(person_id=seat.someone)
        box = Letterbox.objects.select_for_update().get(person=seat.someone)
        yield box
        box.next = box.after(t.now) if box.address else None
        box.save()
        t.record(box.person.code)


def set_letters(seat: Seat, rhythm: Rhythm, language: str, *, never: bool) -> None:
    """When letters come, in which language, or never."""
    with _letterbox(seat, "set_letters") as box:
        box.at, box.zone, box.days, box.never = rhythm.at, rhythm.zone, list(rhythm.days), never
        box.person.language = language
        box.person.save(update_fields=["language"])


def ask_confirmation(seat: Seat) -> None:
    """The letter that confirms the address got lost: another one."""
    with _letterbox(seat, "ask_confirmation") as box:
        box.asked = ""


def confirm_address(person: Person, address: str) -> bool:
    """The address is theirs: they opened what was sent there. False when they have another by now."""
    if person.email != address:
        return False
    with _letterbox(queries.seat_of_person(person), "confirm_address") as box:
        box.confirmed = address
    return True


def stop_letters(person: Person) -> None:
    """No letters any more, of whatever kind. Asked for twice it is done once."""
    if Letterbox.objects.filter(person=person, never=True).exists():
        return
    with _letterbox(queries.seat_of_person(person), "stop_letters") as box:
        box.never = True


def stop_about(person: Person, ask: int) -> None:
    """No letters about this one thing. It still stands on the table's own page."""
    if Notice.objects.filter(person=person, ask=ask, stopped=True).exists():
        return
    with turn(queries.seat_of_person(person), "stop_about", on=installation().pk) as t:
        t.record(person.code)
        if Ask.objects.select_for_update().filter(pk=ask).exists():
            Notice.objects.update_or_create(person=person, ask_id=ask, defaults={"stopped": True})


def withdraw_links(seat: Seat) -> None:
    """Every link in every letter so far ends."""
    with _letterbox(seat, "withdraw_links") as box:
        box.nonce = secrets.public_key()


def open_calendar(seat: Seat) -> str:
    """A new address for one's calendar; an earlier one ends. The answer is its secret, kept as a hash."""
    secret = secrets.fresh()
    with _letterbox(seat, "open_calendar") as box:
        box.feed_hash = secrets.hashed(secret)
    return secret


def end_calendar(seat: Seat) -> None:
    """The calendar's address ends."""
    with _letterbox(seat, "end_calendar") as box:
        box.feed_hash = None
