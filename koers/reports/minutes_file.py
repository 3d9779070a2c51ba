"""Minutes as a file: Markdown, plain text, or Word (.docx). What comes out is text.

A .docx is a zip with XML from a stranger: only the one part with the words is opened, no more of it than
fits, and no entity or outside reference in it is followed.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from koers.domain.zips import BrokenZip, Zip
from koers.reports.encodings import decoded

LARGEST = 5_000_000
#: So much text and layout may come out of a Word file.
LARGEST_UNPACKED = 20_000_000
_BODY = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADINGS = ("heading", "kop", "title", "titel")


class Unreadable(Exception):
    """The file can't be read. Carries a code for the sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def text_of(data: bytes) -> str:
    """The text of a file, whatever its name.

    Raises
    ------
    Unreadable
        "file_large", "file_old_word", "file_broken" or "file_not_text".
    """
    if len(data) > LARGEST:
        raise Unreadable("file_large")
    if data.startswith(b"PK\x03\x04"):
        return _docx(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("file_old_word")
    return _plain(data)


def _plain(data: bytes) -> str:
    text = decoded(data)
    if text is None:
        raise Unreadable("file_not_text")
    return text


def _docx(data: bytes) -> str:
    try:
        body = fromstring(_part(data)).find(f"{_W}body")
    except (DefusedXmlException, ParseError, ValueError) as broken:
        raise Unreadable("file_broken") from broken
    if body is None:
        raise Unreadable("file_broken")
    return "\n".join(line for block in body for line in _block(block))


def _part(data: bytes) -> bytes:
    """The part of the zip with the words. Its own word for its size isn't trusted."""
    try:
        found = Zip(data).start(_BODY, LARGEST_UNPACKED + 1)
    except BrokenZip as broken:
        raise Unreadable("file_broken") from broken
    if len(found) > LARGEST_UNPACKED:
        raise Unreadable("file_large")
    return found


def _block(block: Element) -> Iterator[str]:
    if block.tag == f"{_W}p":
        yield _paragraph(block)
    elif block.tag == f"{_W}tbl":
        yield from (_row(row) for row in block.iter(f"{_W}tr"))
    elif block.tag == f"{_W}sdt":  # a frame around paragraphs, such as a table of contents
        yield from (_paragraph(inner) for inner in block.iter(f"{_W}p"))


def _row(row: Element) -> str:
    cells = (" ".join(_paragraph(p) for p in cell.iter(f"{_W}p")) for cell in row.iter(f"{_W}tc"))
    return f"| {' | '.join(cells)} |"


def _paragraph(paragraph: Element) -> str:
    words = "".join(_run(piece) for piece in paragraph.iter())
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    named = style.get(f"{_W}val", "") if style is not None else ""
    if named.casefold().startswith(_HEADINGS) and words.strip():
        return f"## {words}"
    listed = paragraph.find(f"{_W}pPr/{_W}numPr") is not None or named.casefold().startswith(
        ("list", "lijst")
    )
    return f"- {words}" if listed and words.strip() else words


def _run(piece: Element) -> str:
    if piece.tag == f"{_W}t":
        return piece.text or ""
    if piece.tag in (f"{_W}br", f"{_W}cr"):
        return "\n"
    return "\t" if piece.tag == f"{_W}tab" else ""
