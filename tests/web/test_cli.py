"""The command line, as an operator uses it: in processes of its own, on a home of its own."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil
import pytest

from koers.serving import lan
from tests.databases import fresh_database
from tests.server import SERVE, Server, running

pytestmark = pytest.mark.thorough

FIRST_LINE = '{"heads": {}}\n'


@pytest.fixture
def home(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an installation that is still empty, on the database of this run."""
    with fresh_database(tmp_path) as address:
        yield {"KOERS_HOME": str(tmp_path), "KOERS_DATABASE": address, "LC_ALL": "C"}


def koers(home: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "koers", *arguments],
        env=os.environ | home,
        capture_output=True,
        text=True,
        check=False,
    )


def start(home: dict[str, str], *flags: str) -> AbstractContextManager[Server]:
    return running(Path(home["KOERS_HOME"]), [*SERVE, *flags], **home)


@pytest.mark.fault
def test_serve_prepares_prints_a_way_in_and_stops_cleanly(home: dict[str, str]) -> None:
    with start(home) as server:
        log = server.log
        assert "Preparing the database" in log
        assert "/in/" in log
        assert server.stop() == 0
    with start(home) as server:
        assert "Preparing" not in server.log


@pytest.mark.fault
def test_a_port_that_is_taken_is_told_at_once(home: dict[str, str]) -> None:
    with start(home) as server:
        said = koers(home, "serve", "--no-open", "--port", server.url.rsplit(":", 1)[1])
    assert said.returncode == 1
    assert "is taken" in said.stdout


HALFWAY = """
from koers import cli
cli.start()
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from koers.serving import preparation
preparation.migrate()
for step in ("0001_ground", "0008_from_elsewhere"):
    MigrationRecorder(connection).record_unapplied("decisions", step)
"""


def test_tables_that_were_left_halfway_are_told_with_what_to_do(home: dict[str, str]) -> None:
    subprocess.run([sys.executable, "-c", HALFWAY], env=os.environ | home, check=True)
    said = koers(home, "serve", "--no-open", "--port", "8199")
    assert said.returncode == 1
    assert "misses the step “decisions 0008_from_elsewhere”" in said.stdout
    assert "Check out commit" in said.stdout
    assert said.stderr == ""


@pytest.mark.fault
def test_a_child_that_dies_is_started_again(home: dict[str, str]) -> None:
    with start(home) as server:
        family = psutil.Process(server.process.pid).children(recursive=True)
        for child in psutil.Process(server.process.pid).children():
            child.kill()
        # The web server's own child notices within a second that it is alone.
        assert psutil.wait_procs(family, timeout=8)[1] == []
        wait_until(lambda: healthy(server))
        assert server.log.count("is started again") >= 2


@pytest.mark.fault
def test_children_end_when_their_supervisor_is_killed(home: dict[str, str]) -> None:
    with start(home) as server:
        family = psutil.Process(server.process.pid).children(recursive=True)
        assert len(family) >= 3
        server.process.kill()
        assert psutil.wait_procs(family, timeout=8)[1] == []


@pytest.mark.fault
def test_a_child_whose_supervisor_died_before_it_looked_ends_too(home: dict[str, str]) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    child = subprocess.Popen(
        [sys.executable, "-m", "koers", "worker"], env=os.environ | home | {"KOERS_PARENT": str(gone.pid)}
    )
    assert child.wait(20) == 0


@pytest.mark.fault
def test_an_open_stream_does_not_hold_up_stopping(home: dict[str, str]) -> None:
    with start(home) as server:
        with socket.create_connection(("127.0.0.1", int(server.url.rsplit(":", 1)[1]))) as line:
            line.sendall(b"GET /health HTTP/1.1\r\nHost: here\r\n\r\n")
            assert line.recv(100)
            before = time.monotonic()
            assert server.stop() == 0
        assert time.monotonic() - before < 5


@pytest.mark.fault
def test_health_says_what_lives_and_exits_accordingly(home: dict[str, str]) -> None:
    with start(home):
        wait_until(lambda: "worker" in koers(home, "health").stdout)
        said = koers(home, "health")
        assert said.returncode == 0
        assert "web: a sign of life" in said.stdout
    assert "No process of Koers is running" in koers(home, "health").stdout


@pytest.mark.fault
def test_lan_prints_an_address_and_hears_of_a_phone(home: dict[str, str]) -> None:
    address = lan.address()
    if address is None:
        return
    with start(home, "--lan") as server:
        port = server.url.rsplit(":", 1)[1]
        wait_until(lambda: f"http://{address}:{port}/reach/" in server.log)
        Path(home["KOERS_HOME"], "reached").write_text("192.168.1.77")
        wait_until(lambda: "A phone reached Koers, from 192.168.1.77" in server.log)


@pytest.mark.parametrize(
    ("client", "outside"), [("127.0.0.1", False), ("::1", False), ("192.168.77.3", True), ("", False)]
)
def test_a_phone_is_another_device(client: str, outside: bool) -> None:
    assert lan.came_from_outside(client) is outside


# --- the ledger


