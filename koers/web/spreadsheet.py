"""Cells for a spreadsheet: text stays text."""

import re
from typing import Any

#: What a spreadsheet would take for a formula, also behind the apostrophes that keep it from that.
FORMULA = re.compile(r"'*[=+\-@\t\r]")


def cell(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula; a list has a line per thing."""
    text = "\n".join(value) if isinstance(value, list) else str("" if value is None else value)
    return f"'{text}" if FORMULA.match(text) else text
