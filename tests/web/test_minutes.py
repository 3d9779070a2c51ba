"""Minutes that a team has already: pasted or uploaded, gone through, and taken over by choice."""

import contextlib
import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from koers.apps.actions.models import Action
from koers.apps.decisions.models import Decision
from koers.apps.decisions.records import queries as records
from koers.apps.ledger import readers, sealer
from koers.apps.ledger.models import Ask, Entry
from koers.domain.processes.recounting import recount
from koers.reports import minutes_file
from koers.reports.minutes_file import Unreadable, text_of

pytestmark = pytest.mark.django_db

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def text():
    soon = timezone.localdate() + timedelta(days=20)
    return (
        "# Notulen MT 2 november 2026\n\nAanwezig: Joost, Samira en Koos\n\n"
        "Besluit: de nachtdienst heeft één rooster.\n\n"
        f"Actie: Ravi belt de spoed, uiterlijk {soon.isoformat()}.\n\nWe besluiten de bus te verkopen.\n"
    )


@pytest.fixture
def joost(linde, client_of):
    return client_of(linde.chair("Joost").person)


@pytest.fixture
def page(linde):
    return lambda name: reverse(name, args=[linde.team.key])


def rows(linde, **more):
    """A form in which the first decision and the action are taken over, and the other is left out."""
    given = {
        "key": "k", "text": text(), "title": "Notulen MT 2 november", "day": "2026-11-02",
        "present": [linde.chair(name).pk for name in ("Joost", "Samira")],
        "kind-1": "decision", "text-1": "De nachtdienst heeft één rooster.", "owner-1": "",
        "kind-2": "action", "text-2": "Bel de spoed", "owner-2": linde.chair("Ravi").pk,
        "due-2": (timezone.localdate() + timedelta(days=20)).isoformat(),
        "kind-3": "", "text-3": "de bus te verkopen",
    }  # fmt: skip
    return {**given, **more}


def field(html, name):
    """The opening tag of a field."""
    return re.search(rf'<(?:input|select|textarea)[^>]*name="{name}"[^>]*>', html)[0]


def test_what_was_found_stands_beside_the_minutes_and_nothing_is_chosen(linde, joost, page):
    html = joost.post(page("minutes"), {"text": text()}).content.decode()
    assert [re.search(rf'id="{at}-{n}"', html) is not None for at in ("mark", "item") for n in (1, 2, 3)] == [
        True
    ] * 6
    assert re.findall(r'name="kind-\d+" value="(\w*)" checked', html) == [""] * 5
    assert f'value="{linde.chair("Ravi").pk}" selected' in html
    ticked = re.findall(r'name="present" value="(\d+)" checked', html)
    assert ticked == [str(linde.chair(name).pk) for name in ("Joost", "Samira")]
    assert "Koos" in html
    assert 'value="2026-11-02"' in field(html, "day")


def test_looking_leaves_nothing(joost, page):
    before = Entry.objects.count()
    joost.post(page("minutes"), {"text": text()})
    assert (Entry.objects.count(), Decision.objects.count(), Action.objects.count()) == (before, 0, 0)


def test_only_what_was_chosen_is_taken_over(linde, joost, page):
    done = joost.post(page("minutes_taken"), rows(linde))
    assert (done.status_code, done.url) == (302, page("decisions"))
    decision, action = Decision.objects.get(), Action.objects.get()
    assert (decision.text, decision.method, decision.process, decision.owner) == (
        "De nachtdienst heeft één rooster.", "minutes", None, None,
    )  # fmt: skip
    assert decision.number == f"{timezone.localdate().year}-001"
    assert decision.record["took_part"] == sorted(linde.chair(name).pk for name in ("Joost", "Samira"))
    assert (action.text, str(action.owner), action.scan) == ("Bel de spoed", "Ravi", None)


def test_nothing_of_the_minutes_is_kept_but_what_was_chosen(linde, joost, page):
    joost.post(page("minutes_taken"), rows(linde))
    kept = repr([list(model.objects.values()) for model in (Decision, Action, Entry)])
    assert "bus" not in kept
    assert "Koos" not in kept
    assert "spoed, uiterlijk" not in kept


