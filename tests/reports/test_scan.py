"""The command: what it prints, writes and refuses, and that its figures are right."""

import csv
import json
import re
from itertools import combinations
from pathlib import Path
from statistics import median

import pytest
import typer
from typer.testing import CliRunner

from koers.domain.scans import WORDS
from koers.reports import scan_strip, words_scan
from koers.reports.scan import figures, scan
from koers.reports.scan_answers import Answers, Person
from koers.reports.scan_teams import teams
from koers.reports.words_scan import LANGUAGES, TEXTS, decimal, number, text
from tests.published import DATA, needs

ROOT = Path(__file__).resolve().parents[2]
UNITS = DATA / "cran_multilevel" / "lq2002.csv"

FIVE = "Structuur,Sturing,Synergie & sterktes,Stip & strategie,Succesfactoren"
ANSWERS = ["1,1,2,3,2", "2,2,3,4,3", "2,2,3,4,3", "2,3,3,4,4", "2,4,3,4,4", "3,4,4,5,4", "4,5,4,5,4"]
LINDE = "\n".join([f"Naam,{FIVE}", *(f"lid,{answers}" for answers in ANSWERS)])

app = typer.Typer()
app.command()(scan)


@pytest.fixture
def run(tmp_path):
    def run(content, *options):
        file = tmp_path / "antwoorden.csv"
        file.write_text(content, encoding="utf-8")
        return CliRunner().invoke(app, [str(file), *options], env={"COLUMNS": "200"})

    return run


def flat(output):
    return " ".join(output.split())


# -- figures --


def agreement_by_peeling(counts):
    """Van der Eijk's A in floating point, layer by layer as in his article; shares no code with ours."""
    left, n, whole, k = list(counts), sum(counts), 0.0, len(counts)
    while any(left):
        height = min(count for count in left if count)
        pattern = [1 if count else 0 for count in left]
        weight = height * sum(pattern) / n
        tu = tdu = 0
        for a, b, c in combinations(pattern, 3):
            tdu += (a, b, c) == (1, 0, 1)
            tu += (a, b, c) in ((1, 1, 0), (0, 1, 1))
        u = ((k - 2) * tu - (k - 1) * tdu) / ((k - 2) * (tu + tdu)) if tu + tdu else 1.0
        whole += weight * u * (1 - (sum(pattern) - 1) / (k - 1))
        left = [count - height if count else 0 for count in left]
    return whole


@needs("cran_multilevel")
def test_forty_nine_units_agree_with_an_independent_computation():
    items = ["TSIG01", "TSIG02", "TSIG03"]
    result = CliRunner().invoke(app, [str(UNITS), "--team", "COMPID", "--items", ",".join(items), "--json"])
    found = json.loads(result.stdout)["teams"]
    with UNITS.open() as file:
        people = list(csv.DictReader(file))
    assert len(found) == len({person["COMPID"] for person in people}) == 49
    for team in found:
        members = [person for person in people if person["COMPID"] == team["team"]]
        assert [item["item"] for item in team["items"]] == items
        for item in team["items"]:
            given = [int(person[item["item"]]) for person in members]
            counts = [given.count(step) for step in range(1, 6)]
            a = agreement_by_peeling(counts)
            assert (item["n"], item["counts"], item["median"]) == (len(given), counts, median(given))
            assert item["agreement"] == pytest.approx(a)
            assert item["words"] == words_by_rule(counts, a)


def words_by_rule(counts, a):
    for step in range(1, 4):
        if counts[step] == 0 and sum(counts[:step]) >= 2 and sum(counts[step + 1 :]) >= 2:
            return "two_camps"
    return "close_together" if a > 0.8 - 1e-9 else "somewhat_spread" if a > 0.4 - 1e-9 else "far_apart"


def test_json_has_exactly_the_promised_keys_and_leaves_blanks_out(run):
    told = json.loads(
        run("Team;A\nMT;4\nMT;\nMT;2\nMT;4\n", "--team", "Team", "--items", "A", "--json").stdout
    )
    item = {"item": "A", "n": 3, "counts": [0, 1, 0, 2, 0], "median": 4.0, "words": "dots_only"}
    assert told == {"teams": [{"team": "MT", "items": [item | {"agreement": pytest.approx(4 / 9)}]}]}


