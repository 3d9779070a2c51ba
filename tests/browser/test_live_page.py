"""An open page stays true by itself: `static/js/live.js` in a real browser against the real server."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from koers.apps.people import commands
from koers.web.live import Pass
from tests.cast import Table
from tests.server import Server

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><title>live</title><body data-live="{token}">
<p data-offline hidden>offline</p>
<div id="count" data-live-src="/part/">0</div>
<div id="form" data-live-src="/form/"><input id="why"><b>0</b></div>
<button id="elsewhere">elsewhere</button><script src="/static/js/live.js"></script></body>"""


@dataclass
class Open:
    """A page that listens, and what its parts answer when they are asked for again."""

    page: Any
    linde: Table
    server: Server
    part: int = 0
    asked: int = 0
    go: str = ""

    def serve(self, route: Any) -> None:
        path = route.request.url.removeprefix(self.server.url)
        if path == "/page/":
            chair = self.linde.chair("Joost")
            stream = chair.team.stream
            token = Pass(stream.pk, chair.pk, chair.person_id, path, stream.head).token()
            route.fulfill(body=PAGE.format(token=token), content_type="text/html")
        elif path == "/part/":
            self.asked += 1
            assert route.request.headers["hx-request"] == "true"
            headers = {"Koers-Go": self.go} if self.go else {}
            body = f'<div id="count" data-live-src="/part/">{self.part}</div>'
            route.fulfill(body=body, content_type="text/html", headers=headers)
        else:
            body = f'<div id="form" data-live-src="/form/"><input id="why"><b>{self.part}</b></div>'
            route.fulfill(body=body, content_type="text/html")

    def happens(self) -> None:
        """Something happens at the table."""
        self.part += 1
        commands.invite(self.linde.facilitator, self.linde.team)

    def shows(self, selector: str, text: str) -> None:
        self.page.wait_for_function(
            "([s, t]) => document.querySelector(s).textContent.trim() === t",
            arg=[selector, text],
            timeout=5000,
        )


@pytest.fixture
def opened(koers_server: Server, linde: Table, phone: Callable[..., Any]) -> Open:
    page = phone(linde.chair("Joost").person)
    there = Open(page, linde, koers_server)
    for path in ("/page/", "/part/", "/form/"):
        page.route(koers_server.url + path, there.serve)
    with page.expect_response("**/live/**"):
        page.goto("/page/")
    return there


def test_news_changes_the_page(opened: Open) -> None:
    opened.happens()
    opened.shows("#count", "1")
    opened.shows("#form b", "1")


def test_somebody_who_types_is_left_alone_until_they_are_done(opened: Open) -> None:
    opened.page.fill("#why", "omdat")
    opened.happens()
    opened.shows("#count", "1")
    assert opened.page.input_value("#why") == "omdat"
    assert opened.page.evaluate("document.activeElement.id") == "why"
    opened.page.focus("#elsewhere")
    opened.shows("#form b", "1")


def test_an_unchanged_part_is_not_touched(opened: Open) -> None:
    opened.page.evaluate("document.querySelector('#count').mark = 1")
    commands.invite(opened.linde.facilitator, opened.linde.team)
    opened.page.wait_for_timeout(1000)
    assert opened.asked >= 1
    assert opened.page.evaluate("document.querySelector('#count').mark") == 1


def test_a_hidden_page_hears_nothing_and_catches_up_when_shown(opened: Open) -> None:
    show(opened.page, hidden=True)
    opened.happens()
    opened.page.wait_for_timeout(800)
    assert opened.asked == 0
    show(opened.page, hidden=False)
    opened.shows("#count", "1")


def test_a_lost_connection_is_told_and_made_good(opened: Open) -> None:
    opened.page.context.set_offline(True)
    opened.page.wait_for_selector("[data-offline]", state="visible")
    opened.happens()
    opened.page.context.set_offline(False)
    opened.shows("#count", "1")
    opened.page.wait_for_selector("[data-offline]", state="hidden")


def test_an_old_pass_is_renewed(opened: Open) -> None:
    show(opened.page, hidden=True)
    opened.page.route("**/live/**", lambda route: route.fulfill(status=403), times=1)
    with opened.page.expect_response("**/live-token/") as renewed:
        show(opened.page, hidden=False)
    assert renewed.value.status == 200
    opened.happens()
    opened.shows("#count", "1")


def test_the_server_can_send_the_page_on(opened: Open) -> None:
    opened.go = "/health"
    opened.happens()
    opened.page.wait_for_url("**/health")


def test_who_lost_the_seat_sees_the_page_anew(opened: Open) -> None:
    with opened.page.expect_navigation(url="**/page/"):
        commands.free_seat(opened.linde.facilitator, opened.linde.chair("Joost").pk)


def show(page: Any, *, hidden: bool) -> None:
    """What a browser does when the tab goes to the back or comes forward."""
    page.evaluate(
        """(hidden) => {
            Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
            document.dispatchEvent(new Event("visibilitychange"));
        }""",
        hidden,
    )
