from __future__ import annotations

from pathlib import Path

import pytest

from corpus_tools.errors import ModelError
from corpus_tools.model.treebank import read_treebank

TREE = """# sent_id = a1
# text = 王明强调 要
1	王明	王明	PROPN	NNP	_	2	nsubj	_	SpaceAfter=No|NER=B-PER
2	强调	强调	VERB	VV	Aspect=Perf|Voice=Cau	0	root	_	_
3	要	要	AUX	_	_	2	aux	_	SpaceAfter=No

"""


def file(folder: Path, text: str, name: str = "t.conllu") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_words_come_with_all_their_columns(tmp_path: Path) -> None:
    (sentence,) = read_treebank(file(tmp_path, TREE))
    assert (sentence.sent_id, sentence.text) == ("a1", "王明强调 要")
    first, second, third = sentence.words
    assert (first.form, first.upos, first.xpos, first.head, first.deprel, first.space_after, first.name) == (
        "王明",
        "PROPN",
        "NNP",
        2,
        "nsubj",
        False,
        "B-PER",
    )
    assert (second.feats, second.head, second.space_after, second.name) == ("Aspect=Perf|Voice=Cau", 0, True, "O")
    assert (third.xpos, third.feats) == ("_", "")


def test_multiword_tokens_and_empty_nodes_are_no_words(tmp_path: Path) -> None:
    text = TREE.replace("1\t王明", "1-2\t王明强调\t_\t_\t_\t_\t_\t_\t_\t_\n1\t王明", 1)
    text = text.replace("\n\n", "\n3.1\t空\t_\t_\t_\t_\t_\t_\t_\t_\n\n", 1)
    (sentence,) = read_treebank(file(tmp_path, text))
    assert [word.form for word in sentence.words] == ["王明", "强调", "要"]


def test_names_come_from_a_file_beside(tmp_path: Path) -> None:
    names = file(tmp_path, "# sent_id = a1\n1\t王明\tB-PER\n2\t强调\tO\n3\t要\tO\n", "n.iob2")
    (sentence,) = read_treebank(file(tmp_path, TREE.replace("|NER=B-PER", "")), names)
    assert [word.name for word in sentence.words] == ["B-PER", "O", "O"]


def test_names_of_other_words_are_refused(tmp_path: Path) -> None:
    names = file(tmp_path, "1\t李华\tB-PER\n2\t强调\tO\n3\t要\tO\n", "n.iob2")
    with pytest.raises(ModelError, match="its words are not those of the treebank"):
        read_treebank(file(tmp_path, TREE), names)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"none\.conllu: there is no such treebank file"):
        read_treebank(tmp_path / "none.conllu")


def test_a_missing_file_of_names_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"none\.iob2"):
        read_treebank(file(tmp_path, TREE), tmp_path / "none.iob2")


@pytest.mark.parametrize(
    "text",
    [
        "x\t" * 9 + "x\n\n",
        "no table at all\n",
        pytest.param(
            "1\tword\n\n",
        ),
    ],
)
def test_what_is_no_conllu_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ModelError, match="not readable as CoNLL-U"):
        read_treebank(file(tmp_path, text))


def test_a_treebank_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.conllu"
    path.write_bytes(TREE.encode("gb18030"))
    with pytest.raises(ModelError, match="not readable as CoNLL-U"):
        read_treebank(path)
