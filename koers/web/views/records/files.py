"""A decision taken along: Markdown, PDF on A4, Word, and the export that anybody can count again."""

import json

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from koers.apps.decisions.records import queries
from koers.reports import decision_paper, decision_word
from koers.reports.decision_paper import Paper
from koers.reports.word import KIND
from koers.web import wording_records
from koers.web.seat import TeamRequest, team_page
from koers.web.views.records.paper import paper
from koers.web.views.records.shown import shown


@require_GET
@team_page
def markdown(request: TeamRequest, number: str) -> HttpResponse:
    """As a text file."""
    return _file(
        decision_paper.markdown(_paper(request, number)).encode(),
        "text/markdown; charset=utf-8",
        number,
        "md",
    )


@require_GET
@team_page
def pdf(request: TeamRequest, number: str) -> HttpResponse:
    """On A4."""
    return _file(decision_paper.pdf(_paper(request, number)), "application/pdf", number, "pdf")


@require_GET
@team_page
def word(request: TeamRequest, number: str) -> HttpResponse:
    """As a document that can be worked on."""
    made = decision_word.made(_paper(request, number), request.team.name, timezone.now())
    return _file(made, KIND, number, "docx")


def _paper(request: TeamRequest, number: str) -> Paper:
    return paper(shown(request.seat, number, timezone.localdate()), str(get_language()))


@require_GET
@team_page
def export(request: TeamRequest, number: str) -> HttpResponse:
    """Everything it rests on, as data."""
    decision = queries.decision_at(request.seat, number)
    asked = request.GET.get("reasons") == "yes"
    data = queries.export_decision(request.seat, decision.pk, reasons=asked)
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return _file(text.encode(), "application/json; charset=utf-8", number, "json")


def _file(content: bytes, kind: str, number: str, ending: str) -> HttpResponse:
    name = f"{_('decision')}-{number}.{ending}"
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@require_GET
@team_page
def recount(request: TeamRequest, number: str) -> HttpResponse:
    """How to count it again without Koers, and what was sealed."""
    one = shown(request.seat, number, timezone.localdate())
    context = {
        "shown": one,
        "decision": one.decision,
        "says": one.outcome_says,
        "file": f"{_('decision')}-{number}.json",
        "sealed": wording_records.full_day(wording_records.local_day(one.decision.sealed)),
        "record": json.dumps(one.record, ensure_ascii=False, indent=2, sort_keys=True),
    }
    return render(request, "decisions/recount.html", context)
