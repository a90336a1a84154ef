"""How many files of about 1,000 tokens a second validate checks, TEI and CoNLL-U, on one core; and how fast it starts.

python benchmarks/validate_speed.py [CORPUS]

Without a corpus: text of our own writing in the model's annotation. Time is that of the processor; the best of three.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cleaning_speed import best, own_text

import corpus_tools
from corpus_tools.validation.documents import DocumentCheck

#: Characters of our own texts that give about 1,000 tokens.
CHARACTERS = 1_650
FILES = 8


def written(folder: Path) -> None:
    """Annotate a text of our own, and write it as several files of each format."""
    nlp = corpus_tools.load()
    source = folder / "own.txt"
    source.write_text(own_text(CHARACTERS), encoding="utf-8")
    doc = corpus_tools.annotate(nlp, corpus_tools.read(source))
    for number in range(FILES):
        (folder / f"{number}.xml").write_bytes(corpus_tools.to_tei(doc, doc_id=f"own{number}"))
        (folder / f"{number}.conllu").write_text(corpus_tools.to_conllu(doc, doc_id=f"own{number}"), encoding="utf-8")


def measure(folder: Path) -> None:
    check = DocumentCheck()
    for suffix, action in ((".xml", check.tei), (".conllu", check.conllu)):
        files = [(path.name, path.read_bytes()) for path in sorted(folder.rglob(f"*{suffix}"))]
        files = [pair for pair in files if pair[0] != "corpus.xml"]
        found = [action(data, file=name) for name, data in files]
        tokens = sum(each.tokens for each in found)
        seconds = best(lambda action=action, files=files: [action(data, file=name) for name, data in files])  # type: ignore[misc]
        rate = f"{len(files) / seconds:.1f} files a second, {tokens / seconds:,.0f} tokens a second"
        print(f"{suffix}: {len(files)} files, {tokens / len(files):,.0f} tokens each: {rate}")


def start_up() -> None:
    """Wall and processor time of the command on a file of one word."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "a.conllu"
        path.write_text(
            "# sent_id = a\n# text = 甲\n1\t甲\t甲\tNOUN\t_\t_\t0\troot\t_\tSpaceAfter=No\n\n", encoding="utf-8"
        )
        command = [sys.executable, "-c", "from corpus_tools.cli import main; main()", "validate", "--quiet", str(path)]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.perf_counter()
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
        wall = time.perf_counter() - started
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"start-up: {wall:.2f} s, {processor:.2f} s of the processor")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", nargs="?", type=Path)
    options = parser.parse_args()
    start_up()
    if options.corpus:
        measure(options.corpus)
        return
    with tempfile.TemporaryDirectory() as name:
        written(Path(name))
        measure(Path(name))


if __name__ == "__main__":
    main()
