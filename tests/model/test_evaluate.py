from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from corpus_tools.model.evaluate import _found_names, _gold_names, evaluate_model, to_json, to_table
from corpus_tools.model.treebank import GoldSentence, GoldWord

TREE = """# text = 王明落实
1	王	王	PROPN	NNP	_	3	nsubj	_	SpaceAfter=No|NER=B-PER
2	明	明	PROPN	NNP	_	1	flat	_	SpaceAfter=No|NER=I-PER
3	落实	落实	VERB	VV	_	0	root	_	SpaceAfter=No

"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.conllu"
    path.write_text(TREE, encoding="utf-8")
    return path


def test_a_pipeline_is_measured_on_raw_text_and_on_gold_words(blank_nlp: Language, gold: Path) -> None:
    report = evaluate_model(blank_nlp, gold)
    assert report.sentences == 1
    assert report.raw.by_measure["words"].correct == 2  # the pipeline cuts between characters
    assert report.gold_words.by_measure["words"].f1 == 1.0
    assert report.gold_words.by_measure["names"].recall == 0.0


def test_a_report_is_json_and_a_table(blank_nlp: Language, gold: Path) -> None:
    report = evaluate_model(blank_nlp, gold)
    data = json.loads(to_json(report))
    assert data["gold_words"]["words"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert to_table(report).row_count == 2


def named(*names: str) -> GoldSentence:
    words = [GoldWord("甲乙", "_", "X", "_", "", 0, "root", False, name) for name in names]
    return GoldSentence("s", "", tuple(words))


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("B-PER", "I-PER", "O"), [(0, 4, "PER")]),
        (("B-PER", "B-PER"), [(0, 2, "PER"), (2, 4, "PER")]),
        (("I-PER", "I-LOC"), [(0, 2, "PER"), (2, 4, "LOC")]),
        (("B-PER", "O", "I-PER"), [(0, 2, "PER"), (4, 6, "PER")]),
    ],
)
def test_names_are_counted_in_characters(names: tuple[str, ...], expected: list[tuple[int, int, str]]) -> None:
    assert _gold_names(named(*names)) == expected


def test_names_of_a_doc_are_counted_without_white_space(blank_nlp: Language) -> None:
    doc = Doc(blank_nlp.vocab, words=["甲", " ", "王", "明"], spaces=[False] * 4, ents=["O", "O", "B-PER", "I-PER"])
    assert _found_names(doc) == [(1, 3, "PER")]


@pytest.mark.model
@pytest.mark.shared
def test_the_shipped_model_reads_the_treebank_of_its_kind(nlp: Language, shared: Path, tmp_path: Path) -> None:
    (source, *_) = sorted((shared / "ud").rglob("*gsdsimp-ud-dev.conllu"))
    head = source.read_text(encoding="utf-8").split("\n\n")[:40]
    path = tmp_path / "dev.conllu"
    path.write_text("\n\n".join(head) + "\n\n", encoding="utf-8")
    report = evaluate_model(nlp, path)
    assert report.raw.by_measure["words"].f1 > 0.93
    assert report.gold_words.by_measure["las"].f1 > 0.65
