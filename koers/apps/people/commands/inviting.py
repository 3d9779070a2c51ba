"""The door of a team: open for a day, and closed."""

from datetime import timedelta

from koers.apps.ledger.turn import Turn, turn
from koers.apps.people import queries, secrets
from koers.apps.people.models import Invitation, Team
from koers.domain.seats import Seat

INVITATION_LIVES = timedelta(hours=24)


def invite(seat: Seat, team: Team) -> Invitation:
    """Open the door for a day. An open door is used again."""
    with turn(seat, "invite") as t:
        open_one = team.invitations.filter(ended=None, expires__gt=t.now).order_by("-expires").first()
        if open_one is not None:
            t.record(open_one)
            return open_one
        invitation = _new_door(t, team)
        t.record(invitation)
    return invitation


def _new_door(t: Turn, team: Team) -> Invitation:
    # A code is short enough to call across a room, so that two open doors may draw the same one.
    while True:
        door = t.place(Invitation(team=team, expires=t.now + INVITATION_LIVES))
        door.code_hash = secrets.hashed(secrets.join_code(str(door.pk)))
        if not queries.code_in_use(door.code_hash, t.now):
            door.save(update_fields=["code_hash"])
            return door
        door.delete()


def end_invitation(seat: Seat, invitation: int) -> None:
    """Close the door; who sits, sits."""
    with turn(seat, "end_invitation") as t:
        door = t.take(Invitation, invitation)
        door.ended = door.ended or t.now
        door.save(update_fields=["ended"])
        t.record(door)
