"""Deeds about what would hold: proposing a row or a mandate, and what the team's decision makes of it."""

from koers.apps.authority import queries
from koers.apps.authority.commands import mandates, matrix
from koers.apps.authority.models import Mandate, MatrixRow, Proposal
from koers.apps.ledger import clock
from koers.apps.ledger.turn import Turn, turn
from koers.apps.people import queries as people
from koers.apps.people.models import Team
from koers.domain import authority, roles, rules
from koers.domain.authority import proposing
from koers.domain.processes import plain
from koers.domain.refusals import Refused
from koers.domain.seats import Seat


def propose_row(seat: Seat, team: Team, row: authority.Row, why: str, key: str | None = None) -> Proposal:
    """Propose how a kind of topic would be decided. Nothing changes until the team decides so."""
    with turn(seat, "propose_row", key=key) as t:
        if t.before:
            return _again(t)
        after, holds = authority.tidy_row(row), queries.holding(seat, row)
        proposing.proposed(holds.row if holds else None, holds.decision if holds else "", after)
        return _put(t, Proposal(team=team, what="row", says=plain.plain(after)), why)


def propose_mandate(
    seat: Seat,
    team: Team,
    given: authority.Mandate,
    why: str,
    *,
    to_role: int | None = None,
    to_member: int | None = None,
    key: str | None = None,
) -> Proposal:
    """Propose what a role or somebody may decide in the team's name."""
    with turn(seat, "propose_mandate", key=key) as t:
        if t.before:
            return _again(t)
        says = authority.mandate(given, clock.day(t.now))
        made = Proposal(team=team, what="mandate", says=plain.plain(says))
        mandates.receive(t, made, to_role, to_member)
        return _put(t, made, why)


def _again(t: Turn) -> Proposal:
    assert t.before is not None
    return Proposal.objects.for_seat(t.seat).get(pk=t.before.subject.rpartition(":")[2])


def _put(t: Turn, made: Proposal, why: str) -> Proposal:
    made.why, made.proposed = roles.why(why, "because"), t.now
    made.proposer_id, made.name = t.seat.chair, people.called(t.seat)
    t.place(made)
    t.record(made, what=made.what, private={"because": made.why})
    return made


def decline_authority(seat: Seat, pk: int, reason: str, key: str | None = None) -> None:
    """Let it go without a decision: whoever proposed it, or who leads or guards the process."""
    with turn(seat, "decline_authority", key=key) as t:
        if t.before:
            return
        made = t.take(Proposal, pk)
        if made.proposer_id != seat.chair and not seat.has(*rules.GUARDS):
            raise Refused("not_yours", deed=t.deed, who=["proposer", *sorted(rules.GUARDS)])
        made.reason, made.settled_by = roles.why(reason, "reason"), people.called(seat)
        made.state, made.settled = "declined", t.now
        made.save()
        t.record(made, private={"reason": made.reason})


def decide_authority(seat: Seat, pk: int, state: str, key: str | None = None) -> None:
    """The team decides about it in a proposal ("deciding"), or no longer does ("open", "declined")."""
    with turn(seat, "decide_authority", key=key) as t:
        if t.before:
            return
        made = t.take(Proposal, pk)
        made.state, made.settled = state, t.now if state == "declined" else None
        made.save(update_fields=["state", "settled"])
        t.record(made, state=state)


def adopt_authority(seat: Seat, pk: int, number: str, key: str | None = None) -> None:
    """Let what the team decided hold from now on."""
    with turn(seat, "adopt_authority", key=key) as t:
        if t.before:
            return
        made = t.take(Proposal, pk)
        became = _row(t, made, number) if made.what == "row" else _mandate(t, made, number)
        made.state, made.settled, made.decision = "adopted", t.now, number
        made.save()
        t.link("came_from", made, became)
        facts = mandates.about(t, became) if isinstance(became, Mandate) else {}
        t.record(made, became=became.code, decision=number, **facts)


def _row(t: Turn, made: Proposal, number: str) -> MatrixRow:
    made.row = matrix.write_row(
        t, made.team, made.the_row(), made.why, made.name, decision=number, came_from=made.code
    )
    return made.row


def _mandate(t: Turn, made: Proposal, number: str) -> Mandate:
    """In the team's name. Whoever proposed it is asked before it ends."""
    today = clock.day(t.now)
    given = mandates.written(
        authority.mandate(proposing.given_on(made.the_mandate(), today), today), made.why
    )
    given.team, given.giver_id, given.giver_name = made.team, made.proposer_id, made.name
    given.decision = number
    mandates.receive(t, given, made.to_role_id, made.to_member_id)
    if given.to_person_id != made.to_person_id:  # somebody else sits on that chair by now
        raise Refused("receiver_missing", "to")
    made.mandate = t.place(given)
    return made.mandate
