"""Telling how a decision was read back, through the same commands that a team uses."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from typing import Protocol

from django.utils import translation
from django.utils.formats import date_format

from koers.apps.ledger import clock
from koers.apps.people.models import Member
from koers.apps.readbacks import commands
from koers.apps.readbacks.models import Readback as Kept
from koers.apps.readbacks.models import Telling as KeptTelling
from koers.demo.readbacks import Readback, Telling
from koers.demo.story import Text
from koers.domain.readbacks import Said
from koers.domain.seats import Seat

LANGUAGES = ("nl", "en")


class Storyteller(Protocol):
    """Who tells the whole story: its language and its clock."""

    language: int
    today: date

    def say(self, text: Text) -> str: ...

    def moment(self, days_ago: int, minutes: int = 0) -> datetime: ...


class Reader:
    """Tells one readback in one language."""

    def __init__(self, teller: Storyteller, lead: Seat, seats: list[Seat], told: Readback) -> None:
        self.teller, self.lead, self.seats, self.told = teller, lead, seats, told
        # The first of the month after next, seen from the day it was decided: far enough away.
        decided = teller.today - timedelta(days=told.days_ago)
        self.day = (decided.replace(day=1) + timedelta(days=70)).replace(day=1)

    def say(self, text: Text) -> str:
        """The text in this language, with the day it is about."""
        with translation.override(LANGUAGES[self.teller.language]):
            return self.teller.say(text).format(day=date_format(self.day, "j F"))

    def at(self, minutes: int) -> AbstractContextManager[None]:
        """So many minutes after the beginning."""
        return clock.at(self.teller.moment(self.told.days_ago, minutes))

    def tell(self) -> None:
        """Paste, write, weigh; and clarify, ask again and end it, where the story goes on."""
        with self.at(0):
            kept = self.open()
        for number, (seat, telling) in enumerate(zip(self.seats, self.told.tellings, strict=True)):
            with self.at(1 + number // 3):
                commands.tell(seat, kept.pk, self.say(telling.sentence), self.said(telling))
        with self.at(5):
            self.weigh(kept)
        if self.told.clarified[0]:
            self.clarify(kept)
        elif len({telling.status for telling in self.told.tellings}) == 1:
            with self.at(6):
                commands.end_alike(self.lead, kept.pk)

    def open(self) -> Kept:
        """Paste the text."""
        team = Member.objects.for_seat(self.lead).get(pk=self.lead.chair).team
        return commands.open_readback(self.lead, team, self.say(self.told.text))

    def said(self, telling: Telling) -> dict[str, Said]:
        """Slot by slot, as on the phone."""
        limit, when, step = self.say(telling.limit), self.say(telling.when), self.say(telling.step)
        return {
            "what": Said("text", self.say(self.told.what)),
            "status": Said("choice", telling.status),
            "who": Said("text", self.say(self.told.who)),
            "when": Said("condition", when) if when else Said("date", self.day.isoformat(), "from"),
            "limit": Said("text", limit) if limit else Said("no_exception"),
            "step": Said("text", step) if step else Said(),
        }

    def weigh(self, kept: Kept) -> None:
        """Each says of each other's sentence whether it says the same."""
        for seat, one, telling in self.pairs(kept):
            commands.tag_telling(seat, kept.pk, telling.pk, one)

    def pairs(self, kept: Kept) -> Iterator[tuple[Seat, str, KeptTelling]]:
        """Who reads whose sentence, and what they say of it."""
        rows = list(kept.tellings.order_by("member__number"))
        for seat, mine in zip(self.seats, self.told.tellings, strict=True):
            for row, theirs in zip(rows, self.told.tellings, strict=True):
                if row.member_id != seat.member:
                    yield seat, _tag(mine, theirs), row

    def clarify(self, kept: Kept) -> None:
        """One sentence, the status once more, and then all read it alike."""
        with self.at(8):
            commands.clarify(self.lead, kept.pk, self.say(self.told.clarified))
            commands.ask_again(self.lead, kept.pk, ["status"])
        for seat in self.seats:
            with self.at(9):
                commands.tell(seat, kept.pk, "", {"status": Said("choice", "decided")})
        with self.at(10):
            commands.end_alike(self.lead, kept.pk)


def _tag(mine: Telling, theirs: Telling) -> str:
    if mine.status != theirs.status or mine.when != theirs.when:
        return "differs"
    return "same" if mine.limit == theirs.limit else "unsure"
