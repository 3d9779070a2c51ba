"""A readback on paper: whatever was written, it is shown and never obeyed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koers.reports.readback_paper import Paper, PaperRow, markdown, pdf

HEAD = {"language": "nl", "over": "MT", "heading": "Over twee dingen niet", "opened": "vr 20 november"}
EMPTY = dict.fromkeys(("clarified_title", "clarified", "reason_title", "reason"), "")


def paper(text="Oost stopt.", answers=(("besloten", "Joost", False),), **more):
    rows = [PaperRow("Status", "verschilt", list(answers), "1 van 2 zegt dit")]
    return Paper(**HEAD, **EMPTY, text_title="Dit plakten jullie", text=text, rows=rows, **more)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 7])
def test_any_number_of_answers_fits_on_the_paper(count):
    answers = [(f"antwoord {n}", "Joost", n > 0) for n in range(count)]
    assert pdf(paper(answers=answers)).startswith(b"%PDF")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80))
def test_no_text_breaks_the_pdf_or_becomes_markup(text):
    lines = [("Joost", text, "1 × anders")]
    assert pdf(paper(text, [(text, text, True)], sentences_title="Zinnen", sentences=lines)).startswith(
        b"%PDF"
    )


def test_what_markdown_would_take_for_its_own_is_shown():
    text = markdown(paper("# geen kop\n- geen *lijst*\n1. <b>geen</b> [link](http://x)"))
    assert "> \\# geen kop" in text
    assert "> \\- geen \\*lijst\\*" in text
    assert "> 1\\. \\<b\\>geen\\</b\\> \\[link\\](http://x)" in text
    assert "- besloten (Joost)" in text
