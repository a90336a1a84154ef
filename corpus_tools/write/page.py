"""Turn a view of a document into one self-contained HTML page."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from importlib import resources

from corpus_tools.labels import LAYER_BY_NAME, LAYERS, SCHEME_VERSION, Layer, SpanType
from corpus_tools.write.view import Mark, Segment, View, counts, described, fields, lines, segments

#: kind of block -> element; an item also stands in a list.
ELEMENTS = {"headline": "h1", "head": "h2", "item": "li"}
#: Heads of the columns of the table of spans.
COLUMNS = ("", "span", "type", "evidence", "attributes", "characters")
#: Selects the page while the switch of a layer or type is off; the switches need no script.
OFF = ":root:has(#show-{key}:not(:checked))"


def to_page(view: View) -> str:
    """Return the page: metadata, legend with switches, the marked text, the table of spans, the remarks.

    The text is cut at every border and each piece stands in one ``span`` a mark (``class="m LAYER TYPE"``,
    ``data-id``), so marks may cross; the ``article``, its tags taken away, is the cleaned text. Nothing is loaded
    from anywhere: a content security policy admits the page's own style and script and no other.
    """
    style = _resource("page.css") + _switch_rules()
    script = _resource("page.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    name = view.headline or view.doc_id
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{_text(name)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<div class="sheet">\n{_header(view)}\n<main>{_article(view)}</main>\n'
        f"<aside>\n{_legend(view)}\n"
        '<section id="evidence" aria-live="polite" aria-label="Evidence" hidden></section>\n</aside>\n'
        f"{_tables(view)}\n{_footer(view)}\n</div>\n<script>{script}</script>\n</body>\n</html>\n"
    )


def _resource(name: str) -> str:
    return resources.files("corpus_tools.write").joinpath(name).read_text("utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _text(value: object) -> str:
    """Escape a value for element content and quoted attributes; a carriage return survives the HTML parser."""
    return escape(str(value)).replace("\r", "&#13;")


def _switch_rules() -> str:
    """Return the style rules by which a switch takes its layer or type out of the text and the tables."""
    rules = []
    for layer in LAYERS:
        keys = [(layer.name, layer.name)] + [(f"{layer.name}-{t.name}", f"{layer.name}.{t.name}") for t in layer.types]
        for key, classes in keys:
            off = OFF.format(key=key)
            rules.append(f"{off} span.m.{classes}{{all:unset}}")
            rules.append(f"{off} span.m.{classes}::after,{off} tr.{classes}{{display:none}}")
        rules.append(f"{OFF.format(key=layer.name)} .spans.{layer.name}{{display:none}}")
    return "\n".join(rules) + "\n"


def _header(view: View) -> str:
    parts = [f'<p class="kicker"><b>{_text(view.doc_id)}</b> <span>annotation scheme {SCHEME_VERSION}</span></p>']
    if all(block.kind != "headline" for block in view.blocks):
        parts.append(f'<h1 lang="zh-Hans">{_text(view.headline or view.doc_id)}</h1>')
    rows = "".join(f'<div><dt>{_text(k)}</dt><dd lang="zh-Hans">{_text(v)}</dd></div>' for k, v in fields(view))
    if rows:
        parts.append(f'<dl class="metadata">{rows}</dl>')
    if view.remarks:
        items = "".join(f"<li>{_text(remark)}</li>" for remark in view.remarks)
        parts.append(f'<div class="remarks"><p>Remarks</p><ul>{items}</ul></div>')
    return "<header>\n" + "\n".join(parts) + "\n</header>"


def _article(view: View) -> str:
    parts: list[str] = []
    in_list = False
    at = 0
    for block in lines(view):
        between = _text(view.text[at : block.start_char])
        if in_list and block.kind != "item":
            between, in_list = "</ul>" + between, False
        if block.kind == "item" and not in_list:
            between, in_list = between + "<ul>", True
        element = ELEMENTS.get(block.kind, "p")
        indented = " indented" if view.text[block.start_char].isspace() else ""
        parts.append(f'{between}<{element} class="block {_text(block.kind)}{indented}">')
        parts += [_piece(view, segment) for segment in segments(view, block.start_char, block.end_char)]
        parts.append(f"</{element}>")
        at = block.end_char
    parts.append(("</ul>" if in_list else "") + _text(view.text[at:]))
    return f'<article lang="zh-Hans">{"".join(parts)}</article>'


def _piece(view: View, segment: Segment) -> str:
    text = _text(view.text[segment.start_char : segment.end_char])
    if not segment.marks:
        return text
    hint = "\n".join(_hint(mark) for mark in reversed(segment.marks))
    for mark in reversed(segment.marks):
        a = mark.annotation
        names = ["m", mark.layer, a.type]
        place = ""
        if segment.start_char == a.start_char:
            names.append("first")
            place = f' id="{mark.id}" tabindex="0" aria-describedby="row-{mark.id}"'
        if segment.end_char == a.end_char:
            names.append("last")
        title = f' title="{_text(hint)}"' if hint else ""
        tag = f' data-tag="{_type(mark).gloss_zh}"'
        text = f'<span class="{" ".join(names)}" data-id="{mark.id}"{place}{tag}{title}>{text}</span>'
        hint = ""
    return text


def _type(mark: Mark) -> SpanType:
    return next(t for t in LAYER_BY_NAME[mark.layer].types if t.name == mark.annotation.type)


def _hint(mark: Mark) -> str:
    evidence = mark.annotation.evidence
    by = f"{evidence.rule} {evidence.score:.2f}" if evidence.rule else "by hand"
    return f"{mark.layer} · {mark.annotation.type} {_type(mark).gloss_zh} · {by}"


def _legend(view: View) -> str:
    found = counts(view)
    parts = ['<form class="legend" autocomplete="off" aria-label="Legend; switch layers and types on and off">']
    for layer in LAYERS:
        total = sum(found[layer.name, span_type.name] for span_type in layer.types)
        parts.append(
            f'<fieldset class="{layer.name}"><legend><label>{_switch(layer.name)}<b>{layer.name}</b> '
            f'<span lang="zh-Hans">{layer.gloss_zh}</span><output>{total}</output></label></legend>'
            f'<p class="gloss">{_text(layer.gloss)}</p><ul>'
        )
        parts += [_legend_row(layer, span_type, found[layer.name, span_type.name]) for span_type in layer.types]
        parts.append("</ul></fieldset>")
    parts.append(
        '<p class="option"><label><input type="checkbox" id="show-tags">write each type after its span '
        '<span lang="zh-Hans">标出类型</span></label></p></form>'
    )
    return "".join(parts)


def _legend_row(layer: Layer, span_type: SpanType, number: int) -> str:
    key = f"{layer.name}-{span_type.name}"
    return (
        f'<li{"" if number else " class=none"}><label title="{_text(span_type.gloss)}">{_switch(key)}'
        f'<span class="sample" lang="zh-Hans"><span class="m {layer.name} {span_type.name} first last">'
        f"{span_type.gloss_zh}</span></span> {span_type.name}"
        f'<output>{number}</output></label><span class="gloss">{_text(span_type.gloss)}</span></li>'
    )


def _switch(key: str) -> str:
    return f'<input type="checkbox" id="show-{key}" checked>'


def _tables(view: View) -> str:
    parts = ['<section class="tables"><h2>Spans <span lang="zh-Hans">标注一览</span></h2>']
    for layer in LAYERS:
        marks = [mark for mark in view.marks if mark.layer == layer.name]
        if marks:
            rows = "\n".join(_row(view, number, mark) for number, mark in enumerate(marks, start=1))
            heads = "".join(f'<th scope="col">{name}</th>' for name in COLUMNS)
            parts.append(
                f'<div class="spans {layer.name}"><h3>{layer.name} <span lang="zh-Hans">{layer.gloss_zh}</span></h3>'
                f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
            )
    if not view.marks:
        parts.append('<p class="empty">No spans.</p>')
    return "".join(parts) + "</section>"


def _row(view: View, number: int, mark: Mark) -> str:
    a = mark.annotation
    origin = view.passage_in_source(mark)
    passage = f'<a href="#{mark.id}" lang="zh-Hans">{_text(view.passage(mark))}</a>'
    if origin is not None and origin != view.passage(mark):
        passage += f'<small class="origin">original: <span lang="zh-Hans">{_text(origin)}</span></small>'
    offsets = f'<span class="pair"><i>cleaned</i> {a.start_char}–{a.end_char}</span>'
    if mark.source is not None:
        offsets += f' <span class="pair"><i>original</i> {mark.source[0]}–{mark.source[1]}</span>'
    cells = {
        "passage": passage,
        "type": f'{a.type} <span lang="zh-Hans">{_type(mark).gloss_zh}</span>',
        "evidence": _evidence(mark),
        "attributes": " ".join(_pair(name, value) for name, value in described(mark)),
        "offsets": offsets,
    }
    body = "".join(f'<td class="{name}">{cell}</td>' for name, cell in cells.items())
    head = f'<tr class="{mark.layer} {a.type}" id="row-{mark.id}" data-id="{mark.id}">'
    return f'{head}<td class="number">{number}</td>{body}</tr>'


def _evidence(mark: Mark) -> str:
    evidence = mark.annotation.evidence
    if not evidence.rule:
        return '<span class="pair">by hand</span>'
    pairs = [_pair("rule", evidence.rule), _pair("version", evidence.version), _pair("score", f"{evidence.score:.2f}")]
    return " ".join([pair for pair in pairs if pair] + [_pair("entry", evidence.entry or "")]).rstrip()


def _pair(name: str, value: str) -> str:
    return f'<span class="pair"><i>{_text(name)}</i> {_text(value)}</span>' if value else ""


def _footer(view: View) -> str:
    if view.source is None:
        return ""
    source = view.source
    facts = f"{source.name} · {source.media_type} · {source.encoding} · {source.size} bytes · SHA-256 {source.sha256}"
    return f"<footer><p>Source: {_text(facts)}</p></footer>"
