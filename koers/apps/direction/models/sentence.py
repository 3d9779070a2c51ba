"""The round of the success sentence: each alone, side by side, one out of all."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from koers.apps.ledger.models import StreamModel
from koers.apps.people.models import Member, Team
from koers.domain.direction import sentence


class SentenceRound(StreamModel):
    """One time that a team looks for its success sentence: alone, side by side, together."""

    reach = "team"
    label = "sentence_round"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="sentence_rounds")
    number = models.PositiveIntegerField()
    stage = models.CharField(max_length=20, default="writing")
    opened = models.DateTimeField()
    shown = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    # The sentence that is being made of all of them, and how often it was changed.
    merged = models.CharField(max_length=280, default="")
    merged_by = models.CharField(max_length=80, default="")
    version = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=300, default="")

    class Meta:
        ordering = ("team", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["team", "number"], name="sentence_number"),
            models.UniqueConstraint(
                fields=["team"], condition=models.Q(ended=None), name="one_sentence_open"
            ),
        ]

    def __str__(self) -> str:
        return f"sentence round {self.number} of team {self.team_id}"

    @property
    def is_open(self) -> bool:
        """Whether the team is still looking."""
        return self.stage in sentence.OPEN

    def allow(self, deed: str, now: datetime) -> None:
        """Refuse what the step table doesn't allow in this stage."""
        sentence.step(self.stage, deed)


class Sentence(models.Model):
    """How somebody completes the sentence."""

    round = models.ForeignKey(SentenceRound, on_delete=models.CASCADE, related_name="sentences")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    text = models.CharField(max_length=280)
    at = models.DateTimeField()

    class Meta:
        ordering = ("member__number", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "member"], name="one_sentence_each"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.text}"


class Carry(models.Model):
    """Whether this version of the merged sentence carries what somebody meant, and what misses if not."""

    round = models.ForeignKey(SentenceRound, on_delete=models.CASCADE, related_name="carries")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    carries = models.BooleanField()
    word = models.CharField(max_length=300, default="")

    class Meta:
        ordering = ("member__number", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "member", "version"], name="carry_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} on version {self.version}"
