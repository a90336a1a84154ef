"""Candidates that lost, rules switched off, the user's own entries: what the taggers owe the user."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from corpus_tools.annotate.directive import DirectiveTagger
from corpus_tools.annotate.pipeline import load_pipeline
from corpus_tools.annotate.slogan import SloganTagger, likeliest
from corpus_tools.annotate.title import TitleTagger
from corpus_tools.annotate.verdicts import SUFFIX, Loser, keep_losers, losers_of
from corpus_tools.labels import DIRECTIVE, LAYERS, SLOGAN, TITLE, Layer
from corpus_tools.lexicon import Lexicon, LexiconEntry, package_lexicon
from corpus_tools.rules import RuleSettings
from corpus_tools.spans import Annotation, Evidence, annotations_of

TEXT = "县长许问渠强调，要压实责任。去年完成了清淤，《云溪县河道办法》已印发。坚决打赢秋粮抢收攻坚战。"
Build = Callable[..., Doc]


def tagger_of(layer: Layer, **options: object) -> Callable[[Doc], Doc]:
    if layer is TITLE:
        return TitleTagger(package_lexicon("posts.tsv"), package_lexicon("bodies.tsv"), **options)  # type: ignore[arg-type]
    if layer is SLOGAN:
        return SloganTagger(package_lexicon("slogans.tsv"), **options)  # type: ignore[arg-type]
    return DirectiveTagger(package_lexicon("directives.tsv"), **options)  # type: ignore[arg-type]


def annotation(start: int, end: int, rule: str = "r", score: float = 0.5) -> Annotation:
    return Annotation(start, end, "bare", Evidence(rule, "1", score))


def table(*rows: tuple[str, str, str], name: str = "mine.tsv") -> Lexicon:
    return Lexicon(name, "1" * 64, tuple(LexiconEntry(key, form, subtype=kind) for key, form, kind in rows))


def test_losers_are_kept_in_text_order_with_exact_borders_and_reasons(make_doc: Build) -> None:
    doc = make_doc("要压实 责任 清淤")
    keep_losers(doc, DIRECTIVE, [Loser(annotation(5, 7), "late"), Loser(annotation(1, 5, "other", 0.25), "cut")])
    assert [span.text for span in doc.spans["directives_candidates"]] == ["要压实责任", "清淤"]
    assert [(a.start_char, a.end_char, a.evidence, reason) for a, reason in losers_of(doc, DIRECTIVE)] == [
        (1, 5, Evidence("other", "1", 0.25), "cut"),
        (5, 7, Evidence("r", "1", 0.5), "late"),
    ]


def test_without_candidates_there_are_no_losers(make_doc: Build) -> None:
    assert losers_of(make_doc("要 压实 责任"), DIRECTIVE) == []


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.name)
def test_candidates_are_kept_on_request_only(make_doc: Build, layer: Layer) -> None:
    assert layer.group + SUFFIX not in tagger_of(layer)(make_doc(list(TEXT))).spans
    doc = tagger_of(layer, candidates=True)(make_doc(list(TEXT)))
    assert layer.group + SUFFIX in doc.spans
    assert all(reason for _, reason in losers_of(doc, layer))


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.name)
def test_a_doc_with_candidates_can_be_stored(make_doc: Build, layer: Layer) -> None:
    off = ["title-office", "slogan-fight", "directive-duty"]
    doc = tagger_of(layer, candidates=True, off=off)(make_doc(list(TEXT)))
    assert losers_of(doc, layer)
    again = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert losers_of(again, layer) == losers_of(doc, layer)


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.name)
def test_nothing_is_kept_twice_nor_both_marked_and_lost(make_doc: Build, layer: Layer) -> None:
    text = TEXT + "云溪县委副书记、县长许问渠和县委书记沈明岚到场。主任沈明岚说，书记很忙。"
    doc = tagger_of(layer, candidates=True)(make_doc(list(text)))
    lost = [(a.start_char, a.end_char, a.evidence.rule, a.type, reason) for a, reason in losers_of(doc, layer)]
    assert len(set(lost)) == len(lost)
    marked = {(a.start_char, a.end_char, a.evidence.rule, a.type) for a in annotations_of(doc, layer)}
    assert [row for row in lost if row[:4] in marked] == []


@pytest.mark.parametrize(
    ("layer", "wording", "rule"),
    [
        (TITLE, "县长", "title-office"),
        (TITLE, "《云溪县河道办法》", "title-work"),
        (DIRECTIVE, "要压实责任", "directive-duty"),
    ],
)
@pytest.mark.parametrize("learned", [True, False])
def test_a_rule_that_is_switched_off_marks_nothing_and_says_so(
    make_doc: Build, layer: Layer, wording: str, rule: str, learned: bool
) -> None:
    options: dict[str, object] = {} if layer is TITLE else {"learned": learned}
    on = tagger_of(layer, **options)(make_doc(list(TEXT)))
    assert (wording, rule) in [(TEXT[a.start_char : a.end_char], a.evidence.rule) for a in annotations_of(on, layer)]
    doc = tagger_of(layer, off=[rule], candidates=True, **options)(make_doc(list(TEXT)))
    assert rule not in [a.evidence.rule for a in annotations_of(doc, layer)]
    lost = {(TEXT[a.start_char : a.end_char], a.evidence.rule): reason for a, reason in losers_of(doc, layer)}
    assert lost[wording, rule] == f"rule {rule} is switched off"


def test_the_likeliest_of_slogans_that_share_characters_stays() -> None:
    losers: list[Loser] = []
    rows = [annotation(0, 4, score=0.5), annotation(2, 6, score=0.9), annotation(6, 9, score=0.1)]
    assert [(a.start_char, a.end_char) for a in likeliest(rows, losers)] == [(2, 6), (6, 9)]
    assert [loser.reason for loser in losers] == ["shares characters with the likelier bare at 2-6"]


CUTS: list[Callable[[str], list[str]]] = [list, lambda text: [text], lambda text: [text[:5], text[5:8], text[8:]]]
OWN = table(("my-1", "稻花香里", "policy"), ("my-2", "水来土掩", "parallel"))


@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize(
    ("text", "wording", "entry"),
    [
        ("他们说稻花香里很美。", "稻花香里", "my-1"),
        ("去年水来土掩，今年风平浪静，明年再说。", "水来土掩", "my-2"),
        ("各村坚持“稻花香里说丰年”原则。", "稻花香里", "my-1"),
    ],
)
def test_an_entry_of_the_user_is_always_marked_with_its_id(
    make_doc: Build, cut: Callable[[str], list[str]], text: str, wording: str, entry: str
) -> None:
    doc = SloganTagger(package_lexicon("slogans.tsv"), own=[OWN])(make_doc(cut(text)))
    found = {text[a.start_char : a.end_char]: a.evidence for a in annotations_of(doc, SLOGAN)}
    assert found[wording].entry == entry
    assert found[wording].score == 1.0


@pytest.mark.parametrize("learned", [True, False])
def test_a_form_that_is_in_our_table_too_is_found_as_the_user_s(make_doc: Build, learned: bool) -> None:
    own = table(("my-1", "四个意识", "policy"))
    doc = SloganTagger(package_lexicon("slogans.tsv"), own=[own], learned=learned)(make_doc(list("四个意识很强。")))
    assert [(a.type, a.evidence.entry) for a in annotations_of(doc, SLOGAN)] == [("policy", "my-1")]


def test_an_id_of_the_user_s_that_is_ours_too_changes_nothing_of_ours(make_doc: Build) -> None:
    ours = table(("slo-1", "稻花香里", "policy"), name="ours.tsv")
    own = table(("slo-1", "水来土掩", "policy"))
    plain = SloganTagger(ours, candidates=True)(make_doc(list("他们说稻花香里很美。")))
    doc = SloganTagger(ours, own=[own], candidates=True)(make_doc(list("他们说稻花香里很美。")))
    assert annotations_of(doc, SLOGAN) == annotations_of(plain, SLOGAN)


def test_a_longer_form_of_ours_hides_no_entry_of_the_user(make_doc: Build) -> None:
    ours = table(("slo-1", "稻花香里说丰年", "policy"), name="ours.tsv")
    text = "他们说稻花香里说丰年。"
    doc = SloganTagger(ours, own=[OWN])(make_doc(list(text)))
    assert [(text[a.start_char : a.end_char], a.evidence.entry) for a in annotations_of(doc, SLOGAN)] == [
        ("稻花香里", "my-1")
    ]


def test_a_post_of_the_user_is_marked_with_its_id(make_doc: Build) -> None:
    own = table(("my-7", "塘长", "post"))
    text = "塘长许问渠到场。"
    plain = tagger_of(TITLE)(make_doc(list(text)))
    doc = tagger_of(TITLE, own=[own])(make_doc(list(text)))
    assert annotations_of(plain, TITLE) == []
    assert [(text[a.start_char : a.end_char], a.evidence.entry) for a in annotations_of(doc, TITLE)] == [
        ("塘长", "my-7")
    ]


def test_a_verb_of_the_user_opens_an_order(make_doc: Build) -> None:
    own = table(("my-9", "薅掉", "verb"))
    text = "会议强调，要压实责任，薅掉田间杂草。"
    row = [
        [text[a.start_char : a.end_char] for a in annotations_of(tagger(make_doc(list(text))), DIRECTIVE)]
        for tagger in (tagger_of(DIRECTIVE, learned=False), tagger_of(DIRECTIVE, own=[own], learned=False))
    ]
    assert row == [["要压实责任"], ["要压实责任", "薅掉田间杂草"]]


@pytest.mark.model
def test_settings_reach_the_taggers_of_the_shipped_pipeline(nlp: Language, tmp_path: Path) -> None:
    mine = tmp_path / "mine.tsv"
    mine.write_text("id\tform\tsubtype\tstatus\nmy-1\t稻花香里\tpolicy\tactive\n", encoding="utf-8")
    settings = RuleSettings(frozenset({"directive-duty"}), (str(mine),))
    doc = load_pipeline("fast", settings)("县长许问渠说稻花香里很美，要压实责任。")
    assert [a.evidence.entry for a in annotations_of(doc, SLOGAN)] == ["my-1"]
    assert "directive-duty" not in [a.evidence.rule for a in annotations_of(doc, DIRECTIVE)]
    assert not any(name.endswith(SUFFIX) for name in doc.spans)
