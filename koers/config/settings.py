"""Settings of an installation. Everything that differs per installation comes from the environment."""

import os

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from koers.config import home

DEBUG = os.environ.get("KOERS_DEBUG") == "1"
SECRET_KEY = home.secret_key()
ALLOWED_HOSTS = os.environ.get("KOERS_HOSTS", "*").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("KOERS_ORIGINS", "").split(",") if o]
ROOT_URLCONF = "koers.web.urls"
WSGI_APPLICATION = "koers.config.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_htmx",
    "csp",
    "koers.apps.ledger",
    "koers.apps.people",
    "koers.apps.access",
    "koers.apps.notices",
    "koers.apps.roles",
    "koers.apps.authority",
    "koers.apps.direction",
    "koers.apps.topics",
    "koers.apps.scans",
    "koers.apps.readbacks",
    "koers.apps.decisions",
    "koers.apps.actions",
    "koers.apps.checks",
    "koers.apps.exchange",
    "koers.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "koers.web.api.problems.ProblemMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "koers.web.refusal.RefusalMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Before the apps' own: the pages of signing in are ours too.
        "DIRS": [home.ROOT / "koers" / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "koers.web.shell.shell",
            ],
            "builtins": [
                "koers.web.templatetags.koers",
                "koers.web.templatetags.live",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]

DATABASES = {"default": home.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "koers.web.sign_in.Door"

LANGUAGE_CODE = "nl"
LANGUAGE_COOKIE_NAME = "koers_language"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [home.ROOT / "koers" / "locale"]
# Whose public holidays are days on which nobody works: a country's two letters, or nothing.
HOLIDAYS = os.environ.get("KOERS_HOLIDAYS", "NL")
TIME_ZONE = os.environ.get("KOERS_TIME_ZONE", "Europe/Amsterdam")
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
# `koers serve` collects the files once, named by their content and compressed (serving/static.py). Without
# that, in tests and in development, each is found where it is.
COLLECTED = os.environ.get("KOERS_COLLECTED") == "1"
STATIC_ROOT = home.home() / "static" if COLLECTED else None
WHITENOISE_USE_FINDERS = not COLLECTED
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
}

SESSION_COOKIE_NAME = "koers"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 180
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
# A room's own network has no certificate. Behind TLS an installation says so with KOERS_TLS=1.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("KOERS_TLS") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SESSION_COOKIE_SECURE else None
SECURE_HSTS_SECONDS = 31536000 if SESSION_COOKIE_SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "koers.web.views.pages.stale_form"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

EMAIL_HOST = os.environ.get("KOERS_MAIL_HOST", "")
# Without a mail server nothing is sent, and no page offers it.
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
EMAIL_PORT = int(os.environ.get("KOERS_MAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("KOERS_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("KOERS_MAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("KOERS_MAIL_TLS") == "starttls"
EMAIL_USE_SSL = os.environ.get("KOERS_MAIL_TLS") == "tls"
# Shorter than what a process may be silent for: the worker that waits for a server does nothing else.
EMAIL_TIMEOUT = 8
DEFAULT_FROM_EMAIL = os.environ.get("KOERS_MAIL_FROM", "koers@localhost")

# The address that phones in the room can reach ("http://192.168.1.20:8000"), when it isn't the browser's own.
ADDRESS = os.environ.get("KOERS_ADDRESS", "").rstrip("/")
# Where the links in letters lead. Without a mail server, or without knowing our own address, none is sent.
LETTERS_LEAD_TO = (ADDRESS or next(iter(CSRF_TRUSTED_ORIGINS), "")).rstrip("/") if EMAIL_HOST else ""

# Webhooks go to the open internet, encrypted. An installation that trusts everybody who leads a team with its
# own network says so: then plain and private addresses are written to as well.
WEBHOOKS_PRIVATE = os.environ.get("KOERS_WEBHOOKS_PRIVATE") == "1"
# How often one token may call within a minute, per process.
API_CALLS = int(os.environ.get("KOERS_API_CALLS", "300"))

# Only `koers demo` switches this on: one click signs in as anyone of the invented organisation.
DEMO = os.environ.get("KOERS_DEMO") == "1"
