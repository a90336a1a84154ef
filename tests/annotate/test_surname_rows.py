"""Every family name of ``surnames.tsv`` at work: with a given name it is found as holder, behind a post and before one.

The table has no columns of examples: for family names all examples are alike, so the test makes them.
"""

from __future__ import annotations

import pytest
from spacy.language import Language

from corpus_tools.annotate.person_context import CONJUNCTIONS, DOUBTFUL
from corpus_tools.labels import TITLE
from corpus_tools.lexicon import package_lexicon
from corpus_tools.spans import annotations_of

POST, GIVEN = "县长", "望舒"
#: Family names that make another word with what stands beside them here: 县|长官, 展望.
_OTHER_WORD = frozenset("官展")
#: Function words that the tagger takes for family names only where the model or the document does.
_FUNCTION_WORDS = frozenset(CONJUNCTIONS) | (DOUBTFUL & frozenset("于向时"))


@pytest.mark.model
@pytest.mark.parametrize("sentence", ["{post}{name}说，堤已修好。", "{name}{post}说，堤已修好。"])
def test_every_family_name_is_found_in_a_holder(nlp: Language, sentence: str) -> None:
    names = [
        entry.form + GIVEN
        for entry in package_lexicon("surnames.tsv").entries
        if entry.subtype in ("single", "compound") and entry.form not in _OTHER_WORD | _FUNCTION_WORDS
    ]
    with nlp.select_pipes(disable=["name_repair", "slogan_tagger", "directive_tagger", "ud_repair"]):
        docs = nlp.pipe((sentence.format(post=POST, name=name) for name in names), batch_size=256)
        held = [
            {
                a.attributes.get("holder")
                for a in annotations_of(doc, TITLE)
                if doc.text[a.start_char : a.end_char] == POST
            }
            for doc in docs
        ]
    assert [name for name, holders in zip(names, held, strict=True) if name not in holders] == []
