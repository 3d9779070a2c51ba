"""Deeds about mandates: giving one, letting it last longer, looking at it, ending it."""

from datetime import date
from typing import Any

from koers.apps.authority import queries
from koers.apps.authority.models import Mandate, MandateWord, Proposal
from koers.apps.ledger import clock
from koers.apps.ledger.turn import Turn, turn
from koers.apps.people import queries as people
from koers.apps.people.models import Member, Team
from koers.apps.roles.models import Role
from koers.domain import authority, days, roles, rules
from koers.domain.refusals import Refused
from koers.domain.seats import Seat


def give_mandate(
    seat: Seat,
    team: Team,
    given: authority.Mandate,
    because: str,
    *,
    to_role: int | None = None,
    to_member: int | None = None,
    from_role: int | None = None,
    key: str | None = None,
) -> Mandate:
    """Let a role or somebody decide, in the team's name or in that of a role that one holds."""
    with turn(seat, "give_mandate", key=key) as t:
        if t.before:
            return Mandate.objects.for_seat(seat).get(pk=t.before.subject.removeprefix("mandate:"))
        today = clock.day(t.now)
        made = written(authority.mandate(given, today), roles.why(because, "because"))
        made.team, made.giver_id, made.giver_name = team, seat.chair, people.called(seat)
        made.from_role = _own_role(t, from_role, today)
        receive(t, made, to_role, to_member)
        t.place(made)
        t.record(made, **about(t, made), private={"because": made.because})
    return made


def written(given: authority.Mandate, because: str) -> Mandate:
    """A mandate with what it says; who gave it to whom isn't filled in yet."""
    return Mandate(because=because, **{part: getattr(given, part) for part in _PARTS})


_PARTS = (
    "domain", "kind", "level", "amount", "months", "irreversible", "conditions", "since", "until", "review",
)  # fmt: skip


def _own_role(t: Turn, pk: int | None, today: date) -> Role | None:
    """The role in whose name it is given: one's own. In the team's name: who leads or guards the process."""
    if pk is None:
        if not t.seat.has(*rules.GUARDS):
            raise Refused("giver_needs_role", "from_role")
        return None
    if pk not in queries.roles_held(t.seat, today):
        raise Refused("role_not_held", "from_role")
    return t.take(Role, pk)


def receive(t: Turn, made: Mandate | Proposal, to_role: int | None, to_member: int | None) -> None:
    """Fill in for whom it is: one role of this team, or somebody who sits at its table."""
    if (to_role is None) == (to_member is None):
        raise Refused("receiver_missing", "to")
    if to_role is not None:
        made.to_role = t.take(Role, to_role)
        made.to_name = made.to_role.name
        return
    chair = people.table(t.seat).filter(pk=to_member or 0, person__isnull=False).first()
    if chair is None:
        raise Refused("receiver_missing", "to")
    made.to_member, made.to_person_id, made.to_name = chair, chair.person_id, str(chair)


def renew_mandate(seat: Seat, pk: int, until: date | None, because: str, key: str | None = None) -> None:
    """Let a mandate last longer."""
    with turn(seat, "renew_mandate", key=key) as t:
        if t.before:
            return
        made, today = _givers(t, pk), clock.day(t.now)
        if until is None or until <= max(made.until, today):
            raise Refused("mandate_not_later", "until", day=max(made.until, today))
        made.until = until
        made.save(update_fields=["until"])
        _said(t, made, because, until)
        t.record(made, **about(t, made), private={"because": made.because})


def review_mandate(seat: Seat, pk: int, because: str, key: str | None = None) -> None:
    """On the day to look at it: leave it as it is, and say how it works."""
    with turn(seat, "review_mandate", key=key) as t:
        if t.before:
            return
        made = _givers(t, pk)
        made.review = None
        made.save(update_fields=["review"])
        _said(t, made, because)
        t.record(made)


def withdraw_mandate(seat: Seat, pk: int, because: str, key: str | None = None) -> None:
    """End a mandate today."""
    with turn(seat, "withdraw_mandate", key=key) as t:
        if t.before:
            return
        made = _givers(t, pk)
        made.ended = authority.withdrawn(made.the_mandate(), clock.day(t.now)).ended
        made.save(update_fields=["ended"])
        _said(t, made, because)
        t.record(made)


def _givers(t: Turn, pk: int) -> Mandate:
    """Only whoever gave it, or who leads or guards the process, says what follows."""
    made = t.take(Mandate, pk)
    if made.giver_id != t.seat.chair and not t.seat.has(*rules.GUARDS):
        raise Refused("not_yours", deed=t.deed, who=["giver", *sorted(rules.GUARDS)])
    return made


def _said(t: Turn, made: Mandate, because: str, until: date | None = None) -> None:
    reason = roles.why(because, "because")
    t.place(
        MandateWord(
            mandate=made, deed=t.deed, at=t.now, by=people.called(t.seat), because=reason, until=until
        )
    )


def about(t: Turn, made: Mandate) -> dict[str, Any]:
    """What an entry says of a mandate, and who is asked before it ends and on the day to look at it."""
    begins = max(made.until - authority.SOON, made.since)
    since, due = days.window(begins, made.until, clock.zone())
    asked = {"renew_mandate": [since, due]}
    if made.review:
        asked["review_mandate"] = days.window(made.review, made.until, clock.zone())
    return {
        "domain": made.domain,
        "kind": made.kind,
        "level": made.level,
        "limits": [made.amount, made.months, made.irreversible],
        "until": made.until.isoformat(),
        "members": _asked(t, made),
        "asks": asked,
    }


def _asked(t: Turn, made: Mandate) -> list[int]:
    """Whoever gave it; who leads when they left the table."""
    giver = Member.objects.for_seat(t.seat).filter(pk=made.giver_id, left=None)
    return [made.giver_id] if giver.exists() else people.who_lead(t.seat)
