import json
from html.parser import HTMLParser
from string import Formatter

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from koers.engine.common_ground import Conversation, analyse, write_polis
from koers.reports.common_ground import as_data, common_ground
from koers.reports.opinion_map import _rings
from koers.reports.page_common_ground import page
from koers.reports.words_common_ground import WORDS, in_words, plain, speaker
from tests.engine.casts import SAMPLE, camps, one_line, votes_of

VOID = {"meta", "circle", "rect", "path", "br", "img"}


class Balanced(HTMLParser):
    """Raises when a tag is closed that isn't open, or stays open."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag


def whole(html):
    parser = Balanced()
    parser.feed(html)
    assert parser.open == []
    return html


def conversation(dense, **more):
    votes = votes_of(dense, **more)
    return Conversation(
        votes, {one: f"Stelling <{one}>" for one in votes.statements.tolist()}, "Zorg & wonen"
    )


def told(dense, lang="nl", **more):
    one = conversation(dense, **more)
    return whole(page(analyse(one.votes), one.texts, one.topic, lang))


def test_both_languages_say_the_same_things_with_the_same_values():
    assert WORDS["nl"].keys() == WORDS["en"].keys()
    for code in WORDS["nl"]:
        nl, en = ({name for _, name, _, _ in Formatter().parse(WORDS[lang][code])} for lang in ("nl", "en"))
        assert nl == en, code


def test_the_word_that_promises_too_much_is_never_used():
    said = [text.lower() for words in WORDS.values() for text in words.values()]
    assert not any("anoniem" in text or "anonym" in text for text in said)


def test_numbers_are_written_as_people_write_them():
    assert (plain(1234, "nl"), plain(1234, "en"), plain(0.52, "nl")) == ("1.234", "1,234", "0,52")
    assert (in_words(7, "nl"), in_words(21, "nl")) == ("zeven", "21")
    assert speaker("nl")("pass", n=1) == "1 slaat over"


def test_a_small_room_is_told_in_counts_without_map_or_groups():
    html = told([[1, 1, -1], [1, 0, 1], [1, 1, 1], [1, 1, -1], [1, np.nan, -1]], present=range(5))
    assert "5 van 5 eens" in html
    assert "1 slaat over" in html
    assert "nog niet gezien door 1" in html
    assert 'class="iso' not in html
    assert "Groep A" not in html


def test_camps_get_a_map_with_contours_and_a_caption_that_left_and_right_mean_nothing():
    html = told(camps(60, 24, 0.85, 2))
    assert html.count('class="iso') == 3
    assert "Links of rechts betekent niets" in html
    assert "Groep A" in html


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("dense", [np.zeros((0, 0)), [[1.0]], np.zeros((40, 3)), one_line(40, 8, 1)], ids=str)
def test_every_report_is_whole_in_both_languages(dense, lang):
    html = told(np.asarray(dense), lang)
    assert "&lt;0&gt;" in html or not np.asarray(dense).size
    assert "Zorg &amp; wonen" in html


def test_a_party_of_two_is_not_shown_anywhere():
    parties = {i: "cliëntenraad" if i < 2 else "directie" for i in range(9)}
    dense = np.ones((9, 3))
    dense[:2, 1] = -1
    one = conversation(dense, parties=parties)
    found = analyse(one.votes)
    assert [v.statement for v in found.vetoed] == [1]
    assert "cliëntenraad" not in page(found, one.texts, one.topic, "nl")
    assert "cliëntenraad" not in json.dumps(as_data(found, one), ensure_ascii=False)


def test_contours_are_closed_rings_around_what_is_inside():
    y, x = np.mgrid[0:72, 0:72]
    hill = np.exp(-((x - 36) ** 2 + (y - 36) ** 2) / 100)
    two = hill + np.exp(-((x - 8) ** 2 + (y - 8) ** 2) / 20)
    assert len(_rings(hill, 0.5)) == 1
    assert len(_rings(two, 0.5)) == 2
    assert all(ring.startswith("M") and ring.endswith("Z") for ring in _rings(two, 0.5))


app = typer.Typer()
app.command()(common_ground)


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


def test_the_command_reports_writes_a_page_and_gives_json(tmp_path):
    out = tmp_path / "rapport.html"
    done = run(SAMPLE, "--html", out, "--lang", "en")
    assert done.exit_code == 0
    assert "Can there be consensus on Brexit?" in done.output
    whole(out.read_text(encoding="utf-8"))
    data = json.loads(run(SAMPLE, "--json").stdout)
    assert data["groups"] is None
    assert data["people"] == 204


def test_a_bad_file_is_explained_with_its_place(tmp_path):
    path = tmp_path / "fout.csv"
    path.write_text("person,statement,answer\n1,1,1\n1,2,misschien\n", encoding="utf-8")
    done = run(path)
    assert done.exit_code == 2
    assert "fout.csv, regel 3, kolom answer" in done.stderr
    assert "misschien" in done.stderr


def test_an_export_of_ours_is_read_by_the_command(tmp_path):
    write_polis(tmp_path, votes_of(one_line(12, 5, 1)), {0: "Een"}, "Uit Koers")
    assert "Uit Koers" in run(tmp_path).output
