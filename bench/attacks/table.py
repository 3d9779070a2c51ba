"""The table of what the attacks found, of both databases together."""

import json
from pathlib import Path
from typing import Any

WHAT = {
    "koers": "Koers",
    "leaky": "a Koers that leaks on purpose",
    "comes in late": "everybody comes in while the round is open, and answers at once",
}
DOCS = Path(__file__).parents[2] / "docs" / "measures" / "confidentiality.md"
START = "<!-- from bench/results/attacks.md: `python -m bench.attacks` writes it -->\n"
END = "<!-- end -->"
HEAD = """\
| | database | people | rounds | whole answers found | guessing, 95 % | dots found | guessing, 95 % |
|---|---|---:|---:|---:|---:|---:|---:|
"""


def write(results: Path, fresh: list[dict[str, Any]]) -> str:
    """Keep what was found, in place of what an earlier run found of the same; all of it as one page."""
    file = results / "attacks.json"
    kept = json.loads(file.read_text()) if file.exists() else []
    lines = {_of(line): line for line in [*kept, *fresh]}
    every = [lines[key] for key in sorted(lines)]
    file.write_text(json.dumps(every, indent=1, sort_keys=True) + "\n")
    text = page(every)
    (results / "attacks.md").write_text(text)
    _copy(text)
    return text


def _copy(text: str) -> None:
    """The tables also stand in the page that explains them."""
    tables = text[text.index("\n## ") : text.index("\n## The best linking")].replace("\n## ", "\n### ")
    before, rest = DOCS.read_text().split(START)
    DOCS.write_text(f"{before}{START}{tables}\n{END}{rest.split(END)[1]}")


def _of(line: dict[str, Any]) -> tuple[int, int, str]:
    return list(WHAT).index(line["what"]), line["size"], line["database"]


def page(lines: list[dict[str, Any]]) -> str:
    """As a page."""
    parts = ["# Who gave which answer?\n\n`python -m bench.attacks` on SQLite and on PostgreSQL. "]
    parts.append("`docs/measures/confidentiality.md` says what this means.\n")
    for what, title in WHAT.items():
        rows = [_row(line) for line in lines if line["what"] == what]
        parts += [f"\n## {title[0].upper()}{title[1:]}\n\n", HEAD, *rows]
    parts += ["\n## The best linking of each\n\n"]
    parts += [
        f"- {line['what']}, {line['database']}, {line['size']} people, {line['found']['tried']:,} tried: "
        f"{line['found']['best']}\n"
        for line in lines
    ]
    return "".join(parts)


def _row(line: dict[str, Any]) -> str:
    found, n = line["found"], line["found"]["rounds"]
    cells = [f"{_share(found[what], n)} | {_band(found, what, n)}" for what in ("answers", "dots")]
    verdict = "within" if _within(found) else "**found**"
    return f"| {verdict} | {line['database']} | {line['size']} | {n} | {' | '.join(cells)} |\n"


def _within(found: dict[str, Any]) -> bool:
    return all(found[what] <= found[f"{what}_band"][1] for what in ("answers", "dots"))


def _band(found: dict[str, Any], what: str, n: int) -> str:
    low, high = found[f"{what}_band"]
    return f"{_share(found[f'{what}_guessed'], n)} ({_share(low, n)} to {_share(high, n)})"


def _share(hits: float, n: int) -> str:
    return f"{100 * hits / n:.1f} %"
