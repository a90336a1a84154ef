"""Original text -> cleaned text, metadata and structure; every change is an edit on record."""

from corpus_tools.clean.cleaner import clean
from corpus_tools.clean.profile import Profile, default_profile, default_profile_text, parse_profile, read_profile
from corpus_tools.clean.registry import STEPS
from corpus_tools.clean.step import CleaningSettings, CleaningStep

__all__ = [
    "STEPS",
    "CleaningSettings",
    "CleaningStep",
    "Profile",
    "clean",
    "default_profile",
    "default_profile_text",
    "parse_profile",
    "read_profile",
]
