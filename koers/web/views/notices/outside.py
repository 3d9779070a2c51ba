"""Where the links in letters lead. Opening one changes nothing, since mail scanners follow every link.

Sending the form acts: by the same command and from the same chair as on the page of the table.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from koers.apps.ledger import clock
from koers.apps.notices import commands, queries
from koers.apps.people import queries as people
from koers.apps.people import secrets
from koers.apps.people.models import Member
from koers.domain.refusals import NotHere, Refused
from koers.web import wording
from koers.web.channels import links, outside
from koers.web.channels.outside import Form

GONE = 410


@never_cache
@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, token: str) -> HttpResponse:
    """One thing that is asked, without signing in."""
    link = links.read_item(token)
    form = outside.DEEDS[link.deed].form if link.deed in outside.DEEDS else None
    chair = queries.chair_of(link.person, link.member)
    if form is None or chair is None or link.is_over(clock.now()):
        return _over(request)
    seat = people.seat_of(chair)
    try:
        if not form.fits(seat, link.subject):
            return _over(request)
        facts = form.facts(seat, link.subject)
    except NotHere:
        return _over(request)
    context = {**facts, "chair": chair, "place": chair.team, "form_template": form.template}
    if request.method == "POST":
        return _sent(request, link, form, chair, context)
    return _shown(request, link, form, context)


def _shown(request: HttpRequest, link: links.Item, form: Form, context: dict[str, Any]) -> HttpResponse:
    if context["said"]:
        return render(request, "notices/said.html", context)
    given = {form.field: request.GET.get(form.field, "")}
    context |= {"values": given, "choices": form.choices(people.seat_of(context["chair"]), link.subject)}
    return render(request, "notices/item.html", context)


def _sent(
    request: HttpRequest, link: links.Item, form: Form, chair: Member, context: dict[str, Any]
) -> HttpResponse:
    """The link itself is the form's key: sending it twice does it once."""
    try:
        key = secrets.hashed(request.path)
        form.act(people.seat_of(chair), link.subject, request.POST, key)
    except Refused as refused:
        if context["said"]:
            return redirect(request.path)
        errors = {refused.field: wording.refusal(refused)}
        choices = form.choices(people.seat_of(chair), link.subject)
        context |= {"values": request.POST, "errors": errors, "choices": choices}
        return render(request, "notices/item.html", context, status=422)
    return redirect(request.path)


def _over(request: HttpRequest) -> HttpResponse:
    """Too old, withdrawn, or no longer theirs: all look the same."""
    return render(request, "notices/over.html", status=GONE)


# Mail programs send this form by themselves (RFC 8058) and have no cookie. The token is what they show.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """No letters any more, or none about one thing."""
    person, ask = links.read_stop(token)
    if request.method == "GET":
        return render(request, "notices/stop.html", {"about_one": ask is not None})
    if ask is None:
        commands.stop_letters(person)
    else:
        commands.stop_about(person, ask)
    return render(request, "notices/stop.html", {"about_one": ask is not None, "done": True})


@never_cache
@require_http_methods(["GET", "POST"])
def confirmation(request: HttpRequest, token: str) -> HttpResponse:
    """The address is theirs."""
    person, address = links.read_confirmation(token)
    if request.method == "GET":
        return render(request, "notices/confirm.html", {"address": address})
    if not commands.confirm_address(person, address):
        return _over(request)
    return render(request, "notices/confirm.html", {"address": address, "done": True})
