"""Annotated files -> tokens a second of each writer and reader, in CPU time, and their shares of the slowest."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from spacy.tokens import Doc

from corpus_tools.provenance import Provenance
from corpus_tools.read.conllu import read_conllu
from corpus_tools.read.tei import read_tei
from corpus_tools.stored.doc import to_doc
from corpus_tools.write import to_conllu, to_tei
from corpus_tools.write.annotated_text import annotated_text

#: Each figure is the best of this many runs over all documents; other programs on the machine only make it worse.
RUNS = 3


def main(files: list[str]) -> None:
    """Print the figures for TEI files that ``corpus-tools annotate`` wrote."""
    stored = [text for name in files for text in read_tei(Path(name).read_bytes(), name=name)]
    docs = [(to_doc(text), text.doc_id, text.provenance or Provenance("0")) for text in stored]
    tokens = sum(len(sentence.tokens) for text in stored for sentence in text.sentences)
    tei = [to_tei(doc, doc_id=name, provenance=made) for doc, name, made in docs]
    conllu = [to_conllu(doc, doc_id=name, provenance=made).encode() for doc, name, made in docs]
    sizes = f"{sum(map(len, tei)):,} bytes TEI, {sum(map(len, conllu)):,} CoNLL-U"
    print(f"{len(docs)} documents, {tokens:,} tokens; {sizes}")
    steps: dict[str, Callable[[], object]] = {
        "write tei": lambda: [to_tei(doc, doc_id=name, provenance=made) for doc, name, made in docs],
        "write conllu": lambda: [to_conllu(doc, doc_id=name, provenance=made) for doc, name, made in docs],
        "write both": lambda: [_both(*row) for row in docs],
        "read tei": lambda: [read_tei(data, name="a.xml") for data in tei],
        "read conllu": lambda: [read_conllu(data, name="a.conllu") for data in conllu],
        "to_doc": lambda: [to_doc(text) for text in stored],
        "tei to doc": lambda: [to_doc(text) for data in tei for text in read_tei(data, name="a.xml")],
        "conllu to doc": lambda: [to_doc(text) for data in conllu for text in read_conllu(data, name="a.conllu")],
    }
    seconds = {name: _best(step) for name, step in steps.items()}
    slowest = max(seconds.values())
    for name, spent in seconds.items():
        print(f"{name:14}{tokens / spent:>10,.0f} tokens/s{spent / slowest:>8.2f} of the slowest")


def _both(doc: Doc, name: str, made: Provenance) -> None:
    text = annotated_text(doc, doc_id=name, provenance=made)
    to_tei(doc, doc_id=name, provenance=made, text=text)
    to_conllu(doc, doc_id=name, provenance=made, text=text)


def _best(step: Callable[[], object]) -> float:
    """Return the shortest CPU time of several runs, after one that warms caches up."""
    step()
    found = []
    for _ in range(RUNS):
        started = time.process_time()
        step()
        found.append(time.process_time() - started)
    return min(found)


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit("usage: format_speed.py TEI_FILE...")
    main(sys.argv[1:])
