"""Pages that belong to no team: who sees what, accessibility, and the switches of language and light."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from koers.web.shell import THEME_COOKIE, THEMES

YEAR = 365 * 24 * 3600


@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """Who sees what."""
    return render(request, "pages/privacy.html")


@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """What Koers does so that everybody can take part."""
    return render(request, "pages/accessibility.html")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Dutch or English, on this device."""
    chosen = request.POST.get("language", "")
    known = chosen in dict(settings.LANGUAGES)
    return _keep(request, settings.LANGUAGE_COOKIE_NAME, chosen if known else "")


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the device says, on this device."""
    chosen = request.POST.get("theme", "")
    return _keep(request, THEME_COOKIE, chosen if chosen in THEMES else "")


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from yesterday, or from a browser that keeps no cookies."""
    return render(request, "stale_form.html", status=403)


def _keep(request: HttpRequest, cookie: str, value: str) -> HttpResponse:
    response = redirect(back(request))
    if value:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(cookie, value, max_age=YEAR, samesite="Lax", httponly=True, secure=secure)
    else:
        response.delete_cookie(cookie)
    return response


def back(request: HttpRequest) -> str:
    """Where somebody came from, as long as that is here."""
    address = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if here else "/"