def test_a_sheet_without_teams_is_one_team_without_a_name_and_nothing_answered_has_no_figures(run):
    told = json.loads(run("Naam;A\na;\n", "--items", "A", "--json").stdout)
    item = {"item": "A", "n": 0, "counts": [0] * 5, "median": None, "agreement": None, "words": None}
    assert told == {"teams": [{"team": None, "items": [item]}]}


def test_teams_stand_in_order_of_name_and_two_comes_before_ten():
    people = tuple(Person(name, (3,)) for name in ("Team 10", "zorg", "Team 2", "Administratie"))
    assert [team.name for team in teams(Answers(("A",), people, ()))] == [
        "Administratie",
        "Team 2",
        "Team 10",
        "zorg",
    ]


def test_the_report_orders_questions_by_what_is_seen_and_json_as_asked(run):
    shown = run(LINDE, "--items", FIVE)
    places = [shown.stdout.index(f"\n{name} ") for name in FIVE.split(",")]
    assert places == sorted(places)
    backwards = ",".join(reversed(FIVE.split(",")))
    told = json.loads(run(LINDE, "--items", backwards, "--json").stdout)
    assert [item["item"] for item in told["teams"][0]["items"]] == backwards.split(",")


# -- what it says --


def test_the_heading_says_what_is_seen(run):
    said = flat(run(LINDE, "--items", FIVE).stdout)
    assert "Structuur krijgt de laagste stippen, over Sturing lopen jullie het verst uiteen" in said
    assert "Het midden verschuift pas als twee mensen anders antwoorden." in said
    assert "Hoe zeker is dit met zeven mensen?" in said


@pytest.mark.parametrize(
    ("columns", "heading"),
    [
        ("111222,222111", "Overal ligt het midden op 1,5"),
        ("111333,333333", "A krijgt de laagste stippen, en daar lopen jullie het verst uiteen"),
        ("111111,333333", "A krijgt de laagste stippen"),
        ("111155,111111", "Over A lopen jullie het verst uiteen"),
        ("112,111,333", "A en B krijgen de laagste stippen"),
        ("333333", "A: het midden ligt op 3"),
        ("111155", "A: het midden ligt op 1"),  # one question can't lie further apart than the others
        ("12", "Te weinig antwoorden om te laten zien"),
    ],
)
def test_every_kind_of_heading(run, columns, heading):
    names = "ABC"[: columns.count(",") + 1]
    rows = zip(*columns.split(","), strict=True)
    sheet = "\n".join([";".join(names) + ";x", *(";".join(row) + ";x" for row in rows)])
    said = run(sheet, "--items", ",".join(names)).stdout
    assert heading in said.splitlines()


def test_who_is_missing_and_who_stands_apart_is_said(run):
    rows = "\n".join(["A;x", *["4;x"] * 8, "1;x", ";x"])
    said = flat(run(rows, "--items", "A").stdout)
    assert "9 van de 10 antwoordden" in said
    assert "Eén iemand antwoordde niet. Ook met dat antwoord erbij blijft het midden 4." in said
    assert "Eén antwoord ligt ver van het midden: een 1." in said


def test_few_answers_of_many_get_bounds_and_a_banner(run):
    said = flat(
        run(
            "\n".join(["A;x", "3;x", "3;x", "4;x", "4;x", *[";x"] * 5]), "--items", "A", "--lang", "en"
        ).stdout
    )
    assert "Five people didn't answer. With their answers, the middle lies from 1 to 5." in said
    assert "Fewer than six in ten people answered." in said


def test_a_large_group_with_people_missing_gets_an_interval(run):
    said = flat(run("\n".join(["A;x", *["2;x", "3;x", "4;x"] * 30, *[";x"] * 30]), "--items", "A").stdout)
    assert "Lijken zij op wie wel antwoordde, dan blijft het midden met 95% zekerheid 3." in said


