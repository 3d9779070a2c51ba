"""What stands out: facts, counted, each ending in a question."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from koers.apps.mirror import queries
from koers.domain import signals
from koers.domain.signals import Reading
from koers.web import wording_direction, wording_mirror
from koers.web.seat import TeamRequest, team_page

SHOWN = 12
#: On the team's home: enough to talk about, few enough to be read.
AT_HOME = 5


@dataclass(frozen=True)
class Fact:
    """One fact with its words, and links to what it was counted from."""

    reading: Reading
    level: str
    words: wording_mirror.Words
    figure: str
    evidence: list[tuple[str, str]]

    @property
    def raised(self) -> bool:
        """Whether it is worth a look or a talk."""
        return self.reading.state in ("watch", "discuss")


@require_GET
@team_page
def mirror(request: TeamRequest) -> HttpResponse:
    """All of them, each with what it says, what it doesn't, and a question."""
    return render(request, "mirror/mirror.html", {"facts": facts(request)})


@require_GET
@team_page
def fragment(request: TeamRequest) -> HttpResponse:
    """The ones worth a look, what asks to be talked about first, in a quiet list for the team's home."""
    raised = [fact for fact in facts(request) if fact.raised]
    raised.sort(key=lambda fact: fact.reading.state != "discuss")
    more = len(raised[AT_HOME:])
    return render(request, "mirror/_raised.html", {"raised": raised[:AT_HOME], "more": more})


def facts(request: TeamRequest) -> list[Fact]:
    """Read today, always in the same order."""
    history = queries.history(request.seat)
    found, names = signals.read(history, timezone.localdate()), history.names
    return [
        Fact(
            reading,
            wording_mirror.LEVEL[reading.state],
            wording_mirror.WORDS[reading.signal],
            wording_mirror.figure(reading),
            [(_where(request, link), _called(names[link])) for link in reading.evidence[:SHOWN]],
        )
        for reading in found
    ]


def _called(name: str) -> str:
    """A text without a title goes by what kind it is."""
    return str(wording_direction.KIND.get(name, name))


def _where(request: TeamRequest, link: str) -> str:
    """Where it can be seen."""
    kind, _colon, number = link.rpartition(":")
    if kind == "process":
        return reverse("proposal", args=[request.team.key, number])
    if kind in ("priority", "document"):
        return reverse(kind, args=[request.team.key, number])
    if kind == "action":
        return f"{reverse('actions', args=[request.team.key])}#{kind}-{number}"
    if kind == "topic":
        return reverse("topic", args=[request.team.key, number])
    return reverse("decision", args=[request.team.key, number])
