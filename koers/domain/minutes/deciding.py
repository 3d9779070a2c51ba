"""Whether a sentence says that something was decided: by a marker, or by its verbs. Dutch and English."""

import re

_WE = (
    r"(?:we|wij|het (?:nieuwe |huidige )?bestuur|de (?:alv|ledenvergadering|vergadering|directie|raad"
    r"|groep|leden"
    r"|aanwezigen|mt-leden|commissie|ploeg)|het (?:mt|team)|iedereen|men)"
)
_US = (
    r"(?:we|the (?:council|board|team|committee|group|meeting|members|project|steering committee)"
    r"|everybody|everyone|all)"
)
_NEAR = r"[^.;?!]{0,90}?"

MARKED = re.compile(
    r"(?:^|(?<=[.;!?]\s)|(?<=[(–—-]\s))(?:besluit(?:en)?|beslissing|afspraak|besloten|afgesproken|vastgesteld"
    r"|decisions?|decided|resolved|resolution|agreed|consensus|conclusion|motion (?:passed|carried|adopted))"
    r"(?:\s*(?:nr\.?|no\.?|#)?\s*\d{1,4}(?:[.\-/]\d{1,4})?)?\s*(?::|[–—]\s|\s-\s)",
    re.IGNORECASE,
)

_DUTCH = (
    rf"\b(?:is|zijn|was|werd|werden|wordt|worden|hebben|heeft|had)\b{_NEAR}\b(?:besloten|afgesproken)\b",
    r"\b(?:besloten|afgesproken) (?:is|werd|wordt|zijn|dat|om|te)\b",
    rf"\b{_WE} (?:\w+ )?besl(?:uit|uiten|oot|oten)\b",
    rf"\bbesl(?:uit|uiten|oot|oten) {_WE}\b",
    rf"\b{_WE} spre(?:ekt|ken){_NEAR}\baf\b",
    rf"\bspre(?:ekt|ken) {_WE}{_NEAR}\baf\b",
    rf"\b(?:is|zijn|wordt|worden|werd|werden|blijft|blijven)\b{_NEAR}\b(?:goedgekeurd|vastgesteld|aangenomen"
    r"|benoemd|herbenoemd|gehonoreerd|toegekend|opgeheven|gehandhaafd|ingetrokken|afgekeurd"
    r"|gekozen (?:tot|als|met)|herkozen|verkozen|verworpen|afgewezen|bekrachtigd|gedechargeerd)\b",
    rf"\b(?:gaat|gaan|ging|gingen|is|zijn)\b{_NEAR}\bakkoord\b",
    rf"\bstem(?:t|men|de|den)\b{_NEAR}\bin\b(?! de| het)",
    rf"\b(?:keurt|keuren|keurde|keurden)\b{_NEAR}\bgoed\b",
    rf"\b(?:stelt|stellen|stelde|stelden)\b{_NEAR}\bvast\b",
    rf"\b{_WE} (?:reserveert|reserveren|benoemt|benoemen|handhaaft|handhaven|verwerpt|verwerpen)\b",
    rf"\b{_WE} (?:kent|kennen){_NEAR}\btoe\b|\beensgezind (?:dat|over)\b",
    r"^(?:opgeheven|goedgekeurd|aangenomen|verworpen)\b|\bvoorstel\b[^.;]{0,60}\bovergenomen\b",
    rf"\b{_WE} (?:kiest|kiezen|koos|kozen) (?:er)?voor\b",
    rf"\b(?:krijgt|krijgen|geeft|verleent|heeft){_NEAR}(?:goedkeuring|toestemming|decharge)\b",
    rf"\b(?:schui(?:ft|ven)|hanteren|hanteert|behoud(?:t|en)) {_WE}\b|\b{_WE} (?:hanteert|hanteren)\b"
    rf"|\bgaat {_WE} nog niet\b",
    rf"\bdoen {_WE} (?:voorlopig |hier )?(?:nog )?niet",
    rf"\bhanteren {_WE}\b|\bhet (?:er ?over |met elkaar |allemaal |er allemaal over )*eens dat\b"
    rf"|\bsta(?:at|an) {_WE} er\b{_NEAR}\bachter\b",
    r"\bunaniem\b|\balgemene stemmen\b|\bmet \d+ stemmen\b",
)
_ENGLISH = (
    rf"(?:^|[,;:] |\b(?:so|and|then|that|but) |(?=the |every)){_US} (?:have |has |all |also |then "
    rf"|therefore |unanimously |now |formally )*"
    r"(?:agreed|decided|resolved|approved|adopted|accepted|consented|voted|settled on|chose)\b",
    r"\b(?:was|were|is|are|been) (?:unanimously |formally |also |therefore )?(?:agreed|decided"
    r"|resolved|approved|adopted|ratified|carried)\b",
    r"\b(?:hearing|with|seeing) no (?:objections?|concerns)\b|\bno objections? (?:to|from|raised)\b"
    r"|\bnot hearing any objections\b|\bgeneral consent\b|\bconsent given\b",
    rf"\b(?:{_US}|there is|there's|we've|we have|reached|hearing|having|general)\b{_NEAR}\bconsensus\b",
    r"^(?:unanimously )?(?:decided|agreed|resolved|approved|accepted|adopted) (?:to|that|on|by"
    r"|unanimously|the)\b",
    r"\bmotion (?:was )?(?:passed|carried|adopted)\b|\bunanimous(?:ly)?\b",
    rf"\b{_US} (?:decide|agree|approve|resolve|adopt) (?:to|that|on|the)\b",
)
_VERBS = re.compile("|".join((*_DUTCH, *_ENGLISH)), re.IGNORECASE)

