"""The ledger: what happened, in the order in which it happened. Everything else reads it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar, Self, TypeVar

from django.db import models

from koers.domain.seats import Seat


class Stream(models.Model):
    """One order of entries: an organisation's, a team's, a gathering's. Its row is the lock of a turn."""

    kind = models.CharField(max_length=20)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    head = models.PositiveBigIntegerField(default=0)
    latest = models.DateTimeField(null=True)
    sealed = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(kind="installation"), name="one_installation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Entry(models.Model):
    """One deed that was done. Insert only; the sealer fills `hash` once."""

    stream = models.ForeignKey(Stream, on_delete=models.PROTECT, related_name="entries")
    seq = models.PositiveBigIntegerField()
    deed = models.CharField(max_length=40)
    actor = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    at = models.DateTimeField()
    key = models.CharField(max_length=64, null=True)
    hash = models.CharField(max_length=64, default="")

    class Meta:
        ordering = ("stream", "seq")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stream", "seq"], name="entry_order"),
            models.UniqueConstraint(fields=["stream", "key"], name="entry_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["subject"], name="entry_subject")]

    def __str__(self) -> str:
        return f"{self.stream_id}/{self.seq} {self.deed} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("an entry is never changed; only the sealer adds its hash")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("an entry is never deleted")


class Salt(models.Model):
    """Opens one private field of an entry. Deleting it (erasing a person) leaves the chain whole."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="salts")
    field = models.CharField(max_length=40)
    salt = models.CharField(max_length=32)


class Link(models.Model):
    """Lineage: what came of what. Codes, so that foreign keys only ever point left."""

    stream = models.ForeignKey(Stream, on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(max_length=40)
    source = models.CharField(max_length=60)
    target = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "source", "target"], name="link_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["target"], name="link_target")]

    def __str__(self) -> str:
        return f"{self.source} -{self.kind}-> {self.target}"


class Asks(models.QuerySet["Ask"]):
    """The one list of asks."""

    def waiting(self, now: datetime) -> Self:
        """What is asked by now: an ask that begins later is nobody's business yet."""
        return self.filter(since__lte=now)


class Ask(models.Model):
    """Something that asks something of somebody: the one list behind home, digest, reminders and calendar.

    `since` may lie in the future: how an action goes is asked on day 15. Readers begin at `waiting()`.
    """

    stream = models.ForeignKey(Stream, on_delete=models.PROTECT, related_name="asks")
    member = models.PositiveBigIntegerField()
    deed = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    since = models.DateTimeField()
    due = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager.from_queryset(Asks)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "deed", "subject"], name="ask_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["subject"], name="ask_subject")]

    def __str__(self) -> str:
        return f"{self.deed} {self.subject} of member {self.member}"


class Reader(models.Model):
    """How far a reader of the ledger has come on one stream."""

    name = models.CharField(max_length=40)
    stream = models.ForeignKey(Stream, on_delete=models.CASCADE, related_name="readers")
    seq = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["name", "stream"], name="reader_once")]

    def __str__(self) -> str:
        return f"{self.name} at {self.stream_id}/{self.seq}"


M = TypeVar("M", bound=models.Model)


class Kept(models.QuerySet[M]):
    """Rows of streams, read with somebody's eyes."""

    def for_seat(self, seat: Seat) -> Self:
        """What this seat may know of. `reach` says how far a model's rows are seen.

        "team": only from the team's own seat. "organisation": from every seat of the organisation.
        """
        if self.model.reach == "team":  # type: ignore[attr-defined]
            return self.filter(stream=seat.stream) if seat.stream else self.none()
        if not seat.home:
            return self.none()
        return self.filter(models.Q(stream=seat.home) | models.Q(stream__parent=seat.home))


class StreamModel(models.Model):
    """A thing that lives in a stream: changed only in turns, read only through `for_seat`."""

    reach: ClassVar[str] = "organisation"
    label: ClassVar[str] = ""

    stream = models.ForeignKey(Stream, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[Any]] = models.Manager.from_queryset(Kept)()

    class Meta:
        abstract = True

    @property
    def code(self) -> str:
        """What the ledger calls it: "round:5"."""
        return f"{self.label or self._meta.model_name}:{self.pk}"

    def boxes(self) -> list[str]:
        """The ballot boxes that it may have, open now or not. Overridden where there are any."""
        return []

    def allow(self, deed: str, now: datetime) -> None:
        """Refuse a deed that this thing's own rules don't allow now. Overridden where there are rules."""


def codes(things: Iterable[StreamModel]) -> list[str]:
    """The ledger's names of several things."""
    return [thing.code for thing in things]
