from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from corpus_tools.model.conll18 import MEASURES, ScoredWord, Scores

Word = tuple[str, str, str, str, int, str]
GOLD: list[Word] = [
    ("王明", "PROPN", "NNP", "_", 2, "nsubj"),
    ("强调", "VERB", "VV", "_", 0, "root"),
    ("要", "AUX", "MD", "_", 4, "aux"),
    ("落实", "VERB", "VV", "_", 2, "ccomp"),
    ("好", "ADV", "RB", "_", 4, "advmod:x"),
]
#: 落实好 is one word; another tag, another head and another subtype.
SYSTEM: list[Word] = [
    ("王明", "PROPN", "NN", "_", 2, "nsubj:pass"),
    ("强调", "VERB", "VV", "_", 0, "root"),
    ("要", "VERB", "MD", "_", 2, "aux"),
    ("落实好", "VERB", "VV", "_", 2, "ccomp"),
]


def scored(words: list[Word]) -> list[ScoredWord]:
    return [ScoredWord(*word) for word in words]


def scores(gold: list[Word], system: list[Word]) -> Scores:
    result = Scores()
    result.add_sentence(scored(gold), scored(system))
    return result


def test_a_perfect_sentence_has_full_marks() -> None:
    by = scores(GOLD, GOLD).by_measure
    assert all(by[measure].f1 == 1.0 for measure in MEASURES if measure != "names")
    assert by["names"].f1 == 0.0


def test_counts_are_those_computed_by_hand() -> None:
    by = scores(GOLD, SYSTEM).by_measure
    assert {measure: by[measure].correct for measure in MEASURES} == {
        "words": 3,  # 王明 强调 要
        "upos": 2,  # 要 is VERB
        "xpos": 2,  # 王明 is NN
        "feats": 3,
        "uas": 2,  # 王明 强调; the head of 要 has no partner
        "las": 2,  # nsubj:pass counts as nsubj
        "names": 0,
    }
    assert (by["words"].precision, by["words"].recall) == (3 / 4, 3 / 5)
    assert by["words"].f1 == pytest.approx(2 * 3 / 9)


def test_white_space_in_words_does_not_count() -> None:
    gold: list[Word] = [("甲 乙", "X", "_", "_", 0, "root")]
    assert scores(gold, [("甲乙", "X", "_", "_", 0, "root")]).by_measure["las"].f1 == 1.0


def test_sentences_of_other_characters_are_refused() -> None:
    with pytest.raises(ValueError, match="don't spell the same"):
        scores(GOLD, SYSTEM[:-1])


def test_sentences_are_summed() -> None:
    total = Scores()
    total.add_sentence(scored(GOLD), scored(SYSTEM))
    total.add_sentence(scored(GOLD), scored(GOLD))
    assert (total.by_measure["words"].correct, total.by_measure["words"].gold) == (8, 10)


def test_a_name_counts_when_place_and_type_agree() -> None:
    total = Scores()
    total.add_names([(0, 2, "PER"), (4, 6, "LOC")], [(0, 2, "PER"), (4, 6, "ORG"), (7, 9, "PER")])
    score = total.by_measure["names"]
    assert (score.correct, score.gold, score.predicted) == (1, 2, 3)


def to_file(path: Path, words: list[Word]) -> Path:
    rows = [
        f"{n}\t{form}\t_\t{upos}\t{xpos}\t{feats}\t{head}\t{deprel}\t_\tSpaceAfter=No"
        for n, (form, upos, xpos, feats, head, deprel) in enumerate(words, start=1)
    ]
    text = "".join(form for form, *_ in words)
    path.write_text("\n".join([f"# text = {text}", *rows, "", ""]), encoding="utf-8")
    return path


def test_scores_agree_with_the_official_evaluation(tmp_path: Path) -> None:
    tool = shutil.which("udeval", path=str(Path(sys.executable).parent))
    if tool is None:
        pytest.skip("udeval (udtools) is not installed")
    gold, system = to_file(tmp_path / "g.conllu", GOLD), to_file(tmp_path / "s.conllu", SYSTEM)
    done = subprocess.run([tool, "-v", str(gold), str(system)], capture_output=True, encoding="utf-8", check=True)
    official = dict(re.findall(r"^(\w+)\s*\|[^|]*\|[^|]*\|\s*([\d.]+)", done.stdout, re.MULTILINE))
    by = scores(GOLD, SYSTEM).by_measure
    names = {"Words": "words", "UPOS": "upos", "XPOS": "xpos", "UFeats": "feats", "UAS": "uas", "LAS": "las"}
    assert {name: float(official[name]) for name in names} == {
        name: pytest.approx(100 * by[measure].f1, abs=0.01) for name, measure in names.items()
    }
