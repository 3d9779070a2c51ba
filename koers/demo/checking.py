"""Telling how a team checked and who guarded the process, through the same commands that a team uses."""

from contextlib import AbstractContextManager
from datetime import timedelta

from koers.apps.checks import commands, queries
from koers.apps.checks.guarding import commands as guarding
from koers.apps.checks.models import Check as Kept
from koers.apps.ledger import clock
from koers.apps.people.models import Member
from koers.demo.checks import Check
from koers.demo.reader import Storyteller
from koers.domain import checks
from koers.domain.seats import Seat


class Checker:
    """Tells one check in one language. Before the first one somebody takes the guarding on."""

    def __init__(self, teller: Storyteller, lead: Seat, seats: list[Seat], weeks: int, told: Check) -> None:
        self.teller, self.lead, self.seats, self.weeks, self.told = teller, lead, seats, weeks, told
        self.team = Member.objects.for_seat(lead).select_related("team").get(pk=lead.chair).team
        self.by_chair = {seat.chair: seat for seat in seats}

    @property
    def days_ago(self) -> int:
        """When it was."""
        return self.told.days_ago

    def at(self, minutes: int) -> AbstractContextManager[None]:
        """So many minutes after the beginning."""
        return clock.at(self.teller.moment(self.told.days_ago, minutes))

    def tell(self) -> None:
        """Open, six steps, agree, hand over."""
        with self.at(0):
            if not queries.terms(self.lead):
                guarding.set_check_rhythm(self.lead, self.team, self.weeks)
                guarding.hand_over(self.lead, self.team)
                self.accept()
            kept = commands.open_check(self.lead, self.team)
        with self.at(1):
            self.say_former(kept)
        for number, step in enumerate(checks.ALONE):
            with self.at(3 + 4 * number):
                self.write(kept, step)
        with self.at(19):
            self.agree(kept)
        with self.at(21):
            self.hand_over()

    def say_former(self, kept: Kept) -> None:
        """A word on everything that lay open."""
        outcome, word = self.told.former
        for former in queries.formers(kept):
            if not former.outcome:
                commands.word_former(self.lead, kept.pk, former.pk, outcome, self.teller.say(word))
        commands.next_step(self.lead, kept.pk, "former")

    def write(self, kept: Kept, step: str) -> None:
        """Each writes alone or passes; then it lies on the wall."""
        written = dict(self.told.lines[step])
        for number, seat in enumerate(self.seats):
            if number in written:
                commands.write_line(seat, kept.pk, step, self.teller.say(written[number]))
            else:
                commands.pass_step(seat, kept.pk, step)
        commands.next_step(self.lead, kept.pk, step)

    def agree(self, kept: Kept) -> None:
        """One or two agreements."""
        day = self.teller.today - timedelta(days=self.told.days_ago)
        agreed = [
            checks.Agreement(
                self.teller.say(one.text), self.seats[one.owner].chair, day + timedelta(days=one.days)
            )
            for one in self.told.agreed
        ]
        commands.agree_check(self.lead, kept.pk, agreed)

    def hand_over(self) -> None:
        """Ask the next in line; who passes says why, and somebody says yes unless it is still open."""
        guarding.hand_over(self.lead, self.team, self.teller.say(self.told.note))
        for reason in self.told.passes:
            term = queries.open_handover(self.lead)
            assert term is not None
            guarding.pass_guardian(self.by_chair[term.member_id], term.pk, self.teller.say(reason))
        if self.told.yes:
            self.accept()

    def accept(self) -> None:
        """Whoever is asked says yes."""
        term = queries.open_handover(self.lead)
        assert term is not None
        guarding.accept_guardian(self.by_chair[term.member_id], term.pk)
