"""Files and streams -> documents with their original text."""

from corpus_tools.read.packed_lines import is_file_of_texts, numbered_lines
from corpus_tools.read.sources import InputFile, find_inputs
from corpus_tools.read.text import read_bytes, read_input

__all__ = ["InputFile", "find_inputs", "is_file_of_texts", "numbered_lines", "read_bytes", "read_input"]
