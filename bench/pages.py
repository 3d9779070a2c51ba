"""What every page of a team costs: queries, time on the server, bytes; and whether that grows with its past.

    python -m bench.pages

A team of 50 is filled twice: with 50 rounds and 200 ledger entries, and with a hundred times as much. Times
are medians of whole requests over one open connection, on the server that also gives a bare Django view and a
bare ASGI reply, asked in turn in the same run; the ratios are what counts. So is every page of the demo:
in it all rooms have something (`bench/rooms.py`).
"""

import json
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from bench import rooms

RESULTS = Path(__file__).parent / "results"
SEATS, ROUNDS, ENTRIES, MORE = 50, 50, 200, 100
TIMES = 40
CSRF = "b" * 32
VIEW, REPLY = "/bare-view/", "/bare-reply/"

# What is to be reached: queries, times a bare view for a page and for an answer, bytes, growth.
MOST = {"queries": 10, "page": 8.0, "answer": 6.0, "first": 200_000, "after": 40_000, "growth": 1.5}


@dataclass
class Figure:
    """One page, of the team with its whole past."""

    name: str
    queries: int
    ms: float
    times_view: float
    times_reply: float
    bytes: int
    growth: float = 1.0


# --- the team


def fill(rounds: int, entries: int) -> Any:
    """A team of 50 with so many rounds behind it. One round is played; the others are copies of it."""
    from django.db import transaction

    from koers.apps.ledger.models import Stream
    from koers.apps.people import commands as people
    from tests import cast
    from tests import rounds as play

    # The commands are the product's own; only the copies are written straight into the tables.
    home = people.found_organisation(cast.queries.seat_of_person(cast.founder()), f"De Linde {rounds}")
    table = cast.seated(home, f"MT {rounds}", tuple(f"Persoon {n:02}" for n in range(SEATS)))
    scan, actions = play.agreed(table)
    with transaction.atomic():
        _copy(scan, actions, rounds - 1)
        _pad(Stream.objects.get(pk=table.team.stream_id), entries)
    open_one = play.opened(table)
    play.answer(table, open_one, table.names[0], why="omdat")
    return table


def _copy(scan: Any, actions: Any, times: int) -> None:
    from koers.apps.actions.models import Action
    from koers.apps.ledger.models import Link
    from koers.apps.scans.models import Note, Round, Tally, Why

    for n in range(times):
        earlier = {
            "opened": scan.opened - timedelta(days=9 * n + 9),
            "closed": scan.closed - timedelta(days=9),
        }
        fields = {f.attname: getattr(scan, f.attname) for f in Round._meta.fields if f.name != "id"}
        copy = Round.objects.create(**fields | earlier | {"number": scan.number + n + 1})
        Tally.objects.bulk_create(Tally(round=copy, item=t.item, counts=t.counts) for t in scan.tallies.all())
        Why.objects.bulk_create(Why(round=copy, item=w.item, text=w.text) for w in scan.whys.all())
        Note.objects.create(round=copy, s="structure", text="Genoteerd", name="Els", at=scan.closed)
        for one in actions:
            fields = {f.attname: getattr(one, f.attname) for f in Action._meta.fields if f.name != "id"}
            made = Action.objects.create(**fields | {"outcome": "done", "reported": one.agreed})
            Link.objects.create(stream_id=one.stream_id, kind="came_from", source=copy.code, target=made.code)


def _pad(stream: Any, entries: int) -> None:
    """Fill the ledger up to so many entries."""
    from koers.apps.ledger import readers
    from koers.apps.ledger.models import Entry

    fresh = [
        Entry(
            stream=stream,
            seq=n,
            deed="note_talk",
            actor="system",
            subject="round:1",
            data={},
            at=stream.latest,
        )
        for n in range(stream.head + 1, entries + 1)
    ]
    Entry.objects.bulk_create(fresh, batch_size=500)
    stream.head = max(stream.head, entries)
    stream.save(update_fields=["head"])
    readers.asks.catch_up(stream.pk)


def pages(table: Any) -> dict[str, tuple[str, str]]:
    """Every page of this team: who asks for it, and where it is."""
    from django.urls import reverse

    from koers.apps.scans.models import Round

    team = table.team
    closed = Round.objects.filter(team=team, stage="agreed").latest("number").number
    now = Round.objects.filter(team=team).latest("pk").number
    plain = {name: ("lead", reverse(name, args=[team.key])) for name in ("home", "table", "scans", "actions")}
    return {
        **plain,
        "home of a member": ("member", reverse("home", args=[team.key])),
        "start a round": ("lead", reverse("scan_new", args=[team.key])),
        "now, on a phone": ("member", reverse("now", args=[team.key])),
        "now, refreshed": ("member", reverse("now_fragment", args=[team.key]) + "?stay=1"),
        "answer": ("member", reverse("scan_answer", args=[team.key, now])),
        "wall while answering": ("lead", reverse("scan_wall", args=[team.key, now])),
        "result": ("member", reverse("scan", args=[team.key, closed])),
        "wall of the agreement": ("lead", reverse("scan_wall", args=[team.key, closed])),
    }


