"""The report of `koers count` as a browser sees it: nothing too wide, nothing that keeps people out."""

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from koers.engine.methods.ballots import Ballots
from koers.reports.count_methods import RULES, Counted, Method
from koers.reports.count_page import page

pytestmark = [pytest.mark.browser, pytest.mark.looks]


def report(method, lang):
    """Fourteen options, one with a long name, strict ranks that fit every method but two."""
    names = (
        "Verhuizen naar het pand aan de Kade, samen met de buren",
        *(f"Mogelijkheid {k}" for k in range(13)),
    )
    chance = np.random.default_rng(3)
    values = np.array([chance.permutation(14) + 1 for _ in range(40)])
    values = values if method is Method.irv or method is Method.schulze else values % 6
    result = RULES[method].count(Ballots(names, values), 1, "waarde")
    return page(Counted(method, 1, "waarde", 40, 0, result), "stemmen.csv", lang)


def opened(browser, method, lang, scheme, width):
    # The report forbids scripts, and so the checker too: only for the check that is lifted.
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        bypass_csp=True,
        reduced_motion="reduce",
    )
    tab = context.new_page()
    tab.set_content(report(method, lang))
    return tab


@pytest.mark.parametrize("method", [Method.schulze, Method.irv, Method.resistance])
@pytest.mark.parametrize("width", [320, 390, 1440])
def test_nothing_is_wider_than_the_screen(browser, method, width):
    tab = opened(browser, method, "nl", "light", width)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("lang", "scheme", "width"), [("nl", "light", 1440), ("en", "dark", 390)])
@pytest.mark.parametrize("method", [Method.schulze, Method.irv, Method.star])
def test_the_automated_rules_for_accessibility_find_nothing(browser, method, lang, scheme, width):
    tab = opened(browser, method, lang, scheme, width)
    assert [rule["id"] for rule in Axe().run(tab).response["violations"]] == []
