"""`koers recount`: a decision counted again by somebody who has only the file."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from koers.apps.decisions import commands
from koers.apps.decisions.models import Decision
from koers.apps.decisions.records import commands as records
from koers.apps.decisions.records import queries
from koers.apps.ledger import clock
from koers.domain.processes import Terms
from tests.cast import Table

pytestmark = pytest.mark.thorough


@pytest.fixture
def export(linde: Table) -> dict[str, Any]:
    """A decision by majority of De Linde, as anybody of the team takes it along."""
    seat, terms = linde.seat("Joost"), Terms(silence="not_counted", live=True)
    draft = commands.draft_proposal(seat, linde.team, "majority", terms, "Eén bureau", "Vanaf 1 februari.")
    commands.open_process(seat, draft.pk)
    for name, choice in zip(linde.names, ("for", "for", "against"), strict=False):
        commands.respond(linde.seat(name), draft.pk, choice)
    process = commands.close_process(linde.facilitator, draft.pk)
    records.settle(seat, process, clock.now())
    return queries.export_decision(seat, Decision.objects.get(process=process).pk)


def recount(folder: Path, text: str, language: str = "C") -> subprocess.CompletedProcess[str]:
    file = folder / "besluit.json"
    file.write_text(text)
    nowhere = {"KOERS_HOME": str(folder), "KOERS_DATABASE": str(folder / "none.sqlite3"), "LC_ALL": language}
    return subprocess.run(
        [sys.executable, "-m", "koers", "recount", str(file)],
        env=os.environ | nowhere, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_an_export_agrees_without_any_database(export: dict[str, Any], tmp_path: Path) -> None:
    done = recount(tmp_path, json.dumps(export))
    assert (done.returncode, done.stdout.strip()) == (
        0,
        f"Decision {export['number']}, counted again, gives the same.",
    )
    assert not (tmp_path / "none.sqlite3").exists()


def test_what_was_changed_is_said_in_the_language_of_the_terminal(
    export: dict[str, Any], tmp_path: Path
) -> None:
    export["case"]["responses"][0]["choice"] = "against"
    done = recount(tmp_path, json.dumps(export), "nl_NL.UTF-8")
    assert done.returncode == 1
    assert "De uitkomst was: adopted. Nageteld: rejected." in done.stderr


@pytest.mark.parametrize("text", ["", "geen json", "[]", '{"format": "iets anders"}', "[" * 100_000])
def test_what_is_no_export_is_said_kindly(text: str, tmp_path: Path) -> None:
    done = recount(tmp_path, text)
    assert done.returncode == 1
    assert done.stderr.startswith("This isn't ")
    assert "Traceback" not in done.stderr
