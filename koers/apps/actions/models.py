"""Actions: one owner, a date, and a word on what came of it."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models

from koers.apps.ledger.models import StreamModel
from koers.apps.people.models import Member, Team
from koers.domain.refusals import Refused


class Action(StreamModel):
    """Something one person sees to before a day."""

    reach = "team"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="actions")
    text = models.CharField(max_length=200)
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="actions")
    due = models.DateField()
    agreed = models.DateTimeField()
    outcome = models.CharField(max_length=20, default="")
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

    def allow(self, deed: str, now: datetime) -> None:
        """A word on an action is given once; what changed later is a new action."""
        if deed == "report_action" and self.outcome:
            raise Refused("action_reported", at=self.reported)
