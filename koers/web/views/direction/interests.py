"""The register of interests: the organisation reads it, everybody keeps their own."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from koers.apps.direction import queries
from koers.apps.direction.commands import interests as commands
from koers.domain import rules
from koers.domain.direction.interests import Interest
from koers.domain.refusals import Refused
from koers.web import wording, wording_levels
from koers.web.days import from_list
from koers.web.seat import TeamRequest, team_page

PAGE = 100


@require_http_methods(["GET", "POST"])
@team_page
def index(request: TeamRequest) -> HttpResponse:
    """Everybody's interests; and one's own to add."""
    if request.method == "GET":
        return _index(request, {})
    rules.check(request.seat, "note_interest")
    given = Interest(
        request.POST.get("what", ""),
        request.POST.get("where", ""),
        from_list(request.POST.get("since", "")),
        from_list(request.POST.get("until", "")),
    )
    try:
        commands.note_interest(request.seat, request.team, given, key=request.POST.get("key"))
    except Refused as refused:
        if not refused.field:
            raise
        return _index(request, {refused.field: wording.refusal(refused)})
    messages.success(request, wording_levels.NOTICES["noted"])
    return redirect("interests", request.team.key)


def _index(request: TeamRequest, errors: dict[str, str]) -> HttpResponse:
    page = Paginator(queries.interests(request.seat), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": list(page.object_list),
        "today": timezone.localdate(),
        "may_note": rules.may(request.seat, "note_interest"),
        "errors": errors,
        "values": request.POST,
    }
    return render(request, "interests/index.html", context, status=422 if errors else 200)


@require_POST
@team_page
def end(request: TeamRequest, pk: int) -> HttpResponse:
    """One's own is over from today on."""
    commands.end_interest(request.seat, pk, key=request.POST.get("key"))
    messages.success(request, wording_levels.NOTICES["over"])
    return redirect("interests", request.team.key)
