"""What a proposal says of itself beside its text: the part of its form that is the same for every method."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import zip_longest
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from koers.apps.decisions import commands
from koers.apps.direction import queries as course
from koers.apps.ledger import clock
from koers.apps.people import queries as people
from koers.domain import decisions
from koers.domain.decisions import Plan
from koers.domain.direction import priorities
from koers.domain.seats import Seat
from koers.web import wording_authority, wording_direction, wording_records
from koers.web.forms import whole_number
from koers.web.seat import TeamRequest

#: When to look back, in months; half a year is what it is when nobody chose.
MONTHS = (1, 2, 3, 6, 12)
FIELDS = {
    "because", "effect", "noticed_by", "review", "owner", "priority", "expects", "impact", "in_force", "ends",
    "matter", "serves", "weighed",
}  # fmt: skip
#: Those that are folded away until somebody wants them.
FOLDED = {"priority", "expects", "impact", "in_force", "ends"}
EXPECTS = ("expect_what", "expect_now", "expect_then")
IMPACT = ("impact_domain", "impact_size")
#: Empty rows to begin with.
ROWS = 3
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def plan(request: TeamRequest) -> Plan:
    """The plan that was filled in, checked."""
    given = request.POST
    members = [chair.pk for chair in people.table(request.seat)]
    found = Plan(
        effect=given.get("effect", "").strip(),
        noticed_by=given.get("noticed_by", "").strip(),
        because=given.get("because", "").strip(),
        priority=given.get("priority", "").strip(),
        matter=given.get("matter", ""),
        serves=given.get("does_to_it", ""),
        weighed=given.get("weighed", "").strip(),
        expects=decisions.expected((a, b, c) for a, b, c in rows(given, EXPECTS)),
        impact={domain: size for domain, size in rows(given, IMPACT) if domain},
        owner=whole_number(given.get("owner", "")) or None,
        in_force=_day(given.get("in_force", "")),
        ends=_day(given.get("ends", "")),
        review=_day(given.get("review", "")),
    )
    return decisions.plan(found, members, clock.now().date())


def _day(typed: str) -> date | None:
    return date.fromisoformat(typed) if _DAY.fullmatch(typed) else None


def rows(values: Mapping[str, Any], names: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Fields that come several times, laid beside each other row by row."""
    columns = [_list(values, name) for name in names]
    return [tuple(str(cell).strip() for cell in row) for row in zip_longest(*columns, fillvalue="")]


def _list(values: Mapping[str, Any], name: str) -> list[str]:
    return values.getlist(name) if isinstance(values, QueryDict) else list(values.get(name, []))


def filled(plan: Plan) -> dict[str, Any]:
    """The same as the form has it."""
    days = {"in_force": plan.in_force, "ends": plan.ends, "review": plan.review}
    return {
        "because": plan.because,
        "effect": plan.effect,
        "noticed_by": plan.noticed_by,
        "priority": plan.priority,
        "matter": plan.matter,
        "does_to_it": plan.serves,
        "weighed": plan.weighed,
        "owner": str(plan.owner or ""),
        "expect_what": [one.what for one in plan.expects],
        "expect_now": [one.now for one in plan.expects],
        "expect_then": [one.then for one in plan.expects],
        "impact_domain": list(plan.impact),
        "impact_size": list(plan.impact.values()),
    } | {name: day.isoformat() if day else "" for name, day in days.items()}


def offered(values: Mapping[str, Any]) -> dict[str, Any]:
    """What can be chosen, and the rows to fill in."""
    today = timezone.localdate(clock.now())
    return {
        "reviews": _reviews(today, values.get("review", "")),
        "expects": _with_empty(rows(values, EXPECTS), len(EXPECTS)),
        "impacts": _with_empty(rows(values, IMPACT), len(IMPACT)),
        "sizes": [(code, wording_records.SIZE[code]) for code in decisions.SIZES],
        "plan_more": any(_list(values, name) for name in ("expect_what", "impact_domain"))
        or any(values.get(name) for name in ("priority", "in_force", "ends")),
        "lengths": {
            "effect": decisions.EFFECT_LIMIT,
            "word": decisions.WORD_LIMIT,
            "figure": decisions.FIGURE_LIMIT,
            "priority": decisions.PRIORITY_LIMIT,
            "domain": decisions.DOMAIN_LIMIT,
        },
    }


def along_the_course(seat: Seat, chosen: str, about: str) -> dict[str, Any]:
    """The priorities to choose from, and the yardstick when something passes it."""
    titles = [one.title for one in course.standing_priorities(seat)]
    yardstick = commands.passing(seat, about)
    matters = list(wording_authority.KIND.items()) if yardstick else []
    return {
        "priorities": titles if chosen in ("", *titles) else [*titles, chosen],
        "matters": matters,
        "yardstick_says": wording_direction.yardstick_says(yardstick),
        "serving": [(code, wording_direction.SERVES[code]) for code in priorities.SERVES],
    }


def _with_empty(found: list[tuple[str, ...]], width: int) -> list[tuple[str, ...]]:
    filled_in = [row for row in found if row[0]]
    return filled_in + [("",) * width] * max(ROWS - len(filled_in), 1)


def _reviews(today: date, chosen: str) -> list[tuple[date, int]]:
    """Days to look back on; one that was chosen earlier stays to be chosen."""
    days = [(today + timedelta(days=30 * n), n) for n in MONTHS]
    if _DAY.fullmatch(chosen) and chosen not in [day.isoformat() for day, _n in days]:
        days.append((date.fromisoformat(chosen), 0))
    return sorted(days)
