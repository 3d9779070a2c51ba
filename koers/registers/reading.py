"""Which kind of register a file is, and what it says. A folder and a zip are read file by file."""

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from koers.domain.refusals import Refused
from koers.domain.registers.saying import Circle, Left, Register
from koers.domain.zips import BrokenZip, Zip
from koers.registers import own, toml_teams, yaml_groups

LARGEST_UPLOAD = 5_000_000
#: This much may come out of a zip: a small one could fill the memory.
LARGEST_UNPACKED = 20_000_000
MOST_FILES = 3_000
Reader = Callable[[bytes, str, list[Left]], list[Circle]]


def _one_team(data: bytes, place: str, left: list[Left]) -> list[Circle]:
    return [toml_teams.circle(data, place, left)]


READERS: dict[str, Reader] = {
    ".toml": _one_team,
    ".yaml": yaml_groups.circles,
    ".yml": yaml_groups.circles,
    ".json": own.from_json,
    ".csv": own.from_csv,
}


def read(name: str, data: bytes) -> Register:
    """What an uploaded file says.

    Raises
    ------
    Refused
        At field "file", when it is too large, broken (with its place), or of a kind we don't know.
    """
    if len(data) > LARGEST_UPLOAD:
        raise Refused("register_too_large", "file", place=name, limit=LARGEST_UPLOAD // 1000)
    if data.startswith(b"PK"):
        return _register(unpacked(name, data, READERS, LARGEST_UNPACKED))
    return _register([(name, data)])


def read_path(path: Path) -> Register:
    """What a file says, or every file in a folder."""
    if not path.is_dir():
        return read(path.name, path.read_bytes())
    files = sorted(file for file in path.rglob("*") if file.is_file() and file.suffix in READERS)
    if len(files) > MOST_FILES:
        raise Refused("too_many_files", "file", place=path.name, limit=MOST_FILES)
    return _register((str(file.relative_to(path)), file.read_bytes()) for file in files)


def _register(files: Iterable[tuple[str, bytes]]) -> Register:
    circles: list[Circle] = []
    left: list[Left] = []
    for name, data in files:
        reader = READERS.get(Path(name).suffix.casefold())
        if reader is None:
            raise Refused("register_unknown", "file", place=name)
        circles += reader(data, name, left)
    if not circles:
        raise Refused("register_empty", "file")
    return Register(tuple(circles), tuple(left))


def unpacked(name: str, data: bytes, endings: Collection[str], most: int) -> Iterator[tuple[str, bytes]]:
    """The files in a zip that end like this, at most so many bytes: what it says of its size may be a lie."""
    room = most
    try:
        packed = Zip(data)
        if len(packed.entries) > MOST_FILES:
            raise Refused("too_many_files", "file", place=name, limit=MOST_FILES)
        for entry in packed.entries:
            if entry.is_dir() or Path(entry.filename).suffix.casefold() not in endings:
                continue
            content = packed.start(entry, room + 1)
            room -= len(content)
            if room < 0:
                raise Refused("register_too_large", "file", place=name, limit=most // 1000)
            yield entry.filename, content
    except BrokenZip:
        raise Refused("zip_broken", "file", place=name) from None
