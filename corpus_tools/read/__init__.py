"""Files and streams -> documents with their original text."""

from corpus_tools.read.columns import Columns, columns_of
from corpus_tools.read.documents import InputDocument, count_documents, open_inputs
from corpus_tools.read.sources import InputFile, find_inputs
from corpus_tools.read.text import read_bytes, read_input

__all__ = [
    "Columns",
    "InputDocument",
    "InputFile",
    "columns_of",
    "count_documents",
    "find_inputs",
    "open_inputs",
    "read_bytes",
    "read_input",
]
