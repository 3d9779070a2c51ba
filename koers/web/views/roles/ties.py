"""To which other roles a role has to do, as a form has it: a role by its name per line."""

from collections.abc import Iterator
from typing import Any

from koers.apps.roles import queries
from koers.apps.roles.models import Role
from koers.domain import roles
from koers.domain.refusals import Refused
from koers.domain.tables import tidy
from koers.web import wording, wording_roles
from koers.web.seat import TeamRequest


class Tied:
    """What was written, and which roles were meant by it."""

    def __init__(self, request: TeamRequest) -> None:
        self.typed = {kind: request.POST.get(kind, "") for kind in roles.TIES}
        lines = {kind: roles.lines(text) for kind, text in self.typed.items()}
        names = {part for of_kind in lines.values() for line in of_kind for part in _readings(line)}
        self.there = queries.by_name(request.seat, names) if names else []
        self.found: list[tuple[str, int]] = []
        self.wrong: dict[str, str] = {}
        for kind, of_kind in lines.items():
            self._look_up(kind, of_kind)

    def _look_up(self, kind: str, lines: list[str]) -> None:
        try:
            self.found += [(kind, self._one(line).pk) for line in lines]
        except Refused as refused:
            self.wrong[kind] = wording.refusal(refused)

    def _one(self, line: str) -> Role:
        meant = [role for role in self.there if line.casefold() in (_full(role), role.name.casefold())]
        if not meant:
            raise Refused("tie_unknown", name=line)
        if len(meant) > 1:
            raise Refused("tie_ambiguous", name=line, first=f"{meant[0].name}, {meant[0].team.name}")
        return meant[0]

    def mistakes(self) -> dict[str, str]:
        """What couldn't be found, by field."""
        return self.wrong


def _readings(line: str) -> Iterator[str]:
    """A name may have a comma in it, or a team behind one."""
    parts = line.split(",")
    for n in range(1, len(parts) + 1):
        yield tidy(",".join(parts[:n]))


def _full(role: Role) -> str:
    return f"{role.name}, {role.team.name}".casefold()


def fields(request: TeamRequest, ties: str, typed: dict[str, str] | None) -> list[dict[str, Any]]:
    """A field per kind: as it was written, else what the text says."""
    pairs = roles.ties(ties)
    named = queries.named(request.seat, {pk for _, pk in pairs}) if pairs and typed is None else {}
    return [
        {
            "kind": kind,
            "says": wording_roles.TIE[kind],
            "value": typed[kind] if typed else _lines(kind, pairs, named),
        }
        for kind in roles.TIES
    ]


def _lines(kind: str, pairs: list[tuple[str, int]], named: dict[int, Role]) -> str:
    return "\n".join(
        f"{named[pk].name}, {named[pk].team.name}" for of_kind, pk in pairs if of_kind == kind and pk in named
    )
