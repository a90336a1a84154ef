"""A spaCy DocBin (``.spacy``) -> stored texts: ours with all they carry, others' as far as a Doc can hold them."""

from __future__ import annotations

import json
import re
import struct
import zlib
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

import srsly.msgpack
from spacy.tokens import Doc, DocBin, Token
from spacy.vocab import Vocab

from corpus_tools.document import BLOCK_KINDS
from corpus_tools.errors import CorpusToolsError, ReadError
from corpus_tools.formats.docbin_record import RECORD
from corpus_tools.labels import LAYERS
from corpus_tools.read.json_rows import Row
from corpus_tools.read.packed import check_format, name_tokens, stored_span, take_document
from corpus_tools.stored.doc import TITLE_PARTS
from corpus_tools.stored.offsets import touched
from corpus_tools.stored.text import StoredSentence, StoredText, StoredToken
from corpus_tools.stored.tree import tree_fault

#: More than this unpacked is no corpus but an attack on memory.
_MOST_BYTES = 2_000_000_000
#: A span as spaCy packs it: id, knowledge-base id, label, first token, token behind the last, characters of both.
_SPAN = ">QQQllll"
_FAULTS = (
    *(ValueError, KeyError, IndexError, TypeError, OverflowError, AttributeError, AssertionError, RecursionError),
    *(zlib.error, struct.error),
)


def read_docbin(data: bytes, *, name: str) -> list[StoredText]:
    """Return the documents of a DocBin; ``name`` stands for it in messages.

    No pickle is loaded and no hook run: user data other than text, numbers, lists and maps of them is refused. Raises
    ReadError with file, document and reason for what is no DocBin or does not fit; no document of it is returned.
    """
    found = _unpacked(data, name)
    user_data = [_plain_user_data(each, f"{name}: document {n}") for n, each in enumerate(found["user_data"], start=1)]
    stored = []
    try:
        bin_ = DocBin().from_bytes(data)
        bin_.user_data = [None] * len(bin_)
        for number, (doc, kept) in enumerate(zip(bin_.get_docs(Vocab()), user_data, strict=True), start=1):
            stored.append(_Reader(doc, kept, name, number).text())
    except CorpusToolsError:
        raise
    except _FAULTS as error:
        place = f"document {len(stored) + 1}: " if user_data else ""
        raise ReadError(f"{name}: {place}spaCy can't read it: {error}") from error
    return stored


def _unpacked(data: bytes, name: str) -> dict[str, Any]:
    """Return the message, unpacked without hooks, and its user data, one a document."""
    try:
        packer = zlib.decompressobj()
        raw = packer.decompress(data, _MOST_BYTES)
        if packer.unconsumed_tail:
            raise ReadError(f"{name}: more than {_MOST_BYTES:,} bytes unpacked; split it into several files")
        found: dict[str, Any] = _without_hooks(raw)
        count = len(found["lengths"]) // 4
        found.setdefault("user_data", [None] * count)
        groups = found.get("span_groups", [])
        sound = len(found["strings"]) > 0 and len(found["user_data"]) == count
    except _FAULTS as error:
        raise ReadError(f"{name}: no DocBin of spaCy (zlib and msgpack): {error}") from error
    if not sound:
        raise ReadError(f"{name}: no DocBin of spaCy: its parts contradict each other")
    lengths = struct.unpack(f"<{count}i", found["lengths"])
    for number, (group, length) in enumerate(zip(groups, lengths, strict=False), start=1):
        _check_groups(group, length, f"{name}: document {number}")
    return found


def _without_hooks(data: bytes) -> Any:
    """Unpack msgpack; given a hook of our own, srsly runs none of those that are registered."""
    return srsly.msgpack.unpackb(data, raw=False, object_pairs_hook=dict, strict_map_key=False, use_list=False)


def _plain_user_data(packed: bytes | None, place: str) -> dict[Any, Any]:
    if packed is None:
        return {}
    try:
        found = _without_hooks(packed)
    except _FAULTS as error:
        raise ReadError(f"{place}: its user data can't be unpacked: {error}") from error
    if not isinstance(found, dict) or not _is_plain(found):
        raise ReadError(f"{place}: its user data is not plain (text, numbers, lists, maps); write it without")
    return found


