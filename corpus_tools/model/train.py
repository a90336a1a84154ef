"""A folder of treebank files -> the pipeline that ships; every step can be resumed."""

from __future__ import annotations

import contextlib
import io
import json
import random
import shutil
from collections.abc import Callable, Sequence
from importlib import resources
from pathlib import Path

import spacy
import spacy_pkuseg
import srsly
from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as train_loop
from spacy.util import load_config_from_str
from spacy.vocab import Vocab
from thinc.api import fix_random_seed

from corpus_tools.annotate.segmenter import Segmenter
from corpus_tools.errors import ModelError
from corpus_tools.lexicon import package_lexicon
from corpus_tools.model.examples import doc_bin, to_doc, training_docs
from corpus_tools.model.treebank import GoldSentence, read_treebank

SEED = 7
SEGMENTER_ROUNDS = 30
TREEBANK = {part: f"zh_gsdsimp-ud-{part}.conllu" for part in ("train", "dev")}
#: The training file carries its names in MISC; dev and test have them in a file beside.
NAMES = {"train": None, "dev": "zh_gsdsimp-ner-dev.iob2"}

Report = Callable[[str], None]


def train_model(
    data: Path, work: Path, output: Path, *, words: Sequence[str], meta: dict[str, object], report: Report
) -> None:
    """Train what ships from the treebank files in ``data`` and write the pipeline to ``output``.

    ``work`` keeps the finished steps (segmenter, syntax, names): a second call with the same folder goes on where
    the first one was stopped. Same data, versions and machine give the same weights. Raises ModelError if files
    are missing or don't fit together.
    """
    gold = read_parts(data)
    if output.exists() and any(output.iterdir()) and not (output / "meta.json").is_file():
        raise ModelError(f"{output}: not empty and no pipeline; name a new folder for the model")
    work.mkdir(parents=True, exist_ok=True)
    _step(work / "segmenter", report, lambda folder: _train_segmenter(gold, folder))
    vocab = Vocab()
    doc_bin(training_docs(gold["train"], vocab)).to_disk(work / "train.spacy")
    doc_bin(to_doc(sentence, vocab) for sentence in gold["dev"]).to_disk(work / "dev.spacy")
    _step(work / "syntax", report, lambda folder: _train_network("syntax.cfg", work, folder, report))
    _step(work / "names", report, lambda folder: _train_network("names.cfg", work, folder, report))
    report("assembling the pipeline")
    nlp = assemble(work, words)
    nlp.meta.update(meta)
    if output.exists():
        shutil.rmtree(output)
    nlp.to_disk(output)


def read_parts(data: Path) -> dict[str, list[GoldSentence]]:
    """Read the train and dev part of the treebank in ``data``, with their names."""
    return {
        part: read_treebank(data / file, data / names if (names := NAMES[part]) else None)
        for part, file in TREEBANK.items()
    }


def assemble(work: Path, words: Sequence[str]) -> Language:
    """Put the trained steps of ``work`` together: segmenter, sentence splitter, tags, trees, names."""
    nlp = spacy.load(work / "syntax")
    nlp.tokenizer = Segmenter(nlp.vocab, work / "segmenter", words)
    nlp.add_pipe("sentence_splitter", first=True)
    nlp.add_pipe("tree_repair", after="parser")
    names = spacy.load(work / "names")
    nlp.add_pipe("ner", source=names, last=True)
    config = nlp.config
    config["paths"] = dict.fromkeys(config["paths"])  # where it was trained is nobody's business
    nlp.config = config
    return nlp


def _step(folder: Path, report: Report, run: Callable[[Path], None]) -> None:
    """Run one step into ``folder`` unless it is there; a step that was cut off leaves nothing behind."""
    if folder.is_dir():
        report(f"{folder.name}: already trained, kept")
        return
    report(f"{folder.name}: training")
    partial = folder.with_suffix(".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    run(partial)
    partial.rename(folder)


def _train_segmenter(gold: dict[str, list[GoldSentence]], folder: Path) -> None:
    files = {}
    for part, sentences in gold.items():
        files[part] = folder / f"{part}.txt"
        lines = (" ".join(word.form for word in sentence.words) for sentence in sentences)
        files[part].write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    random.seed(SEED)
    log = io.StringIO()
    with contextlib.redirect_stdout(log):
        spacy_pkuseg.train(str(files["train"]), str(files["dev"]), str(folder), train_iter=SEGMENTER_ROUNDS)
    for path in files.values():
        path.unlink()
    (folder / "log.txt").write_text(log.getvalue(), encoding="utf-8")


def _train_network(config_name: str, work: Path, folder: Path, report: Report) -> None:
    text = resources.files("corpus_tools.model").joinpath(config_name).read_text(encoding="utf-8")
    overrides = {"paths.train": str(work / "train.spacy"), "paths.dev": str(work / "dev.spacy")}
    fix_random_seed(SEED)
    nlp = init_nlp(load_config_from_str(text, overrides=overrides, interpolate=False))
    nlp.tokenizer = Segmenter(nlp.vocab, work / "segmenter")  # the training loop warms the tokenizer up
    stdout, stderr = io.StringIO(), io.StringIO()
    (folder / "run").mkdir()
    _, best = train_loop(nlp, folder / "run", stdout=_Lines(report), stderr=stderr)
    if best is None:
        raise ModelError(f"{config_name}: training ended without a model: {stderr.getvalue()}{stdout.getvalue()}")
    meta = srsly.read_json(folder / "run" / "model-best" / "meta.json")
    for child in (folder / "run" / "model-best").iterdir():
        child.rename(folder / child.name)
    shutil.rmtree(folder / "run")
    (folder / "dev.json").write_text(json.dumps(meta["performance"], indent=1), encoding="utf-8")


class _Lines(io.StringIO):
    """Hands each line of spaCy's training table on."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self._report = report

    def write(self, text: str) -> int:
        """Report one line."""
        if text.strip():
            self._report(text.rstrip())
        return len(text)


def train_shipped(data: Path, work: Path, output: Path, *, report: Report) -> None:
    """Train the model that ships: :func:`train_model` with the package's word list and model card facts."""
    words = package_lexicon("words.tsv").forms()
    train_model(data, work, output, words=words, meta=dict(META), report=report)


SOURCES = [
    {
        "name": "UD Chinese GSDSimp (Peng Qi, Koichi Yasuoka)",
        "license": "CC BY-SA 4.0",
        "url": "https://github.com/UniversalDependencies/UD_Chinese-GSDSimp",
    },
    {
        "name": "Universal NER: UNER Chinese GSDSIMP (Mayhew et al. 2024)",
        "license": "CC BY-SA 4.0",
        "url": "https://www.universalner.org",
    },
]
META = {
    "lang": "zh",
    "name": "official_fast",
    "version": "0.1.0",
    "description": "UD v2 pipeline for Chinese official prose: pkuseg segmenter, tags, features, trees, names",
    "author": "The corpus-tools developers",
    "license": "CC BY-SA 4.0",
    "sources": SOURCES,
}
