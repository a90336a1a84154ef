"""Tokens a second of the shipped language models, and of UDPipe 1 on the same text in the same run (one core).

    python benchmarks/model_speed.py [FILE…]

Without files the samples of the project are read. UDPipe needs ``pip install udchinese``, which carries its model;
without it the ratio is left out. Counted is CPU time; each step reads the text once before it is measured.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from corpus_tools import read
from corpus_tools.annotate.pipeline import SHIPPED, TAGGERS, load_pipeline

SAMPLES = Path(__file__).parents[1] / "annotations" / "samples"
ROUNDS = 3


def main() -> None:
    files = [Path(name) for name in sys.argv[1:]] or sorted(SAMPLES.glob("*.txt"))
    texts = [read(path).text for path in files]
    print(f"{len(texts)} documents, {sum(map(len, texts)):,} characters; tokens a second of CPU time")
    udpipe = udpipe_speed(texts)
    if udpipe:
        print(f"{'UDPipe 1':<12}{udpipe:>8,.0f}")
    for name in SHIPPED:
        started = time.perf_counter()
        nlp = load_pipeline(name)
        loaded = time.perf_counter() - started
        with nlp.select_pipes(disable=[tagger for tagger in TAGGERS if nlp.has_pipe(tagger)]):
            speed = best_speed(lambda nlp=nlp: sum(len(nlp(text)) for text in texts))  # type: ignore[misc]
        ratio = f"   {speed / udpipe:.2f} x UDPipe 1" if udpipe else ""
        print(f"{name:<12}{speed:>8,.0f}{ratio}   loaded in {loaded:.1f} s")


def udpipe_speed(texts: list[str]) -> float | None:
    """Tokens a second for words, tags, features and trees; names are not among what UDPipe gives."""
    try:
        import udchinese  # noqa: PLC0415
    except ModuleNotFoundError:
        return None
    nlp = udchinese.load()
    lines = [line for text in texts for line in text.split("\n") if line.strip()]
    return best_speed(lambda: sum(len(nlp(line)) - 1 for line in lines))


def best_speed(run: Callable[[], int]) -> float:
    """Return tokens a second, the best of several rounds after one that warms up."""
    run()
    best = 0.0
    for _ in range(ROUNDS):
        started = time.process_time()
        tokens = run()
        best = max(best, tokens / (time.process_time() - started))
    return best


if __name__ == "__main__":
    main()
