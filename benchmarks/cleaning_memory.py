"""How much memory cleaning takes over a long stream: peak RSS at each tenth of it. Linux only (reads /proc).

python benchmarks/cleaning_memory.py [--size MEGABYTES] [--pages] [--memory MEGABYTES]

``corpus-tools clean`` reads a stream of JSON lines from standard input, made here of text of our own writing
(tests/pages/bodies; with ``--pages`` the HTML pages of tests/pages), each document with an identifier and a number of
its own. With ``--memory`` it ends with exit code 1 if the peak of the whole stream is more than so much over that of
its first tenth.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "pages"))

from cleaning_speed import own_text
from generator import pages

#: Characters of a document of plain text.
DOCUMENT = 3_000
TENTHS = 10


def texts(with_pages: bool) -> Iterator[str]:
    """Texts without end, no two the same."""
    plain = own_text(DOCUMENT * 40).split("\n")
    kept = [page.text for page in pages(1, 6) if page.media_type == "text/html"]
    for number in count():
        if with_pages:
            yield kept[number % len(kept)].replace("</p>", f"（第{number}份）</p>", 1)
        else:
            at = number * 7 % len(plain)
            lines = (plain + plain)[at : at + DOCUMENT * len(plain) // (DOCUMENT * 40)]
            yield f"这是第{number}份材料。\n" + "\n".join(lines)


def resident(pid: int) -> tuple[int, int]:
    """Resident memory of a process now, and its peak, in kB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    values = {key: value.split()[0] for key, _, value in (line.partition(":") for line in lines) if value.split()}
    return int(values["VmRSS"]), int(values["VmHWM"])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=20, help="megabytes of the stream")
    parser.add_argument("--pages", action="store_true", help="HTML pages instead of plain text")
    parser.add_argument("--memory", type=int, help="megabytes by which the peak may grow behind the first tenth")
    options = parser.parse_args()
    command = "from corpus_tools.cli import main; main()"
    kind = ["--as", "jsonl", "--id-column", "id", "--quiet"]
    cleaner = subprocess.Popen([sys.executable, "-c", command, "clean", "-", *kind], stdin=subprocess.PIPE)
    stream = cleaner.stdin
    if stream is None:
        raise SystemExit("no pipe")
    size = options.size * 1_000_000
    sent = tenth = 0
    peaks = []
    start = time.monotonic()
    for number, text in enumerate(texts(options.pages)):
        line = json.dumps({"id": f"text-{number}", "text": text}, ensure_ascii=False).encode() + b"\n"
        stream.write(line)
        sent += len(line)
        if sent >= size * (tenth + 1) // TENTHS:
            tenth += 1
            now, peak = resident(cleaner.pid)
            peaks.append(peak)
            passed = time.monotonic() - start
            print(
                f"{tenth * 10:3} %  {sent / 1e6:8.1f} MB  {number + 1:9,} documents  {now / 1000:7.1f} MB now  "
                f"{peak / 1000:7.1f} MB peak  {passed:6.0f} s",
                flush=True,
            )
        if tenth == TENTHS:
            break
    stream.close()
    if cleaner.wait():
        raise SystemExit("the cleaner failed")
    grown = (peaks[-1] - peaks[0]) / 1000
    print(f"grown by {grown:.1f} MB from the first tenth on")
    if options.memory is not None and grown > options.memory:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
