from __future__ import annotations

import io
import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus_tools.document import TextDocument
from corpus_tools.errors import ReadError
from corpus_tools.read import Columns, columns_of, find_inputs, lines, open_inputs
from corpus_tools.read.columns import iso_date
from corpus_tools.read.kinds import CSV, JSONL
from corpus_tools.read.rows import rows_of

TEXT = "青禾县召开春耕备耕会议，要求各乡镇抓好种子、化肥的储备。"


def rows(path: Path, data: str | bytes, columns: Columns | None = None) -> list[tuple[str, str, TextDocument | str]]:
    """Write a table and read it: identifier, name, document or reason of each row."""
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    found: list[tuple[str, str, TextDocument | str]] = []
    for document in open_inputs(find_inputs([str(path)]), columns):
        name = document.name.removeprefix(f"{path.parent}/")
        try:
            found.append((document.doc_id, name, document.read()))
        except ReadError as error:
            found.append((document.doc_id, name, str(error).removeprefix(f"{path.parent}/")))
    return found


def jsonl(*values: object) -> str:
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)


def good(found: Iterable[tuple[str, str, TextDocument | str]]) -> list[TextDocument]:
    return [got for _, _, got in found if isinstance(got, TextDocument)]


def reasons(found: Iterable[tuple[str, str, TextDocument | str]]) -> list[str]:
    return [got for _, _, got in found if isinstance(got, str)]


def test_a_line_of_jsonl_is_a_document_with_its_identifier_and_metadata(tmp_path: Path) -> None:
    row = {"id": "青禾/1", "text": TEXT, "date": "2024-03-05", "title": "春耕", "keywords": ["农业", "会议"], "n": 3}
    ((doc_id, name, document),) = rows(tmp_path / "t.jsonl", jsonl(row))
    assert (doc_id, name) == ("青禾-1", "t.jsonl#1")
    assert isinstance(document, TextDocument)
    assert document.text == TEXT
    assert document.metadata.first("published") == "2024-03-05"
    assert document.metadata.first("headline") == "春耕"
    assert document.metadata.all("keywords") == ["农业", "会议"]
    assert document.source.size == len(TEXT.encode())


@pytest.mark.parametrize(("suffix", "mark"), [(".csv", ","), (".csv", ";"), (".csv", "\t"), (".tsv", "\t")])
def test_a_row_of_a_table_is_a_document(tmp_path: Path, suffix: str, mark: str) -> None:
    table = "\n".join(mark.join(cells) for cells in [("编号", "正文", "日期"), ("x", TEXT, "2024年3月5日")])
    ((doc_id, name, document),) = rows(tmp_path / f"t{suffix}", table)
    assert (doc_id, name) == ("x", f"t{suffix}#2")
    assert isinstance(document, TextDocument)
    assert (document.text, document.metadata.first("published")) == (TEXT, "2024-03-05")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "big5hkscs"])
def test_tables_come_in_all_encodings(tmp_path: Path, encoding: str) -> None:
    text = "縣政府召開會議，要求各鄉鎮做好防汛工作。" if encoding == "big5hkscs" else TEXT
    found = rows(tmp_path / "t.csv", f"id,text\r\na,{text}\r\nb,{text}\r\n".encode(encoding))
    assert [document.text for document in good(found)] == [text, text]
    assert good(found)[0].source.encoding in (encoding, "utf-16")


def test_columns_may_be_named(tmp_path: Path) -> None:
    columns = columns_of("wording", "no", ["when=published", "author"])
    table = f"no,wording,text,when,author\n7,{TEXT},x,20240305,林秋\n"
    ((doc_id, _, document),) = rows(tmp_path / "t.csv", table, columns)
    assert doc_id == "7"
    assert isinstance(document, TextDocument)
    assert [(name, evidence.value) for name, evidence in document.metadata] == [
        ("published", "2024-03-05"),
        ("author", "林秋"),
    ]
    assert document.text == TEXT


def test_a_column_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    (reason,) = reasons(rows(tmp_path / "t.csv", "a,b\n1,2\n3,4\n"))
    assert reason == "t.csv#1: no column text; there are 'a', 'b'; name the right one with --text-column"
    (reason,) = reasons(rows(tmp_path / "t.csv", "id,text\n1,2\n", columns_of(None, None, ["day=published"])))
    assert "no column day; there are 'id', 'text'; name the right one with --metadata" in reason
    found = reasons(rows(tmp_path / "t.jsonl", jsonl(*({"a": n} for n in range(50)))))
    assert len(found) == 11
    assert "no column text; there are 'a'" in found[0]
    assert "the rest was not read" in found[-1]


