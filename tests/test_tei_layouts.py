"""Every layout of TEI says the same: a document written in it and read again is the document."""

from __future__ import annotations

import pytest
import stored_docs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from spacy.tokens import Doc

from corpus_tools.read.tei import read_tei
from corpus_tools.stored.doc import to_doc
from corpus_tools.write import to_tei
from corpus_tools.write.tei_inline import nested
from corpus_tools.write.tei_spans import Layout

PROVENANCE = stored_docs.PROVENANCE
many = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("layout", ["inline", "standoff"])
@many
@given(doc=stored_docs.docs())
def test_a_document_comes_back_from_every_layout(layout: Layout, doc: Doc) -> None:
    written = to_tei(doc, doc_id="a", provenance=PROVENANCE, layout=layout)
    (stored,) = read_tei(written, name="a.xml")
    again = to_doc(stored, doc.vocab)
    assert stored_docs.state(again) == stored_docs.state(doc)
    assert (stored.provenance, stored.losses) == (PROVENANCE, {})
    assert to_tei(again, doc_id="a", provenance=PROVENANCE, layout=layout) == written
    ids = etree.fromstring(written).xpath("//@xml:id")
    assert isinstance(ids, list)
    assert len(ids) == len(set(ids))


EXTENTS = st.tuples(st.integers(1, 9), st.integers(0, 8)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@settings(max_examples=300, deadline=None)
@given(st.lists(EXTENTS, max_size=6), st.lists(EXTENTS, max_size=3))
def test_parts_of_spans_cover_them_and_never_cross(spans: list[tuple[int, int]], found: list[tuple[int, int]]) -> None:
    names = [name for n, name in enumerate(sorted(found)) if all(name[0] > b for _, b in sorted(found)[:n])]
    parts = nested([(first, last, place) for place, (first, last) in enumerate(spans)], names)
    for place, (first, last) in enumerate(spans):
        covered = [n for a, b, of in parts if of == place for n in range(a, b + 1)]
        assert covered == list(range(first, last + 1))
    extents = [(a, b) for a, b, _ in parts]
    for one in extents:
        for other in (*extents, *names):
            assert not (one[0] < other[0] <= one[1] < other[1])
            assert other not in names or not (other[0] < one[0] <= other[1] < one[1])


def test_of_two_that_cross_the_later_one_is_cut() -> None:
    assert nested([(1, 4, 0), (3, 6, 1)], []) == [(1, 4, 0), (3, 4, 1), (5, 6, 1)]


def test_a_name_is_never_cut() -> None:
    assert nested([(1, 3, 0)], [(3, 5)]) == [(1, 2, 0), (3, 3, 0)]
