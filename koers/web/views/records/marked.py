"""What the record of a decision of one person shows beside it: who has read it, and what was said of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from koers.apps.decisions.models import Decision
from koers.apps.ledger import clock
from koers.domain import marks, rules
from koers.domain.marks import Mark
from koers.domain.refusals import Refused
from koers.domain.seats import Seat
from koers.web import wording_alone, wording_records

#: Which deed makes a mark.
DEEDS = {
    "read": "read_decision",
    "missed": "flag_missed",
    "stop": "ask_stop",
    "stopped": "note_stopped",
    "discussed": "note_discussed",
    "reported": "report_back",
}


@dataclass(frozen=True)
class Marked:
    """The marks beside one decision, for one seat."""

    seat: Seat
    decision: Decision
    record: Mapping[str, Any]
    marks: list[Mark]
    names: Mapping[int, str]

    @cached_property
    def may(self) -> frozenset[str]:
        """Which marks this seat may make now."""
        return frozenset(kind for kind in marks.KINDS if self._may(kind))

    def _may(self, kind: str) -> bool:
        if self.seat.member is None or not rules.may(self.seat, DEEDS[kind]):
            return False
        if kind in ("missed", "stop") and self.decision.changed_by():
            return False
        sealed, now = self.decision.sealed, clock.now()
        try:
            marks.check_mark(kind, self.record, self.marks, self.seat.member, sealed, now)
        except Refused:
            return False
        return True

    def _named(self, member: int) -> str:
        return self.names.get(member, str(wording_records.GONE))

    @property
    def read(self) -> list[str]:
        """Who said that they have read it."""
        return [self._named(one.member) for one in self.marks if one.kind == "read"]

    @property
    def unread(self) -> list[str]:
        """Who was told and didn't say so yet."""
        done = {one.member for one in self.marks if one.kind == "read"}
        return [self._named(member) for member in self.record["told"] if member not in done]

    @property
    def missed(self) -> list[tuple[str, Mark]]:
        """Who should have been asked."""
        return [(self._named(one.member), one) for one in self.marks if one.kind == "missed"]

    @property
    def said(self) -> list[tuple[str, Mark, str]]:
        """What else was said of it, oldest first, with what it is."""
        said = [one for one in self.marks if one.kind in wording_alone.SAID]
        return [(self._named(one.member), one, str(wording_alone.SAID[one.kind])) for one in said]

    @property
    def checks(self) -> list[tuple[str, str]]:
        """The four checks of an urgent action, with their answers."""
        answered = self.record.get("checks", {})
        return [(str(says), answered[code]) for code, says in wording_alone.CHECK.items() if code in answered]

    @property
    def state(self) -> str:
        """How an urgent action stands, in words."""
        if self.record["method"] != "urgent":
            return ""
        return str(wording_alone.URGENT_STATE[marks.urgent_state(self.marks)])
