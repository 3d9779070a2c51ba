"""A better text on the way: a repair, a change of what is proposed, or one that meets an objection."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from koers.apps.decisions import commands, queries
from koers.apps.decisions.models import Process
from koers.apps.ledger import clock
from koers.domain import processes
from koers.domain.processes import conditions, opening
from koers.domain.refusals import NotHere, Refused
from koers.web import wording
from koers.web.forms import whole_number
from koers.web.seat import TeamRequest, team_page
from koers.web.views.proposals.deeds import key

#: The deeds that change the text.
WRITING = {"edit_editorial", "edit_material", "integrate", "adapt_text"}
LIMITS = {"title": opening.TITLE_LIMIT, "text": opening.TEXT_LIMIT}


@require_http_methods(["GET", "POST"])
@team_page
def text(request: TeamRequest, number: int) -> HttpResponse:
    """Repair a typo, change what is proposed, or work an objection into it."""
    process = queries.process_at(request.seat, number)
    case, now = queries.case_of(process), clock.now()
    conditions.proposer(case, request.seat, now)
    can = set(queries.possible(request.seat, case, now)) & WRITING
    if not can and request.method == "GET":
        return redirect("proposal", request.team.key, number)
    if request.method == "GET":
        values = {"title": case.text.title, "text": case.text.text}
        return _text_page(request, process, case, can, values, {})
    try:
        _change(request, process)
    except Refused as refused:
        if isinstance(refused, NotHere) or refused.code == "not_yours":
            raise
        errors = {refused.field: wording.refusal(refused)}
        return _text_page(request, process, case, can, request.POST, errors)
    return redirect("proposal", request.team.key, number)


def _change(request: TeamRequest, process: Process) -> None:
    given = request.POST
    kind, title, words = given.get("kind", ""), given.get("title", ""), given.get("text", "")
    if kind == "integrate":
        met = [whole_number(one) for one in given.getlist("objections")]
        commands.integrate(request.seat, process.pk, title, words, met, key=key(request))
    elif kind == "editorial":
        commands.edit_editorial(request.seat, process.pk, title, words, key=key(request))
    elif kind == "adapt":
        commands.adapt_text(request.seat, process.pk, title, words, key=key(request))
    elif kind == "material":
        commands.edit_material(request.seat, process.pk, title, words, key=key(request))
    else:
        raise Refused("kind_missing", "kind")


def _text_page(
    request: TeamRequest,
    process: Process,
    case: processes.Case,
    can: set[str],
    values: Any,
    errors: dict[str, str],
) -> HttpResponse:
    names = {voter.member: voter.name for voter in case.electorate}
    context = {
        "process": process,
        "case": case,
        "can": can,
        "values": values,
        "errors": errors,
        "open": [(one, names.get(one.member, "")) for one in case.open_objections],
        "met": values.getlist("objections") if isinstance(values, QueryDict) else [],
        "limits": LIMITS,
    }
    return render(request, "proposals/text.html", context, status=422 if errors else 200)
