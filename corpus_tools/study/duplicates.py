"""Texts with identifiers -> clusters of documents that are the same or nearly so."""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from types import TracebackType

import numpy as np

from corpus_tools.overlap import EXACT, FIRST, NEAR, Duplicate
from corpus_tools.study.folded_text import digest, folded
from corpus_tools.study.minhash import PERMUTATIONS, Signatures, buckets, estimates, jaccard, shingles, signature
from corpus_tools.study.text_store import TextStore

#: Two texts with this Jaccard index of their shingles are near duplicates.
THRESHOLD = 0.8
#: Pairs whose estimate is lower by more than this, five standard errors, are not looked at.
_MARGIN = 0.2


@dataclass(frozen=True)
class Member:
    """A document of a cluster; ``kind`` and ``similarity`` say how it stands to the first one (see Duplicate)."""

    doc_id: str
    kind: str
    similarity: float


@dataclass(frozen=True)
class Cluster:
    """Documents of one text, the smallest identifier (by code points) first, at least two."""

    members: tuple[Member, ...]

    @property
    def name(self) -> str:
        """The identifier of the first document."""
        return self.members[0].doc_id


class DuplicateFinder:
    """Takes the documents of a corpus one by one, in any order, and then tells its clusters.

    Texts are compared as ``folded`` has them. Copies of equal SHA-256 are exact. Of the rest, each document, in the
    order of identifiers, joins the cluster whose *first* document is most like it, if their Jaccard index is at least
    ``threshold``; else it opens a cluster of its own. So a member is never further from the one that is kept than the
    threshold allows, as it could be if likeness were passed on from member to member. Candidates come from MinHash,
    but a document joins by the Jaccard index counted over the shingles themselves, never by an accident of hashing.

    Some 700 bytes a document stay in memory; the texts are in a temporary file until ``close``.
    """

    def __init__(self, threshold: float = THRESHOLD) -> None:
        self.threshold = threshold
        self._texts = TextStore()
        self._ids: list[str] = []
        self._group_of = array("l")
        self._groups: dict[bytes, int] = {}
        self._signatures = bytearray()

    def __enter__(self) -> DuplicateFinder:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the temporary file."""
        self._texts.close()

    def add(self, doc_id: str, text: str) -> None:
        """Take in a document, its text cleaned. One without a letter or digit is no copy of anything."""
        text = folded(text)
        if not text:
            return
        key = digest(text)
        group = self._groups.get(key)
        if group is None:
            group = self._groups[key] = self._texts.add(text)
            self._signatures += signature(text)
        self._ids.append(doc_id)
        self._group_of.append(group)

    def clusters(self) -> list[Cluster]:
        """Return the clusters of the documents so far, by name; the same whatever the order they came in."""
        documents: list[list[str]] = [[] for _ in range(len(self._texts))]
        for doc_id, group in zip(self._ids, self._group_of, strict=True):
            documents[group].append(doc_id)
        for ids in documents:
            ids.sort()
        clusters: dict[int, list[Member]] = defaultdict(list)
        for group, (leader, similarity) in self._leaders([ids[0] for ids in documents]).items():
            kind = EXACT if group == leader else NEAR
            clusters[leader] += [Member(doc_id, kind, similarity) for doc_id in documents[group]]
        return sorted(
            (_cluster(members) for members in clusters.values() if len(members) > 1), key=lambda cluster: cluster.name
        )

    def _leaders(self, names: list[str]) -> dict[int, tuple[int, float]]:
        """For each group of exact copies the group it joins (itself if none) and how like they are."""
        signatures: Signatures = np.frombuffer(self._signatures, dtype="<u4").reshape(-1, PERMUTATIONS)
        found: dict[int, tuple[int, float]] = {}
        labels = buckets(signatures, self.threshold)
        opened: dict[tuple[int, int], list[int]] = defaultdict(list)
        shingles_of = lru_cache(maxsize=4)(lambda group: shingles(self._texts.text(group)))
        for group in sorted(range(len(names)), key=names.__getitem__):
            keys = [(int(band), int(labels[group, band])) for band in np.flatnonzero(labels[group] >= 0)]
            met = sorted({leader for key in keys for leader in opened[key]}, key=names.__getitem__)
            close = estimates(signatures, group, met) >= self.threshold - _MARGIN if met else ()
            likest = (group, 0.0)
            for leader in (leader for leader, is_close in zip(met, close, strict=True) if is_close):
                similarity = jaccard(shingles_of(group), shingles_of(leader))
                if similarity >= self.threshold and similarity > likest[1]:
                    likest = (leader, similarity)
            found[group] = likest if likest[0] != group else (group, 1.0)
            if likest[0] == group:
                for key in keys:
                    opened[key].append(group)
        return found


def duplicates_of(clusters: list[Cluster]) -> dict[str, Duplicate]:
    """Return for each document that is in a cluster what the manifest and the header say of it."""
    return {
        member.doc_id: Duplicate(cluster.name, member.kind, member.similarity)
        for cluster in clusters
        for member in cluster.members
    }


def _cluster(members: list[Member]) -> Cluster:
    """The members by identifier; the one that gives the name is ``first``."""
    first, *others = sorted(members, key=lambda member: member.doc_id)
    return Cluster((Member(first.doc_id, FIRST, 1.0), *others))
