"""One's own tokens: made for a table and a purpose, shown once, withdrawn at any time."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from koers.apps.access import commands, queries
from koers.apps.access.models import Token
from koers.apps.people import queries as people
from koers.apps.people.models import Person
from koers.domain import access, rules
from koers.domain.refusals import NotHere, Refused
from koers.web import wording, wording_access
from koers.web.forms import fresh_key
from koers.web.seat import person_of

#: How long one lasts when nobody chose.
USUAL = timedelta(days=90)


@require_http_methods(["GET", "POST"])
@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """The ones there are, and a new one."""
    person = person_of(request)
    if person is None and request.method == "GET":
        return redirect("account_login")
    if person is None:
        return render(request, "sign_in/door.html", status=403)
    if request.method == "GET":
        return render(request, "access/tokens.html", _page(person, {}))
    try:
        token, secret = _made(request, person)
    except Refused as refused:
        if isinstance(refused, NotHere) or refused.code == "not_yours":
            raise
        errors = {refused.field: wording.refusal(refused)}
        return render(request, "access/tokens.html", _page(person, errors, request.POST), status=422)
    return render(request, "access/tokens.html", _page(person, {}) | {"made": token, "secret": secret})


def _made(request: HttpRequest, person: Person) -> tuple[Token, str]:
    given = request.POST
    seat = people.seat_of(people.member_at(person, given.get("team", "")))
    until = _day(given.get("until", ""))
    return commands.make_token(
        seat, given.get("name", ""), given.getlist("scopes"), until, key=given.get("key")
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _page(person: Person, errors: Mapping[str, str], values: Any = None) -> dict[str, Any]:
    chairs = list(people.chairs_of(person))
    sits = [chair for chair in chairs if rules.may(people.seat_of(chair), "make_token")]
    today = timezone.localdate()
    given = values or {"until": (today + USUAL).isoformat()}
    return {
        "tokens": [(one, wording_access.scopes(one.scopes)) for one in queries.tokens_at(chairs, person.pk)],
        "chairs": sits,
        "scopes": [(code, *wording_access.SCOPE[code]) for code in rules.SCOPES],
        "chosen": values.getlist("scopes") if values else [],
        "values": given,
        "key": given.get("key") or fresh_key(),
        "errors": errors,
        "today": today,
        "last_day": today + access.LONGEST,
        "limit": access.NAME_LIMIT,
    }


@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """It opens nothing from now on."""
    person = person_of(request)
    if person is None:
        raise NotHere
    chairs = list(people.chairs_of(person))
    token = queries.tokens_at(chairs, person.pk).filter(pk=pk).first()
    if token is None:
        raise NotHere
    chair = next(chair for chair in chairs if chair.pk == token.member_id)
    commands.withdraw_token(people.seat_of(chair), token.pk)
    messages.success(request, _("Withdrawn. The program with it comes in no more."))
    return redirect("tokens")
