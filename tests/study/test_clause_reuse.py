from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.overlap import Reuse
from corpus_tools.study import clause_reuse
from corpus_tools.study.clause_reuse import ClauseReuse

LONG = [f"{opening}各村要备足沙袋加密巡查" for opening in "春夏秋冬东西南北"]


def reuse(*documents: tuple[str, str]) -> dict[str, Reuse]:
    with ClauseReuse() as finder:
        for doc_id, text in documents:
            finder.add(doc_id, text)
        return finder.reuse()


def test_clauses_are_counted_that_stand_elsewhere_too() -> None:
    found = reuse(
        ("a", f"{LONG[0]}，{LONG[1]}。{LONG[2]}"), ("b", f"{LONG[0]}；{LONG[1]}"), ("c", LONG[2]), ("d", LONG[3])
    )
    assert found == {
        "a": Reuse(3, 3, "b", 2),
        "b": Reuse(2, 2, "a", 2),
        "c": Reuse(1, 1, "a", 1),
        "d": Reuse(1, 0),
    }
    assert found["b"].share == 1.0


def test_short_clauses_and_repetitions_in_one_document_do_not_count() -> None:
    assert reuse(("a", f"守堤，护岸，{LONG[0]}，{LONG[0]}"), ("b", "守堤，护岸")) == {
        "a": Reuse(1, 0),
        "b": Reuse(0, 0),
    }


def test_a_clause_has_twelve_letters_beside_its_marks() -> None:
    eleven, twelve = "要备足沙袋加密巡查守堤", "要备足沙袋加密巡查守大堤"
    assert reuse(("a", f"“{eleven}”"), ("b", f"{eleven}、"))["a"] == Reuse(0, 0)
    assert reuse(("a", f"“{twelve}”"), ("b", "要备足 沙袋加密巡查守大堤"))["a"] == Reuse(1, 1, "b", 1)


def test_of_equals_the_smallest_identifier_is_named() -> None:
    assert reuse(("c", LONG[0]), ("b", LONG[0]), ("a", LONG[0]))["c"].most_with == "a"


def test_a_formula_of_many_documents_names_no_source() -> None:
    found = reuse(*((f"d{n:02}", LONG[0]) for n in range(40)))
    assert found["d07"] == Reuse(1, 1)


def test_no_documents() -> None:
    assert reuse() == {}


@pytest.mark.parametrize("part", [1, 3])
@settings(max_examples=40, deadline=None)
@given(documents=st.lists(st.lists(st.sampled_from(LONG), max_size=5), max_size=8))
def test_parts_make_no_difference_and_counts_are_those_of_the_plain_way(part: int, documents: list[list[str]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clause_reuse, "_PART", part)
        found = reuse(*((f"d{number}", "。".join(rows)) for number, rows in enumerate(documents)))
    for number, rows in enumerate(documents):
        others = {f"d{n}": set(r) for n, r in enumerate(documents) if n != number}
        shared = Counter({name: len(set(rows) & other) for name, other in others.items()})
        best = min(shared, key=lambda name: (-shared[name], name), default="")
        again = len({row for row in rows if any(row in other for other in others.values())})
        expected = Reuse(len(set(rows)), again, best, shared[best]) if again else Reuse(len(set(rows)), 0)
        assert found[f"d{number}"] == expected
