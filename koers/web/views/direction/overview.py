"""The course of a team on one calm page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from koers.apps.direction import queries
from koers.apps.direction.models import Document, Draft, Priority
from koers.domain import rules
from koers.domain.direction import documents, priorities
from koers.web import wording_direction
from koers.web.seat import TeamRequest, team_page


@require_GET
@team_page
def overview(request: TeamRequest) -> HttpResponse:
    """Stip & strategie."""
    return overview_page(request)


def overview_page(request: TeamRequest, errors: dict[str, str] | None = None, form: str = "") -> HttpResponse:
    """The page, after a refusal with what is missing at its own form."""
    held = queries.adopted(request.seat)
    named = queries.all_priorities(request.seat)
    standing = [one for one in named if one.state == priorities.STANDING]
    ended = sorted((one for one in named if one.ended), key=lambda one: one.ended, reverse=True)
    yardsticks = queries.yardsticks(request.seat)
    text = next((one for one in held if one.kind == "sentence"), None)
    context = {
        "heading": wording_direction.heading(text is not None, len(standing)),
        "begins": wording_direction.begins(request.team.name),
        "sentence": text,
        "round": queries.open_round(request.seat),
        "documents": [(one, wording_direction.KIND[one.kind]) for one in held if _is_document(one)],
        "missing": _missing(held),
        "agreements": [one for one in held if one.kind == documents.AGREEMENT],
        "drafts": [(one, _named(one)) for one in queries.drafts(request.seat)],
        "priorities": [_row(one) for one in standing],
        "priorities_say": wording_direction.priorities_say(len(standing)),
        "reached": [one for one in ended if one.state == "reached"],
        "others": [(one, wording_direction.ENDED[one.state]) for one in ended if one.state != "reached"],
        "not_doing": queries.not_doing(request.seat),
        "yardstick": yardsticks[0] if yardsticks else None,
        "yardstick_says": wording_direction.yardstick_says(yardsticks[0].kinds) if yardsticks else "",
        "may_write": rules.may(request.seat, "draft_document"),
        "may_lead": rules.may(request.seat, "open_sentence"),
        "today": timezone.localdate(),
        "errors": errors or {},
        "form": form,
        "values": request.POST,
    }
    return render(request, "direction/overview.html", context, status=422 if errors else 200)


def _is_document(one: Document) -> bool:
    return one.kind not in ("sentence", documents.AGREEMENT)


def _missing(held: list[Document]) -> list[tuple[str, Any]]:
    """The documents that this team hasn't, as something to begin."""
    there = {one.kind for one in held}
    kinds = [kind for kind in documents.ONE_EACH if kind != "sentence" and kind not in there]
    return [(kind, wording_direction.KIND[kind]) for kind in kinds]


def _named(draft: Draft) -> str:
    return draft.title or str(wording_direction.KIND[draft.document.kind])


def _row(one: Priority) -> dict[str, Any]:
    """A priority with the word that was said of it latest."""
    said = next(iter(one.progress.all()), None)
    return {
        "priority": one,
        "said": said,
        "going": wording_direction.GOING[said.going] if said else "",
        "level": wording_direction.LEVEL[said.going] if said else "none",
    }


def going_choices() -> list[tuple[str, Any]]:
    """How it may go, in words."""
    return [(code, wording_direction.GOING[code]) for code in priorities.GOING]
