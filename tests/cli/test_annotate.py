from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from corpus_tools.cli import main

BODY = "市委书记王明强调，要增强四个意识，坚决守住安全底线。"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def annotate(blank_model: Path, output: Path) -> Any:
    def run(*inputs: str | Path, stdin: str | bytes | None = None, options: tuple[str, ...] = ()) -> Result:
        arguments = ["annotate", *map(str, inputs), "-o", str(output), "--model", str(blank_model), *options]
        return CliRunner().invoke(main, arguments, input=stdin)

    return run


def rows(output: Path) -> dict[str, dict[str, Any]]:
    lines = (output / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


def test_a_run_without_faults_ends_with_0_and_a_table(annotate: Any, pages: Path, output: Path) -> None:
    result = annotate(pages / "a.txt", pages / "b.html")
    assert result.exit_code == 0, result.output
    assert "documents" in result.stdout
    assert (output / "tei" / "a.xml").is_file()
    assert (output / "conllu" / "b.conllu").is_file()


def test_standard_input_is_a_document(annotate: Any, output: Path) -> None:
    result = annotate("-", stdin=BODY.encode("gb18030"), options=("--quiet",))
    assert result.exit_code == 0, result.output
    assert rows(output)["stdin"]["encoding"] == "gb18030"
    assert result.stdout == ""


def test_formats_may_be_chosen(annotate: Any, pages: Path, output: Path) -> None:
    assert annotate(pages / "a.txt", options=("--format", "tei", "--format", "jsonl")).exit_code == 0
    assert not (output / "conllu").exists()
    assert (output / "spans.jsonl").is_file()


def test_script_and_cleaning_may_be_left_alone(annotate: Any, tmp_path: Path, output: Path) -> None:
    page = tmp_path / "p.txt"
    page.write_text("發展經濟，來源：某報\n" + BODY, encoding="utf-8")
    assert annotate(page, options=("--keep-script",)).exit_code == 0
    kept = json.loads((output / "spans.jsonl").read_text(encoding="utf-8"))["text"]
    assert "發展" in kept
    assert annotate(page, options=("--no-clean", "--overwrite")).exit_code == 0
    raw = json.loads((output / "spans.jsonl").read_text(encoding="utf-8"))["text"]
    assert raw.startswith("發展經濟，來源")


BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "the file is empty"),
    "blank.txt": (b" \n\n ", "the file is empty"),
    "binary.txt": (bytes(range(256)) * 40, "binary"),
    "image.txt": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "binary"),
    "noise.txt": (bytes((i * 37) % 128 + 128 for i in range(999)), "save it as UTF-8"),
    "furniture.txt": ("版权所有\n关于我们\n0\n".encode(), "nothing is left after cleaning"),
    "script.html": (b"<html><script>x</script></html>", "nothing is left after cleaning"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_input_is_named_with_its_reason_and_the_good_ones_are_done(
    annotate: Any, pages: Path, output: Path, name: str
) -> None:
    data, reason = BAD[name]
    (pages / name).write_bytes(data)
    result = annotate(pages / name, pages / "a.txt")
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert reason in " ".join(result.stderr.split())
    row = rows(output)[Path(name).stem]
    assert row["status"] == "failed"
    assert f"{name}: " in row["reason"]
    assert reason in row["reason"]
    assert rows(output)["a"]["status"] == "done"


def test_an_input_that_is_not_there_is_named(annotate: Any, pages: Path, output: Path) -> None:
    result = annotate(pages / "none.txt", pages / "nowhere" / "*.txt", pages / "a.txt")
    assert result.exit_code == 1
    assert [row["status"] for row in rows(output).values()] == ["failed", "failed", "done"]


def test_an_unreadable_file_is_named(annotate: Any, pages: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def denied(self: Path, *arguments: Any, **options: Any) -> Any:
        if self.name == "b.html":
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", denied)  # root may read everything, so permissions alone prove nothing
    assert annotate(pages / "b.html", pages / "a.txt").exit_code == 1
    assert "Permission denied" in rows(output)["b"]["reason"]
    assert rows(output)["a"]["status"] == "done"


def test_nul_and_control_characters_are_taken_out(annotate: Any, tmp_path: Path, output: Path) -> None:
    page = tmp_path / "p.txt"
    page.write_text(BODY[:9] + "\x00\x07\x1b\u202e\u2028" + BODY[9:] * 8, encoding="utf-8")
    result = annotate(page)
    assert result.exit_code == 0, result.output
    text = json.loads((output / "spans.jsonl").read_text(encoding="utf-8"))["text"]
    assert not any(ch in text for ch in "\x00\x07\x1b\u202e\u2028")


def test_a_line_of_five_megabytes_is_refused_or_done(annotate: Any, pages: Path, output: Path) -> None:
    (pages / "huge.txt").write_bytes(("要落实" * 580_000).encode())
    result = annotate(pages / "huge.txt", pages / "a.txt")
    assert result.exit_code == 1
    row = rows(output)["huge"]
    assert "more than the 1,000,000 that one document may have" in row["reason"]
    assert row["seconds"] < 60
    assert rows(output)["a"]["status"] == "done"


def test_a_folder_that_is_not_empty_is_refused(annotate: Any, pages: Path, output: Path) -> None:
    assert annotate(pages / "a.txt").exit_code == 0
    result = annotate(pages / "a.txt")
    assert result.exit_code == 1
    assert "--overwrite" in result.stderr
    assert annotate(pages / "a.txt", options=("--overwrite",)).exit_code == 0


def test_a_model_that_is_not_there_is_named(pages: Path, output: Path) -> None:
    result = CliRunner().invoke(main, ["annotate", str(pages), "-o", str(output), "--model", "klingon"])
    assert result.exit_code == 1
    assert "klingon" in result.stderr


@pytest.mark.parametrize(
    "arguments", [[], ["x.txt"], ["-o", "out"], ["x.txt", "-o", "out", "--format", "pdf"], ["--nope"]]
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    assert CliRunner().invoke(main, ["annotate", *arguments]).exit_code == 2


def test_a_name_that_looks_like_markup_is_printed_as_it_is(annotate: Any, pages: Path) -> None:
    (pages / "[red]x.txt").write_bytes(b"")
    result = annotate(pages / "[red]x.txt")
    assert "[red]x.txt" in result.stderr.replace("\n", "")


def test_copies_are_left_out_only_if_asked(annotate: Any, pages: Path, output: Path) -> None:
    (pages / "copy.txt").write_bytes((pages / "d.txt").read_bytes())
    inputs = (pages / "copy.txt", pages / "d.txt")
    stated = annotate(*inputs, options=("--duplicates",))
    assert stated.exit_code == 0, stated.output
    assert [row["status"] for row in rows(output).values()] == ["done", "done"]
    assert rows(output)["d"]["duplicate"]["cluster"] == "copy"
    dropped = annotate(*inputs, options=("--drop-duplicates", "--overwrite"))
    assert dropped.exit_code == 0, dropped.output
    assert rows(output)["d"]["status"] == "dropped"
    table = {
        cells[0]: cells[1] for line in dropped.stdout.splitlines() if len(cells := line.strip("│ ").split("│")) == 2
    }
    assert {name.strip(): int(count) for name, count in table.items() if "cop" in name or "doc" in name} == {
        "documents": 1,
        "copies of another document": 1,
        "copies left out": 1,
    }


def test_copies_are_not_searched_in_standard_input(annotate: Any, output: Path) -> None:
    result = annotate("-", stdin=BODY, options=("--drop-duplicates",))
    assert result.exit_code == 1
    assert "save it to a file" in " ".join(result.stderr.split())
    assert not output.exists()
