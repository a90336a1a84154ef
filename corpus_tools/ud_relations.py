"""The universal relations of UD, and the one that a parser's label stands for."""

from __future__ import annotations

import re

#: The universal relations and what they mean; anything else a parser says becomes ``dep``.
UD_RELATIONS = {
    "acl": "clausal modifier of a noun",
    "advcl": "adverbial clause modifier",
    "advmod": "adverbial modifier",
    "amod": "adjectival modifier",
    "appos": "appositional modifier",
    "aux": "auxiliary",
    "case": "case marking",
    "cc": "coordinating conjunction",
    "ccomp": "clausal complement",
    "clf": "classifier",
    "compound": "compound",
    "conj": "conjunct",
    "cop": "copula",
    "csubj": "clausal subject",
    "dep": "unspecified dependency",
    "det": "determiner",
    "discourse": "discourse element",
    "dislocated": "dislocated element",
    "expl": "expletive",
    "fixed": "fixed multiword expression",
    "flat": "flat multiword expression",
    "goeswith": "goes with",
    "iobj": "indirect object",
    "list": "list",
    "mark": "marker",
    "nmod": "nominal modifier",
    "nsubj": "nominal subject",
    "nummod": "numeric modifier",
    "obj": "object",
    "obl": "oblique nominal",
    "orphan": "orphan",
    "parataxis": "parataxis",
    "punct": "punctuation",
    "reparandum": "overridden disfluency",
    "root": "root",
    "vocative": "vocative",
    "xcomp": "open clausal complement",
}

_SUBTYPE = re.compile(r"[a-z]+")


def relation(dep: str) -> str:
    """Return the UD relation for a spaCy label: lower case, a broken subtype dropped, an unknown relation ``dep``."""
    main, _, subtype = dep.lower().partition(":")
    if main not in UD_RELATIONS:
        return "dep"
    return f"{main}:{subtype}" if _SUBTYPE.fullmatch(subtype) else main
