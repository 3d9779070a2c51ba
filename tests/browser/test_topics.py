"""A topic led to who may decide it: five cases, on a phone and on a laptop, in both languages."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from koers.apps.authority import commands as authorities
from koers.apps.roles import commands as role_commands
from koers.apps.topics import commands
from koers.apps.topics.models import Topic
from koers.domain import authority
from koers.domain.roles import Text
from tests import cast
from tests.looking import RULES
from tests.server import Server
from tests.spoken import unclear

pytestmark = pytest.mark.browser
LINE = "Welke laptops we kopen"
SCREENS = pytest.mark.parametrize(
    ("language", "width", "scheme"), [("nl", 390, "light"), ("en", 1440, "dark")]
)


@pytest.fixture
def walker(
    koers_server: Server, context: Callable[..., Any], linde: cast.Table, tmp_path: Any
) -> Callable[..., "Walker"]:
    """Joost, who brings up topics in this language on this screen."""

    def made(language: str, width: int, scheme: str, script: bool = True) -> Walker:
        screen = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
        person = linde.chair("Joost").person
        one = context(person, locale=language, java_script_enabled=script, **screen)
        cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": koers_server.url}
        one.add_cookies([cookie])
        return Walker(one.new_page(), linde, tmp_path if script else None)

    return made


class Walker:
    """Somebody who brings up a topic and looks how to treat it."""

    def __init__(self, page: Page, table: cast.Table, folder: Any) -> None:
        self.page, self.table, self.folder = page, table, folder

    def look(self, name: str) -> None:
        """Accessible, clear to who only hears it, and no wider than the screen."""
        if self.folder is None:
            return
        self.page.screenshot(path=str(self.folder / f"{name}.png"), full_page=True)
        found = Axe().run(self.page, options=RULES).response["violations"]
        assert [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found] == []
        assert unclear(self.page) == []
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    def bring(self, kind: str, aim: str = "decide", **facts: Any) -> Topic:
        """Bring up a topic from the team's table."""
        page = self.page
        page.goto(reverse("home", args=[self.table.team.key]))
        page.locator("a[href$='/topics/new/']").click()
        page.fill("#title", "Laptops")
        page.fill("#question", "Welke laptops kopen we?")
        page.check(f"input[name=aim][value={aim}]", force=True)
        page.select_option("#kind", kind)
        if facts:
            page.locator("form.topic-form details summary").click()
        for place, (domain, size) in enumerate(facts.get("impact", {}).items()):
            page.locator("input[name=domain]").nth(place).fill(domain)
            page.locator("select[name=size]").nth(place).select_option(size)
        for name in ("amount", "parties"):
            if name in facts:
                page.fill(f"#{name}", facts[name])
        self.look(f"new {kind}")
        page.locator("form.topic-form button").click()
        page.wait_for_url("**/topics/*/")
        return Topic.objects.latest("pk")

    def treat(self, topic: Topic, carries: str = "") -> str:
        """Look how to treat it; the advised way's code."""
        page = self.page
        page.goto(reverse("topic_triage", args=[self.table.team.key, topic.pk]))
        if carries:
            page.check(f"input[name=carries][value='{carries}']", force=True)
            page.locator("button[formmethod=get]").click()
            page.wait_for_url("**carries=**")
        self.look(f"triage {topic.pk}")
        return str(page.locator("#advice").get_attribute("data-way"))

    def choose(self, way: str, because: str = "") -> None:
        """Choose a way and come back to the topic, or stay with what is missing."""
        self.page.check(f"input[name=way][value={way}]", force=True)
        self.page.fill("#because", because)
        self.page.locator("#triage section:last-of-type button").click()


def _mandate(table: cast.Table) -> int:
    today = timezone.localdate()
    given = authority.Mandate("ICT", "operation", 6, 25_000, since=today, until=today + timedelta(days=90))
    ravi = table.chair("Ravi").pk
    return authorities.give_mandate(table.facilitator, table.team, given, "Sneller", to_member=ravi).pk


