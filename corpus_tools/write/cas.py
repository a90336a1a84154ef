"""Turn an annotated document into a UIMA CAS, XMI or JSON, for INCEpTION and other tools of UIMA."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cassis import Cas
from spacy.tokens import Doc

from corpus_tools.content import ALL
from corpus_tools.formats.cas_layers import (
    DEPENDENCY,
    HEADING,
    LAYER_TYPES,
    LEMMA,
    METADATA,
    MORPH,
    NAME,
    NAMES,
    PARAGRAPH,
    PART,
    POS,
    RECORD,
    SENTENCE,
    TOKEN,
    CasSpan,
    cas_span,
    link_type,
)
from corpus_tools.formats.cas_types import type_system
from corpus_tools.formats.xml_characters import legal
from corpus_tools.provenance import Provenance
from corpus_tools.stored.offsets import Place, text_and_places
from corpus_tools.stored.text import StoredSentence, StoredText, StoredToken
from corpus_tools.ud_relations import relation
from corpus_tools.write.packed import packed_document, packed_names, packed_sentences, packed_span
from corpus_tools.write.stored import to_stored

HOLDS = ALL
_HEADINGS = ("headline", "head")


def to_cas_xmi(doc: Doc, *, doc_id: str, provenance: Provenance | None = None) -> bytes:
    """Return the document as XMI; ``cas_types.type_system_xml`` is the type system that goes with it.

    Sentences, tokens, tags, trees and names are those of DKPro Core; spans are ``webanno.custom.Title`` and so on; what
    no type holds is JSON in ``webanno.custom.CorpusRecord``. Offsets count UTF-16 units, as UIMA's do. A character that
    XML can't hold is U+FFFD in the text and itself on record.
    """
    return str(_cas(doc, doc_id, provenance).to_xmi()).encode()


def to_cas_json(doc: Doc, *, doc_id: str, provenance: Provenance | None = None) -> bytes:
    """Return the document as UIMA's JSON (0.4.0), the type system in it; all else as in :func:`to_cas_xmi`."""
    return str(_cas(doc, doc_id, provenance).to_json(pretty_print=False)).encode() + b"\n"


def _cas(doc: Doc, doc_id: str, provenance: Provenance | None) -> Cas:
    stored = to_stored(doc, doc_id=doc_id, provenance=provenance)
    return _Writer(stored).cas


class _Writer:
    """Makes the CAS of a stored text."""

    def __init__(self, stored: StoredText) -> None:
        self.cas = Cas(typesystem=type_system())
        self._text, self._places = text_and_places(stored)
        self.cas.sofa_string = legal(self._text)
        self.cas.sofa_mime = "text/plain"
        self._exact: dict[str, dict[str, str]] = {}
        self._parts: dict[tuple[str, int, int], Any] = {}
        title = stored.metadata.first("headline") or doc_title(stored)
        about = {"documentTitle": legal(title), "documentId": legal(stored.doc_id)}
        self._add(METADATA, (0, len(self._text)), {"language": "zh", **about})
        tokens: list[Any] = []
        for sentence in stored.sentences:
            self._add_sentence(sentence, tokens)
        blocks = stored.record.get("blocks", ())
        for kind, start, end, _ in blocks:
            self._add(HEADING if kind in _HEADINGS else PARAGRAPH, (start, end), {"divType": kind})
        names = packed_names(stored, self._places)
        for name in names:
            self._add(NAME, (name["start"], name["end"]), {"value": legal(name["label"])})
        spans = [packed_span(span, self._text, self._places) for span in stored.spans]
        for row in spans:
            self._add_span(row["layer"], cas_span(row, self._text), row["score"])
        record = packed_document(stored) | {"sentences": packed_sentences(stored, self._places), "spans": spans}
        record |= {"tokens": self._exact} if self._exact else {}
        record |= {"text": self._text} if legal(self._text) != self._text else {}
        odd_names = [name for name in names if legal(name["label"]) != name["label"]]
        record |= {"names": odd_names} if odd_names else {}
        start = self._places[0][0] if self._places else 0
        self._add(RECORD, (start, start), {"json": json.dumps(record, ensure_ascii=True, allow_nan=False)})

    def _add(self, name: str, place: Place, values: Mapping[str, Any]) -> Any:
        made = self.cas.typesystem.get_type(name)(begin=place[0], end=place[1], **values)
        self.cas.add(made)
        return made

    def _add_sentence(self, sentence: StoredSentence, tokens: list[Any]) -> None:
        first = len(tokens)
        places = self._places[first : first + len(sentence.tokens)]
        self._add(SENTENCE, (places[0][0], places[-1][1]), {})
        for token, place in zip(sentence.tokens, places, strict=True):
            tokens.append(self._token(token, place, len(tokens)))
        for number, token in enumerate(sentence.tokens, start=first):
            if token.head is not None:
                head = tokens[first + token.head - 1] if token.head else tokens[number]
                kind = self._written(number, "deprel", token.deprel, relation(token.deprel))
                values = {"Governor": head, "Dependent": tokens[number], "DependencyType": kind, "flavor": "basic"}
                self._add(DEPENDENCY, self._places[number], values)

    def _token(self, token: StoredToken, place: Place, number: int) -> Any:
        values = {}
        if token.lemma:
            values["lemma"] = self._add(LEMMA, place, {"value": self._written(number, "lemma", token.lemma)})
        if token.upos or token.xpos:
            tags = {"coarseValue": token.upos} if token.upos else {}
            tags |= {"PosValue": self._written(number, "xpos", token.xpos)} if token.xpos else {}
            values["pos"] = self._add(POS, place, tags)
        if token.feats:
            values["morph"] = self._add(MORPH, place, {"value": self._written(number, "feats", token.feats)})
        return self._add(TOKEN, place, values)

    def _written(self, number: int, key: str, value: str, as_: str | None = None) -> str:
        """Return a value of a token as the CAS holds it; its own goes on record where the two differ."""
        written = legal(value) if as_ is None else as_
        if written != value:
            self._exact.setdefault(str(number), {})[key] = value
        return written

    def _add_span(self, layer: str, span: CasSpan, score: float) -> None:
        strings = self.cas.typesystem.get_type("uima.cas.StringArray")
        values: dict[str, Any] = {**span.texts, "score": score}
        values |= {key: strings(elements=list(span.names[key])) for key in NAMES[layer] if key in span.names}
        if span.parts:
            link = self.cas.typesystem.get_type(link_type(layer))
            links = [link(role=role, target=self._part(role, start, end)) for role, start, end in span.parts]
            values["parts"] = self.cas.typesystem.get_type("uima.cas.FSArray")(elements=links)
        self._add(LAYER_TYPES[layer], (span.start, span.end), values)

    def _part(self, role: str, start: int, end: int) -> Any:
        """Return the annotation that links point to, one for each role and place."""
        key = (role, start, end)
        if key not in self._parts:
            self._parts[key] = self._add(PART, (start, end), {"role": role})
        return self._parts[key]


def doc_title(stored: StoredText) -> str:
    """Return what INCEpTION shows as the name of a document without a headline."""
    return stored.source.name if stored.source else stored.doc_id
