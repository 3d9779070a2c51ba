"""Documents and agreements: reading one, writing one, settling a draft, looking at one again."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from koers.apps.direction import queries
from koers.apps.direction.commands import documents as commands
from koers.apps.direction.models import Document, Draft
from koers.domain import rules
from koers.domain.direction import documents, lines
from koers.domain.refusals import NotHere, Refused
from koers.web import wording, wording_direction
from koers.web.days import from_list
from koers.web.forms import mistakes
from koers.web.seat import TeamRequest, team_page


@require_GET
@team_page
def document(request: TeamRequest, pk: int) -> HttpResponse:
    """What it says now, and every version with what changed in it."""
    return _document(request, pk)


def _document(request: TeamRequest, pk: int, errors: dict[str, str] | None = None) -> HttpResponse:
    held = queries.the(Document, request.seat, pk)
    context = {
        "document": held,
        "kind": wording_direction.KIND[held.kind],
        "versions": queries.versions(held),
        "drafts": list(held.drafts.filter(state="open")),
        "today": timezone.localdate(),
        "may_write": not held.ended and rules.may(request.seat, "draft_document"),
        "may_look": bool(held.version) and not held.ended and rules.may(request.seat, "look_again"),
        "by_round": held.kind == "sentence",
        "errors": errors or {},
        "values": request.POST,
    }
    return render(request, "direction/document.html", context, status=422 if errors else 200)


@require_http_methods(["GET", "POST"])
@team_page
def new(request: TeamRequest) -> HttpResponse:
    """A text of a kind that this team hasn't, or another agreement."""
    rules.check(request.seat, "draft_document")
    kind = request.POST.get("kind") or request.GET.get("kind", "")
    if kind not in documents.WRITTEN:
        raise NotHere
    if request.method == "POST":
        return _write(request, kind, None)
    return _form(request, kind, None, documents.Text())


@require_http_methods(["GET", "POST"])
@team_page
def change(request: TeamRequest, pk: int) -> HttpResponse:
    """Another text for one that is there."""
    rules.check(request.seat, "draft_document")
    held = queries.the(Document, request.seat, pk)
    if request.method == "POST":
        return _write(request, held.kind, held)
    return _form(request, held.kind, held, held.says)


def _write(request: TeamRequest, kind: str, held: Document | None) -> HttpResponse:
    posted, today = request.POST, timezone.localdate()
    text = documents.Text(
        posted.get("title", ""), posted.get("text", ""), from_list(posted.get("review_on", ""))
    )
    why, before = posted.get("why", ""), held.says if held else documents.Text()
    errors = mistakes(
        lambda: documents.tidy(kind, text, today),
        lambda: lines.why(why),
    ) or mistakes(lambda: documents.check_changed(before, documents.tidy(kind, text, today)))
    if errors:
        return _form(request, kind, held, text, why, errors)
    pk, key = held.pk if held else None, posted.get("key")
    made = commands.draft_document(request.seat, request.team, kind, text, why, pk, key)
    messages.success(request, wording_direction.NOTICES["drafted"])
    return redirect("document_draft", request.team.key, made.pk)


def _form(
    request: TeamRequest,
    kind: str,
    held: Document | None,
    text: documents.Text,
    why: str = "",
    errors: dict[str, str] | None = None,
) -> HttpResponse:
    context = {
        "document": held,
        "kind": kind,
        "name": wording_direction.KIND[kind],
        "question": wording_direction.ASKS_OF[kind],
        "named": kind == documents.AGREEMENT,
        "text": text,
        "why": why,
        "errors": errors or {},
        "values": request.POST,
    }
    return render(request, "direction/form.html", context, status=422 if errors else 200)


@require_POST
@team_page
def end(request: TeamRequest, pk: int) -> HttpResponse:
    """Propose that an agreement doesn't hold any more."""
    rules.check(request.seat, "draft_document")
    why, key = request.POST.get("end_why", ""), request.POST.get("key")
    try:
        made = commands.draft_end(request.seat, pk, why, key)
    except Refused as refused:
        if not refused.field:
            raise
        return _document(request, pk, {refused.field: wording.refusal(refused)})
    messages.success(request, wording_direction.NOTICES["drafted"])
    return redirect("document_draft", request.team.key, made.pk)


@require_POST
@team_page
def looking(request: TeamRequest, pk: int) -> HttpResponse:
    """It was looked at again and still holds."""
    word, day = request.POST.get("word", ""), from_list(request.POST.get("review_on", ""))
    try:
        commands.look_again(request.seat, pk, word, day, key=request.POST.get("key"))
    except Refused as refused:
        if not refused.field:
            raise
        return _document(request, pk, {refused.field: wording.refusal(refused)})
    messages.success(request, wording_direction.NOTICES["looked"])
    return redirect("document", request.team.key, pk)


# --- what comes of a draft


@require_GET
@team_page
def draft(request: TeamRequest, pk: int) -> HttpResponse:
    """The old and the new text, and how it is adopted."""
    return _draft(request, pk)


def _draft(request: TeamRequest, pk: int, errors: dict[str, str] | None = None) -> HttpResponse:
    one = queries.the(Draft, request.seat, pk)
    is_open = one.state == "open"
    context = {
        "draft": one,
        "kind": wording_direction.KIND[one.document.kind],
        "in_decision": is_open and queries.in_decision(one),
        "to_decision": _to_decision(request, one),
        "may_propose": is_open and rules.may(request.seat, "draft_proposal"),
        "may_settle": is_open and rules.may(request.seat, "adopt_document"),
        "errors": errors or {},
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "direction/draft.html", context, status=422 if errors else 200)


def _to_decision(request: TeamRequest, one: Draft) -> str:
    """The form of a proposal, begun with this draft."""
    title = wording_direction.proposal_title(one.document.kind, one.title, one.ends)
    begun = {"about": one.code, "title": title, "text": one.text, "because": one.why}
    return f"{reverse('proposal_new', args=[request.team.key])}?{urlencode(begun)}"


def _settled(request: TeamRequest, pk: int, said: str, settle: Callable[[], Any]) -> HttpResponse:
    try:
        settle()
    except Refused as refused:
        if not refused.field:
            raise
        return _draft(request, pk, {refused.field: wording.refusal(refused)})
    messages.success(request, wording_direction.NOTICES[said])
    return redirect("document_draft", request.team.key, pk)


@require_POST
@team_page
def adoption(request: TeamRequest, pk: int) -> HttpResponse:
    """Let it hold from now on: the team said so together."""
    reason, key = request.POST.get("reason", ""), request.POST.get("key")
    return _settled(request, pk, "adopted", lambda: commands.adopt_document(request.seat, pk, reason, key))


@require_POST
@team_page
def decline(request: TeamRequest, pk: int) -> HttpResponse:
    """Leave it as it was, and say why."""
    reason, key = request.POST.get("reason", ""), request.POST.get("key")
    return _settled(request, pk, "declined", lambda: commands.decline_document(request.seat, pk, reason, key))
