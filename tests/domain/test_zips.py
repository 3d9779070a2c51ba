"""However a zip is damaged, reading it says so in one way."""

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from koers.domain.zips import BrokenZip, Zip

FILES = {"a.toml": b'name = "Kade"\n' * 40, "map/groep é.csv": b"een;twee\n1;2\n" * 300, "c.json": b"{}"}


def packed(compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of three files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, content in FILES.items():
            archive.writestr(name, content)
    return made.getvalue()


PACKED = {kind: packed(kind) for kind in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)}


def everything(source: Path | bytes) -> dict[str, bytes]:
    """All that a zip says, read in each of the three ways."""
    archive = Zip(source)
    whole = {}
    for entry in archive.entries:
        assert not entry.is_dir() or entry.filename.endswith("/")
        whole[entry.filename] = b"".join(archive.chunks(entry))
        assert b"".join(archive.lines(entry, 100)) == whole[entry.filename]
        assert archive.start(entry, 10) == whole[entry.filename][:10]
    return whole


@pytest.mark.parametrize("kind", PACKED)
def test_a_whole_zip_is_read(kind: int, tmp_path: Path) -> None:
    (tmp_path / "it.zip").write_bytes(PACKED[kind])
    assert everything(PACKED[kind]) == everything(tmp_path / "it.zip") == FILES


@pytest.mark.parametrize("kind", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_few_programs_pack_isnt_read(kind: int) -> None:
    with pytest.raises(BrokenZip):
        Zip(packed(kind))


def test_what_is_behind_a_password_isnt_read() -> None:
    locked = bytearray(PACKED[zipfile.ZIP_STORED])
    locked[locked.index(b"PK\x01\x02") + 8] |= 1  # the mark in the list of contents
    with pytest.raises(BrokenZip):
        Zip(bytes(locked))


def test_a_file_without_a_name_isnt_read() -> None:
    nameless = io.BytesIO()
    with zipfile.ZipFile(nameless, "w") as archive:
        archive.writestr(zipfile.ZipInfo(""), b"x")
    with pytest.raises(BrokenZip):
        Zip(nameless.getvalue())


def test_a_file_that_isnt_in_it_is_said_to_be_missing() -> None:
    with pytest.raises(BrokenZip):
        Zip(PACKED[zipfile.ZIP_STORED]).start("word/document.xml", 10)


def test_no_file_at_all_isnt_called_a_broken_zip(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Zip(tmp_path / "nowhere.zip")


#: Places and what to put there: in the packed bytes, and in the list of contents at the end.
damage = st.lists(st.tuples(st.integers(0, 4000), st.binary(min_size=1, max_size=3)), min_size=1, max_size=4)


@given(kind=st.sampled_from(sorted(PACKED)), places=damage, kept=st.none() | st.integers(0, 4000))
@example(kind=zipfile.ZIP_DEFLATED, places=[(0, b"PK")], kept=0)
@settings(max_examples=400)
def test_damage_is_always_told_in_the_same_way(
    tmp_path_factory: pytest.TempPathFactory, kind: int, places: list[tuple[int, bytes]], kept: int | None
) -> None:
    spoiled = bytearray(PACKED[kind])
    for place, put in places:
        place %= len(spoiled)
        spoiled[place : place + len(put)] = put
    data = bytes(spoiled[:kept])
    file = tmp_path_factory.getbasetemp() / "spoiled.zip"
    file.write_bytes(data)
    for source in (data, file):
        with suppress(BrokenZip):
            everything(source)
