from __future__ import annotations

from corpus_tools.counted import counted


def test_one_is_no_plural() -> None:
    assert counted(1, "document") == "1 document"
    assert counted(0, "document") == "0 documents"
    assert counted(1204, "copy", "copies") == "1,204 copies"
