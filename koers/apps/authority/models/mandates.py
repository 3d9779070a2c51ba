"""What a role or somebody may decide alone, and what was said of it later."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models

from koers.apps.ledger import clock
from koers.apps.ledger.models import Entry, StreamModel
from koers.apps.people.models import Member, Person, Team
from koers.apps.roles.models import Role
from koers.domain import authority
from koers.domain.refusals import Refused


class Mandate(StreamModel):
    """What a role or somebody may decide in another's name."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="mandates")
    domain = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, default="", blank=True)
    level = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField(null=True)
    months = models.PositiveSmallIntegerField(null=True)
    irreversible = models.BooleanField(default=False)
    conditions = models.CharField(max_length=300, default="", blank=True)
    since = models.DateField()
    until = models.DateField()
    review = models.DateField(null=True)
    ended = models.DateField(null=True)
    # Whoever gave it is asked before it ends. With a role: in that role's name, else in the team's.
    giver = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="mandates_given")
    giver_name = models.CharField(max_length=80)
    from_role = models.ForeignKey(Role, null=True, on_delete=models.PROTECT, related_name="mandates_given")
    to_role = models.ForeignKey(Role, null=True, on_delete=models.PROTECT, related_name="mandates")
    to_member = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="mandates")
    # Who sat on that chair: whoever sits there later was given nothing.
    to_person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    to_name = models.CharField(max_length=80)
    because = models.CharField(max_length=300)
    # The number of the team's decision that gave it; "" when it was given without one.
    decision = models.CharField(max_length=20, default="")

    class Meta:
        ordering = ("until", "pk")
        indexes: ClassVar = [models.Index(fields=["stream", "until"], name="mandate_until")]

    def __str__(self) -> str:
        return f"{self.domain} ({self.to_name})"

    def the_mandate(self, instead: str = "consent") -> authority.Mandate:
        """As the rules know it; `instead` is the method that applies beyond it."""
        return authority.Mandate(
            self.domain,
            self.kind,
            self.level,
            self.amount,
            self.months,
            self.irreversible,
            self.conditions,
            self.since,
            self.until,
            self.review,
            self._over,
            instead,
        )

    @property
    def _over(self) -> date | None:
        """The day it was broken off. Whoever leaves the table leaves the mandate that was theirs."""
        left = self._left()
        days = (self.ended, clock.day(left) if left else None)
        return min((day for day in days if day), default=None)

    def _left(self) -> datetime | None:
        """When whoever has it left: the chair went, or was freed."""
        chair = self.to_member
        if chair is None or chair.left or chair.person_id == self.to_person_id:
            return chair.left if chair else None
        freed = Entry.objects.filter(stream=self.stream_id, subject=chair.code, deed="free_seat")
        return freed.order_by("-seq").values_list("at", flat=True).first() or chair.sat_down

    def allow(self, deed: str, now: datetime) -> None:
        """What was broken off or is over stays as it was; give a new one."""
        today = clock.day(now)
        if authority.state(self.the_mandate(), today) in ("over", "ended"):
            raise Refused("mandate_over", until=self.ended or self.until, method="")


class MandateWord(StreamModel):
    """What was said of a mandate later: given longer, kept as it is, or withdrawn, and why."""

    label = "mandate_word"

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="words")
    deed = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    because = models.CharField(max_length=300)
    until = models.DateField(null=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.deed} {self.mandate_id}"
