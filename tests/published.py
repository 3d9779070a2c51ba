"""Data that others published and that isn't ours to keep here: in `shared/data` beside the repository.

`KOERS_DATA` may name another folder. Tests that compare with it carry `@needs("polis")`; where it isn't, they
are left out, and the last lines of the run say so.
"""

import os
from pathlib import Path

import pytest

DATA = Path(os.environ.get("KOERS_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
FOLDERS = (
    "cran_multilevel",
    "fronteers_notulen",
    "kubernetes_steering",
    "polis",
    "rust_leadership_council",
    "rust_team",
)
MISSING = [name for name in FOLDERS if not (DATA / name).is_dir()]


def needs(*folders: str) -> pytest.MarkDecorator:
    """A test that compares with what is in these folders."""
    assert set(folders) <= set(FOLDERS)
    return pytest.mark.published(*folders)


def left_out(item: pytest.Item) -> bool:
    """Whether this test needs something that isn't here."""
    return any(name in MISSING for marker in item.iter_markers("published") for name in marker.args)
