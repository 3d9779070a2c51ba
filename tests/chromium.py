"""Where a Chromium is on this machine. Koers downloads no browser: the system's own one is driven."""

import os
import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def found() -> str | None:
    """The path of a browser: the one named in `KOERS_CHROMIUM`, or the first that is installed."""
    if named := os.environ.get("KOERS_CHROMIUM"):
        return named
    installed = next(filter(None, map(shutil.which, NAMES)), None)
    return installed or (str(MAC) if MAC.exists() else None)


if __name__ == "__main__":
    path = found()
    print(path or "no Chromium found")  # noqa: T201
    sys.exit(path is None)
