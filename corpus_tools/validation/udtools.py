"""CoNLL-U files -> what the validator of Universal Dependencies (udtools) says of them.

It is under the GPL, so it is never imported: it runs as a program of its own, once for all files.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from corpus_tools.errors import CorpusToolsError
from corpus_tools.validation.fault import Fault

PROGRAM = "udvalidate"
_MESSAGE = re.compile(
    r"\[(?:File (?P<file>.+?) )?Line (?P<line>\d+)(?: Sent (?P<sent>\S+?))?(?: Node (?P<node>\S+?))?\]: "
    r"\[(?P<level>L\d) (?P<kind>\S+) (?P<id>[^\]]+)\] (?P<reason>.*)"
)
#: Files for one call: enough that starting it does not count, few enough for a command line.
_BATCH = 100


def udvalidate() -> str | None:
    """Return the path of the validator, None if it is not installed."""
    beside = Path(sys.executable).with_name(PROGRAM)
    return str(beside) if beside.is_file() else shutil.which(PROGRAM)


def ud_faults(files: Mapping[str, Path], *, level: int, language: str = "zh") -> Iterator[Fault]:
    """Yield the errors of files (name in messages -> path), warnings left out.

    Raises CorpusToolsError if the validator is not installed.
    """
    program = udvalidate()
    if program is None:
        raise CorpusToolsError(
            "the validator of UD is not installed; pip install 'corpus-tools[validate]', or leave --level out"
        )
    names = list(files)
    for start in range(0, len(names), _BATCH):
        batch = {str(files[name]): name for name in names[start : start + _BATCH]}
        command = [program, "--lang", language, "--level", str(level), "--no-warnings", "--max-err", "0", *batch]
        done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
        yield from _faults((done.stdout + "\n" + done.stderr).splitlines(), batch, done.returncode)


def _faults(lines: Sequence[str], batch: Mapping[str, str], code: int) -> list[Fault]:
    by_name = {Path(path).name: name for path, name in batch.items()}
    only = next(iter(batch.values()))
    found = []
    for line in lines:
        if match := _MESSAGE.match(line):
            path = match["file"]
            file = only if path is None else batch.get(path) or by_name.get(Path(path).name, path)
            node = f" (token {match['node']})" if match["node"] else ""
            reason = f"{match['id']}, level {match['level'][1:]}: {match['reason'].strip()}{node}"
            found.append(Fault(file, int(match["line"]), "udtools", reason, sentence=match["sent"] or ""))
    if code and not found:
        last = next((line for line in reversed(lines) if line.strip()), "no message")
        found.append(Fault(only, 0, "udtools", f"the validator of UD failed: {last.strip()}; run it by hand"))
    return found
