"""Documents of a folder of sources (.jsonl.xz with "text"), the same number of each, cut to a size -> text files.

python benchmarks/sample_corpus.py SOURCES OUT [--documents 300] [--characters 3000] [--seed 5]

The sample that the figures of docs/validation.md were measured on; the texts stay where you put them.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
from pathlib import Path


def shortened(text: str, characters: int) -> str:
    """The first lines of a text that are not longer together; a longer first line is cut."""
    if len(text) <= characters:
        return text
    head = text[:characters]
    return head[: head.rfind("\n")] if "\n" in head.strip() else head


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("sources", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--characters", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    sources = sorted(options.sources.glob("*.jsonl.xz"))
    texts: dict[str, list[str]] = {}
    for source in sources:
        with lzma.open(source, "rt", encoding="utf-8") as lines:
            texts[source.name.partition(".")[0]] = [json.loads(line)["text"] for line in lines]
    chosen: list[tuple[str, int]] = []
    choice = random.Random(options.seed)
    orders = {name: choice.sample(range(len(found)), len(found)) for name, found in texts.items()}
    while len(chosen) < options.documents and any(orders.values()):
        for name, order in orders.items():
            if order and len(chosen) < options.documents:
                chosen.append((name, order.pop()))
    for name, number in sorted(chosen):
        text = shortened(texts[name][number], options.characters)
        (options.out / f"{name}-{number:05}.txt").write_text(text, encoding="utf-8")
    print(f"{len(chosen)} documents of {len(sources)} sources in {options.out}")


if __name__ == "__main__":
    main()
