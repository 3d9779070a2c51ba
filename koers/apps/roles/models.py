"""Roles: a register that everybody of the organisation reads and each team keeps for itself."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from koers.apps.ledger import clock
from koers.apps.ledger.models import StreamModel
from koers.apps.people.models import Member, Team
from koers.domain import roles
from koers.domain.refusals import Refused


class Role(StreamModel):
    """Something that somebody sees to for the team; held by nobody, by one, or by several."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="roles")
    name = models.CharField(max_length=80)
    # Empty only in a role that came in with a register that doesn't say it.
    purpose = models.CharField(max_length=280, blank=True)
    domains = models.TextField(default="", blank=True)
    accountabilities = models.TextField(default="", blank=True)
    # To which other roles it has to do: a kind and a number per line, as in a text.
    ties = models.TextField(default="", blank=True)
    version = models.PositiveIntegerField(default=1)
    # All of its words in small letters: SQLite compares only A to Z without looking at capitals.
    words = models.TextField(default="", editable=False)
    began = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def text(self) -> roles.Text:
        """What it says now."""
        return roles.Text(*(getattr(self, part) for part in roles.PARTS))

    def say(self, text: roles.Text) -> None:
        """Let it say this from now on."""
        for part, said in text.parts.items():
            setattr(self, part, said)
        self.words = "\n".join(said for part, said in text.parts.items() if part != "ties").casefold()

    def allow(self, deed: str, now: datetime) -> None:
        """A role that was ended stays as it was."""
        if self.ended:
            raise Refused("role_ended", at=self.ended)


class Term(StreamModel):
    """Somebody's time in a role."""

    label = "role_term"

    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="terms")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="role_terms")
    # As they were called then: somebody else may sit on this chair later.
    name = models.CharField(max_length=80)
    first = models.DateField()
    last = models.DateField(null=True)
    ended = models.DateField(null=True)

    class Meta:
        ordering = ("role", "first", "pk")
        indexes: ClassVar = [models.Index(fields=["role", "first"], name="role_term_first")]

    def __str__(self) -> str:
        return f"{self.name} in role {self.role_id}"

    @property
    def term(self) -> roles.Term:
        """As the rules know it. Whoever leaves the table leaves the role."""
        left = clock.day(self.member.left) if self.member.left else None
        ended = min((day for day in (self.ended, left) if day), default=None)
        return roles.Term(self.member_id, self.first, self.last, ended)

    def allow(self, deed: str, now: datetime) -> None:
        """What is over stays as it was."""
        term, today = self.term, clock.day(now)
        if not (term.holds(today) or term.to_come(today)):
            raise Refused("term_over")


class Proposal(StreamModel):
    """A new role, another text, or the end of one: what somebody proposes, and what came of it.

    The adopted ones are the versions of a role.
    """

    label = "role_proposal"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="role_proposals")
    # None as long as it would be a new one.
    role = models.ForeignKey(Role, null=True, on_delete=models.PROTECT, related_name="proposals")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    ends = models.BooleanField(default=False)
    why = models.CharField(max_length=300)
    proposer = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="role_proposals")
    name = models.CharField(max_length=80)
    proposed = models.DateTimeField()
    state = models.CharField(max_length=10, default="open")
    reason = models.CharField(max_length=300, default="")
    settled = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=80, default="")
    version = models.PositiveIntegerField(null=True)
    # The number of the team's decision that settled it, if one did.
    decision = models.CharField(max_length=20, default="")

    class Meta:
        ordering = ("pk",)
        indexes: ClassVar = [models.Index(fields=["stream", "state"], name="role_proposal_open")]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """The name of the role it is about."""
        return str((self.after or self.before).get("name", ""))

    @property
    def old(self) -> roles.Text:
        """The text it was written beside."""
        return roles.Text(**self.before)

    @property
    def new(self) -> roles.Text:
        """The text it proposes."""
        return roles.Text(**self.after)

    def allow(self, deed: str, now: datetime) -> None:
        """It is settled once, and not beside a proposal in which the team decides about it."""
        if self.state == "deciding" and deed != "decide_role":
            raise Refused("proposal_deciding")
        if self.state not in ("open", "deciding"):
            raise Refused("proposal_settled", at=self.settled)
