"""The formats of annotated documents, by name.

To add a format: one entry in ``_REGISTRY``. Reader and writer are named as ``module:function`` and loaded when they are
used, so that a library that only one format needs may be an extra.

- reader: ``read(data: bytes, *, name: str, **reader_options) -> list[StoredText]``.
- writer: ``write(doc: Doc, *, doc_id: str, provenance: Provenance, **options) -> bytes | str``. Its module has
  ``HOLDS``, the names of ``content.py`` that the format can hold, or ``holds(**options)`` where that hangs on the
  options; and, if the format loses by case, ``losses(doc, *, doc_id, provenance, **options) -> Mapping[str, int]``,
  counts by name of content or any other.
- writer of a corpus (``files="corpus"``): a class, called with ``open_file: Callable[[str], BinaryIO]`` (by the name of
  a file in the output folder) and the options; ``add(doc, *, doc_id, provenance)`` for each document, ``close()`` at
  the end. Its module has ``HOLDS``, ``holds`` and ``losses`` as above.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from corpus_tools.run.format import Format

_REGISTRY = (
    Format(
        "tei",
        ".xml",
        "TEI P5: all there is, one file a document",
        writer="corpus_tools.write.tei:to_tei",
        reader="corpus_tools.read.tei:read_tei",
        marks=(b"http://www.tei-c.org/ns/1.0",),
        options={"layout": ("default", "inline", "standoff"), "profile": ("default", "parlamint")},
        apart=(("profile", "parlamint", "layout"),),
    ),
    Format(
        "conllu",
        ".conllu",
        "CoNLL-U of Universal Dependencies: all there is, spans as brackets in MISC",
        writer="corpus_tools.write.conllu:to_conllu",
        reader="corpus_tools.read.conllu:read_conllu",
        options={"style": ("spans", "entity", "bio")},
    ),
    Format(
        "conllup",
        ".conllup",
        "CoNLL-U Plus: a column for each layer behind the ten (written only)",
        writer="corpus_tools.write.conllu:to_conllu_plus",
    ),
    Format(
        "vrt",
        ".vrt",
        "vertical text for CWB and NoSketch Engine; registry, configuration, call of cwb-encode beside (written only)",
        writer="corpus_tools.write.vrt:to_vrt",
        beside={
            "registry": "corpus_tools.write.vrt_registry:cwb_registry",
            "cwb-encode.sh": "corpus_tools.write.vrt_registry:cwb_encode",
            "manatee.conf": "corpus_tools.write.vrt_registry:manatee_config",
        },
    ),
    Format(
        "blacklab",
        ".xml",
        "TEI for BlackLab, its configuration beside (written only; read it as tei)",
        writer="corpus_tools.write.tei:to_tei",
        beside={"corpus-tools-tei.blf.yaml": "corpus_tools.write.blacklab:blacklab_config"},
    ),
    Format(
        "parquet",
        ".parquet",
        "tables of documents, sentences, tokens, spans for DuckDB, pandas, R (written only)",
        writer="corpus_tools.write.parquet:ParquetCorpus",
        files="corpus",
        extra="parquet",
    ),
    Format(
        "json",
        ".json",
        "JSON: all there is, one object a document",
        writer="corpus_tools.write.json_document:to_json",
        reader="corpus_tools.read.json_document:read_json",
        marks=(b'"corpus-tools document"',),
    ),
    Format(
        "jsonl",
        ".jsonl",
        "JSON lines: all there is, one document a line",
        writer="corpus_tools.write.json_document:to_json",
        reader="corpus_tools.read.json_document:read_json",
        files="joined",
        by_line=True,
        marks=(b'"corpus-tools document"',),
    ),
    Format(
        "docbin",
        ".spacy",
        "spaCy DocBin: all there is; plain spaCy opens it",
        writer="corpus_tools.write.docbin:to_docbin",
        reader="corpus_tools.read.docbin:read_docbin",
    ),
    Format(
        "xmi",
        ".xmi",
        "UIMA CAS as XMI, for INCEpTION: all there is",
        writer="corpus_tools.write.cas:to_cas_xmi",
        reader="corpus_tools.read.cas:read_cas",
        extra="cas",
        beside={
            "TypeSystem.xml": "corpus_tools.formats.cas_types:type_system_xml",
            "inception-layers.xml": "corpus_tools.formats.cas_types:layers_xml",
        },
        reader_options=("annotator", "types"),
    ),
    Format(
        "cas-json",
        ".cas.json",
        "UIMA CAS as JSON, for INCEpTION: all there is",
        writer="corpus_tools.write.cas:to_cas_json",
        reader="corpus_tools.read.cas:read_cas",
        extra="cas",
        also_suffixes=(".json",),
        marks=(b'"%TYPES"',),
        beside={"inception-layers.xml": "corpus_tools.formats.cas_types:layers_xml"},
        reader_options=("annotator",),
    ),
    Format(
        "spans",
        ".spans.jsonl",
        "our spans.jsonl: text and spans, one document a line (read only; annotate writes it)",
        reader="corpus_tools.read.span_lines:read_spans_jsonl",
        by_line=True,
        also_suffixes=(".jsonl",),
        reader_options=("annotator",),
    ),
    Format(
        "prodigy",
        ".prodigy.jsonl",
        "tasks of Prodigy: text, tokens, spans",
        writer="corpus_tools.write.prodigy:to_prodigy",
        reader="corpus_tools.read.span_lines:read_prodigy",
        files="joined",
        by_line=True,
        reader_options=("annotator",),
    ),
    Format(
        "doccano",
        ".doccano.jsonl",
        "doccano's sequence labelling: text and spans with labels",
        writer="corpus_tools.write.doccano:to_doccano",
        reader="corpus_tools.read.span_lines:read_doccano",
        files="joined",
        by_line=True,
        reader_options=("annotator",),
    ),
    Format(
        "labelstudio",
        ".labelstudio.json",
        "tasks of Label Studio: text and spans; its labeling configuration beside",
        writer="corpus_tools.write.label_studio:LabelStudioCorpus",
        reader="corpus_tools.read.span_lines:read_label_studio",
        files="corpus",
        also_suffixes=(".json",),
        marks=(b'"from_name"',),
        options={"style": ("predictions", "annotations")},
        beside={"labeling_config.xml": "corpus_tools.write.label_studio:labeling_config"},
        reader_options=("annotator",),
    ),
    Format(
        "web-annotation",
        ".jsonld",
        "W3C Web Annotations: spans on the cleaned and on the original text (written only)",
        writer="corpus_tools.write.web_annotation:to_web_annotations",
    ),
    Format("text", ".txt", "plain text: the cleaned text, nothing else", writer="corpus_tools.write.text:to_text"),
)
FORMATS: Mapping[str, Format] = {each.name: each for each in _REGISTRY}


def writable() -> list[Format]:
    """Return the formats that are written."""
    return [each for each in FORMATS.values() if each.writer]


def readable() -> list[Format]:
    """Return the formats that are read."""
    return [each for each in FORMATS.values() if each.reader]


def format_named(name: str, among: Iterable[Format] | None = None) -> Format:
    """Return the format of a name, case aside. Raises ValueError that names the nearest ones, and all."""
    known = {each.name: each for each in (writable() if among is None else among)}
    if found := known.get(name.strip().lower().lstrip(".")):
        return found
    near = difflib.get_close_matches(name.lower(), known, n=3, cutoff=0.4)
    guess = f"did you mean {' or '.join(near)}? " if near else ""
    raise ValueError(f"{name}: no such format; {guess}There are {', '.join(known)}")


def check_options(form: Format, options: Mapping[str, str]) -> None:
    """Raise ValueError for an option or value that the writer does not know; the message names those it does."""
    for option, value in options.items():
        known = form.options.get(option)
        if known is None:
            having = [f"{f.name} ({', '.join(f.options[option])})" for f in writable() if option in f.options]
            way_out = f"formats with it: {'; '.join(having)}" if having else "no format has it"
            raise ValueError(f"--{option}: {form.name} has no such option; {way_out}")
        if value not in known:
            raise ValueError(f"--{option} {value}: {form.name} has {', '.join(known)}")
    for option, value, other in form.apart:
        if options.get(option) == value and options.get(other, form.options[other][0]) != form.options[other][0]:
            raise ValueError(f"--{option} {value} and --{other} {options[other]}: leave one of them out")


def check_reader_options(form: Format, options: Iterable[str]) -> None:
    """Raise ValueError for an option that the reader does not know; the message names the formats that have it."""
    for option in options:
        if option not in form.reader_options:
            having = [each.name for each in readable() if option in each.reader_options]
            raise ValueError(f"--{option}: reading {form.name} takes no such option; {', '.join(having)} do")