def _role(table: cast.Table) -> None:
    made = role_commands.propose_role(
        table.facilitator, table.team, Text("Beheerder", "Alles doet het.", LINE, ""), "Nodig"
    )
    role = role_commands.adopt_role(table.facilitator, made.pk, "Goed")
    role_commands.fill_role(table.facilitator, role.pk, table.chair("Anouk").pk, None, None)


def _state(topic: Topic) -> tuple[str, str]:
    topic.refresh_from_db()
    return topic.way, topic.state


@SCREENS
def test_a_line_of_a_role_leads_to_whoever_holds_it(
    walker: Callable[..., Walker], linde: cast.Table, language: str, width: int, scheme: str
) -> None:
    _role(linde)
    joost = walker(language, width, scheme)
    topic = joost.bring("operation", impact={"ICT": "small"})
    assert joost.treat(topic, "line:1") == "belongs_to_role"
    joost.choose("belongs_to_role")
    joost.page.wait_for_url(f"**/topics/{topic.pk}/")
    expect(joost.page.locator(".answer-h")).to_contain_text("Beheerder")
    joost.look("role")
    assert _state(topic) == ("belongs_to_role", "triaged")


@SCREENS
def test_a_mandate_carries_what_is_within_its_limit_and_refuses_what_is_beyond(
    walker: Callable[..., Walker], linde: cast.Table, language: str, width: int, scheme: str
) -> None:
    mandate = _mandate(linde)
    joost = walker(language, width, scheme)
    topic = joost.bring("operation", impact={"ICT": "small"}, amount="9.000")
    assert joost.treat(topic, f"mandate:{mandate}") == "within_mandate"
    joost.choose("within_mandate")
    joost.page.wait_for_url(f"**/topics/{topic.pk}/")
    expect(joost.page.locator(".answer-h")).to_contain_text("Ravi")
    joost.look("mandate")

    dear = joost.bring("operation", impact={"ICT": "small"}, amount="40.000")
    assert joost.treat(dear, f"mandate:{mandate}") == "decide_in_window"
    joost.choose("within_mandate", "Toch")
    expect(joost.page.locator("#mandate-error")).to_contain_text("25.000" if language == "nl" else "25,000")
    expect(joost.page.locator("#mandate-error")).to_contain_text("consent")
    joost.look("beyond")
    assert _state(dear) == ("", "open")
    joost.choose("decide_in_window")
    joost.page.wait_for_url(f"**/topics/{dear.pk}/")
    joost.look("together")
    joost.page.locator("a[href*='/proposals/new/']").click()
    expect(joost.page.locator("#title")).to_have_value("Laptops")
    expect(joost.page.locator("input[name=method][value=consent]")).to_be_checked()
    expect(joost.page.locator("input[name=about]")).to_have_value(dear.code)


@SCREENS
def test_a_window_is_enough_for_what_the_matrix_leaves_to_the_table(
    walker: Callable[..., Walker], linde: cast.Table, language: str, width: int, scheme: str
) -> None:
    joost = walker(language, width, scheme)
    topic = joost.bring("other")
    assert joost.treat(topic) == "decide_in_window"
    joost.choose("joint_session")
    expect(joost.page.locator("#because")).to_have_attribute("aria-invalid", "true")
    joost.look("why another way")
    joost.choose("joint_session", "Het leeft bij iedereen")
    joost.page.wait_for_url(f"**/topics/{topic.pk}/")
    expect(joost.page.locator("main")).to_contain_text("Het leeft bij iedereen")
    assert _state(topic) == ("joint_session", "triaged")


@SCREENS
def test_what_concerns_the_course_of_all_is_talked_about_together(
    walker: Callable[..., Walker], linde: cast.Table, language: str, width: int, scheme: str
) -> None:
    joost = walker(language, width, scheme)
    topic = joost.bring("budget", impact={"Zorg": "large", "ICT": "large"}, parties="OR")
    assert joost.treat(topic) == "joint_session"
    expect(joost.page.locator("#advice li")).to_have_count(2)
    joost.choose("joint_session")
    joost.page.wait_for_url(f"**/topics/{topic.pk}/")
    joost.look("course")
    joost.page.locator("#talk").evaluate("field => field.closest('details').open = true")
    joost.page.fill("#talk", "Met de OR, in december")
    joost.page.locator("form[action$='/talk/'] button").click()
    expect(joost.page.locator(".state").first).to_be_visible()
    assert _state(topic) == ("joint_session", "talking")


