"""Filling the demo: the story is told through the same commands that a team uses, with the clock set back."""

import hashlib
import hmac
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from koers.apps.actions import commands as actions
from koers.apps.actions.models import Action
from koers.apps.checks.guarding import commands as guarding
from koers.apps.ledger import clock, sealer
from koers.apps.people import commands as people
from koers.apps.people import queries
from koers.apps.people.models import Member, Organisation, Person, Team
from koers.apps.scans import commands as scans
from koers.apps.scans.models import Round
from koers.demo import choosing, earlier, roles, story
from koers.demo.alone import ALONE
from koers.demo.checking import Checker
from koers.demo.checks import CHECKS
from koers.demo.deciding import Decider, Step
from koers.demo.deciding_alone import OneDecides
from koers.demo.decisions import TALES
from koers.demo.direction import Course
from koers.demo.readbacks import READBACKS, Readback
from koers.demo.reader import Reader
from koers.demo.story import Agreed, Session, Table, Text
from koers.demo.story import Person as One
from koers.demo.topics import Bringer
from koers.domain.actions import DAYS_TO_PROGRESS, STOPPED, Plan
from koers.domain.ballots import Ballot
from koers.domain.scans import FIVE
from koers.domain.seats import Seat

BEGAN = timedelta(days=380)
Follow = Callable[[Seat, Action, Agreed], None]
Happening = Session | Readback | Checker | Step


def ballot_of(name: str) -> str:
    """The ballot secret of somebody in the demo. Known to all who run it, so only the demo has these."""
    return hmac.new(settings.SECRET_KEY.encode(), f"demo:{name}".encode(), hashlib.sha256).hexdigest()


def is_filled() -> bool:
    """Whether the story is there already."""
    return Organisation.objects.exists()


def fill(language: str = "nl") -> None:
    """Tell the whole story, in Dutch or English, ending today."""
    Teller(0 if language == "nl" else 1).tell()
    sealer.seal_all()


