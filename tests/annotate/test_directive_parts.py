from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.annotate.clause_reading import ClauseReading, read_clauses
from corpus_tools.annotate.directive_parts import DirectiveParts, Polarity, Strength, directive_parts
from corpus_tools.annotate.predicate import PredicateReader
from corpus_tools.lexicon import package_lexicon

Parts = Callable[[str, str], DirectiveParts]
#: A word with its part of speech, the index of its head and its relation.
Row = tuple[str, str, int, str]


@pytest.fixture(scope="module")
def reader() -> PredicateReader:
    return PredicateReader(package_lexicon("directives.tsv"))


def parts_of(doc: Doc, order: str, reader: PredicateReader) -> DirectiveParts:
    """The parts of the order that begins where ``order`` stands in the text."""
    readings: list[ClauseReading | None] = [None, *read_clauses(doc, doc.text, reader, [])]
    place = doc.text.index(order)
    for before, reading in itertools.pairwise(readings):
        if reading is not None and reading.clause.start <= place < reading.clause.end:
            return directive_parts(reading, place - reading.clause.start, reader, before)
    raise AssertionError(f"no clause has {order}")


@pytest.fixture
def parts(make_doc: Callable[..., Doc], reader: PredicateReader) -> Parts:
    """The parts of an order in a text cut between characters, without a tree."""
    return lambda text, order: parts_of(make_doc(list(text)), order, reader)


def tree(rows: list[Row]) -> Doc:
    words, pos, heads, deps = (list(column) for column in zip(*rows, strict=True))
    return Doc(Vocab(), words=words, spaces=[False] * len(words), pos=pos, heads=heads, deps=deps)


@pytest.mark.parametrize(
    ("order", "strength"),
    [
        ("必须加固堤坝", Strength.MUST),
        ("务必加固堤坝", Strength.MUST),
        ("一律关闭闸门", Strength.MUST),
        ("严禁瞒报险情", Strength.MUST),
        ("不得擅自离岗", Strength.MUST),
        ("决不能瞒报险情", Strength.MUST),
        ("要加固堤坝", Strength.HAVE_TO),
        ("需加固堤坝", Strength.HAVE_TO),
        ("应当加固堤坝", Strength.SHOULD),
        ("不应占用河道", Strength.SHOULD),
        ("可以调用沙袋", Strength.MAY),
        ("有权调用沙袋", Strength.MAY),
        ("加固堤坝", None),
        ("确保堤坝安全", None),
    ],
)
def test_the_modal_gives_the_strength(parts: Parts, order: str, strength: Strength | None) -> None:
    assert parts(f"{order}。", order).strength == strength


@pytest.mark.parametrize(
    ("order", "polarity"),
    [
        ("要加固堤坝", Polarity.POSITIVE),
        ("不断加固堤坝", Polarity.POSITIVE),
        ("毫不放松加固堤坝", Polarity.POSITIVE),
        ("不得占用河道", Polarity.NEGATIVE),
        ("坚决防止险情扩大", Polarity.NEGATIVE),
        ("要坚决防止险情扩大", Polarity.NEGATIVE),
    ],
)
def test_bans_and_verbs_of_prevention_are_negative(parts: Parts, order: str, polarity: Polarity) -> None:
    assert parts(f"{order}。", order).polarity == polarity


@pytest.mark.parametrize(
    ("text", "order", "told"),
    [
        ("各级各部门要加固堤坝。", "要加固", "各级各部门"),
        ("同时，学校必须加固围墙。", "必须", "学校"),
        ("各乡镇在汛期要加密巡查。", "要加密", "各乡镇"),
        ("罗小满要求值守人员加密巡查。", "加密", "值守人员"),
        ("希望全体党员，带头值守。", "带头", "全体党员"),
        ("请有关部门研究方案。", "研究", "有关部门"),
        ("党员干部，要带头值守。", "要带头", "党员干部"),
        ("要加密巡查。", "要加密", None),
        ("险情处置要迅速。", "要迅速", None),
        ("对值守人员要加强培训。", "要加强", None),
        ("申请人应当说明情况。", "应当", "申请人"),
        ("各乡镇加密巡查。要备足沙袋。", "要备足", None),
    ],
)
def test_who_is_told_stands_before_the_trigger_or_alone_in_the_clause_before(
    parts: Parts, text: str, order: str, told: str | None
) -> None:
    found = parts(text, order).addressee
    assert (text[slice(*found)] if found else None) == told


