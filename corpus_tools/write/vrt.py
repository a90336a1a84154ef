"""Turn an annotated document into vertical text (VRT), as the Corpus Workbench and (No)Sketch Engine index it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from spacy.tokens import Doc

from corpus_tools.document import document_of
from corpus_tools.labels import LAYERS
from corpus_tools.metadata import FIELDS
from corpus_tools.provenance import Provenance
from corpus_tools.write.columns import legal
from corpus_tools.write.numbered_spans import NumberedSpan, certainty, numbered_spans
from corpus_tools.write.sentences import SentenceToken, name_start, numbered_sentences
from corpus_tools.write.span_levels import levels

#: What the format can hold, with the names of ``content.py``; spans beyond the levels are counted by ``losses``.
HOLDS = frozenset(
    {"metadata", "blocks", "sentences", "tokens", "lemma", "upos", "xpos", "feats", "tree", "names", "spans", "types"}
    | {"evidence", "relations", "nested-spans", "crossing-spans", "same-extent-spans", "cross-sentence-spans"}
)
#: Columns; ``feats`` is a set, ``n`` the number of the token in its sentence, ``head`` that of its head (0 the root).
POSITIONAL = ("word", "lemma", "upos", "xpos", "feats", "n", "head", "deprel", "orig")
SETS = frozenset({"feats"})
#: A region that shares a token with another of its layer is one level down: slogan, slogan1, slogan2, slogan3.
DEPTH = 4
SPAN_ATTRIBUTES = ("id", "type", "rule", "score", "entry", "trigger", "holder", "speaker")


def structures() -> dict[str, tuple[str, ...]]:
    """Return every structure with its attributes."""
    found: dict[str, tuple[str, ...]] = {"text": ("id", *FIELDS), "p": ("id", "kind", "level"), "s": ("id",)}
    found["name"] = ("type",)
    return found | {region_name(layer.name, level): SPAN_ATTRIBUTES for layer in LAYERS for level in range(DEPTH)}


def region_name(layer: str, level: int) -> str:
    """Return the name of a layer's regions on a level, as CWB counts nested ones."""
    return f"{layer}{level}" if level else layer


def to_vrt(doc: Doc, *, doc_id: str, provenance: Provenance) -> str:
    """Return ``<text>`` with its paragraphs, sentences, names and spans; one token a line, columns as ``POSITIONAL``.

    Regions of different names may cross, as both engines allow; the file is no XML document therefore. Text, lemma and
    values have ``<>&"'`` as entities (``cwb-encode -x``). White space in values is one blank.
    """
    sentences = numbered_sentences(doc, doc_id=doc_id)
    opening, closing = _regions(numbered_spans(doc, sentences))
    document = document_of(doc)
    values = {name: "; ".join(document.metadata.all(name)) if document else "" for name in FIELDS}
    start = name_start(doc_id)
    lines = [_tag("text", {"id": doc_id, **values})]
    name: tuple[int, str] | None = None
    for sentence in sentences:
        if sentence.begins_block:
            if sentence.number > 1:
                lines.append("</p>")
            lines.append(
                _tag("p", {"id": f"{start}.p{sentence.block}", "kind": sentence.kind, "level": sentence.level})
            )
        lines.append(_tag("s", {"id": sentence.id}))
        for token, following in zip(sentence.tokens, (*sentence.tokens[1:], None), strict=True):
            lines += opening.get(token.place, ())
            if token.entity and token.entity != name:
                lines.append(_tag("name", {"type": token.entity[1]}))
            lines.append(_row(token))
            name = token.entity
            if name and (following is None or following.entity != name):
                lines.append("</name>")
                name = None
            lines += closing.get(token.place, ())
        lines.append("</s>")
    if sentences:
        lines.append("</p>")
    return "\n".join([*lines, "</text>", ""])


def losses(doc: Doc, *, doc_id: str, provenance: Provenance) -> dict[str, int]:
    """Return how many spans have no level left."""
    spans = numbered_spans(doc, numbered_sentences(doc, doc_id=doc_id))
    lost = sum(len(levels((s for s in spans if s.layer == layer), DEPTH)[1]) for layer in LAYERS)
    return {"spans": lost} if lost else {}


def escaped(value: object) -> str:
    """Return a value as a column or an attribute holds it."""
    text = " ".join(legal(str(value)).split())
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&apos;")


def _row(token: SentenceToken) -> str:
    head = "" if token.head is None else token.head
    feats = f"|{token.feats}|" if token.feats else "|"
    columns = (token.form, token.lemma, token.upos or "", token.xpos, feats, token.number, head, token.deprel or "")
    return "\t".join([*(escaped(value) or "_" for value in columns), escaped(token.orig or "") or "_"])


def _regions(spans: Iterable[NumberedSpan]) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Return tags before and behind tokens (indices of the Doc): what is longer opens first and closes last."""
    spans = list(spans)
    rows = [
        (first, last, region_name(layer.name, level), span)
        for layer in LAYERS
        for level, row in enumerate(levels((s for s in spans if s.layer == layer), DEPTH)[0])
        for first, last, span in row
    ]
    opening: dict[int, list[str]] = defaultdict(list)
    closing: dict[int, list[str]] = defaultdict(list)
    for first, last, name, span in sorted(rows, key=lambda row: (row[0], -row[1], row[2])):
        opening[first].append(_tag(name, _attributes(span)))
        closing[last].insert(0, f"</{name}>")
    return opening, closing


def _attributes(span: NumberedSpan) -> dict[str, object]:
    evidence = span.annotation.evidence
    named: dict[str, list[str]] = defaultdict(list)
    for relation, participant in span.facts.relations:
        named["speaker" if relation == "issuedBy" else "holder"].append(participant)
    return {
        "id": span.eid,
        "type": span.annotation.type,
        "rule": evidence.rule,
        "score": certainty(evidence.score),
        "entry": evidence.entry or "",
        "trigger": span.facts.trigger or "",
        "holder": "; ".join(named["holder"]),
        "speaker": "; ".join(named["speaker"]),
    }


def _tag(name: str, attributes: dict[str, object] | dict[str, str]) -> str:
    written = " ".join(f'{key}="{escaped(value)}"' for key, value in attributes.items())
    return f"<{name} {written}>"