class Teller:
    """Tells the story in one language."""

    def __init__(self, language: int) -> None:
        self.language = language
        self.persons: dict[str, Person] = {}
        self.to_tell: list[Happening] = []
        self.today = timezone.now().astimezone(ZoneInfo(settings.TIME_ZONE)).date()

    def say(self, text: Text) -> str:
        """The text in this language."""
        return text[self.language]

    def moment(self, days_ago: int, minutes: int = 0) -> datetime:
        """So many days ago at half past nine in the morning, and some minutes later."""
        day = self.today - timedelta(days=days_ago)
        start = datetime(day.year, day.month, day.day, 9, 30, tzinfo=ZoneInfo(settings.TIME_ZONE))
        # A story never lies in the future, also when the demo is started at breakfast.
        return min(start + timedelta(minutes=minutes), timezone.now())

    def tell(self) -> None:
        """The organisation, its tables, and what happened at each."""
        with clock.at(self.moment(BEGAN.days)):
            coach = people.first_founder(story.COACH)
            founder = queries.seat_of_person(coach)
            organisation = people.found_organisation(founder, self.say(story.ORGANISATION))
        for table in story.TABLES:
            with clock.at(self.moment(BEGAN.days - 1)):
                lead, seats = self.set_table(founder, coach, organisation, table)
                if table is story.MANAGEMENT:
                    earlier.bring(self, lead)
            read_back = READBACKS if table is story.MANAGEMENT else ()
            checked = [
                Checker(self, lead, seats, weeks, told)
                for at, weeks, all_told in CHECKS
                for told in all_told
                if at is table
            ]
            decided = _decided(self, lead, seats) if table is story.MANAGEMENT else []
            chosen = choosing.told(self, lead, seats) if table is story.MANAGEMENT else []
            bringer = Bringer(self, lead, seats) if table is story.MANAGEMENT else None
            # In the order in which it happened: a stream's clock never runs back.
            course = Course(self, lead, seats).steps() if table is story.MANAGEMENT else []
            self.to_tell = [
                *table.sessions,
                *read_back,
                *checked,
                *decided,
                *chosen,
                *course,
                *(bringer.steps() if bringer else ()),
            ]
            while self.to_tell:
                told = max(self.to_tell, key=lambda one: one.days_ago)
                self.to_tell.remove(told)
                if isinstance(told, Session):
                    self.hold(lead, seats, table, told)
                elif isinstance(told, Checker | Step):
                    told.tell()
                else:
                    Reader(self, lead, seats, told).tell()
            roles.tell(self, lead, seats, table)
            if bringer:
                bringer.by_role()
        guarding.propose_all_due()

    def set_table(
        self, founder: Seat, coach: Person, organisation: Organisation, table: Table
    ) -> tuple[Seat, list[Seat]]:
        """Everybody sits down."""
        first = table.people[: table.began_with]
        helper = people.open_team(founder, organisation, self.say(table.name), [one.name for one in first])
        lead = queries.seat_of(queries.member_at(coach, helper.team.key))
        return lead, self.sit(lead, helper.team, first)

    def sit(self, lead: Seat, team: Team, sitting: Sequence[One]) -> list[Seat]:
        """Whoever doesn't sit yet takes the chair with their name; the seats of all of them."""
        door = people.invite(lead, team)
        for member, one in zip(list(queries.table(lead)), sitting, strict=True):
            if member.taken:
                continue
            guest = queries.guest_seat(door, None)
            known = self.persons.get(one.name)
            chair, _ = people.claim_seat(guest, door, member.pk, one.name, known, ballot_of(one.name))
            assert chair.person is not None
            self.persons[one.name] = chair.person
            people.describe_seat(lead, chair.pk, self.say(one.role))
        people.end_invitation(lead, door.pk)
        return [queries.seat_of(m) for m in queries.table(lead).select_related("team__stream")]

    def hold(self, lead: Seat, seats: list[Seat], table: Table, session: Session) -> None:
        """A whole session: dots, talk, choice, two actions."""
        at = session.days_ago
        team = Member.objects.for_seat(lead).get(pk=lead.chair).team
        sitting = table.people[: session.size]
        if len(sitting) > len(seats):
            with clock.at(self.moment(at + 7)):
                people.set_table(lead, team, [one.name for one in sitting])
                seats[:] = self.sit(lead, team, sitting)
        with clock.at(self.moment(at)):
            scan = scans.open_round(lead, team, table.mode)
        with clock.at(self.moment(at, 5)):
            for number, (seat, one) in enumerate(zip(seats, sitting, strict=True)):
                scans.answer(seat, scan, self.given(session, number), ballot_of(one.name))
        for number, (who, s, text) in enumerate(session.notes):
            with clock.at(self.moment(at, 10 + 4 * number)):
                scans.talk_about(lead, scan.pk, s)
                scans.note_talk(seats[who], scan.pk, s, self.say(text))
        with clock.at(self.moment(at, 30)):
            scans.open_choice(lead, scan.pk)
            for seat, one, s in zip(seats, sitting, session.picks, strict=True):
                scans.pick(seat, scan, s, ballot_of(one.name))
        with clock.at(self.moment(at, 40)):
            self.agree(lead, seats, scan, session)

    def given(self, session: Session, number: int) -> Ballot:
        """What the person with this number gave. The digits per S are in nobody's order."""
        # Each S is turned by another step, so that no person is always the low one.
        turned = {s: getattr(session, s) for s in FIVE}
        scores = {
            s: int(digits[(number + 2 * place) % len(digits)])
            for place, (s, digits) in enumerate(turned.items())
        }
        whys = {s: self.say(text) for who, s, text in session.whys if who == number}
        return Ballot(scores, whys)

    def agree(self, lead: Seat, seats: list[Seat], scan: Round, session: Session) -> None:
        """Two actions, and what came of them."""
        day = self.today - timedelta(days=session.days_ago)
        plans = [
            Plan(self.say(one.text), seats[one.owner].member or 0, day + timedelta(days=one.days))
            for one in session.actions
        ]
        made = actions.agree_actions(lead, scan.pk, session.chosen, plans, self.say(session.notice))
        for action, one in zip(made, session.actions, strict=True):
            self.follow(seats[one.owner], action, one, session.days_ago)

    def follow(self, owner: Seat, action: Action, one: Agreed, days_ago: int) -> None:
        """The owner says how it goes, gives it another day, and says what came of it, each on its own day."""
        happens = (
            (one.going, DAYS_TO_PROGRESS, self.go),
            (one.later, one.days, self.put_off),
            (one.outcome, one.reported, self.report),
        )
        for is_told, days, tell in happens:
            if is_told:
                self.to_tell.append(self.later(days_ago - days, tell, owner, action, one))

    def later(self, days_ago: int, tell: Follow, owner: Seat, action: Action, one: Agreed) -> Step:
        """A step on a later day."""

        def told() -> None:
            with clock.at(self.moment(days_ago, 60)):
                tell(owner, action, one)

        return Step(days_ago, told)

    def go(self, owner: Seat, action: Action, one: Agreed) -> None:
        """How it goes, halfway."""
        actions.note_progress(owner, action.pk, one.going)

    def put_off(self, owner: Seat, action: Action, one: Agreed) -> None:
        """Another day, and why."""
        day = action.due + timedelta(days=one.later)
        actions.put_off_action(owner, action.pk, day, self.say(one.why))

    def report(self, owner: Seat, action: Action, one: Agreed) -> None:
        """What came of it, and whether the team notices anything."""
        if one.outcome == STOPPED:
            actions.stop_action(owner, action.pk, self.say(one.word))
        else:
            actions.report_action(owner, action.pk, one.outcome, self.say(one.word), one.effect)


def _decided(teller: Teller, lead: Seat, seats: list[Seat]) -> list[Step]:
    """Every tale of deciding, day by day. A later one finds the earlier one that it replaces."""
    made: dict[str, int] = {}
    together = [step for tale in TALES for step in Decider(teller, lead, seats, tale, made).steps()]
    alone = [step for tale in ALONE for step in OneDecides(teller, lead, seats, tale).steps()]
    return together + alone
