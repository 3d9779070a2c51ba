"""Deeds about people: founding, setting a table, inviting, sitting down, signing in."""

from koers.apps.people.commands.founding import found_organisation, open_team, set_table
from koers.apps.people.commands.inviting import end_invitation, invite
from koers.apps.people.commands.signing import (
    first_founder,
    installation,
    new_founder,
    open_account,
    send_link,
    sign_in,
)
from koers.apps.people.commands.sitting import (
    claim_seat,
    describe_seat,
    free_seat,
    pull_up_chair,
    seat_guardian,
    take_ballot,
    take_own_seat,
    take_walk_in_seat,
)

__all__ = [
    "claim_seat",
    "describe_seat",
    "end_invitation",
    "first_founder",
    "found_organisation",
    "free_seat",
    "installation",
    "invite",
    "new_founder",
    "open_account",
    "open_team",
    "pull_up_chair",
    "seat_guardian",
    "send_link",
    "set_table",
    "sign_in",
    "take_ballot",
    "take_own_seat",
    "take_walk_in_seat",
]
