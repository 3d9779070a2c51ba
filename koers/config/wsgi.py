"""Pages: Django as WSGI, which costs a fraction of Django's own middleware under ASGI."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koers.config.settings")
application = get_wsgi_application()
