"""``[[rule]]`` tables of a user's file: what they may say, and how every fault is told."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.errors import RuleError
from corpus_tools.own_rules import marked, parse_rules
from corpus_tools.rules import RuleSettings, known_rules, parse_rule_settings, read_rule_settings

GOOD = """
off = ["slogan-parallel", "my-chief"]

[[rule]]
id = "my-chief"
layer = "title"
type = "office"
pattern = [{ ENT_TYPE = "LOC", OP = "*" }, { TEXT = "塘长", name = "post" }, { POS = "PROPN", OP = "+", name = "who" }]
span = "post"
holder = ["who"]
wins = true
note = "head of a pond"
examples = ["⟦塘长⟧沈明岚到村里。"]
counterexamples = ["他的特长是游泳。"]

[[rule]]
id = "my-tree"
layer = "directive"
type = "bare"
dependency = [
  { RIGHT_ID = "verb", RIGHT_ATTRS = { POS = "VERB" } },
  { LEFT_ID = "verb", REL_OP = ">", RIGHT_ID = "thing", RIGHT_ATTRS = { DEP = "obj" } },
]
span = [1, 2]
trigger = "verb"
to_clause_end = true
score = 1
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.toml"


def faults_of(file: Path, text: str) -> list[str]:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        read_rule_settings(file)
    return str(caught.value).splitlines()


def rule_with(**changes: str) -> str:
    rows = {"id": '"my-1"', "layer": '"slogan"', "type": '"policy"', "pattern": '[{ TEXT = "塘" }]'} | changes
    return "\n".join(["[[rule]]", *(f"{key} = {value}" for key, value in rows.items() if value)])


def test_rules_are_read_with_the_settings(file: Path) -> None:
    file.write_text(GOOD, encoding="utf-8")
    settings = read_rule_settings(file)
    assert settings.off == {"slogan-parallel", "my-chief"}
    own = settings.own_rules
    assert own is not None
    assert (own.name, own.sha256) == ("mine.toml", hashlib.sha256(file.read_bytes()).hexdigest())
    assert own.version == f"mine.toml {own.sha256[:12]}"
    chief, tree = own.rules
    assert (chief.span, chief.holder, chief.wins, chief.score) == ((1, 1), (2, 2), True, 1.0)
    assert all("name" not in token for token in chief.tokens)
    assert (tree.dependency, tree.span, tree.trigger, tree.to_clause_end) == (True, (0, 1), (0, 0), True)
    assert isinstance(tree.score, float)


def test_the_command_line_may_switch_off_a_rule_of_the_file(file: Path) -> None:
    file.write_text(rule_with(), encoding="utf-8")
    settings = read_rule_settings(file)
    assert settings.with_options(("my-1",), ()).off == {"my-1"}
    with pytest.raises(RuleError, match="did you mean my-1"):
        settings.with_options(("my-2",), ())
    with pytest.raises(RuleError, match="there is no rule my-1"):
        RuleSettings().with_options(("my-1",), ())


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"patern": "[]"}, "patern: unknown; did you mean pattern?"),
        ({"qqqq": "1"}, "qqqq: unknown; known are id, layer"),
        ({"id": ""}, 'id: missing; write a name, id = "my-rule"'),
        ({"id": '"my 1"'}, "id: 'my 1' is no id; write letters"),
        ({"id": '"slogan-fight"'}, "id: slogan-fight is a rule of the package; take another name"),
        ({"id": "7"}, "id: write a name"),
        ({"layer": '"slogn"'}, "layer: there is no layer slogn; did you mean slogan?"),
        ({"type": '"polici"'}, "type: slogan has no type polici; did you mean policy?"),
        ({"type": '"office"'}, "type: slogan has no type office; known are policy"),
        ({"pattern": ""}, "pattern: missing; write a list of tokens"),
        ({"pattern": "[]"}, "pattern: write a list of tokens"),
        ({"pattern": '["塘"]'}, "pattern: write a list of tokens"),
        ({"dependency": "[{ RIGHT_ID = 'v' }]"}, "dependency: the rule has a pattern too"),
        ({"span": "2"}, "span: there is no token 2; the pattern has 1, counted from 1"),
        ({"span": "0"}, "span: there is no token 0"),
        ({"span": "true"}, "span: write the first and the last token"),
        ({"span": "[1, 1, 1]"}, "span: write the first and the last token"),
        ({"span": '"post"'}, "span: no token has the name post; give a token name"),
        ({"pattern": '[{ name = "a" }, { name = "b" }]', "span": '["b", "a"]'}, "span: the first token stands behind"),
        ({"pattern": '[{ name = "post" }]', "span": '"past"'}, "span: no token has the name past; did you mean post?"),
        ({"pattern": '[{ name = "a" }, { name = "a" }]'}, "name: a stands twice"),
        ({"trigger": "1"}, "trigger: only a rule of layer directive has one"),
        ({"holder": "1"}, "holder: only a rule of layer title has one"),
        ({"score": "1.5"}, "score: write a number from 0 to 1"),
        ({"score": "nan"}, "score: write a number from 0 to 1"),
        ({"score": "true"}, "score: write a number from 0 to 1"),
        ({"wins": '"yes"'}, "wins: write true or false"),
        ({"note": "3"}, "note: write a sentence"),
        ({"examples": '"塘"'}, "examples: write a list of sentences"),
        ({"examples": '["塘"]'}, "examples: number 1: no ⟦ ⟧; put them around the span"),
        ({"examples": '["⟦塘⟧", "⟦塘"]'}, "examples: number 2: ⟦ and ⟧ don't pair"),
        ({"counterexamples": '["⟦⟧"]'}, "counterexamples: number 1: ⟦ and ⟧ don't pair"),
    ],
)
def test_a_fault_is_named_with_line_rule_and_key(file: Path, changes: dict[str, str], fault: str) -> None:
    lines = faults_of(file, "off = []\n" + rule_with(**changes))
    assert len(lines) == 1
    identifier = changes.get("id", '"my-1"').strip('"')
    name = identifier if not identifier.isdigit() and identifier else "rule 1"
    assert lines[0].startswith(f"mine.toml:2: {name}: {fault}")


