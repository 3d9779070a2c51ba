"""How many durable answers and deeds a second come in over HTTP, beside what the database alone can keep.

    python -m bench.responses [--disk 5] [--teams 50] [--seconds 4]

Each request is a whole one: cookies, session, the form's token, permission, a commit that waits for the disk.
The database alone does one commit per row of the same size, in the same run, with as many writers, and with
the same durability: SQLite in WAL mode with synchronous=FULL, PostgreSQL with fsync and synchronous_commit.
`--disk` makes every wait for the disk so many milliseconds longer, as on a disk that is slower than this one.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench.pages import Line

RESULTS = Path(__file__).parent / "results"
WRITERS = 8
ACTIONS = 4000
LEAST = 1 / 3
FIVE = ("direction", "synergy", "structure", "steering", "success")

Write = Callable[[int], object]


def rate(seconds: float, writes: list[Write]) -> dict[str, float]:
    """All at once, each again and again: how many a second, and how long one took."""
    took: list[float] = []
    stop = time.perf_counter() + seconds

    def go_on(write: Write) -> list[float]:
        mine, n = [], 0
        while (start := time.perf_counter()) < stop:
            write(n := n + 1)
            mine.append(time.perf_counter() - start)
        return mine

    begun = time.perf_counter()
    with ThreadPoolExecutor(len(writes)) as threads:
        for mine in threads.map(go_on, writes):
            took += mine
    ms = sorted(1000 * one for one in took)
    return {
        "per_second": round(len(ms) / (time.perf_counter() - begun), 1),
        "middle_ms": round(statistics.median(ms), 1),
        "p95_ms": round(ms[int(len(ms) * 0.95)], 1),
    }


# --- the database alone


def alone(writers: int) -> list[Write]:
    """So many writers on the database itself."""
    from django.db import connection

    _run("CREATE TABLE bench_alone (slot BIGINT PRIMARY KEY, content TEXT NOT NULL)")
    one = _sqlite if connection.vendor == "sqlite" else _postgresql
    return one(writers)


PUT = "INSERT INTO bench_alone VALUES ({0}, {0}) ON CONFLICT (slot) DO UPDATE SET content = excluded.content"


def content(n: int) -> str:
    """As long as an answer, and never the same: SQLite writes nothing when nothing changed."""
    return f"{n:010}" * 12


def _sqlite(writers: int) -> list[Write]:
    import sqlite3

    from django.db import connection

    # One line: more of them would only wait for each other, and SQLite lets them wait unevenly.
    line = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        line.execute(f"PRAGMA {pragma}")
    held = threading.Lock()

    def write(who: int) -> Write:
        def put(n: int) -> None:
            with held:
                line.execute("BEGIN IMMEDIATE")
                line.execute(PUT.format("?"), [who, content(n)])
                line.execute("COMMIT")

        return put

    return [write(who) for who in range(writers)]


def _postgresql(writers: int) -> list[Write]:
    import psycopg

    def write(who: int) -> Write:
        line = psycopg.connect(os.environ["KOERS_DATABASE"], autocommit=True)
        return lambda n: line.execute(PUT.format("%s"), [who, content(n)])

    return [write(who) for who in range(writers)]


def _run(sql: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql)


# --- over HTTP


def team(size: int, home: Any, name: str) -> Any:
    """A team with everybody on their chair."""
    from tests import cast

    return cast.seated(home, name, tuple(f"Persoon {n:02}" for n in range(size)))


def phone(url: str, table: Any, name: str) -> Line:
    """The browser of somebody at this table."""
    from django.conf import settings

    from tests.conftest import session_cookie

    chair = table.chair(name)
    cookies = {settings.SESSION_COOKIE_NAME: session_cookie(chair.person)}
    return Line(url, cookies | {f"ballot_{chair.pk}": table.ballots[name]})


def answers(url: str, home: Any) -> list[Write]:
    """Eight phones of one team, that give their dots anew all the time. The ninth never does."""
    from tests import rounds

    table = team(WRITERS + 1, home, "answers")
    scan = rounds.opened(table)
    return [_answer(phone(url, table, name), table, scan) for name in table.names[:WRITERS]]


def _answer(line: Line, table: Any, scan: Any) -> Write:
    from django.urls import reverse

    path = reverse("scan_answer", args=[table.team.key, scan.number])
    dots = dict.fromkeys((f"score-{s}" for s in FIVE), "3")
    return lambda n: line.ask(path, dots | {"why-structure": f"omdat {n}"})


def teams(url: str, home: Any, many: int) -> list[Write]:
    """One phone of each of so many teams, all at once."""
    from tests import rounds

    tables = [team(3, home, f"team {n}") for n in range(many)]
    return [
        _guessable(phone(url, table, table.names[0]), table, rounds.opened(table, "guessable"))
        for table in tables
    ]


def _guessable(line: Line, table: Any, scan: Any) -> Write:
    from django.urls import reverse

    path = reverse("scan_answer", args=[table.team.key, scan.number])
    return lambda n: line.ask(path, {f"score-{s}": str(1 + n % 5) for s in FIVE} | {"read": "yes"})


def reports(url: str, home: Any) -> list[Write]:
    """Eight phones of one team, that each say what came of one action after the other."""
    from koers.apps.actions.models import Action
    from tests import rounds

    table = team(WRITERS, home, "reports")
    _, made = rounds.agreed(table)
    fields = {f.attname: getattr(made[0], f.attname) for f in Action._meta.fields if f.name != "id"}
    Action.objects.bulk_create(Action(**fields) for _ in range(ACTIONS))
    open_ones = Action.objects.filter(team_id=made[0].team_id, outcome="")
    left = iter(list(open_ones.values_list("pk", flat=True)))
    return [_report(phone(url, table, name), table, left) for name in table.names]


def _report(line: Line, table: Any, left: Any) -> Write:
    from django.urls import reverse

    def report(_: int) -> None:
        pk = next(left)
        line.ask(
            reverse("action_report", args=[table.team.key, pk]),
            {"outcome": "done", "effect": "yes", "key": f"bench {pk}"},
        )

    return report


# --- one database, one disk


def measured(seconds: float, many: int) -> dict[str, Any]:
    """Everything on the database that `KOERS_DATABASE` names."""
    from bench.attacks.__main__ import installed
    from tests import server

    with tempfile.TemporaryDirectory(prefix="koers-bench-") as folder:
        installed(Path(folder))
        from django.db import connection

        from tests import cast

        home = cast.organisation("De Linde")
        with server.running(Path(folder), server.WEB) as running:
            plan = {
                "alone": alone(WRITERS),
                "answers": answers(running.url, home),
                "reports": reports(running.url, home),
                "teams": teams(running.url, home, many),
            }
            for writes in plan.values():  # the first of everything costs more
                rate(0.5, writes)
            return {"database": connection.vendor} | {
                name: rate(seconds, writes) for name, writes in plan.items()
            }


def postgresql(stack: ExitStack) -> str:
    """A server that loses nothing."""
    import psycopg

    from tests import postgresql as own

    address = stack.enter_context(own.server())
    with psycopg.connect(address, autocommit=True) as line:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            line.execute(f"ALTER SYSTEM SET {setting} = on")
        line.execute("SELECT pg_reload_conf()")
    return address


def one(database: str, seconds: float, many: int) -> None:
    """In a process of its own, that has the disk it was given."""
    with ExitStack() as stack:
        if database == "postgresql":
            os.environ["KOERS_DATABASE"] = postgresql(stack)
        print(json.dumps(measured(seconds, many)))


def on_disk(database: str, ms: float, given: argparse.Namespace) -> dict[str, Any]:
    """The same with a disk that is so much slower."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"KOERS_THREADS": str(WRITERS)}
        if ms:
            library = Path(folder) / "slow_disk.so"
            source = Path(__file__).with_name("slow_disk.c")
            subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", library, source], check=True)
            library.chmod(0o755)
            Path(folder).chmod(0o755)
            environment |= {"LD_PRELOAD": str(library), "KOERS_BENCH_DISK_MS": str(ms)}
        call = [sys.executable, "-m", "bench.responses", "--only", database]
        call += ["--seconds", str(given.seconds), "--teams", str(given.teams)]
        done = subprocess.run(call, env=environment, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout.splitlines()[-1]) | {"disk_ms": ms, "teams_at_once": given.teams}
    print(json.dumps(found), file=sys.stderr, flush=True)
    return found


