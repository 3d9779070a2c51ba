"""Reading back: a text, what each understood of it, and what people say of the difference."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from django.db import models

from koers.apps.ledger.models import StreamModel
from koers.apps.people.models import Member, Team
from koers.domain import readbacks
from koers.domain.readbacks import Said, Told


class Readback(StreamModel):
    """One decision, read back by everybody at the table."""

    reach = "team"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="readbacks")
    number = models.PositiveIntegerField()
    text = models.TextField()
    # The slots that each lap asked: the first everything, a later one only what differed.
    laps = models.JSONField(default=list)
    stage = models.CharField(max_length=20, default="writing")
    opener = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    opened = models.DateTimeField()
    asked = models.DateTimeField()
    clarified = models.CharField(max_length=280, default="")
    clarifier = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    ended = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, default="")

    class Meta:
        ordering = ("team", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["team", "number"], name="readback_number"),
        ]

    def __str__(self) -> str:
        return f"readback {self.number} of team {self.team_id}"

    @property
    def lap(self) -> int:
        """Which time it is asked: 1, and 2 when the differences are asked again."""
        return len(self.laps)

    @property
    def slots(self) -> list[str]:
        """What is asked in this lap."""
        return list(self.laps[-1])

    @property
    def is_open(self) -> bool:
        """Whether there is still something to write or to compare."""
        return self.stage not in readbacks.ENDED

    @property
    def clarified_by(self) -> str:
        """Who wrote the clarified sentence down; who only leads has no name at the table."""
        one = self.clarifier
        return (one.name or (one.person.name if one.person else "")) if one else ""

    def allow(self, deed: str, now: datetime) -> None:
        """Refuse what the step table doesn't allow in this stage."""
        self.step(deed)

    def step(self, deed: str) -> str:
        """The stage this deed leads to."""
        return readbacks.step(self.stage, deed)


class Telling(models.Model):
    """What one person understood, in one lap. Only the first lap has a sentence."""

    readback = models.ForeignKey(Readback, on_delete=models.CASCADE, related_name="tellings")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    lap = models.PositiveSmallIntegerField()
    sentence = models.CharField(max_length=280, default="")
    said = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["readback", "member", "lap"], name="tell_once"),
        ]

    def __str__(self) -> str:
        return f"telling of {self.member_id} in {self.readback_id}, lap {self.lap}"

    def told(self) -> Told:
        """As the rules know it."""
        said = {slot: Said.from_content(content) for slot, content in self.said.items()}
        return Told(self.member_id, said, self.sentence)


class Tag(models.Model):
    """What somebody says of another's sentence: same, differs, unsure."""

    telling = models.ForeignKey(Telling, on_delete=models.CASCADE, related_name="tags")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    tag = models.CharField(max_length=10)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["telling", "member"], name="tag_once"),
        ]

    def __str__(self) -> str:
        return f"{self.tag} by {self.member_id} on {self.telling_id}"


class Alike(models.Model):
    """Two wordings of one slot that people laid together: "this is the same"."""

    slot = models.CharField(max_length=10)
    one = models.ForeignKey(Telling, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Telling, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["slot", "one", "other"], name="together_once"),
        ]

    def __str__(self) -> str:
        return f"{self.slot}: {self.one_id} with {self.other_id}"


class Share(models.Model):
    """A link with which anybody reads the ended readback, until it is ended itself."""

    readback = models.ForeignKey(Readback, on_delete=models.CASCADE, related_name="shares")
    token_hash = models.CharField(max_length=64, unique=True, null=True)
    opened = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"share of {self.readback_id}"


def told(tellings: Sequence[Telling]) -> list[Told]:
    """Tellings as the rules know them, in their order."""
    return [telling.told() for telling in tellings]
