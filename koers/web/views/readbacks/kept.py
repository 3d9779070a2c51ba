"""What is kept of a readback: a page, on paper, as Markdown and PDF, behind a link, until it is deleted."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from koers.apps.readbacks import commands, queries
from koers.apps.readbacks.models import Readback, Telling
from koers.domain import readbacks
from koers.reports import readback_paper
from koers.web import wording, wording_readbacks
from koers.web.seat import TeamRequest, team_page
from koers.web.views.readbacks import seen
from koers.web.views.table import address


@require_GET
@team_page
def page(request: TeamRequest, number: int) -> HttpResponse:
    """The page to keep; while it is open only for who told."""
    readback = queries.readback_at(request.seat, number)
    tellings = queries.tellings(readback)
    if not _shows(request, readback, tellings):
        name = "readback_telling" if request.seat.has("member") else "readback_wall"
        return redirect(name, request.team.key, number)
    share = queries.open_share(readback)
    context = {
        **_context(readback, tellings),
        "leads": readbacks.leads(request.seat, readback.opener_id),
        "share": share,
        "share_address": _share_address(request, commands.share_token(share)) if share else "",
    }
    return render(request, "readbacks/kept.html", context)


def _shows(request: TeamRequest, readback: Readback, tellings: Sequence[Telling]) -> bool:
    """What is still being written is for the phones of who told, not for a page to keep."""
    told = request.seat.member in queries.told_now(readback, tellings)
    return readback.stage != "writing" and queries.may_see(request.seat, readback, told)


def _share_address(request: HttpRequest, token: str) -> str:
    return address(request, reverse("readback_shared", args=[token]))


def _context(readback: Readback, tellings: Sequence[Telling]) -> dict[str, Any]:
    shown = seen.seen(readback, tellings)
    ended = "" if readback.is_open else wording_readbacks.ended(readback.stage, shown.standing)
    return {
        "readback": readback,
        "seen": shown,
        "heading": ended or shown.headline,
        "stage_says": wording_readbacks.STAGE[readback.stage],
    }


@require_GET
@team_page
def markdown(request: TeamRequest, number: int) -> HttpResponse:
    """The same as a text file."""
    readback = queries.readback_at(request.seat, number)
    tellings = queries.tellings(readback)
    if not _shows(request, readback, tellings):
        return redirect("readback", request.team.key, number)
    text = readback_paper.markdown(_paper(request, readback, tellings))
    return _file(text.encode(), "text/markdown; charset=utf-8", f"{_name(readback)}.md")


@require_GET
@team_page
def pdf(request: TeamRequest, number: int) -> HttpResponse:
    """The same on A4."""
    readback = queries.readback_at(request.seat, number)
    tellings = queries.tellings(readback)
    if not _shows(request, readback, tellings):
        return redirect("readback", request.team.key, number)
    return _file(
        readback_paper.pdf(_paper(request, readback, tellings)), "application/pdf", f"{_name(readback)}.pdf"
    )


def _name(readback: Readback) -> str:
    name = _("readback")
    return f"{name}-{readback.number}"


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _paper(request: TeamRequest, readback: Readback, tellings: Sequence[Telling]) -> readback_paper.Paper:
    """Every word of it, in the reader's language."""
    context = _context(readback, tellings)
    shown: seen.Seen = context["seen"]
    kind = _("Read one decision back")
    return readback_paper.Paper(
        language=request.LANGUAGE_CODE,  # type: ignore[attr-defined]
        over=f"{request.team.name} · {kind} {readback.number}",
        heading=str(context["heading"]),
        opened=wording.moment(readback.opened),
        text_title=_("What was read back"),
        text=readback.text,
        clarified_title=_("What it says now") if readback.clarified else "",
        clarified=readback.clarified,
        reason_title=_("Why it is left open") if readback.reason else "",
        reason=readback.reason,
        rows=[_row(row) for row in shown.rows],
        sentences_title=_("Sentences side by side"),
        sentences=[_line(one) for one in shown.sentences],
        steps_title=_("First steps"),
        steps=[(one.member.name, one.step) for one in shown.sentences if one.step],
        foot=shown.tags,
    )


def _row(row: seen.Row) -> readback_paper.PaperRow:
    answers = [
        (" = ".join(answer.says for answer in column.answers), _names(column), column.stands_out)
        for column in row.columns
    ]
    return readback_paper.PaperRow(row.title, row.state_says, answers, ", ".join(row.figures))


def _names(column: seen.Column) -> str:
    people = {member.pk: member for answer in column.answers for member in answer.people}
    return ", ".join(member.name for member in sorted(people.values(), key=lambda m: (m.number or 0, m.pk)))


def _line(one: seen.Sentence) -> tuple[str, str, str]:
    tags = [wording_readbacks.tag_count(tag, count) for tag, count in one.counts.items() if count]
    return one.member.name, one.text, ", ".join(tags)


@require_POST
@team_page
def share(request: TeamRequest, number: int) -> HttpResponse:
    """Open the link, or end it."""
    readback = queries.readback_at(request.seat, number)
    if request.POST.get("how") == "end":
        commands.end_share(request.seat, readback.pk)
    else:
        commands.share_readback(request.seat, readback.pk)
    return redirect(f"{reverse('readback', args=[request.team.key, number])}#share")


@require_GET
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever has the link, to read only. Search engines and other sites are kept out of it."""
    readback = queries.shared(token)
    context = {**_context(readback, queries.tellings(readback)), "table_name": readback.team.name}
    reply = render(request, "readbacks/shared.html", context)
    reply["X-Robots-Tag"] = "noindex, nofollow"
    reply["Referrer-Policy"] = "no-referrer"
    reply["Cache-Control"] = "private, no-store"
    return reply


@require_http_methods(["GET", "POST"])
@team_page
def deletion(request: TeamRequest, number: int) -> HttpResponse:
    """Delete everything now, after one more look at what that means."""
    readback = queries.readback_at(request.seat, number)
    readbacks.check_leads(request.seat, readback.opener_id, "delete_readback")
    if request.method == "GET":
        return render(request, "readbacks/deletion.html", {"readback": readback})
    commands.delete_readback(request.seat, readback.pk)
    return redirect("readbacks", request.team.key)
