"""The registry of formats: names, detection, options, libraries that are not there."""

from __future__ import annotations

import sys
import types
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.content import ALL
from corpus_tools.errors import CorpusToolsError, ReadError
from corpus_tools.provenance import Provenance
from corpus_tools.run import formats
from corpus_tools.run.annotated_inputs import AnnotatedFile, Found
from corpus_tools.run.convert import Target, convert_to_folder
from corpus_tools.run.format import Format
from corpus_tools.run.format_detection import detect
from corpus_tools.run.formats import FORMATS, check_options, format_named, readable, writable
from corpus_tools.run.losses import LossReport

TEI = b'<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0">'
ROW = "1\t好\t_\tADJ\t_\t_\t0\troot\t_\tSpaceAfter=No\n\n"


@pytest.mark.parametrize("form", writable(), ids=lambda form: form.name)
def test_each_format_holds_contents_that_have_a_name(form: Format) -> None:
    try:
        form.check_library()
    except CorpusToolsError as error:
        pytest.skip(str(error))
    assert form.holds({}) <= ALL


@pytest.mark.parametrize("form", [*FORMATS.values()], ids=lambda form: form.name)
def test_the_usual_value_of_each_option_stands_first_and_is_known(form: Format) -> None:
    assert all(values for values in form.options.values())
    check_options(form, {name: values[0] for name, values in form.options.items()})


@pytest.mark.parametrize(
    ("name", "head", "wanted"),
    [
        ("a.xml", TEI, "tei"),
        ("a.conllu", b"", "conllu"),
        ("A.CONLLU", b"", "conllu"),
        ("stdin", TEI, "tei"),
        ("stdin", f"# x\n{ROW}".encode(), "conllu"),
    ],
)
def test_a_file_tells_its_format(name: str, head: bytes, wanted: str) -> None:
    assert detect(name, head).name == wanted