#: Deciding that isn't done here: asked, wished, proposed, still to come, or told of an earlier time.
_NOT_HERE = re.compile(
    r"\?\s*[\"'’”)*_]*\w{0,5}$|^(?:do|does|did|can|should|is|are) (?:we|the)\b|\bzodra\b"
    r"|\b(?:zal|zullen|moet(?:en)?|kan|kunnen)\b[^.;]{0,80}\b(?:goedgekeurd|vastgesteld)\b"
    r"|\b(?:moet(?:en)?|wil(?:len)?|kan|kun(?:nen)?|zou(?:den)?|zal|zullen|mogen|mag|gaan?|dien(?:t"
    r"|en)|nog niet|niet"
    r" eerder)\b[^.;]{0,60}\b(?:besluiten|beslissen|besloten (?:worden|te worden)|besluit nemen"
    r"|afspreken|vaststellen"
    r"|goedkeuren|worden (?:besloten|gekozen|goedgekeurd|vastgesteld))\b"
    r"|\b(?:vorig|vorige|eerder(?:e)?|destijds|indertijd|in het verleden|afgelopen (?:jaar|alv"
    r"|vergadering))\b"
    r"|\bvastgesteld (?:wordt|werd|is) dat\b|\bop de (?:vorige |laatste )?alv\b[^.;]{0,30} (?:is|was"
    r"|werd|hebben|goedgekeurd|besloten)\b"
    r"|\b(?:niet|nooit) (?:\w+ )?(?:goedgekeurd|vastgesteld|besloten|akkoord)\b"
    r"|\bstel(?:t|len|de|den)\b[^.;]{0,40}\bvoor\b"
    r"|\b(?:had|hadn't|haven't|hasn't|not|never|didn't|don't|doesn't|isn't|wasn't|last (?:time|meeting"
    r"|year|month)"
    r"|previously|earlier|once|if|whether|when|until|before|unless|could|would|should|might|may"
    r"|need to|needs to"
    r"|want to|wants to|going to|trying to|how to|to be|will be|can be|must be)\b[^.;]{0,60}"
    r"\b(?:decide[ds]?|agree[ds]?|approve[ds]?|adopt(?:ed)?|resolved?|consensus|accept(?:ed)?|unanimous)\b"
    r"|\b(?:decide[ds]?|agree[ds]?|approve[ds]?|consensus)\b[^.;]{0,25}\b(?:last (?:time|meeting|year)"
    r"|previously|earlier|in \d{4}|ago)\b"
    r"|\bagenda\b[^.;]{0,25}\b(?:approved|consent|vastgesteld|goedgekeurd)|\b(?:approv"
    r"|consent)\w*\b[^.;]{0,20}\bagenda\b",
    re.IGNORECASE,
)

_ONE_AGREES = re.compile(r"(?:yes, |yeah, )?(?:agreed|approved|accepted)\b", re.IGNORECASE)


def marked(text: str) -> re.Match[str] | None:
    """The marker that names a decision."""
    return MARKED.search(text)


def looks(text: str, speaker: str) -> bool:
    """Whether the verbs say that it was decided, here and now. Who says "Agreed that …" agrees for one."""
    if speaker and _ONE_AGREES.match(text):
        return False
    return bool(_VERBS.search(text)) and not _NOT_HERE.search(text)
