"""Checks: twenty minutes on how a team works together. And terms: who guards the process, by turns."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from koers.apps.actions.models import Action
from koers.apps.ledger.models import StreamModel
from koers.apps.people.models import Member, Team
from koers.domain import checks
from koers.domain.refusals import NotHere, Refused


class Check(StreamModel):
    """One collaboration check of a team."""

    reach = "team"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="checks")
    number = models.PositiveIntegerField()
    stage = models.CharField(max_length=20, default="former")
    # Whether what was written in this step lies on the wall.
    shown = models.BooleanField(default=False)
    opened = models.DateTimeField()
    since = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    # Per step that was skipped: why. And under "stopped" why the whole check was.
    skipped = models.JSONField(default=dict)

    class Meta:
        ordering = ("team", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["team", "number"], name="check_number"),
            models.UniqueConstraint(fields=["team"], condition=models.Q(ended=None), name="one_check_open"),
        ]

    def __str__(self) -> str:
        return f"check {self.number} of team {self.team_id}"

    @property
    def is_open(self) -> bool:
        """Whether the team is still in it."""
        return self.ended is None

    def allow(self, deed: str, now: datetime) -> None:
        """Refuse what the step table doesn't allow in this stage."""
        self.step(deed)

    def step(self, deed: str) -> str:
        """The stage this deed leads to."""
        return checks.step(self.stage, deed)


class Former(models.Model):
    """A former agreement on the table in this check, and what was said of it ("" is nothing yet)."""

    check_at = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="formers")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20, default="")
    word = models.CharField(max_length=80, default="")

    class Meta:
        ordering = ("action__due", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["check_at", "action"], name="former_once"),
        ]

    def __str__(self) -> str:
        return f"action {self.action_id} in check {self.check_at_id}"


class Line(models.Model):
    """What somebody wrote in one step, by name. Without text they passed, which is a turn too."""

    check_at = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="lines")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=20)
    text = models.CharField(max_length=280, default="")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["check_at", "member", "step"], name="line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.step} of {self.member_id} in check {self.check_at_id}"


class Rhythm(StreamModel):
    """How often a team checks, when the next one is, and what that asks of who guards the process."""

    reach = "team"
    label = "check_rhythm"

    team = models.OneToOneField(Team, on_delete=models.PROTECT, related_name="check_rhythm")
    weeks = models.PositiveSmallIntegerField(default=checks.USUAL_WEEKS)
    last = models.DateField(null=True)
    next = models.DateField()
    # Somebody chose the day; without that it follows from the rhythm.
    planned = models.BooleanField(default=False)
    # The clock asked for it already, or there is no need to.
    proposed = models.BooleanField(default=False)
    # Until this day a hand-over is asked for, after a check or when the guardian left.
    hand_over = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["proposed", "next"], name="check_due")]

    def __str__(self) -> str:
        return f"check of team {self.team_id} on {self.next}"

    def allow(self, deed: str, now: datetime) -> None:
        """The clock proposes a check once."""
        if deed == "propose_check" and self.proposed:
            raise Refused("check_elsewhere", deed=deed, stage="")


class Term(StreamModel):
    """Somebody's turn as guardian: asked, and then serving or passed; ended by the next, or by leaving.

    Who guards now is said by `Member.guardian` alone; this is the story around it.
    """

    reach = "team"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="terms")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="terms")
    # Which hand-over it is of: whoever passed isn't asked a second time in the same one.
    handover = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default="asked")
    note = models.CharField(max_length=400, default="")
    reason = models.CharField(max_length=200, default="")
    asked = models.DateTimeField()
    began = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        ordering = ("team", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["team"], condition=models.Q(state="serving"), name="one_serves"),
            models.UniqueConstraint(fields=["team"], condition=models.Q(state="asked"), name="one_is_asked"),
        ]

    def __str__(self) -> str:
        return f"{self.state}: member {self.member_id} of team {self.team_id}"

    def allow(self, deed: str, now: datetime) -> None:
        """One answers once; and a term that is over is over."""
        if deed in ("accept_guardian", "pass_guardian") and self.state != "asked":
            raise Refused("asked_no_more")
        if deed == "end_term" and self.ended:
            raise NotHere


class Willing(StreamModel):
    """Whether somebody wants to be asked to guard the process. Without this row: yes."""

    reach = "team"

    member = models.OneToOneField(Member, on_delete=models.PROTECT, related_name="willing")
    willing = models.BooleanField()

    def __str__(self) -> str:
        return f"member {self.member_id}: {self.willing}"
