"""Our JSON -> stored texts, with all that the documents carry."""

from __future__ import annotations

from collections import Counter

from corpus_tools.document import BLOCK_KINDS
from corpus_tools.read.json_rows import Row, json_rows
from corpus_tools.read.packed import check_format, on_tokens, stored_span, take_document, take_names
from corpus_tools.stored.offsets import Place
from corpus_tools.stored.text import StoredSentence, StoredText, StoredToken
from corpus_tools.stored.tree import tree_fault


def read_json(data: bytes, *, name: str) -> list[StoredText]:
    """Return the documents of a file: one object, a list of them, or one a line.

    Raises ReadError with file, line and reason for what is no JSON or none of ours, and where tokens, heads, names or
    spans do not fit the text; no document of such a file is returned.
    """
    return [_document(row) for row in list(json_rows(data, name=name))]


def _document(row: Row) -> StoredText:
    check_format(row)
    stored = StoredText(row.place, row.text("id"))
    text = row.text("text")
    take_document(row, stored)
    places = _take_sentences(row, text, stored)
    take_names(row, stored, places)
    numbers: Counter[str] = Counter()
    for each in row.rows("spans", "span", []):
        layer = each.text("layer")
        numbers[layer] += 1
        stored.spans.append(stored_span(each, numbers[layer], on_tokens(each, places)))
    return stored


def _take_sentences(row: Row, text: str, stored: StoredText) -> list[Place]:
    """Put the sentences into a stored text and return the places of their tokens."""
    places: list[Place] = []
    before: StoredToken | None = None
    for found in row.rows("sentences", "sentence"):
        sentence = StoredSentence([], found.text("kind"), found.flag("begins_block"), 0, found.whole("level", 0))
        if sentence.kind not in BLOCK_KINDS:
            found.fail(f"{sentence.kind!r} is no kind of block; there are {', '.join(BLOCK_KINDS)}")
        for each in found.rows("tokens", "token"):
            start, end = each.stretch(len(text))
            gap = text[places[-1][1] if places else 0 : start]
            if start < (places[-1][1] if places else 0) or (gap and not gap.isspace()):
                each.fail(f"it begins at {start}; between two tokens there is white space or nothing")
            if each.text("text", text[start:end]) != text[start:end]:
                each.fail(f"its text is {each.text('text')!r}, but the document has {text[start:end]!r} there")
            if before is None:
                stored.before = gap
            else:
                before.space = gap
            before = _token(each, text[start:end])
            sentence.tokens.append(before)
            places.append((start, end))
        if not sentence.tokens:
            found.fail("a sentence without a token; remove it")
        if fault := tree_fault([token.head for token in sentence.tokens]):
            found.fail(fault.reason)
        stored.sentences.append(sentence)
    rest = text[places[-1][1] if places else 0 :]
    if rest and not rest.isspace():
        row.fail(f"no token has the characters from {len(text) - len(rest)} on")
    if before is None:
        stored.record["text"] = text
    else:
        before.space = rest
    return places


def _token(row: Row, text: str) -> StoredToken:
    head = row.whole("head") if "head" in row.values else None
    return StoredToken(
        text=text,
        lemma=row.text("lemma", ""),
        upos=row.maybe("upos"),
        xpos=row.text("xpos", ""),
        feats=row.text("feats", ""),
        head=head,
        deprel="" if head is None else row.text("deprel"),
        space="",
    )