def test_a_field_that_documents_do_not_have_is_wrong_usage() -> None:
    with pytest.raises(ValueError, match=r"when=day: day is no metadata field; say COLUMN=FIELD, FIELD being headline"):
        columns_of(None, None, ["when=day"])


def test_a_bad_line_fails_alone_with_file_and_line(tmp_path: Path) -> None:
    table = '{"text": "\n[1]\n"x"\n{"text": 3}\n{"text": null}\n{"text": " "}\n\n' + "[" * 100_000 + "\n"
    found = rows(tmp_path / "t.jsonl", table + jsonl({"text": TEXT}))
    assert [name for _, name, _ in found] == [f"t.jsonl#{n}" for n in (1, 2, 3, 4, 5, 6, 8, 9)]
    assert [document.text for document in good(found)] == [TEXT]
    assert all(reason.startswith("t.jsonl#") for reason in reasons(found))
    assert [word in reason for word, reason in zip(("broken", "no JSON object"), reasons(found), strict=False)] == [
        True
    ] * 2


def test_rows_too_short_or_too_long_fail_alone(tmp_path: Path) -> None:
    found = rows(tmp_path / "t.csv", f"id,text\na\nb,{TEXT}\nc,x,y\n,\n\nd,\n")
    assert [name for _, name, _ in found] == ["t.csv#2", "t.csv#3", "t.csv#4", "t.csv#7"]
    assert [document.text for document in good(found)] == [TEXT]
    assert "1 cells where the heading has 2" in reasons(found)[0]
    assert "3 cells where the heading has 2" in reasons(found)[1]
    assert "the text is empty" in reasons(found)[2]


def test_a_quotation_mark_that_is_never_closed_says_which_lines_it_swallowed(tmp_path: Path) -> None:
    found = rows(tmp_path / "t.csv", f'id,text,x\na,{TEXT},1\nb,"{TEXT},1\nc,{TEXT},1\n')
    assert len(good(found)) == 1
    assert "lines 3 to 4: 2 cells where the heading has 3" in reasons(found)[0]


def test_texts_of_several_lines_stand_in_quotation_marks(tmp_path: Path) -> None:
    found = rows(tmp_path / "t.csv", f'id,text\r\na,"{TEXT}\r\n他说""好""。"\r\nb,{TEXT}\r\n')
    assert [document.text for document in good(found)] == [f'{TEXT}\r\n他说"好"。', TEXT]
    assert [name for _, name, _ in found] == ["t.csv#2", "t.csv#3"]


def test_a_doubled_column_that_is_used_is_a_fault(tmp_path: Path) -> None:
    assert "column text stands twice" in reasons(rows(tmp_path / "t.csv", "text,text\na,b\n"))[0]
    assert reasons(rows(tmp_path / "t.csv", "x,x,text\na,b,c\n")) == []


def test_identifiers_that_come_twice_get_numbers_and_a_remark(tmp_path: Path) -> None:
    found = rows(tmp_path / "t.jsonl", jsonl(*({"id": "a", "text": TEXT} for _ in range(3))))
    assert [doc_id for doc_id, _, _ in found] == ["a", "a-2", "a-3"]
    assert [document.remarks for document in good(found)] == [
        [],
        ["the identifier a was taken already; this document is a-2"],
        ["the identifier a was taken already; this document is a-3"],
    ]


@pytest.mark.parametrize("identifier", ["../../etc/passwd", "/abs", "..", "a\x00b", "CON/..", "\ud800", "x" * 5000, ""])
def test_identifiers_never_leave_the_folder(tmp_path: Path, identifier: str) -> None:
    data = json.dumps({"id": identifier, "text": TEXT}).encode()
    ((doc_id, _, _),) = rows(tmp_path / "t.jsonl", data)
    assert "/" not in doc_id
    assert doc_id.isprintable()
    assert doc_id.strip(".")
    assert len(doc_id.encode()) < 200


def test_lone_surrogates_are_damage(tmp_path: Path) -> None:
    data = b'{"id": "a", "text": "\\u9752\\ud800\\u79be\\udc41\\ud83d\\ude00", "title": "x\\ud800y"}\n'
    (document,) = good(rows(tmp_path / "t.jsonl", data))
    assert document.text == "青\ufffd禾\ufffd\U0001f600"
    assert [(d.start_char, d.end_char, d.what.split()[-1]) for d in document.damage] == [(1, 2, "d800"), (3, 4, "dc41")]
    assert document.metadata.first("headline") == "x\ufffdy"