# --- asking


class Line:
    """One open connection of somebody's browser."""

    def __init__(self, url: str, cookies: dict[str, str]) -> None:
        self.line = HTTPConnection(urlsplit(url).netloc, timeout=30)
        pairs = {"csrftoken": CSRF, "koers_language": "nl"} | cookies
        self.headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in pairs.items()),
            "X-CSRFToken": CSRF,
            "Accept-Encoding": "gzip, br",
        }

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[float, bytes]:
        """Milliseconds until the whole reply was there, and the reply."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        start = time.perf_counter()
        self.line.request(
            "POST" if form else "GET", path, urlencode(form) if form else None, self.headers | kind
        )
        reply = self.line.getresponse()
        body = reply.read()
        took = (time.perf_counter() - start) * 1000
        if reply.status not in (200, 302):
            raise RuntimeError(f"{path}: {reply.status} {body[:2000]!r}")
        return took, body


def people_of(table: Any) -> dict[str, dict[str, str]]:
    """The cookies of the facilitator and of a member."""
    from django.conf import settings

    from tests.conftest import session_cookie

    member = table.chair(table.names[1])
    name = settings.SESSION_COOKIE_NAME
    return {
        "lead": {name: session_cookie(table.helper.person)},
        "member": {name: session_cookie(member.person), f"ballot_{member.pk}": table.ballots[member.name]},
    }


def timed(url: str, asked: dict[str, tuple[Line, str, dict[str, str] | None]]) -> dict[str, float]:
    """The median of each, asked in turn so that a slow moment falls on all."""
    took: dict[str, list[float]] = {name: [] for name in asked}
    for n in range(TIMES + 5):
        for name, (line, path, form) in asked.items():
            ms, _ = line.ask(path, form)
            if n >= 5:
                took[name].append(ms)
    return {name: statistics.median(all_of_them) for name, all_of_them in took.items()}


def counted(table: Any) -> dict[str, int]:
    """Queries per page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    found = {}
    for name, (who, path) in pages(table).items():
        client = Client()
        for cookie, value in people_of(table)[who].items():
            client.cookies[cookie] = value
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        found[name] = len(asked)
    return found


def weighed(url: str) -> tuple[int, int]:
    """Bytes over the line for a first page with all it brings, and for the page alone."""
    line = Line(url, {})
    _, page = line.ask("/")
    parts = set(re.findall(rb'(?:href|src)="(/static/[^"]+)"', page))
    return len(page) + sum(len(line.ask(part.decode())[1]) for part in parts), len(page)


def asking(url: str) -> Callable[[str, dict[str, str]], float]:
    """How long an address takes for whoever has these headers; any reply counts."""
    line = HTTPConnection(urlsplit(url).netloc, timeout=30)

    def ask(path: str, headers: dict[str, str]) -> float:
        start = time.perf_counter()
        line.request("GET", path, headers=headers | {"Accept-Encoding": "gzip, br"})
        line.getresponse().read()
        return (time.perf_counter() - start) * 1000

    return ask


# --- the run


@contextmanager
def installation() -> Iterator[str]:
    """An empty installation with its server; the address."""
    from tests import server

    with tempfile.TemporaryDirectory(prefix="koers-bench-") as folder:
        os.environ |= {
            "KOERS_HOME": folder,
            "KOERS_DATABASE": f"{folder}/koers.sqlite3",
            "KOERS_COLLECTED": "1",
            "DJANGO_SETTINGS_MODULE": "koers.config.settings",
        }
        import django

        django.setup()
        from koers.serving import preparation

        preparation.migrate()
        preparation.collect()
        with server.running(Path(folder), ["-m", "bench.bare"]) as running:
            yield running.url


