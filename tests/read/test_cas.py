from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
import stored_docs
from cassis import Cas, TypeSystem, load_cas_from_xmi, load_typesystem, merge_typesystems
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.errors import ReadError
from corpus_tools.formats.cas_layers import CAS_METADATA, LAYER_TYPES, PART, RECORD, TOKEN, link_type
from corpus_tools.formats.cas_types import layers_xml, type_system_xml
from corpus_tools.labels import DIRECTIVE, SLOGAN, TITLE
from corpus_tools.read.cas import read_cas
from corpus_tools.spans import Annotation, Evidence, annotations_of, set_spans
from corpus_tools.stored.doc import to_doc
from corpus_tools.stored.text import StoredText
from corpus_tools.write.cas import to_cas_json, to_cas_xmi

TITLE_TYPE, SLOGAN_TYPE, DIRECTIVE_TYPE = (LAYER_TYPES[layer.name] for layer in (TITLE, SLOGAN, DIRECTIVE))
TEXT = "𠮷山县县长许问渠说，要守好🧖大堤。\n严禁瞒报。"


def dkpro() -> TypeSystem:
    """All types of DKPro Core (cassis' own function for it warns that it is out of date)."""
    found = files("cassis.resources").joinpath("dkpro-core-types.xml").read_text(encoding="utf-8")
    return load_typesystem(found)


@pytest.fixture
def marked() -> Doc:
    """A document with characters beyond the BMP, a title with parts and a holder, a directive, a slogan."""
    words = ["𠮷山", "县", "县长", "许问渠", "说", "，", "要", "守好", "🧖", "大堤", "。", "\n", "严禁", "瞒报", "。"]
    doc = Doc(Vocab(), words=words, spaces=[False] * len(words))
    assert doc.text == TEXT
    parts = [{"start": 0, "end": 3, "part": "organ"}, {"start": 3, "end": 5, "part": "post"}]
    title = Annotation(0, 5, "office", Evidence("r-t", "1", 0.9), {"holder": "许问渠", "parts": parts})
    duty = Annotation(10, 16, "obligation", Evidence("r-d", "2", 0.75, "dir-1"), {"trigger": "要", "speaker": "县委"})
    ban = Annotation(18, 22, "prohibition", Evidence("r-b", "2", 0.5), {"trigger": "严禁"})
    slogan = Annotation(11, 16, "mobilization", Evidence("r-s", "1", 0.6, "slo-1", "gap"))
    return set_spans(set_spans(set_spans(doc, TITLE, [title]), DIRECTIVE, [duty, ban]), SLOGAN, [slogan])


def edited(doc: Doc, edit: Callable[[Cas], None], **options: Any) -> StoredText:
    """Write a document, open it as INCEpTION would (all of DKPro Core, our layers imported), edit, export, read."""
    types = merge_typesystems(dkpro(), load_typesystem(type_system_xml().decode()))
    cas = load_cas_from_xmi(to_cas_xmi(doc, doc_id="a").decode(), typesystem=types)
    edit(cas)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("anna.xmi", cas.to_xmi())
        archive.writestr("TypeSystem.xml", cas.typesystem.to_xml())
    return read_cas(packed.getvalue(), name="a.zip", **options)[0]


def test_offsets_are_utf_16_units_in_the_file_and_characters_here(marked: Doc) -> None:
    (stored,) = read_cas(to_cas_xmi(marked, doc_id="a"), name="a.xmi")
    again = to_doc(stored)
    assert [s.text for s in again.spans["directives"]] == ["要守好🧖大堤", "严禁瞒报"]
    found = json.loads(to_cas_json(marked, doc_id="a"))["%FEATURE_STRUCTURES"]
    (slogan,) = (fs for fs in found if fs["%TYPE"] == SLOGAN_TYPE)
    assert (slogan["begin"], slogan["end"]) == (12, 18)  # in characters 11 and 16: 𠮷 and 🧖 are two units each


def test_what_nobody_touched_is_as_it_was(marked: Doc) -> None:
    found = edited(marked, lambda _: None)
    assert (found.changes, found.losses, found.remarks) == ([], {}, [])
    assert stored_docs.state(to_doc(found)) == stored_docs.state(marked)