def report(found: list[dict[str, Any]]) -> str:
    """As a table."""
    lines = [
        "# Durable answers and deeds over HTTP",
        "",
        f"`python -m bench.responses` on {os.cpu_count()} cores, Python {sys.version.split()[0]}; the phones "
        f"run on the same cores. {WRITERS} writers at once, and {found[0]['teams_at_once']} teams at once. "
        "*Disk + 5 ms*: every wait for the disk takes 5 ms longer. Per second; in brackets the share of what "
        "the database alone commits.",
        "",
        "| database | disk | alone | answers | reports (turns) | teams at once | p95 of these |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    for one_found in found:
        base = one_found["alone"]["per_second"]
        cells = [
            f"{one_found[what]['per_second']:.0f} ({one_found[what]['per_second'] / base:.2f})"
            for what in ("answers", "reports", "teams")
        ]
        disk = f"+ {one_found['disk_ms']:g} ms" if one_found["disk_ms"] else "as it is"
        lines.append(
            f"| {one_found['database']} | {disk} | {base:.0f} | {' | '.join(cells)} "
            f"| {one_found['teams']['p95_ms']:.0f} ms |"
        )
    return "\n".join([*lines, "", *(f"- {line}" for line in verdicts(found))]) + "\n"


def verdicts(found: list[dict[str, Any]]) -> list[str]:
    """Each measurement against a third of what the database alone can do."""
    return [
        f"{what} on {f['database']}, disk + {f['disk_ms']:g} ms: at least {LEAST:.2f}; {share:.2f}: "
        f"{'reached' if share >= LEAST else 'not reached'}"
        for f in found
        for what in ("answers", "reports")
        for share in [f[what]["per_second"] / f["alone"]["per_second"]]
    ]


def main() -> None:
    """Measure both databases, on the disk as it is and on a slower one."""
    options = argparse.ArgumentParser()
    options.add_argument("--disk", type=float, default=5.0)
    options.add_argument("--teams", type=int, default=50)
    options.add_argument("--seconds", type=float, default=4.0)
    options.add_argument("--only", choices=["sqlite", "postgresql"])
    given = options.parse_args()
    if given.only:
        one(given.only, given.seconds, given.teams)
        return
    found = [
        on_disk(database, ms, given) for database in ("sqlite", "postgresql") for ms in (0.0, given.disk)
    ]
    text = report(found)
    print(text)
    (RESULTS / "responses.md").write_text(text)
    (RESULTS / "responses.json").write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
