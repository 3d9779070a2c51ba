"""Joining: type the code or scan it, choose a seat, sit down. No account, only a name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from koers.apps.people import commands, queries, secrets
from koers.apps.people.models import Invitation, Member
from koers.domain.refusals import Refused
from koers.web import ballots, guesses, wording
from koers.web.forms import fresh_key
from koers.web.seat import person_of
from koers.web.views.begin import sign_in


@require_GET
def code(request: HttpRequest) -> HttpResponse:
    """Type the code that is on the wall."""
    typed = request.GET.get("code", "")
    if not typed.strip():
        return render(request, "join/code.html")
    return redirect("join", slug(typed))


def slug(code: str) -> str:
    """A code in an address: "linde 4721" is linde-4721."""
    return "-".join(secrets.tidy_code(code).split()) or "-"


@require_GET
def seats(request: HttpRequest, code: str) -> HttpResponse:
    """The seats that are free. Who sits here already goes straight on."""
    invitation = _invitation(request, code)
    if invitation is None:
        return _wrong_code(request, code)
    sits = _sits(request, invitation)
    return redirect("now", sits.team.key) if sits else _page(request, invitation, code)


@require_POST
def claim(request: HttpRequest, code: str) -> HttpResponse:
    """Sit down: from now on this browser is who sits there, and holds that seat's ballot."""
    invitation = _invitation(request, code)
    if invitation is None:
        return _wrong_code(request, code)
    if sits := _sits(request, invitation):
        return redirect("now", sits.team.key)
    try:
        chair, secret = _claim(request, invitation)
    except Refused as refused:
        return _page(request, invitation, code, {refused.field: wording.refusal(refused)})
    assert chair.person is not None
    sign_in(request, chair.person)
    return ballots.give(redirect("now", invitation.team.key), chair, secret)


def _claim(request: HttpRequest, invitation: Invitation) -> tuple[Member, str]:
    person = person_of(request)
    if invitation.team.walk_in:
        guest, name = queries.guest_seat(invitation, person), request.POST.get("name", "")
        return commands.pull_up_chair(guest, invitation, name, person, key=request.POST.get("key"))
    member = request.POST.get("seat", "")
    if not member.isdigit():
        raise Refused("seat_missing", "seat")
    name = request.POST.get("name", "")
    return commands.claim_seat(queries.guest_seat(invitation, person), invitation, int(member), name, person)


def _invitation(request: HttpRequest, code: str) -> Invitation | None:
    if guesses.too_many(request):
        raise Refused("too_many_guesses")
    invitation = queries.invitation_for(code, timezone.now())
    if invitation is None:
        guesses.was_wrong(request)
    return invitation


def _sits(request: HttpRequest, invitation: Invitation) -> Member | None:
    person = person_of(request)
    return invitation.team.members.filter(person=person, left=None, awaited=False).first() if person else None


def _wrong_code(request: HttpRequest, typed: str) -> HttpResponse:
    errors = {"code": wording.refusal(Refused("code_unknown"))}
    context = {"errors": errors, "typed": typed.replace("-", " ")}
    return render(request, "join/code.html", context, status=404)


def _page(
    request: HttpRequest, invitation: Invitation, code: str, errors: dict[str, str] | None = None
) -> HttpResponse:
    person = person_of(request)
    if invitation.team.walk_in:
        return _walk_in(request, invitation, code, errors)
    table = list(queries.table(queries.guest_seat(invitation, person)))
    free = [chair for chair in table if not chair.taken]
    context = {
        "at": invitation.team,
        "code": code,
        "free": free,
        "taken": [chair for chair in table if chair.taken],
        "asks_name": any(not chair.name for chair in free),
        "chosen": request.POST.get("seat", ""),
        "name": request.POST.get("name", person.name if person else ""),
        "errors": errors or {},
    }
    return render(request, "join/seats.html", context, status=422 if errors else 200)


def _walk_in(
    request: HttpRequest, invitation: Invitation, code: str, errors: dict[str, str] | None
) -> HttpResponse:
    """A table without chairs: only a name is asked."""
    person = person_of(request)
    context = {
        "at": invitation.team,
        "code": code,
        "name": request.POST.get("name", person.name if person else ""),
        "key": request.POST.get("key") or fresh_key(),
        "errors": errors or {},
    }
    return render(request, "join/walk_in.html", context, status=422 if errors else 200)
