"""The decision matrix: per kind of topic, and per domain where a team wants that, who decides and how."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from koers.domain import tables
from koers.domain.refusals import Refused

#: The kinds that touch the course of all: budget, strategy, big change, and course itself.
MATTERS_OF_COURSE = ("budget", "strategy", "major_change", "course")
KINDS = (*MATTERS_OF_COURSE, "people", "operation", "other")
#: Delegation levels, 1 to 7: how much is left to whoever carries the matter.
LEVELS = ("tell", "sell", "consult", "agree", "advise", "inquire", "delegate")
#: Methods in which the team decides together.
TOGETHER = ("consent", "consensus", "majority", "resistance", "ranked", "role_election")
#: Methods in which one person decides. Urgent action isn't here: that is what needs no authority beforehand.
ALONE = ("advice", "mandate")
METHODS = (*TOGETHER, *ALONE)
#: Who takes part: the table, the table with whoever is affected, or every party in one session.
TAKING_PART = ("team", "affected", "all_parties")
DOMAIN_LIMIT = 60
MOST_DAYS = 30
#: What applies where the matrix leaves it to one person who goes beyond their limit.
BEYOND = "consent"


@dataclass(frozen=True)
class Row:
    """How a kind of topic is decided. `domain` "" is every domain without a row of its own.

    `days` are working days. `level` is 1 (tell) to 7 (delegate). `yardstick`: it can't be decided without
    saying which priority it serves or hurts.
    """

    kind: str
    domain: str = ""
    method: str = "consent"
    who: str = "team"
    days: int = 5
    yardstick: bool = False
    level: int = 4


#: What a team begins with.
USUAL: tuple[Row, ...] = (
    Row("budget", yardstick=True),
    Row("strategy", who="all_parties", days=10, yardstick=True),
    Row("major_change", who="all_parties", days=10, yardstick=True),
    Row("course", who="affected", yardstick=True),
    Row("people", method="advice", who="affected", level=5),
    Row("operation", method="mandate", days=2, level=6),
    Row("other"),
)

#: Per level who decides (whoever delegates, both together, whoever carries it), and by which method.
_BY_LEVEL: Mapping[int, tuple[str, str]] = {
    1: ("giver", "mandate"),
    2: ("giver", "mandate"),
    3: ("giver", "advice"),
    4: ("both", "consent"),
    5: ("holder", "advice"),
    6: ("holder", "mandate"),
    7: ("holder", "mandate"),
}


def decided_at(level: int) -> tuple[str, str]:
    """Who decides at this level of delegation ("giver", "both", "holder"), and by which method."""
    return _BY_LEVEL[level]


def methods_of(level: int) -> tuple[str, ...]:
    """By which methods a matter at this level of delegation can be decided."""
    who, method = decided_at(level)
    return TOGETHER if who == "both" else (method,)


def tidy_row(row: Row) -> Row:
    """A row that fits: known words, a window that can be kept, a method that its level allows."""
    domain = tables.tidy(row.domain)
    for value, known, field in (
        (row.kind, KINDS, "kind"),
        (row.method, METHODS, "method"),
        (row.who, TAKING_PART, "who"),
    ):
        if value not in known:
            raise Refused("matrix_unknown", field)
    if len(domain) > DOMAIN_LIMIT:
        raise Refused("too_long", "domain", limit=DOMAIN_LIMIT, length=len(domain))
    if not 1 <= row.days <= MOST_DAYS:
        raise Refused("days_unfit", "days", most=MOST_DAYS)
    if row.level not in _BY_LEVEL:
        raise Refused("matrix_unknown", "level")
    if row.method not in methods_of(row.level):
        raise Refused("level_unfit", "level", level=row.level, method=row.method)
    return replace(row, domain=domain)


def changed(before: Row | None, after: Row) -> Row:
    """The new row, which differs from the one it takes the place of."""
    if before == after:
        raise Refused("nothing_changed", "method")
    return after


def weight(row: Row) -> tuple[bool, bool, bool, int, int]:
    """How much a row asks for: deciding together first, then asking others, then the longest window."""
    together, asking = row.method in TOGETHER, row.method == "advice"
    return together, asking, row.yardstick, TAKING_PART.index(row.who), row.days


def touched(rows: Iterable[Row], kind: str, domains: Iterable[str] = ()) -> list[Row]:
    """The rows that a topic falls under: one per touched domain, the general one where that has none.

    A topic that names no domain falls under the general row.
    """
    of_kind = {row.domain.casefold(): row for row in rows if row.kind == kind}
    general = of_kind.get("") or next(row for row in USUAL if row.kind == kind)
    return [of_kind.get(tables.tidy(one).casefold(), general) for one in domains] or [general]


def row_for(rows: Iterable[Row], kind: str, domains: Iterable[str] = ()) -> Row:
    """The row that holds for a topic. Where it touches several domains: the one that asks for most."""
    return max(touched(rows, kind, domains), key=weight)


def instead(row: Row) -> str:
    """The method that applies when one person can't decide it alone."""
    return row.method if row.method in TOGETHER else BEYOND
