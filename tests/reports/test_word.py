"""What is taken along in Word: the same words as in Markdown, as a document that tools can read."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koers.reports import decision_paper, decision_word, log_paper, log_word, word
from koers.reports.decision_paper import Line, Paper, Table

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
TABLE = Table(["Actie", "Eigenaar"], [["Bel het loket", "Els"], ["Schrijf | het op", "Joost"]])


def paper(text: str = "Eén rooster.\nVoor de nacht.", language: str = "nl") -> Paper:
    return Paper(
        language=language,
        over=["Besluit 2026-014", "22 november 2026", "MT"],
        heading="De nachten *samen*",
        tracks=[("Geldigheid", "geldt"), ("Begrip", "nog niet gevraagd")],
        margin=[("Wie beslisten", "Els; Joost")],
        trail_title="Hoe het ging",
        trail=[("ma 3 nov", "voorgesteld")],
        text=text,
        why_title="Waarom",
        why="Zes nachten te krap.",
        outcome_title="Hoe er geteld is",
        outcome=["Niemand had bezwaar.", "Eén zorg."],
        expected_title="Wat we verwachten",
        expected_text="Geen nacht te krap.",
        expected=Table(["We verwachten", "Nu", "Straks"], [["Krappe nachten", "6", "2"]]),
        message_title="Dit vertellen we allemaal",
        message="De nacht is van ons samen.",
        tellers=Table(["Wie het hoort", "Van wie"], []),
        actions_title="Wie doet wat",
        actions=TABLE,
        kept_title="Zorgen die meegaan",
        kept=[Line("zorg, Anouk", "Vraag de oudere collega’s.", "opgelost")],
        words_title="In eigen woorden",
        slots=[Line("Wat", "3 “rooster”.", "gelijk")],
        sentences=[("Els", "Eén rooster vanaf januari.")],
        foot="Besluit 2026-014, op papier gezet op 22 november 2026.",
    )


def opened(made: bytes) -> Document:
    return docx.Document(io.BytesIO(made))


def said(document: Document) -> Iterator[str]:
    """Every piece of text from the first to the last, and the foot after it."""
    for block in document.iter_inner_content():
        if isinstance(block, WordTable):
            yield from (cell.text for row in block.rows for cell in row.cells)
        else:
            yield block.text
    yield document.sections[0].footer.paragraphs[0].text.partition("\t")[0]


def words(*texts: str) -> list[str]:
    return re.findall(r"\w+", " ".join(texts))


def test_a_decision_has_the_words_of_its_markdown_in_the_same_order() -> None:
    document = opened(decision_word.made(paper(), "MT", AT))
    assert words(*said(document)) == words(decision_paper.markdown(paper()))


def test_a_list_has_the_words_of_its_markdown_in_the_same_order() -> None:
    entries = [
        log_paper.Entry("2026-014", "De *nacht*", "Regel een.\nRegel twee.", [("Geldigheid", "geldt")]),
        log_paper.Entry("2026-013", "<b>Rust</b>", "Stil na tien.", [("Prioriteit", "Rust")]),
    ]
    made = log_paper.Paper("nl", ["MT", "22 november"], "Twee besluiten", entries)
    document = opened(log_word.made(made, "MT", AT))
    *body, _foot = said(document)
    assert words(*body) == words(log_paper.markdown(made))
    styles = [str(one.style.name) for one in document.paragraphs if one.style]
    assert [name for name in styles if "Heading" in name] == ["Heading 1", "Heading 2", "Heading 2"]


@pytest.mark.parametrize(("language", "tag"), [("nl", "nl-NL"), ("en", "en-GB")])
def test_it_says_its_language_its_title_and_its_author(language: str, tag: str) -> None:
    document = opened(decision_word.made(paper(language=language), "MT", AT))
    about = document.core_properties
    assert (about.title, about.author, about.language) == ("De nachten *samen*", "MT", tag)
    assert (about.comments, about.last_modified_by) == ("", "")
    tags = {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))}
    assert tags == {tag}


def test_every_table_has_a_header_row_that_comes_back_and_a_name() -> None:
    document = opened(decision_word.made(paper(), "MT", AT))
    assert len(document.tables) == 2  # nobody is told anything: there is no table without rows
    for table in document.tables:
        first, *others = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") for row in table.rows]
        assert first is not None
        assert others == [None] * len(others)
    captions = [one._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for one in document.tables]
    assert captions == ["Wat we verwachten", "Wie doet wat"]


def test_both_faces_have_another_that_everybody_has() -> None:
    made = decision_word.made(paper(), "MT", AT)
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        fonts = parts.read("word/fontTable.xml").decode()
        names = parts.namelist()
    for face, (instead, _family) in word.INSTEAD.items():
        assert f'w:name="{face}"><w:altName w:val="{instead}"' in fonts
    assert not [name for name in names if "thumbnail" in name or "customXml" in name]
    used = {style.font.name for style in opened(made).styles if getattr(style, "font", None)} - {None}
    assert used == set(word.INSTEAD)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(codec=None), max_size=80))
def test_no_text_breaks_the_document_or_becomes_markup(text: str) -> None:
    made = log_paper.Paper("nl", ["MT", text], text, [log_paper.Entry("2026-001", text, text, [("a", text)])])
    document = opened(log_word.made(made, text, AT))
    fields = {one.get(qn("w:instr")) for one in document.sections[0].footer._element.iter(qn("w:fldSimple"))}
    assert fields == {"PAGE", "NUMPAGES"}
    assert words(document.paragraphs[0].text) == words(word.clean(text))
    assert not list(document.element.iter(qn("w:fldSimple"), qn("w:hyperlink"), qn("w:drawing")))
