"""Words that several texts have in common. Dutch and English at once.

Two words are one when they differ only in an ending of the plural: "client" and "clients", "mens" and
"mensen". Nothing is scored: what is shared is marked for people to look at.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENDINGS = ("en", "'s", "’s", "s", "e")
#: What is left of a word without its ending has at least so many letters.
_LEAST = 4

#: Words that hold a sentence together and say nothing by themselves.
STOP = frozenset(
    """
    aan al alle als altijd ander andere bij daar dan dat de der deze die dit doe doen doet door dus een
    elk elkaar elke en er erg ergens ervan ervoor even gaan gaat geen haar had heb hebben heeft hem hen
    het hier hij hoe hun iedere iedereen iets ik in is ja je jij jou jouw juist jullie kan kon kunnen
    krijgen krijgt maar maken maakt mag me meer men met mij mijn moet moeten na naar niet niets nog nu
    of om omdat onder ons onze ook op over precies steeds te tegen ter toch toe tot u uit van vanuit
    veel voor waar waarin waarop wanneer want waren was wat we weer wel werd wie wij willen wil word
    worden wordt zal ze zelf zich zij zijn zo zoals zonder zou zowel a about all also always an and any
    are as at be because been being both but by can could did do does each else every for from get gets
    has have he her here him his how i if into it its just know make makes may more most must my no not
    nothing now off on one only or other others our ourselves out own same shall she should so some
    still such than that the their them themselves then there these they this those through to too under
    until up us very well were what when where which while who why will with without would you your één
    """.split()
)


def shared(texts: Iterable[str], least: int = 2) -> dict[str, int]:
    """In how many of the texts each word is, for the words that are in at least `least` of them.

    The keys are what `key` makes of a word.
    """
    count = Counter(word for text in texts for word in set(_keys(text)))
    return {word: n for word, n in count.items() if n >= least}


def key(word: str) -> str:
    """What is left of a word when capitals and endings of the plural don't count."""
    left = word.casefold()
    while (shorter := _without_ending(left)) != left:
        left = shorter
    return left


def telling(text: str, letters: int = 4) -> set[str]:
    """The keys of the words in a text that say something: no stop words, none shorter than this."""
    return {word for word in _keys(text) if len(word) >= letters}


def _without_ending(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return word.removesuffix(ending)
    return word


def _keys(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        if match[0].casefold() not in STOP:
            yield key(match[0])


def stretches(text: str, words: Iterable[str]) -> list[tuple[str, bool]]:
    """The text in stretches, each with whether it is one of these words. Together they are the text."""
    wanted, at = set(words), 0
    found: list[tuple[str, bool]] = []
    for match in _WORD.finditer(text):
        if match[0].casefold() not in STOP and key(match[0]) in wanted:
            found += [(text[at : match.start()], False), (match[0], True)]
            at = match.end()
    found.append((text[at:], False))
    return [(stretch, marked) for stretch, marked in found if stretch]
