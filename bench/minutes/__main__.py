"""How much of what stands in minutes is found, and how much of what is found stands there.

`python -m bench.minutes`. The labels in `labels/` were made by hand. Each names a document, its hash, and
where in it a decision or an action stands; names are kept as short hashes. The documents are minutes of
Fronteers (Vereniging Fronteers, MIT) and of the Rust Leadership Council (The Rust Project, MIT or
Apache-2.0), read where they lie. One that isn't there, or that has changed, is said to be skipped. Patterns
were made while looking at the part called "tuned"; the documents called "held-out" were labelled before the
finder was run on them, and no pattern was changed after that (`docs/minutes.md` tells of an earlier part).
"""

import argparse
import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from koers.domain import minutes
from koers.domain.minutes import Found
from koers.engine.scales import share_interval

HERE = Path(__file__).resolve().parent
RESULTS = HERE.parent / "results" / "minutes.md"
DATA = Path(os.environ.get("KOERS_DATA", HERE.parents[2] / "shared" / "data"))
PARTS, LANGUAGES, KINDS = ("tuned", "held-out"), ("nl", "en"), ("decision", "action", "attendance")


@dataclass
class Score:
    """Labelled, found, and of either how many have their like in the other."""

    labelled: int = 0
    recalled: int = 0
    found: int = 0
    right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def labels() -> list[dict[str, Any]]:
    """Every labelled document."""
    return [json.loads(file.read_text()) for file in sorted((HERE / "labels").glob("*.json"))]


def text_of(label: dict[str, Any]) -> str | None:
    """The text that was labelled; None when it isn't there, or isn't the same any more."""
    file = DATA / label["document"]
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    return text if hashlib.sha256(text.encode()).hexdigest() == label["sha256"] else None


def alike(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether they share at least half of the shorter one."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared * 2 >= min(one[1] - one[0], other[1] - other[0])


def of_items(score: Score, label: dict[str, Any], kind: str, text: str, found: Found) -> None:
    """Decisions or actions of one document."""
    meant = [(one["at"][0], one["at"][1]) for one in label[kind]]
    seen = [(one.start, one.end) for one in found.items if one.kind == kind]
    name = Path(label["document"]).stem
    _count(score, meant, seen)
    score.missed += [_quote(name, text, at) for at in meant if not any(alike(at, one) for one in seen)]
    score.wrong += [_quote(name, text, at) for at in seen if not any(alike(at, one) for one in meant)]


def _count(score: Score, meant: list[tuple[int, int]], seen: list[tuple[int, int]]) -> None:
    score.labelled += len(meant)
    score.found += len(seen)
    score.recalled += sum(any(alike(at, one) for one in seen) for at in meant)
    score.right += sum(any(alike(at, one) for one in meant) for at in seen)


def of_people(score: Score, label: dict[str, Any], found: Found) -> None:
    """Who was there and who wasn't, by name."""
    meant = Counter(
        [("present", one) for one in label["present"]] + [("absent", one) for one in label["absent"]]
    )
    seen = Counter(
        [("present", _hashed(n)) for n in found.present] + [("absent", _hashed(n)) for n in found.absent]
    )
    both = (meant & seen).total()
    score.labelled += meant.total()
    score.found += seen.total()
    score.recalled += both
    score.right += both


def _hashed(name: str) -> str:
    return hashlib.sha256(name.casefold().encode()).hexdigest()[:8]


def _quote(name: str, text: str, at: tuple[int, int]) -> str:
    return f"{name}:{text.count(chr(10), 0, at[0]) + 1} {' '.join(text[at[0] : at[1]].split())[:110]}"


def scores() -> tuple[dict[tuple[str, str, str], Score], list[str]]:
    """Per part, language and kind; and the documents that were skipped."""
    table = {(part, lang, kind): Score() for part in PARTS for lang in LANGUAGES for kind in KINDS}
    skipped = []
    for label in labels():
        if (text := text_of(label)) is None:
            skipped.append(label["document"])
            continue
        found = minutes.read(text)
        for kind in ("decision", "action"):
            of_items(table[label["part"], label["language"], kind], label, kind, text, found)
        of_people(table[label["part"], label["language"], "attendance"], label, found)
    return table, skipped


def report(table: dict[tuple[str, str, str], Score], skipped: list[str]) -> Iterator[str]:
    """The figures as a Markdown table."""
    yield "| part | language | kind | labelled | found | precision | recall |"
    yield "|---|---|---|---|---|---|---|"
    for (part, lang, kind), score in table.items():
        precision, recall = _share(score.right, score.found), _share(score.recalled, score.labelled)
        yield f"| {part} | {lang} | {kind} | {score.labelled} | {score.found} | {precision} | {recall} |"
    yield from (f"\nSkipped, not there or changed: {name}" for name in skipped)


def _share(k: int, n: int) -> str:
    if not n:
        return "–"
    sure = share_interval(k, n)
    return f"{k / n:.2f} ({sure.low:.2f}–{sure.high:.2f})"


def _errors(table: dict[tuple[str, str, str], Score], parts: Iterable[str]) -> Iterator[str]:
    for (part, lang, kind), score in table.items():
        if part in parts:
            yield from (f"missed {lang} {kind}: {one}" for one in score.missed)
            yield from (f"wrong {lang} {kind}: {one}" for one in score.wrong)


def main() -> None:
    """Print the figures; `--write` keeps them, `--errors PART` names what was missed and what was wrong."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n", maxsplit=1)[0])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--errors", choices=PARTS, action="append", default=[])
    given = parser.parse_args()
    table, skipped = scores()
    lines = list(report(table, skipped))
    print("\n".join([*lines, *_errors(table, given.errors)]))
    if given.write:
        about = " ".join(str(__doc__).split("\n\n")[1].split(". ", maxsplit=1)[1].split())
        RESULTS.write_text("\n".join(["# Finding things in minutes", "", about, "", *lines, ""]))


if __name__ == "__main__":
    main()
