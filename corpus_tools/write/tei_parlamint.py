"""An annotated document -> TEI as the schema of ParlaMint has it for annotated components: words, names and trees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from urllib.parse import quote

from corpus_tools.document import TextDocument
from corpus_tools.errors import CorpusToolsError
from corpus_tools.provenance import Provenance
from corpus_tools.write.annotated_text import NAME_TYPES
from corpus_tools.write.conllu_comments import readable
from corpus_tools.write.sentences import Sentence, SentenceToken
from corpus_tools.write.tei_elements import TEI, Element, Part, element
from corpus_tools.write.tei_header import PACKAGE, day_or_time

#: What such a file can hold; all spans are lost.
HOLDS = frozenset({"sentences", "tokens", "lemma", "upos", "xpos", "feats", "tree", "names"})
#: The one licence that the schema lets stand.
_LICENCE = "http://creativecommons.org/licenses/by/4.0/"
_entity = attrgetter("entity")


def parlamint(
    sentences: Sequence[Sentence], document: TextDocument | None, *, doc_id: str, start: str, provenance: Provenance
) -> Element:
    """Return the root: one speech (``u``) with a ``seg`` for each block; identifiers begin with ``start``.

    Pointers lead to taxonomies that ParlaMint has in the root file of a corpus. Raises CorpusToolsError for a sentence
    without a tree, which the schema does not allow.
    """
    for sentence in sentences:
        if sentence.tokens[0].head is None:
            raise CorpusToolsError(
                f"{doc_id}: sentence {sentence.id} has no tree, which ParlaMint asks for; annotate with a parser"
            )
    blocks = [list(group) for _, group in groupby(sentences, key=attrgetter("block"))]
    segments = [element("seg", *(_sentence(s) for s in block), xml_id=f"{start}.p{block[0].block}") for block in blocks]
    if segments:
        speech = element("u", *segments, xml_id=f"{start}.u1", ana="#regular")
        division = element("div", speech, type="debateSection")
    else:
        division = element("div", element("note", "no text"), type="commentSection")
    text = element("text", element("body", division), ana="#reference")
    header = _header(sentences, document, doc_id, provenance)
    return element("TEI", header, text, xmlns=TEI, xml_id=start, xml_lang="zh", ana="#parla.sitting #reference")


def _sentence(sentence: Sentence) -> Element:
    parts: list[Part] = []
    for entity, tokens in groupby(sentence.tokens, key=_entity):
        words = [_word(token) for token in tokens]
        if entity is None:
            parts += words
        else:
            label = entity[1]
            kind = label if label in NAME_TYPES else "MISC"
            parts.append(element("name", *words, type=kind, subtype=None if label == kind else _one_line(label)))
    links = [element("link", ana=_relation(token), target=_ends(sentence, token)) for token in sentence.tokens]
    parts.append(element("linkGrp", *links, targFunc="head argument", type="UD-SYN"))
    return element("s", *parts, xml_id=sentence.id)


def _word(row: SentenceToken) -> Element:
    """Return ``w``, for punctuation ``pc``; ParlaMint's scripts give ``pc`` no lemma other than its form."""
    form, lemma = readable(row.form), readable(row.lemma)
    tags = f"UPosTag={row.upos or '_'}" + (f"|{row.feats}" if row.feats else "")
    mark = row.upos == "PUNCT" and lemma == form
    return element(
        "pc" if mark else "w",
        form,
        xml_id=row.id,
        lemma=None if mark else lemma,
        pos=readable(row.xpos) or None,
        msd=tags,
        join=None if row.space_after else "right",
    )


def _relation(token: SentenceToken) -> str:
    return f"ud-syn:{(token.deprel or 'dep').replace(':', '_')}"


def _ends(sentence: Sentence, token: SentenceToken) -> str:
    return f"#{sentence.tokens[token.head - 1].id if token.head else sentence.id} #{token.id}"


