"""Deciding: a process with everything said in it, and the decision that came of it."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models

from koers.apps.ledger.models import StreamModel
from koers.apps.people.models import Member, Person, Team
from koers.domain import decisions, marks, processes
from koers.domain.processes import plain
from koers.domain.refusals import NotHere
from koers.domain.seats import Seat


class Process(StreamModel):
    """One proposal through one method. What is frozen at opening, and where it stands."""

    reach = "team"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="processes")
    number = models.PositiveIntegerField()
    method = models.CharField(max_length=20)
    # Why another method than the team's own choice for this kind of matter.
    method_because = models.CharField(max_length=300, default="")
    # The code of what it is about ("topic:7"), when it came from somewhere.
    about = models.CharField(max_length=60, default="")
    stage = models.CharField(max_length=20, default="draft")
    proposer = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    # The terms and what the proposal says of itself, as the rules write them (`processes/plain.py`).
    terms = models.JSONField(default=dict)
    plan = models.JSONField(default=dict)
    drafted = models.DateTimeField()
    opened = models.DateTimeField(null=True)
    # --- the window; `closes` is empty in a meeting
    opens = models.DateTimeField(null=True)
    closes = models.DateTimeField(null=True)
    # The moment at which it is over as far as is known: the window's end, or sooner when all have answered.
    over_at = models.DateTimeField(null=True)
    zone = models.CharField(max_length=60, default="Europe/Amsterdam")
    off = models.JSONField(default=list)
    paused = models.PositiveSmallIntegerField(default=0)
    extended = models.BooleanField(default=False)
    full = models.BooleanField(default=False)
    # --- where it stands
    sitting = models.PositiveSmallIntegerField(default=1)
    standing = models.JSONField(default=list)
    # Votes that were counted and led to another one, and who was said to have an interest in it.
    sittings = models.JSONField(default=list)
    recusals = models.JSONField(default=list)
    # What the decider did with each advice.
    weighings = models.JSONField(default=list)
    # What people from outside the table advised; who would decide and left.
    outside = models.JSONField(default=list)
    handovers = models.JSONField(default=list)
    rounds = models.PositiveSmallIntegerField(default=0)
    shorter = models.BooleanField(default=False)
    # A random value whose hash is in the ledger from the opening on; revealed when a lot is drawn.
    lot = models.CharField(max_length=64, default="")
    ballots = models.JSONField(null=True)
    # Who was proposed for a role, one after another, and who doesn't want it.
    proposed = models.JSONField(default=list)
    declined = models.JSONField(default=list)
    outcome = models.JSONField(null=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        ordering = ("team", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["team", "number"], name="process_number"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["stage", "over_at"], name="process_over"),
            models.Index(fields=["stream", "stage"], name="process_stage"),
        ]

    def __str__(self) -> str:
        return f"process {self.number} of team {self.team_id}"

    @property
    def box(self) -> str:
        """The ballot box of a secret ballot, a fresh one for each sitting."""
        return f"vote_{self.pk}{self.sitting:02d}"

    def boxes(self) -> list[str]:
        """The box of its ballot."""
        return [self.box]

    @property
    def is_open(self) -> bool:
        """Whether it was opened and has no outcome."""
        return self.stage not in ("draft", *processes.FINAL)

    @property
    def secret(self) -> bool:
        """Whether answers carry no name."""
        return bool(self.terms.get("secrecy") == "secret")

    def the_terms(self) -> processes.Terms:
        """The terms, as the rules know them."""
        return plain.typed(processes.Terms, self.terms)

    def the_plan(self) -> decisions.Plan:
        """What the proposal says of itself, as the rules know it."""
        return plain.typed(decisions.Plan, self.plan)

    def window(self) -> processes.Window | None:
        """Its window, as the rules know it."""
        if self.opens is None:
            return None
        off = frozenset(date.fromisoformat(day) for day in self.off)
        return processes.Window(
            self.opens, self.closes, self.zone, off, self.paused, self.extended, self.full
        )

    def the_sittings(self) -> tuple[processes.Sitting, ...]:
        """Its earlier sittings, as the rules know them."""
        return tuple(plain.typed(processes.Sitting, one) for one in self.sittings)

    def the_recusals(self) -> tuple[processes.Recusal, ...]:
        """Who was said to have an interest in it, as the rules know them."""
        return tuple(plain.typed(processes.Recusal, one) for one in self.recusals)

    def the_weighings(self) -> tuple[processes.Weighing, ...]:
        """What the decider did with each advice, as the rules know it."""
        return tuple(plain.typed(processes.Weighing, one) for one in self.weighings)

    def the_outside(self) -> tuple[processes.Outside, ...]:
        """What people from outside the table advised, as the rules know it."""
        return tuple(plain.typed(processes.Outside, one) for one in self.outside)

    def the_handovers(self) -> tuple[processes.Handover, ...]:
        """Who would decide and left, as the rules know it."""
        return tuple(plain.typed(processes.Handover, one) for one in self.handovers)

    def the_candidacies(self) -> tuple[processes.Candidacy, ...]:
        """Who was proposed for a role, as the rules know them."""
        return tuple(plain.typed(processes.Candidacy, one) for one in self.proposed)

    def the_outcome(self) -> processes.Outcome | None:
        """Its outcome, as the rules know it."""
        return plain.typed(processes.Outcome, self.outcome) if self.outcome else None


class Version(models.Model):
    """A text of the proposal. Never rewritten; `material` says whether everybody is asked again."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="versions")
    seq = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    text = models.TextField()
    options = models.JSONField(default=list)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    material = models.BooleanField(default=True)
    called_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("seq",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["process", "seq"], name="version_once"),
        ]

    def __str__(self) -> str:
        return f"text {self.seq} of process {self.process_id}"