def test_each_is_a_deed_of_its_own_and_the_chain_holds(linde, joost, page):
    joost.post(page("minutes_taken"), rows(linde))
    deeds = list(Entry.objects.filter(stream=linde.team.stream_id).values_list("deed", flat=True))[-2:]
    assert deeds == ["take_decision", "take_action"]
    sealer.seal(linde.team.stream_id)
    assert list(sealer.verify(sealer.rows(), sealer.heads())) == []


def test_sending_it_twice_takes_it_over_once(linde, joost, page):
    for _ in range(2):
        assert joost.post(page("minutes_taken"), rows(linde)).status_code == 302
    assert (Decision.objects.count(), Action.objects.count()) == (1, 1)


def test_all_of_it_or_nothing(linde, joost, page):
    reply = joost.post(page("minutes_taken"), rows(linde, **{"owner-2": "", "due-2": "2026-01-01"}))
    html = reply.content.decode()
    assert reply.status_code == 422
    assert (Decision.objects.count(), Action.objects.count()) == (0, 0)
    assert 'aria-invalid="true"' in field(html, "owner-2")
    assert "De nachtdienst heeft één rooster." in html
    assert re.findall(r'name="kind-\d+" value="(\w*)" checked', html) == ["decision", "action", "", "", ""]


def test_nothing_chosen_and_a_meeting_without_a_day_are_refused_in_words(linde, joost, page):
    none = {f"kind-{n}": "" for n in (1, 2)}
    html = joost.post(page("minutes_taken"), rows(linde, day="", **none)).content.decode()
    assert "Choose “Decision” or “Action”" in html or "Kies ‘Besluit’ of ‘Actie’" in html
    assert 'aria-invalid="true"' in field(html, "day")


def test_what_was_missed_can_be_written_down(linde, joost, page):
    own = {"kind-4": "decision", "text-4": "De bus blijft.", "owner-4": linde.chair("Ravi").pk}
    joost.post(page("minutes_taken"), rows(linde, **{"kind-1": "", "kind-2": "", **own}))
    assert (Decision.objects.get().text, str(Decision.objects.get().owner)) == ("De bus blijft.", "Ravi")


def test_only_who_sits_at_the_table_can_be_an_owner_or_have_been_there(linde, next_door, joost, page):
    other = next_door.chair("Fatima").pk
    reply = joost.post(page("minutes_taken"), rows(linde, **{"owner-2": other}))
    assert reply.status_code == 422
    joost.post(page("minutes_taken"), rows(linde, present=[other]))
    assert Decision.objects.get().record["took_part"] == []


def test_its_page_says_that_it_comes_from_minutes(linde, joost, page):
    joost.post(page("minutes_taken"), rows(linde))
    decision = Decision.objects.get()
    at = [linde.team.key, decision.number]
    html = joost.get(reverse("decision", args=at)).content.decode()
    assert "Notulen MT 2 november" in html
    assert reverse("decision_recount", args=at) not in html
    assert escape(decision.title) in joost.get(page("decisions")).content.decode()
    for name in ("decision_markdown", "decision_pdf", "decision_recount", "decision_export"):
        assert joost.get(reverse(name, args=at)).status_code == 200
    assert recount(records.export_decision(linde.seat("Joost"), decision.pk)) == []


def test_it_is_changed_by_a_proposal_as_any_other(linde, joost, page):
    joost.post(page("minutes_taken"), rows(linde))
    at = [linde.team.key, Decision.objects.get().number]
    form = {"change": "withdraws", "new_information": "De spoed doet niet mee."}
    assert joost.post(reverse("decision_change", args=at), form).status_code == 302


def test_who_sees_to_it_looks_back_and_the_owner_of_an_action_is_asked(linde, joost, page):
    joost.post(page("minutes_taken"), rows(linde, **{"owner-1": linde.chair("Ravi").pk}))
    readers.asks.catch_up(linde.team.stream_id)
    asked = Ask.objects.filter(member=linde.chair("Ravi").pk)
    assert set(asked.values_list("deed", flat=True)) >= {"review_decision", "report_action", "note_progress"}


def test_a_decision_from_minutes_without_an_owner_asks_nobody(linde, joost, page):
    joost.post(page("minutes_taken"), rows(linde, **{"kind-2": ""}))
    readers.asks.catch_up(linde.team.stream_id)
    assert not Ask.objects.filter(deed="review_decision").exists()


# --- files


def docx(body, name="word/document.xml"):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(name, body)
    return data.getvalue()


