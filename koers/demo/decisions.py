"""A year of decisions of the demo's management team. `{day}` is a first of a month to come."""

from dataclasses import dataclass

from koers.demo.readbacks import Readback, Telling
from koers.demo.story import Text

NOTHING: Text = ("", "")


@dataclass(frozen=True)
class Answer:
    """What somebody answered that isn't what all answered."""

    who: int
    choice: str
    reason: Text = NOTHING


@dataclass(frozen=True)
class Asked:
    """A question that makes clearer what is proposed, with the proposer's answer."""

    who: int
    text: Text
    answer: Text


@dataclass(frozen=True)
class Objected:
    """An objection, and the text that met it."""

    who: int
    text: Text
    amended: Text


@dataclass(frozen=True)
class Teller:
    """Who hears it, from whom, through what; by when and when they were told, in days after the decision."""

    name: Text
    who: int
    channel: Text
    due: int
    told: int | None


@dataclass(frozen=True)
class Follows:
    """An action: who, by when and when reported, in days after the decision."""

    text: Text
    owner: int
    days: int
    outcome: str = ""
    word: Text = NOTHING
    reported: int = 0


@dataclass(frozen=True)
class Looked:
    """A look back, so many days after the decision, and after how many it comes again."""

    days: int
    verdict: str
    came: str
    word: Text
    again: int | None = None


@dataclass(frozen=True)
class Tale:
    """One proposal with all that came of it. With `answered`, who did so far, it is still open."""

    key: str
    opened: int
    by: int
    title: Text
    text: Text
    method: str = "consent"
    because: Text = NOTHING
    effect: Text = NOTHING
    expects: tuple[tuple[Text, Text, Text], ...] = ()
    priority: Text = NOTHING
    impact: tuple[tuple[Text, str], ...] = ()
    owner: int | None = None
    review: int | None = None
    answers: tuple[Answer, ...] = ()
    questions: tuple[Asked, ...] = ()
    reactions: tuple[tuple[int, Text], ...] = ()
    objected: Objected | None = None
    #: An objection that holds and isn't met yet: who, what, and what the test brought.
    stands: tuple[int, Text, Text] | None = None
    message: Text = NOTHING
    tellers: tuple[Teller, ...] = ()
    actions: tuple[Follows, ...] = ()
    looked: Looked | None = None
    read_back: Readback | None = None
    replaces: str = ""
    new_information: Text = NOTHING
    answered: tuple[int, ...] = ()

    @property
    def decided(self) -> int:
        """How many days ago it was decided: within its window, also the shorter one after an objection."""
        return 0 if self.answered else self.opened - 4


ALL_TELL: Text = ("teamhoofden", "team leads")

CRISIS = Tale(
    "crisis", 352, 6,
    ("Eén nummer voor crisis in het weekend", "One number for a crisis in the weekend"),
    ("Vanaf {day} belt iedereen in het weekend één nummer als er iets ernstigs gebeurt. Wie dienst heeft, beslist "
     "of er iemand komt. Op maandag staat in het overleg wat er was.",
     "From {day} everybody calls one number in the weekend when something serious happens. Whoever is on duty "
     "decides whether somebody comes. On Monday the meeting hears what there was."),
    because=("Bij de brand in Haven zijn vijf mensen gebeld, en kwam niemand.",
             "When there was a fire in Haven five people were called, and nobody came."),
    effect=("Binnen een kwartier weet één persoon ervan.", "Within a quarter of an hour one person knows."),
    expects=((("Mensen die gebeld worden per keer", "People called each time"), ("5", "5"), ("1", "1")),),
    priority=("Rust in de weekenden", "Calm weekends"),
    owner=6, review=180,
    message=("In het weekend bel je één nummer. Wie opneemt, beslist.",
             "In the weekend you call one number. Whoever answers, decides."),
    tellers=(Teller(ALL_TELL, 2, ("weekstart", "week start"), 7, 3),),
    actions=(Follows(("Zet het nummer op elke pas", "Put the number on every card"), 6, 30, "done",
                     ("Op alle passen", "On all cards"), 26),),
    looked=Looked(180, "keep", "yes", ("Elf keer gebeld, steeds één persoon.",
                                       "Called eleven times, each time one person."), 365),
)  # fmt: skip

