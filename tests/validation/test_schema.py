"""The schema: made anew it is the same; what it takes tei_all takes; what is spoilt it refuses."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree, isoschematron

from corpus_tools.read.tei_xml import TEI, local
from corpus_tools.validation.schema_files import RELAX_NG, SCHEMATRON, schema_file
from corpus_tools.validation.schematron import Schematron
from corpus_tools.validation.tei_schema import TeiSchema

MAKER = Path(__file__).resolve().parents[2] / "annotations" / "schema" / "make_schema.py"
PYJING = Path(sys.executable).with_name("pyjing")
RNG = etree.RelaxNG(etree.parse(schema_file(RELAX_NG)))
ALLOWED = {str(d.get("name")) for d in etree.parse(schema_file(RELAX_NG)).getroot().iter("{*}define")}


@pytest.mark.shared
def test_made_anew_the_schema_is_the_same(shared: Path) -> None:
    spec = importlib.util.spec_from_file_location("make_schema", MAKER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_schema"] = module
    spec.loader.exec_module(module)
    for path, data in module.made(shared / "schema" / "tei_all.rng"):
        assert path.read_bytes() == data, f"{path.name}: run make_schema.py"


def mutants(tei: bytes) -> list[bytes]:
    """The document with one element taken out, doubled or moved to the front of its parent, one after the other."""
    root = etree.fromstring(tei)
    found = []
    for number, element in enumerate(list(root.iter())):
        parent = element.getparent()
        if parent is None or number % 3:
            continue
        place = parent.index(element)
        parent.remove(element)
        found.append(etree.tostring(root))
        parent.insert(0, element)
        found.append(etree.tostring(root))
        parent.insert(place, element)
    return found


@pytest.mark.shared
def test_what_our_schema_takes_tei_all_takes(tei: bytes, shared: Path, tmp_path: Path) -> None:
    if not (PYJING.exists() and shutil.which("java")):
        pytest.skip("needs jing and java")
    taken = [mutant for mutant in [tei, *mutants(tei)] if RNG.validate(etree.fromstring(mutant))]
    assert 1 < len(taken) < len(mutants(tei))
    for number, mutant in enumerate(taken):
        (tmp_path / f"{number}.xml").write_bytes(mutant)
    files = [str(path) for path in sorted(tmp_path.glob("*.xml"))]
    command = [str(PYJING), str(shared / "schema" / "tei_all.rng"), *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wrong = [line for line in done.stdout.splitlines() if "ID " not in line]
    assert wrong == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_an_element_that_is_not_ours_is_refused_wherever_it_stands(tei: bytes, data: st.DataObject) -> None:
    root = etree.fromstring(tei)
    elements = [found for found in root.iter() if local(found) not in ("egXML",)]
    at = data.draw(st.sampled_from(elements))
    name = data.draw(st.sampled_from(["hi", "foo", "egXML", "choice", "div1", "figure", "W"]))
    assert name not in ALLOWED
    at.insert(data.draw(st.integers(0, len(at))), etree.Element(f"{{{TEI}}}{name}"))
    assert not RNG.validate(root)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_an_attribute_that_is_not_ours_is_refused_wherever_it_stands(tei: bytes, data: st.DataObject) -> None:
    root = etree.fromstring(tei)
    at = data.draw(st.sampled_from(list(root.iter())))
    at.set(data.draw(st.sampled_from(["style", "foo", "facs", "copyOf", "sameAs"])), "#x")
    assert not RNG.validate(root)


def test_the_rules_are_those_of_any_schematron_processor(tei: bytes) -> None:
    other = isoschematron.Schematron(etree.parse(schema_file(SCHEMATRON)))
    for old, new in (
        (b"x", b"x"),
        (b'quantity="11"', b'quantity="12"'),
        (b'active="#own.person.1"', b'active="#own.s1"'),
    ):
        root = etree.fromstring(tei.replace(old, new))
        assert other.validate(root) == (not Schematron().faults(root, file="a.xml"))


def test_a_schema_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.rng").write_text("<a/>")
    with pytest.raises(Exception, match=r"a\.rng: no RELAX NG schema"):
        TeiSchema(tmp_path / "a.rng")
