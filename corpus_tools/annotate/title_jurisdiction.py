"""The lookup of administrative divisions, for the title tagger: see ``corpus_tools.division``."""

from corpus_tools.division import (
    COUNTY,
    PREFECTURE,
    PROVINCE,
    TOWNSHIP,
    Division,
    decide,
    divisions,
    is_place_name,
    mentions,
    parent_code,
    place_at_end,
    short_name,
)

__all__ = [
    "COUNTY",
    "PREFECTURE",
    "PROVINCE",
    "TOWNSHIP",
    "Division",
    "decide",
    "divisions",
    "is_place_name",
    "mentions",
    "parent_code",
    "place_at_end",
    "short_name",
]
