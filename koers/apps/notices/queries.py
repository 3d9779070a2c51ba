"""Reading what waits for a person, over all their tables."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from koers.apps.ledger.models import Ask
from koers.apps.notices.models import Letter, Letterbox, Notice
from koers.apps.people import secrets
from koers.apps.people.models import Member, Person
from koers.domain import notices
from koers.domain.notices import Mentioned


@dataclass(frozen=True)
class Waiting:
    """One thing that is asked of somebody: at which chair, and how often they were told."""

    ask: Ask
    chair: Member
    mentioned: Mentioned


def waiting(person: Person, by: datetime | None = None) -> list[Waiting]:
    """Everything that is asked of somebody at the chairs they hold now, newest first.

    `by`: only what is asked by this moment; without it also what is known to be asked later.
    """
    chairs = {chair.pk: chair for chair in _chairs(person)}
    begun = Q(since__lte=by) if by else Q()
    asks = list(Ask.objects.filter(begun, member__in=chairs).order_by("-since", "-pk"))
    told = {
        notice.ask_id: notice.mentioned for notice in Notice.objects.filter(person=person.pk, ask__in=asks)
    }
    return [Waiting(ask, chairs[ask.member], told.get(ask.pk, Mentioned())) for ask in asks]


def _chairs(person: Person) -> QuerySet[Member]:
    held = Member.objects.filter(person=person.pk, left=None, awaited=False)
    return held.select_related("team__stream", "team__organisation", "person")


def chair_of(person: int, member: int) -> Member | None:
    """This person's chair, if they still hold it."""
    held = Member.objects.filter(pk=member, person=person, person__is_active=True, left=None)
    return held.select_related("team__stream", "team__organisation", "person").first()


def letterbox_of(person: Person) -> Letterbox:
    """Somebody's letterbox as it stands; one with the usual settings when they never touched it."""
    return Letterbox.objects.filter(person=person.pk).first() or Letterbox(person=person)


def letterbox_behind(token: str) -> Letterbox | None:
    """Whose calendar address this is."""
    found = Letterbox.objects.filter(feed_hash=secrets.hashed(token), person__is_active=True)
    return found.select_related("person").first()


def unconfirmed() -> QuerySet[Person]:
    """Who has an address that they haven't been asked to confirm."""
    with_one = Person.objects.filter(email__isnull=False, is_active=True)
    return with_one.exclude(letterbox__asked=F("email"))


def overdue(now: datetime) -> QuerySet[Letterbox]:
    """Whose moment has come."""
    return Letterbox.objects.filter(next__lte=now).select_related("person").order_by("next", "pk")


def to_send(now: datetime) -> QuerySet[Letter]:
    """Letters that wait and may go now."""
    waits = Letter.objects.filter(stage="waiting", not_before__lte=now)
    return waits.select_related("person__letterbox").order_by("not_before", "pk")


def in_trouble() -> QuerySet[Letter]:
    """Letters that didn't get through after several tries, or ran out of day; latest first."""
    return (
        Letter.objects.filter(tries__gte=notices.TROUBLE_AFTER)
        .exclude(stage="sent")
        .select_related("person")
        .order_by("-day", "-pk")
    )


def how_many_wait() -> int:
    """Letters that were tried and wait to be tried again."""
    return Letter.objects.filter(stage="waiting", tries__gt=0).count()
