"""Text from a file that doesn't say how it was saved."""


def decoded(data: bytes) -> str | None:
    """The text in the encoding that its first bytes name, else UTF-8, else that of Western Windows.

    None when it is no text at all.
    """
    named = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    for encoding in (named, "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    return None
