"""The drawings, as pure functions."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koers.web.drawing import icons, names, qr, tafel
from koers.web.drawing.choices import pick_dots
from koers.web.drawing.strip import DOT, strip
from koers.web.drawing.tafel import Chair
from koers.web.templatetags.koers import unbroken


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Marieke van Dongen", "MD"),
        ("Samira El Amrani", "SE"),
        ("Pieter-Jan Wiersma", "PW"),
        ("ravi", "R"),
        ("Éloïse de la Cour", "ÉC"),
        ("van der Berg", "B"),
        ("van", "V"),
        ("E\u0301va Kos", "E\u0301K"),
        ("🦊 Fox", "F"),
        ("👩🏽‍🚀", "👩🏽‍🚀"),
        ("🇳🇱🇧🇪", "🇳🇱"),
        ("(Jan) Smit", "JS"),
        ("李 小龙", "李小"),
        ("", ""),
    ],
)
def test_initials_are_what_a_reader_sees_as_first_letters(name: str, expected: str) -> None:
    assert names.initials(name) == expected


@given(st.text(max_size=80))
def test_initials_of_any_name_are_short(name: str) -> None:
    assert len(names.initials(name).split()) <= 2


def test_people_are_called_by_first_name_unless_two_share_it() -> None:
    around = ["Jan de Boer", "Jan Smit", "Els Kok"]
    assert names.called(around) == ["Jan de Boer", "Jan Smit", "Els"]


def test_labels_stand_above_the_disc_on_the_upper_part_of_the_table() -> None:
    ring = tafel.ring([Chair(n) for n in range(1, 8)])
    assert [place.up for place in ring.places] == [True, True, False, False, False, False, True]


@pytest.mark.parametrize(
    ("count", "named", "manner"),
    [
        (1, True, "wide"),
        (8, True, "wide"),
        (12, True, "close"),
        (13, False, "full"),
        (40, False, "crowd"),
        (200, False, "list"),
    ],
)
def test_a_table_stays_readable_from_one_seat_to_two_hundred(count: int, named: bool, manner: str) -> None:
    ring = tafel.ring([Chair(n, f"Name{n}", taken=True) for n in range(1, count + 1)])
    assert (ring.named, ring.manner, len(ring.places)) == (named, manner, count)


def _dots(drawn: str) -> list[tuple[float, float, float]]:
    """Each dot's place and radius: caps of no length on one path."""
    paths = [p.attrib for p in ElementTree.fromstring(drawn).iter("path") if p.attrib["class"] == "ch-dot"]
    return [
        (float(x), float(y), float(path["stroke-width"]) / 2)
        for path in paths
        for x, y in re.findall(r"M([\d.]+) ([\d.]+)h0", path["d"])
    ]


def _rings(drawn: str) -> list[tuple[float, float, float]]:
    """Each ghost ring's place and radius."""
    svg = ElementTree.fromstring(drawn)
    return [(float(c.attrib["cx"]), float(c.attrib["cy"]), float(c.attrib["r"])) for c in svg.iter("circle")]


def _height(drawn: str) -> float:
    found = re.search(r'viewBox="0 0 400 ([\d.]+)"', drawn)
    assert found
    return float(found[1])


def test_one_dot_per_answer_on_its_own_step() -> None:
    dots = _dots(strip("structure", [1, 4, 1, 1, 0], "label"))
    assert [x for x, _y, _r in dots] == [28, 114, 114, 114, 114, 200, 286]


def test_with_a_round_before_its_rings_stand_left_of_the_dots() -> None:
    drawn = strip("structure", [0, 1, 0, 0, 0], "label", before=[0, 1, 0, 0, 0])
    assert _rings(drawn)[0][0] < 114 < _dots(drawn)[0][0]


@settings(deadline=None)
@given(
    st.lists(st.integers(0, 200), min_size=5, max_size=5),
    st.one_of(st.just([]), st.lists(st.integers(0, 200), min_size=5, max_size=5)),
)
def test_dots_stay_inside_and_never_lie_on_one_another(counts: list[int], before: list[int]) -> None:
    drawn = strip("steering", counts, "label", before=before)
    for dots, wanted in ((_dots(drawn), counts), (_rings(drawn), before)):
        assert len(dots) == sum(wanted) == len(set(dots))
        assert all(x - r >= 0 and x + r <= 400 and y - r >= 0 and y + r <= _height(drawn) for x, y, r in dots)


def test_few_answers_are_drawn_at_full_size() -> None:
    dots = _dots(strip("steering", [0, 0, 6, 0, 0], "label"))
    assert {r for _x, _y, r in dots} == {6.05}
    assert max(y for _x, y, _r in dots) - min(y for _x, y, _r in dots) == pytest.approx(5 * DOT)


def test_what_people_wrote_is_escaped_in_a_drawing() -> None:
    assert "<b>" not in strip("steering", [1, 0, 0, 0, 0], '"><b>', ends=("<b>", "<b>"))
    assert "<b>" not in pick_dots("steering", 2, '"><b>')
    assert "<b>" not in qr.qr("https://koers.example/", '"><b>')


def test_a_qr_code_holds_every_dark_module_and_white_around_it() -> None:
    import segno

    text = "https://koers.example/j/linde-4721/"
    drawn = ElementTree.fromstring(qr.qr(text, "label"))
    path = drawn.findall("path")[0].attrib["d"]
    dark = {
        (int(x) + step, int(y))
        for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)", path)
        for step in range(int(width))
    }
    matrix = segno.make(text, error="m", micro=False).matrix
    wanted = {(x + 4, y + 4) for y, row in enumerate(matrix) for x, one in enumerate(row) if one}
    assert dark == wanted


def test_no_drawing_carries_a_style_that_the_content_policy_would_refuse() -> None:
    drawn = [
        strip("steering", [1, 2, 3, 4, 5], "label", median=3, band=(2, 4), median_before=2),
        pick_dots("steering", 2, "label"),
        qr.qr("x", "label"),
        icons.BRAND,
        icons.EMPTY_TABLE,
        *(icons.icon(name) for name in icons.ICONS),
        *(icons.shape(name) for name in icons.SHAPES),
        *(icons.level(name) for name in icons.LEVELS),
    ]
    assert not [one for one in drawn if "style=" in one or "<style" in one]
    for one in drawn:
        ElementTree.fromstring(one)


def test_the_number_of_a_decision_stays_on_one_line_and_words_stay_words() -> None:
    assert unbroken("2026-015 Bedden <uit> de kelder") == (
        '<span class="nowrap">2026-015</span> Bedden &lt;uit&gt; de kelder'
    )
    assert unbroken("Vervangt 2026-009 en 2025-1003.").count("nowrap") == 2
    assert unbroken("Bel 020-1234567 of 12026-015x") == "Bel 020-1234567 of 12026-015x"
