from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corpus_tools.changes import pieces_of
from corpus_tools.cli import main
from corpus_tools.run.one import read_document
from corpus_tools.write.clean_diff import marked_diff

TEXT = "云岭市召开会议\n来源：云岭日报\n市長王明强调,要守住底线，确保安全。\n相关链接\n版权所有\n"


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["clean", *map(str, arguments)], input=stdin)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_without_options_a_table_tells_what_each_step_did(page: Path) -> None:
    result = run(page)
    assert result.exit_code == 0, result.output
    assert re.search(r"furniture\s+\d", result.stdout)
    assert page.read_text(encoding="utf-8") == TEXT


def test_the_diff_holds_both_texts(page: Path) -> None:
    document = read_document(page)
    diff = marked_diff(pieces_of(document.aligned), context=None, longest=None)
    changes = re.compile(r"(?:\[-([^]]*)-\])?(?:\{\+([^}]*)\+\})?\([a-z, -]+\)(\n?)")

    def side(number: int) -> str:
        return changes.sub(lambda m: (m.group(number) or "").replace("⏎", "\n"), diff)

    assert side(1) == TEXT
    assert side(2) == document.text
    assert "相关链接⏎版权所有⏎-](furniture" in run(page, "--diff").stdout


def test_standard_input_is_cleaned(page: Path) -> None:
    result = run("-", "--diff", stdin=TEXT.encode("gb18030"))
    assert result.exit_code == 0, result.output
    assert "[-長-]{+长+}(to-simplified)" in result.stdout


def test_nothing_of_a_document_is_markup_of_the_report(tmp_path: Path) -> None:
    page = tmp_path / "rows.jsonl"
    evil = "<script>alert(1)</script>"
    row = {"id": f"a{evil}", "title": evil, "text": f"{evil}\n{TEXT}", "source": '"><img src=x onerror=y>'}
    page.write_text(json.dumps(row), encoding="utf-8")
    result = run(page, "--report", tmp_path / "r.html")
    assert result.exit_code == 0, result.output
    report = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert report.count("<script>") == 1
    assert "<img" not in report
    assert "alert(1)" in report
    assert not re.search(r'(?:src|href)="(?!#)', report)


def test_the_report_has_metadata_with_their_place_and_the_failures(page: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run(page, tmp_path / "empty.txt", "--report", "-")
    assert result.exit_code == 1
    assert result.stdout.startswith("<!DOCTYPE html>")
    assert 'title="read as source">云岭日报</span>' in result.stdout
    assert "the file is empty" in result.stdout


def test_a_document_that_fails_is_named_and_the_others_are_written(page: Path, tmp_path: Path) -> None:
    result = run(tmp_path / "none.txt", page, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "none.txt" in result.stderr
    assert (tmp_path / "out" / "page.txt").read_text(encoding="utf-8").startswith("云岭市召开会议\n市长")


@pytest.mark.parametrize("doc_id", ["../../evil", "/evil", "..", "a/../../b", "\x00", "."])
def test_texts_never_leave_the_folder(tmp_path: Path, doc_id: str) -> None:
    folder = tmp_path / "deep" / "in"
    folder.mkdir(parents=True)
    (folder / "rows.jsonl").write_text(json.dumps({"id": doc_id, "text": TEXT}), encoding="utf-8")
    before = set(tmp_path.rglob("*"))
    assert run(folder / "rows.jsonl", "-o", folder / "out").exit_code == 0
    new = set(tmp_path.rglob("*")) - before - {folder / "out"}
    assert len(new) == 1
    assert new.pop().parent == folder / "out"


def test_an_input_and_what_a_link_leads_to_are_not_overwritten(page: Path, tmp_path: Path) -> None:
    assert run(page, "-o", tmp_path).exit_code == 1
    result = run(page, "-o", tmp_path, "--overwrite")
    assert result.exit_code == 1
    assert "not overwritten" in " ".join(result.stderr.split())
    assert page.read_text(encoding="utf-8") == TEXT
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "other").write_text("mine", encoding="utf-8")
    (out / "page.txt").symlink_to(tmp_path / "other")
    assert run(page, "-o", out, "--overwrite").exit_code == 0
    assert (tmp_path / "other").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("command", ["clean", "annotate", "show"])
def test_a_wrong_step_is_answered_with_the_nearest(page: Path, tmp_path: Path, command: str) -> None:
    more = ["-o", str(tmp_path / "out")] if command == "annotate" else []
    result = CliRunner().invoke(main, [command, str(page), "--no-step", "furnitur", *more])
    assert result.exit_code == 2
    assert "did you mean furniture?" in result.stderr


def test_wrong_usage_and_faulty_profiles(page: Path, tmp_path: Path) -> None:
    assert run().exit_code == 2
    assert run(page, "--no-step", "line-ends").exit_code == 2
    assert run(page, "--profile", tmp_path / "none.toml").exit_code == 1


def test_the_steps_are_listed_as_the_profile_has_them(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("[steps]\nlead-ins = false\n", encoding="utf-8")
    listed = run("--steps", "--profile", own, "--no-step", "furniture").stdout
    for step, state in (("lead-ins", "off"), ("furniture", "off"), ("blanks", "on"), ("line-ends", "always")):
        assert re.search(rf"{step}\s+\d+\s+{state}\b", listed)


def test_the_manifest_states_the_profile(page: Path, tmp_path: Path, blank_model: Path) -> None:
    digests = set()
    for number, options in enumerate(((), ("--no-step", "furniture"), ("--keep-script",))):
        out = tmp_path / f"out{number}"
        arguments = ["annotate", str(page), "-o", str(out), "--model", str(blank_model), "--quiet", *options]
        assert CliRunner().invoke(main, arguments).exit_code == 0
        row = json.loads((out / "manifest.jsonl").read_text(encoding="utf-8"))["cleaning"]
        digests.add(row["digest"])
        assert ("furniture" in row["off"]) == (number == 1)
        assert ("to-simplified" in row["off"]) == (number == 2)
    assert len(digests) == 3