def read(doc: Doc, order: str, reader: PredicateReader) -> tuple[list[str], str | None, str | None]:
    action = parts_of(doc, order, reader).action
    assert action is not None
    text = doc.text
    noun = text[slice(*action.object)] if action.object else None
    phrase = text[slice(*action.phrase)] if action.phrase else None
    return [text[slice(*verb)] for verb in action.verbs], noun, phrase


def test_the_action_is_the_head_verb_and_its_object(reader: PredicateReader) -> None:
    doc = tree(
        [
            ("要", "AUX", 2, "aux"),
            ("坚决", "ADV", 2, "advmod"),
            ("落实", "VERB", 2, "ROOT"),
            ("防汛", "NOUN", 4, "compound"),
            ("责任", "NOUN", 2, "obj"),
        ]
    )
    assert read(doc, "要坚决", reader) == (["落实"], "责任", "防汛责任")


def test_joined_verbs_share_their_object(reader: PredicateReader) -> None:
    doc = tree(
        [
            ("要", "AUX", 1, "aux"),
            ("加强", "VERB", 1, "ROOT"),
            ("和", "CCONJ", 3, "cc"),
            ("改进", "VERB", 1, "conj"),
            ("水库", "NOUN", 5, "compound"),
            ("巡查", "NOUN", 3, "obj"),
        ]
    )
    assert read(doc, "要加强", reader) == (["加强", "改进"], "巡查", "水库巡查")


def test_the_object_may_stand_before_the_verb_behind_ba(reader: PredicateReader) -> None:
    doc = tree(
        [
            ("把", "ADP", 2, "case"),
            ("各项", "DET", 2, "det"),
            ("措施", "NOUN", 3, "obl"),
            ("落实", "VERB", 3, "ROOT"),
        ]
    )
    assert read(doc, "把各项", reader) == (["落实"], "措施", "各项措施")


def test_the_noun_that_ends_the_clause_is_the_object_where_the_tree_breaks_off(reader: PredicateReader) -> None:
    doc = tree(
        [
            ("提高", "VERB", 2, "acl"),
            ("检测", "NOUN", 2, "compound"),
            ("效率", "NOUN", 2, "ROOT"),
        ]
    )
    assert read(doc, "提高", reader) == (["提高"], "效率", "检测效率")


def test_a_verb_of_result_with_a_clause_has_no_object(reader: PredicateReader) -> None:
    doc = tree(
        [
            ("确保", "VERB", 0, "ROOT"),
            ("措施", "NOUN", 2, "nsubj"),
            ("落地", "VERB", 0, "ccomp"),
        ]
    )
    assert read(doc, "确保", reader) == (["确保"], None, None)


def test_a_result_belongs_to_the_verb(reader: PredicateReader) -> None:
    doc = tree(
        [
            ("守", "VERB", 0, "ROOT"),
            ("牢", "ADJ", 0, "compound"),
            ("堤坝", "NOUN", 0, "obj"),
        ]
    )
    verbs, noun, _ = read(doc, "守牢", reader)
    assert (verbs[0], noun) == ("守牢", "堤坝")


def test_without_a_verb_there_is_no_action(reader: PredicateReader) -> None:
    doc = tree([("必须", "AUX", 1, "aux"), ("全员", "NOUN", 1, "ROOT"), ("在岗", "NOUN", 1, "appos")])
    assert parts_of(doc, "必须", reader).action is None


def test_offsets_count_characters_of_the_text(reader: PredicateReader) -> None:
    doc = tree(
        [
            ("会议", "NOUN", 1, "nsubj"),
            ("指出", "VERB", 1, "ROOT"),
            ("，", "PUNCT", 1, "punct"),
            ("学校", "NOUN", 5, "nsubj"),
            ("要", "AUX", 5, "aux"),
            ("落实", "VERB", 1, "ccomp"),
            ("责任", "NOUN", 5, "obj"),
        ]
    )
    found = parts_of(doc, "要落实", reader)
    assert found.addressee == (5, 7)
    assert found.action is not None
    assert found.action.verbs == ((8, 10),)
    assert found.action.object == found.action.phrase == (10, 12)
