"""The outbox: which letters there are, who takes one, and how it went. No mail is sent here.

This is bookkeeping and no deed: nobody agreed anything, so it leaves no entry. Several workers may do it at
once: whoever changes the row first has the letter, for as long as sending may take. Who dies with a letter in
hand leaves it for another, who sends it under the same name (`web/channels/mail`).
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from django.db.models import F

from koers.apps.ledger.models import Ask
from koers.apps.ledger.writing import writing
from koers.apps.notices import queries
from koers.apps.notices.models import Letter, Letterbox, Notice
from koers.apps.people.models import Person
from koers.domain import notices

# Longer than all the waiting that one letter can do at a slow server.
LEASE = timedelta(minutes=3)
KEPT = timedelta(days=14)
AT_ONCE = 200
CONFIRMATIONS_A_DAY = 3

#: The last day of a thing, for somebody in a time zone.
LastDay = Callable[[Ask, tzinfo], date | None]


def make_due(now: datetime) -> None:
    """A letter for everybody whose moment has come, and a question to whoever has a new address."""
    for person in queries.unconfirmed()[:AT_ONCE]:
        _ask_to_confirm(person, now)
    boxes = list(queries.overdue(now)[:AT_ONCE])
    for box in boxes:
        _make(box, now)
    if boxes:
        Letter.objects.filter(day__lt=now.date() - KEPT).delete()


def _ask_to_confirm(person: Person, now: datetime) -> None:
    with writing():
        box, _made = Letterbox.objects.get_or_create(person=person)
        fresh = Letterbox.objects.filter(pk=box.pk).exclude(asked=person.email)
        if not fresh.update(asked=person.email):
            return
        day = box.rhythm.day(now)
        # Whoever types in other people's addresses bothers few of them.
        if Letter.objects.filter(person=person, kind="confirm", day=day).count() < CONFIRMATIONS_A_DAY:
            Letter.objects.create(person=person, kind="confirm", day=day, not_before=now)


def _make(box: Letterbox, now: datetime) -> None:
    with writing():
        taken = Letterbox.objects.filter(pk=box.pk, next=box.next).update(next=box.after(now))
        if not taken or not box.address or not box.rhythm.may_go(now):
            return
        day = box.rhythm.day(now)
        Letter.objects.get_or_create(
            person_id=box.person_id, kind="digest", day=day, defaults={"not_before": now}
        )


def take(letter: Letter, now: datetime) -> bool:
    """Have this letter to oneself for a while. Only one of several workers gets it."""
    free = Letter.objects.filter(pk=letter.pk, stage="waiting", not_before__lte=now)
    return bool(free.update(not_before=now + LEASE))


def is_over(letter: Letter, now: datetime) -> bool:
    """Whether it is too late for this letter: another day, or night. What it would say is in the next one."""
    if letter.kind != "digest":
        return False
    rhythm = letter.person.letterbox.rhythm
    return rhythm.day(now) != letter.day or rhythm.is_quiet(now)


def due(letter: Letter, last_day: LastDay, now: datetime) -> list[queries.Waiting]:
    """What this letter holds, newest first."""
    zone = ZoneInfo(letter.person.letterbox.zone)
    return [
        one
        for one in queries.waiting(letter.person, now)
        if notices.mentions(one.mentioned, letter.day, last_day(one.ask, zone))
    ]


def sent(letter: Letter, asks: Iterable[int]) -> None:
    """It was sent; what stood in it was mentioned once more."""
    with writing():
        # Locked: an ask that is done meanwhile takes its notices with it.
        there = list(Ask.objects.select_for_update().filter(pk__in=list(asks)).values_list("pk", flat=True))
        Letter.objects.filter(pk=letter.pk).update(stage="sent", trouble="")
        Notice.objects.bulk_create(
            (Notice(person_id=letter.person_id, ask_id=ask) for ask in there), ignore_conflicts=True
        )
        told = Notice.objects.filter(person=letter.person_id, ask__in=there)
        told.update(times=F("times") + 1, latest=letter.day)


def drop(letter: Letter) -> None:
    """It needn't go: nothing is asked any more, or its day is over."""
    Letter.objects.filter(pk=letter.pk).update(stage="dropped")


def failed(letter: Letter, trouble: str, now: datetime) -> None:
    """It didn't get through; another try later."""
    later = now + notices.pause(letter.tries + 1)
    Letter.objects.filter(pk=letter.pk).update(tries=F("tries") + 1, not_before=later, trouble=trouble)


def nobody_answers(trouble: str, now: datetime) -> None:
    """The mail server itself isn't there: everything that waits is put off together."""
    first = queries.to_send(now).first()
    later = now + notices.pause(first.tries + 1 if first else 1)
    waits = Letter.objects.filter(stage="waiting", not_before__lte=now)
    waits.update(tries=F("tries") + 1, not_before=later, trouble=trouble)
