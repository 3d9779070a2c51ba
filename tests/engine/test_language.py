"""What is marked in a sentence, in Dutch and in English."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.engine.language import KINDS, marks

ROOT = Path(__file__).resolve().parents[2]


def marked(text):
    return [(text[m.start : m.end], m.kind) for m in marks(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Op Oost stoppen we op 1 februari met papier", [("1 februari", "date")]),
        ("Behalve bij de spoed, die niet", [("Behalve", "negation"), ("niet", "negation")]),
        ("Hooguit € 5.000,- of 5 procent", [("€ 5.000,-", "amount"), ("5 procent", "amount")]),
        ("We may stop on May 3rd, 2027", [("may", "modal"), ("May 3rd, 2027", "date")]),
        ("No one will, it isn’t for us", [("No one", "negation"), ("will", "modal"), ("isn’t", "negation")]),
        ("In één keer, of in twee", [("één", "number"), ("twee", "number")]),
        ("In e\u0301e\u0301n keer", [("e\u0301e\u0301n", "number")]),
        ("Het moet vóór maandag kunnen", [("moet", "modal"), ("maandag", "date"), ("kunnen", "modal")]),
        ("Vanaf 1-2-2027 of 2027-02-01", [("1-2-2027", "date"), ("2027-02-01", "date")]),
        (
            "Eind maart of in mei, wij maart niet",
            [("Eind maart", "date"), ("mei", "date"), ("niet", "negation")],
        ),
        ("Q3 2026, week 12, 15.00 uur", [("Q3 2026", "date"), ("week 12", "date"), ("15.00 uur", "date")]),
        ("Three of us need to, perhaps", [("Three", "number"), ("need to", "modal"), ("perhaps", "modal")]),
        ("Op vrijdagmiddag, of Mondays", [("vrijdagmiddag", "date"), ("Mondays", "date")]),
        ("Notulen, canon, kantine, zondig, tiental", []),
        ("5 mln euro voor 2027", [("5 mln euro", "amount"), ("2027", "date")]),
        ("", []),
    ],
)
def test_what_makes_two_sentences_differ_is_marked(text, found):
    assert marked(text) == found


@given(
    st.text(alphabet=st.sampled_from("aé\u0301 1.%€niet mayoklmzd\u200d👩-2026"), max_size=60)
    | st.text(max_size=80)
)
def test_marks_lie_in_order_inside_the_text_and_never_overlap(text):
    found = marks(text)
    assert found == marks(text)
    ends = 0
    for mark in found:
        assert ends <= mark.start < mark.end <= len(text)
        assert mark.kind in KINDS
        ends = mark.end


SIMILARITY = {
    "difflib",
    "sklearn",
    "gensim",
    "nltk",
    "spacy",
    "rapidfuzz",
    "Levenshtein",
    "jellyfish",
    "datasketch",
    "sentence_transformers",
    "torch",
    "transformers",
    "tensorflow",
    "openai",
    "numpy",
    "scipy",
}
WORDS = [
    "similarity",
    "cosine",
    "tfidf",
    "tf_idf",
    "embedding",
    "levenshtein",
    "jaccard",
    "minhash",
    "ngram",
    "sequencematcher",
    "get_close_matches",
]


def sources():
    """Every file in which a readback is compared, kept or shown."""
    yield ROOT / "koers" / "engine" / "language.py"
    yield from sorted(path for path in (ROOT / "koers").rglob("*.py") if "readbacks" in str(path))


@pytest.mark.parametrize("path", list(sources()), ids=lambda p: str(p.relative_to(ROOT)))
def test_no_machine_judges_whether_two_texts_mean_the_same(path):
    tree = ast.parse(path.read_text())
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
    }
    assert not imported & SIMILARITY
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    named |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    named |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    assert not [name for name in named for word in WORDS if word in name.lower()]
