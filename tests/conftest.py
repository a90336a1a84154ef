"""What several folders of tests share: the model, a pipeline without one, samples, the shared folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

import corpus_tools

ROOT = Path(__file__).resolve().parents[1]
BODY = "市委书记王明强调，要增强四个意识，坚决守住安全底线。市长李华要求，严禁酒后上岗，确保安全。"
TAGGERS = ("title_tagger", "name_repair", "slogan_tagger", "directive_tagger", "ud_repair")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample documents."""
    return ROOT / "annotations" / "samples"


@pytest.fixture(scope="session")
def sample_gold(samples: Path) -> dict[str, dict[str, Any]]:
    """The gold documents of the samples by their identifier."""
    lines = (samples / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return {gold["id"]: gold for gold in map(json.loads, lines)}


@pytest.fixture(scope="session")
def shared() -> Path:
    """The project's shared folder; tests that need it are skipped where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there")
    return folder


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The shipped pipeline with the taggers; tests that need it are skipped until it has been trained."""
    weights = ROOT / "corpus_tools" / "model" / "weights" / "fast"
    if not (weights / "config.cfg").is_file():
        pytest.skip(f"{weights} is missing; train it with corpus-tools model train")
    return corpus_tools.load()


@pytest.fixture(scope="session")
def blank_nlp() -> Language:
    """A pipeline that cuts between characters and has no parser: enough for sentences and the three taggers."""
    nlp = spacy.blank("zh", meta={"name": "characters", "version": "0.0.1"})
    for name in ("sentence_splitter", *TAGGERS):
        nlp.add_pipe(name)
    return nlp


@pytest.fixture(scope="session")
def blank_model(blank_nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a saved pipeline without weights, fit for ``--model``."""
    folder = tmp_path_factory.mktemp("model") / "characters"
    blank_nlp.to_disk(folder)
    return folder


@pytest.fixture(scope="session")
def make_doc() -> Callable[..., Doc]:
    """Build a Doc by hand from words (``市委/NOUN`` gives a tag); names are stretches of the text."""

    def build(words: str | Sequence[str], *, persons: Sequence[str] = ()) -> Doc:
        pieces = words.split() if isinstance(words, str) else list(words)
        forms = [piece.split("/")[0] if "/" in piece[1:] else piece for piece in pieces]
        pos = [piece.split("/")[1] if "/" in piece[1:] else "NOUN" for piece in pieces]
        pos = ["PUNCT" if form in "，。、；：！？“”《》（）" else tag for form, tag in zip(forms, pos, strict=True)]
        doc = Doc(Vocab(), words=forms, spaces=[False] * len(forms), pos=pos)
        places = [(doc.text.index(name), name) for name in persons]
        spans = [doc.char_span(at, at + len(name), label="PER") for at, name in places]
        doc.set_ents([span for span in spans if span is not None])
        return doc

    return build


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_text(f"全市会议召开\n2022年4月11日 12:25 来源：云岭日报\n{BODY}", encoding="utf-8")
    (folder / "b.html").write_text(f"<html><script>x</script><p>{BODY}</p></html>", encoding="utf-8")
    (folder / "c-empty.txt").write_bytes(b"")
    (folder / "d.txt").write_text(BODY, encoding="gb18030")
    return folder
