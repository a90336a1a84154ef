"""Clusters of duplicates and reuse of clauses -> tables for the terminal and for files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from rich.table import Table

from corpus_tools.overlap import EXACT, NEAR, Reuse, four_places
from corpus_tools.study.duplicates import Cluster

_CLUSTER_COLUMNS = ("cluster", "document", "kind", "similarity", "source")
_REUSE_COLUMNS = ("document", "clauses", "reused", "share", "most_with", "most_shared")
#: Members that the terminal names.
_NAMED = 3


def clusters_table(clusters: Iterable[Cluster]) -> Table:
    """Return a row a cluster: its name, how many copies, how like the least of them is, some of them."""
    table = Table(title="Duplicates", title_justify="left")
    table.add_column("cluster", overflow="fold")
    for name in ("exact", "near", "least similar"):
        table.add_column(name, justify="right")
    table.add_column("others", overflow="fold")
    for cluster in clusters:
        others = cluster.members[1:]
        named = ", ".join(member.doc_id for member in others[:_NAMED]) + (" …" if len(others) > _NAMED else "")
        counts = (sum(member.kind == kind for member in others) for kind in (EXACT, NEAR))
        least = min(member.similarity for member in others)
        table.add_row(cluster.name, *map(str, counts), four_places(least), named)
    return table


def clusters_tsv(clusters: Iterable[Cluster], sources: Mapping[str, str]) -> str:
    """Return a row a document that is in a cluster; ``sources`` says where each document is."""
    return _tsv(_CLUSTER_COLUMNS, _cluster_rows(clusters, sources))


def clusters_jsonl(clusters: Iterable[Cluster], sources: Mapping[str, str]) -> str:
    """Return the rows of ``clusters_tsv`` as one JSON object a line; ``similarity`` is a number."""
    rows = (dict(zip(_CLUSTER_COLUMNS, row, strict=True)) for row in _cluster_rows(clusters, sources))
    return "".join(
        json.dumps({**row, "similarity": float(row["similarity"])}, ensure_ascii=False) + "\n" for row in rows
    )


def reuse_tsv(reuse: Mapping[str, Reuse]) -> str:
    """Return a row a document: clauses that count, those that stand elsewhere too, and where most of them do."""
    return _tsv(
        _REUSE_COLUMNS,
        (
            (name, str(row.clauses), str(row.reused), four_places(row.share), row.most_with, str(row.most_shared))
            for name, row in reuse.items()
        ),
    )


def _cluster_rows(clusters: Iterable[Cluster], sources: Mapping[str, str]) -> Iterable[tuple[str, ...]]:
    for cluster in clusters:
        for member in cluster.members:
            source = " ".join(sources.get(member.doc_id, "").split())
            yield cluster.name, member.doc_id, member.kind, four_places(member.similarity), source


def _tsv(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return "".join("\t".join(row) + "\n" for row in (columns, *rows))
