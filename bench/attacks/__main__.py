"""Play the rounds, attack them, and write the table."""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parents[1] / "results"


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    database: str
    what: str
    size: int
    found: Any


def installed(folder: Path) -> None:
    """An empty installation in this folder, or in the database that `KOERS_DATABASE` names."""
    os.environ |= {"KOERS_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "koers.config.settings"}
    os.environ.setdefault("KOERS_DATABASE", str(folder / "koers.sqlite3"))
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    from koers.serving import preparation

    settings.ALLOWED_HOSTS = ["*"]
    preparation.migrate()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # As an installation has it: the log then holds whole pages too.
            cursor.execute("ALTER SYSTEM SET full_page_writes = on")
            cursor.execute("SELECT pg_reload_conf()")


def attacked(url: str, log: Path, size: int, rounds: int, seed: int, what: str) -> Line:
    """So many rounds of this size, attacked."""
    from django.db import connection

    from bench.attacks import leaky, linking
    from bench.attacks.evidence import Adversary
    from bench.attacks.playing import over_http, play
    from tests import cast

    chance, adversary = random.Random(seed), Adversary(log)
    home, cases = cast.organisation(f"{what} {size}"), []
    with leaky.giving() if what == "leaky" else nullcontext(over_http) as give:
        for _ in range(rounds):
            adversary.begin()
            late = what == "comes in late"
            played = play(url, home, size, chance, adversary.copy, give, come_in_late=late)
            cases.append(linking.Case(played, adversary.after(played)))
    return Line(connection.vendor, what, size, linking.linked(cases, seed))


def main() -> None:
    """The whole suite on one database."""
    options = argparse.ArgumentParser()
    options.add_argument("--rounds", type=int, default=200)
    options.add_argument("--sizes", default="6,8,12")
    options.add_argument("--only", choices=["koers", "leaky", "comes in late"], help="one part of the table")
    options.add_argument("--seed", type=int, default=int(time.time()))
    given = options.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")]
    plan = [("koers", size) for size in sizes] + [("leaky", sizes[0]), ("comes in late", sizes[0])]
    plan = [(what, size) for what, size in plan if given.only in (None, what)]
    with tempfile.TemporaryDirectory(prefix="koers-attacks-") as folder:
        installed(Path(folder))
        from bench.attacks import table
        from tests import server

        with server.running(Path(folder), server.WEB) as running:
            log = running.home / "log"
            for what, size in plan:
                line = asdict(attacked(running.url, log, size, given.rounds, given.seed + size, what))
                print(json.dumps(line), file=sys.stderr, flush=True)
                text = table.write(RESULTS, [line])
    print(text)


if __name__ == "__main__":
    main()
