"""Who may decide: the rows of a team's decision matrix with their history, and the mandates it gave."""

from datetime import date, datetime
from typing import ClassVar

from django.db import models

from koers.apps.ledger import clock
from koers.apps.ledger.models import Entry, StreamModel
from koers.apps.people.models import Member, Person, Team
from koers.apps.roles.models import Role
from koers.domain import authority
from koers.domain.refusals import Refused


class MatrixRow(StreamModel):
    """How one kind of topic is decided, perhaps in one domain. A change puts another in its place."""

    label = "matrix_row"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="matrix_rows")
    kind = models.CharField(max_length=20)
    domain = models.CharField(max_length=60, default="", blank=True)
    method = models.CharField(max_length=20)
    who = models.CharField(max_length=20)
    days = models.PositiveSmallIntegerField()
    yardstick = models.BooleanField()
    level = models.PositiveSmallIntegerField()
    since = models.DateTimeField()
    because = models.CharField(max_length=300)
    by = models.CharField(max_length=80)
    # When another took its place, or it was dropped.
    ended = models.DateTimeField(null=True)
    # It was dropped: nothing took its place, so the general row holds again.
    dropped_because = models.CharField(max_length=300, default="")
    dropped_by = models.CharField(max_length=80, default="")

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["team", "kind", "domain"], condition=models.Q(ended=None), name="one_row_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.domain}".strip()

    @property
    def row(self) -> authority.Row:
        """As the rules know it."""
        return authority.Row(
            self.kind, self.domain, self.method, self.who, self.days, self.yardstick, self.level
        )

    def allow(self, deed: str, now: datetime) -> None:
        """Only what holds can be dropped, and never the row that everything else falls back on."""
        if self.ended:
            raise Refused("row_ended", at=self.ended)
        if deed == "drop_row" and not self.domain:
            raise Refused("general_row_stays")


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