def paragraph(said, style="", listed=False):
    how = f'<w:pStyle w:val="{style}"/>' if style else ""
    how += "<w:numPr/>" if listed else ""
    return f"<w:p><w:pPr>{how}</w:pPr><w:r><w:t>{said}</w:t></w:r></w:p>"


def document(*blocks):
    return f'<w:document xmlns:w="{W}"><w:body>{"".join(blocks)}</w:body></w:document>'


TABLE = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"


def test_a_word_file_becomes_text():
    file = docx(
        document(
            paragraph("Notulen", "Kop1"), paragraph("Actie: Anna belt.", listed=True), paragraph("Gewoon"),
            TABLE.format(paragraph("Actie"), paragraph("Wie")),
            "<w:p><w:r><w:t>een</w:t><w:tab/><w:t>twee</w:t><w:br/><w:delText>weg</w:delText></w:r></w:p>",
        )
    )  # fmt: skip
    assert text_of(file).splitlines() == [
        "## Notulen", "- Actie: Anna belt.", "Gewoon", "| Actie | Wie |", "een\ttwee",
    ]  # fmt: skip


ENTITIES = '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">'
BOMB = f'<!DOCTYPE a [{ENTITIES}]><w:document xmlns:w="x">&b;</w:document>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xd0\xcf\x11\xe0 old", "file_old_word"),
        (b"PK\x03\x04 broken", "file_broken"),
        (docx("<w:document"), "file_broken"),
        (docx("<a/>"), "file_broken"),
        (docx(BOMB), "file_broken"),
        (docx(document(), "word/elsewhere.xml"), "file_broken"),
        (docx(" " * (minutes_file.LARGEST_UNPACKED + 1)), "file_large"),
        (b"a" * (minutes_file.LARGEST + 1), "file_large"),
        (b"\0\1\2\3", "file_not_text"),
    ],
    ids=[
        "old word",
        "no zip",
        "no xml",
        "no body",
        "entities",
        "other part",
        "zip bomb",
        "large",
        "not text",
    ],
)
def test_a_file_that_cannot_be_read_says_why(linde, joost, page, data, code):
    with pytest.raises(Unreadable) as unreadable:
        text_of(data)
    assert unreadable.value.code == code
    reply = joost.post(page("minutes"), {"text": "", "file": SimpleUploadedFile("notulen.docx", data)})
    assert reply.status_code == 422
    assert 'aria-invalid="true"' in field(reply.content.decode(), "file")


@pytest.mark.parametrize(
    "data",
    [
        "é € Besluit: ja.".encode(),
        "\ufeffBesluit: ja.".encode(),
        "Besluit: é".encode("cp1252"),
        "Besluit: ja.".encode("utf-16"),
    ],
)
def test_a_text_file_is_read_however_it_was_saved(data):
    assert "Besluit" in text_of(data)


WORD = docx(document(paragraph("Besluit: één rooster."), TABLE.format(paragraph("Actie"), paragraph("Wie"))))


@given(
    st.lists(st.tuples(st.integers(0, len(WORD) - 1), st.integers(0, 255)), max_size=8), st.integers(0, 40)
)
def test_a_damaged_word_file_is_read_or_refused_and_never_breaks(changed, cut):
    data = bytearray(WORD)
    for place, byte in changed:
        data[place] = byte
    with contextlib.suppress(Unreadable):
        assert isinstance(text_of(bytes(data[: len(data) - cut])), str)


def test_an_uploaded_word_file_is_gone_through(joost, page):
    file = SimpleUploadedFile("notulen.docx", docx(document(paragraph("Besluit: één rooster."))))
    assert "één rooster." in joost.post(page("minutes"), {"text": "", "file": file}).content.decode()


def test_empty_and_endless_minutes_come_back_with_what_to_do(joost, page):
    for sent in ({"text": " "}, {"text": "x" * 200_001}):
        reply = joost.post(page("minutes"), sent)
        assert reply.status_code == 422
        assert 'aria-invalid="true"' in field(reply.content.decode(), "text")


def test_more_than_fits_on_a_page_is_said(joost, page):
    html = joost.post(page("minutes"), {"text": "Besluit: ja.\n" * 103}).content.decode()
    assert html.count('id="item-') == 102
    assert "There are 3 more" in html or "Er zijn er nog 3" in html
