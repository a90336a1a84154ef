"""Where a Doc in a DocBin of ours carries what spaCy has no place for."""

#: Key of ``doc.user_data``; the value is JSON in a string, so that nothing but text is ever unpacked.
RECORD = "corpus_tools.record"