@pytest.mark.parametrize(("name", "reason"), [("a.xml", "say --from"), ("a.doc", "no annotated format")])
def test_a_file_of_no_format_is_refused(name: str, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        detect(name, b"<rss/>")


def test_a_name_is_found_whatever_its_case() -> None:
    assert format_named(" .TEI").name == "tei"
    with pytest.raises(ValueError, match=r"connlu: no such format; did you mean conllu.* There are tei, conllu"):
        format_named("connlu")


def test_a_format_that_is_only_written_is_not_read() -> None:
    assert FORMATS["text"] not in readable()
    with pytest.raises(ReadError, match="text is written only"):
        FORMATS["text"].read(b"", name="a.txt")


def test_a_missing_library_is_named_with_its_extra() -> None:
    form = Format("x", ".x", "", writer="no_such_library.writer:to_x", extra="cas")
    with pytest.raises(CorpusToolsError, match=r"needs no_such_library.*pip install 'corpus-tools\[cas\]'"):
        form.check_library()


def test_options_name_the_formats_that_have_them(monkeypatch: pytest.MonkeyPatch) -> None:
    form = Format("x", ".x", "", writer="a:b", options={"style": ("bare", "full")})
    monkeypatch.setattr(formats, "FORMATS", {"x": form})
    check_options(form, {"style": "full"})
    with pytest.raises(ValueError, match="--style odd: x has bare, full"):
        check_options(form, {"style": "odd"})
    with pytest.raises(ValueError, match=r"text has no such option; formats with it: x \(bare, full\)"):
        check_options(FORMATS["text"], {"style": "full"})


class _Tables:
    """A writer of a corpus with two files."""

    def __init__(self, open_file: Callable[[str], BinaryIO], style: str = "bare") -> None:
        self.documents = open_file("documents.tsv")
        self.tokens = open_file(f"{style}/tokens.tsv")

    def add(self, doc: Doc, *, doc_id: str, provenance: Provenance) -> None:
        self.documents.write(f"{doc_id}\n".encode())
        self.tokens.write("".join(f"{token.text}\n" for token in doc).encode())

    def close(self) -> None:
        self.documents.write(b"end\n")


@pytest.fixture
def own_formats(monkeypatch: pytest.MonkeyPatch) -> Any:
    module: Any = types.ModuleType("own_format")
    module.HOLDS = ALL - {"lemma"}
    module.holds = lambda style="bare": ALL - ({"tokens"} if style == "bare" else set())
    module.Tables = _Tables
    module.to_line = lambda _, *, doc_id, **__: f'{{"id": "{doc_id}"}}\n'
    module.losses = lambda _, **__: Counter({"rare sign": 2, "nothing": 0})
    monkeypatch.setitem(sys.modules, "own_format", module)
    return module


def run(form: Format, output: Path, inputs: Path, options: Mapping[str, str] | None = None) -> LossReport:
    target = Target(form, options or {})
    report = LossReport(form.name, target.options)
    found = Found([AnnotatedFile(path.name, path) for path in sorted(inputs.iterdir())], [])
    rows = list(convert_to_folder(found, output, target, report, overwrite=False))
    assert [row.status for row in rows] == ["done"] * len(rows), rows
    return report


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.conllu").write_text(f"# sent_id = 1\n# text = 好\n{ROW}", encoding="utf-8")
    return folder


def test_a_writer_of_a_corpus_names_its_files(own_formats: Any, inputs: Path, tmp_path: Path) -> None:
    form = Format("x", "", "", writer="own_format:Tables", files="corpus", options={"style": ("bare", "full")})
    report = run(form, tmp_path / "out", inputs, {"style": "full"})
    assert (tmp_path / "out" / "documents.tsv").read_text(encoding="utf-8") == "a\nb\nend\n"
    assert (tmp_path / "out" / "full" / "tokens.tsv").read_text(encoding="utf-8") == "好\n好\n"
    assert [(name, count, documents) for name, _, count, documents in report.rows()] == [("rare sign", 4, 2)]
    assert [(row[0], row[2]) for row in run(form, tmp_path / "again", inputs).rows()] == [
        ("tokens", 2),
        ("rare sign", 4),
    ]


def test_lines_are_joined_in_one_file(own_formats: Any, inputs: Path, tmp_path: Path) -> None:
    form = Format("x", ".jsonl", "", writer="own_format:to_line", files="joined")
    run(form, tmp_path / "out", inputs)
    assert (tmp_path / "out" / "corpus.jsonl").read_text(encoding="utf-8") == '{"id": "a"}\n{"id": "b"}\n'


def test_a_run_that_is_broken_off_leaves_no_half_file(own_formats: Any, inputs: Path, tmp_path: Path) -> None:
    form = Format("x", ".jsonl", "", writer="own_format:to_line", files="joined")
    target = Target(form)
    found = Found([AnnotatedFile(path.name, path) for path in sorted(inputs.iterdir())], [])
    rows = convert_to_folder(found, tmp_path / "out", target, LossReport("x", {}), overwrite=False)
    next(rows)
    rows.close()  # type: ignore[attr-defined]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["manifest.jsonl"]


def test_a_fault_of_a_writer_costs_one_document(own_formats: Any, inputs: Path, tmp_path: Path) -> None:
    def broken(doc: Doc, *, doc_id: str, provenance: Provenance) -> str:
        if doc_id == "a":
            raise RuntimeError("oh")
        return doc_id

    own_formats.to_line = broken
    target = Target(Format("x", ".y", "", writer="own_format:to_line"))
    found = Found([AnnotatedFile(path.name, path) for path in sorted(inputs.iterdir())], [])
    report = LossReport("x", {})
    rows = list(convert_to_folder(found, tmp_path / "out", target, report, overwrite=False))
    assert [(row.id, row.status) for row in rows] == [("a", "failed"), ("b", "done")]
    assert "internal error: RuntimeError: oh" in rows[0].reason
    assert "oh" in rows[0].traceback
    assert Doc(Vocab(), words=["好"]).text  # the file of the other is whole
    assert (tmp_path / "out" / "b.y").read_bytes() == b"b"