def test_corrected_spans_come_home_with_their_annotator(doc: Doc, marked: Doc) -> None:
    def edit(cas: Cas) -> None:
        (slogan,) = cas.select(SLOGAN_TYPE)
        cas.remove(slogan)
        duty, _ban = cas.select(DIRECTIVE_TYPE)
        duty.end = 15  # inside 大堤
        duty.kind = "bare"
        cas.add(cas.typesystem.get_type(SLOGAN_TYPE)(begin=18, end=22, kind="parallel"))

    found = edited(marked, edit)
    assert found.annotator == "anna"
    assert [(c.what, c.layer, c.before, c.after) for c in found.changes] == [
        ("added", "slogan", None, ("parallel", 18, 22)),
        ("changed", "directive", ("obligation", 10, 16), ("bare", 10, 15)),
        ("removed", "slogan", ("mobilization", 11, 16), None),
    ]
    assert found.remarks == ["spans corrected by anna: 1 added, 1 changed, 1 removed"]
    again = to_doc(found)
    duty, ban = annotations_of(again, DIRECTIVE)
    assert (duty.start_char, duty.end_char, duty.type) == (10, 15, "bare")
    assert duty.evidence == Evidence("annotator anna", "", 1.0, "dir-1")
    assert duty.attributes == {"trigger": "要", "speaker": "县委"}
    assert ban == annotations_of(marked, DIRECTIVE)[1]
    assert annotations_of(again, TITLE) == annotations_of(marked, TITLE)
    assert [token.text for token in again][9:11] == ["大", "堤"]


def test_changed_links_are_relations_and_parts(marked: Doc) -> None:
    def edit(cas: Cas) -> None:
        (title,) = cas.select(TITLE_TYPE)
        part = cas.typesystem.get_type(PART)(begin=8, end=9, role="holder")
        cas.add(part)
        links = [link for link in title.parts.elements if link.role != "holder"]
        links.append(cas.typesystem.get_type(link_type("title"))(role="holder", target=part))
        title.parts = cas.typesystem.get_type("uima.cas.FSArray")(elements=links)
        duty, _ = cas.select(DIRECTIVE_TYPE)
        duty.speaker = cas.typesystem.get_type("uima.cas.StringArray")(elements=["会议"])

    found = edited(marked, edit, annotator="b")
    again = to_doc(found)
    (title,) = annotations_of(again, TITLE)
    assert title.attributes == annotations_of(marked, TITLE)[0].attributes | {"holder": "说"}
    assert annotations_of(again, DIRECTIVE)[0].attributes["speaker"] == "会议"
    assert found.annotator == "b"


def test_the_annotator_is_whom_inception_names(marked: Doc) -> None:
    def edit(cas: Cas) -> None:
        made = cas.typesystem.create_type(CAS_METADATA, "uima.cas.AnnotationBase")
        cas.typesystem.create_feature(made, "username", "uima.cas.String")
        cas.add(made(username="lin"))

    assert edited(marked, edit).annotator == "lin"


def test_without_the_record_the_features_tell_the_spans(marked: Doc) -> None:
    found = edited(marked, lambda cas: cas.remove(cas.select(RECORD)[0]))
    assert found.changes == []
    again = to_doc(found)
    assert [t.text for t in again] == [t.text for t in marked]
    for layer in (TITLE, SLOGAN, DIRECTIVE):
        for a, b in zip(annotations_of(again, layer), annotations_of(marked, layer), strict=True):
            assert (a.start_char, a.end_char, a.type, a.attributes) == (b.start_char, b.end_char, b.type, b.attributes)
            assert a.evidence.rule == b.evidence.rule


