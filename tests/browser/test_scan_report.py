"""The report of `koers scan` as a browser sees it: nothing too wide, nothing that keeps people out."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from koers.reports.scan_answers import Answers, Person
from koers.reports.scan_page import page
from koers.reports.scan_teams import teams

ITEMS = ("Structuur", "Wij bespreken alles op tijd, ook wat lastig is en wat niemand graag aankaart")

pytestmark = [pytest.mark.browser, pytest.mark.looks]


def report(lang):
    """Three, seven and a thousand people, with blanks: every kind of row there is."""
    sizes = {"Drie": 3, "Zorggroep De Linde, locatie Noord": 7, "Iedereen": 1000}
    people = [
        Person(name, (1 + (k * k) % 5, None if k % 4 == 3 else 2 + k % 2))
        for name, n in sizes.items()
        for k in range(n)
    ]
    return page(teams(Answers(ITEMS, tuple(people), ())), "antwoorden.csv", 2, lang)


def opened(browser, lang, scheme, width):
    # The report forbids scripts, and so the checker too: only for the check that is lifted.
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        bypass_csp=True,
        reduced_motion="reduce",
    )
    tab = context.new_page()
    tab.set_content(report(lang))
    return tab


@pytest.mark.parametrize("width", [320, 390, 768, 1440, 1920])
def test_nothing_is_wider_than_the_screen(browser, width):
    tab = opened(browser, "nl", "light", width)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_the_automated_rules_for_accessibility_find_nothing(browser, lang, scheme, width):
    tab = opened(browser, lang, scheme, width)
    assert [rule["id"] for rule in Axe().run(tab).response["violations"]] == []
