"""How many characters a second the cleaner takes, whole and step by step; a long line and many lines beside it.

python benchmarks/cleaning_speed.py [--characters N] [FILE...]

Without files: text of our own writing (tests/pages/bodies), the paragraphs of each copy numbered so that none is a
double. Time is that of the processor, one core; the best of three runs.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from corpus_tools.alignment import AlignedText
from corpus_tools.clean import STEPS, clean
from corpus_tools.document import Source, TextDocument

BODIES = Path(__file__).resolve().parents[1] / "tests" / "pages" / "bodies"


def own_text(characters: int, end: str = "\n") -> str:
    """Plain text of about so many characters."""
    lines = [
        line.split("|", 1)[1]
        for path in sorted(BODIES.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").partition("\n\n")[2].splitlines()
        if line.startswith("p|")
    ]
    found: list[str] = []
    size = number = 0
    while size < characters:
        line = f"{lines[number % len(lines)][:-1]}（第{number}段）。"
        found.append(line)
        size += len(line) + len(end)
        number += 1
    return end.join(found)


def document(text: str) -> TextDocument:
    return TextDocument(Source("speed", "0" * 64, len(text), "utf-8", "text/plain"), AlignedText(text))


def best(action: Callable[[], object], runs: int = 3) -> float:
    times = []
    for _ in range(runs):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--characters", type=int, default=1_000_000)
    options = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in options.files] or [own_text(options.characters)]
    size = sum(map(len, texts))
    documents = [document(text) for text in texts]
    whole = best(lambda: [clean(one) for one in documents])
    print(f"{'all steps':16} {size / whole / 1e6:8.2f} M characters/s   {size:,} characters in {whole:.2f} s")
    for step in STEPS:
        taken = best(lambda: [step.edits(text) for text in texts])  # noqa: B023 (called at once)
        print(f"{step.name:16} {size / max(taken, 1e-6) / 1e6:8.2f} M characters/s   {taken / whole:6.1%} of the whole")
    if not options.files:
        for name, end in (("one line", ""), ("lines", "\n")):
            for count in (1_250_000, 2_500_000, 5_000_000):
                text = own_text(count, end)
                taken = best(lambda: clean(document(text)), runs=1)  # noqa: B023
                print(f"{name:16} {len(text) / taken / 1e6:8.2f} M characters/s   {len(text):,} characters")


if __name__ == "__main__":
    main()
