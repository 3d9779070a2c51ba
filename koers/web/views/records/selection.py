"""A selection of the log to take along, as CSV, JSON, Markdown, PDF and Word; and as a feed for a reader."""

import csv
import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from koers.apps.decisions.log import queries
from koers.apps.decisions.models import Decision
from koers.apps.people import queries as people
from koers.domain.refusals import Refused
from koers.domain.searching import Wanted
from koers.reports import log_paper, log_word, word
from koers.web import wording, wording_log
from koers.web.channels import links
from koers.web.seat import TeamRequest, team_page
from koers.web.spreadsheet import cell
from koers.web.views.records.log import stands, wanted_of

MOST, MOST_ON_PAPER, IN_FEED = 5000, 500, 50


def _selected(request: TeamRequest, most: int) -> list[Decision]:
    found = queries.log(request.seat, wanted_of(request.GET), timezone.localdate())
    rows = queries.standing(found[: most + 1])
    if len(rows) > most:
        raise Refused("log_too_many", limit=most, count=found.count())
    return rows


def _plain(decision: Decision) -> dict[str, str]:
    """A decision in words, by column."""
    return {
        "number": decision.number,
        "sealed": decision.decided.isoformat(),
        "title": decision.title,
        "text": decision.text,
        "method": wording_log.method(decision),
        **stands(decision),
        "owner": decision.owner.name if decision.owner else "",
        "priority": decision.priority,
        "source": wording_log.source(decision),
    }


@require_GET
@team_page
def as_csv(request: TeamRequest) -> HttpResponse:
    """For a spreadsheet."""
    reply = _reply("csv", "text/csv; charset=utf-8")
    reply.write("\ufeff")  # or a spreadsheet reads é as two characters
    table = csv.writer(reply)
    table.writerow([str(says) for _, says in wording_log.COLUMNS])
    for decision in _selected(request, MOST):
        plain = _plain(decision)
        table.writerow([cell(plain[column]) for column, _ in wording_log.COLUMNS])
    return reply


@require_GET
@team_page
def as_json(request: TeamRequest) -> HttpResponse:
    """As data: codes where there are codes."""
    codes = [
        {**_plain(decision), "method": decision.method, "digest": decision.digest, "record": decision.record}
        for decision in _selected(request, MOST)
    ]
    said = json.dumps({"decisions": codes}, ensure_ascii=False, indent=2)
    return _reply("json", "application/json; charset=utf-8", said.encode())


@require_GET
@team_page
def as_markdown(request: TeamRequest) -> HttpResponse:
    """As a text file."""
    said = log_paper.markdown(_paper(request, _selected(request, MOST)))
    return _reply("md", "text/markdown; charset=utf-8", said.encode())


@require_GET
@team_page
def as_pdf(request: TeamRequest) -> HttpResponse:
    """On A4."""
    return _reply("pdf", "application/pdf", log_paper.pdf(_paper(request, _selected(request, MOST_ON_PAPER))))


@require_GET
@team_page
def as_word(request: TeamRequest) -> HttpResponse:
    """As a document that can be worked on."""
    paper = _paper(request, _selected(request, MOST_ON_PAPER))
    return _reply("docx", word.KIND, log_word.made(paper, request.team.name, timezone.now()))


def _paper(request: TeamRequest, found: list[Decision]) -> log_paper.Paper:
    heading = wording_log.heading(len(found), wanted_of(request.GET))
    over = [request.team.name, wording.day(timezone.localdate())]
    return log_paper.Paper(str(get_language()), over, heading, list(_entries(found)))


def _entries(found: list[Decision]) -> Iterator[log_paper.Entry]:
    for decision in found:
        plain = _plain(decision)
        facts = [
            (str(says), plain[column])
            for column, says in wording_log.COLUMNS
            if column not in ("number", "title", "text") and plain[column]
        ]
        yield log_paper.Entry(decision.number, decision.title, decision.text, facts)


def _reply(ending: str, kind: str, content: bytes = b"") -> HttpResponse:
    attached = {"Content-Disposition": f'attachment; filename="log.{ending}"'}
    return HttpResponse(content, content_type=kind, headers=attached)


# --- the feed


@never_cache
@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The newest decisions, for a reader that asks by one's own secret address."""
    member = links.read_log(token)
    seat = people.seat_of(member)
    base = request.build_absolute_uri("/").rstrip("/")
    made: Any = Atom1Feed(
        title=wording_log.feed_title(member.team.name),
        link=base + reverse("log", args=[member.team.key]),
        description="",
        language=get_language(),
        author_name=member.team.name,
        feed_url=request.build_absolute_uri(),
    )
    for decision in queries.log(seat, Wanted(), timezone.localdate())[:IN_FEED]:
        address = base + reverse("decision", args=[member.team.key, decision.number])
        made.add_item(
            title=word.clean(f"{decision.number} {decision.title}"),
            link=address,
            description=word.clean(linebreaks(decision.text, autoescape=True)),  # a reader takes it for HTML
            unique_id=f"{address}#{decision.digest}",
            pubdate=decision.sealed,
            updateddate=decision.sealed,
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
