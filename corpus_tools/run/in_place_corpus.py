"""TEI files of others -> a folder with the same files, annotated where they stand; no file stops the run."""

from __future__ import annotations

import time
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language

from corpus_tools.errors import CorpusToolsError, ReadError, WriteError
from corpus_tools.identifiers import UniqueIds
from corpus_tools.read import InputFile
from corpus_tools.read.kinds import ARCHIVES, PACKED, XML, innermost_type, stem_of
from corpus_tools.run.annotated_inputs import AnnotatedData, AnnotatedFile, open_annotated
from corpus_tools.run.clean_profile import profile_in_force
from corpus_tools.run.corpus import Settings, prepare_output
from corpus_tools.run.formats import FORMATS
from corpus_tools.run.in_place import annotated_in_place
from corpus_tools.run.made_by import made_by
from corpus_tools.run.manifest import FAILED, Outcome
from corpus_tools.run.output_folder import write_whole

_OTHERS = "--in-place is for TEI files without words; annotate this one without it"


def annotate_files_in_place(
    nlp: Language, inputs: Iterable[InputFile], output: Path, settings: Settings
) -> Iterator[Outcome]:
    """Annotate each TEI file into ``output/tei`` under its own name; yield the outcome of each text, failures too.

    Of ``settings`` the cleaning and ``overwrite`` count. Other kinds of input fail, each with its reason. Raises
    WriteError if the output can't be written.
    """
    inputs = list(inputs)
    profile = profile_in_force(settings.profile, keep_script=settings.keep_script, full=settings.full)
    prepare_output(output, inputs, overwrite=settings.overwrite)
    provenance = made_by(nlp)
    files, texts = UniqueIds(), UniqueIds()
    with (output / "manifest.jsonl").open("w", encoding="utf-8") as manifest:
        for data in open_annotated(_files(inputs), FORMATS["tei"]):
            started = time.perf_counter()
            stem = files.of(stem_of(data.name.rpartition("!")[2]))
            try:
                if reason := data.fault or _refused(data):
                    raise ReadError(reason)
                with nlp.memory_zone():
                    found = annotated_in_place(nlp, data.data, name=data.name, profile=profile)
                path = write_whole(output / "tei" / f"{stem}.xml", found.data)
                outcomes = found.outcomes
                for outcome in outcomes:
                    outcome.id = texts.of(outcome.id)
                    outcome.files = [str(path.relative_to(output))]
            except CorpusToolsError as error:
                outcomes = [Outcome(texts.of(stem), data.name, FAILED, str(error))]
            except OSError as error:
                raise WriteError(f"{error.filename or output}: can't be written: {error.strerror}") from error
            except Exception as error:  # a fault of ours must not cost the user the other files
                reason = f"{data.name}: internal error: {type(error).__name__}: {error}"
                outcomes = [Outcome(texts.of(stem), data.name, FAILED, reason, traceback=traceback.format_exc())]
            for outcome in outcomes:
                outcome.cleaning = profile.record().to_row()
                outcome.seconds = round((time.perf_counter() - started) / len(outcomes), 3)
                manifest.write(outcome.to_line(provenance))
            manifest.flush()
            yield from outcomes


def _files(inputs: Iterable[InputFile]) -> Iterator[AnnotatedFile]:
    for file in inputs:
        fault = file.fault
        if not fault and file.path is not None and file.media_type not in {XML} | PACKED | ARCHIVES:
            fault = f"{file.name}: {_OTHERS}"
        yield AnnotatedFile(file.name_inside, file.path, fault)


def _refused(data: AnnotatedData) -> str:
    """Why a file that stood in an archive, or packed, is not annotated in place."""
    kind = innermost_type(data.name.rpartition("!")[2])
    return f"{data.name}: {_OTHERS}" if "!" in data.name and kind != XML else ""