TWO_ENTRIES = """
from koers import cli
cli.start()
from koers.apps.ledger import sealer
from koers.apps.people import commands
from koers.serving import preparation
preparation.migrate()
commands.send_link(commands.first_founder("Bram"))
sealer.seal_all()
"""


@pytest.fixture
def ledger(home: dict[str, str]) -> dict[str, str]:
    """An installation with two sealed entries."""
    subprocess.run([sys.executable, "-c", TWO_ENTRIES], env=os.environ | home, check=True)
    return home


def test_a_ledger_verifies_and_so_does_its_export(ledger: dict[str, str], tmp_path: Path) -> None:
    assert "The ledger is whole: 2 entries" in koers(ledger, "ledger", "verify").stdout
    file = tmp_path / "ledger.jsonl"
    assert "2 entries in" in koers(ledger, "ledger", "export", str(file)).stdout
    said = koers(ledger, "ledger", "verify", "--export", str(file))
    assert (said.returncode, said.stderr) == (0, "")


def test_a_changed_export_is_named_to_the_entry(ledger: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "ledger.jsonl"
    koers(ledger, "ledger", "export", str(file))
    lines = file.read_text().splitlines()
    row = json.loads(lines[2])
    lines[2] = json.dumps(row | {"actor": "person:99"})
    file.write_text("\n".join(lines))
    said = koers(ledger, "ledger", "verify", "--export", str(file))
    assert said.returncode == 1
    assert said.stderr == f"Stream {row['stream']}: entry 2 was changed after it was sealed.\n"


@pytest.mark.parametrize("text", ["", "hello\n", '{"heads": []}\n', FIRST_LINE + "[1]\n"])
def test_another_file_is_no_export(home: dict[str, str], tmp_path: Path, text: str) -> None:
    file = tmp_path / "other"
    file.write_text(text)
    said = koers(home, "ledger", "verify", "--export", str(file))
    assert said.returncode == 1
    assert "isn't part of an export" in said.stderr


# --- backup and restore


@pytest.mark.fault
def test_a_backup_while_writing_restores_elsewhere_to_the_same_ledger(
    ledger: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "koers.backup"
    with start(ledger):
        said = koers(ledger, "backup", str(file))
        assert said.returncode == 0, said.stderr
    assert file.stat().st_mode & 0o077 == 0
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with fresh_database(elsewhere) as address:
        there = ledger | {"KOERS_HOME": str(elsewhere), "KOERS_DATABASE": address}
        assert koers(there, "restore", str(file)).returncode == 0
        assert koers(there, "ledger", "verify").stdout.startswith("The ledger is whole: 3 entries")
        secret = (elsewhere / "secret").read_text()
        assert secret == (tmp_path / "secret").read_text()
        assert (elsewhere / "secret").stat().st_mode & 0o077 == 0
        again = koers(there, "restore", str(file))
        assert again.returncode == 1
        assert "There is data here already" in again.stderr


def test_a_damaged_backup_changes_nothing(ledger: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "koers.backup"
    koers(ledger, "backup", str(file))
    file.write_bytes(file.read_bytes()[:-400])
    said = koers(ledger, "restore", str(file))
    assert said.returncode == 1
    assert "damaged" in said.stderr


# --- waiting


def healthy(server: Server) -> bool:
    try:
        with urlopen(f"{server.url}/health") as reply:
            beats = json.load(reply)["heartbeats"]
    except (URLError, ConnectionError):
        return False
    return {"web", "worker"} <= beats.keys()


def wait_until(true: Callable[[], bool], seconds: float = 15) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.1)


# --- an organisation from one installation to another


AN_ORGANISATION = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests import cast
linde = cast.de_linde()
cast.seated(cast.organisation("Het Baken", by="Hugo"), "Directie", ("Willem", "Yara"))
"""


def test_an_organisation_goes_from_one_installation_to_another(home: dict[str, str], tmp_path: Path) -> None:
    told = {"DJANGO_SETTINGS_MODULE": "koers.config.settings"}
    subprocess.run([sys.executable, "-c", AN_ORGANISATION], env=os.environ | home | told, check=True)
    file = tmp_path / "linde.zip"
    unsure = koers(home, "export", "Linde", "--to", str(file))
    assert (unsure.returncode, file.exists()) == (1, False)
    assert "1  De Linde\n  2  Het Baken" in unsure.stderr
    said = koers(home, "export", "de linde", "--to", str(file))
    assert "Everything of De Linde is in" in said.stdout, said.stderr
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with fresh_database(elsewhere) as address:
        there = home | {"KOERS_HOME": str(elsewhere), "KOERS_DATABASE": address}
        said = koers(there, "import", str(file))
        assert "De Linde is here, and its ledger is whole" in said.stdout, said.stderr
        assert koers(there, "ledger", "verify").returncode == 0
        again = koers(there, "import", str(file))
        assert again.returncode == 1
        assert (
            again.stderr == "De Linde is here already. It can be imported once.\nNothing was changed here.\n"
        )
        file.write_bytes(file.read_bytes()[:-100])
        assert "This isn't a zip that Koers can read." in koers(there, "import", str(file)).stderr
