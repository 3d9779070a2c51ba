"""Where a topic came from and what came of it: the ledger's codes as links that can be followed."""

from collections.abc import Iterable
from typing import NamedTuple

from django.urls import reverse

from koers.apps.actions import queries as actions
from koers.apps.decisions import queries as proposals
from koers.apps.decisions.models import Decision
from koers.apps.direction import queries as course
from koers.apps.direction.models import Priority
from koers.apps.topics.models import Topic
from koers.web.seat import TeamRequest


class Named(NamedTuple):
    """Something that a topic came from or that came of it: which kind of thing, what it is called, where."""

    kind: str
    says: str
    href: str


def named(request: TeamRequest, codes: Iterable[str]) -> list[Named]:
    """Each thing that this seat may know of, in the order of its codes."""
    by_kind: dict[str, list[int]] = {}
    for code in codes:
        kind, _colon, pk = code.partition(":")
        by_kind.setdefault(kind, []).append(int(pk))
    return [one for kind, pks in by_kind.items() if kind in _KINDS for one in _KINDS[kind](request, pks)]


def _proposals(request: TeamRequest, pks: list[int]) -> list[Named]:
    found = proposals.titles(request.seat, pks)
    return [
        Named("process", title, reverse("proposal", args=[request.team.key, number]))
        for number, title in found.values()
    ]


def _decisions(request: TeamRequest, pks: list[int]) -> list[Named]:
    found = Decision.objects.for_seat(request.seat).filter(pk__in=pks, stream=request.seat.stream)
    return [
        Named("decision", str(one), reverse("decision", args=[request.team.key, one.number])) for one in found
    ]


def _topics(request: TeamRequest, pks: list[int]) -> list[Named]:
    found = Topic.objects.for_seat(request.seat).filter(pk__in=pks, stream=request.seat.stream)
    return [Named("topic", one.title, reverse("topic", args=[request.team.key, one.pk])) for one in found]


def _priorities(request: TeamRequest, pks: list[int]) -> list[Named]:
    found = course.ours(Priority, request.seat).filter(pk__in=pks)
    return [
        Named("priority", one.title, reverse("priority", args=[request.team.key, one.pk])) for one in found
    ]


def _actions(request: TeamRequest, pks: list[int]) -> list[Named]:
    page = reverse("actions", args=[request.team.key])
    found = actions.of_team(request.seat).filter(pk__in=pks)
    return [Named("action", one.text, f"{page}#action-{one.pk}") for one in found]


_KINDS = {
    "priority": _priorities,
    "process": _proposals,
    "decision": _decisions,
    "topic": _topics,
    "action": _actions,
}