def test_nul_bytes_stay_in_the_text_and_out_of_the_metadata(tmp_path: Path) -> None:
    (document,) = good(rows(tmp_path / "t.jsonl", jsonl({"text": "青\0禾", "title": "a\0b\n c"})))
    assert (document.text, document.metadata.first("headline")) == ("青\0禾", "a b c")


def test_undecodable_bytes_of_a_row_are_damage_of_that_row(tmp_path: Path) -> None:
    data = f"id,text\na,{TEXT}\nb,青禾".encode() + b"\xff\xfe" + f"县\nc,{TEXT}\n".encode()
    documents = good(rows(tmp_path / "t.csv", data))
    assert [document.text for document in documents] == [TEXT, "青禾\ufffd县", TEXT]
    assert [[d.what for d in document.damage] for document in documents] == [[], ["undecodable bytes fffe"], []]


def test_a_row_in_another_encoding_is_read_and_remarked(tmp_path: Path) -> None:
    data = f"id,text\na,{TEXT}\n".encode() + f"b,{TEXT}\n".encode("gb18030")
    documents = good(rows(tmp_path / "t.csv", data))
    assert [document.text for document in documents] == [TEXT, TEXT]
    assert "are gb18030 in a text in utf-8" in documents[1].remarks[0]


def test_a_line_that_is_too_long_fails_and_the_others_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LARGEST_DOCUMENT", 1_000_000)
    for name, start in (("t.jsonl", ""), ("t.csv", "text\n")):
        row = jsonl({"text": TEXT}) if name == "t.jsonl" else f"{TEXT}\n"
        found = rows(tmp_path / name, start + row + "x" * 5_000_000 + "\n" + row)
        assert [document.text for document in good(found)] == [TEXT, TEXT]
        assert "longer than" in reasons(found)[0]


def test_a_field_of_ten_megabytes_is_read(tmp_path: Path) -> None:
    (document,) = good(rows(tmp_path / "t.csv", f"text\n{'青' * 3_500_000}\n"))
    assert len(document.text) == 3_500_000


def test_an_empty_table_is_named(tmp_path: Path) -> None:
    assert "the file is empty" in reasons(rows(tmp_path / "t.jsonl", ""))[0]
    assert "the file is empty" in reasons(rows(tmp_path / "u.csv", "\n\n"))[0]
    assert "the file is empty" in reasons(rows(tmp_path / "v.csv", "id,text\n"))[0]


def test_a_date_that_is_none_is_remarked_and_left_out(tmp_path: Path) -> None:
    (document,) = good(rows(tmp_path / "t.jsonl", jsonl({"text": TEXT, "date": "第十届", "author": {"a": 1}})))
    assert document.metadata.first("published") is None
    assert document.remarks == [
        "date: '第十届' is no date; left out of the metadata",
        "author: neither text nor number; left out of the metadata",
    ]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024-3-5", "2024-03-05"),
        ("2024/03/05 08:15", "2024-03-05T08:15:00"),
        ("2024年3月5日", "2024-03-05"),
        ("2024年3月", "2024-03"),
        ("2024年", "2024"),
        ("2024", "2024"),
        ("20240305", "2024-03-05"),
        ("2024-03-05T08:15:09.5Z", "2024-03-05T08:15:09"),
        ("2024-13-05", ""),
        ("2024-03-05 25:00", ""),
        ("0000", ""),
        ("3月5日", ""),
        ("", ""),
    ],
)
def test_dates_are_written_in_iso_8601(written: str, iso: str) -> None:
    assert iso_date(written) == iso


@given(st.binary(max_size=300), st.sampled_from([JSONL, CSV]))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_give_rows_or_a_reason(data: bytes, kind: str) -> None:
    found: list[bool] = []
    reason = "t: "
    try:
        found += [bool(row.fault or row.values) for row in rows_of(io.BytesIO(data), kind, Columns(), name="t")]
    except ReadError as error:
        reason = str(error)
    assert all(found)
    assert reason.startswith("t: ")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Co", "Cc"]), min_size=1), min_size=1, max_size=5))
def test_what_was_written_is_read(texts: list[str]) -> None:
    data = jsonl(*({"text": text} for text in texts)).encode()
    found = [row.values["text"] for row in rows_of(io.BytesIO(data), JSONL, Columns(), name="t")]
    assert found == texts
