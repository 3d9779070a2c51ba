"""Four decisions of the demo that are no yes or no: consensus, an election, least resistance, a ballot."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from koers.apps.decisions import commands
from koers.apps.decisions.models import Process
from koers.apps.decisions.records import commands as records
from koers.apps.ledger import clock
from koers.apps.people.models import Member
from koers.demo.deciding import Step
from koers.demo.reader import Storyteller
from koers.demo.story import Text
from koers.domain.decisions import Plan
from koers.domain.processes import Option, Terms
from koers.domain.seats import Seat

NOTHING: Text = ("", "")
ALL_ANSWER = Terms()


@dataclass(frozen=True)
class Said:
    """What somebody answered, and why; with values where a value is asked per option."""

    choice: str
    reason: Text = NOTHING
    values: tuple[int, ...] = ()


@dataclass(frozen=True)
class Chosen:
    """One proposal: what it asks, and what everybody answered, in the order of the chairs."""

    days_ago: int
    by: int
    method: str
    title: Text
    text: Text
    said: tuple[Said, ...]
    terms: Terms = ALL_ANSWER
    options: tuple[tuple[str, Text], ...] = ()
    effect: Text = NOTHING


AGREE = Said("agree")

OPEN_BOOKS = Chosen(
    47, 0, "consensus",
    ("We laten elkaar alle cijfers zien", "We show each other all figures"),
    ("Iedereen van ons team ziet vanaf nu dezelfde cijfers: geld, roosters en klachten. Wat iemand niet begrijpt, "
     "vraagt die aan de anderen, en niet aan de eigen afdeling.",
     "From now on everybody of our team sees the same figures: money, rosters and complaints. Whoever doesn't understand "
     "something asks the others, not their own department."),
    (AGREE, AGREE,
     Said("reservations", ("Klachten gaan soms over één persoon. Laat namen weg.",
                           "Complaints are sometimes about one person. Leave names out.")),
     AGREE,
     Said("stand_aside", ("Ik ben er nog niet aan toe, en ik houd jullie niet tegen.",
                          "I'm not ready for it, and I don't hold you back.")),
     AGREE, AGREE),
    effect=("We hebben het over hetzelfde.", "We talk about the same things."),
)  # fmt: skip

#: Whom everybody names, by chair, and why.
NAMED: tuple[tuple[int, Text], ...] = (
    (4, ("Zij belt terug, ook als er geen nieuws is.", "She calls back, also when there is no news.")),
    (4, ("Families noemen haar naam.", "Families mention her name.")),
    (3, ("Hij bleef rustig bij de klacht in maart.", "He stayed calm with the complaint in March.")),
    (4, ("Ze vraagt door tot ze het begrijpt.", "She asks on until she understands.")),
    (3, ("Hij schrijft zo op dat iedereen het leest.", "He writes so that everybody reads it.")),
    (4, ("Bij haar durven mensen iets te zeggen.", "People dare to say something to her.")),
    (5, ("Hij kent alle locaties.", "He knows all locations.")),
)

FAMILIES = Chosen(
    40, 6, "election",
    ("Wie is het gezicht voor families?", "Who is the face for families?"),
    ("De rol: families weten bij wie ze terechtkunnen, en horen binnen twee dagen iets. Ongeveer een halve dag per "
     "week. We zoeken iemand die luistert en terugbelt.",
     "The role: families know whom to turn to, and hear something within two days. About half a day a week. We look for "
     "somebody who listens and calls back."),
    tuple(Said("no_objection") for _chair in NAMED),
    effect=("Families hoeven niet meer te zoeken.", "Families don't have to search any more."),
)  # fmt: skip
REASONS: Text = (
    "Terugbellen en doorvragen werden het vaakst gezien, en dat is wat families missen.",
    "Calling back and asking on were seen most, and that is what families miss.",
)

FRIDAY = Chosen(
    33, 2, "resistance",
    ("Wat doen we met de vrijdagmiddag?", "What do we do with Friday afternoon?"),
    ("Op vrijdagmiddag is de helft van ons er niet, en blijft werk liggen tot maandag.",
     "On Friday afternoon half of us aren't there, and work waits until Monday."),
    tuple(
        Said("scores", values=values)
        for values in ((8, 2, 5, 9), (7, 3, 4, 10), (9, 1, 6, 6), (6, 4, 3, 9), (8, 2, 7, 10), (7, 5, 5, 8), (9, 3, 6, 7))
    ),
    Terms("not_counted"),
    (("nothing", ("het werk blijft liggen tot maandag", "work waits until Monday")),
     ("o1", ("Om de beurt is één van ons er tot vijf uur", "In turn one of us is there until five")),
     ("o2", ("We stoppen op vrijdag om één uur, en beginnen eerder", "We stop on Friday at one, and begin earlier")),
     ("o3", ("Iedereen is er op vrijdag tot vijf uur", "Everybody is there on Friday until five"))),
    effect=("Op maandag ligt er niets van vrijdag.", "On Monday nothing of Friday is left."),
)  # fmt: skip

DAY_OUT = Chosen(
    20, 5, "ranked",
    ("Waarover gaat onze dag in het voorjaar?", "What is our day in spring about?"),
    ("We zijn een dag samen weg. Over één onderwerp nemen we de tijd.",
     "We are away together for a day. For one subject we take our time."),
    tuple(
        Said("ballot", values=values)
        for values in ((1, 2, 3), (2, 1, 3), (1, 3, 2), (2, 1, 3), (1, 2, 3), (3, 1, 2), (1, 2, 3))
    ),
    Terms("not_counted", rule="schulze"),
    (("o1", ("Hoe we met weinig mensen goed blijven zorgen", "How we keep caring well with few people")),
     ("o2", ("Wat we van families willen horen", "What we want to hear from families")),
     ("o3", ("Wat we over drie jaar niet meer doen", "What we don't do any more in three years"))),
    effect=("We weten na die dag wat we laten.", "After that day we know what we leave."),
)  # fmt: skip


def told(teller: Storyteller, lead: Seat, seats: list[Seat]) -> list[Step]:
    """All of it, each opened on a day and decided two days later."""
    tales = [Choice(teller, lead, seats, one) for one in (OPEN_BOOKS, FAMILIES, FRIDAY, DAY_OUT)]
    return [step for tale in tales for step in tale.steps()]


class Choice:
    """Tells one of them in one language."""

    def __init__(self, teller: Storyteller, lead: Seat, seats: list[Seat], one: Chosen) -> None:
        self.teller, self.lead, self.seats, self.one = teller, lead, seats, one
        self.process: Process | None = None

    def steps(self) -> list[Step]:
        """What happens on which day."""
        deciding = self.elect if self.one.method == "election" else self.decide
        return [Step(self.one.days_ago, self.open), Step(self.one.days_ago - 2, deciding)]

    def at(self, days: int, minutes: int) -> AbstractContextManager[None]:
        """So many days after its opening, at this minute."""
        return clock.at(self.teller.moment(self.one.days_ago - days, minutes))

    @property
    def pk(self) -> int:
        """The process, once it is there."""
        assert self.process is not None
        return self.process.pk

    def open(self) -> None:
        """Write it, and ask everybody."""
        one, say, seat = self.one, self.teller.say, self.seats[self.one.by]
        team = Member.objects.for_seat(self.lead).select_related("team").get(pk=self.lead.chair).team
        review = self.teller.today - timedelta(days=one.days_ago - 180)
        with self.at(0, 0):
            self.process = commands.draft_proposal(
                seat, team, one.method, one.terms, say(one.title), say(one.text),
                options=[Option(code, say(words)) for code, words in one.options],
                plan=Plan(
                    effect=say(one.effect), matter="operation", owner=seat.member, review=review
                ),
            )  # fmt: skip
        with self.at(0, 5):
            commands.open_process(seat, self.pk)

    def decide(self) -> None:
        """Everybody answers, and it closes."""
        self._all([partial(self.answer, place) for place in range(len(self.seats))], 0)
        self.settle(60)

    def answer(self, place: int) -> None:
        """As this chair did."""
        said, ids = self.one.said[place], [code for code, _words in self.one.options]
        values = dict(zip(ids, said.values, strict=True)) if said.values else None
        commands.respond(self.seats[place], self.pk, said.choice, self.teller.say(said.reason), values=values)

    def elect(self) -> None:
        """Everybody names somebody, the reasons are heard, one is proposed and answers last."""
        self._all([partial(self.name, place) for place in range(len(self.seats))], 0)
        self.settle(60)
        nominee = NAMED[0][0]
        with self.at(2, 65):
            commands.move_on(self.lead, self.pk)
            commands.end_naming(self.lead, self.pk)
            why = self.teller.say(REASONS)
            commands.propose_nominee(self.lead, self.pk, self.seats[nominee].chair, why)
        places = [place for place in range(len(self.seats)) if place != nominee]
        self._all([partial(self.answer, place) for place in (*places, nominee)], 70)
        self.settle(120)

    def name(self, place: int) -> None:
        """Whom this chair names, and why."""
        whom, why = NAMED[place]
        member = str(self.seats[whom].chair)
        commands.respond(self.seats[place], self.pk, member, self.teller.say(why))

    def _all(self, deeds: Sequence[Callable[[], None]], minutes: int) -> None:
        for number, deed in enumerate(deeds):
            with self.at(2, minutes + number):
                deed()

    def settle(self, minutes: int) -> None:
        """A quarter of an hour after the last answer it closes by itself."""
        with self.at(2, minutes):
            records.settle(self.lead, Process.objects.for_seat(self.lead).get(pk=self.pk), clock.now())
