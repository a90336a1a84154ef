from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import DocBin

from corpus_tools.annotate.pipeline import TAGGERS, load_pipeline
from corpus_tools.errors import ModelError
from corpus_tools.labels import LAYERS
from corpus_tools.spans import annotations_of

TEXT = "市委书记王明强调，要增强四个意识，坚决守住安全底线。"


@pytest.mark.parametrize("name", ["sentence_splitter", "tree_repair", *TAGGERS])
def test_each_component_is_registered_under_its_name(name: str) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe(name)
    assert nlp(TEXT).text == TEXT


def test_components_are_found_without_importing_the_package(blank_model: Path) -> None:
    code = (
        "import sys, spacy\n"
        f"nlp = spacy.load({str(blank_model)!r})\n"
        f"doc = nlp({TEXT!r})\n"
        "print({name: [span.text for span in group] for name, group in doc.spans.items()})\n"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, encoding="utf-8", check=True, cwd=blank_model
    )
    assert "'titles': ['市委书记']" in done.stdout
    assert "四个意识" in done.stdout
    assert "要增强四个意识" in done.stdout


def test_a_saved_pipeline_gives_the_same_spans(blank_nlp: Language, blank_model: Path) -> None:
    ours, theirs = blank_nlp(TEXT), spacy.load(blank_model)(TEXT)
    for layer in LAYERS:
        assert annotations_of(ours, layer) == annotations_of(theirs, layer)


def test_missing_taggers_are_put_behind_in_order(tmp_path: Path) -> None:
    plain = spacy.blank("zh")
    plain.add_pipe("slogan_tagger")
    plain.to_disk(tmp_path / "m")
    nlp = load_pipeline(tmp_path / "m")
    assert set(nlp.pipe_names) == {"sentence_splitter", *TAGGERS}
    assert nlp.pipe_names.index("title_tagger") < nlp.pipe_names.index("directive_tagger")


def test_a_folder_that_is_no_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="can't be loaded"):
        load_pipeline(tmp_path / "none")
    with pytest.raises(ModelError, match="can't be loaded"):
        load_pipeline(tmp_path)


def test_a_model_for_another_language_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "en")
    with pytest.raises(ModelError, match="a Chinese"):
        load_pipeline(tmp_path / "en")


def test_a_table_of_ones_own_takes_the_place_of_the_packages(tmp_path: Path) -> None:
    table = tmp_path / "own.tsv"
    table.write_text("id\tform\tsubtype\tstatus\no-1\t甲乙丙丁\tpolicy\tactive\n", encoding="utf-8")
    nlp = spacy.blank("zh")
    nlp.add_pipe("slogan_tagger", config={"lexicon": str(table)})
    doc = nlp("坚持甲乙丙丁。四个意识。")
    assert [span.text for span in doc.spans["slogans"]] == ["甲乙丙丁"]


def test_annotations_survive_a_doc_bin(blank_nlp: Language) -> None:
    doc = blank_nlp(TEXT)
    (back,) = DocBin().from_bytes(DocBin(docs=[doc]).to_bytes()).get_docs(blank_nlp.vocab)
    for layer in LAYERS:
        assert annotations_of(back, layer) == annotations_of(doc, layer)


def test_tagging_twice_changes_nothing(blank_nlp: Language) -> None:
    doc = blank_nlp(TEXT)
    before = {layer.name: annotations_of(doc, layer) for layer in LAYERS}
    for name in TAGGERS:
        doc = blank_nlp.get_pipe(name)(doc)
    assert {layer.name: annotations_of(doc, layer) for layer in LAYERS} == before


def test_an_empty_text_is_annotated(blank_nlp: Language) -> None:
    doc = blank_nlp("")
    assert all(annotations_of(doc, layer) == [] for layer in LAYERS)


@pytest.mark.model
def test_the_shipped_model_annotates(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert doc.text == TEXT
    assert [span.text for span in doc.spans["titles"]] == ["市委书记"]
    assert all(sum(token.head.i == token.i for token in sent) == 1 for sent in doc.sents)
    assert all(token.pos_ and token.dep_ for token in doc)