class Voter(models.Model):
    """Somebody of the electorate, frozen at opening: who hasn't answered is one question to the database."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="voters")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    why = models.CharField(max_length=200, default="member")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    weight = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=10, default="in")
    since = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, default="")
    by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    away = models.CharField(max_length=20, default="")
    # Of an adviser: "affected", "expert" or "both"; who named them, and when they were reminded.
    part = models.CharField(max_length=10, default="")
    named_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    reminded = models.DateTimeField(null=True)

    class Meta:
        ordering = ("place",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["process", "member"], name="voter_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Response(models.Model):
    """What somebody answered. Append only: the newest per person counts, the earlier ones are history."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="responses")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=40)
    reason = models.CharField(max_length=500, default="")
    at = models.DateTimeField()
    version = models.PositiveSmallIntegerField()
    sitting = models.PositiveSmallIntegerField()
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=80, default="")
    confirms = models.BooleanField(default=False)
    # A rank or a score per option, where the method asks one.
    values = models.JSONField(default=dict)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.choice} of {self.member_id} in process {self.process_id}"


class Objection(models.Model):
    """An argued objection and what became of it: by whom, in which role, tested how, met by which text."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="objections")
    number = models.PositiveSmallIntegerField()
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=80, default="")
    criteria = models.JSONField(default=list)
    text = models.CharField(max_length=500)
    at = models.DateTimeField()
    version = models.PositiveSmallIntegerField()
    tests = models.JSONField(default=dict)
    finding = models.CharField(max_length=20, default="")
    tester = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500, default="")
    amendment = models.PositiveSmallIntegerField(null=True)
    met_objector = models.BooleanField(default=False)
    met_proposer = models.BooleanField(default=False)
    concern = models.BooleanField(default=False)
    aside = models.JSONField(default=list)
    set_aside = models.BooleanField(default=False)

    class Meta:
        ordering = ("number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["process", "number"], name="objection_once"),
        ]

    def __str__(self) -> str:
        return f"objection {self.number} in process {self.process_id}"


class Remark(models.Model):
    """A question that makes clearer what is proposed, with its answer; or somebody's one reaction."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="remarks")
    kind = models.CharField(max_length=10)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=500)
    at = models.DateTimeField()
    answer = models.CharField(max_length=1000, default="")
    answered_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    answered = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["process", "member"], condition=models.Q(kind="reaction"), name="react_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]


