"""Bringing in a register: a file, what would come of it, and only then the making."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from koers.apps.people import queries as people
from koers.apps.people.circles.commands import own
from koers.apps.roles.bringing import commands, queries
from koers.domain import rules
from koers.domain.refusals import Refused
from koers.domain.registers.checking import checked
from koers.domain.registers.planning import Plan, plan
from koers.domain.registers.saying import Left, Register
from koers.domain.seats import Seat
from koers.registers import own as own_form
from koers.registers import reading
from koers.web import wording, wording_registers
from koers.web.seat import TeamRequest, team_page

#: So long a preview can be confirmed, in seconds.
HOLDS = 3600
#: So many stand on the page before the rest is folded away.
SHOWN = 20


@dataclass(frozen=True)
class Found:
    """What couldn't be placed for one reason."""

    says: str
    places: list[str]


def _brings(request: TeamRequest) -> Seat:
    """The seat from which somebody brings something into their own organisation."""
    seat = people.seat_of_person(request.user)
    rules.check(seat, "bring_roles")
    own(seat, request.team.organisation)
    return seat


@require_http_methods(["GET", "POST"])
@team_page
def upload(request: TeamRequest) -> HttpResponse:
    """Choose a file; nothing is made yet."""
    _brings(request)
    if request.method == "GET":
        return _form(request)
    try:
        register = _read(request)
    except Refused as refused:
        return _form(request, {"file": wording.refusal(refused)})
    return _preview(request, register)


def _form(request: TeamRequest, errors: dict[str, str] | None = None) -> HttpResponse:
    context = {"errors": errors or {}, "limit": reading.LARGEST_UPLOAD // 1_000_000}
    return render(request, "roles/import.html", context, status=422 if errors else 200)


def _read(request: TeamRequest) -> Register:
    file = request.FILES.get("file")
    if file is None:
        raise Refused("register_missing", "file")
    if (file.size or 0) > reading.LARGEST_UPLOAD:
        limit = reading.LARGEST_UPLOAD // 1000
        raise Refused("register_too_large", "file", place=file.name, limit=limit)
    register = reading.read(str(file.name), file.read())
    return checked(register, timezone.localdate(), with_ended="ended" in request.POST)


def _preview(request: TeamRequest, register: Register) -> HttpResponse:
    made = plan(register, queries.present(request.team.organisation))
    fresh = [step for step in made.steps if not step.nothing]
    context = {
        "heading": wording_registers.heading(made),
        "counted": wording_registers.counted(made.counts),
        "steps": fresh[:SHOWN],
        "more": fresh[SHOWN:],
        "differs": [(one, wording_registers.differs(one)) for one in made.differs],
        "left": _left(register.left),
        "nothing": made.nothing,
        "register": signing.dumps(own_form.to_json(register), salt=_salt(request), compress=True),
    }
    return render(request, "roles/preview.html", context)


def _left(left: tuple[Left, ...]) -> list[Found]:
    by_code: dict[str, list[Left]] = defaultdict(list)
    for one in left:
        by_code[one.code].append(one)
    return [
        Found(wording_registers.left(code, len(found)), [wording_registers.place(one) for one in found])
        for code, found in by_code.items()
    ]


def _salt(request: TeamRequest) -> str:
    return f"register {request.team.organisation_id} {request.user.pk}"


@require_POST
@team_page
def confirmation(request: TeamRequest) -> HttpResponse:
    """Make what the preview showed."""
    seat = _brings(request)
    try:
        text = signing.loads(request.POST.get("register", ""), salt=_salt(request), max_age=HOLDS)
    except signing.BadSignature:
        return _form(request, {"file": str(wording_registers.OLD_PREVIEW)})
    left: list[Left] = []
    register = Register(tuple(own_form.from_json(text.encode(), "", left)))
    made: Plan = commands.bring_register(seat, request.team.organisation, register)
    messages.success(request, wording_registers.counted(made.counts))
    return redirect("circles", request.team.key)
