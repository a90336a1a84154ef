"""The arrows between the folders of the package, read from the imports."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "corpus_tools"
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
#: The modules of ``read`` that parse XML; whoever reads pages does not load them.
XML_READERS = {"read/tei_xml.py", "read/cas_file.py"}
#: The one module of ``read`` that needs spaCy: a DocBin is spaCy's own.
SPACY_READERS = {"read/docbin.py"}
STAGES = {"read", "clean", "annotate", "write", "study"}
#: folder -> folders it may import from, beside itself and the modules at the package's root.
BASE = {"formats", "stored"}
ALLOWED = {
    "": {"stored"},  # a document names the type of the annotation it was read with
    "formats": set(),
    "stored": {"formats"},
    **dict.fromkeys(STAGES, BASE),
    "model": {"annotate"},
    "gold": {"read", "clean"},
    "validation": {"read", *BASE},
    "run": {*STAGES, "model", "gold", "validation", *BASE},
    "cli": {*STAGES, "model", "gold", "run", "validation"},
}


def folder_of(module: str) -> str:
    return module.split("/", maxsplit=1)[0] if "/" in module else ""


def imports(module: str) -> set[str]:
    """Names of all modules that a module imports, inside functions and for type checks too."""
    found = set()
    for node in ast.walk(ast.parse((PACKAGE / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def own_folders(module: str) -> set[str]:
    parts = [name.split(".") for name in imports(module) if name.split(".")[0] == "corpus_tools"]
    return {part[1] for part in parts if len(part) > 1 and (PACKAGE / part[1]).is_dir()}


@pytest.mark.parametrize("module", [module for module in MODULES if module != "__init__.py"])
def test_a_module_imports_only_what_lies_before_it(module: str) -> None:
    folder = folder_of(module)
    assert folder in ALLOWED, f"{folder} is a new folder; give it a place in ALLOWED"
    assert own_folders(module) - {folder} <= ALLOWED[folder]


@pytest.mark.parametrize("module", MODULES)
def test_only_the_command_line_prints(module: str) -> None:
    if folder_of(module) == "cli":
        return
    calls = [
        node.func
        for node in ast.walk(ast.parse((PACKAGE / module).read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]
    names = {ast.unparse(call) for call in calls}
    assert not names & {
        "print",
        "click.echo",
        "sys.stdout.write",
        "sys.stderr.write",
        "console.print",
        "Console().print",
    }
    assert not any(name.split(".")[0] == "click" for name in imports(module))


@pytest.mark.parametrize("module", [module for module in MODULES if folder_of(module) == "cli"])
def test_the_command_line_holds_no_logic_of_libraries(module: str) -> None:
    assert not {name.split(".")[0] for name in imports(module)} & {"lxml", "spacy", "numpy", "conllu", "opencc"}


@pytest.mark.parametrize("module", [module for module in MODULES if folder_of(module) in ("read", "clean")])
def test_reading_and_cleaning_need_no_spacy(module: str) -> None:
    heavy = {"spacy", "thinc", "lxml"}
    heavy -= {"lxml"} if module in XML_READERS else set()
    heavy -= {"spacy"} if module in SPACY_READERS else set()
    assert not {name.split(".")[0] for name in imports(module)} & heavy


def test_reading_pages_loads_no_heavy_library() -> None:
    code = "import sys, corpus_tools.read; print([m for m in ('spacy', 'lxml') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("module", MODULES)
def test_every_module_opens_with_one_line_on_what_it_does(module: str) -> None:
    docstring = ast.get_docstring(ast.parse((PACKAGE / module).read_text(encoding="utf-8")))
    assert docstring
    assert docstring.splitlines()[0].endswith(".")


def test_importing_the_package_loads_no_heavy_library() -> None:
    code = (
        "import sys, corpus_tools, corpus_tools.cli; print([m for m in ('spacy', 'lxml', 'rich') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
