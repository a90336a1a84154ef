"""The name and the first bytes of a file -> its format."""

from __future__ import annotations

from corpus_tools.errors import ReadError
from corpus_tools.run.format import Format
from corpus_tools.run.formats import FORMATS, readable

#: Bytes of a file that are looked at to tell its format.
HEAD = 4096


def suffixes() -> list[str]:
    """Return the suffixes of the formats that are read, longest first."""
    return sorted(
        {suffix for each in readable() for suffix in each.suffixes}, key=lambda suffix: (-len(suffix), suffix)
    )


def detect(name: str, head: bytes) -> Format:
    """Return the format of a file by its suffix and, where that leaves a choice, its first bytes (``HEAD`` of them).

    A name without a suffix of ours is told by its bytes alone. Raises ReadError for a file that is of no format.
    """
    suffix = next((suffix for suffix in suffixes() if name.lower().endswith(suffix)), None)
    among = [each for each in readable() if suffix in each.suffixes] if suffix else readable()
    marked = [each for each in among if any(mark in head for mark in each.marks)]
    if marked:
        return marked[0]
    plain = [each for each in among if not each.marks]
    if suffix and plain:
        return plain[0]
    if not suffix and _looks_like_conllu(head):
        return FORMATS["conllu"]
    names = ", ".join(dict.fromkeys(f"{each.name} ({each.suffix})" for each in readable()))
    if suffix:
        raise ReadError(
            f"{name}: a {suffix} file that is none of {', '.join(e.name for e in among)}; say --from FORMAT"
        )
    raise ReadError(f"{name}: no annotated format that is read; there are {names}; say --from FORMAT, or annotate it")


def _looks_like_conllu(head: bytes) -> bool:
    line = next((line for line in head.splitlines() if line and not line.startswith(b"#")), b"")
    return line.count(b"\t") == 9 and line[:1].isdigit()
