"""The sentences of the scan report, in both languages. Keys are codes; a plural has `_one` and `_many`."""
# ruff: noqa: E501  a sentence stays on one line

from typing import Any

LANGUAGES = ("nl", "en")

_NUMBERS = {
    "nl": "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig",
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
}

TEXTS: dict[str, dict[str, str]] = {
    "nl": {
        "title": "Scan uit een bestand",
        "people_one": "1 mens",
        "people_many": "{k} mensen",
        # wat er te zien is
        "head_teams_many": "{k} teams, elk met de eigen stippen",
        "head_low_one": "{low} krijgt de laagste stippen",
        "head_low_many": "{low} krijgen de laagste stippen",
        "head_wide": "over {wide} lopen jullie het verst uiteen",
        "head_low_and_wide": "{low} krijgt de laagste stippen, en daar lopen jullie het verst uiteen",
        "head_level": "Overal ligt het midden op {middle}",
        "head_item": "{item}: het midden ligt op {middle}",
        "head_none": "Te weinig antwoorden om te laten zien",
        "lede": "De stippen laten zien wat jullie antwoordden. Wat dat betekent, bepalen jullie samen.",
        "team": "Team {name}",
        "order": "Laagste midden bovenaan, bij gelijk midden het meest verspreid",
        "key_dot": "antwoord van één iemand",
        "key_middle": "midden",
        "key_band": "de middelste vijf van elke zeven",
        "two_camps": "Twee kampen",
        "close_together": "Dicht bij elkaar",
        "somewhat_spread": "Enigszins verspreid",
        "far_apart": "Ver uit elkaar",
        "dots_only": "Alleen de stippen",
        # de cijfers van één onderwerp
        "middle": "Midden {middle}",
        "all_answered": "{k} antwoorden",
        "some_answered": "{k} van de {people} antwoordden",
        "span": "van {low} tot {high}",
        "no_span": "allemaal een {low}",
        "distance": "gemiddelde afstand tot het midden {distance}",
        "moves_one": "Het midden verschuift al als één iemand anders antwoordt.",
        "moves_many": "Het midden verschuift pas als {k} mensen anders antwoorden.",
        "missing_same_one": "Eén iemand antwoordde niet. Ook met dat antwoord erbij blijft het midden {low}.",
        "missing_same_many": "{k} mensen antwoordden niet. Ook met hun antwoord erbij blijft het midden {low}.",
        "missing_one": "Eén iemand antwoordde niet. Met dat antwoord erbij ligt het midden van {low} tot {high}.",
        "missing_many": "{k} mensen antwoordden niet. Met hun antwoord erbij ligt het midden van {low} tot {high}.",
        "interval_same": "Lijken zij op wie wel antwoordde, dan blijft het midden met 95% zekerheid {low}.",
        "interval": "Lijken zij op wie wel antwoordde, dan is dat met 95% zekerheid van {low} tot {high}.",
        "apart": "Eén antwoord ligt ver van het midden: een {step}.",
        "too_few": "Minder dan drie antwoorden. Dan tonen we geen stippen: iedereen ziet dan meteen wie wat gaf.",
        "guessable": "Met {k} mensen is te raden wie welke stip gaf, ook zonder namen. Laat dit pas zien als iedereen dat weet.",
        "low_response": "Van elke tien mensen antwoordden er minder dan zes. Wie niet antwoordde, kan anders denken.",
        # hoe zeker
        "sure_head": "Hoe zeker is dit?",
        "sure_head_of_one": "Hoe zeker is dit met één antwoord?",
        "sure_head_of_many": "Hoe zeker is dit met {k} mensen?",
        "sure_talk": "Dit is het begin van een gesprek, geen meting. In een klein team kan één antwoord het midden al verschuiven. Daarom zie je alle stippen en nooit alleen een gemiddelde.",
        "sure_words": "De woorden zeggen hoe ver antwoorden uit elkaar liggen. Dicht bij elkaar is niet beter. Vullen vijf mensen zomaar iets in, dan heet dat in 38 van de 100 keer toch ‘enigszins verspreid’ of ‘dicht bij elkaar’.",
        "sure_teams": "De teams staan op naam. Leg ze niet naast elkaar: tussen kleine groepen ontstaat verschil ook door toeval.",
        "sure_own": "Vergelijk jullie team niet met een ander team: tussen kleine groepen ontstaat verschil ook door toeval.",
        "sure_theirs": "Een uitkomst is van het team. Het team besluit of anderen haar zien.",
        "table": "Dezelfde cijfers als tabel",
        "table_item": "Onderwerp",
        "table_n": "Antwoorden",
        "table_middle": "Midden",
        "table_a": "A",
        "table_note": "A is de maat van Van der Eijk: 1 als iedereen hetzelfde antwoordt, 0 als elk antwoord even vaak voorkomt, -1 als de helft 1 geeft en de helft 5.",
        "label": "{item}: {counts}. Middelste antwoord {middle}.",
        "label_count": "{k} keer {step}",
        "foot": "Gemaakt met koers scan. Dit bestand haalt niets van het internet.",
        "written": "Het verslag staat in {file}.",
        # wat niet klopt
        "ignored_one": "Eén cel of rij is weggelaten: daar stond iets anders dan een antwoord.",
        "ignored_many": "{k} cellen of rijen zijn weggelaten: daar stond iets anders dan een antwoord.",
        "bad_head_one": "Eén cel is geen antwoord. Er is nog niets geteld.",
        "bad_head_many": "{k} cellen zijn geen antwoord. Er is nog niets geteld.",
        "bad_step": "rij {row}, kolom {column} ({letter}): {found}. Hier hoort een heel getal van 1 tot en met 5, of een lege cel.",
        "bad_team": "rij {row}, kolom {column} ({letter}): leeg. Hier hoort de naam van een team.",
        "bad_longer": "rij {row}: {found} cellen, meer dan er kolommen zijn. Getallen met een komma horen tussen aanhalingstekens.",
        "bad_more": "En nog {k}.",
        "bad_hint": "Verbeter het bestand, of laat weg wat niet klopt met --ignore-bad.",
        "no_file": "Het bestand {file} is niet te openen. Klopt de naam?",
        "not_written": "In {file} kan niet geschreven worden. Kies een andere plek.",
        "not_text": "Dit bestand is geen tekst. Bewaar het als CSV of XLSX.",
        "old_excel": "Dit is een Excel-bestand van vóór 2007, of een met een wachtwoord. Bewaar het als XLSX of CSV, zonder wachtwoord.",
        "broken_excel": "Dit Excel-bestand is beschadigd. Open het in een rekenblad en bewaar het opnieuw.",
        "too_large": "Dit Excel-bestand is te groot om te openen. Bewaar alleen de kolommen die je nodig hebt.",
        "broken_quotes": "Rij {row}: een aanhalingsteken staat los. Zet er een tweede bij, of haal het weg.",
        "column_missing": "De kolom {column} staat er niet. Deze wel: {columns}.",
        "column_missing_all": "De kolom {column} staat er niet. De eerste rij is leeg.",
        "column_ambiguous": "De kolom {column} staat er meer dan eens. Geef elke kolom een eigen naam.",
        "column_twice": "Noem elke kolom één keer.",
        "no_items": "Noem minstens één kolom met antwoorden, bijvoorbeeld --items Structuur,Sturing.",
        "no_people": "Onder de kop staat geen rij met antwoorden.",
        "and": "en",
    },
    "en": {
        "title": "Scan from a file",
        "people_one": "1 person",
        "people_many": "{k} people",
        "head_teams_many": "{k} teams, each with its own dots",
        "head_low_one": "{low} gets the lowest dots",
        "head_low_many": "{low} get the lowest dots",
        "head_wide": "on {wide} you are furthest apart",
        "head_low_and_wide": "{low} gets the lowest dots, and there you are furthest apart",
        "head_level": "The middle is {middle} everywhere",
        "head_item": "{item}: the middle is {middle}",
        "head_none": "Too few answers to show",
        "lede": "The dots show what you answered. What that means is for you to decide together.",
        "team": "Team {name}",
        "order": "Lowest middle on top; with equal middles, the widest spread",
        "key_dot": "one person's answer",
        "key_middle": "middle",
        "key_band": "the middle five of every seven",
        "two_camps": "Two camps",
        "close_together": "Close together",
        "somewhat_spread": "Somewhat spread",
        "far_apart": "Far apart",
        "dots_only": "Just the dots",
        "middle": "Middle {middle}",
        "all_answered": "{k} answers",
        "some_answered": "{k} of {people} answered",
        "span": "from {low} to {high}",
        "no_span": "all {low}",
        "distance": "average distance from the middle {distance}",
        "moves_one": "The middle moves as soon as one person answers differently.",
        "moves_many": "The middle moves only when {k} people answer differently.",
        "missing_same_one": "One person didn't answer. With that answer too, the middle stays {low}.",
        "missing_same_many": "{k} people didn't answer. With their answers too, the middle stays {low}.",
        "missing_one": "One person didn't answer. With that answer, the middle lies from {low} to {high}.",
        "missing_many": "{k} people didn't answer. With their answers, the middle lies from {low} to {high}.",
        "interval_same": "If they resemble those who did, the middle stays {low} with 95% certainty.",
        "interval": "If they resemble those who did, that is from {low} to {high} with 95% certainty.",
        "apart": "One answer lies far from the middle: a {step}.",
        "too_few": "Fewer than three answers. Then we show no dots: everybody would see at once who gave what.",
        "guessable": "With {k} people one can guess who gave which dot, also without names. Show this only when everybody knows that.",
        "low_response": "Fewer than six in ten people answered. Those who didn't may think differently.",
        "sure_head": "How certain is this?",
        "sure_head_of_one": "How certain is this with one answer?",
        "sure_head_of_many": "How certain is this with {k} people?",
        "sure_talk": "This is the start of a talk, not a measurement. In a small team one answer can move the middle. That is why you see all the dots and never just an average.",
        "sure_words": "The words say how far answers lie apart. Close together isn't better. When five people fill in just anything, 38 times in 100 that is still called ‘somewhat spread’ or ‘close together’.",
        "sure_teams": "The teams are in order of name. Don't compare them: between small groups differences also arise by chance.",
        "sure_own": "Don't compare your team with another: between small groups differences also arise by chance.",
        "sure_theirs": "A result belongs to the team. The team decides whether others see it.",
        "table": "The same figures as a table",
        "table_item": "Subject",
        "table_n": "Answers",
        "table_middle": "Middle",
        "table_a": "A",
        "table_note": "A is Van der Eijk's measure: 1 when all answer the same, 0 when each answer is given as often, -1 when half give 1 and half give 5.",
        "label": "{item}: {counts}. Middle answer {middle}.",
        "label_count": "{k} times {step}",
        "foot": "Made with koers scan. This file fetches nothing from the internet.",
        "written": "The report is in {file}.",
        "ignored_one": "One cell or row was left out: it held something other than an answer.",
        "ignored_many": "{k} cells or rows were left out: they held something other than an answer.",
        "bad_head_one": "One cell isn't an answer. Nothing was counted yet.",
        "bad_head_many": "{k} cells aren't answers. Nothing was counted yet.",
        "bad_step": "row {row}, column {column} ({letter}): {found}. This should be a whole number from 1 to 5, or an empty cell.",
        "bad_team": "row {row}, column {column} ({letter}): empty. This should be the name of a team.",
        "bad_longer": "row {row}: {found} cells, more than there are columns. Numbers with a comma belong between quotation marks.",
        "bad_more": "And {k} more.",
        "bad_hint": "Correct the file, or leave out what isn't right with --ignore-bad.",
        "no_file": "The file {file} can't be opened. Is the name right?",
        "not_written": "Nothing can be written to {file}. Choose another place.",
        "not_text": "This file isn't text. Save it as CSV or XLSX.",
        "old_excel": "This is an Excel file from before 2007, or one with a password. Save it as XLSX or CSV, without a password.",
        "broken_excel": "This Excel file is damaged. Open it in a spreadsheet and save it again.",
        "too_large": "This Excel file is too large to open. Save only the columns that you need.",
        "broken_quotes": "Row {row}: a quotation mark stands alone. Add its other half, or take it away.",
        "column_missing": "There is no column {column}. There are: {columns}.",
        "column_missing_all": "There is no column {column}. The first row is empty.",
        "column_ambiguous": "There is more than one column {column}. Give each column a name of its own.",
        "column_twice": "Name each column once.",
        "no_items": "Name at least one column with answers, for instance --items Structure,Steering.",
        "no_people": "There is no row with answers below the header.",
        "and": "and",
    },
}

