"""The webhooks of a team: which addresses hear of what, and whether it arrives."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from koers.apps.access import commands, queries
from koers.domain import rules
from koers.domain.refusals import Refused
from koers.web import wording, wording_access
from koers.web.forms import fresh_key
from koers.web.seat import TeamRequest, team_page

LATEST = 25


@require_http_methods(["GET", "POST"])
@team_page
def index(request: TeamRequest) -> HttpResponse:
    """The ones there are, and a new one."""
    rules.check(request.seat, "add_webhook")
    if request.method == "GET":
        return _index(request, {})
    given = request.POST
    try:
        made = commands.add_webhook(
            request.seat, request.team, given.get("url", ""), given.getlist("deeds"), key=given.get("key")
        )
    except Refused as refused:
        return _index(request, {refused.field: wording.refusal(refused)}, given)
    return redirect("webhook", request.team.key, made.pk)


def _index(request: TeamRequest, errors: Mapping[str, str], values: Any = None) -> HttpResponse:
    context = {
        "webhooks": [(one, wording_access.heard(one.deeds)) for one in queries.webhooks(request.seat)],
        "rooms": [(title, deeds.items()) for title, deeds in wording_access.HEARD],
        "chosen": values.getlist("deeds") if values else wording_access.USUAL,
        "values": values or {},
        "key": (values or {}).get("key") or fresh_key(),
        "errors": errors,
        "private": settings.WEBHOOKS_PRIVATE,
    }
    return render(request, "access/webhooks.html", context, status=422 if errors else 200)


@require_GET
@team_page
def webhook(request: TeamRequest, pk: int) -> HttpResponse:
    """One address: its secret, what it hears, and what arrived."""
    rules.check(request.seat, "add_webhook")
    one = queries.webhook(request.seat, pk)
    deliveries = list(queries.latest(request.seat, one, LATEST))
    context = {
        "webhook": one,
        "secret": commands.signing_secret(one),
        "hears": [wording_access.deed(code) for code in one.deeds],
        "deliveries": [
            (each, wording_access.deed(each.entry.deed), wording_access.fared(each)) for each in deliveries
        ],
        "heading": wording_access.fares([each.stage for each in deliveries]),
    }
    return render(request, "access/webhook.html", context)


@require_POST
@team_page
def trial(request: TeamRequest, pk: int) -> HttpResponse:
    """Send it something now."""
    commands.try_webhook(request.seat, pk)
    messages.success(request, _("It goes within a few seconds. Look again in a moment."))
    return redirect("webhook", request.team.key, pk)


@require_POST
@team_page
def end(request: TeamRequest, pk: int) -> HttpResponse:
    """It hears nothing any more."""
    commands.end_webhook(request.seat, pk)
    messages.success(request, _("This address hears nothing any more."))
    return redirect("webhooks", request.team.key)
