"""The course of a team: its success sentence, documents and agreements, priorities, and the yardstick."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from koers.apps.ledger.models import StreamModel
from koers.apps.people.models import Member, Team
from koers.domain.direction import documents, priorities, sentence
from koers.domain.refusals import Refused

# --- the round of the success sentence


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


# --- documents and agreements


class Document(StreamModel):
    """A short text that a team stands by. Nothing holds until a draft of it is adopted."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=120, default="")
    text = models.TextField(default="")
    version = models.PositiveIntegerField(default=0)
    adopted = models.DateTimeField(null=True)
    review_on = models.DateField(null=True)
    # What was said of it when it was last looked at, and by whom.
    looked = models.DateField(null=True)
    looked_word = models.CharField(max_length=300, default="")
    ended = models.DateTimeField(null=True)

    class Meta:
        ordering = ("kind", "title", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["team", "kind"],
                condition=~models.Q(kind=documents.AGREEMENT),
                name="one_document_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.kind

    @property
    def says(self) -> documents.Text:
        """What it says now."""
        return documents.Text(self.title, self.text, self.review_on)

    def allow(self, deed: str, now: datetime) -> None:
        """What was ended stays as it was."""
        if self.ended:
            raise Refused("document_ended", at=self.ended)


class Draft(StreamModel):
    """Another text for a document, or the end of one; the adopted ones are its versions."""

    label = "document_draft"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="drafts")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="drafts")
    # The version it was written beside, with its words.
    beside = models.PositiveIntegerField(default=0)
    before_title = models.CharField(max_length=120, default="")
    before = models.TextField(default="")
    title = models.CharField(max_length=120, default="")
    text = models.TextField(default="")
    review_on = models.DateField(null=True)
    ends = models.BooleanField(default=False)
    why = models.CharField(max_length=300)
    proposer = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    proposed = models.DateTimeField()
    state = models.CharField(max_length=10, default="open")
    # The decision by which it was adopted, if it was by one.
    decision = models.CharField(max_length=20, default="")
    reason = models.CharField(max_length=300, default="")
    settled = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=80, default="")
    version = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ("pk",)
        indexes: ClassVar = [models.Index(fields=["stream", "state"], name="document_draft_open")]

    def __str__(self) -> str:
        return str(self.document)

    @property
    def says(self) -> documents.Text:
        """What it would say."""
        return documents.Text(self.title, self.text, self.review_on)

    def allow(self, deed: str, now: datetime) -> None:
        """It is settled once."""
        documents.check_open(self.state)


# --- priorities, what isn't done, the yardstick


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
