"""Every document of the shared corpus is cleaned with a proof; here a sample, with CLEAN_WHOLE_CORPUS=1 all of it."""

from __future__ import annotations

import json
import lzma
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus_tools.clean import clean
from corpus_tools.errors import CleaningError
from corpus_tools.read import read_bytes

#: Characters of each source that are cleaned; CLEAN_WHOLE_CORPUS=1 takes all (several minutes).
SAMPLE = 120_000


def texts(path: Path) -> Iterator[tuple[str, str]]:
    size = 0
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            if os.environ.get("CLEAN_WHOLE_CORPUS") or number % 7 == 0:
                yield row["id"], row["text"]
                size += len(row["text"])
            if size > SAMPLE and not os.environ.get("CLEAN_WHOLE_CORPUS"):
                return


@pytest.mark.shared
def test_every_document_is_cleaned_with_a_proof(shared: Path) -> None:
    done = 0
    for path in sorted((shared / "corpus").glob("*.jsonl.xz")):
        for name, text in texts(path):
            source = read_bytes(text.encode("utf-8", "surrogatepass"), name=name)
            try:
                aligned = clean(source).aligned  # checks itself
            except CleaningError as error:
                if "nothing is left" not in str(error):
                    raise
                continue
            assert aligned.rebuilt() == source.text
            done += 1
    assert done > 50