PARKING = Tale(
    "parking", 318, 1,
    ("Medewerkers betalen voor parkeren bij Haven", "Staff pay for parking at Haven"),
    ("Parkeren bij Haven kost medewerkers vanaf {day} twee euro per dag. Wie nachtdienst heeft, parkeert gratis. "
     "De opbrengst gaat naar fietsen van het werk.",
     "From {day} parking at Haven costs staff two euro a day. Whoever works at night parks for free. What comes "
     "in goes to bicycles from work."),
    "majority",
    because=("Patiënten staan elke ochtend twintig minuten te zoeken.",
             "Patients look for a place twenty minutes every morning."),
    effect=("Patiënten vinden binnen vijf minuten een plek.", "Patients find a place within five minutes."),
    owner=1, review=150,
    answers=(
        Answer(4, "against", ("De mensen met de laagste lonen wonen het verst weg. Die betalen dit het meest.",
                              "The people with the lowest wages live furthest away. They pay for this most.")),
        Answer(2, "against", ("In de avonddienst rijdt er geen bus.", "No bus runs in the evening shift.")),
    ),
    message=("Parkeren bij Haven kost twee euro per dag, zodat patiënten een plek vinden.",
             "Parking at Haven costs two euro a day, so that patients find a place."),
    tellers=(Teller(("alle medewerkers", "all staff"), 0, ("brief", "letter"), 5, 4),),
    actions=(Follows(("Praat met de busmaatschappij over de avond", "Talk to the bus company about the evening"),
                     4, 60, "not_done", ("Geen antwoord gekregen", "Got no answer"), 66),),
    looked=Looked(152, "keep", "partly", ("Het zoeken duurt nu negen minuten.",
                                          "Looking takes nine minutes now."), None),
)  # fmt: skip

MEETING = Tale(
    "meeting", 270, 0,
    ("Het overleg duurt anderhalf uur, elke week", "The meeting takes an hour and a half, every week"),
    ("We overleggen elke dinsdag anderhalf uur. Stukken staan er vrijdag. Wat er dan niet is, gaat een week later.",
     "We meet every Tuesday for an hour and a half. Papers are there on Friday. What isn’t there then waits a week."),
    because=("We lopen elke week uit en beslissen in het laatste kwartier.",
             "We run over every week, and decide in the last quarter of an hour."),
    effect=("We beslissen niets meer in het laatste kwartier.", "We decide nothing in the last quarter any more."),
    owner=0, review=120,
    answers=(Answer(5, "concern", ("Vrijdag is voor mij de drukste dag.", "Friday is my busiest day.")),),
    message=("Het MT overlegt korter, en leest vooraf.", "The team meets shorter, and reads before."),
    tellers=(Teller(ALL_TELL, 0, ("weekbericht", "weekly message"), 7, 6),),
    looked=Looked(121, "adapt", "no", ("Elke week lukt niet: stukken komen zondagavond.",
                                       "Every week doesn’t work: papers come on Sunday night.")),
)  # fmt: skip

VACANCIES = Tale(
    "vacancies", 226, 4,
    ("Vacatures gaan eerst langs elkaar", "Vacancies go past each other first"),
    ("Wie een vacature heeft, vraagt eerst de andere afdelingen of zij iemand hebben.",
     "Whoever has a vacancy first asks the other departments whether they have somebody."),
    review=170,
)  # fmt: skip

