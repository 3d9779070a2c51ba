"""Texts that a team stands by, and the drafts that became their versions."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from koers.apps.ledger.models import StreamModel
from koers.apps.people.models import Member, Team
from koers.domain.direction import documents
from koers.domain.refusals import Refused


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
