"""The table of what the attacks found, of both databases together."""

import json
from pathlib import Path
from typing import Any

WHAT = {
    "koers": "Koers",
    "leaky": "a Koers that leaks on purpose",
    "comes in late": "everybody comes in while the round is open, and answers at once",
}
HEAD = """\
| | database | people | rounds | whole answers found | guessing, 95 % | dots found | guessing, 95 % |
|---|---|---:|---:|---:|---:|---:|---:|
"""


def write(results: Path, vendor: str, found: dict[str, Any]) -> str:
    """Keep what was found on this database beside what was found on the other; both as one page."""
    file = results / "attacks.json"
    every = json.loads(file.read_text()) if file.exists() else {}
    every[vendor] = found
    file.write_text(json.dumps(every, indent=1, sort_keys=True) + "\n")
    text = page(every)
    (results / "attacks.md").write_text(text)
    return text


def page(every: dict[str, Any]) -> str:
    """As a page."""
    lines = [(run, line) for _, run in sorted(every.items(), reverse=True) for line in run["lines"]]
    parts = ["# Who gave which answer?\n\n`python -m bench.attacks` on SQLite and on PostgreSQL. "]
    parts.append("`docs/measures/confidentiality.md` says what this means.\n")
    for what, title in WHAT.items():
        mine = [(run, line) for run, line in lines if line["what"] == what]
        parts += [f"\n## {title[0].upper()}{title[1:]}\n\n", HEAD, *(_row(*one) for one in mine)]
    parts += ["\n## The best linking of each\n\n"]
    parts += [
        f"- {line['what']}, {line['database']}, {line['size']} people, {line['found']['tried']:,} tried: "
        f"{line['found']['best']}\n"
        for _, line in lines
    ]
    return "".join(parts)


def _row(run: dict[str, Any], line: dict[str, Any]) -> str:
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