HANDOVER = Tale(
    "handover", 180, 5,
    ("Overdracht op Oost gaat digitaal", "Handover in East goes digital"),
    ("Vanaf {day} gaat de overdracht op Oost via het scherm. Papier vervalt.",
     "From {day} the handover in East goes by screen. Paper goes."),
    because=("Op papier raakt per week één afspraak kwijt.", "On paper one agreement a week gets lost."),
    effect=("Geen afspraak raakt meer kwijt tussen twee diensten.",
            "No agreement gets lost between two shifts any more."),
    expects=(
        (("Afspraken die kwijtraken, per maand", "Agreements that get lost, per month"), ("4", "4"), ("0", "0")),
        (("Minuten overdracht per dienst", "Minutes of handover per shift"), ("18", "18"), ("12", "12")),
    ),
    priority=("Veilig van dienst naar dienst", "Safe from shift to shift"),
    impact=((("zorg", "care"), "large"), (("informatie en techniek", "information and technology"), "large"),
            (("kwaliteit", "quality"), "small")),
    owner=5, review=190,
    objected=Objected(
        3,
        ("Op de spoed is geen tijd om te zoeken in een scherm. Daar gaat dan iets mis met een patiënt.",
         "In emergency there is no time to search a screen. Then something goes wrong with a patient."),
        ("Vanaf {day} gaat de overdracht op Oost via het scherm. Papier vervalt, behalve op de spoed: die draagt op "
         "papier over tot het scherm daar in tien tellen opengaat.",
         "From {day} the handover in East goes by screen. Paper goes, except in emergency: they hand over on paper "
         "until the screen opens there within ten seconds."),
    ),
    message=("Op Oost dragen we digitaal over. De spoed volgt als het scherm snel genoeg is.",
             "In East we hand over digitally. Emergency follows when the screen is fast enough."),
    tellers=(Teller(("verpleegkundigen op Oost", "nurses in East"), 2, ("teamoverleg", "team meeting"), 6, 5),
             Teller(("artsen", "doctors"), 3, ("stafvergadering", "staff meeting"), 9, 7)),
    actions=(
        Follows(("Meet hoe snel het scherm op de spoed opengaat", "Measure how fast the screen opens in emergency"),
                5, 45, "done", ("Nu zeventien tellen", "Seventeen seconds now"), 44),
        Follows(("Ruim de oude formulieren op", "Clear away the old forms"), 6, 21, "partly",
                ("Op twee afdelingen liggen ze nog", "In two departments they still lie there"), 20),
    ),
)  # fmt: skip

SCREEN = Tale(
    "screen", 128, 5,
    ("We kopen één planscherm voor 85.000 euro", "We buy one planning screen for 85,000 euro"),
    ("We kopen één planscherm voor alle locaties, voor ten hoogste 85.000 euro. Het geld komt uit de post "
     "vernieuwing. Er komt niets bij voor beheer.",
     "We buy one planning screen for all locations, for at most 85,000 euro. The money comes from renewal. "
     "Nothing is added for maintenance."),
    "majority",
    because=("Drie planners typen nu alles drie keer over.", "Three planners now type everything three times."),
    effect=("Planners typen een dienst één keer in.", "Planners type a shift once."),
    impact=((("financiën", "finance"), "large"), (("zorg", "care"), "small")),
    owner=5, review=300,
    answers=(Answer(3, "blank", ("Ik kan dit niet beoordelen.", "I can’t judge this.")),),
    message=("Er komt één planscherm. Niemand typt een dienst nog over.",
             "There will be one planning screen. Nobody types a shift twice."),
    tellers=(Teller(("planners", "planners"), 5, ("mail", "mail"), 4, 23),
             Teller(ALL_TELL, 2, ("weekstart", "week start"), 4, 19)),
    actions=(Follows(("Vraag drie offertes", "Ask three offers"), 1, 40, "done",
                     ("Twee binnen de grens", "Two within the limit"), 41),
             Follows(("Laat de planners kiezen welk scherm het wordt", "Let the planners choose which screen"), 5, 90)),
)  # fmt: skip

