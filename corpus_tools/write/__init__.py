"""An annotated Doc -> CoNLL-U, TEI or JSON; no file is opened and no clock asked."""

from corpus_tools.write.conllu import to_conllu
from corpus_tools.write.spans_jsonl import to_spans_json
from corpus_tools.write.tei import to_tei
from corpus_tools.write.tei_corpus import CorpusEntry, corpus_entry, corpus_xml

__all__ = ["CorpusEntry", "corpus_entry", "corpus_xml", "to_conllu", "to_spans_json", "to_tei"]
