"""The terminal rendering: the text unchanged, the layers in styles or brackets, the counts, no control characters."""

import json
import re
from io import StringIO

import pytest
from rich.console import Console
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.alignment import AlignedText, Edit
from corpus_tools.document import Source, TextDocument, attach
from corpus_tools.errors import WriteError
from corpus_tools.labels import LAYERS, SLOGAN, TITLE
from corpus_tools.spans import Annotation, Evidence, set_spans
from corpus_tools.write.spans_jsonl import to_spans_json
from corpus_tools.write.terminal import annotated_text, printable, to_terminal, wrapped
from corpus_tools.write.view import counts, segments, view_of, view_of_record

TEXT = "云岭省防汛会召开\n市长强调，坚持应转尽转、应转早转，筑牢防汛屏障。"


def span(part, layer, span_type, **keys):
    start = TEXT.index(part)
    return {"start": start, "end": start + len(part), "layer": layer, "type": span_type, **keys}


@pytest.fixture
def view():
    spans = [
        span("市长", "title", "office", holder="苏明澈"),
        span("坚持应转尽转、应转早转", "directive", "bare", rule="bare.verb", version="2", score=0.5, trigger="坚持"),
        span("应转尽转、应转早转，筑牢防汛屏障", "slogan", "parallel"),
        span("筑牢防汛屏障", "directive", "bare"),
    ]
    return view_of_record({"id": "demo", "text": TEXT, "spans": spans})


def printed(renderable, **options):
    file = StringIO()
    Console(file=file, width=80, **options).print(renderable)
    return file.getvalue()


def squeezed(text):
    return "".join(text.split())


def test_the_styled_text_is_the_text(view):
    assert annotated_text(view, 0, len(TEXT)).plain == TEXT


def test_the_output_is_the_identifier_the_text_and_the_legend(view):
    out = printed(to_terminal(view, brackets=False), color_system=None)
    before, after = squeezed(out).split(squeezed(TEXT))
    assert before == "demo"
    for layer in LAYERS:
        assert squeezed(f"{layer.name} {layer.gloss_zh}") in after
        shown = {mark.annotation.type for mark in view.marks if mark.layer == layer.name}
        assert {t.name for t in layer.types if squeezed(f"{t.name} {t.gloss_zh}") in after} == shown


def test_brackets_stand_in_for_colours_and_may_cross(view):
    out = squeezed(printed(to_terminal(view), color_system=None))
    assert "⟨市长⟩强调，⌊坚持⟦应转尽转、应转早转⌋，⌊筑牢防汛屏障⟧⌋。" in out
    assert out.count("⟧") == out.count("⟦") == 2


def test_a_coloured_terminal_gets_no_brackets(view):
    out = printed(to_terminal(view), force_terminal=True, color_system="256", no_color=False)
    assert "⟨" not in out
    assert "\x1b[1;38;5;33m市长" in out


def test_no_color_is_honoured(view):
    out = printed(to_terminal(view), force_terminal=True, color_system="256", no_color=True)
    assert "⟨市长⟩" in re.sub(r"\x1b\[[0-9;]*m", "", out)
    assert "38;5" not in out


def test_counts_are_by_layer_and_type(view):
    found = counts(view)
    assert found["directive", "bare"] == 2
    assert found["title", "work"] == 0
    assert sum(found.values()) == len(view.marks)


def test_a_document_can_not_steer_the_terminal():
    text = "会议\x1b[31m召开\x07\x9b2J\tabc"
    view = view_of_record({"id": "x\x1b", "text": text, "spans": []})
    out = printed(to_terminal(view), color_system=None)
    assert "\x1b" not in out
    assert "\x9b" not in out
    assert "␛" in out
    assert len(printable(text)) == len(text)


def test_no_line_begins_with_closing_punctuation(view):
    text = annotated_text(view, 9, len(TEXT))
    for width in range(8, 40):
        rows = wrapped(text, width).plain.split("\n")
        assert "".join(rows) == text.plain
        assert all(row[0] not in "，、。" for row in rows)


def test_segments_join_to_the_text(view):
    assert "".join(TEXT[s.start_char : s.end_char] for s in segments(view, 0, len(TEXT))) == TEXT


def test_a_doc_gives_the_marks_its_record_gives():
    aligned = AlignedText("市長強調应转尽转").apply([Edit(0, 4, "市长强调", "script")])
    document = TextDocument(Source("a.txt", "0", 1, "utf-8", "text/plain"), aligned)
    doc = attach(Doc(Vocab(), words=["市长", "强调", "应转尽转"], spaces=[False] * 3), document)
    doc = set_spans(doc, TITLE, [Annotation(0, 2, "office", Evidence("r", "1", 0.9), {"holder": "苏明澈"})])
    doc = set_spans(doc, SLOGAN, [Annotation(4, 8, "parallel", Evidence("s", "1", 0.8, "slo-1"))])
    view = view_of(doc, doc_id="d")
    assert view_of_record(json.loads(to_spans_json(doc, doc_id="d"))).marks == view.marks
    assert [mark.source for mark in view.marks] == [(0, 2), (4, 8)]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"layer": "tone"}, "unknown layer"),
        ({"type": "poem"}, "unknown type"),
        ({"end": 99}, "no characters of the text"),
        ({"end": 0}, "no characters of the text"),
        ({"start": None}, "no characters of the text|needs start, end"),
        ({"text": "省长"}, "is '市长', not '省长'"),
    ],
)
def test_a_faulty_record_is_named(change, message):
    span = {"start": 0, "end": 2, "layer": "title", "type": "office"} | change
    record = {"id": "d-7", "text": "市长", "spans": [span]}
    with pytest.raises(WriteError, match=f"d-7.*{message}"):
        view_of_record(record)
