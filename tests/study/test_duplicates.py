from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.overlap import Duplicate
from corpus_tools.study.duplicates import Cluster, DuplicateFinder, duplicates_of
from corpus_tools.study.folded_text import folded
from corpus_tools.study.minhash import jaccard, shingles

POOL = "江河湖海山川田园春夏秋冬东西南北风霜雨雪"


def text(seed: int, length: int = 300) -> str:
    return "".join(random.Random(seed).choices(POOL, k=length))


def changed(base: str, seed: int, places: int) -> str:
    """The text with so many characters replaced by one that it does not have."""
    spots = set(random.Random(seed).sample(range(len(base)), places))
    return "".join("谷" if place in spots else ch for place, ch in enumerate(base))


def clusters(*documents: tuple[str, str], threshold: float = 0.8) -> list[Cluster]:
    with DuplicateFinder(threshold) as finder:
        for doc_id, body in documents:
            finder.add(doc_id, body)
        return finder.clusters()


def rows(found: list[Cluster]) -> list[list[tuple[str, str]]]:
    return [[(member.doc_id, member.kind) for member in cluster.members] for cluster in found]


def test_a_copy_with_other_blanks_and_marks_is_exact() -> None:
    found = clusters(("b", "守堤、护岸！查险。"), ("a", "守堤，护岸。\n查险"), ("c", "守堤，护岸。\n报险"))
    assert rows(found) == [[("a", "first"), ("b", "exact")]]
    assert found[0].name == "a"
    assert found[0].members[1].similarity == 1.0


def test_a_copy_with_few_changes_is_near_and_bears_the_counted_index() -> None:
    base = text(1)
    copy = changed(base, 2, 4)
    (found,) = clusters(("a", base), ("b", copy), ("c", text(3)))
    assert rows([found]) == [[("a", "first"), ("b", "near")]]
    assert found.members[1].similarity == jaccard(shingles(base), shingles(copy)) >= 0.8


def test_the_threshold_decides() -> None:
    base = text(1)
    documents = (("a", base), ("b", changed(base, 2, 12)))
    assert clusters(*documents) == []
    assert rows(clusters(*documents, threshold=0.6)) == [[("a", "first"), ("b", "near")]]


def test_likeness_is_not_passed_on() -> None:
    """The second is like the first and the third like the second, but the third is no copy of the first."""
    first = text(1)
    second = changed(first, 2, 5)
    third = changed(second, 3, 5)
    assert jaccard(shingles(first), shingles(third)) < 0.8 <= jaccard(shingles(second), shingles(third))
    assert rows(clusters(("a", first), ("b", second), ("c", third))) == [[("a", "first"), ("b", "near")]]


def test_a_document_joins_the_cluster_it_is_most_like() -> None:
    """One stretch sets two firsts apart; a third text has most of it as the second has it."""
    head, tail = text(1, 280), text(2, 40)
    first, second = head + text(3, 40) + tail, head + text(4, 40) + tail
    between = head + text(3, 40)[:12] + text(4, 40)[12:] + tail
    likeness = {name: jaccard(shingles(between), shingles(body)) for name, body in (("a", first), ("b", second))}
    assert jaccard(shingles(first), shingles(second)) < 0.8 <= likeness["a"] < likeness["b"]
    (found,) = clusters(("a", first), ("b", second), ("c", between))
    assert rows([found]) == [[("b", "first"), ("c", "near")]]
    assert found.members[1].similarity == likeness["b"]


def test_exact_copies_of_a_near_copy_are_near() -> None:
    base = text(1)
    copy = changed(base, 2, 3)
    assert rows(clusters(("a", base), ("c", copy), ("b", f"{copy}。"), ("d", base))) == [
        [("a", "first"), ("b", "near"), ("c", "near"), ("d", "exact")]
    ]


@pytest.mark.parametrize("empty", ["", "——", "！！ ……"])
def test_texts_without_letters_are_no_copies_of_one_another(empty: str) -> None:
    assert clusters(("a", empty), ("b", empty)) == []


def test_no_documents_no_clusters() -> None:
    assert clusters() == []


def test_what_a_document_is_told_of_its_cluster() -> None:
    assert duplicates_of(clusters(("b", "守堤护岸"), ("a", "守堤，护岸"))) == {
        "a": Duplicate("a", "first", 1.0),
        "b": Duplicate("a", "exact", 1.0),
    }


FAMILIES = [changed(text(family), seed, seed) for family in range(4) for seed in range(0, 12, 2)]


@settings(max_examples=15, deadline=None)
@given(st.permutations(list(enumerate(FAMILIES))))
def test_the_order_of_the_documents_makes_no_difference(order: list[tuple[int, str]]) -> None:
    expected = clusters(*((f"d{number:02}", body) for number, body in enumerate(FAMILIES)))
    assert clusters(*((f"d{number:02}", body) for number, body in order)) == expected


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_no_pair_is_missed_and_none_is_reported_that_is_not_alike(seed: int) -> None:
    """Against the plain way: every document beside every first one before it."""
    bodies = {f"d{n:02}": changed(text(seed + n // 5), seed + n, n % 5 * 2) for n in range(20)}
    expected: dict[str, str] = {}
    for doc_id, body in bodies.items():
        likeness = {
            first: jaccard(shingles(folded(body)), shingles(folded(bodies[first])))
            for first, cluster in expected.items()
            if first == cluster
        }
        best = max(likeness, key=lambda first: likeness[first], default="")
        expected[doc_id] = best if best and likeness[best] >= 0.8 else doc_id
    found = {doc_id: row.cluster for doc_id, row in duplicates_of(clusters(*bodies.items())).items()}
    assert {doc_id: found.get(doc_id, doc_id) for doc_id in bodies} == expected
