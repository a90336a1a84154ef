"""From TEI or CoNLL-U alone one can say with which profile a text was cleaned."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree
from spacy.language import Language
from spacy.tokens import Doc

from corpus_tools.clean import STEPS, clean, default_profile, parse_profile
from corpus_tools.cleaning_record import CleaningRecord, record_of_row
from corpus_tools.document import attach
from corpus_tools.errors import ReadError
from corpus_tools.provenance import Provenance
from corpus_tools.read import read_bytes
from corpus_tools.read.conllu import read_conllu
from corpus_tools.read.tei import read_tei
from corpus_tools.write import to_conllu, to_tei

TEI = {"t": "http://www.tei-c.org/ns/1.0"}
OWN = '[steps]\nlead-ins = false\n[settings]\nfurniture_phrases = [" 本期导读 <&", "欢迎订阅"]\nkeep_names = ["乾縣"]\n'
PAGE = "全市防汛工作会议召开\n来源：云岭日报\n全市防汛工作会议今天召开，市委书记王明强调，要守住底线。\n欢迎订阅本报"
SCHEMA = Path(__file__).resolve().parents[2] / "shared" / "schema" / "tei_all.rng"
PYJING = Path(sys.executable).with_name("pyjing")


@pytest.fixture
def doc(blank_nlp: Language) -> Doc:
    document = clean(read_bytes(PAGE.encode(), name="a.txt"), profile=parse_profile(OWN, "own.toml"))
    return attach(blank_nlp(document.text), document)


@pytest.fixture
def written(doc: Doc) -> bytes:
    return to_tei(doc, doc_id="a", provenance=Provenance("0.1.0"))


def test_a_header_states_steps_versions_switches_and_settings(written: bytes) -> None:
    paragraph = etree.fromstring(written).find(".//t:normalization/t:p[t:list]", TEI)
    assert paragraph is not None
    assert paragraph.findtext("t:name[@type='cleaning-profile']", None, TEI) == "own.toml"
    steps = paragraph.findall("t:list[@type='cleaning-steps']/t:item", TEI)
    expected = [(s.name, str(s.version)) for s in STEPS if s.name not in ("lead-ins", "half-width")]
    assert [(item.text, item.get("n")) for item in steps] == expected
    off = paragraph.findall("t:list[@type='cleaning-steps-off']/t:item", TEI)
    assert {item.text for item in off} == {"lead-ins", "half-width"}
    settings = paragraph.findall("t:list[@type='cleaning-settings']/t:item", TEI)
    assert {item.get("n"): [each.text for each in item.iterfind("t:list/t:item", TEI)] for item in settings} == {
        "furniture_phrases": [" 本期导读 <&", "欢迎订阅"],
        "keep_names": ["乾縣"],
    }


def test_the_record_comes_back_from_both_formats(doc: Doc, written: bytes) -> None:
    record = parse_profile(OWN, "own.toml").record()
    (from_tei,) = read_tei(written, name="a.xml")
    assert from_tei.cleaned_by == record
    lines = to_conllu(doc, doc_id="a", provenance=Provenance("0.1.0"))
    (from_conllu,) = read_conllu(lines.encode(), name="a.conllu")
    assert from_conllu.cleaned_by == record
    assert from_conllu.losses == from_tei.losses == {}


def test_a_step_without_its_version_is_named(written: bytes) -> None:
    broken = written.replace(b'<item n="1">mojibake</item>', b'<item n="x">mojibake</item>')
    assert broken != written
    with pytest.raises(ReadError, match=r"a\.xml.*mojibake.*version"):
        read_tei(broken, name="a.xml")


def test_texts_of_one_digest_were_cleaned_alike() -> None:
    record = default_profile().record()
    assert record.digest == parse_profile("", "copy.toml").record().digest
    assert record.digest != default_profile().without("furniture").record().digest
    assert record.digest != CleaningRecord("x", {**record.steps, "furniture": 99}, record.off).digest
    assert record.digest != parse_profile('[settings]\nkeep_names = ["乾縣"]', "x").record().digest


@pytest.mark.parametrize(
    "row",
    [
        None,
        {},
        {"profile": 1, "steps": {}},
        {"profile": "a", "steps": {"b": "1"}},
        {"profile": "a", "steps": [], "off": []},
    ],
)
def test_what_is_no_record_is_refused(row: object) -> None:
    with pytest.raises(ValueError, match="no record of a cleaning profile"):
        record_of_row(row)


@pytest.mark.skipif(
    not (SCHEMA.exists() and PYJING.exists() and shutil.which("java")), reason="needs tei_all, jing, java"
)
def test_tei_all_accepts_it(written: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(written)
    command = [str(PYJING), str(SCHEMA), str(tmp_path / "a.xml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
