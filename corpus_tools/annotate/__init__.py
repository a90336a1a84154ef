"""Text -> Doc with tokens, tags, trees, names and the three layers of spans."""
