"""What the report on minutes says, in either language. The command line loads no Django, so no catalogue."""

from collections.abc import Iterator, Sequence
from typing import Any

from koers.domain.minutes import ACTION, DECISION, Found, Item
from koers.reports import words_scan

TEXTS: dict[str, dict[str, str]] = {
    "nl": {
        "nothing": "Geen besluiten en geen acties gevonden",
        "found": "Misschien {decisions} en {actions}",
        "decision_one": "één besluit",
        "decision_many": "{k} besluiten",
        "action_one": "één actie",
        "action_many": "{k} acties",
        "no": "geen",
        "decisions": "Misschien een besluit",
        "actions": "Misschien een actie",
        "day": "Vergadering van {day}",
        "present": "Aanwezig: {names}",
        "absent": "Afwezig: {names}",
        "said": "staat er met zoveel woorden",
        "looks": "leest als een besluit of actie",
        "owner": "wie: {owner}",
        "due": "wanneer: {due}",
        "line": "regel {line}",
        "proposes": (
            "Dit zijn voorstellen. Wat een besluit of een actie is, zeggen jullie zelf. Er "
            "wordt ook wat gemist."
        ),
        "text": "De notulen",
        "foot": "Gemaakt met koers minutes. Dit bestand haalt niets van internet.",
        "minutes_empty": "In dit bestand staat geen tekst.",
        "minutes_long": (
            "Deze notulen zijn {length} tekens lang, en er passen er {limit}. Neem één vergadering per keer."
        ),
        "file_large": "Dit bestand is te groot. Bewaar alleen de notulen van één vergadering.",
        "file_old_word": (
            "Dit is een Word-bestand van voor 2007, of een met een wachtwoord. Bewaar het als .docx."
        ),
        "file_broken": "Dit Word-bestand gaat niet open. Bewaar het opnieuw.",
        "file_not_text": "Dit bestand is geen tekst. Kies Markdown, gewone tekst of Word (.docx).",
    },
    "en": {
        "nothing": "No decisions and no actions were found",
        "found": "Perhaps {decisions} and {actions}",
        "decision_one": "one decision",
        "decision_many": "{k} decisions",
        "action_one": "one action",
        "action_many": "{k} actions",
        "no": "no",
        "decisions": "Perhaps a decision",
        "actions": "Perhaps an action",
        "day": "Meeting of {day}",
        "present": "Present: {names}",
        "absent": "Absent: {names}",
        "said": "the minutes say so",
        "looks": "it reads like one",
        "owner": "who: {owner}",
        "due": "by: {due}",
        "line": "line {line}",
        "proposes": (
            "These are proposals. What is a decision or an action, you say yourselves. Some are missed, too."
        ),
        "text": "The minutes",
        "foot": "Made with koers minutes. This file fetches nothing from the internet.",
        "minutes_empty": "There is no text in this file.",
        "minutes_long": (
            "These minutes are {length} characters long, and {limit} fit. Take one meeting at a time."
        ),
        "file_large": "This file is too large. Save only the minutes of one meeting.",
        "file_old_word": "This is a Word file from before 2007, or one with a password. Save it as .docx.",
        "file_broken": "This Word file can't be opened. Save it again.",
        "file_not_text": "This file isn't text. Choose Markdown, plain text or Word (.docx).",
    },
}


def text(lang: str, code: str, **facts: Any) -> str:
    """The sentence for a code."""
    return TEXTS[lang][code].format(**facts)


def heading(found: Found, lang: str) -> str:
    """ "Perhaps three decisions and five actions"."""
    if not found.items:
        return text(lang, "nothing")
    counts = {kind: sum(item.kind == kind for item in found.items) for kind in (DECISION, ACTION)}
    return text(lang, "found", decisions=_many(lang, DECISION, counts), actions=_many(lang, ACTION, counts))


def _many(lang: str, kind: str, counts: dict[str, int]) -> str:
    if counts[kind] == 1:
        return text(lang, f"{kind}_one")
    k = words_scan.number(lang, counts[kind]) if counts[kind] else text(lang, "no")
    return text(lang, f"{kind}_many", k=k)


def said(found: Found, lang: str) -> Iterator[str]:
    """When it was and who were there."""
    if found.day:
        yield text(lang, "day", day=found.day.isoformat())
    for code, names in (("present", found.present), ("absent", found.absent)):
        if names:
            yield text(lang, code, names=words_scan.listed(lang, tuple(names)))


def kinds(found: Found, lang: str) -> Iterator[tuple[str, Sequence[Item]]]:
    """Decisions, then actions, each under its name; only what there is."""
    for kind in (DECISION, ACTION):
        if items := [item for item in found.items if item.kind == kind]:
            yield text(lang, f"{kind}s"), items
