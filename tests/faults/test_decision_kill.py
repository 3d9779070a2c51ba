"""Deciding is killed at a random moment, again and again. What was acknowledged is there, and nothing twice.

`KOERS_KILLS=100` takes that many moments, `KOERS_SEED` repeats them.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from koers.apps.decisions import commands, queries
from koers.apps.decisions.models import Decision, Process, Response
from koers.apps.decisions.records import commands as records
from koers.apps.decisions.records import queries as log
from koers.apps.ledger import clock, readers, sealer
from koers.apps.ledger.models import Ask, Entry
from koers.domain.processes import Terms
from koers.domain.processes.recounting import recount
from koers.domain.refusals import Refused
from tests import cast
from tests.cast import Table
from tests.databases import database_of_tests

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]

KILLS = int(os.environ.get("KOERS_KILLS", "8"))
SIX = ("a", "b", "c", "d", "e", "f")


def play(table: Table, process: Process, chance: random.Random, home: Path) -> list[list[str]]:
    """Start it, kill it, and read what it had acknowledged."""
    spec = {
        "process": process.pk, "members": [table.chair(name).pk for name in SIX], "lead": table.helper.pk,
        "seed": chance.randrange(10**6),
    }  # fmt: skip
    own = {"KOERS_DATABASE": database_of_tests(), "KOERS_HOME": str(home)}
    environment = os.environ | own | {"KOERS_SECRET_KEY": settings.SECRET_KEY}
    connection.close()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.deciding", json.dumps(spec)],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0,
    ) as child:  # fmt: skip
        assert child.stdout
        first = child.stdout.readline()
        assert first.startswith(b"begun"), (child.stderr.read() if child.stderr else b"").decode()[-2000:]
        lines = [child.stdout.readline() for _ in range(chance.randint(0, 30))]
        time.sleep(chance.uniform(0, 0.05))
        child.kill()
        rest, _ = child.communicate()
    lines += rest.splitlines(keepends=True)
    return [line.decode().rstrip("\n").split(" ") for line in lines if line.endswith(b"\n")]


def whole(process: Process, lines: list[list[str]]) -> None:
    """Every acknowledged answer is there in its order, at most one more of each, and no half deed."""
    for member in {int(line[1]) for line in lines if line[0] == "about"}:
        yes = [line[2] for line in lines if line[:2] == ["yes", str(member)]]
        about = [line[2] for line in lines if line[:2] == ["about", str(member)]]
        held = list(
            Response.objects.filter(process=process, member=member)
            .order_by("pk")
            .values_list("choice", flat=True)
        )
        assert held[: len(yes)] == yes
        assert held == about[: len(held)]
        assert len(held) <= len(yes) + 1
    told = Counter(Entry.objects.filter(subject=process.code).values_list("deed", flat=True))
    assert told["respond"] == process.responses.count()
    assert told["ask_question"] == process.remarks.count()
    assert told["close_process"] == (process.outcome is not None)
    assert process.remarks.count() >= sum(line[0] == "asked" for line in lines)


def closed_once(table: Table, process: Process, lines: list[list[str]]) -> str:
    """Closed and sealed once, also when that was under way; an export alone gives the same."""
    done = {line[0] for line in lines}
    assert process.outcome is not None or "closed" not in done
    decided = Decision.objects.filter(process=process)
    assert decided.exists() or "sealed" not in done or process.stage != "adopted"
    stage = "sealed" if decided.exists() else "closed" if process.outcome else "open"
    if process.outcome is None:
        commands.close_process(table.facilitator, process.pk)
    with pytest.raises(Refused, match="window_closed"):
        commands.close_process(table.facilitator, process.pk)
    process = records.settle(table.facilitator, Process.objects.get(pk=process.pk), clock.now())
    if process.stage == "adopted":
        assert recount(log.export_decision(table.facilitator, decided.get().pk)) == []
    assert (process.stage == "adopted") == decided.exists()
    return stage


def test_no_answer_and_no_outcome_is_lost_or_doubled_however_the_process_dies(tmp_path: Path) -> None:
    seed = int(os.environ.get("KOERS_SEED", random.SystemRandom().randrange(10**6)))
    print(f"seed {seed}: repeat with KOERS_SEED={seed}")  # noqa: T201
    chance = random.Random(seed)
    table = cast.seated(cast.organisation(), "MT", SIX)
    found: Counter[str] = Counter()
    for _ in range(KILLS):
        proposer = table.seat("a")
        terms = Terms(silence="not_counted", live=True)
        draft = commands.draft_proposal(proposer, table.team, "majority", terms, "Titel", "Tekst.")
        process = commands.open_process(proposer, draft.pk)
        lines = play(table, process, chance, tmp_path)
        process.refresh_from_db()
        whole(process, lines)
        found[closed_once(table, process, lines)] += 1
        readers.asks.catch_up_all()
        assert not Ask.objects.filter(subject=process.code, deed="respond").exists()
        assert queries.case_of(Process.objects.get(pk=process.pk)).outcome
    sealer.seal_all()
    assert list(sealer.verify(sealer.rows(), sealer.heads())) == []
    print(f"killed while {dict(found)}")  # noqa: T201
