"""Tokens and webhooks of a team, and what was sent to whom."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models

from koers.apps.ledger import clock
from koers.apps.ledger.models import Entry, StreamModel
from koers.apps.people.models import Member, Person, Team
from koers.domain.refusals import Refused


class Token(StreamModel):
    """A program acts with it for one chair, as long as its maker sits there. Kept as a hash."""

    reach = "team"

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="tokens")
    # Who made it: somebody else who sits on this chair later has nothing to do with it.
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=80)
    hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made = models.DateTimeField()
    until = models.DateField()
    used = models.DateTimeField(null=True)
    withdrawn = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

    def works_on(self, day: date) -> bool:
        """Whether it opens anything on this day."""
        return self.withdrawn is None and day <= self.until and self.is_their_chair

    @property
    def works(self) -> bool:
        """Whether it opens anything today."""
        return self.works_on(clock.day(clock.now()))

    @property
    def is_their_chair(self) -> bool:
        """Whether who made it still sits there."""
        return self.member.left is None and self.member.person_id == self.person_id and self.person.is_active

    def allow(self, deed: str, now: datetime) -> None:
        """What is withdrawn stays withdrawn."""
        if self.withdrawn:
            raise Refused("token_over")


class Webhook(StreamModel):
    """An address that hears of chosen deeds of a team, from the moment it was added."""

    reach = "team"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="webhooks")
    url = models.CharField(max_length=500)
    deeds = models.JSONField(default=list)
    # What its secret is made from, together with the installation's own: the database alone signs nothing.
    nonce = models.CharField(max_length=43)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    # Up to which entry of the team's ledger it was looked at what must be told.
    seq = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return self.url

    def allow(self, deed: str, now: datetime) -> None:
        """What ended stays ended."""
        if self.ended:
            raise Refused("webhook_over", at=self.ended)


class Delivery(models.Model):
    """One entry on its way to one webhook. Its name is the same at every try: a double is known by it."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=10, default="waiting")
    # A worker that takes it moves this on, so that it is free again if the worker dies.
    not_before = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    # What the receiver said last, as a code: "204", "500", "timeout", "not_public".
    said = models.CharField(max_length=40, default="")
    sent = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["webhook", "entry"], name="told_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["stage", "not_before"], name="delivery_waiting")]

    def __str__(self) -> str:
        return f"{self.name}: {self.stage}"

    @property
    def name(self) -> str:
        """By which a receiver knows a double."""
        return f"msg_{self.webhook_id}_{self.entry_id}"
