"""The scan: rounds, what came out of them, and the notes of the talk."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from koers.apps.ledger import box
from koers.apps.ledger.models import StreamModel
from koers.apps.people.models import Member, Person, Team
from koers.domain import scans
from koers.domain.refusals import Refused


class Round(StreamModel):
    """One time that a team scans itself. Who takes part is fixed when it opens."""

    reach = "team"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField()
    # Rounds of one form, one after the other; 0 for a round that was only talked through.
    series = models.PositiveIntegerField(default=1)
    mode = models.CharField(max_length=20)
    with_parts = models.BooleanField(default=False)
    # The seats that are asked, fixed at opening, and who sat on them at closing: the same seat may have
    # another person in the next round, and two rounds are laid side by side by people.
    electorate = models.JSONField(default=list)
    people = models.JSONField(default=list)
    stage = models.CharField(max_length=20, default="answering")
    opened = models.DateTimeField()
    closes = models.DateTimeField(null=True)
    closed = models.DateTimeField(null=True)
    answered = models.PositiveIntegerField(default=0)
    salt = models.CharField(max_length=32, default="")
    # Where only the middle may be shown, only the middle is kept: {s: [median, words]}.
    middles = models.JSONField(default=dict)
    talking = models.CharField(max_length=20, default="")
    talking_since = models.DateTimeField(null=True)
    picks = models.JSONField(default=dict)
    chosen = models.CharField(max_length=20, default="")
    notice = models.CharField(max_length=300, default="")

    class Meta:
        ordering = ("team", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["team", "number"], name="round_number"),
        ]

    def __str__(self) -> str:
        return f"round {self.number} of team {self.team_id}"

    @property
    def box(self) -> str:
        """The ballot box of the answers."""
        return f"scan_{self.pk}"

    @property
    def pick_box(self) -> str:
        """The ballot box of the choice of one S."""
        return f"pick_{self.pk}"

    def boxes(self) -> list[str]:
        """Both of them."""
        return [self.box, self.pick_box]

    @property
    def seats(self) -> int:
        """How many were asked."""
        return len(self.electorate)

    @property
    def answerers(self) -> scans.Answerers:
        """Who took part, as far as is known."""
        return scans.Answerers(frozenset(self.people), self.seats, self.answered)

    @property
    def items(self) -> list[str]:
        """What is scored: the five, and their parts when the team wanted those."""
        parts = [part for s in scans.FIVE for part in scans.PARTS[s]] if self.with_parts else []
        return [*scans.FIVE, *parts]

    def how_many(self) -> int:
        """How many answered, while it is open."""
        return self.answers.count() if self.mode == "by_name" else box.count(self.box)

    def open_at(self, now: datetime) -> bool:
        """The clock decides, not a job: past its end a round is closed, whoever has noticed."""
        return self.stage == "answering" and (self.closes is None or now < self.closes)

    def over_at(self, now: datetime) -> bool:
        """Its window has ended and nobody has closed it yet."""
        return self.stage == "answering" and not self.open_at(now)

    def closed_at(self) -> datetime | None:
        """When it closed, or when its window ended."""
        return self.closed or self.closes

    def allow(self, deed: str, now: datetime) -> None:
        """Refuse what the step table doesn't allow in this stage."""
        if deed == "put_off_round":
            if self.stage != "agreed":
                raise Refused("not_in_this_stage", deed=deed, stage=self.stage)
        elif deed == "answer":
            if not self.open_at(now):
                raise Refused("round_closed", at=self.closed_at())
        elif deed == "pick":
            if self.stage != "choosing":
                raise Refused("not_choosing")
        else:
            self.step(deed)

    def step(self, deed: str) -> str:
        """The stage this deed leads to."""
        try:
            return scans.step(self.stage, deed)
        except LookupError:
            raise Refused("not_in_this_stage", deed=deed, stage=self.stage) from None


class Answer(models.Model):
    """What somebody gave in a round by name. Other rounds keep no such rows, only tallies."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="answers")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    # Who gave it, and under which name: somebody else may sit on that seat later.
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    content = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "member"], name="answer_once"),
        ]

    def __str__(self) -> str:
        return f"answer of {self.member_id} in {self.round_id}"


class Tally(models.Model):
    """How many gave 1, 2, 3, 4, 5 on one item of a closed round. Kept only where dots may be shown."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="tallies")
    item = models.CharField(max_length=60)
    counts = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "item"], name="tally_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.counts}"


class Why(models.Model):
    """A short why of a closed round, in random order; with a name only in a round by name."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="whys")
    item = models.CharField(max_length=60)
    text = models.TextField()
    name = models.CharField(max_length=80, default="")

    def __str__(self) -> str:
        return self.text[:40]


class Note(models.Model):
    """What somebody wrote down during the talk about one S."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="notes")
    s = models.CharField(max_length=20)
    text = models.TextField()
    name = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.text[:40]
