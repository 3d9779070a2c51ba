"""The topics of a team, and what goes on at the other tables of the organisation."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from koers.apps.topics import queries
from koers.apps.topics.models import Topic
from koers.domain import authority, rules
from koers.web import wording_authority, wording_topics
from koers.web.seat import TeamRequest, team_page

PAGE = 50


@require_GET
@team_page
def index(request: TeamRequest) -> HttpResponse:
    """What was brought up, narrowed to a state and a kind; late and postponed ones are marked."""
    seat, today = request.seat, timezone.localdate()
    show, kind = _asked(request)
    counted = queries.counts(seat, today)
    page = Paginator(queries.shown(seat, show, kind, today), PAGE).get_page(request.GET.get("page"))
    context = {
        "heading": wording_topics.heading(counted),
        "counted": counted,
        "show": show,
        "kind": kind,
        "tabs": [(code, says, counted[code]) for code, says in wording_topics.SHOW.items()],
        "kinds": wording_authority.KIND.items(),
        "page": page,
        "rows": [row(one, today) for one in page.object_list],
        "may_raise": rules.may(seat, "raise_topic"),
    }
    return render(request, "topics/index.html", context)


def _asked(request: TeamRequest) -> tuple[str, str]:
    show, kind = request.GET.get("show", ""), request.GET.get("kind", "")
    return (
        show if show in queries.SHOWS else "going",
        kind if kind in authority.KINDS else "",
    )


def row(one: Topic, today: Any) -> dict[str, Any]:
    """A topic as a list shows it."""
    return {
        "topic": one,
        "late": one.is_late(today),
        "state": wording_topics.STATE[one.state],
        "way": wording_topics.WAY[one.way][0] if one.way else "",
        "times": wording_topics.times(one.postponed) if one.postponed else "",
    }


@require_GET
@team_page
def organisation(request: TeamRequest) -> HttpResponse:
    """What goes on at the other tables. What is closed shows only that, until when, and why."""
    today = timezone.localdate()
    page = Paginator(queries.of_organisation(request.seat), PAGE).get_page(request.GET.get("page"))
    rows = [row(one, today) | {"closed": one.closed_to(request.seat, today)} for one in page.object_list]
    return render(request, "topics/organisation.html", {"page": page, "rows": rows})
