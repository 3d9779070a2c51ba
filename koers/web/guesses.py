"""Who types wrong codes too often has to wait: a code is short, so that it can be said aloud."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

LIMIT = 20
WINDOW = 600


def too_many(request: HttpRequest) -> bool:
    """Whether this address guessed wrong too often in the last ten minutes."""
    return int(cache.get(_key(request), 0)) >= LIMIT


def was_wrong(request: HttpRequest) -> None:
    """Count a wrong guess."""
    key = _key(request)
    cache.add(key, 0, WINDOW)
    cache.incr(key)


def _key(request: HttpRequest) -> str:
    return f"guesses:{_address(request)}"


def _address(request: HttpRequest) -> str:
    """Behind a proxy everybody has the proxy's address; it adds the real one at the end of this header."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return forwarded.rpartition(",")[2].strip() or str(request.META["REMOTE_ADDR"])
