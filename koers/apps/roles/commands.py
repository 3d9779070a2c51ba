"""Deeds about roles: proposing a text, adopting or declining it, and giving somebody a term."""

from datetime import date

from koers.apps.ledger import clock
from koers.apps.ledger.turn import Turn, turn
from koers.apps.people import queries as people
from koers.apps.people.models import Member, Team
from koers.apps.roles import queries
from koers.apps.roles.models import Proposal, Role, Term
from koers.domain import days, roles
from koers.domain.refusals import Refused
from koers.domain.seats import Seat


def propose_role(
    seat: Seat, team: Team, text: roles.Text, why: str, role: int | None = None, key: str | None = None
) -> Proposal:
    """Propose a new role, or another text for this one."""
    after = roles.tidy(text)
    with turn(seat, "propose_role", key=key) as t:
        if t.before:
            return _again(t)
        old = t.take(Role, role) if role else None
        before = old.text if old else roles.Text()
        roles.changed(before, after)
        _there(seat, after, role)
        made = Proposal(role=old, before=before.parts if old else {}, after=after.parts)
        return _put(t, team, made, why)


def _there(seat: Seat, text: roles.Text, role: int | None) -> None:
    """To other roles of the organisation a role may have to do, not to itself."""
    wanted = {pk for _, pk in roles.ties(text.ties)}
    if role in wanted or queries.register(seat).filter(pk__in=wanted).count() < len(wanted):
        raise Refused("tie_missing", "ties")


def propose_end(seat: Seat, team: Team, role: int, why: str, key: str | None = None) -> Proposal:
    """Propose that a role isn't needed any more."""
    with turn(seat, "propose_role", key=key) as t:
        if t.before:
            return _again(t)
        old = t.take(Role, role)
        return _put(t, team, Proposal(role=old, before=old.text.parts, ends=True), why)


def _again(t: Turn) -> Proposal:
    assert t.before is not None
    return Proposal.objects.get(pk=t.before.subject.removeprefix("role_proposal:"))


def _put(t: Turn, team: Team, made: Proposal, why: str) -> Proposal:
    made.team, made.why, made.proposed = team, roles.why(why), t.now
    made.proposer_id, made.name = t.seat.chair, people.called(t.seat)
    t.place(made)
    t.record(
        made,
        role=made.role_id,
        ends=made.ends,
        settle=people.who_guard(t.seat),
        private={"why": made.why},
    )
    return made


def adopt_role(seat: Seat, pk: int, reason: str, key: str | None = None) -> Role:
    """Let a proposal hold from now on."""
    with turn(seat, "adopt_role", key=key) as t:
        if t.before:
            return Role.objects.get(pk=t.before.data["role"])
        made = t.take(Proposal, pk)
        role = _adopted(t, made)
        _settle(t, made, "adopted", reason)
        _keep(t, made, role)
    return role


def adopt_decided(seat: Seat, pk: int, number: str) -> Role:
    """Let a proposal hold that the team adopted by a decision."""
    with turn(seat, "adopt_role") as t:
        made = t.take(Proposal, pk, "decide_role")
        role = _adopted(t, made)
        made.state, made.settled, made.decision = "adopted", t.now, number
        _keep(t, made, role)
    return role


def _keep(t: Turn, made: Proposal, role: Role) -> None:
    made.role, made.version = role, role.version
    made.save()
    t.link("came_from", made, role)
    t.record(made, role=role.pk, version=role.version, private={"reason": made.reason})


def decide_role(seat: Seat, pk: int, state: str) -> None:
    """The team decides about it in a proposal ("deciding"), or no longer does ("open", "declined")."""
    with turn(seat, "decide_role") as t:
        made = t.take(Proposal, pk)
        made.state, made.settled = state, t.now if state == "declined" else None
        made.save(update_fields=["state", "settled"])
        t.record(made, state=state, settle=people.who_guard(seat))


