"""Original text -> cleaned text, metadata and structure; every change is an edit on record."""

from corpus_tools.clean.cleaner import STEPS, clean

__all__ = ["STEPS", "clean"]
