"""The words of the common-ground report, in Dutch and English. Codes come in, sentences go out."""

from collections.abc import Callable

NUMBERS = {
    "nl": (
        "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
        "zeventien achttien negentien twintig"
    ).split(),
    "en": (
        "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty"
    ).split(),
}

WORDS: dict[str, dict[str, str]] = {
    "nl": {
        "people.one": "{n} deelnemer",
        "people": "{n} deelnemers",
        "members.one": "{n} mens",
        "members": "{n} mensen",
        "statements.one": "{n} stelling",
        "statements": "{n} stellingen",
        "votes.one": "{n} reactie",
        "votes": "{n} reacties",
        "title.common.one": "Over één stelling zijn we het eens",
        "title.common": "Over {n} stellingen zijn we het eens",
        "title.none": "Nog niets waarover we het zeker eens zijn",
        "title.empty": "Er zijn nog geen reacties",
        "lede.small": "We tellen alleen. Met {people} is elk antwoord te zien, en meer is er niet te "
        "berekenen.",
        "lede.crowd": "Ook bij de mensen die het minst meegaan, is de kans op ‘eens’ groter dan op iets "
        "anders. "
        "Het percentage zegt hoe groot: zo veel is het bij de onderste tien van elke honderd mensen, met "
        "ertussen haakjes hoe zeker we dat weten.",
        "lede.parties": "Bij elke partij is minstens de helft het eens.",
        "shared": "Iedereen die reageerde is het eens",
        "no_objection": "Niemand is tegen",
        "one_objection": "Eén mens is tegen",
        "broad": "Minstens driekwart is het eens",
        "open": "Nog open",
        "near": "Wat er het dichtst bij komt",
        "near.lede": "Dit is nog geen gedeelde grond. Met meer reacties kan dat veranderen.",
        "against": "Waar we niet in meegaan",
        "against.lede": "Bijna iedereen is het met deze stellingen oneens.",
        "vetoed": "Bijna, maar niet voor iedereen",
        "vetoed.lede": "Het geheel is het eens, maar hier zit iemand aan tafel voor wie het niet geldt.",
        "veto.against": "{name}: minder dan de helft is het eens, of dat is niet zeker genoeg",
        "veto.unheard": "{name} heeft hier nog niet op gereageerd",
        "veto.hidden": "Een kleine partij. Vraag eerst of haar standpunt getoond mag worden.",
        "dividing": "Om over te praten",
        "dividing.lede": "Over deze stellingen denken mensen verschillend. Wat zit erachter?",
        "more": "En nog {n} andere.",
        "unknown": "Waar we het nog niet weten",
        "unknown.lede": "Te weinig mensen zagen deze stellingen. Ze mogen als eerste langskomen.",
        "seen": "gezien door {n} van {of}",
        "unseen": "nog niet gezien door {n}",
        "of": "{n} van {of}",
        "of.agree": "{n} van {of} eens",
        "of.disagree": "{n} van {of} oneens",
        "agree": "{n} eens",
        "disagree": "{n} oneens",
        "pass.one": "{n} slaat over",
        "pass": "{n} slaan over",
        "essential": "{n} noemt dit onmisbaar",
        "key.yes": "eens",
        "key.no": "oneens",
        "key.pass": "overgeslagen",
        "differences": "Waar we verschillen",
        "difference.no": "We zien geen verschil dat telkens terugkomt. Mensen verschillen per stelling, en "
        "sommigen "
        "zeggen vaker ‘eens’ dan anderen. Meer lezen we er niet in.",
        "difference.small": "Bij deze stellingen komt steeds hetzelfde verschil terug. Wie het met de ene "
        "lijst eens "
        "is, is het vaak met de andere oneens. Groepen tonen we pas vanaf dertig mensen.",
        "difference.crowd": "Wie het met de ene lijst eens is, is het vaak met de andere oneens. De meeste "
        "mensen "
        "staan ergens ertussen.",
        "axis": "Verschil {n}",
        "end.one": "Vaker eens aan de ene kant",
        "end.other": "Vaker eens aan de andere kant",
        "map": "Wie denkt er hetzelfde?",
        "map.groups": "{n} groepen, op antwoord",
        "map.caption": "Dichtbij betekent: vaak hetzelfde geantwoord. Links of rechts betekent niets. Open "
        "rondjes zijn "
        "{between} die tussen groepen in staan. Nog {unplaced} gaven te weinig antwoorden om een plek te "
        "krijgen.",
        "map.title": "Meningenkaart met {n} groepen",
        "group": "Groep {name}",
        "group.says": "Wat groep {name} anders ziet dan de rest",
        "group.inside": "groep {name}",
        "group.outside": "de rest",
        "group.party": "Een groep is geen partij: groepen volgen uit antwoorden, partijen uit wie je bent.",
        "party_spread": "Van het verschil tussen mensen ligt {share} tussen partijen; door toeval zou dat "
        "hoogstens "
        "{chance} zijn. {verdict}",
        "party_spread.yes": "Dit verschil loopt dus ook langs de partijen.",
        "party_spread.no": "Dit verschil loopt dus dwars door de partijen heen.",
        "claims": "Wat we wel en niet zeggen",
        "check.structure.yes": "Er is een verschil dat telkens terugkomt (kans dat toeval dit geeft: "
        "{figure}).",
        "check.structure.no": "Een terugkerend verschil is niet aangetoond (kans dat toeval dit geeft: "
        "{figure}; we "
        "zeggen pas iets bij hoogstens 0,01).",
        "check.people.yes": "Er zijn genoeg mensen om naar groepen te kijken ({figure}, minstens {limit}).",
        "check.people.no": "Groepen tonen we pas vanaf dertig mensen. Nu zijn het er {figure}.",
        "check.groups.yes": "De antwoorden vragen om {figure} groepen, niet om één.",
        "check.groups.no": "De antwoorden vragen niet om groepen. Mensen staan verspreid, zonder "
        "duidelijke kampen.",
        "check.size.yes": "De kleinste groep telt {figure} mensen, genoeg om te tonen.",
        "check.size.no": "De kleinste groep zou maar {figure} mensen tellen. Dat is te weinig om een groep "
        "te heten.",
        "check.halves.yes": "Twee losse helften van de antwoorden geven dezelfde groepen ({figure}; door "
        "elkaar "
        "geschud hoogstens {limit}).",
        "check.halves.no": "Twee losse helften van de antwoorden geven niet dezelfde groepen ({figure}; "
        "door elkaar "
        "geschud tot {limit}).",
        "check.distinct.yes": "Van elke groep is aan te wijzen wat haar anders maakt.",
        "check.distinct.no": "Niet van elke groep is aan te wijzen wat haar anders maakt. Dan noemen we "
        "het geen groep.",
        "claim.groups.no": "Daarom tonen we geen groepen en geen kaart.",
        "claim.people": "We zeggen niets over afzonderlijke mensen, en we zetten niemand op volgorde.",
        "claim.census": "Iedereen die er is telt mee. Daarom staan er geen foutmarges bij: de tellingen "
        "zijn precies.",
        "claim.sample": "Deze mensen kozen zelf om mee te doen. Over wie er niet bij was, zeggen we niets.",
        "step.counts": "Tellen",
        "step.model": "Patronen leren",
        "step.gate": "Nagaan of er verschil is",
        "step.groups": "Groepen nagaan",
        "step.report": "Opschrijven",
        "written": "Geschreven: {path}",
        "bad.missing": "Het bestand is er niet. Verwacht: {expected}.",
        "bad.encoding": "Het bestand is geen UTF-8-tekst.",
        "bad.empty": "Het bestand heeft geen enkele reactie. Verwacht: kopregel {expected}, daarna één "
        "regel per reactie.",
        "bad.header": "De kolom ‘{column}’ ontbreekt. Gevonden kopregel: {found}. Verwacht: {expected}.",
        "bad.columns": "Deze regel heeft niet wat de kopregel belooft. Gevonden: {found}. Verwacht: "
        "{expected}.",
        "bad.answer": "‘{found}’ is geen antwoord. Verwacht: 1 (eens), 0 (overgeslagen), -1 (oneens), of "
        "leeg.",
        "bad.person": "Er staat niet wie dit antwoord gaf.",
        "bad.statement": "Er staat niet bij welke stelling dit hoort.",
        "bad.vote": "Er staat geen antwoord.",
        "bad.csv": "Deze regel is geen geldige CSV: {found}.",
        "bad.place": "{file}, regel {row}, kolom {column}",
        "bad.row": "{file}, regel {row}",
    },
    "en": {
        "people.one": "{n} participant",
        "people": "{n} participants",
        "members.one": "{n} person",
        "members": "{n} people",
        "statements.one": "{n} statement",
        "statements": "{n} statements",
        "votes.one": "{n} reaction",
        "votes": "{n} reactions",
        "title.common.one": "We agree on one statement",
        "title.common": "We agree on {n} statements",
        "title.none": "Nothing yet that we surely agree on",
        "title.empty": "There are no reactions yet",
        "lede.small": "We only count. With {people} every answer can be seen, and there is nothing more to "
        "compute.",
        "lede.crowd": "Even those least inclined to go along are more likely to agree than not. The "
        "percentage says how "
        "likely: this is where the lowest ten in every hundred people are, with in brackets how surely we "
        "know.",
        "lede.parties": "In every party at least half agree.",
        "shared": "Everyone who reacted agrees",
        "no_objection": "Nobody is against",
        "one_objection": "One person is against",
        "broad": "At least three in four agree",
        "open": "Still open",
        "near": "What comes closest",
        "near.lede": "This isn't common ground yet. More reactions may change that.",
        "against": "What we don't go along with",
        "against.lede": "Nearly everyone disagrees with these statements.",
        "vetoed": "Nearly, but not for everyone",
        "vetoed.lede": "As a whole we agree, but someone at the table doesn't.",
        "veto.against": "{name}: fewer than half agree, or that isn't sure enough",
        "veto.unheard": "{name} hasn't reacted to this yet",
        "veto.hidden": "A small party. Ask first whether its position may be shown.",
        "dividing": "To talk about",
        "dividing.lede": "People think differently about these statements. What is behind it?",
        "more": "And {n} more.",
        "unknown": "Where we don't know yet",
        "unknown.lede": "Too few people saw these statements. They may come up first.",
        "seen": "seen by {n} of {of}",
        "unseen": "not yet seen by {n}",
        "of": "{n} of {of}",
        "of.agree": "{n} of {of} agree",
        "of.disagree": "{n} of {of} disagree",
        "agree": "{n} agree",
        "disagree": "{n} disagree",
        "pass.one": "{n} passes",
        "pass": "{n} pass",
        "essential": "{n} call this essential",
        "key.yes": "agree",
        "key.no": "disagree",
        "key.pass": "passed",
        "differences": "Where we differ",
        "difference.no": "We see no difference that keeps coming back. People differ from statement to "
        "statement, and "
        "some agree more readily than others. We read no more into it.",
        "difference.small": "The same difference keeps coming back in these statements. Whoever agrees "
        "with one list "
        "often disagrees with the other. We show groups only from thirty people.",
        "difference.crowd": "Whoever agrees with one list often disagrees with the other. Most people are "
        "somewhere in "
        "between.",
        "axis": "Difference {n}",
        "end.one": "Agreed with more at one end",
        "end.other": "Agreed with more at the other end",
        "map": "Who thinks alike?",
        "map.groups": "{n} groups, by answers",
        "map.caption": "Close together means: often answered the same. Left or right means nothing. Open "
        "rings are "
        "{between} between groups. Another {unplaced} gave too few answers to have a place.",
        "map.title": "Opinion map with {n} groups",
        "group": "Group {name}",
        "group.says": "What group {name} sees differently from the rest",
        "group.inside": "group {name}",
        "group.outside": "the rest",
        "group.party": "A group isn't a party: groups follow from answers, parties from who you are.",
        "party_spread": "Of the difference between people {share} lies between parties; by chance that "
        "would be "
        "{chance} at most. {verdict}",
        "party_spread.yes": "So this difference also follows the parties.",
        "party_spread.no": "So this difference runs right through the parties.",
        "claims": "What we say and what we don't",
        "check.structure.yes": "There is a difference that keeps coming back (probability by chance: "
        "{figure}).",
        "check.structure.no": "A recurring difference hasn't been shown (probability by chance: {figure}; "
        "we speak only "
        "at .01 or less).",
        "check.people.yes": "There are enough people to look for groups ({figure}, at least {limit}).",
        "check.people.no": "We show groups only from thirty people. Now there are {figure}.",
        "check.groups.yes": "The answers call for {figure} groups rather than one.",
        "check.groups.no": "The answers don't call for groups. People are spread out, without clear camps.",
        "check.size.yes": "The smallest group has {figure} people, enough to show.",
        "check.size.no": "The smallest group would have only {figure} people. That is too few to be called "
        "a group.",
        "check.halves.yes": "Two separate halves of the answers give the same groups ({figure}; shuffled "
        "at most "
        "{limit}).",
        "check.halves.no": "Two separate halves of the answers don't give the same groups ({figure}; "
        "shuffled up to "
        "{limit}).",
        "check.distinct.yes": "For each group we can point at what sets it apart.",
        "check.distinct.no": "Not for every group can we point at what sets it apart. Then we don't call "
        "it a group.",
        "claim.groups.no": "So we show no groups and no map.",
        "claim.people": "We say nothing about single people, and we rank nobody.",
        "claim.census": "Everyone present counts. So there are no margins of error: the counts are exact.",
        "claim.sample": "These people chose to take part. About those who weren't there we say nothing.",
        "step.counts": "Counting",
        "step.model": "Learning patterns",
        "step.gate": "Checking for differences",
        "step.groups": "Checking groups",
        "step.report": "Writing it down",
        "written": "Written: {path}",
        "bad.missing": "The file isn't there. Expected: {expected}.",
        "bad.encoding": "The file isn't UTF-8 text.",
        "bad.empty": "The file holds no reactions. Expected: header {expected}, then one line per reaction.",
        "bad.header": "The column ‘{column}’ is missing. Header found: {found}. Expected: {expected}.",
        "bad.columns": "This line doesn't have what the header promises. Found: {found}. Expected: "
        "{expected}.",
        "bad.answer": "‘{found}’ isn't an answer. Expected: 1 (agree), 0 (pass), -1 (disagree), or nothing.",
        "bad.person": "It doesn't say who gave this answer.",
        "bad.statement": "It doesn't say which statement this belongs to.",
        "bad.vote": "There is no answer here.",
        "bad.csv": "This line isn't valid CSV: {found}.",
        "bad.place": "{file}, line {row}, column {column}",
        "bad.row": "{file}, line {row}",
    },
}

Say = Callable[..., str]


def speaker(lang: str) -> Say:
    """A function from code and values to a sentence. `n` picks the singular where there is one."""
    words = WORDS[lang]

    def say(code: str, **values: object) -> str:
        one = f"{code}.one"
        text = words[one] if values.get("n") == 1 and one in words else words[code]
        return text.format(**{name: plain(value, lang) for name, value in values.items()})

    return say


def plain(value: object, lang: str) -> str:
    """Numbers as people write them: 1.234 and 0,52 in Dutch, 1,234 and 0.52 in English."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if isinstance(value, float) and not value.is_integer():
        text = f"{value:,.3f}".rstrip("0") if abs(value) < 0.01 else f"{value:,.2f}"
    else:
        text = f"{int(value):,}"
    return text.translate(str.maketrans(",.", ".,")) if lang == "nl" else text


def in_words(n: int, lang: str) -> str:
    """Numbers up to twenty in words, as in a sentence."""
    return NUMBERS[lang][n] if 0 <= n <= 20 else plain(n, lang)
