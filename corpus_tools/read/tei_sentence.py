"""The sentences of our TEI -> tokens with their tags, names and trees."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from corpus_tools.labels import LAYER_BY_NAME
from corpus_tools.read.tei_xml import TEI, XML_ID, Element, error_at, local
from corpus_tools.stored.text import StoredSentence, StoredText, StoredToken
from corpus_tools.stored.tree import tree_fault

_W, _PC, _C, _S = (f"{{{TEI}}}{tag}" for tag in ("w", "pc", "c", "s"))
_LINKS, _SPANS, _GAP = (f"{{{TEI}}}{tag}" for tag in ("linkGrp", "spanGrp", "gap"))
_NAME, _UNCLEAR = (f"{{{TEI}}}{tag}" for tag in ("name", "unclear"))
#: Elements that the layout ``inline`` has for spans.
_INLINE = tuple(f"{{{TEI}}}{tag}" for tag in ("seg", "roleName", "title"))
_GROUPS = ("UD-SYN", "SPACY-SYN")


@lru_cache(maxsize=1024)
def _tags(msd: str) -> tuple[str | None, str]:
    """Return UPOS (None without one) and features."""
    if not msd.startswith("UPosTag="):
        return None, msd
    upos, _, feats = msd.removeprefix("UPosTag=").partition("|")
    return upos, feats


@lru_cache(maxsize=256)
def relation_name(pointer: str) -> str:
    """Return the relation that a pointer to the taxonomy ``UD-SYN`` means."""
    return pointer.removeprefix("ud-syn:").replace("_", ":")


@dataclass(slots=True)
class _Name:
    """The name that is being read; its next token goes on with the one before."""

    label: str
    continues: bool


class SentenceReader:
    """Reads the sentences of one document into it, and knows the place of each token by its ``xml:id``.

    ``inline`` are the elements round tokens that stand for spans, with the places of their first and last token;
    ``span_groups`` are the groups of spans in sentences.
    """

    def __init__(self, stored: StoredText, labels: dict[str, str]) -> None:
        self._stored = stored
        self._labels = labels
        self._tokens: list[StoredToken] = []
        #: Place of the first token of each sentence, and the sentence, by ``xml:id``.
        self._sentences: dict[str | None, tuple[int, StoredSentence]] = {}
        self._spelt_out = False
        self.places: dict[str, int] = {}
        self.inline: list[tuple[Element, int, int]] = []
        self.span_groups: list[Element] = []

    def end_block(self, usual: str) -> None:
        """Put the usual white space behind a block, or behind the text, unless the file has another."""
        if self._tokens and not self._spelt_out:
            last = self._tokens[-1]
            last.space = usual if last.space else ""

    def read(self, found: Element, kind: str, level: int, *, begins: bool) -> None:
        """Read a sentence. Raises ReadError for one without a word, and for heads that are no tree."""
        first = len(self._tokens)
        groups = self._read_tokens(found, None)
        tokens = self._tokens[first:]
        if not tokens:
            raise error_at(found, self._stored.name, "a sentence without a word; remove it")
        sentence = StoredSentence(tokens, kind, begins, found.sourceline or 0, level)
        self._stored.sentences.append(sentence)
        identifier = found.get(XML_ID)
        self._sentences[identifier] = first, sentence
        for group in groups:
            self._read_links(group, identifier, first, tokens)
        if groups:
            self._check_tree(found, identifier, sentence)

    def _read_tokens(self, parent: Element, name: _Name | None) -> list[Element]:
        """Read what stands in a sentence, or in an element round tokens; return the groups of links in it."""
        tokens, places = self._tokens, self.places
        groups: list[Element] = []
        for found in parent:
            tag = found.tag
            if tag in (_W, _PC):
                get = found.get
                identifier, text = get(XML_ID), found.text
                if identifier is None or not text or len(found):
                    raise self._no_token(found)
                msd = get("msd", "")
                upos = None
                if msd:
                    upos, msd = _tags(msd)
                token = StoredToken(
                    text,
                    get("lemma", ""),
                    upos,
                    get("pos", ""),
                    msd,
                    None,
                    "",
                    "" if get("join") in ("right", "both") else " ",
                )
                if name is not None:
                    token.name = name.label
                    token.continues = name.continues
                    name.continues = True
                self._spelt_out = False
                places[identifier] = len(tokens)
                tokens.append(token)
            elif tag == _LINKS:
                groups.append(found)
            elif tag == _SPANS:
                self.span_groups.append(found)
            elif tag == _NAME:
                kind = found.get("type", "")
                self._read_tokens(found, _Name(self._labels.get(kind, kind), found.get("prev") is not None))
            elif tag == _UNCLEAR:
                self._read_tokens(found, name)
            elif tag == _C:
                self._read_space(found)
            elif tag in _INLINE and found.get("type") in LAYER_BY_NAME:
                first = len(tokens)
                place = len(self.inline)
                self._read_tokens(found, name)
                self.inline.insert(place, (found, first, len(tokens) - 1))
            elif tag != _GAP:
                reason = f"{local(found)} in a sentence; w, pc, name, unclear and the elements of spans are read"
                raise error_at(found, self._stored.name, reason)
        return groups

    def _no_token(self, found: Element) -> Exception:
        if found.get(XML_ID) is None:
            reason = f"{local(found)} without xml:id; trees and spans could not point to it"
        else:
            reason = f"{local(found)} should hold a form and nothing else"
        return error_at(found, self._stored.name, reason)

    def _read_space(self, found: Element) -> None:
        characters = found.text or ""
        if not characters.isspace():
            raise error_at(found, self._stored.name, f"c holds {characters!r}; white space is expected")
        if self._tokens:
            self._tokens[-1].space = characters
            self._spelt_out = True
        else:
            self._stored.before = characters

    def _read_links(self, group: Element, sentence_id: str | None, first: int, tokens: list[StoredToken]) -> None:
        kind = group.get("type")
        if kind not in _GROUPS:
            self._stored.losses["linkGrp"] = self._stored.losses.get("linkGrp", 0) + 1
            return
        native = kind == "SPACY-SYN"
        places, own, size = self.places, f"#{sentence_id}", len(tokens)
        for link in group:
            get = link.get
            target = get("target", "")
            head, _, argument = target.partition(" ")
            place = places.get(argument[1:], -1) - first
            governor = 0 if head == own else places.get(head[1:], -1) - first + 1
            if not 0 <= place < size or (head != own and not 0 < governor <= size):
                raise error_at(link, self._stored.name, f"link {target!r} leads to no token of its sentence")
            token = tokens[place]
            if native:
                token.deprel = get("n", "")
            else:
                token.head = governor
                token.deprel = relation_name(get("ana", ""))

    def read_stand_off(self, stand_off: Element) -> None:
        """Read the trees and names that stand outside the text. Raises ReadError for those of no sentence or token."""
        parsed: dict[str, tuple[Element, StoredSentence]] = {}
        for group in stand_off.iterchildren(_LINKS):
            identifier = group.get("corresp", "")[1:]
            if identifier not in self._sentences:
                reason = f"linkGrp of {group.get('corresp')!r}; @corresp should lead to the sentence of the tree"
                raise error_at(group, self._stored.name, reason)
            first, sentence = self._sentences[identifier]
            self._read_links(group, identifier, first, sentence.tokens)
            parsed.setdefault(identifier, (group, sentence))
        for identifier, (group, sentence) in parsed.items():
            self._check_tree(group, identifier, sentence)
        for group in stand_off.iterchildren(_SPANS):
            if group.get("type") == "name":
                for span in group:
                    self._read_name(span)

    def _read_name(self, span: Element) -> None:
        first, last = self.ends(span)
        kind = span.get("type", "")
        for place in range(first, last + 1):
            token = self._tokens[place]
            if token.name is not None:
                raise error_at(span, self._stored.name, f"a name over {token.text!r}, which is in another name already")
            token.name = self._labels.get(kind, kind)
            token.continues = place > first

    def ends(self, span: Element) -> tuple[int, int]:
        """Return the places of the first and last token of a span. Raises ReadError for ends that are none."""
        first, last = self.places.get(span.get("from", "")[1:]), self.places.get(span.get("to", "")[1:])
        if first is None or last is None or last < first:
            places = f"from {span.get('from')} to {span.get('to')}"
            reason = f"a span {places}; both should be tokens of the text, in this order"
            raise error_at(span, self._stored.name, reason)
        return first, last

    def _check_tree(self, found: Element, identifier: str | None, sentence: StoredSentence) -> None:
        if fault := tree_fault([token.head for token in sentence.tokens]):
            raise error_at(found, self._stored.name, f"sentence {identifier}: {fault.reason}")