def test_other_layers_are_counted(marked: Doc) -> None:
    def edit(cas: Cas) -> None:
        cas.typesystem.create_type("webanno.custom.Mood")
        cas.add(cas.typesystem.get_type("webanno.custom.Mood")(begin=0, end=2))

    assert edited(marked, edit).losses == {"layer webanno.custom.Mood": 1}
    types = merge_typesystems(dkpro(), load_typesystem(type_system_xml().decode()))
    cas = load_cas_from_xmi(to_cas_xmi(marked, doc_id="a").decode(), typesystem=types)
    edit(cas)
    (stored,) = read_cas(cas.to_xmi().encode(), name="a.xmi")  # and without its type system
    assert stored.losses == {"layer webanno.custom.Mood": 1}


def test_a_cas_of_others_gives_text_tokens_and_tree() -> None:
    cas = Cas(typesystem=dkpro())
    cas.sofa_string = "好 天气 。"
    types = cas.typesystem.get_type
    tokens = [types(TOKEN)(begin=a, end=b) for a, b in ((0, 1), (2, 4))]
    cas.add_all(tokens)
    name = "de.tudarmstadt.ukp.dkpro.core.api.syntax.type.dependency.Dependency"
    for governor, dependent, kind in ((tokens[1], tokens[1], "ROOT"), (tokens[1], tokens[0], "amod")):
        cas.add(types(name)(begin=0, end=1, Governor=governor, Dependent=dependent, DependencyType=kind))
    (stored,) = read_cas(cas.to_json().encode(), name="in/n.json")
    assert stored.losses == {"characters outside tokens": 1, "sentences whose dependencies are no tree": 1}
    assert [t.text for t in to_doc(stored)] == ["好", "天气", "。"]
    assert stored.doc_id == "n"


def bare(text: str | None = "好天气") -> bytes:
    cas = Cas(typesystem=TypeSystem())
    if text:
        cas.sofa_string = text
    return str(cas.to_xmi()).encode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (bare(), "a.xmi: none of our layers"),
        (bare(None), "a.xmi: a CAS without a text"),
        (b"<!DOCTYPE x [<!ENTITY e 'v'>]>\n" + bare().partition(b"?>")[2].strip(), "a.xmi:1: a document type"),
        (b"<TEI/>", "a.xmi:1: the root is TEI, not XMI"),
        (b"<a>\n<b></a>", "a.xmi:2: no well-formed XML"),
        (b"{}", "a.xmi: JSON, but no CAS"),
        (b'{\n"a" 1}', "a.xmi:2: not JSON"),
        (b'{"%TYPES": {}, "%FEATURE_STRUCTURES": 1}', "a.xmi: "),
        (b"PK\x03\x04", "a.xmi: a zip that can't be opened"),
        (b"", "a.xmi:1: no well-formed XML"),
    ],
)
def test_what_is_no_cas_of_ours_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_cas(data, name="a.xmi")
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('begin="12" end="18"', 'begin="12" end="999"', "Slogan"),
        ("&quot;format_version&quot;: 1", "&quot;format_version&quot;: 9", "newer than this program"),
        ("{&quot;format&quot;", "&quot;format&quot;", "is no JSON"),
    ],
)
def test_a_spoiled_file_is_refused_with_its_place(marked: Doc, old: str, new: str, reason: str) -> None:
    written = to_cas_xmi(marked, doc_id="a").decode()
    assert old in written
    with pytest.raises(ReadError, match=r"^a\.xmi") as caught:
        read_cas(written.replace(old, new).encode(), name="a.xmi")
    assert reason in str(caught.value)


def test_a_type_system_goes_with_the_file(doc: Doc) -> None:
    cas = load_cas_from_xmi(
        to_cas_xmi(doc, doc_id="a").decode(), typesystem=load_typesystem(type_system_xml().decode())
    )
    covered = {each.get_covered_text() for each in cas.select(SLOGAN_TYPE)}
    assert covered == {span.text for span in doc.spans["slogans"]}
    assert len(cas.select(TOKEN)) == len([t for t in doc if not t.text.isspace()])


def test_the_layers_alone_can_be_imported() -> None:
    names = {found.name for found in load_typesystem(layers_xml().decode()).get_types()}
    assert names - {"uima.tcas.DocumentAnnotation"} == {
        *LAYER_TYPES.values(),
        PART,
        RECORD,
        link_type("title"),
        link_type("directive"),
    }
