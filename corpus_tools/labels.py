"""The tagset: layers, the span group each fills, and the types of each layer. Nothing else defines a label."""

from __future__ import annotations

from dataclasses import dataclass

SCHEME_VERSION = "1.1"


@dataclass(frozen=True)
class SpanType:
    """A type of one layer, with what it means in English and Chinese."""

    name: str
    gloss: str
    gloss_zh: str


@dataclass(frozen=True)
class Layer:
    """A layer of annotation; ``group`` is its key in ``doc.spans``."""

    name: str
    group: str
    gloss: str
    gloss_zh: str
    types: tuple[SpanType, ...]


TITLE = Layer(
    "title",
    "titles",
    "official titles, forms of respect and titles of works",
    "职务称谓与题名",
    (
        SpanType("office", "a post, with the body it belongs to", "职务"),
        SpanType("collective", "office-holders named as a group", "集体称谓"),
        SpanType("honorific", "a form of respect fixed to a name", "敬称"),
        SpanType("work", "a document, law, book or article named in 《》", "题名"),
    ),
)
SLOGAN = Layer(
    "slogan",
    "slogans",
    "slogans and fixed formulations",
    "口号、提法",
    (
        SpanType("policy", "a policy's catch-phrase, fixed by quotation or by a head noun", "政策提法"),
        SpanType("numeric", "a number abbreviates a list", "数字缩略"),
        SpanType("parallel", "two or more clauses or phrases of the same build", "排比对偶"),
        SpanType("mobilization", "a call to a fight, a defence or a victory", "动员口号"),
        SpanType("allusion", "a borrowed line put to exhortative use", "引语化用"),
    ),
)
DIRECTIVE = Layer(
    "directive",
    "directives",
    "directive formulas: clauses that tell somebody what to do",
    "指令性套语",
    (
        SpanType("obligation", "a modal of duty", "义务"),
        SpanType("prohibition", "a negated modal, or a verb of prevention used as an order", "禁止"),
        SpanType("assurance", "a verb of guaranteed result", "保证"),
        SpanType("permission", "a modal that allows", "许可"),
        SpanType("bare", "a subjectless predicate that carries an order on", "无标记指令"),
    ),
)

LAYERS = (TITLE, SLOGAN, DIRECTIVE)
LAYER_BY_NAME = {layer.name: layer for layer in LAYERS}
