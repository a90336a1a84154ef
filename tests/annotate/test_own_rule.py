"""Rules of the user's own in the pipeline: what they find, what they displace, what is kept of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from corpus_tools.annotate.own_rule import OwnRuleTagger
from corpus_tools.annotate.own_rule_pattern import pattern_faults
from corpus_tools.annotate.own_rule_standing import Candidate, settle
from corpus_tools.annotate.pipeline import load_pipeline
from corpus_tools.annotate.verdicts import losers_of
from corpus_tools.errors import RuleError
from corpus_tools.labels import DIRECTIVE, SLOGAN, TITLE, Layer
from corpus_tools.own_rules import RuleFile, parse_rules
from corpus_tools.rules import RuleSettings, read_rule_settings
from corpus_tools.run.made_by import made_by
from corpus_tools.spans import Annotation, Evidence, annotations_of, set_spans

DIGEST = "ab" * 32
CHIEF = {"id": "my-chief", "layer": "title", "type": "office", "pattern": [{"TEXT": "塘长"}]}


def file_of(*rows: dict[str, object]) -> RuleFile:
    rules, faults = parse_rules(list(rows), (), file="mine.toml")
    assert faults == []
    return RuleFile("mine.toml", DIGEST, tuple(rules))


def tagger_of(*rows: dict[str, object], off: tuple[str, ...] = ()) -> OwnRuleTagger:
    return OwnRuleTagger(Vocab(), off=off, candidates=True).add(file_of(*rows))


def doc_of(*words: str) -> Doc:
    return Doc(Vocab(), words=list(words), spaces=[False] * len(words))


def ours(start: int, end: int, kind: str, **attributes: str) -> Annotation:
    return Annotation(start, end, kind, Evidence("title-office", "2", 0.9), dict(attributes))


def found(doc: Doc, layer: Layer) -> list[tuple[str, str, str]]:
    return [(doc.text[a.start_char : a.end_char], a.type, a.evidence.rule) for a in annotations_of(doc, layer)]


def reasons(doc: Doc, layer: Layer) -> list[tuple[str, str]]:
    return [(a.evidence.rule, reason) for a, reason in losers_of(doc, layer)]


def test_a_span_carries_rule_file_hash_and_score() -> None:
    doc = tagger_of(CHIEF | {"score": 0.6})(doc_of("云溪", "塘长", "到", "村里"))
    (a,) = annotations_of(doc, TITLE)
    assert (a.start_char, a.end_char, a.type) == (2, 4, "office")
    assert a.evidence == Evidence("my-chief", f"mine.toml {DIGEST[:12]}", 0.6)
    assert [(span.text, span.label_, span.id_) for span in doc.spans["titles"]] == [("塘长", "office", "my-chief")]
    assert SLOGAN.group not in doc.spans


def test_span_and_holder_are_tokens_of_the_match() -> None:
    row = {
        **{"id": "my-1", "layer": "title", "type": "office", "span": [2, 3], "holder": "who"},
        "pattern": [
            {"TEXT": "前"},
            {"TEXT": {"IN": ["塘", "渠"]}, "OP": "+"},
            {"TEXT": "长"},
            {"LENGTH": 3, "name": "who"},
        ],
    }
    doc = tagger_of(row)(doc_of("前", "塘", "渠", "长", "沈明岚", "到", "场"))
    (a,) = annotations_of(doc, TITLE)
    assert (doc.text[a.start_char : a.end_char], a.attributes) == ("塘渠长", {"holder": "沈明岚"})


def test_a_selected_token_that_the_match_lacks_gives_nothing() -> None:
    row = CHIEF | {"pattern": [{"TEXT": "副", "OP": "?"}, {"TEXT": "塘长"}]}
    doc = doc_of("塘长", "到", "场")
    assert found(tagger_of(row | {"span": 1})(doc), TITLE) == []
    assert found(tagger_of(row | {"holder": 1})(doc), TITLE) == [("塘长", "office", "my-chief")]


def test_a_span_may_run_to_the_end_of_its_clause() -> None:
    row = {"id": "my-1", "layer": "directive", "type": "bare", "pattern": [{"TEXT": "挂图"}], "to_clause_end": True}
    doc = tagger_of(row | {"trigger": 1})(doc_of("各村", "挂图", "作战", "，", "挂图", "销号", "。"))
    assert found(doc, DIRECTIVE) == [("挂图作战", "bare", "my-1"), ("挂图销号", "bare", "my-1")]
    assert [a.attributes for a in annotations_of(doc, DIRECTIVE)] == [{"trigger": "挂图"}] * 2


def test_a_match_never_reaches_over_a_line() -> None:
    row = CHIEF | {"pattern": [{"TEXT": "塘长"}, {"IS_SPACE": True, "OP": "*"}, {"TEXT": "到"}]}
    assert found(tagger_of(row)(doc_of("塘长", "\n", "到")), TITLE) == []
    assert found(tagger_of(row)(doc_of("塘长", "到")), TITLE) == [("塘长到", "office", "my-chief")]


def test_a_tree_is_matched() -> None:
    row = {
        **{"id": "my-1", "layer": "slogan", "type": "policy"},
        "dependency": [
            {"RIGHT_ID": "v", "RIGHT_ATTRS": {"TEXT": "压实"}},
            {"LEFT_ID": "v", "REL_OP": ">", "RIGHT_ID": "o", "RIGHT_ATTRS": {"DEP": "obj"}},
        ],
    }
    doc = Doc(
        Vocab(), words=["压实", "塘长", "责任"], spaces=[False] * 3, heads=[0, 2, 0], deps=["ROOT", "nmod", "obj"]
    )
    assert found(tagger_of(row)(doc.copy()), SLOGAN) == [("压实塘长责任", "policy", "my-1")]
    assert found(tagger_of(row | {"span": "o"})(doc.copy()), SLOGAN) == [("责任", "policy", "my-1")]


def test_ours_stands_unless_the_rule_wins() -> None:
    doc = set_spans(doc_of("云溪", "塘长", "到", "场"), TITLE, [ours(0, 4, "office", holder="沈明岚", rank="county")])
    meek = tagger_of(CHIEF)(doc.copy())
    assert found(meek, TITLE) == [("云溪塘长", "office", "title-office")]
    assert reasons(meek, TITLE) == [
        ("my-chief", "shares characters with office 0-4 of rule title-office; a rule with wins = true displaces it")
    ]
    bold = tagger_of(CHIEF | {"wins": True})(doc.copy())
    assert found(bold, TITLE) == [("塘长", "office", "my-chief")]
    assert annotations_of(bold, TITLE)[0].attributes == {"holder": "沈明岚"}
    assert reasons(bold, TITLE) == [("title-office", "displaced by office 2-4 of rule my-chief, which wins")]


def test_losers_that_were_there_stay() -> None:
    doc = doc_of("云溪", "塘长", "到", "场")
    first = tagger_of(CHIEF)(doc)
    second = tagger_of(CHIEF | {"id": "my-2"})(first)
    third = tagger_of(CHIEF | {"id": "my-3"})(second)
    assert [rule for rule, _ in reasons(third, TITLE)] == ["my-2", "my-3"]


def test_titles_of_other_types_may_nest_and_slogans_may_not() -> None:
    work = ours(0, 4, "work")
    candidate = Candidate(ours(1, 3, "office"), wins=False, order=0)
    assert settle([work], [candidate], nesting=True).kept == [work, candidate.annotation]
    assert settle([work], [candidate], nesting=False).added == []
    same = Candidate(ours(1, 3, "work"), wins=True, order=0)
    assert settle([work], [same], nesting=True).kept == [same.annotation]


def test_parts_of_a_displaced_title_go() -> None:
    doc = set_spans(doc_of("云溪", "塘长", "和", "县长"), TITLE, [ours(0, 4, "office"), ours(5, 7, "office")])
    doc.spans["title_parts"] = [doc.char_span(0, 2, label="jurisdiction"), doc.char_span(5, 7, label="post")]
    tagged = tagger_of(CHIEF | {"wins": True})(doc)
    assert [span.text for span in tagged.spans["title_parts"]] == ["县长"]


def test_a_rule_that_is_off_marks_nothing_and_says_so() -> None:
    doc = tagger_of(CHIEF, off=("my-chief",))(doc_of("塘长", "到", "场"))
    assert found(doc, TITLE) == []
    assert reasons(doc, TITLE) == [("my-chief", "rule my-chief is switched off")]


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    rows = draw(
        st.lists(st.tuples(st.integers(0, 8), st.integers(1, 5), st.sampled_from("ab"), st.booleans()), max_size=6)
    )
    return [
        Candidate(Annotation(start, start + length, kind, Evidence("my", "1", 1.0)), wins=wins, order=order)
        for order, (start, length, kind, wins) in enumerate(rows)
    ]


@given(candidates(), st.booleans())
def test_no_two_spans_of_a_layer_cross(rows: list[Candidate], nesting: bool) -> None:
    standing = settle([ours(0, 3, "a"), ours(5, 9, "b")], rows, nesting=nesting)
    for a in standing.kept:
        for b in standing.kept:
            if a is b or a.end_char <= b.start_char or b.end_char <= a.start_char:
                continue
            assert nesting
            assert (a.start_char - b.start_char) * (a.end_char - b.end_char) <= 0
    assert len(standing.added) + sum(loser.annotation.evidence.rule == "my" for loser in standing.losers) == len(rows)


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ([{"TXT": "塘"}], "pattern: token 1: TXT: unknown; did you mean TEXT?"),
        ([{"TEXT": "塘"}, {"POS": "NOMN"}], "pattern: token 2: POS: UD has no tag NOMN; did you mean NOUN?"),
        ([{"POS": {"IN": ["NOUN", "QQ"]}}], "pattern: token 1: POS: UD has no tag QQ; known are ADJ"),
        ([{"TEXT": 3}], "pattern: token 1: TEXT: spaCy: Input should be"),
        ([{"TEXT": {"REGEX": "("}}], "pattern: token 1: spaCy: missing )"),
        ([{"TEXT": "塘", "OP": "x"}], "pattern: token 1: OP: spaCy: "),
        ([{"TEXT": "塘", "OP": "*"}], "pattern: every token may be missing"),
    ],
)
def test_what_spacy_says_of_a_pattern_is_told(pattern: list[object], fault: str) -> None:
    (rule,) = file_of(CHIEF | {"pattern": pattern}).rules
    (told,) = pattern_faults(rule, Vocab())
    assert told.startswith(fault)


@pytest.mark.parametrize(
    ("dependency", "fault"),
    [
        ([{"RIGHT_ID": "v"}], "dependency: token 1: RIGHT_ATTRS missing"),
        ([{"RIGHT_ID": "v", "RIGHT_ATTRS": {"DEEP": "x"}}], "dependency: token 1: DEEP: unknown; did you mean DEP?"),
        ([{"RIGHT_ID": "v", "RIGHT_ATTRS": {}, "X": 1}], "dependency: token 1: X unknown; known are LEFT_ID"),
        (
            [
                {"RIGHT_ID": "v", "RIGHT_ATTRS": {}},
                {"LEFT_ID": "v", "REL_OP": "%", "RIGHT_ID": "o", "RIGHT_ATTRS": {}},
            ],
            "dependency: spaCy: [E1007]",
        ),
    ],
)
def test_what_is_wrong_with_a_tree_is_told(dependency: list[object], fault: str) -> None:
    row = {key: value for key, value in CHIEF.items() if key != "pattern"} | {"dependency": dependency}
    (rule,) = file_of(row).rules
    assert pattern_faults(rule, Vocab())[0].startswith(fault)


def test_faulty_patterns_and_ids_are_refused_all_at_once() -> None:
    tagger = tagger_of(CHIEF)
    with pytest.raises(RuleError) as caught:
        tagger.add(file_of(CHIEF, CHIEF | {"id": "my-2", "pattern": [{"TXT": "塘"}]}))
    assert [line.split(": ")[1] for line in str(caught.value).splitlines()] == ["my-chief", "my-2"]


def test_a_pattern_that_asks_for_what_the_pipeline_does_not_give_is_told() -> None:
    tagger = tagger_of(CHIEF | {"pattern": [{"LEMMA": "塘长"}]})
    with pytest.raises(RuleError, match=r"mine\.toml: my-chief: the pipeline does not give .* LEMMA"):
        tagger(doc_of("塘长"))
    nlp = spacy.blank("zh")
    assert [tagger(nlp.make_doc(text)).text for text in ("\n", "")] == ["\n", ""]


def test_rules_are_saved_with_the_pipeline(tmp_path: Path) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("own_rule_tagger").add(file_of(CHIEF | {"note": "head of a pond"}))
    nlp.to_disk(tmp_path / "model")
    text = "塘长到场。"
    for again in (spacy.load(tmp_path / "model"), spacy.blank("zh", config=nlp.config).from_bytes(nlp.to_bytes())):
        pipe = again.get_pipe("own_rule_tagger")
        assert isinstance(pipe, OwnRuleTagger)
        assert pipe.files == nlp.get_pipe("own_rule_tagger").files
        assert annotations_of(again(text), TITLE) == annotations_of(nlp(text), TITLE)


@pytest.fixture
def settings(tmp_path: Path) -> RuleSettings:
    path = tmp_path / "mine.toml"
    path.write_text(
        '[[rule]]\nid = "my-pond"\nlayer = "slogan"\ntype = "policy"\nwins = true\n'
        'pattern = [{ TEXT = "塘" }, { TEXT = "清" }]\n',
        encoding="utf-8",
    )
    return read_rule_settings(path)


def test_the_rules_of_a_file_stand_behind_the_taggers(blank_model: Path, settings: RuleSettings) -> None:
    nlp = load_pipeline(blank_model, settings)
    assert nlp.pipe_names[-1] == "own_rule_tagger"
    assert found(nlp("做到塘清渠畅。"), SLOGAN) == [("塘清", "policy", "my-pond")]
    made = made_by(nlp)
    assert settings.own_rules is not None
    assert made.lexicons["mine.toml"] == settings.own_rules.sha256
    assert made.components["own_rule_tagger"] == "1"


def test_a_saved_pipeline_keeps_its_rules_and_new_ones_replace_them(
    blank_model: Path, settings: RuleSettings, tmp_path: Path
) -> None:
    load_pipeline(blank_model, settings).to_disk(tmp_path / "model")

    def files(nlp: Language) -> list[str]:
        return [rule.id for file in nlp.get_pipe("own_rule_tagger").files for rule in file.rules]

    assert files(load_pipeline(tmp_path / "model")) == ["my-pond"]
    changed = load_pipeline(tmp_path / "model", RuleSettings(off=frozenset({"slogan-fight"})), candidates=True)
    assert (files(changed), changed.pipe_names[-1]) == (["my-pond"], "own_rule_tagger")
    replaced = load_pipeline(tmp_path / "model", RuleSettings(own_rules=file_of(CHIEF)))
    assert files(replaced) == ["my-chief"]


def test_a_rule_that_the_pipeline_can_not_serve_is_told_when_it_is_loaded(blank_model: Path) -> None:
    with pytest.raises(RuleError, match="does not give"):
        load_pipeline(blank_model, RuleSettings(own_rules=file_of(CHIEF | {"pattern": [{"POS": "NOUN"}]})))


def test_the_same_text_gives_the_same_spans(blank_model: Path, settings: RuleSettings) -> None:
    run: Callable[[], list[Annotation]] = lambda: annotations_of(  # noqa: E731
        load_pipeline(blank_model, settings)("做到塘清渠畅、塘清。"), SLOGAN
    )
    assert run() == run() != []
