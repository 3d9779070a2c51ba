"""A file per room. `ROOMS` is their order in the document."""

from koers.web.api.room import Room
from koers.web.api.rooms import (
    actions,
    authority,
    checks,
    course,
    decisions,
    proposals,
    readbacks,
    responses,
    roles,
    scans,
    table,
    topics,
)

ROOMS: tuple[Room, ...] = (
    table.room,
    topics.room,
    authority.room,
    scans.room,
    readbacks.room,
    proposals.room,
    responses.room,
    course.room,
    decisions.room,
    actions.room,
    roles.room,
    checks.room,
)