def _header(
    sentences: Sequence[Sentence], document: TextDocument | None, doc_id: str, provenance: Provenance
) -> Element:
    counts = _counts(sentences)
    when = day_or_time(provenance.date or "")
    made = f"{PACKAGE} {provenance.version}"
    change = element("change", f"Annotated by {made}.", when=when[:10]) if when and len(when) >= 10 else None
    return element(
        "teiHeader",
        element(
            "fileDesc",
            element(
                "titleStmt",
                element("title", _headline(document, doc_id), type="main"),
                element("meeting", "no meeting of a parliament", ana="#parla.meeting"),
            ),
            element("editionStmt", element("edition", made)),
            element("extent", *(_measure(unit, counts) for unit in ("speeches", "words", "tokens"))),
            _publication(document, doc_id, when),
            element("sourceDesc", _source(document, doc_id)),
        ),
        element(
            "encodingDesc",
            element("projectDesc", element("p", "Chinese official discourse in the format of ParlaMint.")),
            element("tagsDecl", element("namespace", *_usage(counts), name=TEI)),
        ),
        element("profileDesc", element("settingDesc", element("setting", *_setting(document)))),
        element("revisionDesc", change) if change else None,
    )


def _publication(document: TextDocument | None, doc_id: str, when: str | None) -> Element:
    stated = document.metadata.first("licence") if document else None
    return element(
        "publicationStmt",
        element("publisher", "the user who ran corpus-tools"),
        _address(document, doc_id),
        element(
            "availability",
            element("licence", _LICENCE),
            element("p", "The schema of ParlaMint lets no other licence stand here. It says nothing of this text."),
            element("p", _one_line(stated) if stated else "The source states no licence of the text."),
            status="free",
        ),
        element("date", when or "unknown", when=when or "0001"),
    )


def _source(document: TextDocument | None, doc_id: str) -> Element:
    publisher = document.metadata.first("source") if document else None
    return element(
        "bibl",
        element("title", _headline(document, doc_id), type="main"),
        element("publisher", _one_line(publisher)) if publisher else None,
        _address(document, doc_id),
        _date(document),
    )


def _address(document: TextDocument | None, doc_id: str) -> Element:
    """Return the address of the page; the schema asks for one, so a text without has one that can lead nowhere."""
    url = (document.metadata.first("url") if document else None) or ""
    known = url.startswith(("http://", "https://")) and not url.split()[1:]
    return element("idno", url.strip() if known else f"https://no-address.invalid/{quote(doc_id)}", type="URI")


def _setting(document: TextDocument | None) -> Iterator[Element]:
    place = document.metadata.first("place") if document else None
    yield element("name", (_one_line(place) if place else "") or "unknown", type="place")
    yield _date(document)


def _date(document: TextDocument | None) -> Element:
    fields = ("event_date", "published")
    stated = [date for name in fields for date in (document.metadata.all(name) if document else ())]
    when = next((found for found in map(day_or_time, stated) if found), None)
    return element("date", when, when=when) if when else element("date", "unknown", notBefore="0001")


def _headline(document: TextDocument | None, doc_id: str) -> str:
    headline = document.metadata.first("headline") if document else None
    return _one_line(headline or "") or _one_line(doc_id) or "document"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _counts(sentences: Sequence[Sentence]) -> Counter[str]:
    """Return how often each element stands in the text, and the measures of its extent."""
    tokens = [token for sentence in sentences for token in sentence.tokens]
    marks = sum(_word(token).name == "pc" for token in tokens)
    named = sum(entity is not None for s in sentences for entity, _ in groupby(s.tokens, key=_entity))
    speeches = 1 if sentences else 0
    counts = Counter({"text": 1, "body": 1, "div": 1, "u": speeches, "seg": len({s.block for s in sentences})})
    counts |= Counter({"s": len(sentences), "name": named, "w": len(tokens) - marks, "pc": marks})
    counts |= Counter({"linkGrp": len(sentences), "link": len(tokens), "note": 1 - speeches})
    return counts | Counter({"speeches": speeches, "words": len(tokens) - marks, "tokens": len(tokens)})


def _usage(counts: Counter[str]) -> Iterator[Element]:
    for name in ("text", "body", "div", "note", "u", "seg", "s", "name", "w", "pc", "linkGrp", "link"):
        if counts[name]:
            yield element("tagUsage", gi=name, occurs=str(counts[name]))


def _measure(unit: str, counts: Counter[str]) -> Element:
    return element("measure", f"{counts[unit]} {unit}", unit=unit, quantity=str(counts[unit]))
