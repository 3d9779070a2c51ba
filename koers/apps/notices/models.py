"""What somebody is told outside the pages: their letterbox, the letters, and how often a thing was mentioned.

These rows are of a person, in however many teams, so they lie in no team's stream. Of what a letter said
nothing is kept.
"""

from datetime import date, datetime
from typing import ClassVar

from django.conf import settings
from django.db import models

from koers.apps.ledger.models import Ask
from koers.apps.people import secrets
from koers.apps.people.models import Person
from koers.domain import notices
from koers.domain.notices import Mentioned, Rhythm


def installation_zone() -> str:
    """The zone of who hasn't chosen one."""
    return settings.TIME_ZONE


def workdays() -> list[int]:
    """The days of who hasn't chosen any."""
    return list(notices.WORKDAYS)


class Letterbox(models.Model):
    """Whether, when and where somebody wants letters. Only an address that its owner confirmed gets any."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="letterbox")
    never = models.BooleanField(default=False)
    at = models.TimeField(default=notices.USUAL)
    zone = models.CharField(max_length=60, default=installation_zone)
    days = models.JSONField(default=workdays)
    asked = models.CharField(max_length=254, default="")
    confirmed = models.CharField(max_length=254, default="")
    # When the next letter may go; moving it on is how one of several workers takes the day.
    next = models.DateTimeField(null=True, db_index=True)
    # Part of every link in a letter: a new one withdraws them all.
    nonce = models.CharField(max_length=8, default=secrets.public_key)
    feed_hash = models.CharField(max_length=64, null=True, unique=True)

    def __str__(self) -> str:
        return f"letterbox of person {self.person_id}"

    @property
    def rhythm(self) -> Rhythm:
        """When letters may come."""
        return Rhythm(self.at, self.zone, self.days)

    @property
    def address(self) -> str:
        """Where letters go, or "" when nowhere."""
        email = self.person.email or ""
        wanted = self.person.is_active and not self.never
        return email if wanted and email and email == self.confirmed else ""

    def after(self, moment: datetime) -> datetime | None:
        """The next moment for a letter."""
        return self.rhythm.after(moment)


class Letter(models.Model):
    """One letter to one person on one day. Written when it goes, so it never asks what was done since."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=10)
    day = models.DateField()
    stage = models.CharField(max_length=10, default="waiting")
    # Not before: a worker that takes it moves this on, so that it is free again if the worker dies.
    not_before = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=60, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "day"], condition=models.Q(kind="digest"), name="one_letter_a_day"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["stage", "not_before"], name="letter_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.day} to person {self.person_id}"


class Notice(models.Model):
    """How often one person was told of one ask. It goes when the ask does."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="+")
    times = models.PositiveSmallIntegerField(default=0)
    latest = models.DateField(null=True)
    stopped = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "ask"], name="notice_once"),
        ]

    def __str__(self) -> str:
        return f"notice of ask {self.ask_id} to person {self.person_id}"

    @property
    def mentioned(self) -> Mentioned:
        """As the rules know it."""
        latest: date | None = self.latest
        return Mentioned(self.times, latest, self.stopped)
