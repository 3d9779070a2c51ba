"""What one person of the demo's management team decided: twice after advice, by mandate, and at once."""

from dataclasses import dataclass, field

from koers.demo.decisions import NOTHING
from koers.demo.story import Text


@dataclass(frozen=True)
class Asked:
    """Somebody who is asked for advice; without advice they stay silent. `word` is what became of it."""

    who: int
    part: str
    why: Text
    advice: Text = NOTHING
    word: str = ""
    because: Text = NOTHING


@dataclass(frozen=True)
class Beside:
    """What somebody said beside the decision: "read", "missed", "stop", …; so many days after it."""

    who: int
    kind: str
    after: int
    text: Text = NOTHING


@dataclass(frozen=True)
class Alone:
    """One decision of one person. Advice takes eight days; `open` is an advice that still goes on."""

    method: str
    days_ago: int
    by: int
    title: Text
    text: Text
    because: Text = NOTHING
    effect: Text = NOTHING
    asked: tuple[Asked, ...] = ()
    open: bool = False
    #: Of a decision by mandate: what it costs in euros, and for how many months it binds.
    costs: int = 0
    months: int = 0
    checks: dict[str, Text] = field(default_factory=dict)
    beside: tuple[Beside, ...] = ()


VISITS = Alone(
    "advice", 40, 2,
    ("Bezoek mag tot acht uur ’s avonds", "Visitors are welcome until eight in the evening"),
    ("Bezoek is welkom tot acht uur ’s avonds, ook in het weekend. De avonddienst belt wie langer wil blijven.",
     "Visitors are welcome until eight in the evening, also at weekends. The evening shift calls whoever wants to "
     "stay longer."),
    because=("Familie werkt overdag, en staat om zes uur voor een dichte deur.",
             "Families work during the day, and find the door closed at six."),
    effect=("Meer bezoek, zonder dat het onrustig wordt.", "More visits, without unrest."),
    asked=(
        Asked(4, "affected", ("Maakt de avondroosters", "Makes the evening rosters"),
              ("Doe het eerst op twee afdelingen. De avonddienst is op vrijdag met te weinig.",
               "Begin with two wards. The evening shift is short of people on Fridays."),
              "partly", ("We beginnen overal, en op vrijdag blijft het zeven uur tot het rooster rond is.",
                         "We begin everywhere, and on Fridays it stays seven until the roster fits.")),
        Asked(5, "expert", ("Kent de regels over sluiten", "Knows the rules about closing"),
              ("De buitendeur moet om negen uur op slot, en iemand moet dat zien gebeuren.",
               "The outer door must be locked at nine, and somebody must see it happen."),
              "taken", ("Staat nu op de lijst van de avonddienst.", "It is on the evening shift’s list now.")),
        Asked(3, "both", ("Zijn artsen lopen ’s avonds visite", "His doctors make their rounds in the evening")),
    ),
    beside=(
        Beside(4, "read", 1),
        Beside(0, "missed", 6, ("De receptie is van mij, en die gaat nu om zes uur naar huis.",
                                "Reception is mine, and goes home at six now.")),
    ),
)  # fmt: skip

LAUNDRY = Alone(
    "advice", 3, 4,
    ("Wasgoed gaat twee keer per week weg", "Laundry leaves twice a week"),
    ("Vanaf volgende maand haalt de wasserij op dinsdag en vrijdag. Op de gangen staan dan geen karren meer.",
     "From next month on the laundry collects on Tuesday and Friday. No carts in the corridors any more."),
    because=("Op maandag staan er elf karren voor de nooduitgang.", "On Mondays eleven carts block the exit."),
    asked=(
        Asked(6, "affected", ("Haar team vult de karren", "Her team fills the carts"),
              ("Dinsdag is goed. Op vrijdag is er niemand om te laden.",
               "Tuesday is fine. On Friday nobody is there to load.")),
        Asked(1, "expert", ("Sloot het contract met de wasserij", "Made the contract with the laundry")),
    ),
    open=True,
)  # fmt: skip

TABLETS = Alone(
    "mandate", 24, 5,
    ("Twaalf tablets voor de nachtdienst", "Twelve tablets for the night shift"),
    ("We kopen twaalf tablets, zodat de nachtdienst bij het bed kan rapporteren.",
     "We buy twelve tablets, so that the night shift can report at the bedside."),
    because=("Nu lopen mensen ’s nachts twintig keer naar kantoor.",
             "Now people walk to the office twenty times a night."),
    effect=("Rapporteren aan bed, en geen losse briefjes.", "Reports at the bedside, and no loose notes."),
    costs=4800, months=12,
    beside=(
        Beside(0, "read", 1),
        Beside(2, "read", 1),
        Beside(5, "reported", 20, ("Elf van de twaalf werken. Eén ging kapot en wordt geruild.",
                                   "Eleven of twelve work. One broke and is being exchanged.")),
    ),
)  # fmt: skip

WATER = Alone(
    "urgent", 11, 3,
    ("Bedden uit de kelder gehaald", "Beds moved out of the cellar"),
    ("Bij de wateroverlast heb ik dertig bedden naar de gang van Oost laten brengen, en twee mensen van andere "
     "afdelingen gevraagd te helpen.",
     "When the cellar flooded I had thirty beds brought to the corridor in East, and asked two people from other "
     "wards to help."),
    checks={
        "serves": ("Zonder bedden kunnen we morgen niemand opnemen.",
                   "Without beds we can’t admit anybody tomorrow."),
        "prevents": ("Dertig natte matrassen. De gang is een dag smal, en blijft vrij bij de uitgang.",
                     "Thirty wet mattresses. The corridor is narrow for a day, and stays free at the exit."),
        "spends_nothing": ("Er is niets gekocht of gehuurd.", "Nothing was bought or hired."),
        "cannot_wait": ("Het water stond om vier uur ’s nachts tot de wielen.",
                        "At four in the morning the water reached the wheels."),
    },
    beside=(
        Beside(0, "read", 0),
        Beside(6, "stop", 1, ("De gang is nodig voor de rolstoelen van het ontbijt.",
                              "The corridor is needed for wheelchairs at breakfast.")),
        Beside(3, "stopped", 1, ("Twintig bedden staan in de oude zaal, tien gaan morgen terug.",
                                 "Twenty beds are in the old hall, ten go back tomorrow.")),
        Beside(1, "discussed", 5, ("Er komt een lijst wie je ’s nachts belt voor je dit doet.",
                                   "There will be a list of whom to call at night before doing this.")),
    ),
)  # fmt: skip

ALONE = (VISITS, TABLETS, WATER, LAUNDRY)
