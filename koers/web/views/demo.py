"""The door of the demo: one click signs in as anybody of the invented organisation. Only in a demo."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from koers.apps.people.models import Member, Person
from koers.demo.fill import ballot_of
from koers.domain.refusals import NotHere
from koers.web import ballots


def _only_in_a_demo() -> None:
    if not settings.DEMO:
        raise NotHere


@require_GET
def cast(request: HttpRequest) -> HttpResponse:
    """Everybody, per team, to step into."""
    _only_in_a_demo()
    members = Member.objects.filter(left=None, person__isnull=False).select_related("team", "person")
    tables: dict[str, list[Member]] = {}
    for member in members.order_by("team", "number"):
        tables.setdefault(member.team.name, []).append(member)
    return render(request, "demo/cast.html", {"tables": tables.items()})


@require_POST
def step_in(request: HttpRequest, person: int) -> HttpResponse:
    """Be this person on this device."""
    _only_in_a_demo()
    one = get_object_or_404(Person, pk=person)
    chairs = list(Member.objects.filter(person=one, left=None).select_related("team"))
    login(request, one, backend="django.contrib.auth.backends.ModelBackend")
    at = request.POST.get("team")
    chair = next((c for c in chairs if c.team.key == at), chairs[0] if chairs else None)
    reply = redirect("home", chair.team.key) if chair else redirect("begin")
    for one_chair in chairs:
        ballots.give(reply, one_chair, ballot_of(one_chair.name))
    return reply
