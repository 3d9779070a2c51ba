"""Bringing in a register from the command line: what would come of it, and the making."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from koers.apps.people import queries as people
from koers.apps.people.models import Organisation
from koers.apps.roles.bringing import commands, queries
from koers.domain.refusals import Refused
from koers.domain.registers.checking import checked
from koers.domain.registers.planning import Plan, plan
from koers.domain.registers.saying import Register
from koers.registers import reading
from koers.web import wording, wording_registers


class Impossible(Exception):
    """It can't be brought in; the sentence says why."""


@dataclass(frozen=True)
class Found:
    """A register that can be read, and what of it isn't here yet."""

    organisation: Organisation
    register: Register
    made: Plan

    def lines(self) -> Iterator[str]:
        """What the screen shows before anything is made."""
        yield f"{wording_registers.heading(self.made)}: {wording_registers.counted(self.made.counts)}."
        for code, count in Counter(one.code for one in self.register.left).items():
            yield f"- {wording_registers.left(code, count)}"
        for one in self.made.differs:
            yield f"- {wording_registers.differs(one)}: {one.here or '–'} | {one.there}"

    def question(self) -> str:
        """What is asked before it is made."""
        return _("Bring this into %(name)s?") % {"name": self.organisation.name}

    def make(self) -> str:
        """Make it, in the name of who founded the organisation; what was made."""
        seat = people.seat_of_person(self.organisation.founder)
        return wording_registers.counted(
            commands.bring_register(seat, self.organisation, self.register).counts
        )


def look(path: Path, name: str, *, with_ended: bool) -> Found:
    """What would come of what this file or folder says.

    Raises
    ------
    Impossible
        When there is no such organisation, or the file can't be read.
    """
    organisation = Organisation.objects.filter(name=name).select_related("founder").first()
    if organisation is None:
        raise Impossible(_("No organisation is called “%(name)s”.") % {"name": name})
    try:
        register = checked(reading.read_path(path), timezone.localdate(), with_ended=with_ended)
    except Refused as refused:
        raise Impossible(wording.refusal(refused)) from None
    return Found(organisation, register, plan(register, queries.present(organisation)))
