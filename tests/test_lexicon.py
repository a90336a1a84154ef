from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from corpus_tools.errors import LexiconError
from corpus_tools.lexicon import package_lexicon, read_lexicon

HEADER = "id\tform\tsubtype\tvariant_of\tmax_gap\tstatus\n"


def table(folder: Path, text: str) -> Path:
    path = folder / "t.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def faults_of(path: Path) -> list[str]:
    with pytest.raises(LexiconError) as caught:
        read_lexicon(path)
    return str(caught.value).splitlines()


def test_active_rows_come_in_order_and_retired_ones_stay_out(tmp_path: Path) -> None:
    path = table(tmp_path, HEADER + "a-1\t甲\tx\t\t\tactive\na-2\t乙\ty\t\t\tretired\na-3\t以…为\tx\ta-1\t4\tactive\n")
    lexicon = read_lexicon(path)
    assert [entry.id for entry in lexicon.entries] == ["a-1", "a-3"]
    assert lexicon.forms() == ["甲", "以…为"]
    assert lexicon.forms("y") == []
    assert lexicon.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert lexicon.name == "t.tsv"


def test_all_faults_are_told_at_once_with_file_and_line(tmp_path: Path) -> None:
    rows = (
        "a-1\t甲\tx\t\t\tactive",
        "\t乙\tx\t\t\tactive",
        "a-3\t\tx\t\t\tactive",
        "a-4\t丁\tx\t\t\tdone",
        "a-1\t戊\tx\t\t\tactive",
        "a-6\t甲\tx\t\t\tactive",
        "a-7\t以…为\tx\t\tmany\tactive",
        "a-8\t己\tx\ta-99\t\tactive",
        "a-9\t庚\tx\t\t\tactive\tsurplus",
        "a-10\t辛\tx\t\t\t",
    )
    faults = faults_of(table(tmp_path, HEADER + "\n".join(rows) + "\n"))
    expected = {
        "t.tsv:3: id is empty",
        "t.tsv:4: form is empty",
        "t.tsv:5: status is 'done'",
        "t.tsv:6: id: a-1 stands in line 2 too",
        "t.tsv:7: form: 甲 stands in line 2 too",
        "t.tsv:8: max_gap:",
        "t.tsv:9: variant_of: there is no row a-99",
        "t.tsv:10: 7 cells in 6 columns",
        "t.tsv:11: status is empty",
    }
    assert {start for start in expected if any(fault.startswith(start) for fault in faults)} == expected
    assert len(faults) == len(expected)


def test_line_numbers_hold_behind_a_blank_line(tmp_path: Path) -> None:
    faults = faults_of(table(tmp_path, HEADER + "a-1\t甲\tx\t\t\tactive\n\na-1\t乙\tx\t\t\tactive\n"))
    assert faults[0].startswith("t.tsv:4: id: a-1 stands in line 2 too")


def test_a_line_separator_inside_a_cell_does_not_break_the_row(tmp_path: Path) -> None:
    path = table(tmp_path, HEADER + "a-1\t甲\u2028乙\tx\t\t\tactive\n")
    assert len(read_lexicon(path).entries) == 1


def test_the_same_form_may_stand_under_two_subtypes_and_beside_a_retired_row(tmp_path: Path) -> None:
    rows = "a-1\t甲\tx\t\t\tactive\na-2\t甲\ty\t\t\tactive\na-3\t甲\tx\t\t\tretired\n"
    assert len(read_lexicon(table(tmp_path, HEADER + rows)).entries) == 2


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "the table is empty"),
        ("id\tform\n", "t.tsv:1: status: column is missing"),
        ("id\tform\tstatus\tcolour\n", "t.tsv:1: colour: unknown column"),
    ],
)
def test_a_broken_header_is_told(tmp_path: Path, text: str, fault: str) -> None:
    assert any(fault in line for line in faults_of(table(tmp_path, text)))


def test_columns_may_be_missing_and_a_bom_and_crlf_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_bytes(b"\xef\xbb\xbf" + "form\tid\tstatus\r\n甲\ta-1\tactive\r\n".encode())
    assert [(entry.id, entry.form, entry.gloss) for entry in read_lexicon(path).entries] == [("a-1", "甲", "")]


def test_a_table_that_is_missing_or_not_utf8_is_named(tmp_path: Path) -> None:
    assert "no such lexicon" in faults_of(tmp_path / "none.tsv")[0]
    path = tmp_path / "gbk.tsv"
    before = (HEADER + "a-1\t").encode()
    path.write_bytes(before + "甲\tx\t\t\tactive\n".encode("gbk"))
    assert f"not UTF-8 (byte {len(before)})" in faults_of(path)[0]


def test_package_tables_are_read_by_their_file_name() -> None:
    assert package_lexicon("surnames.tsv").name == "surnames.tsv"