class Decision(StreamModel):
    """What was decided, sealed. Nothing of it changes; another decision takes its place or withdraws it."""

    reach = "team"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="decisions")
    process = models.OneToOneField(Process, null=True, on_delete=models.PROTECT, related_name="decision")
    number = models.CharField(max_length=12)
    title = models.CharField(max_length=120)
    text = models.TextField()
    method = models.CharField(max_length=20)
    # The whole record as it was sealed (`records/queries.py` reads it), and its SHA-256.
    record = models.JSONField()
    digest = models.CharField(max_length=64)
    owner = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    priority = models.CharField(max_length=120, default="")
    sealed = models.DateTimeField()
    in_force = models.DateField()
    ends = models.DateField(null=True)
    # Empty where a decision came in from elsewhere without one.
    review_on = models.DateField(null=True)
    # The day on which it was decided: of what came in from elsewhere, the day there.
    decided = models.DateField()
    # By which a decision from elsewhere is known again; "" when it was decided here.
    source_key = models.CharField(max_length=64, default="")
    # How this one changes an earlier one: "supersedes" or "withdraws". An earlier one is changed once.
    change = models.CharField(max_length=12, default="")
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    new_information = models.CharField(max_length=500, default="")
    # Beside the record: when somebody last said that they should have been asked for advice.
    flagged = models.DateTimeField(null=True)

    class Meta:
        ordering = ("team", "sealed", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["team", "number"], name="decision_number"),
            models.UniqueConstraint(
                fields=["team", "source_key"], condition=~models.Q(source_key=""), name="decision_source"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["stream", "review_on"], name="decision_review"),
            # In the log's order, and with all that counting them takes.
            models.Index(fields=["stream", "-decided", "-id"], name="decision_log"),
            models.Index(fields=["stream", "priority", "owner", "decided"], name="decision_choices"),
            # Few are replaced: SQLite takes the whole column, nearly all NULL, for one without use.
            models.Index(
                fields=["replaces"], name="decision_replaced", condition=models.Q(replaces__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def changed_by(self) -> str:
        """How a later decision changed this one; "" when none did."""
        later: Decision | None = getattr(self, "replaced_by", None)
        return later.change if later else ""

    def validity(self, today: date) -> str:
        """The first track: sealed, in force, superseded, withdrawn or ended."""
        return decisions.validity(self.in_force, self.ends, self.changed_by(), today)

    def allow(self, deed: str, now: datetime) -> None:
        """The record itself allows everything; what changes it is another decision."""

    @property
    def from_minutes(self) -> bool:
        """Whether it was taken over from minutes: decided elsewhere, with no process here."""
        return self.method == decisions.FROM_MINUTES

    @property
    def imported(self) -> bool:
        """Whether it came in from elsewhere, as a source has it."""
        return self.method == decisions.IMPORTED

    @property
    def elsewhere(self) -> bool:
        """Whether it was decided elsewhere, so that there is no process and no count here."""
        return self.method in decisions.ELSEWHERE

    @property
    def figures(self) -> dict[str, Any]:
        """The figures of the outcome."""
        return dict(self.record["outcome"]["figures"])


class SavedView(StreamModel):
    """What somebody often looks for in the log, under a name: for themselves."""

    reach = "team"

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=80)
    wanted = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name

    def check_own(self, seat: Seat) -> None:
        """Another's isn't there."""
        if self.member_id != seat.member:
            raise NotHere


class Mark(models.Model):
    """What somebody says beside a sealed decision of one person: that it was read, that it should stop."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="marks")
    kind = models.CharField(max_length=10)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=500, default="")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "kind", "member"], name="mark_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} beside {self.decision_id}"

    @property
    def mark(self) -> marks.Mark:
        """As the rules know it."""
        return marks.Mark(self.kind, self.member_id, self.at, self.text)


class Message(models.Model):
    """The one core message of a decision."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="message")
    text = models.CharField(max_length=280)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text[:40]


class Audience(models.Model):
    """Who hears it, from whom, through what, what for and by when; and when they were told."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="audiences")
    name = models.CharField(max_length=80)
    teller = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=80, default="")
    purpose = models.CharField(max_length=80, default="")
    due = models.DateField()
    told = models.DateTimeField(null=True)
    told_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("due", "pk")

    def __str__(self) -> str:
        return self.name


class Review(models.Model):
    """A look back: did the expected effect come, and what follows."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="reviews")
    verdict = models.CharField(max_length=10)
    came = models.CharField(max_length=10)
    word = models.CharField(max_length=300, default="")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # The day of the next look back, when it is kept.
    next_on = models.DateField(null=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.verdict} of {self.decision_id}"
