"""A Word document as Koers makes one: A4, real headings, tables with a header row, its language said.

What people wrote goes in as text and never as markup; the only fields in it count the pages.
"""

import io
import re
from datetime import datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph

KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: The two faces of the house; who doesn't have them gets what Word and LibreOffice have everywhere.
SERIF, SANS = "Newsreader", "Schibsted Grotesk"
INSTEAD = {SERIF: ("Georgia", "roman"), SANS: ("Arial", "swiss")}
LANGUAGE = {"nl": "nl-NL", "en": "en-GB"}
INK, QUIET, RULE = RGBColor(0x16, 0x22, 0x3A), RGBColor(0x59, 0x64, 0x76), "A9ACB2"
WIDTH, LABEL = Mm(210 - 2 * 22), Mm(42)
#: What hangs on the template and on nothing in the document.
IN_STORE = ("stylesWithEffects", "thumbnail", "customXml", "numbering")
#: What XML can't hold; a page doesn't show it either.
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

#: Name, what it is based on, face, size, space before and after, and its colour.
STYLES: tuple[tuple[str, str, str, float, float, float, RGBColor], ...] = (
    ("Normal", "", SERIF, 11, 0, 5, INK),
    ("Heading 1", "Normal", SERIF, 24, 2, 10, INK),
    ("Heading 2", "Normal", SERIF, 14, 18, 5, INK),
    ("Footer", "Normal", SANS, 8, 0, 0, QUIET),
    ("Over", "Normal", SANS, 8.5, 0, 4, QUIET),
    ("Decided", "Normal", SERIF, 14, 8, 10, INK),
    ("Fact", "Normal", SANS, 9, 0, 3, INK),
    ("Cell", "Normal", SANS, 9, 3, 3, INK),
    ("Cell head", "Cell", SANS, 8, 3, 3, QUIET),
)


def begin(language: str, title: str, author: str, made: datetime, foot: str) -> Document:
    """An empty document in the house style, with its title, its author and its foot."""
    document = docx.Document()
    for name, *rest in STYLES:
        _style(document, name, *rest)
    _only_used(document)
    _fonts(document)
    _language(document, LANGUAGE.get(language, language))
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(20), Mm(22)
    _properties(document, language, title, author, made)
    _foot(section.footer.paragraphs[0], foot)
    return document


def content(document: Document) -> bytes:
    """The file."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


# --- what stands in it


def say(document: Document, text: str, style: str = "Normal") -> None:
    """A paragraph, when there is something in it; a new line stays one."""
    if text:
        document.add_paragraph(clean(text), style)


def heading(document: Document, text: str, level: int) -> None:
    """A heading that a reader can jump to."""
    document.add_heading(clean(text), level)


def facts(document: Document, pairs: list[tuple[str, str]]) -> None:
    """What something is called, and beside it what is said of it."""
    for title, says in pairs:
        row = document.add_paragraph(style="Fact")
        row.add_run(clean(title)).font.color.rgb = QUIET
        row.add_run("\t" + clean(says))


def table(document: Document, caption: str, head: list[str], rows: list[list[str]]) -> None:
    """A table with a header row that comes back on each page, and a name for who doesn't see it."""
    if not rows:
        return
    made = document.add_table(rows=0, cols=len(head))
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    _describe(made, caption)
    widths = [WIDTH - Mm(34) * (len(head) - 1), *[Mm(34)] * (len(head) - 1)]
    for number, cells in enumerate([head, *rows]):
        row = made.add_row()
        for cell, text, width in zip(row.cells, cells, widths, strict=True):
            cell.width = width
            cell.paragraphs[0].style = document.styles["Cell" if number else "Cell head"]
            cell.paragraphs[0].add_run(clean(text))
        kept = row._tr.get_or_add_trPr()
        kept.append(OxmlElement("w:cantSplit"))
        if number == 0:
            kept.append(OxmlElement("w:tblHeader"))
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def clean(text: str) -> str:
    """Without the signs that no document can hold."""
    return _NEVER.sub("", text)


# --- how it looks


def _style(
    document: Document,
    name: str,
    base: str,
    face: str,
    size: float,
    before: float,
    after: float,
    colour: RGBColor,
) -> None:
    styles = document.styles
    made: Any = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = styles[base] if base else None
    font, spacing = made.font, made.paragraph_format
    font.size, font.bold, font.italic, font.color.rgb = Pt(size), False, False, colour
    _face(made, face)
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), 1.2
    spacing.widow_control, spacing.keep_with_next = True, name.startswith(("Heading", "Over"))
    if name == "Fact":
        spacing.left_indent, spacing.first_line_indent = LABEL, -LABEL
        spacing.tab_stops.add_tab_stop(LABEL)


def _face(style: ParagraphStyle, face: str) -> None:
    """This face for every script; the theme of the template would go before it."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), face)


def _only_used(document: Document) -> None:
    """Without what the template has in store: styles nobody uses, a picture of it, a second set of styles."""
    used = {name for name, *_ in STYLES} | {"Normal Table", "Default Paragraph Font", "No List"}
    for style in list(document.styles):
        if style.name not in used:
            style.element.getparent().remove(style.element)
        for link in style.element.findall(qn("w:link")):
            style.element.remove(link)
    for rels in (document.part.rels, document.part.package.rels):
        for key, one in list(rels.items()):
            if one.reltype.rpartition("/")[2] in IN_STORE:
                del rels[key]


def _fonts(document: Document) -> None:
    """What stands in for a face of the house where it isn't there."""
    fonts = "".join(
        f'<w:font w:name="{face}"><w:altName w:val="{other}"/><w:family w:val="{family}"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for face, (other, family) in INSTEAD.items()
    )
    (part,) = (one.target_part for one in document.part.rels.values() if one.reltype.endswith("/fontTable"))
    part._blob = f'<?xml version="1.0" encoding="UTF-8"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'.encode()


def _language(document: Document, tag: str) -> None:
    """For who checks the spelling, and for who reads it aloud."""
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), tag)


def _properties(document: Document, language: str, title: str, author: str, made: datetime) -> None:
    about = document.core_properties
    about.title, about.author, about.last_modified_by = clean(title)[:255], clean(author)[:255], ""
    about.language, about.comments, about.keywords = LANGUAGE.get(language, language), "", ""
    about.created = about.modified = made


def _foot(paragraph: Paragraph, foot: str) -> None:
    paragraph.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(clean(foot) + "\t")
    for code in ("PAGE", "NUMPAGES"):
        if code == "NUMPAGES":
            paragraph.add_run(" / ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        paragraph._p.append(field)


def _describe(made: Table, caption: str) -> None:
    """Lines between the rows, and its name."""
    about = made._tbl.tblPr
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
        for side in ("top", "bottom", "insideH")
    )
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>")
    look = about.find(qn("w:tblLook"))
    at = list(about).index(look) if look is not None else len(about)
    about.insert(at, borders)
    name = OxmlElement("w:tblCaption")
    name.set(qn("w:val"), clean(caption))
    about.append(name)
