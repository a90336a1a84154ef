"""The bytes of one annotated file, TEI or CoNLL-U -> its documents and all that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from corpus_tools.errors import CorpusToolsError
from corpus_tools.formats.escapes import unescaped
from corpus_tools.read.conllu import read_conllu
from corpus_tools.read.tei import read_tei
from corpus_tools.read.tei_xml import TEI, local, parse_xml
from corpus_tools.stored.text import StoredText
from corpus_tools.validation.conllu_rules import check_conllu
from corpus_tools.validation.fault import Fault, fault_of
from corpus_tools.validation.proof import Known, originals, originals_in_tei, proof
from corpus_tools.validation.schematron import Schematron
from corpus_tools.validation.tei_links import LinkCheck, foreign_names, repeated_ids
from corpus_tools.validation.tei_place import Element
from corpus_tools.validation.tei_schema import TeiSchema

OURS, OTHER, CORPUS, CONLLU = "tei", "tei of others", "tei corpus", "conllu"
PARLAMINT = "parlamint"
_INCLUDE = "{http://www.w3.org/2001/XInclude}include"
_PACKAGE = "corpus-tools"
#: What ``@ana`` of every component of ParlaMint holds.
_PARLAMENT = "#parla."


@dataclass
class Checked:
    """What was found in a file; ``documents`` are those that could be read. ``proved`` counts rebuilt originals."""

    file: str
    format: str
    documents: list[StoredText] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    included: list[str] = field(default_factory=list)
    sentences: int = 0
    tokens: int = 0
    spans: int = 0
    links: int = 0
    proved: int = 0

    def count(self) -> None:
        """Count what the documents hold."""
        self.sentences = sum(len(each.sentences) for each in self.documents)
        self.tokens = sum(len(s.tokens) for each in self.documents for s in each.sentences)
        self.spans = sum(len(each.spans) for each in self.documents)


class DocumentCheck:
    """Checks files; the schema is compiled at the first TEI file. ``sources``: see :func:`proof`."""

    def __init__(self, *, schema: TeiSchema | None = None, sources: Mapping[str, Known] | None = None) -> None:
        self._other_schema, self._sources = schema, sources
        self._own: tuple[TeiSchema, Schematron] | None = None

    def tei(self, data: bytes, *, file: str) -> Checked:
        """Check a TEI or teiCorpus file, ours or another's: the latter has no schema unless one was named."""
        try:
            root = parse_xml(data, name=file)
        except CorpusToolsError as error:
            return Checked(file, "xml", faults=[fault_of(error, file, "xml")])
        includes = list(root.iter(_INCLUDE))
        ours = any(a.get("ident") == _PACKAGE for a in root.iter(f"{{{TEI}}}application"))
        checked = Checked(file, (CORPUS if includes else OURS) if ours else OTHER)
        known, faults = repeated_ids(root, file=file)
        component = not ours and _PARLAMENT in root.get("ana", "")
        if component:
            checked.format = PARLAMINT
        links = LinkCheck(root, known, file=file, strict=ours, component=component)
        faults += links.faults()
        checked.links = links.links
        if includes:
            checked.included = [unquote(str(each.get("href", ""))) for each in includes]
            checked.faults = faults
            return checked
        if ours:
            faults += foreign_names(root, file=file)
            schema, rules = self._compiled()
            faults += schema.faults(root, file=file)
            faults += rules.faults(root, file=file)
        if self._other_schema:
            faults += self._other_schema.faults(root, file=file)
        if ours:
            faults += self._read_tei(checked, root, data, {fault.line for fault in faults})
        checked.faults = faults
        checked.count()
        return checked

    def _compiled(self) -> tuple[TeiSchema, Schematron]:
        if self._own is None:
            self._own = TeiSchema(), Schematron()
        return self._own

    def _read_tei(self, checked: Checked, root: Element, data: bytes, named: set[int]) -> list[Fault]:
        """Read the documents, which must not fail, and prove their alignment."""
        try:
            checked.documents = read_tei(data, name=checked.file)
        except CorpusToolsError as error:
            fault = fault_of(error, checked.file, "content")
            return [] if fault.line in named else [fault]
        texts = [root] if local(root) == "TEI" else list(root.iterchildren(f"{{{TEI}}}TEI"))
        faults = []
        for text, stored in zip(texts, checked.documents, strict=True):
            aligned, found = proof(stored, file=checked.file, sources=self._sources)
            faults += found
            if aligned is not None:
                wrong = list(originals_in_tei(text, stored, aligned, file=checked.file))
                checked.proved += not (wrong or found)
                faults += wrong
        return faults

    def conllu(self, data: bytes, *, file: str) -> Checked:
        """Check a CoNLL-U file, ours or another's."""
        checked = Checked(file, CONLLU)
        lines = check_conllu(data, file=file)
        checked.faults = list(lines.faults)
        try:
            checked.documents = read_conllu(data, name=file)
        except CorpusToolsError as error:
            fault = fault_of(error, file, "content")
            if fault.line not in {each.line for each in lines.faults}:
                checked.faults.append(fault)
            return checked
        said = iter(lines.sentences)
        for stored in checked.documents:
            aligned, found = proof(stored, file=file, sources=self._sources)
            checked.faults += found
            proved = aligned is not None and not found
            for original in originals(stored, aligned) if aligned is not None else ():
                sentence = next(said, None)
                if sentence is None:
                    break
                written = sentence.comment("text_orig")
                if stored.provenance and _plain(written, sentence.comment("text")) != original.replace("\ufffd", "〓"):
                    proved = False
                    reason = "# text_orig (or # text, without one) is not the original on record; mend one of them"
                    name = sentence.comment("sent_id") or ""
                    checked.faults.append(Fault(file, sentence.line, "alignment", reason, stored.doc_id, name))
            checked.proved += proved
        checked.count()
        return checked


def _plain(written: str | None, text: str | None) -> str:
    return (unescaped(written) if written is not None else text or "").replace("\ufffd", "〓")
