"""What the corpus engines must be told of our vertical text: registry file, call of cwb-encode, configuration."""

from __future__ import annotations

from corpus_tools.write.vrt import POSITIONAL, SETS, structures

#: Name of the corpus in the files; users rename it.
CORPUS = "official"
_INFO = "Chinese official discourse, annotated by corpus-tools"


def cwb_registry() -> bytes:
    """Return a registry file of the Corpus Workbench; the folders in it are placeholders."""
    lines = [
        f'NAME "{_INFO}"',
        f"ID {CORPUS}",
        "# the folder that cwb-encode -d was given",
        f"HOME /corpora/data/{CORPUS}",
        '##:: language = "zh"',
        '##:: charset = "utf8"',
        *(f"ATTRIBUTE {name}" for name in POSITIONAL),
    ]
    for name, attributes in structures().items():
        lines.append(f"STRUCTURE {name}")
        lines += [f"STRUCTURE {name}_{attribute} # [annotations]" for attribute in attributes]
    return ("\n".join(lines) + "\n").encode()


def cwb_encode() -> bytes:
    """Return a shell script that indexes all .vrt files of its folder: ``sh cwb-encode.sh DATA REGISTRY``."""
    columns = " ".join(f"-P {name}{'/' if name in SETS else ''}" for name in POSITIONAL[1:])
    regions = " ".join(f"-S {name}:0+{'+'.join(attributes)}" for name, attributes in structures().items())
    return f"""#!/bin/sh
# Index the .vrt files of this folder for the Corpus Workbench; {CORPUS.upper()} is the name of the corpus in CQP.
set -e
data=${{1:?say sh cwb-encode.sh DATA REGISTRY, two folders}}
registry=${{2:?say sh cwb-encode.sh DATA REGISTRY, two folders}}
mkdir -p "$data" "$registry"
cd "$(dirname "$0")"
cwb-encode -d "$data" -R "$registry/{CORPUS}" -c utf8 -xsB -F . \\
  {columns} \\
  {regions}
cwb-makeall -r "$registry" -V {CORPUS.upper()}
""".encode()


def manatee_config() -> bytes:
    """Return a corpus configuration of NoSketch Engine (Manatee); the folders in it are placeholders."""
    lines = [
        f'NAME "{_INFO}"',
        f'PATH "/corpora/manatee/{CORPUS}"',
        f'VERTICAL "| cat /corpora/vertical/{CORPUS}/*.vrt"',
        'ENCODING "UTF-8"',
        'LANGUAGE "Chinese Simplified"',
        'DOCSTRUCTURE "text"',
        'DEFAULTATTR "word"',
    ]
    for name in POSITIONAL:
        several = [' MULTIVALUE "y"', ' MULTISEP "|"'] if name in SETS else []
        lines += [f'ATTRIBUTE "{name}" {{', *several, "}"] if several else [f'ATTRIBUTE "{name}"']
    for name, attributes in structures().items():
        lines += [f'STRUCTURE "{name}" {{', *(f' ATTRIBUTE "{attribute}"' for attribute in attributes), "}"]
    return ("\n".join(lines) + "\n").encode()