@SCREENS
def test_an_update_is_enough_and_its_author_hears_what_came_of_it(
    walker: Callable[..., Walker], linde: cast.Table, language: str, width: int, scheme: str
) -> None:
    joost = walker(language, width, scheme)
    topic = joost.bring("operation", aim="inform")
    assert joost.treat(topic) == "update_is_enough"
    joost.choose("update_is_enough")
    joost.page.wait_for_url(f"**/topics/{topic.pk}/")
    joost.look("update")
    commands.settle_topic(linde.facilitator, topic.pk, "Staat in het weekbericht")
    joost.page.goto(reverse("home", args=[linde.team.key]))
    joost.page.locator(f"#asks a[href$='/topics/{topic.pk}/']").click()
    expect(joost.page.locator("main")).to_contain_text("Staat in het weekbericht")
    joost.look("heard")
    joost.page.locator("form[action$='/heard/'] button").click()
    joost.page.goto(reverse("home", args=[linde.team.key]))
    expect(joost.page.locator(f"#asks a[href$='/topics/{topic.pk}/']")).to_have_count(0)


def test_the_advice_follows_what_is_filled_in_and_without_script_a_button_asks_for_it(
    walker: Callable[..., Walker], linde: cast.Table
) -> None:
    mandate = _mandate(linde)
    joost = walker("nl", 390, "light")
    topic = joost.bring("operation", impact={"ICT": "small"}, amount="9.000")
    joost.page.goto(reverse("topic_triage", args=[linde.team.key, topic.pk]))
    joost.page.check(f"input[name=carries][value='mandate:{mandate}']", force=True)
    expect(joost.page.locator("#advice")).to_have_attribute("data-way", "within_mandate")

    bare = walker("nl", 390, "light", script=False)
    again = bare.bring("operation", impact={"ICT": "small"}, amount="40.000")
    assert bare.treat(again, f"mandate:{mandate}") == "decide_in_window"
    bare.choose("decide_in_window")
    bare.page.wait_for_url(f"**/topics/{again.pk}/")
    assert _state(again) == ("decide_in_window", "triaged")


@SCREENS
def test_the_matrix_is_adopted_changed_and_a_mandate_given(
    koers_server: Server,
    context: Callable[..., Any],
    linde: cast.Table,
    tmp_path: Any,
    language: str,
    width: int,
    scheme: str,
) -> None:
    screen = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    one = context(linde.helper.person, locale=language, **screen)
    one.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": koers_server.url}])
    bram = Walker(one.new_page(), linde, tmp_path)
    page = bram.page
    page.goto(reverse("authority", args=[linde.team.key]))
    bram.look("not adopted")
    page.fill("#because", "Om mee te beginnen")
    page.locator("form[action$='/adoption/'] button").click()
    page.goto(reverse("matrix_row", args=[linde.team.key]) + "?kind=other")
    page.fill("#domain", "ICT")
    page.check("input[name=level][value='5']", force=True)
    page.fill("#because", "Ravi weet het")
    bram.look("row")
    page.locator("main form button[formaction$='/row/']").click()
    expect(page.locator(".matrix-sub")).to_contain_text("ICT")
    bram.look("changed")
    page.goto(reverse("mandate_new", args=[linde.team.key]))
    page.locator("main form button.btn--quiet").click()
    page.fill("#domain", "ICT")
    page.select_option("#to", linde.chair("Ravi").code)
    page.select_option("#until", index=20)
    page.fill("#amount", "25.000")
    page.fill("#because", "Sneller")
    bram.look("mandate form")
    page.locator("main form button.btn--quiet").click()
    page.wait_for_url("**/mandates/*/")
    bram.look("given")
