"""What a screen reader has to say about a page: the browser's own accessibility tree, in reading order.

A machine can't hear whether it is pleasant. It can hear what goes wrong most: a thing to touch without a
name, two buttons of one name that do different things, a choice whose question isn't said, a skipped heading.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from playwright.sync_api import Page

TOUCHED = frozenset(
    "button link textbox searchbox combobox radio checkbox spinbutton slider switch tab".split()
)
PARTS = frozenset("main navigation banner contentinfo complementary region form search".split())
GROUPS = frozenset(("group", "radiogroup"))


@dataclass(frozen=True)
class Spoken:
    """One thing as it is said: "button: Give my answer"."""

    role: str
    name: str
    level: int = 0
    inside: tuple[str, ...] = ()
    leads: str = ""

    def __str__(self) -> str:
        return f"{self.role}{self.level or ''}: {self.name}"


def spoken(page: Page) -> list[Spoken]:
    """Everything on the page that is said, in the order of reading."""
    line = page.context.new_cdp_session(page)
    try:
        nodes = line.send("Accessibility.getFullAXTree")["nodes"]
        return list(_walk(line, {node["nodeId"]: node for node in nodes}, nodes[0], ()))
    finally:
        line.detach()


def _walk(
    line: Any, nodes: dict[str, dict[str, Any]], node: dict[str, Any], inside: tuple[str, ...]
) -> Iterator[Spoken]:
    role, name = _value(node, "role"), _value(node, "name").strip()
    if not node["ignored"] and role not in ("none", "generic", "InlineTextBox", "RootWebArea"):
        yield Spoken(role, name, _level(node), inside, _leads(line, node) if role in TOUCHED else "")
        inside = (*inside, name) if role in GROUPS | {"article", "listitem", "row"} and name else inside
        if role in GROUPS and not name:
            inside = (*inside, "")
    for child in node.get("childIds", ()):
        if child in nodes:
            yield from _walk(line, nodes, nodes[child], inside)


def _value(node: dict[str, Any], key: str) -> str:
    return str(node.get(key, {}).get("value", ""))


def _level(node: dict[str, Any]) -> int:
    return next((int(p["value"]["value"]) for p in node.get("properties", ()) if p["name"] == "level"), 0)


def _leads(line: Any, node: dict[str, Any]) -> str:
    """Where a link goes, or what a button does: its form's address, its name and value."""
    found = line.send("DOM.resolveNode", {"backendNodeId": node["backendDOMNodeId"]})["object"]
    said = line.send(
        "Runtime.callFunctionOn",
        {"objectId": found["objectId"], "functionDeclaration": LEADS, "returnByValue": True},
    )
    return str(said["result"].get("value", ""))


LEADS = """function () {
  if (this.href) return this.href;
  const form = this.form ? this.getAttribute("formaction") || this.form.action : "";
  const fields = this.form ? [...this.form.querySelectorAll("input[type=hidden]")] : [];
  const own = fields.filter(one => !["key", "csrfmiddlewaretoken"].includes(one.name));
  const hidden = own.map(one => one.name + "=" + one.value).join("&");
  return [form, hidden, this.id || "", this.name || "", this.value || ""].join(" ");
}"""


def unclear(page: Page) -> list[str]:
    """What somebody who only hears this page would stumble over."""
    heard = spoken(page)
    return [
        *_nameless(heard),
        *_alike(heard),
        *_headings(heard),
        *_questions(heard),
        *_parts(heard),
        *([] if page.title().strip() else ["the page has no title"]),
        *([] if page.get_attribute("html", "lang") in ("nl", "en") else ["the page names no language"]),
    ]


def _nameless(heard: list[Spoken]) -> Iterator[str]:
    for one in heard:
        if one.role in TOUCHED | {"image", "progressbar", "meter", "dialog"} and not one.name:
            yield f"a {one.role} without a name ({one.leads})"


def _alike(heard: list[Spoken]) -> Iterator[str]:
    """Of one name and within one named thing, and yet doing something else."""
    leads: dict[tuple[str, str, tuple[str, ...]], set[str]] = defaultdict(set)
    for one in heard:
        if one.role in ("button", "link", "textbox", "combobox"):
            leads[one.role, one.name, one.inside].add(one.leads)
    for (role, name, _), where in leads.items():
        if len(where) > 1:
            yield f"{len(where)} × {role} “{name}” that do different things"


def _headings(heard: list[Spoken]) -> Iterator[str]:
    levels = [one.level for one in heard if one.role == "heading"]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} headings of level 1"
    for above, below in pairwise(levels):
        if below > above + 1:
            yield f"a heading of level {below} right under one of level {above}"


def _questions(heard: list[Spoken]) -> Iterator[str]:
    """A radio button belongs to a group that says the question."""
    for one in heard:
        if one.role == "radio" and not (one.inside and one.inside[-1]):
            yield f"the choice “{one.name}” without its question"


def _parts(heard: list[Spoken]) -> Iterator[str]:
    # A form without a name is no part of the page to a screen reader.
    parts = [one for one in heard if one.role in PARTS and (one.name or one.role != "form")]
    if sum(one.role == "main" for one in parts) != 1:
        yield "no main part, or two"
    for (role, name), times in Counter((one.role, one.name) for one in parts).items():
        if times > 1:
            yield f"{times} × {role} “{name}”"
