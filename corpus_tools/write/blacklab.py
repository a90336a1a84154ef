"""The configuration with which BlackLab indexes our TEI: words, tags, trees, names, spans with attributes, metadata."""

from __future__ import annotations

from corpus_tools.formats.tei_fields import FIELD_ELEMENTS
from corpus_tools.labels import LAYERS

#: Attribute of a span in queries -> where TEI has it; BlackLab reads XPath 3.1.
_SPAN_VALUES = {
    "type": "substring-after(tokenize(@ana)[1], ':')",
    "rule": "tokenize(@ana)[starts-with(., 'rule:')][1] ! substring-after(., ':')",
    "entry": "tokenize(@ana)[starts-with(., 'entry:')][1] ! substring-after(., ':')",
    "cert": "@cert",
    "trigger": "@n",
}
_HEAD = """# BlackLab (4 or later, with Saxon) indexes the TEI of corpus-tools with this file.
displayName: TEI of corpus-tools
description: Chinese official discourse with slogans, directives and titles
processor: saxon
namespaces:
  '': http://www.tei-c.org/ns/1.0
  tei: http://www.tei-c.org/ns/1.0
documentPath: //tei:TEI
annotatedFields:
  contents:
    displayName: Text
    containerPath: .//tei:text
    wordPath: .//tei:w|.//tei:pc
    tokenIdPath: "@xml:id"
    annotations:
    - name: word
      displayName: Word
      valuePath: .
      sensitivity: sensitive_insensitive
    - name: lemma
      valuePath: "@lemma"
    - name: pos
      displayName: Universal tag
      valuePath: "substring-after(tokenize(@msd, '[|]')[starts-with(., 'UPosTag=')], '=')"
      uiType: select
    - name: xpos
      valuePath: "@pos"
      uiType: select
    - name: feats
      displayName: Features
      valuePath: "tokenize(@msd, '[|]')[not(starts-with(., 'UPosTag='))]"
      multipleValues: true
    - name: original
      displayName: Characters of the source
      valuePath: "(@orig, .)[1]"
    inlineTags:
    - path: .//tei:s
    - path: .//tei:p
    - path: .//tei:head
    - path: .//tei:item
    - path: .//tei:name
    # the layout inline has spans as elements round their words
    - path: .//tei:seg
    - path: .//tei:roleName
    - path: .//tei:title
    standoffAnnotations:
    - type: relation
      path: .//tei:linkGrp[@type='UD-SYN']/tei:link
      valuePath: "translate(substring-after(@ana, ':'), '_', ':')"
      # BlackLab asks the root for a target alone: its source is the sentence, which is no word
      sourcePath: "if (ends-with(@ana, ':root')) then () else substring-after(tokenize(@target)[1], '#')"
      targetPath: "substring-after(tokenize(@target)[2], '#')"
"""


def blacklab_config() -> bytes:
    """Return the ``.blf.yaml``. Spans of each layer are found by its name: ``<slogan type="policy"/>``.

    Only what stands inside ``text`` is indexed: spans over the border of a sentence, in ``standOff``, are not.
    """
    lines = [_HEAD.rstrip("\n")]
    for layer in LAYERS:
        lines += [
            "    - type: span",
            f"      path: .//tei:spanGrp[@type='{layer.name}']/tei:span",
            "      spanStartPath: \"substring-after(@from, '#')\"",
            "      spanEndPath: \"substring-after(@to, '#')\"",
            "      spanEndIsInclusive: true",
            f"      valuePath: \"'{layer.name}'\"",
            "      annotations:",
        ]
        for name, path in _SPAN_VALUES.items():
            lines += [f"      - name: {name}", f'        valuePath: "{path}"']
    lines += ["metadata:", "  containerPath: tei:teiHeader", "  fields:"]
    lines += ["  - name: pid", "    valuePath: string(../@xml:id)"]
    for field, (name, attribute, value) in FIELD_ELEMENTS.items():
        condition = f"@{attribute}='{value}'" if attribute else "not(@type or @role)"
        lines += [f"  - name: {field}", f'    valuePath: ".//tei:sourceDesc//tei:bibl/tei:{name}[{condition}]"']
    lines += ["corpusConfig:", "  specialFields:", "    pidField: pid", "    titleField: headline"]
    lines += ["    dateField: published"]
    return ("\n".join(lines) + "\n").encode()
