"""Registers in files: what each form says, what is refused with its place, and files that were damaged."""

import io
import random
import time
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koers.domain.refusals import Refused
from koers.domain.registers.checking import checked
from koers.domain.registers.planning import plan
from koers.domain.registers.saying import Circle, Register, by_name
from koers.registers import own, reading
from tests.published import DATA, needs

HERE = Path(__file__).parent / "data"
RUST, KUBERNETES = DATA / "rust_team" / "teams", DATA / "kubernetes_steering" / "sigs.yaml"
TODAY = date(2026, 11, 22)
SLOWEST = 5.0
with_registers = needs("rust_team", "kubernetes_steering")


def _zip(files: dict[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return kept.getvalue()


def _teams(folder: Path) -> dict[str, bytes]:
    return {f"teams/{file.name}": file.read_bytes() for file in sorted(folder.glob("*.toml"))}


def _kept(register: Register, **how: bool) -> dict[str, Circle]:
    return by_name(checked(register, TODAY, **how).circles)


# --- what each form says


def test_a_zip_of_teams_gives_teams_in_teams_with_their_leads_and_roles() -> None:
    found = _kept(reading.read("teams.zip", _zip(_teams(HERE / "teams"))))
    assert found["cargo"].parent == found["rustfmt"].parent == "devtools"
    assert found["wg-macros"].parent == "compiler"
    assert found["cargo"].purpose.startswith("Designing and implementing")
    lead = found["compiler"].roles[0]
    assert (lead.text.name, lead.text.purpose, len(lead.holders)) == ("Lead", "", 2)
    assert found["compiler"].roles[1].text.name == "Maintainer"
    assert {holder.name for holder in lead.holders} <= set(found["compiler"].people)
    assert len(found["leadership-council"].roles) == 7


def test_a_team_in_the_archive_comes_only_when_asked_for() -> None:
    register = reading.read_path(HERE / "teams")
    assert "core" not in _kept(register)
    assert "core" in _kept(register, with_ended=True)
    left = checked(register, TODAY).left
    assert [(one.code, one.facts["name"]) for one in left if one.code == "circle_ended"] == [
        ("circle_ended", "core")
    ]


def test_groups_in_yaml_have_chairs_technical_leads_and_subprojects() -> None:
    register = reading.read_path(HERE / "groups.yaml")
    found = _kept(register)
    assert list(found) == ["water", "pumps", "wells", "drought"]
    assert found["pumps"].parent == "Water"
    assert found["water"].people == ("Ada Bos", "Bas Dijk")
    assert [role.text.name for role in found["water"].roles] == ["Chair", "Tech lead"]
    assert [(one.code, one.facts["count"]) for one in register.left] == [("held_undated", 1)]


def test_a_sheet_has_a_line_per_holder_in_whichever_order() -> None:
    sheet = (
        "Team;Name;Purpose;Holder;From;Until;Within\n"
        "Noord;Gids;Wegwijs;Els;2026-01-01;2026-06-30;MT\nMT;;;;;;\n"
        "Noord;Gids;Wegwijs;Daan;2026-07-01;;MT\nNoord;'-Rooster;;;;;MT\n"
    )
    found = _kept(reading.read("rollen.csv", sheet.encode("utf-8-sig")))
    guide, roster = found["noord"].roles
    assert found["noord"].parent == "MT"
    assert [(one.name, one.first, one.last) for one in guide.holders] == [
        ("Els", date(2026, 1, 1), date(2026, 6, 30)),
        ("Daan", date(2026, 7, 1), None),
    ]
    assert (roster.text.name, roster.holders) == ("-Rooster", ())


@with_registers
@pytest.mark.parametrize(
    ("path", "circles", "roles"), [(RUST, 217, 104), (KUBERNETES, 267, 55)], ids=["rust", "kubernetes"]
)
def test_a_register_of_hundreds_of_teams_is_read_and_planned_once(
    path: Path, circles: int, roles: int
) -> None:
    kept = checked(reading.read_path(path), TODAY, with_ended=True)
    made = plan(kept, Register())
    assert (made.counts["circles"], made.counts["roles"]) == (circles, roles)
    again = plan(kept, kept)
    assert again.nothing
    assert again.differs == ()


@with_registers
@pytest.mark.parametrize("path", [RUST, KUBERNETES, HERE / "groups.yaml"], ids=["rust", "kubernetes", "own"])
def test_our_own_form_gives_back_the_same_register(path: Path) -> None:
    kept = checked(reading.read_path(path), TODAY, with_ended=True)
    back = checked(reading.read("koers.json", own.to_json(kept).encode()), TODAY)
    assert back.left == ()
    assert [_bare(circle) for circle in back.circles] == [_bare(circle) for circle in kept.circles]


def _bare(circle: Circle) -> tuple[object, ...]:
    return circle.name, circle.parent, circle.purpose, circle.people, circle.roles


# --- what is refused, with its place

NESTED = b"a: " + b"[" * 100 + b"]" * 100
LAUGHS = b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\nsigs: []\n"
LIE = _zip({"a.csv": b"0" * 30_000_000})


@pytest.mark.parametrize(
    ("name", "data", "code", "place", "line"),
    [
        ("a.toml", b'name = "x"\n[people\n', "register_broken", "a.toml", 2),
        ("a.toml", b"\xff\xfe", "register_broken", "a.toml", 1),
        ("a.toml", b"a" + b".a" * 20_000 + b" = 1", "register_broken", "a.toml", 1),
        ("a.toml", b"a = " + b"[\n" * 30_000, "register_broken", "a.toml", None),
        ("a.toml", b"[people]\n", "register_no_team", "a.toml", None),
        ("a.yaml", b"sigs:\n  - name: x\n bad\n", "register_broken", "a.yaml", 3),
        ("a.yaml", b"sigs: !!python/object/apply:os.system [ls]\n", "register_broken", "a.yaml", 1),
        ("a.yaml", LAUGHS, "register_refers", "a.yaml", 2),
        ("a.yaml", NESTED, "register_refers", "a.yaml", 1),
        ("a.yaml", b"- 1\n", "register_no_team", "a.yaml", None),
        ("a.json", b'{"roles": [\n1,,]}', "register_broken", "a.json", 2),
        ("a.json", b"[" * 100_000, "register_broken", "a.json", None),
        ("a.json", b'{"roles": ' + b"9" * 5000 + b"}", "register_broken", "a.json", 1),
        ("a.csv", b'team,name\nx,"y\n', "register_broken", "a.csv", 2),
        ("a.csv", b"een,twee\n1,2\n", "register_no_team", "a.csv", None),
        ("a.zip", b"PK\x03\x04nonsense", "zip_broken", "a.zip", None),
        ("a.zip", LIE, "register_too_large", "a.zip", None),
        ("a.zip", _zip({f"{n}.toml": b"" for n in range(3001)}), "too_many_files", "a.zip", None),
        ("a.zip", _zip({"a.txt": b"x"}), "register_empty", "", None),
        ("a.zip", _zip({"in/a.toml": b"x"}), "register_broken", "in/a.toml", 1),
        ("a.docx", b"x", "register_unknown", "a.docx", None),
        ("a.csv", b"x" * 5_000_001, "register_too_large", "a.csv", None),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_with_its_place(
    name: str, data: bytes, code: str, place: str, line: int | None
) -> None:
    began = time.monotonic()
    with pytest.raises(Refused) as refused:
        reading.read(name, data)
    assert time.monotonic() - began < SLOWEST
    assert (refused.value.code, refused.value.field) == (code, "file")
    assert refused.value.facts.get("place", "") == place
    if line is not None:
        assert refused.value.facts["line"] == line


# --- damaged files


def _seeds() -> Iterator[tuple[str, bytes]]:
    """The real files where they are, and the small ones always."""
    for file in [*sorted((HERE / "teams").glob("*.toml")), HERE / "groups.yaml"]:
        yield file.name, file.read_bytes()
    if RUST.is_dir():
        yield from ((file.name, file.read_bytes()) for file in sorted(RUST.glob("*.toml"))[::20])
        yield KUBERNETES.name, KUBERNETES.read_bytes()[:30_000]
    kept = checked(reading.read_path(HERE / "teams"), TODAY)
    yield "koers.json", own.to_json(kept).encode()
    yield "koers.csv", b"team,name,holder,from,within\nMT,Gids,Els,2026-01-01,\nNoord,Gids,Daan,,MT\n"
    yield "teams.zip", _zip(_teams(HERE / "teams"))


SEEDS = list(_seeds())
BITS = (
    b"[",
    b"]",
    b"{",
    b'"',
    b"'",
    b"\n",
    b"=",
    b".",
    b"-",
    b":",
    b"&a",
    b"*a",
    b"\x00",
    b"\xff",
    b"9" * 40,
)


def _damaged(data: bytes, chance: random.Random) -> bytes:
    text = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(text) + 1)
        to = min(len(text), at + chance.randint(0, 200))
        kind = chance.randrange(4)
        if kind == 0:
            del text[at:to]
        elif kind == 1:
            text[at:at] = chance.choice(BITS) * chance.choice((1, 1, 1, 50))
        elif kind == 2:
            text[at:at] = text[at:to]
        elif text:
            text[at % len(text)] = chance.randrange(256)
    return bytes(text)


@settings(max_examples=300)
@given(st.sampled_from(SEEDS), st.integers(0, 2**32))
def test_a_damaged_file_is_read_or_refused_with_its_place_and_never_hangs(
    seed: tuple[str, bytes], number: int
) -> None:
    name, data = seed
    began = time.monotonic()
    kept = _taken(name, _damaged(data, random.Random(number)))
    assert time.monotonic() - began < SLOWEST
    if isinstance(kept, Register):
        assert plan(kept, kept).nothing
    else:
        assert kept.field == "file"
        assert kept.facts.get("place") or kept.code == "register_empty"


def _taken(name: str, data: bytes) -> Register | Refused:
    """What is kept of a file, or why nothing is."""
    try:
        return checked(reading.read(name, data), TODAY, with_ended=True)
    except Refused as refused:
        return refused
