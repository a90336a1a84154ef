"""The figures that the cleaner must reach on pages of our own writing, and that the pages are what they claim."""

from __future__ import annotations

import pytest
from generator import FIELDS, articles, pages, templates
from scorer import Score, score


@pytest.fixture(scope="module")
def found() -> Score:
    return score(pages())


def test_the_pages_are_as_many_and_as_different_as_asked_for() -> None:
    made = list(pages())
    assert len(made) >= 60
    assert len(templates()) == 12
    assert len(articles()) >= 12
    assert {"utf-8", "utf-8-sig", "utf-16", "gb18030", "big5hkscs"} == {page.encoding for page in made}
    assert len({kind for page in made for kind in page.dirt}) >= 12
    assert sum(template.head.get("heldout") == "yes" for template in templates()) == 4


def test_the_same_seed_gives_the_same_pages() -> None:
    assert [(p.data, p.body, p.metadata) for p in pages(7, 2)] == [(p.data, p.body, p.metadata) for p in pages(7, 2)]
    assert [p.data for p in pages(7, 2)] != [p.data for p in pages(8, 2)]


def test_marks_cover_the_page_and_hold_the_article() -> None:
    for page in pages(4, 1):
        assert len(page.body) == len(page.text)
        assert any(page.body)
        assert not all(page.body)


def test_the_body_is_found(found: Score) -> None:
    assert found.precision >= 0.99, "\n".join(found.faults)
    assert found.recall >= 0.995, "\n".join(found.faults)


@pytest.mark.parametrize("name", FIELDS)
def test_the_metadata_are_found(found: Score, name: str) -> None:
    assert found.fields[name]["gold"], f"no page has {name}"
    assert found.f1(name) >= 0.95, "\n".join(fault for fault in found.faults if f": {name} " in fault)


def test_every_alignment_is_proved(found: Score) -> None:
    assert found.unproved == []
