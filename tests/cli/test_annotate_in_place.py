"""``corpus-tools annotate --in-place``: TEI of others keeps its markup, other inputs are named."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from corpus_tools.cli import main

NS = {"t": "http://www.tei-c.org/ns/1.0"}
BODY = "市委书记<persName>王明</persName>强调，要增强四个<hi>意识。坚决</hi>守住安全底线。"
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>会</title></titleStmt><publicationStmt><p/></publicationStmt>"
    "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
)


def text(body: str = BODY, attributes: str = f'xmlns="{NS["t"]}"') -> str:
    return f"<TEI {attributes}>{HEADER}<text><body><p>{body}</p></body></text></TEI>"


@pytest.fixture
def in_place(blank_model: Path, tmp_path: Path) -> Callable[..., Result]:
    def run(*inputs: str | Path, options: tuple[str, ...] = (), stdin: bytes | None = None) -> Result:
        output = ["-o", str(tmp_path / "out"), "--model", str(blank_model), "--in-place"]
        return CliRunner().invoke(main, ["annotate", *map(str, inputs), *output, *options], input=stdin)

    return run


def rows(tmp_path: Path) -> dict[str, dict[str, Any]]:
    lines = (tmp_path / "out" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


def test_a_file_keeps_its_name_and_markup(in_place: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "edition.xml").write_text(text(), encoding="utf-8")
    result = in_place(tmp_path / "edition.xml")
    assert result.exit_code == 0, result.output
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["manifest.jsonl", "tei"]
    root = etree.parse(tmp_path / "out" / "tei" / "edition.xml")
    assert "".join(root.xpath("//t:persName//t:w/text()", namespaces=NS)) == "王明"
    row = rows(tmp_path)["edition"]
    assert row["files"] == ["tei/edition.xml"]
    assert row["spans"]["title"] == len(root.xpath("//t:spanGrp[@type='title']/t:span", namespaces=NS)) == 1
    assert row["in_parts"] == {"sentences in parts": 2}
    assert "cleaning" in row


def test_each_text_of_a_corpus_file_has_its_row(in_place: Callable[..., Result], tmp_path: Path) -> None:
    texts = "".join(text(attributes=f'xml:id="{name}"') for name in ("one", "two"))
    corpus = f'<teiCorpus xmlns="{NS["t"]}">{HEADER}{texts}</teiCorpus>'
    (tmp_path / "c.xml").write_text(corpus, encoding="utf-8")
    assert in_place(tmp_path / "c.xml", options=("--quiet",)).exit_code == 0
    assert {name: row["files"] for name, row in rows(tmp_path).items()} == {
        name: ["tei/c.xml"] for name in ("one", "two")
    }


def test_other_inputs_are_named_and_left_out(in_place: Callable[..., Result], tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.xml").write_text(text(), encoding="utf-8")
    (folder / "b.txt").write_text("要增强四个意识。", encoding="utf-8")
    (folder / "c.conllu").write_text("1\tA\n\n", encoding="utf-8")
    (folder / "d.xml").write_text(text("<w>好</w>"), encoding="utf-8")
    (folder / "e.xml").write_text("<rss/>", encoding="utf-8")
    with zipfile.ZipFile(folder / "f.zip", "w") as archive:
        archive.writestr("x/a.xml", text())
        archive.writestr("g.conllu", "1\tA\n\n")
    result = in_place(folder)
    assert result.exit_code == 1
    found = rows(tmp_path)
    assert sorted(name for name, row in found.items() if row["status"] == "done") == ["a", "a-2"]
    for name in ("b", "c", "g"):
        assert "--in-place is for TEI files without words" in found[name]["reason"]
    assert "has words (w) already" in found["d"]["reason"]
    assert "the root is rss, not TEI" in found["e"]["reason"]
    assert sorted(p.name for p in (tmp_path / "out" / "tei").iterdir()) == ["a-2.xml", "a.xml"]


def test_standard_input_may_be_an_archive(in_place: Callable[..., Result], tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.xml", text())
    result = in_place("-", stdin=packed.getvalue())
    assert result.exit_code == 0, result.output
    assert rows(tmp_path)["a"]["source"] == "stdin!a.xml"


@pytest.mark.parametrize("options", [("--format", "tei"), ("--layout", "inline"), ("--duplicates",)])
def test_what_makes_no_sense_in_place_is_refused(
    in_place: Callable[..., Result], tmp_path: Path, options: tuple[str, ...]
) -> None:
    (tmp_path / "a.xml").write_text(text(), encoding="utf-8")
    result = in_place(tmp_path / "a.xml", options=options)
    assert result.exit_code == 2
    assert "--in-place" in result.stderr


@pytest.mark.parametrize("switch", [(), ("--in-place",)])
def test_an_input_in_the_output_folder_is_not_overwritten(
    blank_model: Path, tmp_path: Path, switch: tuple[str, ...]
) -> None:
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei" / "a.xml").write_text(text(), encoding="utf-8")
    arguments = ["annotate", str(tmp_path / "tei"), "-o", str(tmp_path), "--overwrite", "--model", str(blank_model)]
    result = CliRunner().invoke(main, [*arguments, *switch])
    assert result.exit_code == 1
    assert "holds the input" in result.stderr
    assert (tmp_path / "tei" / "a.xml").read_text(encoding="utf-8") == text()
