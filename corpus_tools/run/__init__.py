"""The stages put together: one document through all of them, a corpus document by document."""
