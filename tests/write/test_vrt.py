from __future__ import annotations

import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.labels import SLOGAN
from corpus_tools.provenance import Provenance
from corpus_tools.spans import Annotation, Evidence, set_spans
from corpus_tools.write.sentences import numbered_sentences
from corpus_tools.write.vrt import DEPTH, POSITIONAL, losses, structures, to_vrt
from corpus_tools.write.vrt_registry import cwb_encode, cwb_registry, manatee_config

PROVENANCE = Provenance("1")


def lines_of(doc: Doc) -> list[str]:
    return to_vrt(doc, doc_id="a", provenance=PROVENANCE).split("\n")


def test_every_token_is_a_line_with_all_columns(doc: Doc) -> None:
    rows = [line.split("\t") for line in lines_of(doc) if line and not line.startswith("<")]
    tokens = [token for sentence in numbered_sentences(doc, doc_id="a") for token in sentence.tokens]
    assert {len(row) for row in rows} == {len(POSITIONAL)}
    assert [unescape(row[0]) for row in rows] == [token.form for token in tokens]
    assert [row[6] for row in rows] == [str(token.head) for token in tokens]


def test_regions_of_a_name_open_and_close_in_turn(doc: Doc) -> None:
    for name in structures():
        tags = [line for line in lines_of(doc) if line.startswith((f"<{name} ", f"</{name}>"))]
        assert [tag.startswith("</") for tag in tags] == [False, True] * (len(tags) // 2)
    assert any(line.startswith("<name ") for line in lines_of(doc))


def test_spans_that_share_tokens_are_on_levels_and_the_rest_is_counted() -> None:
    doc = Doc(Vocab(), words=["守", "堤", "护", "&"], spaces=[False] * 4)
    evidence = Evidence('a"b', "1", 0.5)
    rows = [(0, 3), (1, 4), (0, 3), (0, 2), (1, 2), (1, 3)]
    doc = set_spans(doc, SLOGAN, [Annotation(*row, "policy", evidence) for row in rows])
    lines = lines_of(doc)
    opened = [line.split(" ")[0] for line in lines if line.startswith("<slogan")]
    assert opened == ["<slogan", "<slogan1", "<slogan2", "<slogan3"]
    assert losses(doc, doc_id="a", provenance=PROVENANCE) == {"spans": len(rows) - DEPTH}
    assert 'rule="a&quot;b"' in lines[4]
    assert any(line.startswith("&amp;\t") for line in lines)


def test_the_files_beside_name_every_attribute(doc: Doc) -> None:
    registry, script, manatee = cwb_registry().decode(), cwb_encode().decode(), manatee_config().decode()
    for name in POSITIONAL:
        assert f"ATTRIBUTE {name}\n" in registry
        assert f'ATTRIBUTE "{name}"' in manatee
    used = {line[1:].split(" ")[0] for line in lines_of(doc) if line.startswith("<") and not line.startswith("</")}
    for name in used:
        assert f"STRUCTURE {name}\n" in registry
        assert f'STRUCTURE "{name}" {{' in manatee
        assert f"-S {name}:0+" in script
    assert "-P feats/ " in script
    assert "-P word" not in script


@pytest.mark.skipif(shutil.which("cwb-encode") is None, reason="the Corpus Workbench is not installed")
def test_cqp_finds_what_was_written(doc: Doc, tmp_path: Path) -> None:
    (tmp_path / "a.vrt").write_text(to_vrt(doc, doc_id="a", provenance=PROVENANCE), encoding="utf-8")
    (tmp_path / "cwb-encode.sh").write_bytes(cwb_encode())
    registry = tmp_path / "registry"
    subprocess.run(["sh", str(tmp_path / "cwb-encode.sh"), str(tmp_path / "data"), str(registry)], check=True)
    query = "OFFICIAL; A = [upos = 'VERB']; size A;"
    out = subprocess.run(["cqp", "-r", str(registry), "-c"], input=query, capture_output=True, text=True, check=True)
    verbs = sum(t.upos == "VERB" for s in numbered_sentences(doc, doc_id="a") for t in s.tokens)
    assert str(verbs) in out.stdout.split()
