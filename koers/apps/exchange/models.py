"""Copies of everything that somebody asked for, and the teams that said yes to them."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from koers.apps.ledger.models import StreamModel
from koers.apps.people.models import Member, Organisation, Person, Team
from koers.domain import copies
from koers.domain.refusals import Refused


class Copy(StreamModel):
    """One copy of an organisation, from asking until its file is gone. On the organisation's stream."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="copies")
    asker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    asked = models.DateTimeField()
    # Not before: a worker that takes it moves this on, so that it is free again if the worker dies.
    not_before = models.DateTimeField()
    made = models.DateTimeField(null=True)
    size = models.PositiveBigIntegerField(default=0)
    ended = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(ended=None), name="one_copy_at_a_time"
            ),
        ]
        verbose_name_plural = "copies"

    def __str__(self) -> str:
        return f"copy {self.pk} of organisation {self.organisation_id}"

    @property
    def file(self) -> str:
        """What its file is called."""
        return f"copy-{self.pk}.zip"

    def over_at(self, now: datetime) -> bool:
        """Whether nothing more comes of it."""
        return self.ended is not None or copies.over(self.asked, self.made, now)

    def allow(self, deed: str, now: datetime) -> None:
        """It is made once, and fetched as long as it is there."""
        if self.ended or (deed != "end_copy" and self.over_at(now)):
            raise Refused("copy_over")
        if deed == "fetch_copy" and not self.made:
            raise Refused("copy_not_made")
        if deed in ("let_copy", "make_copy") and self.made:
            raise Refused("copy_made", at=self.made)


class Yes(models.Model):
    """A team lets what it said here come along in a copy: somebody at its table said so."""

    copy = models.ForeignKey(Copy, on_delete=models.CASCADE, related_name="yeses")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["copy", "team"], name="yes_once"),
        ]

    def __str__(self) -> str:
        return f"yes of team {self.team_id} to copy {self.copy_id}"