def test_all_faults_of_all_rules_are_told_at_once(file: Path) -> None:
    text = f'of = 1\noff = ["my-2"]\n{rule_with(score="2", typ="1")}\n{rule_with()}\n'
    lines = faults_of(file, text)
    assert [line.split(": ", 1)[0] for line in lines] == [
        "mine.toml",
        *["mine.toml:3"] * 2,
        "mine.toml:10",
        "mine.toml",
    ]
    assert "did you mean off?" in lines[0]
    assert lines[3].endswith("id: my-1 is rule 1 too; take another name")
    assert "did you mean my-1?" in lines[4]


def test_what_is_sound_is_read_though_another_rule_is_not(file: Path) -> None:
    file.write_text(rule_with() + "\n" + rule_with(id='"my-2"', score="2"), encoding="utf-8")
    settings, faults = parse_rule_settings(file)
    assert settings.own_rules is not None
    assert [rule.id for rule in settings.own_rules.rules] == ["my-1"]
    assert len(faults) == 1


@pytest.mark.parametrize("text", ["rule = 1", 'rule = ["a"]', "[rule]\nid = 'x'"])
def test_rules_that_are_no_tables_are_refused(file: Path, text: str) -> None:
    assert faults_of(file, text) == ["mine.toml: rule: write each rule as a table that opens with [[rule]]"]


def test_ids_of_the_package_are_taken() -> None:
    row = {"id": "title-office", "layer": "title", "type": "office", "pattern": [{"TEXT": "塘长"}]}
    assert parse_rules([row], known_rules(), file="f")[0] == []
    assert parse_rules([row], (), file="f")[1] == []


@pytest.mark.parametrize(
    ("example", "read"),
    [
        ("甲⟦乙⟧丙", ("甲乙丙", [(1, 2)])),
        ("⟦甲⟦乙⟧⟧", ("甲乙", [(0, 2), (1, 2)])),
        ("甲", ("甲", [])),
        ("甲⟧", None),
        ("⟦甲", None),
        ("⟦⟧", None),
    ],
)
def test_marks_of_an_example_are_read(example: str, read: object) -> None:
    assert marked(example) == read


@given(st.text("甲乙⟦⟧", max_size=12))
def test_marks_never_stay_in_the_text(example: str) -> None:
    read = marked(example)
    if read is not None:
        text, spans = read
        assert not set(text) & set("⟦⟧")
        assert len(spans) == example.count("⟦") == example.count("⟧")
        assert all(0 <= start < end <= len(text) for start, end in spans)
