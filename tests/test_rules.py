"""Rules of the taggers: the table, what a file of settings may say, and each rule's own example."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from spacy.language import Language

from corpus_tools.annotate.pipeline import load_pipeline
from corpus_tools.annotate.slogan_mobilization import mobilizations
from corpus_tools.annotate.slogan_parallel import parallels
from corpus_tools.annotate.slogan_quoted import quoted
from corpus_tools.errors import ModelError, RuleError
from corpus_tools.labels import LAYER_BY_NAME
from corpus_tools.rules import Rule, RuleSettings, check_rules, known_rules, read_rule_settings
from corpus_tools.spans import annotations_of

RULES = known_rules()
#: Rules that stand for the model's own findings have no example: what they find changes with the weights.
WITH_EXAMPLE = [rule for rule in RULES.values() if rule.example]
FAMILIES = re.compile(r"(?:title|slogan|directive)-[a-z]+(?:-[a-z]+)*")


@pytest.fixture
def toml(tmp_path: Path) -> Path:
    return tmp_path / "rules.toml"


def faults_of(path: Path) -> list[str]:
    with pytest.raises(RuleError) as caught:
        read_rule_settings(path)
    return str(caught.value).splitlines()


def test_settings_are_read(toml: Path) -> None:
    toml.write_text(
        '\ufeffoff = ["slogan-parallel"]\nlexicons = ["mine.tsv", "/tables/theirs.tsv"]\nlearned = false\n'
        "slogan_threshold = 1\ndirective_threshold = 0.6\n",
        encoding="utf-8",
    )
    assert read_rule_settings(toml) == RuleSettings(
        off=frozenset({"slogan-parallel"}),
        lexicons=(str(toml.parent / "mine.tsv"), "/tables/theirs.tsv"),
        learned=False,
        slogan_threshold=1.0,
        directive_threshold=0.6,
    )


def test_an_empty_file_changes_nothing(toml: Path) -> None:
    toml.write_text("", encoding="utf-8")
    assert read_rule_settings(toml) == RuleSettings()


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("of = []", "of: unknown; known are "),
        ('off = "slogan-fight"', 'off: write a list of names, off = ["…"]'),
        ("lexicons = [1]", "lexicons: write a list of names"),
        ("learned = 1", "learned: write true or false"),
        ("slogan_threshold = 1.5", "slogan_threshold: write a number from 0 to 1"),
        ("slogan_threshold = nan", "slogan_threshold: write a number from 0 to 1"),
        ("directive_threshold = true", "directive_threshold: write a number from 0 to 1"),
        ('off = ["slogan-fights"]', "off: there is no rule slogan-fights; did you mean slogan-fight?"),
        ('off = ["xyz"]', "off: there is no rule xyz; corpus-tools rules lists them"),
    ],
)
def test_a_fault_of_the_file_is_named_with_its_key(toml: Path, line: str, fault: str) -> None:
    toml.write_text(line + "\n", encoding="utf-8")
    lines = faults_of(toml)
    assert len(lines) == 1
    assert lines[0].startswith(f"rules.toml: {fault}")


def test_all_faults_are_told_at_once(toml: Path) -> None:
    toml.write_text('x = 1\nlearned = "no"\noff = ["directive-dutty", "qq"]\nslogan_threshold = -1\n', encoding="utf-8")
    lines = faults_of(toml)
    assert [line.split(": ")[1] for line in lines] == ["x", "learned", "slogan_threshold", "off", "off"]
    assert "did you mean directive-duty?" in lines[3]


@pytest.mark.parametrize(("data", "fault"), [(b"off = [", "no TOML"), (b"\xff\xfe", "no TOML"), (None, "no such file")])
def test_what_is_no_toml_is_named(toml: Path, data: bytes | None, fault: str) -> None:
    if data is not None:
        toml.write_bytes(data)
    assert f"{toml}: {fault}" in faults_of(toml)[0]


def test_options_of_the_command_line_add_to_the_file() -> None:
    settings = RuleSettings(off=frozenset({"title-work"}), lexicons=("a.tsv",), learned=False)
    more = settings.with_options(("slogan-life",), ("b.tsv",))
    off = frozenset({"title-work", "slogan-life"})
    assert more == RuleSettings(off=off, lexicons=("a.tsv", "b.tsv"), learned=False)
    with pytest.raises(RuleError, match="did you mean slogan-life"):
        settings.with_options(("slogan-lif",), ())


def test_every_unknown_rule_is_named_with_the_nearest() -> None:
    with pytest.raises(RuleError) as caught:
        check_rules(["title-office", "title-ofice", "slogan-lexikon"])
    assert str(caught.value).splitlines() == [
        "there is no rule title-ofice; did you mean title-office?",
        "there is no rule slogan-lexikon; did you mean slogan-lexicon?",
    ]


def strings_of(path: Path) -> set[str]:
    """The strings of a module, docstrings left out; the fixed parts of f-strings come with ``…`` for the rest."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(value) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for value in node.values}
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            found.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            parts = [str(v.value) if isinstance(v, ast.Constant) else "…" for v in node.values]
            found.add("".join(parts))
    return found