#: What the five are called in either language, so that their columns get their own colour and shape.
FIVE_NAMES = {
    "direction": ("stip & strategie", "stip en strategie", "direction", "direction & strategy"),
    "synergy": ("synergie & sterktes", "synergie en sterktes", "synergy", "synergy & strengths"),
    "structure": ("structuur", "structure"),
    "steering": ("sturing", "steering"),
    "success": ("succesfactoren", "success", "success factors"),
}


def text(lang: str, code: str, **facts: Any) -> str:
    """The sentence for a code, with a capital where a number written out begins it."""
    said = TEXTS[lang][code].format(**facts)
    return said[:1].upper() + said[1:] if TEXTS[lang][code].startswith("{k}") else said


def plural(lang: str, code: str, k: int, **facts: Any) -> str:
    """The sentence for this many, the number written out up to twenty."""
    return text(lang, f"{code}_one" if k == 1 else f"{code}_many", k=number(lang, k), **facts)


def number(lang: str, k: int) -> str:
    """A number inside a sentence: in words up to twenty, in figures with separated thousands above."""
    return _NUMBERS[lang].split()[k] if k <= 20 else figure(lang, k)


def figure(lang: str, k: int) -> str:
    """A whole number in figures."""
    return f"{k:,}".replace(",", "." if lang == "nl" else ",")


def decimal(lang: str, value: float, digits: int = 1) -> str:
    """A number with a decimal sign, without one when it is whole."""
    said = f"{value:.{digits}f}"
    if "." in said:
        said = said.rstrip("0").rstrip(".")
    said = "0" if said == "-0" else said
    return said.replace(".", ",") if lang == "nl" else said


def listed(lang: str, names: tuple[str, ...]) -> str:
    """Names in a row: "a", "a and b", "a, b and c"."""
    *most, last = names
    return f"{', '.join(most)} {TEXTS[lang]['and']} {last}" if most else last