def test_below_three_answers_no_dot_is_shown_and_below_six_people_it_is_said_they_can_be_guessed(run):
    two = flat(run("A;B\n3;3\n3;\n;3\n", "--items", "A").stdout)
    assert "A: Minder dan drie antwoorden." in two
    assert "●" not in two
    assert "te raden" not in two
    three = flat(run("A;B\n3;3\n3;\n4;3\n", "--items", "A").stdout)
    assert "Met drie mensen is te raden wie welke stip gaf" in three
    assert "te raden" not in run("\n".join(["A;B", *["3;3"] * 6]), "--items", "A").stdout


def test_several_teams_are_never_put_beside_each_other(run):
    rows = "\n".join(["T;A", *["1;2"] * 6, *["2;4"] * 6])
    said = flat(run(rows, "--items", "A", "--team", "T").stdout)
    assert "Team 1 · 6 mensen" in said
    assert "Leg ze niet naast elkaar" in said


# -- the page --


def test_the_page_is_one_file_that_fetches_nothing_and_shows_every_dot(run, tmp_path):
    out = tmp_path / "uitkomst.html"
    result = run(LINDE, "--items", FIVE, "--html", str(out))
    page = out.read_text(encoding="utf-8")
    assert result.exit_code == 0
    assert str(out) in result.stderr
    assert "default-src 'none'" in page
    assert not re.search(r"https?://|<script|<link|<img|src=", page.replace('src:url("data:', ""))
    assert sum(map(len, re.findall(r"M[\d.]+ [\d.]+(h0)", page))) == 2 * (
        35 + 1
    )  # "h0" each, and one in the key
    assert 'aria-label="Structuur: 1 keer 1, 4 keer 2, 1 keer 3, 1 keer 4. Middelste antwoord 2."' in page


def test_what_stands_in_a_sheet_cant_become_markup(run, tmp_path):
    out = tmp_path / "uitkomst.html"
    rows = "\n".join(['T;<b>A</b>&"', *["<script>1</script>;3"] * 6, *["x;3"] * 6]).replace('&"', "&")
    run(rows, "--items", "<b>A</b>&", "--team", "T", "--html", str(out))
    page = out.read_text(encoding="utf-8")
    assert "<script>" not in page
    assert "<b>A" not in page
    assert "&lt;b&gt;A&lt;/b&gt;&amp;" in page


def test_a_large_group_gets_bars_with_numbers_instead_of_dust():
    item = teams(Answers(("A",), tuple(Person(None, (step,)) for step in [1] * 900 + [5] * 40), ()))[0].items[
        0
    ]
    drawn = scan_strip.strip(item.reading, "nl")
    assert "ch-dot" not in drawn
    assert ">900<" in drawn


@pytest.mark.parametrize("counts", [(1, 0, 0, 0, 0), (9, 4, 0, 0, 2), (150, 3, 0, 0, 1), (8, 8, 8, 8, 8)])
def test_dots_stay_inside_the_drawing_and_never_overlap(counts):
    steps = [step for step, count in enumerate(counts, 1) for _ in range(count)] * 3
    item = teams(Answers(("A",), tuple(Person(None, (step,)) for step in steps), ()))[0].items[0]
    drawn = scan_strip.strip(item.reading, "nl")
    dots = {(float(x), float(y)) for x, y in re.findall(r"M([\d.]+) ([\d.]+)h0", drawn)}
    if "ch-bar" not in drawn:
        assert len(dots) == len(steps)
        assert all(0 < x < 400 and y > 0 for x, y in dots)


# -- what it refuses --


def test_bad_cells_are_named_and_nothing_is_counted(run):
    result = run("Naam;Sturing\na;6\nb;3,5\nc;4\n", "--items", "Sturing")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Twee cellen zijn geen antwoord. Er is nog niets geteld." in result.stderr
    assert "rij 2, kolom Sturing (B): 6. Hier hoort een heel getal van 1 tot en met 5" in result.stderr
    assert "rij 3, kolom Sturing (B): 3,5." in result.stderr


