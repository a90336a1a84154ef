"""The HTML page: whole text once and in order, every span, nothing executable or external from the document."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.alignment import AlignedText, Edit
from corpus_tools.document import Block, Source, TextDocument, attach
from corpus_tools.labels import LAYERS, TITLE
from corpus_tools.metadata import TextMetadata
from corpus_tools.spans import Annotation, Evidence, set_spans
from corpus_tools.write.page import to_page
from corpus_tools.write.view import View, view_of, view_of_record

VOID = {"meta", "input"}


class Page(HTMLParser):
    """The page as a reader has it: text of the article, attributes, elements; fails on tags that do not match."""

    def __init__(self, html):
        super().__init__()
        self.open, self.article, self.found = [], [], []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "article" in self.open:
            self.article.append(data)

    @property
    def text(self):
        return "".join(self.article)

    def all(self, name):
        return [attrs[name] for _, attrs in self.found if name in attrs]


def record(text, *spans):
    keys = ("start", "end", "layer", "type")
    return {"id": "demo", "text": text, "spans": [dict(zip(keys, span, strict=True)) for span in spans]}


@pytest.fixture
def view():
    text = "防汛会<script>alert(1)</script>召开\n\n市长要守土有责、守土尽责。\n一、抓紧\n二、抓实\n"
    text += "　记者：江一苇 & 'x' \"y\"\n"
    start = text.index("市长")
    spans = [
        (start, start + 2, "title", "office"),
        (start + 2, start + 8, "directive", "obligation"),
        (start + 3, start + 12, "slogan", "parallel"),
        (0, 10, "slogan", "mobilization"),
    ]
    view = view_of_record(record(text, *spans))
    items = [text.index("一、"), text.index("二、")]
    blocks = (Block("headline", 0, text.index("\n")), *(Block("item", at, at + 4) for at in items))
    return replace(view, blocks=blocks, headline="<script>alert(2)</script>", remarks=("<b>broken</b>",))


def test_the_article_without_tags_is_the_text(view):
    assert Page(to_page(view)).text == view.text


def test_every_annotation_is_marked_and_listed(view):
    page = Page(to_page(view))
    marked = [attrs["data-id"] for tag, attrs in page.found if tag == "span" and "data-id" in attrs]
    listed = [attrs["data-id"] for tag, attrs in page.found if tag == "tr" and "data-id" in attrs]
    assert set(marked) == set(listed) == {mark.id for mark in view.marks}
    assert len(listed) == len(view.marks)
    places = [name for name in page.all("id") if name in listed]
    assert sorted(places) == sorted(listed)
    assert {link[1:] for link in page.all("href")} == set(places)
    assert len(page.all("id")) == len(set(page.all("id")))


def test_a_document_brings_no_element_of_its_own(view):
    bad = "\"'><img src=x onerror=alert(1)></span></style></script><svg>"
    evidence = {"rule": bad, "version": bad, "entry": bad, "holder": bad, bad: bad}
    spans = [{"start": 0, "end": 2, "layer": "title", "type": "office"} | evidence]
    evil = view_of_record({"id": bad, "text": bad, "spans": spans})
    evil = replace(evil, metadata=((bad, bad), ("source", bad)), source=Source(bad, "0", 1, bad, bad), remarks=(bad,))
    for page in (Page(to_page(view)), Page(to_page(evil))):
        tags = [tag for tag, _ in page.found]
        assert tags.count("script") == tags.count("style") == 1
        assert not {"img", "svg", "iframe", "link", "base", "object"} & set(tags)
        assert not [name for _, attrs in page.found for name in attrs if name.startswith("on") or name == "style"]
    assert Page(to_page(evil)).text == bad


def test_nothing_is_loaded_from_anywhere(view):
    html = to_page(view)
    assert not re.search(r"https?:|//[a-z]|url\(|@import|\bsrc=", html)
    assert all(link.startswith("#") for link in Page(html).all("href"))


def test_the_policy_admits_only_the_page_s_own_style_and_script(view):
    html = to_page(view)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for name in ("style", "script"):
        inside = re.search(f"<{name}>(.*?)</{name}>", html, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy


def test_there_is_a_switch_for_every_layer_and_type(view):
    html = to_page(view)
    keys = [layer.name for layer in LAYERS] + [f"{layer.name}-{t.name}" for layer in LAYERS for t in layer.types]
    for key in keys:
        assert f'id="show-{key}" checked' in html
        assert f":root:has(#show-{key}:not(:checked))" in html
    assert all(t.gloss_zh in html for layer in LAYERS for t in layer.types)


def test_blocks_become_headline_list_and_paragraphs(view):
    tags = [(tag, attrs.get("class")) for tag, attrs in Page(to_page(view)).found if tag in ("h1", "ul", "li", "p")]
    blocks = [row for row in tags if row[1] and row[1].startswith("block")]
    assert [tag for tag, _ in blocks] == ["h1", "p", "li", "li", "p"]
    assert blocks[-1][1] == "block paragraph indented"


def test_evidence_and_both_offsets_are_shown():
    edits = [Edit(0, 2, "市长", "script"), Edit(2, 3, "", "blank"), Edit(3, 5, "强调", "script")]
    aligned = AlignedText("市長 強調").apply(edits)
    metadata = TextMetadata()
    metadata.add("headline", "市长谈防汛")
    metadata.add("reporter", "江一苇")
    metadata.add("reporter", "沈知微")
    source = Source("a.html", "ab12", 9, "gb18030", "text/html")
    document = TextDocument(source, aligned, metadata, [Block("paragraph", 0, 4)], remarks=["the text begins broken"])
    doc = attach(Doc(Vocab(), words=["市长", "强调"], spaces=[False, False]), document)
    evidence = Evidence("title.office", "3", 0.875, "tit-0009")
    doc = set_spans(doc, TITLE, [Annotation(0, 2, "office", evidence, {"holders": ["甲", "乙"], "speaker": None})])
    view = view_of(doc, doc_id="d")
    html = to_page(view)
    for shown in ("title.office", "0.88", "tit-0009", "甲、乙", "0–2", "市長", "江一苇、沈知微", "gb18030", "ab12"):
        assert shown in html
    assert "the text begins broken" in html
    assert "<title>市长谈防汛</title>" in html
    assert '<h1 lang="zh-Hans">市长谈防汛</h1>' in html
    assert "speaker" not in html.partition("<table>")[2].partition("</table>")[0]


def test_a_span_made_by_hand_shows_no_score():
    html = to_page(view_of_record(record("市长到会", (0, 2, "title", "office"))))
    assert "by hand" in html
    assert "1.00" not in html


def test_an_empty_document_has_a_page():
    assert Page(to_page(View("empty", ""))).text == ""


KINDS = [(layer.name, span_type.name) for layer in LAYERS for span_type in layer.types]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_crossing_spans_keep_the_text(data):
    text = data.draw(st.text("会议\n 要<&>\"'，。\r\u3000a", min_size=1, max_size=30))
    borders = st.integers(0, len(text))
    drawn = data.draw(st.lists(st.tuples(borders, borders, st.sampled_from(KINDS)), max_size=8))
    spans = [(min(a, b), max(a, b), *kind) for a, b, kind in drawn if a != b]
    view = view_of_record(record(text, *spans))
    page = Page(to_page(view))
    assert page.text == text
    assert to_page(view) == to_page(view)
