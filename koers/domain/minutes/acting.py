"""Whether a sentence says that somebody will do something, and who: by a marker, or by its verbs.

Dutch and English. A need without anybody who takes it up ("this should be looked at") is no action.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from koers.domain.minutes.naming import NAME

MARKED = re.compile(
    r"(?:^|(?<=[.;!?]\s)|(?<=[(–—-]\s))(?P<mark>taak|actie(?:punt|punten|s)?|action(?: item| point)?s?"
    r"|a\.?p\.?|ai|to[- ]?do(?:'s)?"
    r"|follow[- ]?up|next steps?|huiswerk|homework)(?P<nr>\s*(?:nr\.?|no\.?|#)?\s*\d{1,4}(?:[.\-/]\d{1,4})?)?"
    r"(?P<owner>\s+(?-i:[A-ZÀ-Þ])[^:;]{0,40}|\s*\([^)]{1,60}\)|\s*\[[^\]]{1,60}\])?\s*(?::|[–—]\s|\s-\s)\s*",
    re.IGNORECASE,
)
_WE = (
    r"(?:we|wij|het (?:nieuwe |huidige )?bestuur|de [a-z\-]*(?:commissie|groep|werkgroep|directie|raad"
    r"|secretaris"
    r"|penningmeester|voorzitter|vereniging|cie\.?)|het (?:team|mt)|alle bestuursleden|de (?:andere "
    r"|rest van de )?bestuursleden)"
)
_US = r"(?:we|the (?:council|board|team|committee|group|chair|secretary|treasurer))"

#: Verbs with which somebody takes something up; in the present tense they say it as well as "will".
_TAKES = (
    "pakt|pakken|neemt|nemen|stuurt|sturen|mailt|mailen|schrijft|schrijven|regelt|regelen|maakt|maken|zoekt|zoeken"
    "|vraagt|vragen|checkt|checken|controleert|bereidt|bereiden|bekijkt|bekijken|onderzoekt|onderzoeken|belt|bellen"
    "|organiseert|organiseren|verwerkt|verwerken|plaatst|plaatsen|brengt|brengen|ontfermt|ontfermen|onderneemt"
    "|benadert|benaderen|informeert|informeren|bespreekt|bespreken|plant|plannen|levert|leveren|ontwerpt|zet|zetten"
    "|legt|leggen|gaat|gaan|zal|zullen|houdt|belooft|kijkt|kijken|vult|haalt|rondt|komt|verzorgt|koppelt"
    "|deelt|nodigt|nodigen|reageert|publiceert|coördineert|stemt|voert|meldt zich|biedt zich|biedt"
    " aan|dient|inventariseert"
)
_FROM_NOW = r"(?:zal|zullen|gaat|gaan|belooft|beloven|gaat proberen)"
_WILL = (
    r"(?:will|'ll|’ll|shall|is going to|are going to|agreed to|agrees to|volunteer(?:s|ed)? to"
    r"|offer(?:s|ed)? to|to own|owns|promised to|takes on|took on|will own)"
)
_DOES = (
    r"(?!(?:be|probably|likely|not|never|say|note|mention|admit|add that|agree|have been|need|want"
    r"|see if you|have|hear|join|always|also be|hold|vary|know|depend)\b)\w+"
)

_DUTCH_NAMED = re.compile(
    rf"(?<![\w’'])(?P<owner>{NAME}(?:(?:, | en | & ){NAME}){{0,4}}) (?:(?:en ik|zelf|ook|nog|daarom"
    rf"|samen met {NAME}) )?(?:{_TAKES})\b"
)
_DUTCH_TURNED = re.compile(
    rf"\b(?:{_FROM_NOW}|pakt|neemt|stuurt|schrijft|regelt|maakt|mailt|vraagt|zoekt|rondt|komt|levert"
    rf"|belt|plaatst) (?P<owner>{NAME}(?:(?:, | en | & ){NAME}){{0,4}})(?= )"
)
_DUTCH_GROUP = re.compile(
    rf"(?<!\bvan )(?<!\baan )(?<!\bwie )(?<!\bbij )(?<!\bmet )(?<!\bdoor )"
    rf"(?<!\bbinnen )(?<!\bin )(?<!\bnaar )(?<!\bvoor )(?<!\bop )\b(?P<owner>{_WE}) {_FROM_NOW}\b"
    rf"|\b{_FROM_NOW} (?P<turned>{_WE})\b"
    rf"|^(?P<now>we|wij) (?:doen|bespreken|regelen|vragen|maken|sturen|plannen|pakken|zoeken|beginnen)\b"
    rf"|\b(?:wordt|worden) (?:verder )?(?:opgepakt|uitgezocht|geregeld|uitgewerkt|besproken) (?:door"
    rf"|in|bij) (?P<by>{_WE})\b"
    rf"|\bmag (?P<may>{_WE}) [^.;]{{0,60}}(?:over buigen|oppakken|uitzoeken|uitwerken|doen)\b",
    re.IGNORECASE,
)
#: "The post will be put up by Anna", "Anna has offered to".
_DUTCH_BY = re.compile(
    rf"\b(?:zal|zullen|gaat)\b[^.;]{{0,90}}\bdoor (?P<owner>{NAME}(?: en {NAME})?)\b"
    rf"|\b(?:wordt|worden) (?:verder )?(?:opgepakt|uitgezocht|geregeld|uitgewerkt|besproken) door "
    rf"(?P<by>{NAME}(?: en {NAME})?)\b"
    rf"|(?P<offers>{NAME}(?: en {NAME})?) (?:heeft|hebben) aangeboden\b"
    rf"|(?P<plans>{NAME}(?: en {NAME})?) (?:is|zijn) (?:nu )?van plan\b"
)
_DUTCH_HE = re.compile(
    r"^zal (?!er\b|het\b|de\b)|\ben zal (?:dat|dit|het|hier\w*)\b|\b(?:ze|zij) zullen\b"
    r"|\bzullen (?:hij|zij|ze)\b|\b(?:hij|zij|ze) (?:zal|gaat)\b|\b(?:zal"
    r"|gaat) (?:hij|zij|ze)\b",
    re.IGNORECASE,
)
_ENGLISH_NAMED = re.compile(
    rf"(?<![\w’'])(?P<owner>{NAME}(?:(?:, | and | & ){NAME}){{0,4}})(?: (?:also|then"
    rf"|and I))? ?{_WILL} {_DOES}"
)
_ENGLISH_TO = re.compile(
    rf"(?P<owner>{NAME}(?:(?:, | and | & ){NAME}){{0,4}}) to (?!be\b|the\b|a\b|us\b|them\b|do with\b"
    rf"|say\b|me\b|this\b|that\b|have\b)[a-z]+\b"
)
_ENGLISH_I = re.compile(
    r"\b(?:I(?:'ll|’ll| will| can volunteer| can take| can do| am going to|'m going to|’m going to)"
    r"|let me|my next steps? (?:is|are)|happy to (?:do|take|write|drive|own|draft))\b "
    r"(?!(?:be\b(?! (?:sending|writing|starting|working))|say|note|mention|admit|add that|just say"
    r"|repeat|also note|agree|stop|defer|abstain|point out|not|never|let you|support|tell you|clarify"
    r"|see\b|have\b|probably))",
    re.IGNORECASE,
)
_ENGLISH_GROUP = re.compile(rf"\b(?P<owner>{_US})(?:'ll|’ll| will| are going to) {_DOES}", re.IGNORECASE)
_ENGLISH_BARE = re.compile(
    rf"(?:^|(?:--|–|—) )(?:will|to follow up|going to|can volunteer to|volunteer(?:ed)? to|planning to"
    rf"|happy to own) {_DOES}",
    re.IGNORECASE,
)

#: Not something that is going to be done: asked, imagined, done already, or said of how things tend to go.
_NOT_DONE = re.compile(
    r"\?\s*[\"'’”)*_]*$"
    r"|^als\b|\bzitting\b|\bervan uit\b|\bresultaten zullen\b|\b(?:zou|zouden|wellicht|misschien"
    r"|mogelijk|waarschijnlijk|als er|mochten|indien)\b"
    r"|\bge(?:eft|ven) aan\b(?![^.;]*\b(?:zal|zullen|gaat|gaan)\b)|^(?:hoe|wat|wie|waar|wanneer|waarom)\b"
    r"|\b(?:vindt|denkt|vraagt (?:zich|of|waarom|wanneer|wat|hoe|waar|wie)|vragen ons af"
    r"|merkt op|zegt|gaat (?:het|goed|niet|over)|gaan (?:goed|over)"
    r"|maakt zich|komt (?:er|het|doordat|omdat)|loopt)\b"
    r"|\b(?:would|could|might|maybe|perhaps|if|unless|wouldn't|won't|probably|hopefully|hope|no way|typically"
    r"|usually|always|facilitat\w+|will minutes?|tak(?:e|es|ing) notes)\b",
    re.IGNORECASE,
)
#: "Anna will …" at the beginning of a sentence is sure, whatever doubt follows in it.
_CERTAIN = re.compile(
    rf"(?P<who>{NAME}(?: en {NAME})?) (?:zal|zullen|gaat|gaan) "
    r"(?!waarschijnlijk|wellicht|misschien|mogelijk|er|het|goed|over|ervan|niet|ons)[^?]*$"
)
#: "The board asks the committee to …": whoever is asked.
_DUTCH_ASKED = re.compile(
    rf"\b{_WE} (?:vraagt|vragen|verzoekt|verzoeken)(?: aan)? "
    r"(?P<owner>(?:de|het) (?:\w+ )?[\w\-]{3,40}|(?-i:[A-ZÀ-Þ])[\w\-]+) (?:om\b|een\b)"
    r"|\been taak (?:voor|van) (?P<task>(?:de|het) (?:\w+ )?[\w\-]{3,40})",
    re.IGNORECASE,
)
_NO_NAME = frozenset(
    "het de een we wij er dit dat deze die ook verder wel nu dan daarom hierna hierbij hiervoor daarna"
    " bovendien tevens"
    " als wat wie waar wanneer hoe waarom omdat om op in aan bij van voor na met uit over tot door per"
    " naar volgend"
    " volgende iedereen niemand iemand alle alles hij zij ze ik je jullie men hier daar eind begin"
    " inmiddels onlangs"
    " the a an it this that these those there they we you he she i if when what who how why so and but"
    " or not then"
    " now also next as at by for from in of on to with everybody everyone nobody somebody people"
    " someone anything"
    " something nothing hopefully maybe perhaps link labels goal".split()
)


@dataclass(frozen=True, slots=True)
class Taken:
    """That somebody does something: the words that say who, which may be empty."""

    owner: str


def marked(text: str) -> re.Match[str] | None:
    """The marker that names an action."""
    return MARKED.search(text)


def looks(text: str, speaker: str, known: Collection[str], here: Collection[str]) -> Taken | None:
    """Who does something according to the verbs; None when nobody does.

    Parameters
    ----------
    speaker
        Who says this sentence, "" when the minutes tell it.
    known
        First names that stand elsewhere in the minutes. A capital at a sentence's beginning makes no name.
    here
        First names of who was there or speaks: "Anna to call" is only said of them.
    """
    if _NOT_DONE.search(text) and not _is_certain(text, known):
        return None
    if owner := _named(text, known, here):
        return Taken(owner)
    if found := _DUTCH_ASKED.search(text) or _DUTCH_GROUP.search(text):
        return Taken(next(group for group in found.groups() if group))
    if _DUTCH_HE.search(text):
        return Taken("")
    return _english(text, speaker)


def _is_certain(text: str, known: Collection[str]) -> bool:
    found = _CERTAIN.match(text)
    if found is None:
        return False
    return found["who"] in ("Hij", "Zij", "Ze", "We", "Wij") or _is_somebody(found["who"], known)


def _named(text: str, known: Collection[str], here: Collection[str]) -> str:
    if (found := _ENGLISH_TO.match(text)) and _is_somebody(found["owner"], here):
        return found["owner"]
    for pattern in (_DUTCH_NAMED, _DUTCH_TURNED, _DUTCH_BY, _ENGLISH_NAMED):
        for found in pattern.finditer(text):
            owner = next(group for group in found.groups() if group)
            if _is_somebody(owner, known):
                return owner
    return ""


def _is_somebody(owner: str, known: Collection[str]) -> bool:
    word = owner.split()[0].strip(",").casefold()
    return word not in _NO_NAME and word in known


def _english(text: str, speaker: str) -> Taken | None:
    if _ENGLISH_BARE.search(text) or (speaker and _ENGLISH_I.search(text)):
        return Taken(speaker)
    found = _ENGLISH_GROUP.search(text)
    return Taken(found["owner"]) if found else None
