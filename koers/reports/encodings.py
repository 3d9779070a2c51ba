"""Text from a file that doesn't say how it was saved."""

import re

_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
#: What stands in no text but ends of lines and of pages: bytes that only look like UTF-16 are full of it.
_NO_TEXT = re.compile(r"[\0-\x08\x0e-\x1f]")


def decoded(data: bytes) -> str | None:
    """The text in the encoding that its first bytes name or show, else UTF-8, else that of Western Windows.

    None when it is no text at all.
    """
    named = next((encoding for mark, encoding in _MARKS.items() if data.startswith(mark)), _shown(data))
    for encoding in (named, "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and not (encoding in ("utf-16-le", "utf-16-be") and _NO_TEXT.search(text)):
            return text
    return None


def _shown(data: bytes) -> str:
    """UTF-16 without its mark: of plain words every second byte is zero."""
    start = data[:400]
    if start[1::2].count(0) > len(start) // 4:
        return "utf-16-le"
    return "utf-16-be" if start[::2].count(0) > len(start) // 4 else "utf-8"