def test_with_ignore_bad_the_rest_is_counted_and_it_is_said_how_much_was_left_out(run):
    sheet = "Naam;Sturing\na;6\nb;3,5\nc;4\nd;4\ne;4\n"
    assert "Twee cellen of rijen zijn weggelaten" in run(sheet, "--items", "Sturing", "--ignore-bad").stdout
    told = run(sheet, "--items", "Sturing", "--ignore-bad", "--json")
    assert json.loads(told.stdout)["ignored"] == 2
    assert json.loads(told.stdout)["teams"][0]["items"][0]["n"] == 3
    assert "weggelaten" in told.stderr


def test_a_wrong_column_isnt_listed_without_end(run):
    result = run("\n".join(["A;x", *["99;x"] * 150]), "--items", "A", "--lang", "en")
    assert result.stderr.count("row ") == 100
    assert "And 50 more." in result.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--items", "Bestaat niet"], "De kolom Bestaat niet staat er niet. Deze wel: Naam, Structuur"),
        (["--items", " , "], "Noem minstens één kolom"),
        (["--items", "Structuur,Structuur"], "Noem elke kolom één keer."),
    ],
)
def test_a_refusal_says_what_is_needed(run, options, said):
    result = run(LINDE, *options)
    assert result.exit_code == 2
    assert said in result.stderr


def test_an_empty_sheet_and_one_with_only_bad_rows_have_nobody_in_them(run):
    assert "De eerste rij is leeg" in run("", "--items", "A").stderr
    assert "Onder de kop staat geen rij" in run("A;T\n", "--items", "A").stderr
    assert (
        "Onder de kop staat geen rij"
        in run("A;T\n4;\n", "--items", "A", "--team", "T", "--ignore-bad").stderr
    )


def test_a_place_that_cant_be_written_is_said(run, tmp_path):
    result = run(LINDE, "--items", "Structuur", "--html", str(tmp_path / "geen map" / "x.html"))
    assert result.exit_code == 2
    assert "kan niet geschreven worden" in result.stderr


def test_a_header_with_a_comma_stands_between_quotation_marks(run):
    result = run(
        '"Op tijd, ook lastig";x\n3;x\n3;x\n4;x\n',
        "--items",
        '"Op tijd, ook lastig",x',
        "--ignore-bad",
        "--json",
    )
    assert json.loads(result.stdout)["teams"][0]["items"][0]["item"] == "Op tijd, ook lastig"


# -- words --


def test_both_languages_have_the_same_sentences_with_the_same_places_to_fill_in():
    dutch, english = (TEXTS[lang] for lang in LANGUAGES)
    assert dutch.keys() == english.keys()
    for code in dutch:
        places = [set(re.findall(r"{(\w+)}", texts[code])) for texts in (dutch, english)]
        assert places[0] == places[1], code


def test_no_sentence_is_unused_and_every_word_for_spread_has_one():
    sources = "".join(file.read_text() for file in (ROOT / "koers" / "reports").glob("s*.py"))
    built = r"^(bad|table|missing|interval)_.*"  # codes put together from a first half and what was found
    for code in TEXTS["nl"].keys() - {*WORDS, "and"}:
        stem = re.sub(r"(_one|_many)$", "", re.sub(built, r"\1", code))
        assert re.search(f"[\"']{stem}", sources), code
    assert set(WORDS) <= TEXTS["nl"].keys()


def test_the_word_that_promises_too_much_is_never_used_and_nobody_is_shouted_at():
    said = " ".join(sentence for texts in TEXTS.values() for sentence in texts.values()).casefold()
    assert "anon" not in said
    assert "!" not in said


def test_numbers_read_as_people_of_that_language_write_them():
    assert (number("nl", 1), number("nl", 20), number("nl", 21)) == ("één", "twintig", "21")
    assert (decimal("nl", 2.5), decimal("en", 2.5), decimal("nl", 3.0)) == ("2,5", "2.5", "3")
    assert (words_scan.figure("nl", 2042), words_scan.figure("en", 2042)) == ("2.042", "2,042")
    assert decimal("en", -0.0001) == "0"
    assert text("nl", "moves_many", k="twee").startswith("Het midden")


def test_the_figures_as_a_library_need_no_command_line():
    found = teams(Answers(("A",), (Person(None, (3,)), Person(None, (4,))), ()))
    assert figures(found)["teams"][0]["items"][0]["counts"] == [0, 0, 1, 1, 0]
