"""Files and streams -> documents with their original text."""

from corpus_tools.read.sources import InputFile, find_inputs
from corpus_tools.read.text import read_bytes, read_input

__all__ = ["InputFile", "find_inputs", "read_bytes", "read_input"]
