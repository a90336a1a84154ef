"""Gold files -> the weights of the taggers, in the package or in a folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from corpus_tools.annotate.pipeline import load_pipeline
from corpus_tools.annotate.sequence_model import weights_file
from corpus_tools.gold.document import GoldDocument, read_documents
from corpus_tools.model.train_taggers import Spans, TaggerTraining
from corpus_tools.rules import RuleSettings


def train_from_gold(files: Sequence[Path], output: Path | None, *, report: Callable[[str], None]) -> int:
    """Train on all documents of the files, in their order, and write the weights; return how many there were.

    Raises GoldError for a faulty file, ModelError if there is no document.
    """
    documents = [document for path in files for document in read_documents(path).values()]
    training = TaggerTraining(load_pipeline(settings=RuleSettings(learned=False)))
    for number, document in enumerate(documents, 1):
        training.add(document.text, _by_layer(document))
        if number % 50 == 0:
            report(f"read {number} of {len(documents)} documents")
    training.write(output or weights_file("clauses").parent)
    return len(documents)


def _by_layer(document: GoldDocument) -> Mapping[str, Spans]:
    table: dict[str, list[tuple[int, int, str]]] = {}
    for span in document.spans:
        table.setdefault(span.layer, []).append((span.start, span.end, span.type))
    return table
