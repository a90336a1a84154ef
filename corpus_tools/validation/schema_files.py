"""Where the schema lies: beside the package when it is installed, in ``annotations/schema`` of the repository."""

from __future__ import annotations

from pathlib import Path

from corpus_tools.errors import CorpusToolsError

_PLACES = (Path(__file__).parent / "schema", Path(__file__).resolve().parents[2] / "annotations" / "schema")
RELAX_NG, SCHEMATRON = "corpus-tools.rng", "corpus-tools.sch"


def schema_file(name: str) -> Path:
    """Return the path of a file of the schema. Raises CorpusToolsError if it is not there."""
    for place in _PLACES:
        if (place / name).is_file():
            return place / name
    raise CorpusToolsError(f"{name}: the schema is missing from this installation; install corpus-tools anew")
