"""The topics of the demo: what the management team brought up, how it was treated, and who may decide what."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from koers.apps.authority import commands as authorities
from koers.apps.authority import queries as mandates
from koers.apps.ledger import clock
from koers.apps.people.models import Member
from koers.apps.topics import commands, queries
from koers.apps.topics.models import Topic
from koers.demo.deciding import Step
from koers.demo.reader import Storyteller
from koers.demo.story import Text
from koers.domain import authority, topics
from koers.domain.seats import Seat

CARE: Text = ("Zorg", "Care")
IT: Text = ("ICT", "IT")
MONEY: Text = ("Financiën", "Finance")
PEOPLE: Text = ("Mens en organisatie", "People and organisation")
NONE: Text = ("", "")


@dataclass(frozen=True)
class Raised:
    """One topic: when, by whom, what, how it was treated and what came of it. Days count back from today."""

    days_ago: int
    by: int
    title: Text
    question: Text
    kind: str
    why_now: Text = NONE
    aim: str = "decide"
    origin: str = "idea"
    decide_by: int | None = None
    impact: tuple[tuple[Text, str], ...] = ()
    parties: tuple[Text, ...] = ()
    amount: int | None = None
    months: int | None = None
    guide: tuple[tuple[str, Text], ...] = ()
    #: How it was treated, how many days ago, and why when it wasn't as advised.
    way: str = ""
    treated: int = 0
    because: Text = NONE
    owner: int = 0
    by_mandate: bool = False
    #: When it was postponed: how many days ago, to which day from today on, and why.
    later: tuple[tuple[int, int, Text], ...] = ()
    #: What came of it: a command, how many days ago, and what was said.
    came: str = ""
    ended: int = 0
    word: Text = NONE
    closed: Text = NONE


TOPICS: tuple[Raised, ...] = (
    Raised(
        72, 4, ("Parkeren bij huis Kastanje", "Parking at house Chestnut"),
        ("Wie mag waar parkeren, nu er te weinig plek is?", "Who may park where, now that there is too little room?"),
        "other", ("Elke ochtend staan er auto’s op de stoep.", "Every morning there are cars on the pavement."),
        origin="tension", decide_by=-51, impact=((PEOPLE, "small"), (CARE, "small")),
        way="decide_in_window", treated=70, owner=4,
        later=((52, -31, ("De gemeente antwoordt nog", "The council has yet to answer")),
               (33, -16, ("De begroting ging voor", "The budget came first")),
               (18, -3, ("Anouk was weg", "Anouk was away"))),
    ),
    Raised(
        34, 6, ("Een eigen bakkerij", "A bakery of our own"),
        ("Bakken we ons brood weer zelf?", "Do we bake our own bread again?"), "other",
        ("Cliënten vragen ernaar.", "Clients ask for it."), aim="explore",
        came="let_go_topic", ended=27, word=("Mooi idee, maar niet dit jaar: er is geen keuken vrij",
                                             "A fine idea, not this year: no kitchen is free"),
    ),
    Raised(
        24, 1, ("Begroting voor volgend jaar", "Budget for next year"),
        ("Waar zetten we volgend jaar ons geld op in, en waar niet meer?",
         "What do we spend our money on next year, and on what no more?"), "budget",
        ("De raad van toezicht wil haar voor het eind van het jaar zien.",
         "The supervisory board wants to see it before the end of the year."), origin="calendar", decide_by=16,
        impact=((CARE, "large"), (MONEY, "large"), (PEOPLE, "small")),
        parties=(("ondernemingsraad", "works council"), ("cliëntenraad", "client council")),
        guide=(("budget_for", ("Dat elke wijk een vaste avondploeg heeft.", "Every district has its own evening shift.")),
               ("budget_less", ("We verbouwen de hal niet.", "We don’t rebuild the hall."))),
        way="joint_session", treated=22, owner=1, came="talk_about_topic", ended=20,
        word=("Met beide raden, in de eerste week van de maand", "With both councils, in the first week of the month"),
    ),
    Raised(
        19, 4, ("Dienst tussen kerst en nieuwjaar", "Shifts between Christmas and New Year"),
        ("Hoe verdelen we de dagen tussen kerst en nieuwjaar?", "How do we share the days between Christmas and New Year?"),
        "people", ("Vorig jaar wist niemand het op tijd.", "Last year nobody knew in time."), origin="calendar",
        decide_by=9, impact=((CARE, "large"), (PEOPLE, "small")),
    ),
    Raised(
        15, 0, ("Kantoor West een week later open", "Office West opens a week later"),
        ("Wie moet weten dat kantoor West een week later opengaat?",
         "Who has to know that office West opens a week later?"), "operation", NONE, aim="inform", origin="incident",
        impact=((CARE, "small"),), way="update_is_enough", treated=14, owner=0,
        came="settle_topic", ended=13, word=("Staat in het weekbericht", "It is in the weekly letter"),
    ),
    Raised(
        12, 5, ("Laptops voor de wijkteams", "Laptops for the district teams"),
        ("Welke laptops krijgen de wijkteams?", "Which laptops do the district teams get?"), "operation",
        ("De oude gaan in de zomer niet meer mee met de nieuwe versie.",
         "The old ones can’t take the new version in summer."), impact=((IT, "large"), (CARE, "small")),
        amount=18_000, months=12, way="within_mandate", treated=11, owner=5, by_mandate=True,
        came="settle_topic", ended=6, word=("De lichte. Vanaf maandag te leen bij Ravi",
                                            "The light ones. From Monday on with Ravi"),
    ),
    Raised(
        10, 6, ("Cijfers over valpartijen op het maandblad", "Figures on falls on the monthly page"),
        ("Welk cijfer laten we vervallen voor valpartijen?", "Which figure do we drop for falls?"), "operation",
        ("De inspectie vroeg ernaar.", "The inspectorate asked for it."), origin="incident",
    ),
    Raised(
        9, 5, ("Nieuwe telefooncentrale", "A new telephone exchange"),
        ("Welke centrale nemen we, en voor hoe lang?", "Which exchange do we take, and for how long?"), "operation",
        ("Het contract loopt in het voorjaar af.", "The contract ends in spring."), origin="calendar", decide_by=30,
        impact=((IT, "large"), (CARE, "small")), amount=60_000, months=48,
        way="decide_in_window", treated=8, owner=5, by_mandate=True,
    ),
    Raised(
        8, 4, ("Druk op het nachtteam", "Pressure on the night team"),
        ("Wat hebben de twee mensen nodig die blijven invallen?", "What do the two people need who keep standing in?"),
        "people", ("Ze vallen al zes weken in.", "They have been standing in for six weeks."), origin="tension",
        impact=((CARE, "small"), (PEOPLE, "large")), way="decide_in_window", treated=7, owner=4,
        closed=("Het gaat over twee mensen", "It is about two people"),
    ),
    Raised(
        6, 3, ("’s Nachts bereikbaar voor huisartsen", "Within reach of general practitioners at night"),
        ("Hoe zijn we ’s nachts bereikbaar voor huisartsen?", "How are we within reach of general practitioners at night?"),
        "operation", ("Twee keer werd er niet opgenomen.", "Twice nobody answered."), aim="explore", origin="incident",
        impact=((CARE, "large"), (IT, "small")), way="joint_session", treated=5, owner=3,
        because=("Iedereen heeft er een ander beeld van", "Everybody has another picture of it"),
    ),
    Raised(
        1, 0, ("Samen met De Rank", "Together with De Rank"),
        ("Onderzoeken we of we met De Rank samen verder gaan?", "Do we look into going on together with De Rank?"),
        "strategy", ("Hun bestuurder belde.", "Their director called."), origin="other",
        impact=((CARE, "large"), (MONEY, "large"), (PEOPLE, "large")),
        guide=(("strategy_whom", ("Voor cliënten op het platteland: één loket.", "For clients in the country: one desk.")),),
    ),
)  # fmt: skip


class Bringer:
    """Tells the topics of a table in one language, each step on its day."""

    def __init__(self, teller: Storyteller, lead: Seat, seats: list[Seat]) -> None:
        self.teller, self.lead, self.seats = teller, lead, seats
        self.team = Member.objects.for_seat(lead).select_related("team").get(pk=lead.chair).team
        self.made: dict[Text, Topic] = {}

    def steps(self) -> list[Step]:
        """Everything but what a role carries: the roles are told last."""
        found = [Step(140, self.adopt), Step(60, self.change), Step(75, self.give), Step(40, self.withdraw)]
        for one in TOPICS:
            found.append(self.step(one.days_ago, self.bring, one))
            if one.way:
                found.append(self.step(one.treated, self.treat, one))
            found += [self.step(one.later[n][0], self.postpone, one, n) for n in range(len(one.later))]
            if one.came:
                found.append(self.step(one.ended, self.end, one))
        return found

    def step(self, days_ago: int, tell: Callable[..., None], *facts: object) -> Step:
        """A step on that day, in the middle of the morning."""

        def told() -> None:
            with clock.at(self.teller.moment(days_ago, 90)):
                tell(*facts)

        return Step(days_ago, told)

    # --- who may decide

    def adopt(self) -> None:
        """The matrix that many teams begin with."""
        with clock.at(self.teller.moment(140)):
            reason: Text = (
                "Om mee te beginnen; na een half jaar kijken we",
                "To begin with; we look after half a year",
            )
            authorities.adopt_matrix(self.lead, self.team, self.teller.say(reason))

    def change(self) -> None:
        """One domain decides after advice."""
        row = authority.Row("operation", self.teller.say(IT), "advice", "affected", 3, level=5)
        reason: Text = ("Het raakt bijna altijd ook de zorg", "It nearly always touches care too")
        with clock.at(self.teller.moment(60)):
            authorities.change_matrix(self.lead, self.team, row, self.teller.say(reason))

    def give(self) -> None:
        """Three mandates: one that ends soon, one to look at, and one that is withdrawn later."""
        say, today = self.teller.say, self.teller.today
        given = authority.Mandate(
            say(IT),
            "operation",
            6,
            25_000,
            12,
            since=today - timedelta(days=75),
            until=today + timedelta(days=20),
        )
        training: Text = ("Opleiding", "Training")
        cars: Text = ("Wagenpark", "Cars")
        conditions: Text = ("Na overleg met de teams", "After talking to the teams")
        until = today + timedelta(days=240)
        with clock.at(self.teller.moment(75)):
            self.given(
                given,
                5,
                ("Kleine dingen hoeven niet langs de tafel", "Small things needn’t come to the table"),
            )
            more = replace(given, domain=say(training), kind="people", level=5, amount=10_000, until=until,
                           review=today + timedelta(days=40), conditions=say(conditions))  # fmt: skip
            self.given(more, 4, ("Anouk weet wat de teams vragen", "Anouk knows what the teams ask for"))
            self.given(
                replace(given, domain=say(cars), kind=""),
                1,
                ("Tot het contract af is", "Until the contract is done"),
            )

    def given(self, given: authority.Mandate, to: int, because: Text) -> None:
        """Given in the team's name."""
        to_member = self.seats[to].chair
        authorities.give_mandate(self.lead, self.team, given, self.teller.say(because), to_member=to_member)

    def withdraw(self) -> None:
        """The contract is done."""
        done: Text = ("Het contract is getekend", "The contract is signed")
        with clock.at(self.teller.moment(40)):
            pk = mandates.mandates(self.lead).get(to_member=self.seats[1].chair).pk
            authorities.withdraw_mandate(self.lead, pk, self.teller.say(done))

    # --- topics

    def bring(self, one: Raised) -> None:
        """Somebody brings it up; the team may close it for others."""
        say, seat = self.teller.say, self.seats[one.by]
        told = topics.Told(
            say(one.title), say(one.question), say(one.why_now), one.kind, one.aim, one.origin,
            self.day(one.decide_by), {say(domain): size for domain, size in one.impact},
            tuple(map(say, one.parties)), "", one.amount, one.months,
            guide={code: say(text) for code, text in one.guide},
        )  # fmt: skip
        self.made[one.title] = commands.raise_topic(seat, self.team, told)
        if one.closed != NONE:
            until = self.teller.today + timedelta(days=21)
            commands.restrict_topic(seat, self.made[one.title].pk, until, say(one.closed))

    def day(self, days: int | None) -> date | None:
        """So many days from today on."""
        return None if days is None else self.teller.today + timedelta(days=days)

    def treat(self, one: Raised) -> None:
        """Who leads looks how to treat it."""
        mandate = (
            mandates.mandates(self.lead).get(to_member=self.seats[5].chair).pk if one.by_mandate else None
        )
        commands.triage_topic(
            self.lead, self.made[one.title].pk, one.way, self.teller.say(one.because),
            mandate=mandate, owner=self.seats[one.owner].chair,
        )  # fmt: skip

    def postpone(self, one: Raised, place: int) -> None:
        """Another day."""
        _days_ago, to, because = one.later[place]
        day = self.teller.today + timedelta(days=to)
        commands.postpone_topic(self.seats[one.owner], self.made[one.title].pk, day, self.teller.say(because))

    def end(self, one: Raised) -> None:
        """What came of it."""
        seat = self.seats[one.owner] if one.way else self.lead
        getattr(commands, one.came)(seat, self.made[one.title].pk, self.teller.say(one.word))

    def by_role(self) -> None:
        """What falls under a line of a role, once the roles are there."""
        role, line = queries.lines(self.lead)[0]
        topic = next(one for one in TOPICS if one.days_ago == 10)
        with clock.at(self.teller.moment(1, 5)):
            pk = self.made[topic.title].pk
            commands.triage_topic(self.lead, pk, "belongs_to_role", role=role.pk, line=line)
