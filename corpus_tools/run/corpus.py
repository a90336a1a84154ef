"""Inputs -> a corpus folder: one TEI and one CoNLL-U file a document, spans, manifest; no document stops the run."""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from spacy.language import Language
from spacy.tokens import Doc

from corpus_tools.clean import Profile
from corpus_tools.document import TextDocument
from corpus_tools.errors import CorpusToolsError, ReadError, WriteError
from corpus_tools.overlap import Overlap
from corpus_tools.provenance import Provenance
from corpus_tools.read import Columns, InputDocument, InputFile, open_inputs
from corpus_tools.run.clean_profile import profile_in_force
from corpus_tools.run.copies import Copies
from corpus_tools.run.duplicates import Watch, overlaps_before
from corpus_tools.run.kept_annotation import kept_provenance
from corpus_tools.run.made_by import made_by
from corpus_tools.run.manifest import DONE, DROPPED, FAILED, Outcome
from corpus_tools.run.one import annotate_document, check_length, read_document
from corpus_tools.run.output_folder import check_output, write_whole
from corpus_tools.study.duplicates import THRESHOLD
from corpus_tools.write import CorpusEntry, corpus_entry, corpus_xml, to_conllu, to_spans_json, to_tei
from corpus_tools.write.annotated_text import annotated_text
from corpus_tools.write.tei_spans import Layout

FORMATS = ("tei", "conllu", "jsonl")
#: All that a run writes; ``--overwrite`` removes these and nothing else.
_WRITTEN = ("tei/*.xml", "conllu/*.conllu", "corpus.xml", "spans.jsonl", "manifest.jsonl")


@dataclass(frozen=True)
class Settings:
    """What a run does beside its inputs.

    ``duplicates`` searches them before the run; ``drop_duplicates`` leaves out all but the first of each cluster.
    ``duplicate_threshold`` is the Jaccard index from which on two texts are near duplicates, 0.5 to 1. ``layout`` says
    where spans stand in TEI.
    """

    formats: tuple[str, ...] = FORMATS
    keep_script: bool = False
    full: bool = True
    overwrite: bool = False
    columns: Columns | None = None
    profile: Profile | None = None
    duplicates: bool = False
    drop_duplicates: bool = False
    duplicate_threshold: float = THRESHOLD
    layout: Layout = "default"


def prepare_output(output: Path, inputs: Iterable[InputFile], *, overwrite: bool) -> None:
    """Make the output folder ready; with ``overwrite`` an earlier run's files go.

    Raises WriteError as check_output, and if one of those files is an input.
    """
    check_output(output, overwrite=overwrite)
    earlier = [path for pattern in _WRITTEN for path in output.glob(pattern)]
    resolved = {path.resolve() for path in earlier}
    for file in inputs:
        if file.path is not None and not file.fault and file.path.resolve() in resolved:
            raise WriteError(f"{output}: holds the input {file.name}, which is not overwritten; name another folder")
    try:
        for path in earlier:
            path.unlink()
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"{output}: can't be written: {error.strerror}") from error


