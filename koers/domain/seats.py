"""Who acts. A seat is made anew for every request from what is true now."""

from dataclasses import dataclass, field

from koers.domain.refusals import NotHere

POWERS = (
    "person",
    "founder",
    "administrator",
    "facilitator",
    "guardian",
    "member",
    "guest",
    "observer",
    "system",
)


@dataclass(frozen=True)
class Seat:
    """Somebody who acts or reads, with the powers held at this moment.

    `code` is what the ledger keeps ("member:12", "person:3", "system"). `stream` is the stream this seat
    acts on when a turn names none; `home` the organisation's stream, under which it may read.
    """

    code: str
    powers: frozenset[str] = field(default_factory=frozenset)
    person: int | None = None
    member: int | None = None
    team: int | None = None
    organisation: int | None = None
    stream: int | None = None
    home: int | None = None
    #: Of a program that acts for this seat: its token's code, and what the token leaves of the seat's deeds.
    token: str = ""
    scopes: frozenset[str] | None = None

    @property
    def chair(self) -> int:
        """The member's id, for what only somebody at the table does."""
        if self.member is None:
            raise NotHere
        return self.member

    @property
    def someone(self) -> int:
        """The person's id, for what only somebody who signed in does."""
        if self.person is None:
            raise NotHere
        return self.person

    def has(self, *powers: str) -> bool:
        """Whether the seat holds any of these powers."""
        return not self.powers.isdisjoint(powers)


NOBODY = Seat("nobody")


def system(stream: int, home: int | None = None) -> Seat:
    """The seat that the clock acts from: closing at the window's end, sealing, reminding."""
    return Seat("system", frozenset({"system"}), stream=stream, home=home)
