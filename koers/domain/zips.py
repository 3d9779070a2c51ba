"""A zip that somebody else made: read as a stream, and never believed about itself."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHUNK = 1 << 20

#: How a stored or deflated zip breaks, from damaging a hundred thousand of them at random.
_BREAKS = (
    zipfile.BadZipFile,  # no zip, or parts that contradict each other
    zlib.error,  # packed bytes that can't be unpacked
    EOFError,  # an end half-way
    NotImplementedError,  # a version or a kind of patch that the library doesn't read
    ValueError,  # a place before the beginning, or a name that isn't UTF-8
    OSError,  # that same place, asked of a file on disk
)


class BrokenZip(Exception):
    """It is no zip, it is damaged or locked, or it is packed in a way that isn't stored or deflated."""


@contextmanager
def _breaking() -> Iterator[None]:
    try:
        yield
    except _BREAKS as wrong:
        raise BrokenZip from wrong


class Zip:
    """A zip, open for reading.

    Raises
    ------
    BrokenZip
        When it can't be opened, and by every reading below when it can't be read.
    OSError
        When there is no such file, or we may not read it.
    """

    def __init__(self, source: Path | bytes) -> None:
        file = source.open("rb") if isinstance(source, Path) else io.BytesIO(source)
        with _breaking():
            self._zip = zipfile.ZipFile(file)
        #: What it holds, in its own order. A name may be there twice.
        self.entries = self._zip.infolist()
        if any(map(_foreign, self.entries)):
            raise BrokenZip

    def chunks(self, name: str | zipfile.ZipInfo) -> Iterator[bytes]:
        """What comes out of one file, a megabyte at a time, to be counted by who reads."""
        with self._opened(name) as file:
            while True:
                with _breaking():
                    chunk = file.read(CHUNK)
                if not chunk:
                    return
                yield chunk

    def lines(self, name: str | zipfile.ZipInfo, longest: int) -> Iterator[bytes]:
        """One file line by line; a line longer than `longest` bytes comes in parts."""
        with self._opened(name) as file:
            while True:
                with _breaking():
                    line = file.readline(longest)
                if not line:
                    return
                yield line

    def start(self, name: str | zipfile.ZipInfo, most: int) -> bytes:
        """The first `most` bytes of one file: all of it when it isn't larger."""
        with self._opened(name) as file, _breaking():
            return file.read(most)

    def _opened(self, name: str | zipfile.ZipInfo) -> zipfile.ZipExtFile:
        with _breaking():
            try:
                opened = self._zip.open(name)
            except KeyError as missing:
                raise BrokenZip from missing
        assert isinstance(opened, zipfile.ZipExtFile)  # as every file opened for reading
        return opened


def _foreign(entry: zipfile.ZipInfo) -> bool:
    """Behind a password, packed in a way that few programs read, or without a name."""
    packed = entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    return bool(entry.flag_bits & 1) or not packed or not entry.filename
