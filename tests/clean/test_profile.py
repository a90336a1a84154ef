from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from corpus_tools.clean import STEPS, Profile, clean, default_profile, default_profile_text, parse_profile, read_profile
from corpus_tools.document import TextDocument
from corpus_tools.errors import CleaningError
from corpus_tools.read import read_bytes

BODY = "全市防汛工作会议今天召开，市委书记王明强调，要守住底线，确保安全。"
PAGE = f"全市防汛工作会议召开\n来源：云岭日报\n{BODY}\n本期导读：下周预告\n相关链接\n某文"


def cleaned(profile: str, page: str = PAGE) -> TextDocument:
    return clean(read_bytes(page.encode(), name="a.txt"), profile=parse_profile(profile, "own.toml"))


def test_the_shipped_profile_names_every_step_that_can_be_switched_and_changes_nothing() -> None:
    steps = tomllib.loads(default_profile_text())["steps"]
    assert list(steps) == [step.name for step in STEPS if not step.essential]
    assert all(steps[step.name] == step.default for step in STEPS if not step.essential)
    assert default_profile().off == Profile().off


@pytest.mark.parametrize("step", [step.name for step in STEPS if not step.essential])
def test_a_step_that_is_off_changes_nothing(step: str) -> None:
    document = cleaned(f"[steps]\n{step} = false\n", PAGE + "\n網(wǎng)絡(luò)會(huì)議,,召開  了\n" * 3)
    assert step not in document.cleaning


def test_furniture_stays_where_its_step_is_off() -> None:
    assert "相关链接" in cleaned("[steps]\nfurniture = false\n").text
    assert "来源" not in cleaned("[steps]\nfurniture = false\n").text
    assert "来源" in cleaned("[steps]\nmetadata-lines = false\n").text


def test_metadata_are_read_also_where_their_lines_stay() -> None:
    assert cleaned("[steps]\nmetadata-lines = false\n").metadata.first("source") == "云岭日报"


def test_own_phrases_and_lines_are_furniture_and_own_lines_stay() -> None:
    assert "导读" in cleaned("").text
    assert "导读" not in cleaned('[settings]\nfurniture_phrases = ["本期导读"]\n').text
    assert "导读" not in cleaned('[settings]\nfurniture_lines = ["本期导读：下周预告"]\n').text
    assert "相关链接" in cleaned('[settings]\nbody_lines = ["相关链接"]\n').text


def test_script_and_names_are_kept_on_demand() -> None:
    page = "市長強調，要發展經濟，瞭解民情，確保安全。"
    assert cleaned("", page).text == "市长强调，要发展经济，了解民情，确保安全。"
    assert cleaned("[settings]\nkeep_script = true\n", page).text == page
    assert "瞭" in cleaned('[settings]\nkeep_names = ["瞭"]\n', page).text


@pytest.mark.parametrize(
    ("profile", "message"),
    [
        ("[steps]\nfurnitur = false", "own.toml: .*no step furnitur; did you mean furniture"),
        ("[steps]\nlost_breaks = false", "did you mean lost-breaks"),
        ("[steps]\nline-ends = false", "line-ends can't be switched off"),
        ('[steps]\nfurniture = "no"', "write true or false"),
        ("[step]\nfurniture = false", r"no table \[step\]; did you mean steps"),
        ("[settings]\nkeepscript = true", "did you mean keep_script"),
        ('[settings]\nfurniture_phrases = "x"', "write a list of phrases"),
        ("[settings]\nfurniture_lines = ['']", "write a list of phrases"),
        ("[steps", "no TOML"),
        ("steps = 3", r"write it as a table, \[steps\]"),
    ],
)
def test_a_faulty_profile_is_refused_with_the_way_out(profile: str, message: str) -> None:
    with pytest.raises(CleaningError, match=message):
        parse_profile(profile, "own.toml")


def test_all_faults_are_named_at_once() -> None:
    with pytest.raises(CleaningError) as caught:
        parse_profile("[steps]\nfoo = true\nblanks = 1\n[settings]\nbar = 1\n", "own.toml")
    assert len(str(caught.value).splitlines()) == 3


def test_a_profile_in_a_file_is_read_and_a_missing_one_named(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("[steps]\nblanks = false\n", encoding="utf-8-sig")
    assert "blanks" in read_profile(path).off
    with pytest.raises(CleaningError, match="no such file"):
        read_profile(tmp_path / "other.toml")


def test_names_in_code_are_checked_too() -> None:
    assert "blanks" not in default_profile().without("blanks").versions()
    with pytest.raises(CleaningError, match="there is no step blank"):
        default_profile().without("blank")
    with pytest.raises(CleaningError, match="can't be switched off"):
        Profile(off=frozenset({"composed"}))


def test_each_step_has_a_gloss_a_version_and_a_name_of_its_own() -> None:
    assert len({step.name for step in STEPS}) == len(STEPS)
    assert all(step.gloss and step.version >= 1 for step in STEPS)
    assert all({edit.step for edit in step.edits(PAGE)} <= {step.name} for step in STEPS)
