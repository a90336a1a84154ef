"""The bytes of our TEI -> its documents, with all that they carry."""

from __future__ import annotations

import re

from corpus_tools.document import BLOCK_KINDS
from corpus_tools.errors import ReadError
from corpus_tools.read.stored_record import apply_exact, take_record
from corpus_tools.read.tei_header import read_header
from corpus_tools.read.tei_spans import SpanReader
from corpus_tools.read.tei_xml import TEI, XML_ID, Element, check_names, error_at, local, parse_xml
from corpus_tools.stored_text import StoredSentence, StoredText, StoredToken
from corpus_tools.stored_tree import tree_fault

_NS = {"t": TEI}
_HEADS = ("headline", "lead", "head")
_BLOCKS = ("head", "p", "item")
#: Elements of a sentence that hold tokens.
_AROUND = ("name", "unclear")


def read_tei(data: bytes, *, name: str) -> list[StoredText]:
    """Return the documents of a TEI or teiCorpus file; ``name`` stands for it in messages.

    Raises ReadError with file, line and reason for a file that is no TEI, holds no sentences and words, or has a
    pointer, tree or value that leads nowhere; no document of such a file is returned.
    """
    root = parse_xml(data, name=name)
    known = check_names(root, name=name)
    documents = [root] if local(root) == "TEI" else list(root.iterchildren(f"{{{TEI}}}TEI"))
    if not documents:
        raise ReadError(f"{name}:1: a teiCorpus without a text in it; read the files that it includes")
    return [_Reader(document, known, name).text() for document in documents]


