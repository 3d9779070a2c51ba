"""Words out of HTML: what somebody read on the page, with where its links led."""

import re
from html.parser import HTMLParser

#: More of one text isn't looked at: a page of a few hundred sheets.
LONGEST = 200_000
_BREAKS = frozenset("p br div li tr h1 h2 h3 h4 h5 h6 blockquote pre ul ol table".split())
_UNSEEN = frozenset(("script", "style"))
_TAG = re.compile(r"<[^<>]{0,500}>")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.unseen = 0
        self.leads = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self.found.append("\n")
        self.unseen += tag in _UNSEEN
        if tag == "a":
            self.leads = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKS:
            self.found.append("\n")
        self.unseen -= tag in _UNSEEN and self.unseen > 0
        if tag == "a" and self.leads.startswith(("https://", "http://")):
            self.found.append(f" ({self.leads})")
            self.leads = ""

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.found.append(data)


def plain(text: str) -> str:
    """The words, a line per paragraph. What is no HTML after all loses only what looks like a tag."""
    words = _Words()
    try:
        words.feed(text[:LONGEST])
        words.close()
        found = "".join(words.found)
    except (AssertionError, ValueError):
        found = _TAG.sub(" ", text[:LONGEST])
    lines = (" ".join(line.split()) for line in found.splitlines())
    return "\n".join(line for line in lines if line)
