"""The living components page: every part drawn by the templates and tags that the pages use."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from koers.domain import scans
from koers.web import wording_scans
from koers.web.drawing.icons import ICONS, LEVELS
from koers.web.drawing.tafel import Chair

NAMES = ("Marieke van Dongen", "Joost Hendriks", "Samira El Amrani", "Pieter-Jan Wiersma", "Anouk Bakker")
STRIPS: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "structure",
        {
            "counts": [1, 4, 1, 1, 0],
            "before": [0, 2, 3, 2, 0],
            "median": 2,
            "median_before": 3,
            "band": (2, 3),
        },
    ),
    ("steering", {"counts": [1, 2, 1, 2, 1], "median": 3, "band": (2, 4)}),
    ("synergy", {"counts": [3, 8, 14, 11, 4], "median": 3, "band": (2, 4)}),
)


@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """Everything that returns on a screen, once."""
    context = {
        "five": scans.FIVE,
        "states": LEVELS,
        "icons": ICONS,
        "names": NAMES,
        "chairs": _chairs(),
        "small_table": _many(10),
        "full_table": _many(17),
        "strips": [_strip(code, marks) for code, marks in STRIPS],
        "steps": [(str(n), wording_scans.STEP[n]) for n in (5, 4, 3, 2, 1)],
        "errors": {"example-when": _("Choose a day between one and six months from now.")},
        "tomorrow": timezone.now() + timedelta(days=1),
    }
    return render(request, "components/components.html", context)


def _chairs() -> list[Chair]:
    sitting = [
        Chair(number, name, taken=True, mine=number == 3, guardian=number == 5)
        for number, name in enumerate(NAMES, start=1)
    ]
    return [*sitting, Chair(6, "Ravi Ramdin"), Chair(7)]


def _many(count: int) -> list[Chair]:
    letters = "ABCDEFGHIJKLMNOPQRST"
    names = [f"{letters[n]}{letters[n % 7].lower()}" for n in range(count)]
    return [Chair(n, name, taken=n % 5 > 0) for n, name in enumerate(names, start=1)]


def _strip(code: str, marks: dict[str, Any]) -> dict[str, Any]:
    label = wording_scans.described(code, marks["counts"], marks["median"])
    return {"code": code, "label": label, "before": None, "median_before": None, **marks}
