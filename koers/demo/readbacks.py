"""Two decisions that the management team of the demo read back. `{day}` is a first of the month to come."""

from dataclasses import dataclass

from koers.demo.story import Text


@dataclass(frozen=True)
class Telling:
    """What one person understood. `when` is "" for the day itself, or words that come instead of it."""

    sentence: Text
    status: str
    limit: Text = ("", "")
    when: Text = ("", "")
    step: Text = ("", "")


@dataclass(frozen=True)
class Readback:
    """A text, what seven people read in it, and the sentence that came of it ("" while it is open)."""

    days_ago: int
    text: Text
    what: Text
    who: Text
    tellings: tuple[Telling, ...]
    clarified: Text = ("", "")


EMERGENCY: Text = ("behalve de spoed", "except the emergency department")
NO_EXCEPTION: Text = ("", "")

HANDOVER = Readback(
    days_ago=5,
    text=(
        "Oost stopt per {day} met de papieren overdracht. Spoed: nog bekijken.",
        "East stops using paper for the handover per {day}. Emergency: to be looked at.",
    ),
    what=("Stoppen met de papieren overdracht", "Stop using paper for the handover"),
    who=("alle afdelingen op Oost", "all departments in East"),
    tellings=(
        Telling(
            (
                "Vanaf {day} dragen we op Oost alleen nog digitaal over. De spoed mag op papier.",
                "From {day} we hand over digitally in East. Emergency may use paper.",
            ),
            "decided",
            EMERGENCY,
            step=("Bel de teamhoofden van Oost", "Call the team leads of East"),
        ),
        Telling(
            (
                "We proberen vanaf {day} de digitale overdracht op Oost.",
                "From {day} we try the digital handover in East.",
            ),
            "trial",
            NO_EXCEPTION,
            step=("Reken uit wat het papier nu kost", "Work out what the paper costs now"),
        ),
        Telling(
            (
                "Op Oost stoppen we op {day} met de papieren overdracht, behalve bij de spoed.",
                "In East we stop using paper for the handover on {day}, except in emergency.",
            ),
            "decided",
            EMERGENCY,
            step=("Leg het uit aan de nachtzorg", "Explain it to night care"),
        ),
        Telling(
            (
                "Oost stopt {day} met papier. Over de spoed beslissen we later.",
                "East stops with paper on {day}. About emergency we decide later.",
            ),
            "decided",
            EMERGENCY,
            step=("Zet de spoed op de agenda", "Put emergency on the agenda"),
        ),
        Telling(
            (
                "Oost stopt met papier zodra het scherm overal werkt, eerst als proef.",
                "East stops with paper as soon as the screen works everywhere, first as a trial.",
            ),
            "trial",
            EMERGENCY,
            when=("zodra het scherm overal werkt", "as soon as the screen works everywhere"),
        ),
        Telling(
            (
                "Vanaf {day} proberen we op heel Oost digitaal overdragen, ook op de spoed.",
                "From {day} all of East tries the digital handover, emergency too.",
            ),
            "trial",
            NO_EXCEPTION,
            step=("Loop de schermen na", "Check the screens"),
        ),
        Telling(
            (
                "Op {day} stopt Oost met papier, de spoed nog niet.",
                "On {day} East stops with paper, emergency doesn’t yet.",
            ),
            "decided",
            EMERGENCY,
            step=("Maak een blad met vragen en antwoorden", "Make a page of questions and answers"),
        ),
    ),
)

PAGE = Readback(
    days_ago=47,
    text=(
        "We gaan door met het cijferblad. Vanaf {day} tekent iedere afdeling het af.",
        "We go on with the page of figures. From {day} each department signs it off.",
    ),
    what=("Het cijferblad maandelijks aftekenen", "Sign off the page of figures every month"),
    who=("alle afdelingshoofden", "all heads of department"),
    clarified=(
        "Besloten: vanaf {day} tekent elk afdelingshoofd het blad met zes cijfers maandelijks af.",
        "Decided: from {day} every head of department signs off the page of six figures each month.",
    ),
    tellings=tuple(
        Telling(sentence, status, ("alleen de zes cijfers", "only the six figures"), step=step)
        for sentence, status, step in (
            (
                (
                    "Vanaf {day} tekent elke afdeling het cijferblad af.",
                    "From {day} departments sign off.",
                ),
                "decided",
                ("Noem het in mijn weekbericht", "Name it in my weekly message"),
            ),
            (
                (
                    "Elk hoofd tekent vanaf {day} de zes cijfers af.",
                    "Heads sign six figures from {day}.",
                ),
                "decided",
                ("Stuur het blad een dag eerder", "Send the page a day earlier"),
            ),
            (
                (
                    "We proberen of aftekenen werkt, vanaf {day}.",
                    "From {day} we try whether it works.",
                ),
                "trial",
                ("Vraag twee hoofden om te beginnen", "Ask two heads to begin"),
            ),
            (
                ("Vanaf {day} zet iedere afdeling een handtekening.", "From {day} each department signs."),
                "decided",
                ("", ""),
            ),
            (
                (
                    "Het blad blijft, en vanaf {day} teken je ervoor.",
                    "The page stays; you sign from {day}.",
                ),
                "decided",
                ("Neem het mee in de gesprekken", "Take it along in the talks"),
            ),
            (
                ("Vanaf {day} een knop om af te tekenen.", "From {day} there is a button to sign off."),
                "decided",
                ("Bouw de knop in het blad", "Build the button into the page"),
            ),
            (
                ("We kijken vanaf {day} of aftekenen helpt.", "From {day} we see whether signing off helps."),
                "trial",
                ("Tel wie er tekent", "Count who signs"),
            ),
        )
    ),
)

READBACKS = (PAGE, HANDOVER)
