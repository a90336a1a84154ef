"""Inputs -> a corpus folder: one TEI and one CoNLL-U file a document, spans, manifest; no document stops the run."""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from spacy.language import Language
from spacy.tokens import Doc

from corpus_tools.clean import Profile
from corpus_tools.errors import CorpusToolsError, WriteError
from corpus_tools.provenance import Provenance
from corpus_tools.read import Columns, InputDocument, InputFile, open_inputs
from corpus_tools.run.clean_profile import profile_in_force, profile_record
from corpus_tools.run.made_by import made_by
from corpus_tools.run.manifest import DONE, FAILED, Outcome
from corpus_tools.run.one import annotate_document, read_document
from corpus_tools.run.output_folder import check_output, write_whole
from corpus_tools.write import CorpusEntry, corpus_entry, corpus_xml, to_conllu, to_spans_json, to_tei

FORMATS = ("tei", "conllu", "jsonl")
#: All that a run writes; ``--overwrite`` removes these and nothing else.
_WRITTEN = ("tei/*.xml", "conllu/*.conllu", "corpus.xml", "spans.jsonl", "manifest.jsonl")


@dataclass(frozen=True)
class Settings:
    """What a run does beside its inputs."""

    formats: tuple[str, ...] = FORMATS
    keep_script: bool = False
    full: bool = True
    overwrite: bool = False
    columns: Columns | None = None
    profile: Profile | None = None


def prepare_output(output: Path, *, overwrite: bool) -> None:
    """Make the output folder ready; with ``overwrite`` an earlier run's files go. Raises WriteError as check_output."""
    check_output(output, overwrite=overwrite)
    try:
        for pattern in _WRITTEN:
            for path in output.glob(pattern):
                path.unlink()
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"{output}: can't be written: {error.strerror}") from error


def annotate_corpus(nlp: Language, inputs: Iterable[InputFile], output: Path, settings: Settings) -> Iterator[Outcome]:
    """Annotate every document of the inputs into ``output`` and yield its outcome as it is done; failures are too.

    The corpus file ``corpus.xml`` is written when the last document is done. Raises WriteError if the output can't
    be written.
    """
    prepare_output(output, overwrite=settings.overwrite)
    provenance = made_by(nlp)
    profile = profile_in_force(settings.profile, keep_script=settings.keep_script, full=settings.full)
    entries: list[CorpusEntry] = []
    with (output / "manifest.jsonl").open("w", encoding="utf-8") as manifest, _spans_file(output, settings) as spans:
        for source in open_inputs(inputs, settings.columns):
            outcome = Outcome(source.doc_id, source.name, DONE, cleaning=profile_record(profile))
            started = time.perf_counter()
            try:
                with nlp.memory_zone():
                    entries += _annotate_one(nlp, source, output, settings, provenance, outcome, spans, profile)
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
) -> list[CorpusEntry]:
    document = read_document(source, full=settings.full, profile=profile)
    outcome.describe_source(document)
    doc = annotate_document(nlp, document)
    outcome.describe_doc(doc)
    outcome.files = _write(doc, source.doc_id, output, settings, provenance)
    if spans is not None:
        spans.write(to_spans_json(doc, doc_id=source.doc_id))
    return [corpus_entry(doc, doc_id=source.doc_id)]


def _write(doc: Doc, doc_id: str, output: Path, settings: Settings, provenance: Provenance) -> list[str]:
    written = []
    if "tei" in settings.formats:
        written.append(write_whole(output / "tei" / f"{doc_id}.xml", to_tei(doc, doc_id=doc_id, provenance=provenance)))
    if "conllu" in settings.formats:
        lines = to_conllu(doc, doc_id=doc_id, provenance=provenance)
        written.append(write_whole(output / "conllu" / f"{doc_id}.conllu", lines.encode()))
    return [str(path.relative_to(output)) for path in written]


def _spans_file(output: Path, settings: Settings) -> AbstractContextManager[TextIO | None]:
    return (output / "spans.jsonl").open("w", encoding="utf-8") if "jsonl" in settings.formats else nullcontext()
