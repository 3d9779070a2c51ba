"""The checks of the demo: what two big teams said of how they work together, and who guarded when."""

from dataclasses import dataclass

from koers.demo.story import HOME, MANAGEMENT, Table, Text


@dataclass(frozen=True)
class Agreed:
    """What was agreed: who, in how many days."""

    text: Text
    owner: int
    days: int


@dataclass(frozen=True)
class Check:
    """One check: per step who wrote what (the others passed), and what was agreed.

    `former` is said of everything that lay open; `hands_over` says who says yes after it, and who passed
    before with which reason. Without `yes` the question is still open.
    """

    days_ago: int
    lines: dict[str, tuple[tuple[int, Text], ...]]
    agreed: tuple[Agreed, ...]
    former: tuple[str, Text]
    note: Text
    passes: tuple[Text, ...] = ()
    yes: bool = True


FIRST = Check(
    days_ago=105,
    former=("kept", ("gedaan", "done")),
    lines={
        "helps": (
            (0, ("We beginnen op tijd, ook als er iemand ontbreekt.",
                 "We start on time, also when somebody is missing.")),
            (4, ("Iedereen leest de stukken vooraf, dat scheelt een half uur.",
                 "Everybody reads the papers beforehand, which saves half an hour.")),
        ),
        "chafes": (
            (2, ("Ik hoor na afloop op de gang wat er in het overleg niet gezegd is.",
                 "I hear in the corridor afterwards what wasn't said in the meeting.")),
            (5, ("Als ik een storing meld, zoeken we eerst een schuldige.",
                 "When I report a failure we first look for somebody to blame.")),
        ),
        "hinders": (
            (1, ("De agenda is voller dan de tijd.", "The agenda is fuller than the time.")),
            (3, ("Spoed belt altijd tijdens dit uur.", "Emergency always calls during this hour.")),
        ),
        "learned": (
            (6, ("De audit kwam te laat op tafel. Volgende keer zet ik hem er zelf op.",
                 "The audit came on the table too late. Next time I put it there myself.")),
        ),
    },
    agreed=(
        Agreed(("Zeg het in het overleg, of laat het rusten", "Say it in the meeting, or let it rest"), 2, 49),
        Agreed(("Haal twee vaste punten van de agenda", "Take two standing items off the agenda"), 1, 28),
    ),
    note=("Let op wie er stil blijft. Dat is niet altijd instemming.",
          "Mind who stays silent. That isn't always consent."),
)  # fmt: skip

SECOND = Check(
    days_ago=49,
    former=("partly", ("half", "halfway")),
    lines={
        "helps": (
            (1, ("De kortere agenda. We zijn nu twee keer eerder klaar geweest.",
                 "The shorter agenda. We were done early twice now.")),
            (3, ("Anouk vroeg door toen ik vaag bleef.", "Anouk kept asking when I stayed vague.")),
            (6, ("Het blad met zes cijfers ligt er nu altijd.", "The page of six figures is always there now.")),
        ),
        "chafes": (
            (0, ("We zijn het snel eens en komen er een week later op terug.",
                 "We agree fast, and come back to it a week later.")),
            (4, ("Over het rooster praten we met wie er toevallig zit.",
                 "About the roster we talk with who happens to be there.")),
        ),
        "hinders": (
            (5, ("Besluiten staan op drie plekken.", "Decisions stand in three places.")),
        ),
        "learned": (
            (2, ("De proef begon voor de teamhoofden het wisten. Nu bel ik eerst.",
                 "The trial began before the team leads knew. Now I call first.")),
        ),
    },
    agreed=(
        Agreed(("Lees elk besluit aan het eind hardop terug", "Read each decision back aloud at the end"), 4, 49),
    ),
    note=("Het teruglezen schiet er bij haast als eerste bij in.",
          "Reading back is the first thing to go when we hurry."),
    passes=(("Tot de fusie rond is kan ik er niet genoeg bij zijn", "Until the merger is done I can't be there enough"),),
)  # fmt: skip

HOME_FIRST = Check(
    days_ago=88,
    former=("kept", ("gedaan", "done")),
    lines={
        "helps": (
            (0, ("Noord en Zuid bellen elkaar op maandag.", "North and South call each other on Mondays.")),
            (5, ("Cliënten zeggen dat ze nu één naam kennen.", "Clients say that they know one name now.")),
        ),
        "chafes": (
            (3, ("De planning hoort als laatste dat een route verandert.",
                 "Planning is the last to hear that a route changes.")),
        ),
        "hinders": ((7, ("Twee systemen voor dezelfde rit.", "Two systems for the same ride.")),),
        "learned": (
            (1, ("Een zieke dag dekken we samen, niet per wijk.",
                 "We cover a sick day together, not per district.")),
        ),
    },
    agreed=(
        Agreed(("Zet planning bij elk gesprek over routes", "Have planning at each talk about routes"), 3, 42),
    ),
    note=("De rustige mensen komen aan bod als je een rondje doet.",
          "The quiet ones get a turn when you go round the table."),
)  # fmt: skip

HOME_SECOND = Check(
    days_ago=39,
    former=("kept", ("staat er nu bij", "is there now")),
    lines={
        "helps": (
            (3, ("Ik zit nu aan tafel voordat het rooster vastligt.",
                 "I sit at the table now before the roster is fixed.")),
            (6, ("Nieuwe mensen lopen eerst een dag mee.", "New people first walk along for a day.")),
        ),
        "chafes": (
            (2, ("Kwaliteit klinkt bij ons als controle.", "With us, quality sounds like control.")),
            (4, ("Huisartsen krijgen drie verschillende antwoorden.", "GPs get three different answers.")),
        ),
        "hinders": ((0, ("De avonddienst is al weken met één te weinig.",
                         "The evening shift has been one short for weeks.")),),
        "learned": (
            (5, ("We vroegen de cliëntenraad toen het al klaar was.",
                 "We asked the client council when it was finished already.")),
        ),
    },
    agreed=(
        Agreed(("Eén nummer voor huisartsen, met een naam per week", "One number for GPs, with a name per week"), 4, 40),
        Agreed(("Vraag de cliëntenraad voor het plan er ligt", "Ask the client council before there is a plan"), 5, 54),
    ),
    note=("Vraag naar het voorbeeld, niet naar de mening.", "Ask for the example, not for the opinion."),
    yes=False,
)  # fmt: skip

#: Which checks at which table, and every how many weeks.
CHECKS: tuple[tuple[Table, int, tuple[Check, ...]], ...] = (
    (MANAGEMENT, 8, (FIRST, SECOND)),
    (HOME, 7, (HOME_FIRST, HOME_SECOND)),
)
