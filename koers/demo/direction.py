"""The course of the demo's management team: one sentence out of seven, a strategy, priorities, "
"agreements."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

from koers.apps.direction.commands import documents, interests, levels, priorities, sentence
from koers.apps.direction.models import Priority, SentenceRound
from koers.apps.ledger import clock
from koers.apps.people.models import Member
from koers.demo.deciding import Step
from koers.demo.reader import Storyteller
from koers.demo.story import Text
from koers.domain.direction.documents import Text as Says
from koers.domain.direction.interests import Interest
from koers.domain.seats import Seat

BEGINS: Text = (
    "Als MT Zorggroep De Linde zijn wij succesvol als …",
    "As Management team De Linde we succeed when …",
)
GIVEN: tuple[Text, ...] = (
    ("cliënten en collega’s merken dat wij één koers varen",
     "clients and colleagues notice that we sail one course"),
    ("we zes cijfers hebben waar we echt op sturen, en geen zestig",
     "we have six figures that we really steer on, and not sixty"),
    ("cliënten de hulp krijgen die bij hun dag past, ook ’s nachts",
     "clients get the help that fits their day, at night too"),
    ("een besluit op maandag nog hetzelfde besluit is op donderdag",
     "a decision on Monday is still the same decision on Thursday"),
    ("collega’s hier willen blijven, omdat hun werk rust heeft",
     "colleagues want to stay here, because there is calm in their work"),
    ("wij minder branden blussen en collega’s zelf durven besluiten",
     "we put out fewer fires and colleagues dare to decide themselves"),
    ("cliënten merken dat een fout ons iets leert",
     "clients notice that we learn from a mistake"),
)  # fmt: skip
FIRST_MERGE: Text = (
    "cliënten en collega’s merken dat wij één koers varen",
    "clients and colleagues notice that we sail one course",
)
MISSES: Text = ("De rust in het werk mis ik nog.", "I still miss the calm in the work.")
MERGED: Text = (
    "cliënten de hulp krijgen die bij hun dag past, collega’s met rust hun werk doen, en iedereen merkt "
    "dat wij één koers varen",
    "clients get the help that fits their day, colleagues work in calm, and everybody notices that we "
    "sail one course",
)
SAID_SO: Text = ("Samen besloten op de teamdag", "Decided together on our day away")
IN_MEETING: Text = ("Besloten in het overleg van dinsdag", "Decided in Tuesday’s meeting")

STRATEGY: tuple[tuple[int, Text, Text], ...] = (
    (170,
     ("Wij bieden zorg in de wijk. Wat thuis kan, doen wij thuis.\n\nWij groeien niet in bedden. Wij "
      "groeien in wat buren, familie en collega’s samen kunnen.\n\nElk jaar kiezen wij drie tot vijf "
      "prioriteiten. De rest doen wij niet.",
      "We give care in the neighbourhood. What can be done at home, we do at home.\n\nWe don’t grow in "
      "beds. We grow in what neighbours, family and colleagues can do together.\n\nEvery year we choose "
      "three to five priorities. The rest we don’t do."),
     ("Wij noemden alle zeven iets anders als eerste",
      "All seven of us named something else as the first")),
    (64,
     ("Wij bieden zorg in de wijk. Wat thuis kan, doen wij thuis, ook in de nacht.\n\nWij groeien niet "
      "in bedden. Wij groeien in wat buren, familie en collega’s samen kunnen. Huisartsen weten binnen "
      "een dag bij wie zij terechtkunnen.\n\nElk jaar kiezen wij drie tot vijf prioriteiten. De rest "
      "doen wij niet.",
      "We give care in the neighbourhood. What can be done at home, we do at home, at night too.\n\nWe "
      "don’t grow in beds. We grow in what neighbours, family and colleagues can do together. General "
      "practitioners know within a day whom to turn to.\n\nEvery year we choose three to five "
      "priorities. The rest we don’t do."),
     ("De nacht en de huisartsen stonden er nog niet in",
      "The night and the practitioners weren’t in it yet")),
)  # fmt: skip

LEADING: Text = (
    "Wij laten zien wat wij vragen.\n\n- Wij zeggen het als wij iets niet weten.\n- Wie het werk doet, "
    "beslist over het werk.\n- Een fout bespreken wij binnen een week, zonder schuldige.",
    "We show what we ask.\n\n- We say so when we don’t know.\n- Whoever does the work decides about the "
    "work.\n- We talk about a mistake within a week, without a culprit.",
)
WHY_LEADING: Text = ("Nieuwe mensen vroegen ernaar", "New people asked for it")

# Title, how we see it, days ago, and what was said of it: who, days ago, how it goes, the words.
Said = tuple[int, int, str, Text]
PRIORITIES: tuple[tuple[Text, Text, int, tuple[Said, ...]], ...] = (
    (("Veilig van dienst naar dienst", "Safe from shift to shift"),
     ("Geen overdracht meer langer dan een half uur; nu zijn het er vier per week",
      "No handover longer than half an hour any more; now there are four a week"), 165,
     ((2, 90, "slow", ("Twee locaties zijn zover", "Two locations are ready")),
      (2, 20, "on_course", ("Vorige week was er één te lang", "Last week one was too long")))),
    (("Eén rooster, één team in de nacht", "One roster, one team at night"),
     ("Alle drie de locaties op één rooster vóór de zomer",
      "All three locations on one roster before the summer"),
     165, ((4, 31, "slow", ("Locatie Haven wacht op de ondernemingsraad",
     "Haven waits for the works council")),)),
    (("Rust in de weekenden", "Calm weekends"),
     ("Minder dan twee keer per maand iemand uit het weekend bellen",
      "Calling somebody back from their weekend less than twice a month"), 165,
     ((5, 12, "stuck", ("In oktober belden we negen keer", "In October we called nine times")),)),
    (("Alle cijfers op één bladzijde", "All figures on one page"),
     ("Iedereen van het MT noemt dezelfde zes", "Everybody of the team names the same six"), 165,
     ((1, 80, "on_course", ("De eerste bladzijde ligt er", "The first page is there")),)),
    (("Huisartsen weten ons te vinden", "General practitioners find us"), ("", ""), 60, ()),
)  # fmt: skip
REACHED: tuple[int, int, Text] = (3, 45, (
    "Dat Joost elke maand vroeg: wat doen jullie met dit cijfer? En taart voor iedereen die telde.",
    "That Joost asked every month: what do you do with this figure? And cake for everybody who counted.",
))  # fmt: skip
NOT_DOING: tuple[tuple[Text, Text], ...] = (
    (("Een vierde locatie openen", "Opening a fourth location"),
     ("Eerst klopt de nacht op de drie die er zijn",
      "First the night works in the three that are there")),
    (("Nieuwe software voor het rooster", "New software for the roster"),
     ("Het gaat niet om het programma maar om wie wie belt",
      "It isn’t about the program but about who calls whom")),
    (("Meedoen aan elk regionaal overleg", "Joining every regional meeting"),
     ("Wij gaan naar twee, en vertellen elkaar wat we hoorden",
      "We go to two, and tell each other what we heard")),
)  # fmt: skip
YARDSTICK = ("budget", "strategy", "major_change", "course")
WHY_YARDSTICK: Text = ("Daar kost een los besluit ons het meest", "There a loose decision costs us most")
# Title, text, and in how many days it would be looked at again.
AGREEMENTS: tuple[tuple[Text, Text, int], ...] = (
    (("Eerst vragen, dan vinden", "First ask, then judge"),
     ("Wie het niet eens is met een voorstel, stelt eerst één echte vraag.",
      "Whoever disagrees with a proposal first asks one real question."), 60),
    (("Wat we bespraken, vertellen we zelf", "We tell ourselves what we talked about"),
     ("Binnen twee dagen vertelt ieder het eigen team wat besloten is, in dezelfde woorden.",
      "Within two days each tells their own team what was decided, in the same words."), -6),
)  # fmt: skip
LEVELS: tuple[Text, tuple[tuple[int, ...], ...], int] = (
    ("Wie neemt invallers aan?", "Who takes on temporary staff?"),
    ((4, 5, 5, 7, 2, 5, 4), (5, 5, 5, 6, 4, 5, 5)),
    5,
)
# Who, what they are, where, and since how many days.
INTERESTS: tuple[tuple[int, Text, Text, int], ...] = (
    (1, ("Lid van de raad van toezicht", "Member of the supervisory board"),
     ("Woningstichting Het Veer", "Housing association Het Veer"), 900),
    (3, ("Waarnemend huisarts, één dag in de week", "Stand-in practitioner, one day a week"),
     ("Huisartsenpraktijk De Brug", "General practice De Brug"), 400),
)  # fmt: skip
NEEDED: Text = ("Nodig", "Needed")


class Course:
    """Tells it in one language, day by day."""

    def __init__(self, teller: Storyteller, lead: Seat, seats: list[Seat]) -> None:
        self.teller, self.lead, self.seats, self.say = teller, lead, seats, teller.say
        self.team = Member.objects.for_seat(lead).select_related("team").get(pk=lead.chair).team
        self.named: list[Priority] = []

    def at(self, days_ago: int, minutes: int = 0) -> AbstractContextManager[None]:
        """So many minutes into that day."""
        return clock.at(self.teller.moment(days_ago, minutes))

    def steps(self) -> list[Step]:
        """Everything of it, each on its day."""
        return [
            Step(180, self.look_for_a_sentence),
            *(Step(ago, self._writes("strategy", ago, text, why)) for ago, text, why in STRATEGY),
            Step(168, self.set_priorities),
            Step(120, self._writes("leading", 120, LEADING, WHY_LEADING)),
            Step(110, self.agree),
            Step(100, self.leave),
            Step(95, self.declare),
            *self._words(),
        ]

    def look_for_a_sentence(self) -> None:
        """Each alone, a first text that misses something, a second that carries all."""
        with self.at(180):
            found = sentence.open_sentence(self.lead, self.team)
        for number, (seat, given) in enumerate(zip(self.seats, GIVEN, strict=True)):
            with self.at(180, 3 + number):
                sentence.give_sentence(seat, found.pk, self.say(given))
        with self.at(180, 20):
            sentence.merge_sentences(self.seats[0], found.pk, self.say(FIRST_MERGE), 0)
            sentence.carry_sentence(self.seats[4], found.pk, 1, False, self.say(MISSES))
        with self.at(180, 28):
            sentence.merge_sentences(self.seats[4], found.pk, self.say(MERGED), 1)
            for seat in self.seats:
                sentence.carry_sentence(seat, found.pk, 2, True)
        with self.at(180, 35):
            self._settle(found)

    def _settle(self, found: SentenceRound) -> None:
        draft = sentence.settle_sentence(self.lead, found.pk, self.say(BEGINS))
        documents.adopt_document(self.lead, draft.pk, self.say(SAID_SO))

    def _writes(self, kind: str, days_ago: int, text: Text, why: Text) -> Callable[[], None]:
        def write() -> None:
            with self.at(days_ago):
                says = Says(text=self.say(text))
                draft = documents.draft_document(self.seats[0], self.team, kind, says, self.say(why))
            with self.at(days_ago, 90):
                documents.adopt_document(self.lead, draft.pk, self.say(IN_MEETING))

        return write

    def set_priorities(self) -> None:
        """Four priorities, what isn't done, and the yardstick."""
        with self.at(168):
            for number, (title, seen_by, ago, _) in enumerate(PRIORITIES):
                if ago == 165:
                    self._name(number, title, seen_by)
            for text, why in NOT_DOING:
                priorities.rule_out(self.seats[1], self.team, self.say(text), self.say(why))
            priorities.set_yardstick(self.seats[0], self.team, YARDSTICK, self.say(WHY_YARDSTICK))

    def _name(self, number: int, title: Text, seen_by: Text) -> None:
        seat = self.seats[number]
        self.named.append(priorities.name_priority(seat, self.team, self.say(title), self.say(seen_by)))

    def agree(self) -> None:
        """Working agreements, each with a day to look at it again."""
        for title, text, days in AGREEMENTS:
            with self.at(110):
                review_on = self.teller.today + timedelta(days=days)
                says = Says(self.say(title), self.say(text), review_on)
                draft = documents.draft_document(
                    self.seats[6], self.team, "agreement", says, self.say(NEEDED)
                )
                documents.adopt_document(self.lead, draft.pk, self.say(IN_MEETING))

    def leave(self) -> None:
        """How much is left to whoever carries it: two laps, and then agreed."""
        question, laps, level = LEVELS
        with self.at(100):
            found = levels.open_levels(self.lead, self.team, self.say(question))
            for lap, picks in enumerate(laps, start=1):
                for seat, pick in zip(self.seats, picks, strict=True):
                    levels.pick_level(seat, found.pk, pick, lap)
                if lap < len(laps):
                    levels.pick_again(self.lead, found.pk)
            levels.agree_level(self.lead, found.pk, level)

    def declare(self) -> None:
        """Two interests, each noted by who has it."""
        with self.at(95):
            for who, what, where, ago in INTERESTS:
                since = self.teller.today - timedelta(days=ago)
                given = Interest(self.say(what), self.say(where), since)
                interests.note_interest(self.seats[who], self.team, given)

    def _words(self) -> list[Step]:
        """What was said of priorities, the one that was reached, and the one that came later."""
        which, reached, helped = REACHED
        title, seen_by, later, _ = PRIORITIES[4]
        said = [
            Step(ago, self._says(number, who, ago, going, word))
            for number, (*_, words) in enumerate(PRIORITIES)
            for who, ago, going, word in words
        ]
        return [*said, Step(reached, self._reaches(which, reached, helped)),
                Step(later, self._comes_later(later, title, seen_by))]  # fmt: skip

    def _says(self, number: int, who: int, ago: int, going: str, word: Text) -> Callable[[], None]:
        def say() -> None:
            with self.at(ago, 15):
                pk = self.named[number].pk
                priorities.note_priority(self.seats[who], pk, going, self.say(word))

        return say

    def _reaches(self, number: int, ago: int, helped: Text) -> Callable[[], None]:
        def reach() -> None:
            with self.at(ago, 30):
                priorities.reach_priority(self.seats[1], self.named[number].pk, self.say(helped))

        return reach

    def _comes_later(self, ago: int, title: Text, seen_by: Text) -> Callable[[], None]:
        def name() -> None:
            with self.at(ago, 40):
                self._name(4, title, seen_by)

        return name
