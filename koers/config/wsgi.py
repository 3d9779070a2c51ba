"""Pages: Django as WSGI, which costs a fraction of Django's own middleware under ASGI."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koers.config.settings")
application = get_wsgi_application()
# Every address is read in before the first request comes, so that nobody waits for it.
ADDRESSES = len(get_resolver().url_patterns)