def emitted(root: Path) -> set[str]:
    """The rule ids that stand in the taggers' code; ``…`` is what a rule before it is called."""
    folder = root / "corpus_tools" / "annotate"
    strings = set().union(*(strings_of(path) for path in folder.glob("*.py")))
    ids = {text for text in strings if FAMILIES.fullmatch(text)}
    bare = {"directive-bare", "directive-headline"}
    endings = {text.removeprefix("…") for text in strings if re.fullmatch(r"…-[a-z]+", text)}
    return ids | {name + ending for name in bare & ids for ending in endings if name + ending in RULES}


def test_the_table_holds_every_rule_that_a_tagger_names_and_no_other(root: Path) -> None:
    assert emitted(root) == set(RULES)


def test_rules_are_grouped_by_layer_and_explained() -> None:
    assert all(rule.id.startswith(f"{rule.layer}-") and rule.gloss for rule in RULES.values())
    assert list(dict.fromkeys(rule.layer for rule in RULES.values())) == list(LAYER_BY_NAME)
    assert [r.id for r in RULES.values() if not r.example and not r.id.split("-", 1)[1].startswith("model")] == []
    assert [r.id for r in WITH_EXAMPLE if not (r.counterexample and r.example.count("⟦") == 1)] == []


@pytest.fixture(scope="module")
def by_rule(nlp: Language) -> Language:
    """The shipped pipeline, its taggers without models."""
    return load_pipeline("fast", RuleSettings(learned=False))


def found_by(nlp: Language, rule: Rule, text: str) -> list[tuple[str, str]]:
    """What is found in a text: wording and rule. Slogans come from the rules themselves: the lexicon hides them."""
    annotations = annotations_of(nlp(text), LAYER_BY_NAME[rule.layer])
    if rule.layer == "slogan" and rule.id not in ("slogan-lexicon", "slogan-verse"):
        annotations = [*quoted(text), *mobilizations(text), *parallels(text)]
    return [(text[a.start_char : a.end_char], a.evidence.rule) for a in annotations]


@pytest.mark.model
@pytest.mark.parametrize("rule", WITH_EXAMPLE, ids=lambda rule: rule.id)
def test_a_rule_finds_its_example(by_rule: Language, rule: Rule) -> None:
    wanted = rule.example[rule.example.index("⟦") + 1 : rule.example.index("⟧")]
    assert (wanted, rule.id) in found_by(by_rule, rule, rule.example.replace("⟦", "").replace("⟧", ""))


@pytest.mark.model
@pytest.mark.parametrize("rule", WITH_EXAMPLE, ids=lambda rule: rule.id)
def test_a_rule_finds_nothing_in_its_counterexample(by_rule: Language, rule: Rule) -> None:
    assert rule.id not in [name for _, name in found_by(by_rule, rule, rule.counterexample)]


@pytest.mark.model
@pytest.mark.parametrize("rule", WITH_EXAMPLE, ids=lambda rule: rule.id)
def test_a_rule_that_is_switched_off_marks_nothing(by_rule: Language, rule: Rule) -> None:
    tagger = by_rule.get_pipe(f"{rule.layer}_tagger")
    text = rule.example.replace("⟦", "").replace("⟧", "")
    off = tagger._off
    tagger._off = frozenset({rule.id})
    try:
        doc = by_rule(text)
    finally:
        tagger._off = off
    assert rule.id not in [a.evidence.rule for a in annotations_of(doc, LAYER_BY_NAME[rule.layer])]


def test_a_folder_of_weights_counts_from_the_file_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "rules.toml").write_text('weights = "mine"\n', encoding="utf-8")
    assert read_rule_settings(tmp_path / "rules.toml").weights == str(tmp_path / "mine")
    with pytest.raises(ModelError, match=r"mine.*can't be read"):
        load_pipeline(settings=read_rule_settings(tmp_path / "rules.toml"))
