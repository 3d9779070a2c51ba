"""A row of the matrix or a mandate that somebody proposes. It holds once the team decides so."""

from datetime import datetime
from typing import ClassVar

from django.db import models

from koers.apps.authority.models.mandates import Mandate
from koers.apps.authority.models.matrix import MatrixRow
from koers.apps.ledger.models import StreamModel
from koers.apps.people.models import Member, Person, Team
from koers.apps.roles.models import Role
from koers.domain import authority
from koers.domain.authority import proposing
from koers.domain.processes import plain


class Proposal(StreamModel):
    """What would hold, who proposes it and why, and what came of it."""

    reach = "team"
    label = "authority_proposal"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="authority_proposals")
    # "row" or "mandate", and what it would say as the rules write it (`processes/plain.py`).
    what = models.CharField(max_length=10)
    says = models.JSONField()
    # Of a mandate: for whom.
    to_role = models.ForeignKey(Role, null=True, on_delete=models.PROTECT, related_name="+")
    to_member = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    to_person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    to_name = models.CharField(max_length=80, default="")
    why = models.CharField(max_length=300)
    proposer = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="authority_proposals")
    name = models.CharField(max_length=80)
    proposed = models.DateTimeField()
    state = models.CharField(max_length=10, default="open")
    settled = models.DateTimeField(null=True)
    # Whoever declined it and why; both empty when the team decided against it.
    settled_by = models.CharField(max_length=80, default="")
    reason = models.CharField(max_length=300, default="")
    decision = models.CharField(max_length=20, default="")
    # What it became.
    row = models.ForeignKey(MatrixRow, null=True, on_delete=models.PROTECT, related_name="proposals")
    mandate = models.ForeignKey(Mandate, null=True, on_delete=models.PROTECT, related_name="proposals")

    class Meta:
        ordering = ("pk",)
        indexes: ClassVar = [models.Index(fields=["stream", "state"], name="authority_proposal_open")]

    def __str__(self) -> str:
        return f"{self.what} {self.says['kind']} {self.says['domain']}".strip()

    def the_row(self) -> authority.Row:
        """The row it proposes, as the rules know it."""
        return plain.typed(authority.Row, self.says)

    def the_mandate(self) -> authority.Mandate:
        """The mandate it proposes, as the rules know it."""
        return plain.typed(authority.Mandate, self.says)

    def allow(self, deed: str, now: datetime) -> None:
        """It is settled once; while the team decides about it, only by what the team decides."""
        proposing.check_state(self.state, deed, self.settled)