LONGER = Tale(
    "longer", 84, 0,
    ("Het overleg duurt twee uur, om de week", "The meeting takes two hours, every other week"),
    ("We overleggen om de week op dinsdag, twee uur. Stukken staan er maandag om twaalf uur.",
     "We meet every other Tuesday for two hours. Papers are there on Monday at noon."),
    because=("Elke week kort bleek elke week half voorbereid.", "Short every week turned out half prepared."),
    effect=("Bij negen van de tien punten ligt het stuk er op tijd.",
            "For nine out of ten points the paper is there in time."),
    owner=0, review=200, replaces="meeting",
    new_information=("In vier maanden kwam de helft van de stukken na vrijdag binnen.",
                     "In four months half of the papers came in after Friday."),
    message=("Het MT overlegt om de week, en beslist met stukken die iedereen gelezen heeft.",
             "The team meets every other week, and decides on papers that everybody has read."),
    tellers=(Teller(ALL_TELL, 0, ("weekbericht", "weekly message"), 5, 2),),
)  # fmt: skip

DIFFERENT = Readback(
    days_ago=29, text=NOTHING,
    what=("Eén rooster voor de nacht, voor beide teams", "One roster for the night, for both teams"),
    who=("IC en spoed", "intensive care and emergency"),
    tellings=tuple(
        Telling(sentence, status, limit)
        for sentence, status, limit in (
            (("We maken één nachtrooster voor IC en spoed. Vanaf {day} proberen we of dat werkt.",
              "We make one night roster for intensive care and emergency. From {day} we try whether that works."),
             "trial", ("alleen verpleegkundigen", "nurses only")),
            (("Vanaf {day} één rooster voor de nacht, als proef, voor verpleegkundigen van beide teams.",
              "From {day} one roster for the night, as a trial, for nurses of both teams."),
             "trial", ("alleen verpleegkundigen", "nurses only")),
            (("Vanaf {day} is er één rooster voor alle verpleegkundigen in de nacht. In april kijken we wat het bracht.",
              "From {day} there is one roster for all nurses at night. Later we look what it brought."),
             "decided", ("alleen verpleegkundigen", "nurses only")),
            (("Verpleegkundigen van IC en spoed krijgen vanaf {day} één nachtrooster.",
              "Nurses of intensive care and emergency get one night roster from {day}."),
             "decided", ("alleen verpleegkundigen", "nurses only")),
            (("We proberen vanaf {day} één nachtrooster, ook voor de artsen.",
              "From {day} we try one night roster, for doctors too."),
             "trial", ("ook de artsen", "doctors too")),
            (("De nacht wordt op {day} één team. Artsen en verpleegkundigen staan dan in hetzelfde rooster.",
              "On {day} the night becomes one team. Doctors and nurses are on the same roster then."),
             "decided", ("ook de artsen", "doctors too")),
            (("Verpleegkundigen plannen samen vanaf {day}, zes weken vooruit. Ruilen mag met het andere team.",
              "Nurses plan together from {day}, six weeks ahead. Swapping with the other team is allowed."),
             "decided", ("alleen verpleegkundigen", "nurses only")),
        )
    ),
)  # fmt: skip

