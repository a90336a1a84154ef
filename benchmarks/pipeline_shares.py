"""Gold files with texts -> the share of the pipeline's time that each component takes, from one run."""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from pathlib import Path

from corpus_tools.annotate.pipeline import load_pipeline
from corpus_tools.gold.document import read_documents

#: Documents annotated before the clock runs, so that caches and lazy tables don't count.
WARM_UP = 5


def main(files: list[str]) -> None:
    texts = [document.text for name in files for document in read_documents(Path(name)).values()]
    nlp = load_pipeline()
    for text in texts[:WARM_UP]:
        nlp(text)
    seconds: defaultdict[str, float] = defaultdict(float)
    tokens = 0
    for text in texts:
        started = time.perf_counter()
        doc = nlp.make_doc(text)
        seconds["tokenizer"] += time.perf_counter() - started
        for name, component in nlp.pipeline:
            started = time.perf_counter()
            doc = component(doc)
            seconds[name] += time.perf_counter() - started
        tokens += len(doc)
    total = sum(seconds.values())
    print(f"{len(texts)} documents, {tokens:,} tokens, {tokens / total:,.0f} tokens/s")
    for name, spent in sorted(seconds.items(), key=lambda row: -row[1]):
        print(f"{name:20} {spent / total:6.1%}")
    taggers = sum(seconds[name] for name in ("title_tagger", "slogan_tagger", "directive_tagger"))
    print(f"{'the three taggers':20} {taggers / total:6.1%}")


if __name__ == "__main__":
    main(sys.argv[1:])
