"""How a team decides about what: the rows of its decision matrix, with their history."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from koers.apps.ledger.models import StreamModel
from koers.apps.people.models import Team
from koers.domain import authority
from koers.domain.refusals import Refused


class MatrixRow(StreamModel):
    """How one kind of topic is decided, perhaps in one domain. A change puts another in its place."""

    label = "matrix_row"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="matrix_rows")
    kind = models.CharField(max_length=20)
    domain = models.CharField(max_length=60, default="", blank=True)
    method = models.CharField(max_length=20)
    who = models.CharField(max_length=20)
    days = models.PositiveSmallIntegerField()
    yardstick = models.BooleanField()
    level = models.PositiveSmallIntegerField()
    since = models.DateTimeField()
    because = models.CharField(max_length=300)
    by = models.CharField(max_length=80)
    # The number of the team's decision that made it hold; "" when who leads set it.
    decision = models.CharField(max_length=20, default="")
    # The code of what it came from: the round in which its level was agreed, or what was decided about.
    came_from = models.CharField(max_length=60, default="")
    # When another took its place, or it was dropped.
    ended = models.DateTimeField(null=True)
    # It was dropped: nothing took its place, so the general row holds again.
    dropped_because = models.CharField(max_length=300, default="")
    dropped_by = models.CharField(max_length=80, default="")

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["team", "kind", "domain"], condition=models.Q(ended=None), name="one_row_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.domain}".strip()

    @property
    def row(self) -> authority.Row:
        """As the rules know it."""
        return authority.Row(
            self.kind, self.domain, self.method, self.who, self.days, self.yardstick, self.level
        )

    def allow(self, deed: str, now: datetime) -> None:
        """Only what holds can be dropped, and never the row that everything else falls back on."""
        if self.ended:
            raise Refused("row_ended", at=self.ended)
        if deed == "drop_row" and not self.domain:
            raise Refused("general_row_stays")
