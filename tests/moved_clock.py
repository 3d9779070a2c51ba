"""Settings for a server whose clock a test moves: as many seconds on as stand in the file `KOERS_TEST_CLOCK`.

Only here: an installation's own settings know no such file.
"""

import os
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from koers.config.settings import *  # noqa: F403

_now = timezone.now


def _moved() -> datetime:
    return _now() + timedelta(seconds=float(Path(os.environ["KOERS_TEST_CLOCK"]).read_text()))


timezone.now = _moved
