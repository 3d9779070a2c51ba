"""Agreeing how much is left to whoever carries a matter: picked alone, shown at once."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from koers.apps.authority.models import MatrixRow
from koers.apps.ledger.models import StreamModel
from koers.apps.people.models import Member, Team
from koers.domain.direction import levels


class LevelRound(StreamModel):
    """One question of how much is left to whoever carries a kind of matter."""

    reach = "team"
    label = "level_round"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="level_rounds")
    number = models.PositiveIntegerField()
    question = models.CharField(max_length=160)
    stage = models.CharField(max_length=20, default="picking")
    # How often everybody picked: the highest and the lowest explain, and then again.
    lap = models.PositiveSmallIntegerField(default=1)
    level = models.PositiveSmallIntegerField(null=True)
    # The row of the decision matrix in which the agreed level stands.
    row = models.ForeignKey(MatrixRow, null=True, on_delete=models.PROTECT, related_name="level_rounds")
    opened = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, default="")

    class Meta:
        ordering = ("team", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["team", "number"], name="level_round_number"),
            models.UniqueConstraint(
                fields=["team"], condition=models.Q(ended=None), name="one_level_round_open"
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def is_open(self) -> bool:
        """Whether no level was agreed yet."""
        return self.stage in levels.OPEN

    def allow(self, deed: str, now: datetime) -> None:
        """Refuse what the step table doesn't allow in this stage."""
        levels.step(self.stage, deed)


class LevelPick(models.Model):
    """What somebody picked in one lap."""

    round = models.ForeignKey(LevelRound, on_delete=models.CASCADE, related_name="picks")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    lap = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("member__number", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "member", "lap"], name="one_pick_each_lap"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.level}"
