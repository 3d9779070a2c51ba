"""Actions: one owner, a date, and a word on what came of it."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models

from koers.apps.ledger.models import StreamModel
from koers.apps.people.models import Member, Team
from koers.apps.scans.models import Round
from koers.domain.refusals import Refused


class Action(StreamModel):
    """Something one person sees to before a day."""

    reach = "team"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="actions")
    text = models.CharField(max_length=200)
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="actions")
    due = models.DateField()
    agreed = models.DateTimeField()
    # The scan it was agreed at the end of; none for an action from elsewhere.
    scan = models.ForeignKey(Round, null=True, on_delete=models.PROTECT, related_name="actions")
    # How it goes, as its owner said on the way.
    progress = models.CharField(max_length=20, default="")
    progress_word = models.CharField(max_length=300, default="")
    # The day it had before it was put off, which happens once, and why.
    first_due = models.DateField(null=True)
    put_off_word = models.CharField(max_length=300, default="")
    # What came of it, and whether the team notices anything.
    outcome = models.CharField(max_length=20, default="")
    effect = models.CharField(max_length=20, default="")
    word = models.CharField(max_length=300, default="")
    reported = models.DateTimeField(null=True)

    class Meta:
        ordering = ("due", "pk")
        indexes: ClassVar = [
            models.Index(fields=["stream", "outcome", "due"], name="action_open"),
            models.Index(fields=["stream", "due"], name="action_due"),
        ]

    def __str__(self) -> str:
        return self.text

    def is_late(self, today: date) -> bool:
        """Past its day without a word. It returns to the table instead of vanishing."""
        return not self.outcome and self.due < today

    @property
    def without_owner(self) -> bool:
        """Its owner left the table, or the chair stands free: anybody of the team may take it over."""
        return self.owner.left is not None or not self.owner.taken

    def allow(self, deed: str, now: datetime) -> None:
        """Once a word was given on what came of it, it is over; what changed later is a new action."""
        if self.outcome:
            raise Refused("action_reported", at=self.reported)
        if deed == "put_off_action" and self.first_due:
            raise Refused("action_moved", day=self.first_due)
        if deed == "take_over_action" and not self.without_owner:
            raise Refused("action_has_owner", name=str(self.owner))
