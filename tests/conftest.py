"""What every test can ask for.

The database is the one of `KOERS_DATABASE`: a file of SQLite without it, PostgreSQL with
`python -m tests.postgresql python -m pytest`. The same tests run on both.
"""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from hypothesis import settings as hypothesis

from koers.apps.people.models import Member, Person
from tests import cast, chromium, published, server
from tests.databases import database_of_tests
from tests.mailbox import Mailbox

SLOW = {Path(__file__).parent / folder for folder in ("apps", "web", "browser", "faults")}
PHONE = {"width": 390, "height": 844}
WALL = {"width": 1440, "height": 900}
# How long an example takes says nothing on a machine that does other things as well.
hypothesis.register_profile("koers", deadline=None)
hypothesis.load_profile("koers")
BACKEND = settings.AUTHENTICATION_BACKENDS[0]


def pytest_sessionstart(session: pytest.Session) -> None:
    """Sentences are compared in both languages, so the messages are compiled before anything is imported."""
    if importlib.util.find_spec("koers.web.messages") and not hasattr(session.config, "workerinput"):
        subprocess.run([sys.executable, "-m", "koers.web.messages", "compile"], check=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Comparisons with published data are for who has it; on PostgreSQL goes what asks a database."""
    for item in items:
        thorough = item.get_closest_marker("thorough") or _asks_database(item)
        if thorough or SLOW & set(item.path.parents):
            item.add_marker("slow")
    elsewhere = os.environ.get("KOERS_DATABASE", "").startswith("postgres")
    # What takes longest goes first: nobody waits for it at the end.
    items.sort(key=lambda item: not item.get_closest_marker("looks"))
    away = [item for item in items if published.left_out(item) or (elsewhere and not _asks_database(item))]
    config.hook.pytest_deselected(items=away)
    items[:] = [item for item in items if item not in away]


def _asks_database(item: pytest.Item) -> bool:
    """Whether a test uses the database of the tests, or one that it makes for a process of its own."""
    asked = {"db", "transactional_db", "koers_server", "moved_server", "home"}
    marked = any(item.get_closest_marker(name) for name in ("django_db", "fault"))
    return marked or (isinstance(item, pytest.Function) and bool(asked & set(item.fixturenames)))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what couldn't be compared."""
    if published.MISSING:
        missing = ", ".join(published.MISSING)
        terminalreporter.write_line(f"Not compared with {missing}: not in {published.DATA}.")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Iterator[None]:
    """On a machine that has to prove things nothing is skipped: a skipped test is a failed one."""
    report = yield
    if os.environ.get("CI") and report.skipped:
        report.outcome, report.longrepr = "failed", f"skipped, where nothing may be: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def no_boxes_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that commits may end with a round still open; the flush behind it knows no ballot boxes."""
    marker = request.node.get_closest_marker("django_db")
    commits = "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction"))
    if commits:
        request.getfixturevalue("transactional_db")
    yield
    if not commits:
        return
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith("box_"):
                cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)}")


# --- the story (tests/cast.py)


@pytest.fixture
def linde(db: None) -> cast.Table:
    """De Linde's MT of seven, everybody on their chair; Bram facilitates."""
    return cast.de_linde()


@pytest.fixture
def next_door(linde: cast.Table) -> cast.Table:
    """Another team of De Linde."""
    return cast.next_door(linde)


@pytest.fixture
def elsewhere(db: None) -> cast.Table:
    """A team of another organisation."""
    return cast.elsewhere()


@pytest.fixture
def outsider(db: None) -> Person:
    """Olga, at no table."""
    return cast.outsider()


@pytest.fixture
def observer(linde: cast.Table) -> Member:
    """Iris, who looks on at the MT."""
    return cast.observer(linde)


# --- letters


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    """A mail server that Koers is set to use."""
    box = Mailbox()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
    settings.LETTERS_LEAD_TO = "https://koers.example"
    box.up()
    yield box
    box.down()


# --- over HTTP, without a browser


def session_cookie(person: Person) -> str:
    """The session of somebody who signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)


@pytest.fixture
def client_of(db: None) -> Callable[[Person | None], Client]:
    """A test client signed in as this person, or as nobody."""

    def made(person: Person | None) -> Client:
        client = Client()
        if person:
            client.cookies[settings.SESSION_COOKIE_NAME] = session_cookie(person)
        return client

    return made


# --- a real server, in a process of its own, on the database of the tests


@pytest.fixture(scope="session")
def _web_server(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[server.Server]:
    with django_db_blocker.unblock():
        database = database_of_tests()
    home: Path = tmp_path_factory.mktemp("koers")
    secret = settings.SECRET_KEY
    with server.running(home, server.WEB, KOERS_DATABASE=database, KOERS_SECRET_KEY=secret) as running:
        yield running


@pytest.fixture
def koers_server(transactional_db: None, _web_server: server.Server) -> server.Server:
    """The real web server, on this test's own database: what `tests/cast.py` makes, it shows."""
    return _web_server


# --- a real browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The Chromium of this machine."""
    from playwright.sync_api import sync_playwright

    path = chromium.found()
    if path is None:
        pytest.skip("no Chromium here: bin/setup --test installs it")
    # Playwright's own event loop must not make Django believe that this thread is an asynchronous one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield chrome
        chrome.close()


@pytest.fixture
def context(browser: Any, koers_server: server.Server) -> Iterator[Callable[..., Any]]:
    """A browser of its own for somebody: `context(person=None, **playwright options)`."""
    made = []

    def new(person: Person | None = None, **options: Any) -> Any:
        options = {"base_url": koers_server.url, "locale": "nl-NL", "reduced_motion": "reduce"} | options
        one = browser.new_context(**options)
        if person:
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_cookie(person)}
            one.add_cookies([cookie | {"url": koers_server.url}])
        made.append(one)
        return one

    yield new
    for one in made:
        one.close()


@pytest.fixture
def page(context: Callable[..., Any]) -> Any:
    """A page on a laptop, of somebody who isn't signed in."""
    return context(viewport=WALL).new_page()


@pytest.fixture
def phone(context: Callable[..., Any]) -> Callable[..., Any]:
    """`phone(person)`: a page on somebody's phone; `phone()` for a phone nobody knows."""

    def new(person: Person | None = None, **options: Any) -> Any:
        touch = {"viewport": PHONE, "is_mobile": True, "has_touch": True}
        return context(person, **(touch | options)).new_page()

    return new


@pytest.fixture
def wall(context: Callable[..., Any]) -> Callable[..., Any]:
    """`wall(person)`: a page on the big screen of somebody's laptop."""

    def new(person: Person | None = None, **options: Any) -> Any:
        return context(person, **({"viewport": WALL} | options)).new_page()

    return new
