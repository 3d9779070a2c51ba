"""The roles of the demo: what three tables wrote down, and who holds which until when."""

from dataclasses import dataclass
from datetime import timedelta

from koers.apps.ledger import clock
from koers.apps.people.circles import commands as circles
from koers.apps.people.models import Member, Team
from koers.apps.roles import commands
from koers.apps.roles.models import Role
from koers.demo.reader import Storyteller
from koers.demo.story import HOME, MANAGEMENT, NIGHT, Table, Text
from koers.domain import roles
from koers.domain.seats import Seat

WHY: Text = ("Dan weet iedereen bij wie je moet zijn", "Then everybody knows whom to turn to")
REASON: Text = ("Zo doen we het al", "This is how we do it already")


@dataclass(frozen=True)
class Told:
    """One role: its text, who holds it, since how many days, and how many days more (0 is no end)."""

    name: Text
    purpose: Text
    sees_to: tuple[Text, ...]
    decides: tuple[Text, ...] = ()
    holders: tuple[tuple[int, int, int], ...] = ()
    leans_on: tuple[int, ...] = ()


#: The tables that lie in the management's, and what each is for.
INSIDE: tuple[tuple[Table, Text], ...] = (
    (NIGHT, ("Elke nacht is er iemand dichtbij.", "Every night somebody is near.")),
    (HOME, ("Wie thuis woont, krijgt hulp op tijd.", "Who lives at home gets help in time.")),
)


ROLES: tuple[tuple[Table, tuple[Told, ...]], ...] = (
    (MANAGEMENT, (
        Told(("Trekker cijfers", "Figures lead"),
             ("We zien elke maand op één bladzijde hoe het gaat.", "Each month one page shows us how it goes."),
             (("Zet zes cijfers op één bladzijde", "Puts six figures on one page"),
              ("Zegt welk cijfer een gesprek vraagt", "Says which figure asks for a talk")),
             (("Welke zes cijfers op het blad staan", "Which six figures are on the page"),),
             ((1, 180, 185),)),
        Told(("Stem van de verwijzers", "Voice of those who refer"),
             ("We horen op tijd wat huisartsen van ons nodig hebben.",
              "We hear in time what general practitioners need from us."),
             (("Belt elke maand drie huisartsen", "Calls three general practitioners every month"),
              ("Brengt terug wat zij te laat hoorden", "Brings back what they heard too late")),
             (), ((3, 320, 34),)),
        Told(("Gids voor nieuwe mensen", "Guide for newcomers"),
             ("Wie bij ons komt, doet binnen een maand mee.", "Whoever joins us takes part within a month."),
             (("Legt uit hoe we besluiten", "Explains how we decide"),)),
    )),
    (NIGHT, (
        Told(("Roosterhouder nacht", "Keeper of the night roster"),
             ("Elke nacht staat er genoeg volk.", "Every night there are enough people."),
             (("Maakt het rooster zes weken vooruit", "Makes the roster six weeks ahead"),),
             (("Wie bij ziekte wordt gebeld", "Who is called when somebody is ill"),),
             ((3, 190, 0),)),
        Told(("Wachtmaat", "Buddy after a hard night"),
             ("Niemand blijft alleen met een zware nacht.", "Nobody stays alone with a hard night."),
             (("Belt binnen een dag wie dienst had", "Calls who was on duty within a day"),),
             (), ((4, 60, 300), (2, 60, 300)), leans_on=(0,)),
    )),
    (HOME, (
        Told(("Cliëntstem", "Client voice"),
             ("Bij elk besluit horen we wat cliënten ervan merken.",
              "In every decision we hear what clients notice of it."),
             (("Spreekt elk kwartaal vijf cliënten", "Speaks to five clients every quarter"),),
             (), ((5, 100, 260),)),
        Told(("Routeplanner", "Route planner"),
             ("De routes passen bij de tijd die een cliënt nodig heeft.",
              "Routes fit the time that a client needs."),
             (("Past de routes elke maandag aan", "Adapts the routes every Monday"),),
             (("De volgorde van de bezoeken", "The order of the visits"),),
             ((3, 150, 0),)),
    )),
)  # fmt: skip


def tell(teller: Storyteller, lead: Seat, seats: list[Seat], table: Table) -> None:
    """Write this table's roles down, yesterday, and in which other one it lies."""
    team = Member.objects.for_seat(lead).select_related("team").get(pk=lead.chair).team
    made: list[Role] = []
    with clock.at(teller.moment(1)):
        for told in next((told for one, told in ROLES if one is table), ()):
            made.append(_role(teller, lead, seats, team, told, made))
        for purpose in (purpose for one, purpose in INSIDE if one is table):
            outer = Team.objects.filter(organisation=team.organisation_id).earliest("pk")
            circles.describe_team(lead, team, teller.say(purpose), outer.pk)


def _role(
    teller: Storyteller, lead: Seat, seats: list[Seat], team: Team, told: Told, before: list[Role]
) -> Role:
    text = _text(teller, told, before)
    proposed = commands.propose_role(seats[0], team, text, teller.say(WHY))
    role = commands.adopt_role(lead, proposed.pk, teller.say(REASON))
    for who, ago, more in told.holders:
        first, last = (teller.today + timedelta(days=n) for n in (-ago, more))
        commands.fill_role(lead, role.pk, seats[who].chair, first, last if more else None)
    return role


def _text(teller: Storyteller, told: Told, before: list[Role]) -> roles.Text:
    sees_to, decides = ("\n".join(map(teller.say, lines)) for lines in (told.sees_to, told.decides))
    ties = roles.tied(("leans_on", before[n].pk) for n in told.leans_on)
    return roles.Text(teller.say(told.name), teller.say(told.purpose), decides, sees_to, ties)
