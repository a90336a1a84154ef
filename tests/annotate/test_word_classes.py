"""Classes of words: coarse to fine, none for what is rare."""

from __future__ import annotations

from pathlib import Path

from corpus_tools.annotate.word_classes import WordClasses, shipped_classes


def test_a_word_has_its_classes_and_a_rare_one_none() -> None:
    classes = WordClasses({"加强": ("a1", "b7")})
    assert classes.of("加强") == ("a1", "b7")
    assert classes.of("薅掉") == ()


def test_the_shipped_classes_are_read_once_and_each_word_has_all() -> None:
    classes = shipped_classes()
    assert classes is shipped_classes()
    assert len(classes.of("加强")) > 1
    assert [name[0] for name in classes.of("加强")] == list("abc"[: len(classes.of("加强"))])
    assert classes.of("薅掉田间") == ()


def test_every_line_of_the_table_is_a_word_with_numbers(root: Path) -> None:
    table = root / "corpus_tools" / "model" / "weights" / "taggers" / "word_classes.tsv"
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert all(row[0] and all(number.isdigit() for number in row[1:]) for row in rows)
    assert len({row[0] for row in rows}) == len(rows)
