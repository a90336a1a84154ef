"""A document that was annotated already -> its Doc with words, tags and trees as they were, and the layers anew."""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from corpus_tools.annotate.pipeline import OWN_RULES, TAGGERS
from corpus_tools.labels import LAYERS, Layer
from corpus_tools.provenance import Provenance
from corpus_tools.run.made_by import made_by
from corpus_tools.spans import Annotation, annotations_of, set_spans
from corpus_tools.stored.doc import to_doc
from corpus_tools.stored.text import StoredText

#: Components that mark the layers; what else is ours (the repair of trees) runs only where the tree is the model's.
_OURS = tuple(name for name in (*TAGGERS, OWN_RULES) if name != "ud_repair")
#: Names of the other components that ran (``doc.user_data``).
_RAN = "corpus_tools.added_by"
#: What a component sets -> how to ask a Doc whether it is there.
_ATTRIBUTES = {
    "token.tag": "TAG",
    "token.pos": "POS",
    "token.morph": "MORPH",
    "token.lemma": "LEMMA",
    "token.dep": "DEP",
    "token.is_sent_start": "SENT_START",
}


def annotated_again(nlp: Language, stored: StoredText) -> Doc:
    """Return the Doc of a stored text, the layers filled by the taggers of the pipeline.

    Other components run only where the file has nothing of what they set; spans that the file has are replaced. A span
    that comes out again, by the same tables and versions, stays with its score and attributes as it was: since it was
    marked, borders of spans may have cut tokens and trees may have been mended, and the taggers would read these.
    """
    doc = to_doc(stored, nlp.vocab)
    earlier = {layer: annotations_of(doc, layer) for layer in LAYERS}
    lacking = {name for name, _ in nlp.pipeline if name not in _OURS and not _is_there(nlp, name, doc)}
    shared = {name for name, _ in nlp.pipeline if not _sets(nlp, name)} if lacking else set()
    for name, component in nlp.pipeline:
        if name in _OURS or name in lacking or name in shared:
            doc = component(doc)
    doc.user_data[_RAN] = sorted(lacking | shared)
    if stored.provenance is not None and _same_taggers(stored.provenance, made_by(nlp)):
        for layer in LAYERS:
            doc = _keep(doc, layer, earlier[layer])
    return doc


def _same_taggers(a: Provenance, b: Provenance) -> bool:
    versions = [{name: p.components.get(name) for name in _OURS} for p in (a, b)]
    return (a.version, a.lexicons, versions[0]) == (b.version, b.lexicons, versions[1])


def _keep(doc: Doc, layer: Layer, earlier: list[Annotation]) -> Doc:
    known = {_place(a): a for a in earlier}
    found = annotations_of(doc, layer)
    kept = [known.get(_place(a), a) for a in found]
    return doc if kept == found else set_spans(doc, layer, kept)


def _place(a: Annotation) -> tuple[int, int, str, str]:
    return a.start_char, a.end_char, a.type, a.evidence.rule


def kept_provenance(provenance: Provenance, stored: StoredText, doc: Doc) -> Provenance:
    """Return what made the annotation of a Doc of ``annotated_again``: what the file names, and what ran now.

    The model of this run is named only if it has added something and the file names none.
    """
    earlier, ran = stored.provenance, doc.user_data.get(_RAN, ())
    if ran and (earlier is None or not earlier.model_name):
        earlier = replace(provenance, components=earlier.components if earlier else {})
    components = dict(earlier.components) if earlier else {}
    components |= {name: version for name, version in provenance.components.items() if name in (*_OURS, *ran)}
    return replace(
        provenance,
        model_name=earlier.model_name if earlier else "",
        model_version=earlier.model_version if earlier else "",
        model_licence=earlier.model_licence if earlier else "",
        components=components,
    )


def _sets(nlp: Language, name: str) -> set[str]:
    return set(nlp.get_pipe_meta(name).assigns) & {*_ATTRIBUTES, "doc.ents"}


def _is_there(nlp: Language, name: str, doc: Doc) -> bool:
    """Whether the Doc has anything of what a component sets; one that sets nothing of these lacks nothing."""
    sets = _sets(nlp, name)
    if "token.dep" in sets:  # a parser sets sentences too, but it is there for the tree
        sets = {"token.dep"}
    return not sets or any(bool(doc.ents) if each == "doc.ents" else _has(doc, _ATTRIBUTES[each]) for each in sets)


def _has(doc: Doc, attribute: str) -> bool:
    return bool(doc.has_annotation(attribute))
