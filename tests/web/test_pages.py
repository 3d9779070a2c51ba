"""Pages that belong to no team, and what every page promises."""

from typing import Any

import pytest
from django.test import Client

from koers.web.shell import THEME_COOKIE

PAGES = (
    "/",
    "/j/",
    "/privacy/",
    "/accessibility/",
    "/components/",
    "/account/login/",
    "/account/login/code/",
    "/account/signup/",
    "/account/password/reset/",
    "/nowhere/",
)


@pytest.fixture
def visitor(db: None) -> Client:
    return Client(headers={"accept-language": "nl"})


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_no_inline_style_or_script(visitor: Client, page: str) -> None:
    html = visitor.get(page).content.decode()
    assert "style=" not in html
    assert "<style" not in html
    assert " onclick" not in html
    assert html.count("<script") == html.count("<script src=")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_its_language_and_has_one_heading(visitor: Client, page: str) -> None:
    html = visitor.get(page).content.decode()
    assert '<html lang="nl"' in html
    assert html.count("<h1") == 1


def test_a_page_may_load_nothing_from_elsewhere(visitor: Client) -> None:
    policy = visitor.get("/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_the_language_is_chosen_and_kept_on_this_device(visitor: Client) -> None:
    response = visitor.post("/language/", {"language": "en", "next": "/privacy/"})
    assert response["Location"] == "/privacy/"
    assert "Who sees what" in visitor.get("/privacy/").content.decode()


def test_light_or_dark_is_set_by_the_server(visitor: Client) -> None:
    visitor.post("/theme/", {"theme": "dark"})
    assert 'data-theme="dark"' in visitor.get("/").content.decode()
    visitor.post("/theme/", {"theme": ""})
    assert "data-theme" not in visitor.get("/").content.decode()


def test_a_made_up_light_is_the_device_s(visitor: Client) -> None:
    visitor.cookies[THEME_COOKIE] = '"><b>'
    assert "data-theme" not in visitor.get("/").content.decode()


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"]
)
def test_a_switch_never_sends_anybody_elsewhere(visitor: Client, elsewhere: str) -> None:
    assert visitor.post("/language/", {"language": "en", "next": elsewhere})["Location"] == "/"


def test_a_form_that_was_open_too_long_gets_a_page_that_says_so(db: None) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "nl"})
    response = strict.post("/language/", {"language": "en"})
    assert response.status_code == 403
    assert "te lang open" in response.content.decode()


def test_nobody_signs_up_out_of_the_blue(visitor: Client) -> None:
    page = visitor.get("/account/signup/").content.decode()
    assert 'type="password"' not in page
    assert "/j/" in page


def test_without_a_mail_server_no_page_offers_mail(visitor: Client, settings: Any) -> None:
    assert "/account/login/code/" not in visitor.get("/account/login/").content.decode()
    settings.EMAIL_HOST = "mail.example"
    assert "/account/login/code/" in visitor.get("/account/login/").content.decode()


def test_a_broken_page_still_has_our_face(db: None) -> None:
    from django.template.loader import render_to_string

    html = render_to_string("500.html")
    assert "Er ging iets mis" in html
    assert "css/tokens" in html
