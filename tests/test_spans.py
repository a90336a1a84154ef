from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from corpus_tools.labels import DIRECTIVE, SLOGAN, TITLE
from corpus_tools.spans import SPLITS, Annotation, Evidence, annotations_of, resolve, set_spans

TEXT = "市委书记王明强调，要落实举措。"
SEGMENTATIONS = (
    list(TEXT),
    ["市委", "书记", "王明", "强调", "，", "要", "落实", "举措", "。"],
    ["市委书记王", "明强", "调，", "要落", "实举", "措。"],
    [TEXT],
)


def doc_of(words: list[str]) -> Doc:
    return Doc(Vocab(), words=words, spaces=[False] * len(words))


def at(start: int, end: int, kind: str = "office", score: float = 0.5) -> Annotation:
    return Annotation(start, end, kind, Evidence("rule", "1", score))


FOUND = [
    Annotation(0, 4, "office", Evidence("title-office", "1", 0.9, "post-1"), {"holder": "王明"}),
    Annotation(0, 2, "collective", Evidence("title-group", "2", 0.25), {"holders": ["王明", "李华"]}),
    Annotation(9, 14, "work", Evidence("title-work", "1", 1.0)),
]


@pytest.mark.parametrize("words", SEGMENTATIONS)
def test_spans_have_the_exact_text_in_every_segmentation(words: list[str]) -> None:
    doc = set_spans(doc_of(words), TITLE, FOUND)
    assert doc.text == TEXT
    assert [span.text for span in doc.spans[TITLE.group]] == ["市委书记", "市委", "要落实举措"]
    assert [span.label_ for span in doc.spans[TITLE.group]] == ["office", "collective", "work"]
    assert [span.id_ for span in doc.spans[TITLE.group]] == ["title-office", "title-group", "title-work"]


@pytest.mark.parametrize("words", SEGMENTATIONS)
def test_what_was_set_is_what_is_read(words: list[str]) -> None:
    doc = set_spans(doc_of(words), TITLE, reversed(FOUND))
    assert annotations_of(doc, TITLE) == FOUND
    assert doc.spans[TITLE.group].attrs["scores"] == [0.9, 0.25, 1.0]


@pytest.mark.parametrize("words", SEGMENTATIONS)
def test_another_layer_may_cut_tokens_without_moving_the_first(words: list[str]) -> None:
    doc = set_spans(doc_of(words), TITLE, FOUND)
    doc = set_spans(doc, SLOGAN, [at(3, 7, "policy"), at(10, 12, "numeric")])
    doc = set_spans(doc, DIRECTIVE, [at(1, 11, "bare")])
    assert annotations_of(doc, TITLE) == FOUND
    assert [span.text for span in doc.spans[SLOGAN.group]] == ["记王明强", "落实"]
    assert [span.text for span in doc.spans[DIRECTIVE.group]] == ["委书记王明强调，要落"]


def test_a_layer_that_is_set_again_is_replaced() -> None:
    doc = set_spans(doc_of(SEGMENTATIONS[1]), TITLE, FOUND)
    doc = set_spans(doc, TITLE, [at(4, 6)])
    assert [span.text for span in doc.spans[TITLE.group]] == ["王明"]
    assert len(doc.spans[TITLE.group].attrs["annotations"]) == 1


def test_nothing_is_split_when_borders_fit() -> None:
    doc = doc_of(SEGMENTATIONS[1])
    assert set_spans(doc, TITLE, FOUND) is doc
    assert doc.user_data[SPLITS] == {"title": 0}


def test_split_tokens_are_counted_by_layer() -> None:
    doc = set_spans(doc_of(SEGMENTATIONS[1]), TITLE, [at(1, 3)])
    doc = set_spans(doc, SLOGAN, [at(5, 6)])
    assert doc.user_data[SPLITS] == {"title": 2, "slogan": 1}


def test_a_layer_that_was_not_tagged_is_empty() -> None:
    doc = doc_of(SEGMENTATIONS[1])
    assert annotations_of(doc, TITLE) == []
    doc = set_spans(doc, TITLE, [])
    assert annotations_of(doc, TITLE) == []
    assert TITLE.group in doc.spans


def test_a_group_that_another_tool_filled_is_read_without_evidence() -> None:
    doc = doc_of(SEGMENTATIONS[1])
    doc.spans[TITLE.group] = [doc.char_span(0, 4, label="office")]
    (found,) = annotations_of(doc, TITLE)
    assert (found.start_char, found.end_char, found.type, found.evidence.score) == (0, 4, "office", 1.0)
    assert found.attributes == {}


@pytest.mark.parametrize(("start", "end"), [(20, 22), (4, 99)])
def test_a_span_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=r"title \d+-\d+ has no characters"):
        set_spans(doc_of(SEGMENTATIONS[1]), TITLE, [at(start, end)])


@pytest.mark.parametrize("words", SEGMENTATIONS)
def test_groups_survive_a_doc_bin_with_all_their_attributes(words: list[str]) -> None:
    doc = set_spans(doc_of(words), TITLE, FOUND)
    (back,) = DocBin().from_bytes(DocBin(docs=[doc]).to_bytes()).get_docs(Vocab())
    assert annotations_of(back, TITLE) == FOUND
    assert [span.id_ for span in back.spans[TITLE.group]] == [a.evidence.rule for a in FOUND]


def extents(annotations: list[Annotation]) -> list[tuple[int, int]]:
    return [(a.start_char, a.end_char) for a in annotations]


@pytest.mark.parametrize(
    ("spans", "nesting", "kept"),
    [
        ([(0, 4), (2, 8)], True, [(2, 8)]),
        ([(0, 4), (2, 8)], False, [(2, 8)]),
        ([(0, 8), (2, 4)], True, [(0, 8), (2, 4)]),
        ([(0, 8), (2, 4)], False, [(0, 8)]),
        ([(0, 8), (0, 4), (4, 8)], True, [(0, 8), (0, 4), (4, 8)]),
        ([(4, 8), (0, 4)], False, [(0, 4), (4, 8)]),
        ([(0, 4), (0, 4)], True, [(0, 4)]),
        ([(0, 4), (3, 7), (6, 10)], False, [(0, 4), (6, 10)]),
    ],
)
def test_crossing_spans_are_dropped_and_nesting_ones_where_it_is_forbidden(
    spans: list[tuple[int, int]], nesting: bool, kept: list[tuple[int, int]]
) -> None:
    assert extents(resolve([at(*span) for span in spans], nesting=nesting)) == kept


def test_of_two_equally_long_spans_the_surer_one_stays() -> None:
    assert extents(resolve([at(0, 4, score=0.4), at(2, 6, score=0.8)], nesting=True)) == [(2, 6)]


SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 8), st.sampled_from([0.1, 0.5, 0.9])), max_size=10)


@given(SPANS, st.booleans())
def test_what_is_left_may_stand_together_whatever_the_order(spans: list[tuple[int, int, float]], nesting: bool) -> None:
    found = [at(start, start + length, score=score) for start, length, score in spans]
    kept = resolve(found, nesting=nesting)
    assert extents(kept) == extents(resolve(reversed(found), nesting=nesting))
    for n, a in enumerate(kept):
        for b in kept[n + 1 :]:
            apart = a.end_char <= b.start_char or b.end_char <= a.start_char
            inside = a.start_char <= b.start_char and b.end_char <= a.end_char
            assert apart or (nesting and inside and extents([a]) != extents([b]))
    longest = max((a.end_char - a.start_char for a in found), default=0)
    assert max((a.end_char - a.start_char for a in kept), default=0) == longest
