"""How long finding a decision again takes, beside a bare indexed query in the same run.

    python -m bench.log [--decisions 5000] [--teams 1]
    python -m tests.postgresql python -m bench.log --decisions 200000 --teams 100

The bare query takes a page of one team's decisions by its index, without Django. What is measured is what a
page of the log asks: how many there are, the rows of a page with what their tracks rest on, the words marked.
"""

import argparse
import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
TIMES, PAGE = 15, 25
DUTCH = "rooster nacht besluit overleg wachttijd opname zorg budget opleiding dienst regel tafel huisarts"
ENGLISH = "roster night decision meeting waiting training shift rule table client agreement review plan"
VOCABULARY = f"{DUTCH} {ENGLISH}".split()
RARE = "lantaarn"


def fill(count: int, teams: int) -> Any:
    """So many decisions over so many teams, of which few have a rare word; the table of the first team."""
    from django.utils import timezone

    from koers.apps.decisions.log.commands import rebuild
    from koers.apps.decisions.models import Decision
    from tests import cast, records

    chance = random.Random(1)
    home = cast.organisation()
    first = cast.seated(home, "MT", cast.MT)
    tables = [first, *(cast.set_table(home, f"Team {n}", ("Els",)) for n in range(1, teams))]
    like = records.decided(first)
    made = []
    for n in range(count - 1):
        words = chance.choices(VOCABULARY, k=90) + ([RARE] if n % 1000 == 0 else [])
        table, day = tables[n % teams], timezone.now() - timedelta(hours=n * 24 * 1800 // count)
        made.append(
            Decision(
                stream_id=table.team.stream_id,
                team=table.team,
                number=f"{day.year}-{n:06}",
                title=" ".join(words[:6]).capitalize(),
                text=" ".join(words[6:]),
                method=chance.choice(("consent", "majority")),
                record=like.record,
                digest=like.digest,
                priority=chance.choice(("", "Rust", "Kwaliteit", "Geld")),
                sealed=day,
                decided=day.date(),
                in_force=day.date(),
                review_on=day.date() + timedelta(days=180),
            )
        )
    Decision.objects.bulk_create(made, batch_size=500)
    rebuild()
    return first


def analyse() -> None:
    """What a database does by itself in the night."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def questions(table: Any) -> dict[str, Callable[[], object]]:
    """What a page of the log asks, for some of what somebody looks for."""
    from django.utils import timezone

    from koers.apps.decisions.log import queries
    from koers.domain.searching import Wanted

    seat, today = table.facilitator, timezone.localdate()

    def page(**wanted: str) -> Callable[[], object]:
        asked = Wanted(**wanted)

        def ask() -> object:
            found = queries.log(seat, asked, today)
            rows = list(found[:PAGE])
            return found.count(), rows, queries.excerpts(seat, rows, asked.q)

        return ask

    return {
        "the newest": page(),
        "a rare word": page(q=RARE),
        "a common word": page(q="rooster"),
        "two words": page(q="nacht budget"),
        "a word and a year": page(q="rooster", year=str(today.year)),
        "what is due to be looked back on": page(review="due"),
        "understood alike": page(understanding="alike"),
        "what it can be narrowed by": lambda: queries.choices(seat, today),
    }


def bare(table: Any) -> Callable[[], object]:
    """A page of the team's decisions by the index."""
    from django.db import connection

    sql = "SELECT id, number, title FROM decisions_decision WHERE team_id = %s ORDER BY sealed DESC LIMIT 25"

    def ask() -> object:
        with connection.cursor() as cursor:
            cursor.execute(sql, [table.team.pk])
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