def _adopted(t: Turn, made: Proposal) -> Role:
    if made.role_id is None:
        role = Role(team=made.team, began=t.now)
        role.say(made.new)
        return t.place(role)
    role = t.take(Role, made.role_id)
    if role.text != made.old:
        raise Refused("role_moved_on")
    role.version += 1
    if made.ends:
        role.ended = t.now
    else:
        role.say(made.new)
    role.save()
    return role


def decline_role(seat: Seat, pk: int, reason: str, key: str | None = None) -> None:
    """Let it be as it was, and say why."""
    with turn(seat, "decline_role", key=key) as t:
        if t.before:
            return
        made = t.take(Proposal, pk)
        _settle(t, made, "declined", reason)
        made.save()
        t.record(made, private={"reason": made.reason})


def _settle(t: Turn, made: Proposal, state: str, reason: str) -> None:
    made.reason = roles.why(reason, "reason")
    made.state, made.settled, made.settled_by = state, t.now, people.called(t.seat)


# --- who holds it


def fill_role(
    seat: Seat, pk: int, member: int | None, first: date | None, last: date | None, key: str | None = None
) -> None:
    """Give somebody of the team a term in a role."""
    with turn(seat, "fill_role", key=key) as t:
        if t.before:
            return
        role, chair = t.take(Role, pk), _chair(seat, member)
        term = roles.Term(chair.pk, first or clock.day(t.now), last)
        roles.next_term(term, [one.term for one in queries.terms([role])[role.pk]])
        held = Term(role=role, member=chair, name=str(chair), first=term.first, last=last)
        t.place(held)
        _record(t, held)


def seat_elected(seat: Seat, pk: int, member: int, last: date | None, key: str) -> None:
    """Whom the team elected holds the role; who held it already holds it longer."""
    with turn(seat, "seat_elected", key=key) as t:
        if t.before:
            return
        role, today = t.take(Role, pk), clock.day(t.now)
        chair = Member.objects.filter(stream=t.stream, pk=member, left=None).first()
        if chair is None:
            raise Refused("holder_missing", "member")
        terms = queries.terms([role])[role.pk]
        held = next((one for one in terms if one.member_id == member and one.term.holds(today)), None)
        if held is None:
            held = t.place(Term(role=role, member=chair, name=str(chair), first=today, last=last))
        else:
            held.last = last
            held.save(update_fields=["last"])
        _record(t, held)


def _chair(seat: Seat, member: int | None) -> Member:
    chair = people.table(seat).filter(pk=member or 0).first()
    if chair is None:
        raise Refused("holder_missing", "member")
    if not chair.name:
        raise Refused("holder_nameless", "member")
    return chair


def renew_term(seat: Seat, pk: int, last: date | None, key: str | None = None) -> None:
    """Let a term last longer."""
    with turn(seat, "renew_term", key=key) as t:
        if t.before:
            return
        held = _held(t, pk)
        others = [o.term for o in queries.terms([held.role])[held.role_id] if o.pk != held.pk]
        held.last = roles.renewed(held.term, last, others, clock.day(t.now)).last
        held.save(update_fields=["last"])
        _record(t, held)


def vacate_role(seat: Seat, pk: int, key: str | None = None) -> None:
    """End somebody's term today."""
    with turn(seat, "vacate_role", key=key) as t:
        if t.before:
            return
        held = _held(t, pk)
        held.ended = clock.day(t.now)
        held.save(update_fields=["ended"])
        t.record(held, role=held.role_id, member=held.member_id)


def _held(t: Turn, pk: int) -> Term:
    held = t.take(Term, pk)
    t.take(Role, held.role_id)
    return held


def _record(t: Turn, held: Term) -> None:
    """Who is asked before it ends, from when until when, goes into the entry."""
    asked = {}
    if held.last:
        since, due = days.window(held.last - roles.SOON, held.last, clock.zone())
        asked = {"since": since, "due": due, "members": people.who_lead(t.seat)}
    span = [day.isoformat() if day else None for day in (held.first, held.last)]
    t.record(held, role=held.role_id, member=held.member_id, span=span, asks=asked)
