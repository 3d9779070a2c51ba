"""People, organisations, teams, and the seats at a team's table."""

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from koers.apps.ledger.models import Stream, StreamModel
from koers.apps.people import secrets
from koers.domain import scans
from koers.domain.refusals import Refused


class People(BaseUserManager["Person"]):
    """Makes persons: with only a name at a table, or with an address to sign in with."""

    def sit_down(self, name: str) -> "Person":
        """Somebody who joins with only a name. An account may follow; what was answered stays theirs."""
        person = self.model(name=name)
        person.set_unusable_password()
        person.save()
        return person


class Person(AbstractBaseUser):
    """Somebody, in however many teams. Without an address it is a name on one device."""

    name = models.CharField(max_length=80)
    email = models.EmailField(null=True, unique=True)
    is_active = models.BooleanField(default=True)
    founder = models.BooleanField(default=False)
    language = models.CharField(max_length=5, default="")

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """What the ledger calls this person."""
        return f"person:{self.pk}"


class Organisation(models.Model):
    """An organisation: a stream that nothing of another organisation can be read from."""

    stream = models.OneToOneField(Stream, on_delete=models.PROTECT, related_name="organisation")
    founder = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="founded")
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """What the ledger calls it."""
        return f"organisation:{self.pk}"


class Team(models.Model):
    """A team around one table. Its public key is in the address of every page of it."""

    stream = models.OneToOneField(Stream, on_delete=models.PROTECT, related_name="team")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="teams")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="circles")
    key = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=600, default="", blank=True)
    # At a walk-in table nobody set chairs: each who comes in by the code pulls one up.
    walk_in = models.BooleanField(default=False)
    # How many weeks after a scan the next one is proposed.
    rhythm = models.PositiveSmallIntegerField(default=scans.USUAL_RHYTHM)

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """What the ledger calls it."""
        return f"team:{self.pk}"


class Member(StreamModel):
    """A seat at a team's table, taken or free; or, without a number, somebody who helps the team."""

    reach = "team"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="members")
    number = models.PositiveIntegerField(null=True)
    name = models.CharField(max_length=80, default="")
    role = models.CharField(max_length=80, default="")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="members")
    facilitator = models.BooleanField(default=False)
    guardian = models.BooleanField(default=False)
    observer = models.BooleanField(default=False)
    # The hash of a secret that only the browser holds; see ledger/box.py. Never the secret itself.
    ballot = models.CharField(max_length=64, default="")
    sat_down = models.DateTimeField(null=True)
    left = models.DateTimeField(null=True)

    class Meta:
        ordering = ("team", "number", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["team", "number"], condition=models.Q(left=None), name="one_per_chair"
            ),
            models.UniqueConstraint(
                fields=["team", "person"], condition=models.Q(left=None), name="one_chair_each"
            ),
        ]

    def __str__(self) -> str:
        if self.name or self.number:
            return self.name or str(self.number)
        return self.person.name if self.person else ""

    @property
    def taken(self) -> bool:
        """Whether somebody sits here."""
        return self.person_id is not None

    def is_ballot(self, secret: str) -> bool:
        """Whether this is the secret of which the hash is kept here."""
        return secrets.hashed(secret) == self.ballot

    def powers(self) -> frozenset[str]:
        """What this seat may do, as powers of the permission table."""
        held = {
            "member": self.number is not None,
            "facilitator": self.facilitator,
            "guardian": self.guardian,
            "observer": self.observer,
        }
        return frozenset(power for power, has in held.items() if has)

    def allow(self, deed: str, now: datetime) -> None:
        """A seat that was left, or that another sits on, can't be claimed."""
        if self.left:
            raise Refused("seat_left")
        if deed == "claim_seat" and self.taken:
            raise Refused("seat_taken", name=self.name)


class Invitation(StreamModel):
    """A door for a day: the code on the wall and in the QR lead to it."""

    reach = "team"

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="invitations")
    code_hash = models.CharField(max_length=64, db_index=True)
    expires = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    def open_at(self, now: datetime) -> bool:
        """Whether one can still come in."""
        return self.ended is None and now < self.expires

    def allow(self, deed: str, now: datetime) -> None:
        """A closed door stays closed."""
        if deed in ("claim_seat", "pull_up_chair") and not self.open_at(now):
            raise Refused("invitation_over", at=self.ended or self.expires)


class SignInLink(models.Model):
    """Signs one person in, once. Kept as a hash."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link for {self.person_id}"


class DayOff(StreamModel):
    """Days on which this team doesn't work, beside weekends and public holidays: no window ends on one."""

    reach = "team"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="days_off")
    name = models.CharField(max_length=80)
    first = models.DateField()
    last = models.DateField()

    class Meta:
        ordering = ("first", "pk")

    def __str__(self) -> str:
        return self.name
