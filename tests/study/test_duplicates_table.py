from __future__ import annotations

import json
from io import StringIO

from rich.console import Console

from corpus_tools.overlap import Reuse, four_places
from corpus_tools.study.duplicates import Cluster, Member
from corpus_tools.study.duplicates_table import clusters_jsonl, clusters_table, clusters_tsv, reuse_tsv

CLUSTER = Cluster(
    (
        Member("a", "first", 1.0),
        Member("b", "near", 0.93219),
        Member("c", "exact", 1.0),
        Member("d", "near", 0.99999),
        Member("e", "exact", 1.0),
    )
)


def test_a_row_a_document_with_its_place() -> None:
    lines = clusters_tsv([CLUSTER], {"a": "x/a.txt", "b": "y\tb\n.txt"}).splitlines()
    assert lines[:3] == [
        "cluster\tdocument\tkind\tsimilarity\tsource",
        "a\ta\tfirst\t1.0000\tx/a.txt",
        "a\tb\tnear\t0.9321\ty b .txt",
    ]
    assert len(lines) == 6


def test_near_is_never_shown_as_one() -> None:
    assert (four_places(0.99999), four_places(1.0), four_places(0.0)) == ("0.9999", "1.0000", "0.0000")


def test_the_same_rows_as_json() -> None:
    rows = [json.loads(line) for line in clusters_jsonl([CLUSTER], {"b": "b.txt"}).splitlines()]
    assert rows[1] == {"cluster": "a", "document": "b", "kind": "near", "similarity": 0.9321, "source": "b.txt"}


def test_a_row_a_cluster_for_the_terminal() -> None:
    console = Console(width=120, record=True, file=StringIO())
    console.print(clusters_table([CLUSTER]))
    row = next(line for line in console.export_text().splitlines() if "0.9321" in line)
    assert [cell.strip() for cell in row.strip("│").split("│")] == ["a", "2", "2", "0.9321", "b, c, d …"]


def test_reuse_has_a_row_for_each_document() -> None:
    assert reuse_tsv({"a": Reuse(3, 2, "b", 1), "c": Reuse(0, 0)}).splitlines()[1:] == [
        "a\t3\t2\t0.6666\tb\t1",
        "c\t0\t0\t0.0000\t\t0",
    ]
