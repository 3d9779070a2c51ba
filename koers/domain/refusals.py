"""A refusal: a rule said no. It carries a code and figures; `web/wording.py` has the sentence."""

from typing import Any


class Refused(Exception):
    """A deed that a rule doesn't allow now.

    Parameters
    ----------
    code : str
        What was refused, as a code of `web/wording.py` ("round_closed", "seat_taken", …).
    field : str
        The form field it is about, or "" for the deed as a whole.
    facts : Any
        Plain values the sentence needs (a time, a limit, a number).
    """

    def __init__(self, code: str, field: str = "", **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.facts = facts


class NotHere(Refused):
    """The thing asked for isn't there for this seat: not existing and not allowed to know look the same."""

    def __init__(self) -> None:
        super().__init__("not_here")
