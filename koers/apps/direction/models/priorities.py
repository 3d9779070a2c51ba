"""Three to five priorities with their words, what isn't done, and the yardstick."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from koers.apps.ledger.models import StreamModel
from koers.apps.people.models import Team
from koers.domain.direction import priorities
from koers.domain.refusals import Refused


class Priority(StreamModel):
    """One of the three to five things that matter most, with how it will be seen."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="priorities")
    title = models.CharField(max_length=120)
    seen_by = models.CharField(max_length=280, default="")
    name = models.CharField(max_length=80)
    began = models.DateTimeField()
    state = models.CharField(max_length=10, default=priorities.STANDING)
    ended = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, default="")
    # What helped, what is needed, or why it went.
    word = models.CharField(max_length=400, default="")

    class Meta:
        ordering = ("pk",)
        indexes: ClassVar = [models.Index(fields=["stream", "state"], name="priority_standing")]

    def __str__(self) -> str:
        return self.title

    def allow(self, deed: str, now: datetime) -> None:
        """What ended stays as it was."""
        if self.state != priorities.STANDING:
            raise Refused("priority_ended", at=self.ended)


class Progress(models.Model):
    """A word on how it goes with a priority."""

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="progress")
    name = models.CharField(max_length=80)
    going = models.CharField(max_length=20)
    word = models.CharField(max_length=280, default="")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.going}: {self.word}"


class NotDoing(StreamModel):
    """Something that the team doesn't do this year, and why."""

    label = "not_doing"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="not_doing")
    text = models.CharField(max_length=120)
    why = models.CharField(max_length=300)
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    at = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=300, default="")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text

    def allow(self, deed: str, now: datetime) -> None:
        """It is taken off once."""
        if self.ended:
            raise Refused("not_doing_ended", at=self.ended)


class Yardstick(StreamModel):
    """Which kinds of decisions always say which priority they serve or hurt. The newest holds."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="yardsticks")
    kinds = models.JSONField(default=list)
    why = models.CharField(max_length=300)
    name = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return ", ".join(self.kinds)
