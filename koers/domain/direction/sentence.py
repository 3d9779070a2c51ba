"""The round of the success sentence: each alone, then side by side, then one sentence that carries them all.

Nobody sees another's sentence before it is shown; what is merged is said yes or no to by version, so a yes
never counts for a text that came later.
"""

from collections.abc import Collection, Iterable

from koers.domain.direction import lines
from koers.domain.refusals import Refused

OPEN = ("writing", "merging")
ENDED = ("settled", "stopped")
LEAST_TO_SHOW = 2

STEPS: dict[tuple[str, str], str] = {
    ("writing", "give_sentence"): "writing",
    ("writing", "show_sentences"): "merging",
    # Whoever was late still gives theirs, before seeing the others'.
    ("merging", "give_sentence"): "merging",
    ("merging", "merge_sentences"): "merging",
    ("merging", "carry_sentence"): "merging",
    ("merging", "settle_sentence"): "settled",
    **{(stage, "stop_sentence"): "stopped" for stage in OPEN},
}


def step(stage: str, deed: str) -> str:
    """The stage that a deed leads to."""
    try:
        return STEPS[stage, deed]
    except KeyError:
        raise Refused("sentence_elsewhere", deed=deed, stage=stage) from None


def given(text: str) -> str:
    """How somebody completes the sentence. A full stop is set by the page."""
    return lines.line(text, "text", lines.SENTENCE_LIMIT, "completion_missing").rstrip(" .")


def whole(begins: str, rest: str) -> str:
    """The whole sentence: "As a team we succeed when …" with what was made of the rest."""
    return f"{begins.rstrip(' …')} {rest}."


def check_give(stage: str, before: bool) -> None:
    """As long as nothing is shown one may still change one's own; after that it stands."""
    if before and stage != "writing":
        raise Refused("sentence_given")


def check_show(gave: int, leader_gives_first: bool) -> None:
    """Not before there are two, and not before who leads gave theirs, if they sit at the table."""
    if leader_gives_first:
        raise Refused("sentence_first")
    if gave < LEAST_TO_SHOW:
        raise Refused("too_few_sentences", least=LEAST_TO_SHOW)


def may_see(stage: str, member: int | None, gave: Collection[int]) -> bool:
    """First alone, then together: whoever sits sees the others' when theirs is in and all are shown."""
    return stage != "writing" and (stage in ENDED or member is None or member in gave)


def check_merge(seen: int, version: int, text: str, before: str) -> str:
    """The merged text, written beside the newest one: nobody's change is written over unseen."""
    tidied = lines.line(text, "merged", lines.SENTENCE_LIMIT, "completion_missing").rstrip(" .")
    if seen != version:
        raise Refused("merged_meanwhile", "merged")
    if tidied == before:
        raise Refused("nothing_changed", "merged")
    return tidied


def check_carry(seen: int, version: int, carries: bool | None, word: str) -> str:
    """Yes or no to the newest text; a no says what is missing."""
    if not version:
        raise Refused("nothing_merged")
    if seen != version:
        raise Refused("merged_meanwhile", "carries")
    if carries is None:
        raise Refused("carries_missing", "carries")
    return lines.line(word, "word", lines.WHY_LIMIT, "" if carries else "what_misses")


def all_said(authors: Iterable[int], said: Collection[int]) -> bool:
    """Whether each author has said something of the newest text."""
    return set(authors) <= set(said)
