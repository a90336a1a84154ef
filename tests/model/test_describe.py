from __future__ import annotations

from spacy.language import Language

from corpus_tools.model.describe import describe


def test_a_model_is_described_by_name_version_and_components(blank_nlp: Language) -> None:
    text = describe(blank_nlp)
    assert text.splitlines()[0] == "zh_characters 0.0.1"
    assert "components: sentence_splitter, title_tagger" in text
