"""An annotated document as a file has it, read and checked: between the formats and spaCy's Doc."""
