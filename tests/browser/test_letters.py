"""From the letter to the action that is reported, on a phone that Koers doesn't know."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from koers.apps.actions.models import Action
from koers.apps.ledger import clock
from koers.web.channels.mail import sending
from tests import rounds
from tests.cast import Table
from tests.mailbox import Mailbox, address_of, html, monday

pytestmark = pytest.mark.browser


def test_the_link_in_a_caught_letter_reports_the_action(
    linde: Table, mailbox: Mailbox, phone: Callable[..., Any]
) -> None:
    action = rounds.agreed_by(linde, "Joost", "Bel Oost over de overdracht", timedelta(days=1))
    joost = address_of(linde, "Joost")
    with clock.at(monday()):
        sending.send_due()
    [letter] = mailbox.to(joost)
    page = phone()
    partly = re.search(r'href="https://koers.example(/m/\S+outcome=partly)"', html(letter))
    assert partly
    page.goto(partly[1])
    expect(page.get_by_role("heading", name="Bel Oost over de overdracht")).to_be_visible()
    expect(page.get_by_label("Deels gedaan")).to_be_checked()
    assert Action.objects.get(pk=action.pk).outcome == ""
    page.get_by_label("Gedaan", exact=True).check()
    page.get_by_label("Een beetje").check()
    page.get_by_label("In één zin").fill("Oost belt nu zelf.")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("heading", name="Dank je, het is bewaard")).to_be_visible()
    expect(page.get_by_text("Oost belt nu zelf.")).to_be_visible()
    assert Action.objects.get(pk=action.pk).outcome == "done"
    page.reload()
    expect(page.get_by_role("heading", name="Dank je, het is bewaard")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_letter_fits_a_phone_in_light_and_dark(
    linde: Table, mailbox: Mailbox, phone: Callable[..., Any], scheme: str
) -> None:
    joost = address_of(linde, "Joost")
    rounds.opened(linde)
    with clock.at(monday()):
        sending.send_due()
    page = phone(color_scheme=scheme)
    page.set_content(html(mailbox.to(joost)[0]))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    ground, ink = (
        page.evaluate(f"getComputedStyle(document.querySelector('{which}')).{what}")
        for which, what in (("body", "backgroundColor"), ("h1", "color"))
    )
    dark = ("rgb(16, 24, 38)", "rgb(243, 235, 220)")
    assert (ground, ink) == (dark if scheme == "dark" else ("rgb(247, 242, 231)", "rgb(22, 34, 58)"))
