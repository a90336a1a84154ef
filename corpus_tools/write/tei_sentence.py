"""A sentence -> TEI: its words and marks in names, what is damaged, its tree and its spans, written line by line."""

from __future__ import annotations

import unicodedata
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from corpus_tools.write.annotated_text import AnnotatedText
from corpus_tools.write.conllu import native_label
from corpus_tools.write.sentences import Sentence, SentenceToken
from corpus_tools.write.tei_elements import Part, attribute_value, attributes_of, character_data
from corpus_tools.write.tei_gaps import BEFORE_ALL, gaps
from corpus_tools.write.tei_inline import InlineSpans, Wrap
from corpus_tools.write.tei_spans import Layout, SpanGroups

_entity = attrgetter("entity")
_damaged = attrgetter("damaged")


class SentenceWriter:
    """Writes the sentences of one document; what several of them share is found once."""

    def __init__(self, text: AnnotatedText, layout: Layout, groups: SpanGroups) -> None:
        self._groups = groups
        self._layout = layout
        self._names = _Names(text)
        self._inline = InlineSpans(text) if layout == "inline" else None
        self._damage = bool(text.document and text.document.damage) and layout != "standoff"
        self._gaps = gaps(text) if self._damage else {}
        #: Element, and attributes without form and lemma, of the tags that tokens have.
        self._tags: dict[tuple[str | None, str, str], tuple[str | None, str]] = {}
        self._relations: dict[str | None, str] = {}

    def of(self, sentence: Sentence) -> Part:
        """Return a sentence as something that can be written."""
        return _Written(self, sentence)

    def write(self, sentence: Sentence, lines: list[str], pad: str) -> None:
        """Add the lines of a sentence."""
        inner = pad + " "
        lines.append(f'{pad}<s xml:id="{sentence.id}">')
        if sentence.number == 1:
            self._write_gaps(BEFORE_ALL, lines, inner)
        if self._layout == "standoff":
            self.write_words(sentence.tokens, lines, inner)
        else:
            wraps = self._inline.of(sentence.number) if self._inline else ()
            if wraps:
                self._write_nested(sentence, wraps, lines, inner)
            else:
                self._write_named(sentence, lines, inner)
            self.write_tree(sentence, lines, inner)
            for group in self._groups.of(sentence.number):
                group.write(lines, inner)
        lines.append(f"{pad}</s>")

    def _write_named(self, sentence: Sentence, lines: list[str], pad: str) -> None:
        for entity, tokens in groupby(sentence.tokens, key=_entity):
            if entity is None:
                self._write_readable(tokens, lines, pad)
            else:
                inside = list(tokens)
                lines.append(f"{pad}<name{self._names.attributes(entity, inside)}>")
                self._write_readable(inside, lines, pad + " ")
                lines.append(f"{pad}</name>")

    def _write_nested(self, sentence: Sentence, wraps: Sequence[Wrap], lines: list[str], pad: str) -> None:
        """Write tokens in the elements of their spans and names; of two round the same tokens the name is inside."""
        named = [list(group) for entity, group in groupby(sentence.tokens, key=_entity) if entity is not None]
        around = [*wraps]
        for inside in named:
            entity = inside[0].entity
            assert entity is not None
            attributes = self._names.attributes(entity, inside)
            around.append(Wrap(inside[0].number, inside[-1].number, "name", attributes))
        waiting = deque(sorted(around, key=lambda wrap: (wrap.first, -wrap.last)))  # a stable sort: names stay behind
        opened: list[Wrap] = []
        for token in sentence.tokens:
            while waiting and waiting[0].first == token.number:
                wrap = waiting.popleft()
                lines.append(f"{pad}{' ' * len(opened)}<{wrap.name}{wrap.attributes}>")
                opened.append(wrap)
            self._write_readable([token], lines, pad + " " * len(opened))
            while opened and opened[-1].last == token.number:
                wrap = opened.pop()
                lines.append(f"{pad}{' ' * len(opened)}</{wrap.name}>")

    def _write_readable(self, tokens: Iterable[SentenceToken], lines: list[str], pad: str) -> None:
        if not self._damage:
            self.write_words(tokens, lines, pad)
            return
        for damaged, group in groupby(tokens, key=_damaged):
            if damaged:
                lines.append(f'{pad}<unclear reason="damaged">')
                self.write_words(group, lines, pad + " ")
                lines.append(f"{pad}</unclear>")
            else:
                self.write_words(group, lines, pad)

    def _write_gaps(self, token_id: str, lines: list[str], pad: str) -> None:
        for damage in self._gaps.get(token_id, ()):
            size = damage.end_char - damage.start_char
            quantity = f' unit="chars" quantity="{size}"' if size else ""
            lines.append(f'{pad}<gap reason="damaged"{quantity}/>')

    def write_words(self, tokens: Iterable[SentenceToken], lines: list[str], pad: str) -> None:
        """Add words and marks, and the white space around them where it is another than its place tells."""
        tags, gapped = self._tags, self._gaps
        for row in tokens:
            key = (row.upos, row.feats, row.xpos)
            found = tags.get(key)
            if found is None:
                found = tags[key] = _tags(*key)
            name, tagged = found
            written = row.form
            form, lemma = character_data(written), attribute_value(row.lemma)
            if name is None:
                name = "pc" if all(unicodedata.category(c)[0] == "P" for c in written) else "w"
            join = "" if row.space_after else ' join="right"'
            orig = "" if row.orig is None else f' orig="{attribute_value(row.orig)}"'
            if row.before:
                lines.append(f'{pad}<c type="space">{character_data(row.before)}</c>')
            lines.append(f'{pad}<{name} xml:id="{row.id}" lemma="{lemma}"{tagged}{join}{orig}>{form}</{name}>')
            if row.spaces:
                lines.append(f'{pad}<c type="space">{character_data(row.spaces)}</c>')
            if gapped and row.id in gapped:
                self._write_gaps(row.id, lines, pad)

    def write_tree(self, sentence: Sentence, lines: list[str], pad: str, *, corresp: bool = False) -> None:
        """Add the tree, and the parser's own labels in the same form; ``corresp``: with the name of the sentence."""
        tokens = sentence.tokens
        links: list[str] = []
        natives: list[str] = []
        relations = self._relations
        for token in tokens:
            head = token.head
            if head is None:
                continue
            deprel = token.deprel
            ana = relations.get(deprel)
            if ana is None:
                ana = relations[deprel] = attribute_value((deprel or "dep").replace(":", "_"))
            target = f'target="#{tokens[head - 1].id if head else sentence.id} #{token.id}"/>'
            links.append(f'{pad} <link ana="ud-syn:{ana}" {target}')
            native = native_label(token)
            if native is not None:
                natives.append(f'{pad} <link n="{attribute_value(native)}" {target}')
        for kind, found in (("UD-SYN", links), ("SPACY-SYN", natives)):
            if found:
                of = f' corresp="#{sentence.id}"' if corresp else ""
                lines.append(f'{pad}<linkGrp type="{kind}" targFunc="head argument"{of}>')
                lines += found
                lines.append(f"{pad}</linkGrp>")