NIGHT = Tale(
    "night", 45, 2,
    ("IC en spoed plannen de nachtdiensten vanaf {day} samen",
     "Intensive care and emergency plan the nights together from {day}"),
    ("Vanaf {day} maken de IC en de spoedeisende hulp één rooster voor de nacht. Het rooster hangt zes weken vooruit. "
     "Ruilen kan tussen beide teams.",
     "From {day} intensive care and emergency make one roster for the night. The roster is up six weeks ahead. "
     "Swapping is possible between both teams."),
    because=("In het najaar was een op de vijf nachten te krap bezet, terwijl het andere team iemand over had. Samen "
             "plannen is eerlijker dan elkaar ’s avonds bellen. Uitzendkrachten inhuren is overwogen, maar lost het "
             "tekort aan ervaring niet op.",
             "In autumn one out of five nights was too thin, while the other team had somebody to spare. Planning "
             "together is fairer than calling each other in the evening. Hiring was considered, but doesn’t make up "
             "for the lack of experience."),
    expects=(
        (("Nachten met te weinig mensen, per maand", "Nights with too few people, per month"),
         ("6", "6"), ("hooguit 2", "2 at most")),
        (("Diensten die op de dag zelf wisselen", "Shifts that change on the day itself"),
         ("31", "31"), ("hooguit 15", "15 at most")),
        (("Nachtploeg die het rooster eerlijk vindt", "Night staff who find the roster fair"),
         ("4 op 10", "4 out of 10"), ("7 op 10", "7 out of 10")),
    ),
    priority=("Eén rooster, één team in de nacht", "One roster, one team at night"),
    impact=((("zorg", "care"), "large"), (("medische staf", "medical staff"), "small")),
    owner=2, review=150,
    objected=Objected(
        3,
        ("Artsen horen er niet bij: hun diensten liggen landelijk vast.",
         "Doctors aren’t part of it: their shifts are fixed nationally."),
        ("Vanaf {day} maken de IC en de spoedeisende hulp één rooster voor de nacht. Het gaat om verpleegkundigen, niet "
         "om artsen. Het rooster hangt zes weken vooruit. Ruilen kan tussen beide teams.",
         "From {day} intensive care and emergency make one roster for the night. It is about nurses, not about "
         "doctors. The roster is up six weeks ahead. Swapping is possible between both teams."),
    ),
    answers=(Answer(4, "concern", ("Vraag na zes weken hoe het voor de oudere collega’s is.",
                                   "Ask after six weeks how it is for the older colleagues.")),),
    message=("Vanaf {day} is de nacht van ons samen. Niemand verliest een contract, en iedereen ziet zijn rooster zes "
             "weken vooruit.",
             "From {day} the night is ours together. Nobody loses a contract, and everybody sees the roster six weeks "
             "ahead."),
    tellers=(Teller(("verpleegkundigen IC en spoed", "nurses of both teams"), 2, ("teamoverleg", "team meeting"), 7, 4),
             Teller(("artsen", "doctors"), 3, ("stafvergadering", "staff meeting"), 10, 8),
             Teller(("ondernemingsraad", "works council"), 0, ("overleg", "meeting"), 40, None)),
    actions=(Follows(("Bespreek het proefrooster met de teamhoofden", "Discuss the trial roster with the team leads"),
                     2, 20, "done", ("Met alle vier besproken", "Discussed with all four"), 18),
             Follows(("Zet de ruilregels op één pagina", "Put the rules for swapping on one page"), 4, 26),
             Follows(("Zet het rooster voor beide teams in één scherm", "Put the roster of both teams on one screen"),
                     5, 55)),
    read_back=DIFFERENT,
)  # fmt: skip

ALIKE = Readback(
    days_ago=14, text=NOTHING,
    what=("Wensen voor de zomer inleveren", "Hand in wishes for the summer"),
    who=("alle roosteraars", "all who make rosters"),
    tellings=tuple(
        Telling(sentence, "decided", ("alleen voor juli en augustus", "only for July and August"))
        for sentence in (
            ("Zomerwensen zijn vanaf {day} in te leveren.", "Summer wishes can be handed in from {day}."),
            ("Vanaf {day} levert iedereen wensen in voor de zomer.", "From {day} everybody hands in summer wishes."),
            ("Wie in juli of augustus weg wil, zegt dat vanaf {day}.",
             "Whoever wants to be away in July or August says so from {day}."),
            ("De roosters voor de zomer beginnen op {day}.", "Rosters for the summer begin on {day}."),
            ("Vanaf {day} verzamelen we wensen voor juli en augustus.",
             "From {day} we collect wishes for July and August."),
            ("Zomerverlof vragen kan vanaf {day}.", "Asking for summer leave is possible from {day}."),
            ("We vragen vanaf {day} wie er in de zomer werkt.", "From {day} we ask who works in summer."),
        )
    ),
)  # fmt: skip

