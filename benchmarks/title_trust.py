"""Gold files with texts -> how often each rule of titles was right; ``--write`` puts it into rules.tsv."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from corpus_tools.annotate.pipeline import load_pipeline
from corpus_tools.annotate.title_trust import smoothed
from corpus_tools.gold.document import read_documents
from corpus_tools.labels import TITLE
from corpus_tools.spans import annotations_of

TABLE = Path(__file__).resolve().parents[1] / "corpus_tools" / "lexicons" / "rules.tsv"


def main(arguments: list[str]) -> None:
    files = [name for name in arguments if name != "--write"]
    nlp = load_pipeline()
    later = nlp.pipe_names[nlp.pipe_names.index("title_tagger") + 1 :]
    right: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    for name in files:
        for document in read_documents(Path(name)).values():
            gold = {(span.start, span.end) for span in document.of_layer(TITLE.name)}
            for found in annotations_of(nlp(document.text, disable=later), TITLE):
                marked[found.evidence.rule] += 1
                right[found.evidence.rule] += (found.start_char, found.end_char) in gold
    rows = [row.split("\t") for row in TABLE.read_text(encoding="utf-8").splitlines()]
    columns = {name: rows[0].index(name) for name in ("id", "layer", "right", "marked")}
    for row in rows[1:]:
        if row[columns["layer"]] == TITLE.name:
            rule = row[columns["id"]]
            print(f"{rule:24} {right[rule]:5} of {marked[rule]:5}   score {smoothed(right[rule], marked[rule]):.3f}")
            row[columns["right"]], row[columns["marked"]] = str(right[rule]), str(marked[rule])
    if "--write" in arguments:
        TABLE.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