class _Written:
    __slots__ = ("_sentence", "_writer")

    def __init__(self, writer: SentenceWriter, sentence: Sentence) -> None:
        self._writer = writer
        self._sentence = sentence

    def write(self, lines: list[str], pad: str) -> None:
        self._writer.write(self._sentence, lines, pad)


class _Names:
    """Attributes of names; one over a sentence border is in parts that point to each other."""

    def __init__(self, text: AnnotatedText) -> None:
        self._text = text
        self._first: dict[int, str] = {}
        #: Names that go on in the next sentence.
        self._in_parts = {
            one.tokens[-1].entity[0]
            for one, next_one in pairwise(text.sentences)
            if one.tokens[-1].entity and one.tokens[-1].entity == next_one.tokens[0].entity
        }

    def attributes(self, entity: tuple[int, str], tokens: Sequence[SentenceToken]) -> str:
        """Return the attributes of ``name`` round the tokens of a name, or of its next part."""
        number, label = entity
        registered = self._text.registered(self._text.names[number], label)
        identifier = f"{tokens[0].id}.name" if number in self._in_parts else None
        before = self._first.get(number)
        if identifier:
            self._first[number] = identifier
        return attributes_of(
            {
                "xml_id": identifier,
                "type": self._text.keys.names[label],
                "ref": f"#{registered}" if registered else None,
                "prev": f"#{before}" if before else None,
            }
        )


def _tags(upos: str | None, feats: str, xpos: str) -> tuple[str | None, str]:
    """Return ``w`` or ``pc`` (None: the form tells), and the attributes for the tags."""
    if upos is None:
        msd, name = feats or None, None
    else:
        msd = f"UPosTag={upos}|{feats}" if feats else f"UPosTag={upos}"
        name = "pc" if upos == "PUNCT" else "w"
    return name, attributes_of({"pos": xpos or None, "msd": msd})
