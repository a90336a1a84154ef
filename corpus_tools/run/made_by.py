"""A loaded pipeline -> the record of what made an annotation."""

from __future__ import annotations

from importlib import metadata

from spacy.language import Language

from corpus_tools.annotate import directive, name_repair, own_rule, slogan, title, ud_repair
from corpus_tools.provenance import Provenance

_VERSIONS = {
    "title_tagger": title.VERSION,
    "name_repair": name_repair.VERSION,
    "slogan_tagger": slogan.VERSION,
    "directive_tagger": directive.VERSION,
    "own_rule_tagger": own_rule.VERSION,
    "ud_repair": ud_repair.VERSION,
}


def made_by(nlp: Language | None) -> Provenance:
    """Record package, model, tables and components of a pipeline (None: the package only). No clock is asked.

    Files of the user's rules stand beside the tables, with their SHA-256.
    """
    meta = nlp.meta if nlp else {}
    return Provenance(
        version=metadata.version("corpus-tools"),
        model_name=f"{meta['lang']}_{meta['name']}" if meta else "",
        model_version=str(meta.get("version", "")),
        model_licence=str(meta.get("license", "")),
        lexicons=_lexicons(nlp),
        components={
            name: _VERSIONS.get(name, str(meta.get("version", ""))) for name in (nlp.pipe_names if nlp else [])
        },
    )


def _lexicons(nlp: Language | None) -> dict[str, str]:
    """Name and SHA-256 of the components' tables; where two have one name, the later is named with its hash."""
    tables = [table for _, pipe in (nlp.pipeline if nlp else []) for table in getattr(pipe, "lexicons", ())]
    found: dict[str, str] = {}
    for table in sorted(tables, key=lambda table: table.name):
        taken = found.get(table.name, table.sha256) != table.sha256
        found[f"{table.name} ({table.sha256[:8]})" if taken else table.name] = table.sha256
    return found
