"""How long finding a decision again takes, beside a bare indexed query in the same run.

    python -m bench.log [--decisions 5000] [--teams 1]
    python -m tests.postgresql python -m bench.log --decisions 200000 --teams 100

The bare query takes a page of one team's decisions by its index, without Django. What is measured is what a
page of the log asks: how many there are, the rows of a page with what their tracks rest on, the words marked.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.logged import RARE, fill

RESULTS = Path(__file__).parent / "results"
TIMES, PAGE = 15, 25


def analyse() -> None:
    """What a database does by itself in the night."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def questions(table: Any) -> dict[str, Callable[[], object]]:
    """What a page of the log asks, for some of what somebody looks for."""
    from django.utils import timezone

    from koers.apps.decisions.log import queries
    from koers.apps.decisions.models import Decision
    from koers.domain import decisions
    from koers.domain.searching import Wanted

    seat, today = table.facilitator, timezone.localdate()

    def page(before: str = "", **wanted: str) -> Callable[[], object]:
        asked = Wanted(**wanted)

        def ask() -> object:
            found = queries.log(seat, asked, today)
            part = queries.part(seat, found, PAGE, before, text=asked.q)
            return queries.how_many(found, asked), part

        return ask

    here = Decision.objects.filter(team=table.team).order_by("sealed")
    deep, last = here[PAGE].number, str(here[0].sealed.year)
    narrow = {
        "year": last,
        "method": "majority",
        "source": "minutes",
        "priority": "Rust",
        "owner": str(table.chair("Joost").pk),
        "role": "1",
    }
    states = {
        "validity": decisions.VALIDITY,
        "understanding": decisions.UNDERSTANDING,
        "review": decisions.REVIEW,
    }
    return {
        "the newest": page(),
        "the last page": page(deep),
        "a rare word": page(q=RARE),
        "a common word": page(q="rooster"),
        "two words": page(q="nacht budget"),
        "a word that is nowhere": page(q="zeppelin"),
        "a word, the last page": page(deep, q="rooster"),
        "a word and a year": page(q="rooster", year=last),
        **{
            f"{name}: {value if name != 'owner' else 'one'}": page(**{name: value})
            for name, value in narrow.items()
        },
        **{f"{name}: {code}": page(**{name: code}) for name, codes in states.items() for code in codes},
        "what it can be narrowed by": lambda: queries.choices(seat, today),
    }


def bare(table: Any) -> Callable[[], object]:
    """A page of the team's decisions by the index."""
    from django.db import connection

    here = "SELECT id, number, title FROM decisions_decision WHERE stream_id = %s"
    sql = f"{here} ORDER BY sealed DESC LIMIT 25"

    def ask() -> object:
        with connection.cursor() as cursor:
            cursor.execute(sql, [table.team.stream_id])
            return cursor.fetchall()

    return ask


def middle(ask: Callable[[], object]) -> float:
    """The median of some tries, in ms, after one that doesn't count."""
    ask()
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        ask()
        took.append(1000 * (time.perf_counter() - began))
    return statistics.median(took)


def measured(count: int, teams: int) -> dict[str, Any]:
    """Every question beside the bare one."""
    from django.db import connection

    table = fill(count, teams)
    analyse()
    floor = middle(bare(table))
    rows = [
        {"what": name, "ms": round(ms := middle(ask), 1), "times": round(ms / floor, 1)}
        for name, ask in questions(table).items()
    ]
    return {
        "database": connection.vendor,
        "decisions": count,
        "teams": teams,
        "bare_ms": round(floor, 2),
        "rows": rows,
    }


def page(runs: list[dict[str, Any]]) -> str:
    """The results as a page."""
    blocks = ["# Finding a decision again", str(__doc__).split("\n\n")[2].replace("\n", " ").strip()]
    for run in runs:
        lines = ["| asked | ms | times the bare query |", "|---|---|---|"]
        lines += [f"| {row['what']} | {row['ms']} | {row['times']} |" for row in run["rows"]]
        of = f"{run['decisions']:,} decisions, {run['teams']} teams, {run['database']}"
        blocks += [f"## {of}; the bare query takes {run['bare_ms']} ms", "\n".join(lines)]
    return "\n\n".join(blocks) + "\n"


def keep(run: dict[str, Any]) -> None:
    """Beside the results of other databases."""
    file = RESULTS / "log.json"
    kept = json.loads(file.read_text()) if file.exists() else []
    runs = [one for one in kept if one["database"] != run["database"]] + [run]
    runs.sort(key=lambda one: str(one["database"]))
    file.write_text(json.dumps(runs, indent=1) + "\n")
    (RESULTS / "log.md").write_text(page(runs))


def main() -> None:
    """Fill an empty database, ask, and write down how long it took."""
    asked = argparse.ArgumentParser(description="How long finding a decision again takes.")
    asked.add_argument("--decisions", type=int, default=5000)
    asked.add_argument("--teams", type=int, default=1)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="koers-bench-") as folder:
        os.environ |= {"KOERS_HOME": folder, "DJANGO_SETTINGS_MODULE": "koers.config.settings"}
        os.environ.setdefault("KOERS_DATABASE", f"{folder}/koers.sqlite3")
        import django

        django.setup()
        from koers.serving import preparation

        preparation.migrate()
        run = measured(given.decisions, given.teams)
    keep(run)
    print(page([run]))


if __name__ == "__main__":
    main()