def _check_groups(packed: bytes, length: int, place: str) -> None:
    """Raise ReadError for span groups with values that are not plain, or with spans outside the document's tokens.

    spaCy itself checks no borders. It packs groups as a map (group to its keys), before 3.5 as a list.
    """
    try:
        groups = [_without_hooks(group) for group in (_without_hooks(packed) if packed else ())]
        plain = all(_is_plain(group["attrs"]) for group in groups)
        places = [struct.unpack(_SPAN, span)[3:5] for group in groups for span in group["spans"]]
    except _FAULTS as error:
        raise ReadError(f"{place}: its span groups can't be unpacked: {error}") from error
    if not plain:
        raise ReadError(f"{place}: the attrs of a span group are not plain (text, numbers, lists, maps)")
    if wrong := [place for place in places if not 0 <= place[0] <= place[1] <= length]:
        raise ReadError(f"{place}: a span from token {wrong[0][0]} to {wrong[0][1]}; the document has {length}")


def _is_plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(_is_plain(key) and _is_plain(each) for key, each in value.items())
    if type(value) in (list, tuple):
        return all(map(_is_plain, value))
    return value is None or type(value) in (str, int, float, bool)


class _Reader:
    """Reads one Doc; ``kept`` is its user data."""

    def __init__(self, doc: Doc, kept: dict[Any, Any], name: str, number: int) -> None:
        self._doc = doc
        self._place = f"{name}: document {number}"
        self._stored = StoredText(name, f"{_stem(name)}-{number}")
        self._text = doc.text  # spaCy puts it together anew whenever it is asked for
        self._tagged = doc.has_annotation("POS")
        self._tokens = [token for token in doc if not token.text.isspace()]
        self._places = [(token.idx, token.idx + len(token)) for token in self._tokens]
        self._record: Row | None = None
        others = len(kept)
        if isinstance(kept.get(RECORD), str):
            others -= 1
            self._record = self._parsed(kept[RECORD])
        self._lose("user data", others)

    def text(self) -> StoredText:
        """Return the document."""
        stored = self._stored
        if self._record is not None:
            check_format(self._record)
            stored.doc_id = self._record.text("id")
            take_document(self._record, stored)
        for first, behind, kind, level, begins in self._borders():
            sentence = StoredSentence([], kind, begins, 0, level)
            self._fill(sentence, first, behind)
            stored.sentences.append(sentence)
        if self._tokens:
            stored.before = self._text[: self._places[0][0]]
        else:
            stored.record["text"] = self._text
        self._take_names()
        self._take_spans()
        self._lose("text categories", len(self._doc.cats))
        return stored

    def _borders(self) -> Iterator[tuple[int, int, str, int, bool]]:
        """Yield first token, token behind the last, kind, level and whether a block begins, of every sentence."""
        rows = self._record.items("sentences", []) if self._record else self._own_sentences()
        firsts: list[tuple[int, str, int, bool]] = []
        starts = [start for start, _ in self._places]
        for row in rows:
            match row:
                case [int(start), str(kind), int(level), bool(begins)] if kind in BLOCK_KINDS:
                    at = bisect_left(starts, start)
                    if starts[at : at + 1] != [start] or (firsts and firsts[-1][0] >= at):
                        raise ReadError(f"{self._place}: a sentence on record begins at {start}, where no token begins")
                    firsts.append((at, kind, level, begins))
                case _:
                    raise ReadError(f"{self._place}: {row!r} on record is no sentence")
        if bool(firsts) != bool(starts) or (firsts and firsts[0][0] != 0):
            raise ReadError(f"{self._place}: the sentences on record are not those of these tokens")
        for n, (first, kind, level, begins) in enumerate(firsts):
            yield first, firsts[n + 1][0] if n + 1 < len(firsts) else len(starts), kind, level, begins

    def _own_sentences(self) -> list[list[Any]]:
        """Return spaCy's sentences, each line a paragraph, in the form of the record."""
        known = self._doc.has_annotation("SENT_START")
        rows: list[list[Any]] = []
        sentence, line = True, True
        for token in self._doc:
            sentence |= known and bool(token.is_sent_start)
            if token.text.isspace():
                line |= "\n" in token.text
            elif sentence or line:
                rows.append([token.idx, "paragraph", 0, line])
                sentence = line = False
        return rows

    def _fill(self, sentence: StoredSentence, first: int, behind: int) -> None:
        """Put tokens ``first`` to ``behind`` into a sentence, with a tree where they have one."""
        tokens = self._tokens[first:behind]
        numbers = {token.i: number for number, token in enumerate(tokens, start=1)}
        heads: list[int | None] = [None] * len(tokens)
        if any(token.dep for token in tokens):
            heads = [_head(token, numbers) for token in tokens]
            roots = [n for n, head in enumerate(heads, start=1) if head == 0]
            for n in roots[1:] if roots else ():  # the tree went over a line end, or hung on white space
                heads[n - 1] = roots[0]
                self._lose("roots of trees cut at a line end", 1)
            if fault := tree_fault(heads):
                raise ReadError(f"{self._place}: sentence at {tokens[0].idx}: {fault.reason}")
        for n, (token, head) in enumerate(zip(tokens, heads, strict=True), start=first):
            after = self._places[n + 1][0] if n + 1 < len(self._places) else len(self._text)
            space = self._text[self._places[n][1] : after]
            sentence.tokens.append(_stored(token, head, space, tagged=self._tagged))

    def _take_names(self) -> None:
        tokens = [token for sentence in self._stored.sentences for token in sentence.tokens]
        for ent in self._doc.ents:
            if found := touched(self._places, ent.start_char, ent.end_char):
                name_tokens(tokens, *found, ent.label_)

    def _take_spans(self) -> None:
        groups = {layer.group: layer.name for layer in LAYERS}
        for key in self._doc.spans:
            if key in groups:
                self._take_group(key, groups[key])
            elif key != TITLE_PARTS:
                self._lose(f"span group {key}", len(self._doc.spans[key]))
        if self._record is None:
            self._stored.record["layers"] = [name for group, name in groups.items() if group in self._doc.spans]

    def _take_group(self, key: str, layer: str) -> None:
        group = self._doc.spans[key]
        scores, packed = (list(group.attrs.get(name) or ()) for name in ("scores", "annotations"))
        if len(packed) != len(group):
            self._lose(f"evidence of {key}", len(packed))
            packed = [{}] * len(group)
        if len(scores) != len(group):
            scores = [1.0] * len(group)
        for number, (span, score, each) in enumerate(zip(group, scores, packed, strict=True), start=1):
            row = Row(each, f"{self._place}: {key} {number}")
            known = {"rule": span.id_, **row.row("evidence", {}).values, "score": score}
            attributes = _lists(row.row("attributes", {}).values)
            known |= {"layer": layer, "type": span.label_ or layer, "attributes": attributes}
            tokens = touched(self._places, self._doc[span.start].idx, _end(self._doc, span.end))
            if tokens is None:
                self._lose("spans on white space", 1)
            else:
                self._stored.spans.append(stored_span(Row(known, row.place), number, tokens))

    def _parsed(self, written: str) -> Row:
        try:
            return Row(json.loads(written), self._place)
        except (ValueError, RecursionError) as error:
            raise ReadError(f"{self._place}: {RECORD} in its user data is no JSON: {error}") from error

    def _lose(self, what: str, count: int) -> None:
        if count:
            self._stored.losses[what] = self._stored.losses.get(what, 0) + count


