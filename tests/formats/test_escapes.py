from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.formats.escapes import escaped, escaped_value, unescaped

#: Blanks and signs that are escaped, marks that join the letter before them, and characters that NFC changes.
TEXTS = st.text(st.sampled_from(" \t\n\\|=<aśs堤\u0301\u0303\u0338\u212b\ufffd"), max_size=12)


@pytest.mark.parametrize("text", [" \u0301", "\n\u0303", "|\u0301", "<\u0338", "\u0338", "a \u0301 "])
def test_a_mark_does_not_join_the_letter_of_an_escape(text: str) -> None:
    assert unicodedata.is_normalized("NFC", f"Orig={escaped(text, misc=True)}")
    assert unicodedata.is_normalized("NFC", f"# text_orig = {escaped_value(text)}")


@given(TEXTS, st.booleans())
def test_what_is_escaped_comes_back_and_stays_as_it_is_under_nfc(text: str, misc: bool) -> None:
    made = escaped(text, misc=misc)
    assert unescaped(made) == text
    assert unicodedata.is_normalized("NFC", f"={made}")
    assert "\n" not in made
    assert "\t" not in made


@given(TEXTS)
def test_a_value_of_a_comment_comes_back_and_has_no_blank_at_its_ends(text: str) -> None:
    made = escaped_value(text)
    assert unescaped(made) == text
    assert made == made.strip(" ")
    assert unicodedata.is_normalized("NFC", made)