def measured(url: str) -> tuple[list[Figure], dict[str, float]]:
    """Every page of the full team, against the floors and against the small team."""
    small, full = fill(ROUNDS, ENTRIES), fill(ROUNDS * MORE, ENTRIES * MORE)
    nobody = Line(url, {})
    asked: dict[str, tuple[Line, str, dict[str, str] | None]] = {
        "view": (nobody, VIEW, None),
        "reply": (nobody, REPLY, None),
    }
    for size, table in (("small", small), ("full", full)):
        lines = {who: Line(url, cookies) for who, cookies in people_of(table).items()}
        for name, (who, path) in pages(table).items():
            asked[f"{size} {name}"] = (lines[who], path, None)
        answering = pages(table)["answer"][1]
        dots = {f"score-{s}": "3" for s in ("direction", "synergy", "structure", "steering", "success")}
        asked[f"{size} giving an answer"] = (lines["member"], answering, dots)
    ms = timed(url, asked)
    queries = counted(full)
    figures = [
        Figure(
            name=name,
            queries=queries.get(name, 0),
            ms=round(ms[f"full {name}"], 2),
            times_view=round(ms[f"full {name}"] / ms["view"], 1),
            times_reply=round(ms[f"full {name}"] / ms["reply"], 1),
            bytes=len(asked[f"full {name}"][0].ask(*asked[f"full {name}"][1:])[1]),
            growth=round(ms[f"full {name}"] / ms[f"small {name}"], 2),
        )
        for name in [*queries, "giving an answer"]
    ]
    return figures, ms


def of_rooms(costs: list[rooms.Cost], bare: float) -> str:
    """Every page of the demo as a table."""
    most, middle = max(c.queries for c in costs), statistics.median(c.ms for c in costs)
    lines = [
        "## Every page of the demo",
        "",
        f"{len(costs)} pages and lists, medians of {rooms.TIMES}; at most {most} queries, the middle one "
        f"takes {middle:.1f} ms. The bare view took {bare:.2f} ms.",
        "",
        "| page | queries | ms |",
        "|---|---:|---:|",
        *(f"| {cost.name} | {cost.queries} | {cost.ms} |" for cost in costs),
    ]
    return "\n".join(lines) + "\n"


def report(figures: list[Figure], floors: dict[str, float], first: int, after: int) -> str:
    """As a table."""
    lines = [
        "# What pages cost",
        "",
        f"`python -m bench.pages` on {os.cpu_count()} cores, SQLite, Python {sys.version.split()[0]}. A team "
        f"of {SEATS} with {ROUNDS * MORE} rounds and {ENTRIES * MORE:,} ledger entries; growth is against "
        f"the same team with {ROUNDS} rounds and {ENTRIES} entries. Medians of {TIMES} requests.",
        "",
        f"Bare Django view {floors['view']:.2f} ms, bare ASGI reply {floors['reply']:.2f} ms.",
        "",
        "| page | queries | ms | × bare view | × bare reply | bytes | growth at 100 × |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {f.name} | {f.queries or ''} | {f.ms} | {f.times_view} | {f.times_reply} | {f.bytes or ''} "
        f"| {f.growth} |"
        for f in figures
    ]
    lines += [
        "",
        f"First page with styles, scripts and fonts: {first:,} bytes over the line; after that: {after:,}.",
        "",
        *(f"- {line}" for line in verdicts(figures, first, after)),
    ]
    return "\n".join(lines) + "\n"


def verdicts(figures: list[Figure], first: int, after: int) -> list[str]:
    """Each target, and the worst page against it."""
    seen, given = [f for f in figures if f.queries], [f for f in figures if not f.queries]
    worst = {
        "queries": max((f.queries, f.name) for f in seen),
        "page": max((f.times_view, f.name) for f in seen),
        "answer": max((f.times_view, f.name) for f in given),
        "first": (first, "begin"),
        "after": max((max(f.bytes for f in seen), "the largest page"), (after, "begin")),
        "growth": max((f.growth, f.name) for f in figures),
    }
    return [
        f"{what}: at most {most:,}; the worst is {worst[what][0]:,} ({worst[what][1]}): "
        f"{'reached' if worst[what][0] <= most else 'not reached'}"
        for what, most in MOST.items()
    ]


def main() -> None:
    """Measure, print, and write it down."""
    with installation() as url:
        first, after = weighed(url)
        costs = rooms.costs(asking(url))
        figures, ms = measured(url)
    floors = {name: round(ms[name], 3) for name in ("view", "reply")}
    text = report(figures, floors, first, after) + "\n" + of_rooms(costs, floors["view"])
    print(text)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "pages.md").write_text(text)
    found = {
        "floors_ms": floors,
        "first_bytes": first,
        "after_bytes": after,
        "pages": [asdict(f) for f in figures],
        "rooms": [asdict(cost) for cost in costs],
    }
    (RESULTS / "pages.json").write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