def _stored(token: Token, head: int | None, space: str, *, tagged: bool) -> StoredToken:
    root = head == 0 and token.dep_ == "ROOT"
    return StoredToken(
        text=token.text,
        lemma=token.lemma_,
        upos=token.pos_ if tagged else None,
        xpos=token.tag_,
        feats=str(token.morph) if token.has_morph() else "",
        head=head,
        deprel="" if head is None else "root" if root else token.dep_,
        space=space,
    )


def _head(token: Token, numbers: dict[int, int]) -> int:
    """Return the head by its number in the sentence, past white space; 0 for a root and for a head outside it."""
    head, seen = token.head, {token.i}
    while head.text.isspace() and head.i not in seen:
        seen.add(head.i)
        head = head.head
    return 0 if head.i == token.i else numbers.get(head.i, 0)


def _end(doc: Doc, behind: int) -> int:
    """Return where the token before ``behind`` ends, in characters."""
    return doc[behind - 1].idx + len(doc[behind - 1]) if behind else 0


def _lists(value: Any) -> Any:
    """Return a value with lists in place of tuples, as JSON has them."""
    if isinstance(value, dict):
        return {key: _lists(each) for key, each in value.items()}
    return [_lists(each) for each in value] if isinstance(value, list | tuple) else value


def _stem(name: str) -> str:
    return re.split(r"[/\\]", name)[-1].removesuffix(".spacy") or "document"
