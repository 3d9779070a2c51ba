"""The register of interests and side positions: everybody keeps their own, the organisation reads it."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from koers.apps.ledger import clock
from koers.apps.ledger.models import StreamModel
from koers.apps.people.models import Member, Team
from koers.domain.direction import interests
from koers.domain.refusals import Refused


class Interest(StreamModel):
    """A side position or another interest of somebody at a table."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="interests")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="interests")
    # As they were called then: somebody else may sit on this chair later.
    name = models.CharField(max_length=80)
    what = models.CharField(max_length=160)
    where = models.CharField(max_length=120)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    noted = models.DateTimeField()

    class Meta:
        ordering = ("team__name", "name", "pk")
        indexes: ClassVar = [models.Index(fields=["member"], name="interest_of")]

    def __str__(self) -> str:
        return f"{self.what}, {self.where}"

    @property
    def says(self) -> interests.Interest:
        """As the rules know it."""
        return interests.Interest(self.what, self.where, self.since, self.until)

    def allow(self, deed: str, now: datetime) -> None:
        """What is over stays as it was."""
        if self.until and self.until <= clock.day(now):
            raise Refused("interest_over", day=self.until)