SUMMER = Tale(
    "summer", 24, 4,
    ("Wensen voor de zomer komen vanaf {day} binnen", "Wishes for the summer come in from {day}"),
    ("Vanaf {day} levert iedereen wensen in voor juli en augustus. Zes weken later ligt het rooster er.",
     "From {day} everybody hands in wishes for July and August. Six weeks later the roster is there."),
    because=("Vorig jaar wisten mensen pas in mei of ze vrij waren.",
             "Last year people knew only in May whether they were free."),
    effect=("Iedereen weet in maart wanneer die vrij is.", "Everybody knows in March when they are free."),
    owner=4, review=120,
    message=("Je hoort in maart wanneer je in de zomer vrij bent.", "You hear in March when you are free in summer."),
    tellers=(Teller(ALL_TELL, 4, ("weekstart", "week start"), 5, 3),
             Teller(("cliëntenraad", "client council"), 6, ("vergadering", "meeting"), 20, None)),
    read_back=ALIKE,
)  # fmt: skip

INTAKE = Tale(
    "intake", 4, 1,
    ("Eén opnamebureau voor beide locaties", "One admissions office for both locations"),
    ("Vanaf {day} regelt één opnamebureau alle geplande opnames voor Oost en Haven.\n\nSpoedopnames blijven waar ze zijn. "
     "We doen dit als proef van drie maanden.",
     "From {day} one admissions office arranges all planned admissions for East and Haven.\n\nEmergency admissions stay "
     "where they are. We do this as a trial of three months."),
    because=("Afdelingen bellen nu drie nummers.", "Departments call three numbers now."),
    effect=("Minder bellen, en een datum binnen twee dagen.", "Less calling, and a date within two days."),
    expects=((("Dagen tot een datum", "Days until a date"), ("9", "9"), ("hooguit 2", "2 at most")),),
    impact=((("Planning", "Planning"), "large"), (("Verpleging", "Nursing"), "small")),
    owner=1, review=100, answered=(0, 1, 3, 6),
    questions=(
        Asked(2, ("Wie werkt er straks in het bureau, en komen daar mensen bij?",
                  "Who will work in the office, and do people come in addition?"),
              ("De zes planners van nu, samen op één plek. Er komt niemand bij.",
               "The six planners of now, together in one place. Nobody comes in addition.")),
    ),
    reactions=(
        (0, ("Ik zie de rust die dit geeft. Mijn vraag blijft of drie maanden lang genoeg is.",
             "I see the calm that this gives. My question stays whether three months is long enough.")),
        (3, ("Voor artsen scheelt dit veel bellen.", "For doctors this saves a lot of calling.")),
        (4, ("Twee planners willen liever in Haven blijven. Ik praat deze week met ze.",
             "Two planners would rather stay in Haven. I talk with them this week.")),
        (5, ("Het planscherm werkt al op beide locaties. Aan de techniek ligt het niet.",
             "The planning screen works at both locations already. It isn’t the technology.")),
    ),
    objected=Objected(
        3, ("Wie beslist er als er op een locatie geen bed is? Dat is nu een risico.",
            "Who decides when a location has no bed? That is a risk now."),
        ("Vanaf {day} regelt één opnamebureau alle geplande opnames voor Oost en Haven.\n\nSpoedopnames blijven waar ze zijn. "
         "Is er op een locatie geen bed, dan beslist de dienstdoende arts van die locatie, niet het bureau.\n\n"
         "We doen dit als proef van drie maanden. We stoppen eerder als patiënten gemiddeld langer dan twee dagen op "
         "een datum wachten.",
         "From {day} one admissions office arranges all planned admissions for East and Haven.\n\nEmergency admissions stay "
         "where they are. When a location has no bed, the doctor on duty there decides, not the office.\n\n"
         "We do this as a trial of three months. We stop sooner when patients wait longer than two days for a date "
         "on average.")),
    stands=(4, ("Als het bureau alleen op Oost zit, verliezen we in Haven twee ervaren planners.",
                "If the office is only in East, we lose two experienced planners in Haven."),
            ("Vertrek draai je niet terug.", "You can’t undo somebody’s leaving.")),
    answers=(Answer(6, "concern", ("Meet de wachttijd vanaf de eerste dag.",
                                   "Measure the waiting time from the first day.")),),
)  # fmt: skip

TALES = (CRISIS, PARKING, MEETING, VACANCIES, HANDOVER, SCREEN, LONGER, NIGHT, SUMMER, INTAKE)
