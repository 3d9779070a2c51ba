"""Topics: what somebody brings up, how it is treated, and what came of it."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models

from koers.apps.authority.models import Mandate
from koers.apps.ledger.models import StreamModel
from koers.apps.people.models import Member, Team
from koers.apps.roles.models import Role
from koers.domain import topics
from koers.domain.refusals import Refused
from koers.domain.seats import Seat


class Topic(StreamModel):
    """One topic. The organisation sees it, unless it is closed until a day: then it sees that, and why."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="topics")
    title = models.CharField(max_length=120)
    question = models.CharField(max_length=280)
    why_now = models.CharField(max_length=600, default="", blank=True)
    kind = models.CharField(max_length=20)
    aim = models.CharField(max_length=20)
    origin = models.CharField(max_length=20)
    decide_by = models.DateField(null=True)
    # The day it had at first, and how often it got another one.
    first_by = models.DateField(null=True)
    postponed = models.PositiveSmallIntegerField(default=0)
    # Per domain how large the impact is; who takes part beside the team; answers to guiding questions.
    impact = models.JSONField(default=dict)
    parties = models.JSONField(default=list)
    guide = models.JSONField(default=dict)
    priority = models.CharField(max_length=120, default="", blank=True)
    amount = models.BigIntegerField(null=True)
    months = models.PositiveSmallIntegerField(null=True)
    irreversible = models.BooleanField(default=False)
    author = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="topics_raised")
    # As they were called then.
    name = models.CharField(max_length=80)
    raised = models.DateTimeField()
    # Only the team sees it, up to and including this day, and why.
    closed_until = models.DateField(null=True)
    closed_because = models.CharField(max_length=300, default="")

    state = models.CharField(max_length=20, default="open")
    # Who sees to it that it goes on.
    owner = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="topics")
    # How it is treated: what was advised and why, and what was chosen.
    way = models.CharField(max_length=20, default="")
    advised = models.CharField(max_length=20, default="")
    reasons = models.JSONField(default=list)
    contested = models.BooleanField(default=False)
    triaged = models.DateTimeField(null=True)
    # Who carries it, when somebody said so: a line of what a role decides about, or a mandate.
    role = models.ForeignKey(Role, null=True, on_delete=models.PROTECT, related_name="topics")
    role_line = models.CharField(max_length=200, default="")
    mandate = models.ForeignKey(Mandate, null=True, on_delete=models.PROTECT, related_name="topics")
    # What came of it: the newest proposal (as the ledger calls it), its outcome, the decision's number.
    process = models.CharField(max_length=60, default="")
    outcome = models.CharField(max_length=20, default="")
    decision = models.CharField(max_length=20, default="")
    ended = models.DateTimeField(null=True)
    reopened = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("-pk",)
        indexes: ClassVar = [
            models.Index(fields=["stream", "state", "kind"], name="topic_state"),
            models.Index(fields=["stream", "decide_by"], name="topic_decide_by"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def told(self) -> topics.Told:
        """As its author told it."""
        return topics.Told(
            self.title,
            self.question,
            self.why_now,
            self.kind,
            self.aim,
            self.origin,
            self.decide_by,
            self.impact,
            tuple(self.parties),
            self.priority,
            self.amount,
            self.months,
            self.irreversible,
            self.guide,
        )

    def tell(self, told: topics.Told) -> None:
        """Let it say this from now on."""
        for part in TOLD:
            setattr(self, part, getattr(told, part))
        self.parties = list(told.parties)

    @property
    def returned(self) -> int:
        """How often it was postponed or opened again."""
        return self.postponed + self.reopened

    def closed_to(self, seat: Seat, today: date) -> bool:
        """Whether this seat sees only that it is there, until when it is closed, and why."""
        return self.closed_until is not None and today <= self.closed_until and seat.stream != self.stream_id

    def is_late(self, today: date) -> bool:
        """Past the day to decide by, and nothing was decided."""
        return topics.late(self.state, self.decide_by, today)

    def step(self, deed: str) -> str:
        """The state this deed leads to."""
        return topics.step(self.state, deed)

    def allow(self, deed: str, now: datetime) -> None:
        """What its state doesn't allow; and what is open already needn't be opened up."""
        if deed in topics.STEPS:
            self.step(deed)
        if deed == "open_up_topic" and self.closed_until is None:
            raise Refused("topic_open")


TOLD = (
    "title", "question", "why_now", "kind", "aim", "origin", "decide_by", "impact", "priority", "amount",
    "months", "irreversible", "guide",
)  # fmt: skip


class Word(StreamModel):
    """What happened to a topic, by whom and why: its history, and the way along which it came."""

    label = "topic_word"

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="words")
    deed = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.CharField(max_length=80, default="")
    because = models.CharField(max_length=600, default="")
    # Codes and days that its sentence needs.
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.deed} {self.topic_id}"
