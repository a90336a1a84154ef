"""The shipped tables: each row brings its own test."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from corpus_tools.annotate.lexicon_match import FormFinder
from corpus_tools.labels import SLOGAN
from corpus_tools.lexicon import Lexicon, LexiconEntry, package_lexicon, read_lexicon

FOLDER = Path(__file__).resolve().parents[1] / "corpus_tools" / "lexicons"
#: The lists of sources and of rules have columns of their own.
TABLES = sorted(path.name for path in FOLDER.glob("*.tsv") if path.name not in ("sources.tsv", "rules.tsv"))


def finder_of(*entries: LexiconEntry) -> FormFinder:
    return FormFinder(Lexicon("t.tsv", "0" * 64, entries))


def sources() -> set[str]:
    with (FOLDER / "sources.tsv").open(encoding="utf-8", newline="") as handle:
        return {row["key"] for row in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)}


@pytest.mark.parametrize("name", TABLES)
def test_a_shipped_table_has_no_faults(name: str) -> None:
    lexicon = read_lexicon(FOLDER / name)
    assert lexicon.entries
    assert [entry.form for entry in lexicon.entries if entry.form != entry.form.strip()] == []


@pytest.mark.parametrize("name", TABLES)
def test_a_shipped_table_is_sorted_by_id(name: str) -> None:
    ids = [line.split("\t")[0] for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()[1:] if line]
    numbers = [(identifier.rsplit("-", 1)[0], int(identifier.rsplit("-", 1)[1])) for identifier in ids]
    assert numbers == sorted(numbers)


def test_every_slogan_has_a_type_of_the_scheme_and_a_known_source() -> None:
    entries = package_lexicon("slogans.tsv").entries
    types = {kind.name for kind in SLOGAN.types}
    assert [entry.id for entry in entries if entry.subtype not in types] == []
    known = sources()
    assert [entry.id for entry in entries if entry.source and entry.source not in known] == []


def test_every_example_matches_its_own_row() -> None:
    entries = package_lexicon("slogans.tsv").entries
    assert all(entry.example for entry in entries)
    missed = [entry.id for entry in entries if not list(finder_of(entry).find(entry.example))]
    assert missed == []


def test_every_example_is_found_with_the_whole_table() -> None:
    lexicon = package_lexicon("slogans.tsv")
    finder = FormFinder(lexicon)
    missed = []
    for entry in lexicon.entries:
        place = next((start, end) for start, end, _ in finder_of(entry).find(entry.example))
        if not any(start <= place[0] and place[1] <= end for start, end, _ in finder.find(entry.example)):
            missed.append(entry.id)
    assert missed == []


def test_no_counterexample_matches_its_own_row() -> None:
    entries = package_lexicon("slogans.tsv").entries
    assert [e.id for e in entries if e.counterexample and list(finder_of(e).find(e.counterexample))] == []


@pytest.mark.skipif(not (FOLDER / "words.tsv").is_file(), reason="words.tsv is not written yet")
def test_words_are_words_without_marks() -> None:
    forms = package_lexicon("words.tsv").forms()
    assert [form for form in forms if len(form) < 2 or any(ch.isspace() or ch in "，。、；：" for ch in form)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("坚持外防输入、内防反弹。", "外防输入、内防反弹"),
        ("坚持外防输入,内防反弹。", "外防输入,内防反弹"),
        ("坚持外防输入内防反弹。", "外防输入内防反弹"),
        ("坚持外防输入。内防反弹。", None),
        ("坚持外防输入\n内防反弹", None),
    ],
)
def test_a_form_is_found_whatever_marks_stand_in_it(text: str, found: str | None) -> None:
    entry = LexiconEntry("slo-1", "外防输入、内防反弹", subtype="policy")
    assert [text[a:b] for a, b, _ in finder_of(entry).find(text)] == ([found] if found else [])


@pytest.mark.parametrize(("gap", "matches"), [("经济建设", True), ("中国特色经济建设", False), ("", True)])
def test_a_gap_holds_no_more_characters_than_it_may(gap: str, matches: bool) -> None:
    entry = LexiconEntry("slo-1", "坚持…为中心", subtype="policy", max_gap="4")
    assert bool(list(finder_of(entry).find(f"始终坚持{gap}为中心。"))) is matches


def test_a_form_whose_first_part_is_one_character_is_found() -> None:
    entry = LexiconEntry("slo-1", "以…为中心", subtype="policy", max_gap="6")
    assert list(finder_of(entry).find("始终以人民为中心。"))


def test_the_longer_of_two_forms_wins() -> None:
    rows = tuple(
        LexiconEntry(f"s-{n}", form, subtype="policy") for n, form in enumerate(("生命至上", "生命至上人民至上"))
    )
    text = "生命至上、人民至上"
    assert [text[a:b] for a, b, _ in finder_of(*rows).find(text)] == [text]