def annotate_corpus(
    nlp: Language, inputs: Iterable[InputFile], output: Path, settings: Settings, *, watch: Watch = iter
) -> Iterator[Outcome]:
    """Annotate every document of the inputs into ``output`` and yield its outcome as it is done; failures are too.

    The corpus file ``corpus.xml`` is written when the last document is done. If duplicates are searched, the inputs are
    read once before that, and ``watch`` hands on what is read. Raises WriteError if the output can't be written,
    ReadError if duplicates are searched in what can be read once only.
    """
    inputs = list(inputs)
    check_output(output, overwrite=settings.overwrite)
    profile = profile_in_force(settings.profile, keep_script=settings.keep_script, full=settings.full)
    copies = _copies(nlp, inputs, settings, profile, watch)
    prepare_output(output, inputs, overwrite=settings.overwrite)
    provenance = made_by(nlp)
    entries: list[CorpusEntry] = []
    with (output / "manifest.jsonl").open("w", encoding="utf-8") as manifest, _spans_file(output, settings) as spans:
        for source in open_inputs(inputs, settings.columns):
            outcome = Outcome(source.doc_id, source.name, DONE, cleaning=profile.record().to_row())
            started = time.perf_counter()
            try:
                with nlp.memory_zone():
                    entries += _annotate_one(nlp, source, output, settings, provenance, outcome, spans, profile, copies)
            except CorpusToolsError as error:
                outcome.status, outcome.reason = FAILED, str(error)
            except OSError as error:
                raise WriteError(f"{error.filename or output}: can't be written: {error.strerror}") from error
            except Exception as error:  # a fault of ours must not cost the user the other documents
                outcome.status, outcome.reason = (
                    FAILED,
                    f"{source.name}: internal error: {type(error).__name__}: {error}",
                )
                outcome.traceback = traceback.format_exc()
            if outcome.status == FAILED and (remark := copies.failed(source.doc_id)):
                outcome.remarks.append(remark)
            outcome.seconds = round(time.perf_counter() - started, 3)
            manifest.write(outcome.to_line(provenance))
            manifest.flush()
            yield outcome
    if "tei" in settings.formats:
        (output / "corpus.xml").write_bytes(corpus_xml(entries, provenance))


def _annotate_one(
    nlp: Language,
    source: InputDocument,
    output: Path,
    settings: Settings,
    provenance: Provenance,
    outcome: Outcome,
    spans: TextIO | None,
    profile: Profile,
    copies: Copies,
) -> list[CorpusEntry]:
    document = read_document(source, full=settings.full, profile=profile)
    outcome.describe_source(document)
    overlap = copies.of(source.doc_id)
    outcome.describe_overlap(overlap)
    if reason := copies.drop_reason(source.doc_id):
        outcome.status, outcome.reason = DROPPED, reason
        return []
    doc = annotate_document(nlp, document)
    if document.annotation is not None:
        provenance = kept_provenance(provenance, document.annotation, doc)
    outcome.describe_doc(doc)
    outcome.files = _write(doc, source.doc_id, output, settings, provenance, overlap)
    if spans is not None:
        spans.write(to_spans_json(doc, doc_id=source.doc_id))
    return [corpus_entry(doc, doc_id=source.doc_id)]


def _copies(nlp: Language, inputs: Sequence[InputFile], settings: Settings, profile: Profile, watch: Watch) -> Copies:
    """Read the inputs once, if duplicates are searched; a document that will fail stands for no other."""
    if not (settings.duplicates or settings.drop_duplicates):
        return Copies({}, drop=False)

    def read(source: InputDocument) -> TextDocument:
        try:
            document = read_document(source, full=settings.full, profile=profile)
            check_length(document, nlp.max_length)
        except CorpusToolsError:
            raise
        except Exception as error:  # a fault of ours; the run names it, with its traceback
            raise ReadError(f"{source.name}: internal error: {error}") from error
        return document

    found = overlaps_before(inputs, settings.columns, read, threshold=settings.duplicate_threshold, watch=watch)
    return Copies(found, drop=settings.drop_duplicates)


def _write(
    doc: Doc, doc_id: str, output: Path, settings: Settings, provenance: Provenance, overlap: Overlap | None
) -> list[str]:
    written = []
    text = annotated_text(doc, doc_id=doc_id, provenance=provenance, overlap=overlap)
    if "tei" in settings.formats:
        tei = to_tei(doc, doc_id=doc_id, provenance=provenance, overlap=overlap, text=text, layout=settings.layout)
        written.append(write_whole(output / "tei" / f"{doc_id}.xml", tei))
    if "conllu" in settings.formats:
        lines = to_conllu(doc, doc_id=doc_id, provenance=provenance, text=text)
        written.append(write_whole(output / "conllu" / f"{doc_id}.conllu", lines.encode()))
    return [str(path.relative_to(output)) for path in written]


def _spans_file(output: Path, settings: Settings) -> AbstractContextManager[TextIO | None]:
    return (output / "spans.jsonl").open("w", encoding="utf-8") if "jsonl" in settings.formats else nullcontext()