class _Reader:
    """Reads one document."""

    def __init__(self, root: Element, known: dict[str, Element], name: str) -> None:
        self._root = root
        self._known = known
        self._name = name
        self._stored = StoredText(name, root.get(XML_ID) or _stem(name))
        #: Place of each token in its document, and number of its sentence and in it, by ``xml:id``.
        self._places: dict[str, int] = {}
        self._numbers: dict[str, int] = {}
        self._labels: dict[str, str] = {}
        self._spelt_out = False

    def text(self) -> StoredText:
        """Return the document."""
        stored = self._stored
        header = self._root.find("t:teiHeader", _NS)
        body = self._root.find("t:text/t:body", _NS)
        if header is None or body is None:
            raise error_at(self._root, self._name, "no teiHeader, or no body")
        read_header(header, stored)
        self._labels = self._name_labels(header)
        self._read_record()
        for block in body.iter(*(f"{{{TEI}}}{tag}" for tag in _BLOCKS)):
            self._read_block(block)
        self._end_block("")
        if not stored.sentences and "".join(body.itertext()).strip():
            raise error_at(body, self._name, "text without sentences (s) and words (w); only annotated TEI is read")
        self._apply_exact()
        stored.spans = SpanReader(self._root, self._known, self._places, self._name).spans()
        return stored

    def _read_block(self, block: Element) -> None:
        kind = _kind(block)
        begins = True
        level = int(written) if (written := block.get("n", "0")).isdecimal() else 0
        for sentence in block:
            if local(sentence) != "s":
                raise error_at(sentence, self._name, f"{local(sentence)} in {local(block)}; a sentence (s) is expected")
            if begins:
                self._end_block("\n")
            self._read_sentence(sentence, kind, level, begins=begins)
            begins = False

    def _end_block(self, usual: str) -> None:
        """Put the usual white space behind a block, or behind the text, unless the file has another."""
        if self._stored.sentences and not self._spelt_out:
            last = self._stored.sentences[-1].tokens[-1]
            last.space = usual if last.space else ""

    def _read_sentence(self, found: Element, kind: str, level: int, *, begins: bool) -> None:
        sentence = StoredSentence([], kind, begins, found.sourceline or 0, level)
        self._read_tokens(found, sentence, None)
        if not sentence.tokens:
            raise error_at(found, self._name, "a sentence without a word; remove it")
        self._stored.sentences.append(sentence)
        for group in found.iterchildren(f"{{{TEI}}}linkGrp"):
            self._read_links(group, found, sentence)
        if fault := tree_fault([token.head for token in sentence.tokens]):
            raise error_at(found, self._name, f"sentence {found.get(XML_ID)}: {fault.reason}")

    def _read_tokens(self, parent: Element, sentence: StoredSentence, label: str | None) -> None:
        continues = parent.get("prev") is not None
        for found in parent:
            tag = local(found)
            if tag in ("w", "pc"):
                token = self._token(found, label)
                token.continues = continues
                continues = label is not None
                identifier = found.get(XML_ID)
                if identifier is not None:
                    self._places[identifier] = len(self._places)
                    self._numbers[identifier] = len(sentence.tokens) + 1
                sentence.tokens.append(token)
            elif tag == "c":
                self._read_space(found, sentence)
            elif tag in _AROUND:
                inner = self._label(found) if tag == "name" else label
                before = len(sentence.tokens)
                self._read_tokens(found, sentence, inner)
                if tag == "unclear" and label is not None and continues and before < len(sentence.tokens):
                    sentence.tokens[before].continues = True
                continues = label is not None
            elif tag not in ("linkGrp", "spanGrp"):
                raise error_at(found, self._name, f"{tag} in a sentence; w, pc, name and unclear are read")

    def _token(self, found: Element, label: str | None) -> StoredToken:
        if found.get(XML_ID) is None:
            raise error_at(found, self._name, f"{local(found)} without xml:id; trees and spans could not point to it")
        text = found.text or ""
        if len(found) or not text:
            raise error_at(found, self._name, f"{local(found)} should hold a form and nothing else")
        upos, feats = None, found.get("msd", "")
        if feats.startswith("UPosTag="):
            upos, _, feats = feats.removeprefix("UPosTag=").partition("|")
        self._spelt_out = False
        return StoredToken(
            text=text,
            lemma=found.get("lemma", ""),
            upos=upos,
            xpos=found.get("pos", ""),
            feats=feats,
            head=None,
            deprel="",
            space="" if found.get("join") in ("right", "both") else " ",
            name=label,
        )

    def _read_space(self, found: Element, sentence: StoredSentence) -> None:
        characters = found.text or ""
        if not characters.isspace():
            raise error_at(found, self._name, f"c holds {characters!r}; white space is expected")
        tokens = sentence.tokens or (self._stored.sentences[-1].tokens if self._stored.sentences else [])
        if tokens:
            tokens[-1].space = characters
            self._spelt_out = True
        else:
            self._stored.before = characters

    def _read_links(self, group: Element, found: Element, sentence: StoredSentence) -> None:
        native = group.get("type") == "SPACY-SYN"
        if not native and group.get("type") != "UD-SYN":
            self._stored.losses["linkGrp"] = self._stored.losses.get("linkGrp", 0) + 1
            return
        own = f"#{found.get(XML_ID)}"
        for link in group:
            head, _, argument = link.get("target", "").partition(" ")
            number = self._numbers.get(argument[1:])
            governor = 0 if head == own else self._numbers.get(head[1:])
            inside = number is not None and number <= len(sentence.tokens)
            if not inside or number is None or governor is None:
                raise error_at(link, self._name, f"link {link.get('target')!r} leads to no token of its sentence")
            token = sentence.tokens[number - 1]
            if native:
                token.deprel = link.get("n", "")
            else:
                token.head = governor
                token.deprel = link.get("ana", "").removeprefix("ud-syn:").replace("_", ":")

    def _read_record(self) -> None:
        found = self._root.find("t:standOff/t:xenoData[@type='record']", _NS)
        if found is None:
            return
        try:
            take_record(found.text or "", self._stored)
        except ValueError as error:
            raise error_at(found, self._name, f"the record can't be understood: {error}") from error

    def _apply_exact(self) -> None:
        try:
            apply_exact(self._stored)
        except ValueError as error:
            raise ReadError(f"{self._name}: the record can't be understood: {error}") from error

    def _label(self, found: Element) -> str:
        kind = found.get("type", "")
        return self._labels.get(kind, kind)

    @staticmethod
    def _name_labels(header: Element) -> dict[str, str]:
        """Return the labels of names that had to be changed to be a type in TEI."""
        categories = header.iterfind("t:encodingDesc/t:classDecl/t:taxonomy/t:category[@n]", _NS)
        found = ((str(c.get(XML_ID)), str(c.get("n"))) for c in categories)
        return {identifier.partition(".NER.")[2]: label for identifier, label in found if ".NER." in identifier}


def _kind(block: Element) -> str:
    tag = local(block)
    if tag == "head":
        return kind if (kind := block.get("type", "head")) in _HEADS else "head"
    kind = "item" if tag == "item" else block.get("rend") or "paragraph"
    return kind if kind in BLOCK_KINDS else "paragraph"


def _stem(name: str) -> str:
    return re.split(r"[/\\]", name)[-1].removesuffix(".xml") or "document"
