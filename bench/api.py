"""The API under bodies and addresses that nobody thought of: how many cases, which replies, what was wrong.

    python -m bench.api --cases 20000

The server runs in this process; every case is made from the OpenAPI document, half of them to fit it and half
not to. See `tests/web/test_api_fuzz.py`.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path


def main() -> int:
    """Run it and print its figures; 1 when anything was wrong."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=20_000)
    cases = asked.parse_args().cases
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures.json"
        os.environ |= {"KOERS_API_CASES": str(cases), "KOERS_API_FIGURES": str(figures)}
        import pytest

        began = time.monotonic()
        failed = pytest.main(["-q", "-p", "no:cacheprovider", "tests/web/test_api_fuzz.py", "-k", "no_case"])
        found = json.loads(figures.read_text()) | {"seconds": round(time.monotonic() - began)}
    print(json.dumps(found, indent=1))
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
