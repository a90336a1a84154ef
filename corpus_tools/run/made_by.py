"""A loaded pipeline -> the record of what made an annotation."""

from __future__ import annotations

from functools import cache
from importlib import metadata, resources

from spacy.language import Language

from corpus_tools.annotate import directive, slogan, title
from corpus_tools.lexicon import package_lexicon
from corpus_tools.provenance import Provenance

_VERSIONS = {"title_tagger": title.VERSION, "slogan_tagger": slogan.VERSION, "directive_tagger": directive.VERSION}


def made_by(nlp: Language | None) -> Provenance:
    """Record package, model, tables and components of a pipeline (None: package and tables only). No clock is asked."""
    meta = nlp.meta if nlp else {}
    return Provenance(
        version=metadata.version("corpus-tools"),
        model_name=f"{meta['lang']}_{meta['name']}" if meta else "",
        model_version=str(meta.get("version", "")),
        model_licence=str(meta.get("license", "")),
        lexicons=_tables(),
        components={
            name: _VERSIONS.get(name, str(meta.get("version", ""))) for name in (nlp.pipe_names if nlp else [])
        },
    )


@cache
def _tables() -> dict[str, str]:
    """Name and SHA-256 of the package's tables."""
    folder = resources.files("corpus_tools").joinpath("lexicons")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".tsv"))
    return {name: package_lexicon(name).sha256 for name in names if name != "sources.tsv"}
