"""Teams in teams, with their roles, seen from above: a drawing of two levels of what lies in one circle."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from koers.engine.packing import packed

#: The drawing is this wide and high; text has a size that fits a wide screen, and one that fits a phone.
SIZE = 1000.0
WIDE, PHONE = 21.0, 33.0
#: How wide one sign of the text is, in its height.
SIGN = 0.54
ROLE, DOT, EMPTY, PAD, GAP = 46.0, 9.0, 24.0, 12.0, 7.0
#: How high the band above what lies in a circle is, for its name.
BAND = 3.1 * WIDE
#: How large the mark of a role's state is at most.
MARK = 17.0


@dataclass(frozen=True)
class Item:
    """A circle or a role, with what lies in it. `state` is that of a role."""

    name: str
    link: str
    state: str = ""
    inside: tuple["Item", ...] = ()

    @property
    def is_role(self) -> bool:
        """Whether it is a role."""
        return bool(self.state)


@dataclass(frozen=True)
class Label:
    """Words in lines, each with its height in the drawing."""

    lines: list[tuple[float, str]]


@dataclass
class Disc:
    """A place in the drawing."""

    item: Item
    level: int
    radius: float
    #: How much lower than its middle lies what is in it.
    down: float = 0.0
    x: float = 0.0
    y: float = 0.0
    inside: list["Disc"] = field(default_factory=list)

    def label(self, high: float) -> Label | None:
        """Its name in letters this high, where it fits."""
        if self.level != 1:
            return None
        return _above(self, high) if self.inside else _within(self, high)

    @property
    def glyph(self) -> tuple[float, float, float]:
        """Where the mark of a role's state stands: x, y and how much larger than drawn."""
        if self.level != 1:
            return self.x - self.radius, self.y - self.radius, self.radius / 8
        size = min(self.radius * 0.3, MARK)
        return self.x - size, self.y - self.radius * 0.62 - size, size / 8


def drawn(items: Iterable[Item]) -> list[Disc]:
    """Every disc of the drawing, outer ones first."""
    wanted = list(items)
    # How large a name is among circles is known only when they were laid once.
    _, scale = _scaled(wanted, 0)
    inside, scale = _scaled(wanted, BAND / scale)
    _move(inside, SIZE / 2, SIZE / 2, scale)
    return [*inside, *(low for disc in inside for low in disc.inside)]


def _scaled(items: Iterable[Item], band: float) -> tuple[list[Disc], float]:
    inside = [_disc(item, band) for item in items]
    return inside, (SIZE / 2 - 6) / (_laid(inside) or 1.0)


def _disc(item: Item, band: float) -> Disc:
    """A disc of the first level, with what lies in it under a band for its name."""
    if item.is_role:
        return Disc(item, 1, ROLE)
    inside = [Disc(one, 2, DOT if one.is_role else EMPTY * 0.6) for one in item.inside]
    room = _laid(inside) + PAD + band / 2 if inside else 0.0
    return Disc(item, 1, max(room, EMPTY * 2), band / 2 if inside else 0.0, inside=inside)


def _laid(discs: Sequence[Disc]) -> float:
    centres, outer = packed([disc.radius for disc in discs], GAP)
    for disc, (x, y) in zip(discs, centres, strict=True):
        disc.x, disc.y = float(x), float(y)
    return outer


def _move(discs: Iterable[Disc], x: float, y: float, scale: float) -> None:
    for disc in discs:
        disc.x, disc.y, disc.radius = x + disc.x * scale, y + disc.y * scale, disc.radius * scale
        _move(disc.inside, disc.x, disc.y + disc.down * scale, scale)


def _above(disc: Disc, high: float) -> Label | None:
    """In the band at the top: in one line, lower where the circle is wider, or in two."""
    for downs in ((1.75,), (2.6,), (1.6, 2.65)):
        signs = [_chord(disc, down * high) / (high * SIGN) for down in downs]
        lines = _lines(disc.item.name, signs[0])
        if len(lines) == len(downs) and all(
            len(line) <= fits for line, fits in zip(lines, signs, strict=True)
        ):
            tops = (disc.y - disc.radius + down * high for down in downs)
            return Label(list(zip(tops, lines, strict=True)))
    return None


def _chord(disc: Disc, down: float) -> float:
    """How wide the room for letters is, so far under the top of the circle."""
    if down > disc.radius:
        return 0.0
    return float(1.76 * (disc.radius**2 - (disc.radius - down) ** 2) ** 0.5)


def _within(disc: Disc, high: float) -> Label | None:
    """In lines in the middle of a disc that nothing else lies in."""
    lines = _lines(disc.item.name, disc.radius * 1.7 / (high * SIGN))
    tall = len(lines) * high * 1.15
    if max(map(len, lines)) * SIGN * high > disc.radius * 1.8 or tall > disc.radius * 1.25:
        return None
    first = disc.y - tall / 2 + high * (1.25 if disc.item.is_role else 0.9)
    return Label([(first + n * high * 1.15, line) for n, line in enumerate(lines)])


def _lines(text: str, signs: float) -> list[str]:
    """The words in lines of about so many signs."""
    lines = [""]
    for word in text.replace("-", "-\u200b").replace("\u200b", " \u200b").split(" "):
        joined = f"{lines[-1]} {word}".replace(" \u200b", "")
        if lines[-1] and len(joined) > signs:
            lines.append(word.replace("\u200b", ""))
        else:
            lines[-1] = joined.strip()
    return lines
