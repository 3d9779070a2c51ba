"""The lock can be installed: its pins keep to what packages ask of each other, and are what runs here."""

import re
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCK = Path(__file__).parents[1] / "requirements.lock"
_PIN = re.compile(r"^(\w\S*==[^\\\n]+)", re.MULTILINE)


def _pins() -> dict[str, str]:
    """Each package of this machine's part of the lock, with its version."""
    pins = (Requirement(line.strip()) for line in _PIN.findall(LOCK.read_text(encoding="utf-8")))
    return {
        canonicalize_name(pin.name): str(pin.specifier).removeprefix("==")
        for pin in pins
        if pin.marker is None or pin.marker.evaluate()
    }


def test_what_runs_here_is_what_the_lock_says() -> None:
    pins = _pins()
    assert len(pins) > 50
    assert {name: metadata.version(name) for name in pins} == pins


def test_no_pin_goes_against_what_another_package_asks() -> None:
    pins = _pins()
    against = []
    for name in ("koers", *pins):
        for line in metadata.requires(name) or ():
            asked = Requirement(line)
            if asked.marker is not None and not asked.marker.evaluate({"extra": ""}):
                continue
            pinned = pins.get(canonicalize_name(asked.name))
            if pinned is None or not asked.specifier.contains(pinned, prereleases=True):
                against.append(f"{name} asks {asked}, the lock has {pinned or 'none'}")
    assert not against, against
