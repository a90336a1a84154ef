"""Borrowed lines: the table, their parts, and what the slogan tagger makes of them."""

from __future__ import annotations

import pytest
import spacy

from corpus_tools.annotate.lexicon_match import FormFinder
from corpus_tools.annotate.slogan import SloganTagger
from corpus_tools.annotate.verses import borrowed_lines
from corpus_tools.labels import SLOGAN
from corpus_tools.lexicon import Lexicon, LexiconEntry, package_lexicon
from corpus_tools.spans import annotations_of

LINES = borrowed_lines()


def found_in(text: str) -> list[tuple[str, str | None]]:
    return [(text[m.start : m.end], m.variation) for m in FormFinder(LINES).matches(text)]


def test_every_line_has_its_work_and_is_no_row_of_the_slogans() -> None:
    table = package_lexicon("verses.tsv")
    assert len(table.entries) > 300
    assert [entry.id for entry in table.entries if entry.subtype != "allusion" or not entry.work] == []

    def bare(form: str) -> str:
        return "".join(ch for ch in form if ch not in "，、；")

    listed = {bare(entry.form) for entry in package_lexicon("slogans.tsv").entries}
    assert [entry.form for entry in table.entries if bare(entry.form) in listed] == []


def test_forms_and_ids_with_those_of_the_parts_are_unique() -> None:
    assert len({entry.id for entry in LINES.entries}) == len({entry.form for entry in LINES.entries})
    ids = {entry.id for entry in LINES.entries}
    assert [entry.id for entry in LINES.entries if entry.variant_of and entry.variant_of not in ids] == []


@pytest.mark.parametrize(
    ("wording", "variation"),
    [
        ("欲穷千里目，更上一层楼", None),
        ("欲穷千里目、更上一层楼", "marks"),
        ("欲窮千里目，更上一層樓", "script"),
        ("更上一层楼", "half"),
        ("合抱之木，生于毫末", "half"),
    ],
)
def test_a_line_and_its_parts_are_found(wording: str, variation: str | None) -> None:
    assert found_in(f"他说：“{wording}。”") == [(wording, variation)]


@pytest.mark.parametrize("text", ["更上一层楼，欲穷千里目", "桐庐的则国家之治厚", "有仙则名的山", "他上了一层楼"])
def test_lines_keep_their_order_and_short_or_leaning_parts_do_not_stand_alone(text: str) -> None:
    assert [row for row in found_in(text) if row[1] != "half"] == []
    assert "则国家之治厚" not in [row[0] for row in found_in(text)]
    assert "有仙则名" not in [row[0] for row in found_in(text)]


def test_the_tagger_marks_a_line_with_its_entry_and_says_that_it_is_a_part() -> None:
    rows = Lexicon("t.tsv", "0" * 64, (LexiconEntry("s-1", "守土有责、守渠有责", subtype="parallel"),))
    doc = SloganTagger(rows, learned=False)(spacy.blank("zh")("做到“更上一层楼”，守渠有责、守土有责。"))
    line, row = annotations_of(doc, SLOGAN)
    whole = next(entry for entry in LINES.entries if entry.form == "欲穷千里目，更上一层楼")
    assert (line.type, line.evidence.rule, line.evidence.entry) == ("allusion", "slogan-verse", whole.id)
    assert line.evidence.variation == "half"
    assert (row.evidence.entry, row.evidence.variation) == ("s-1", "order")
    assert row.evidence.rule == "slogan-lexicon"


def test_a_line_can_be_switched_off_by_its_rule() -> None:
    rows = Lexicon("t.tsv", "0" * 64, ())
    doc = SloganTagger(rows, learned=False, off=("slogan-verse",))(spacy.blank("zh")("做到“更上一层楼”。"))
    assert "slogan-verse" not in [a.evidence.rule for a in annotations_of(doc, SLOGAN)]
