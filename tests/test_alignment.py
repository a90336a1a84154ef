from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.alignment import AlignedText, Edit
from corpus_tools.errors import CleaningError

CHARACTERS = st.text(alphabet="甲乙丙丁 \n𠀀ab,，", max_size=24)


def draw_edits(data: st.DataObject, length: int) -> list[Edit]:
    """Random edits that replace or delete something and do not overlap, in random order."""
    cuts = sorted(data.draw(st.sets(st.integers(0, length), max_size=6)))
    pairs = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    edits = [Edit(a, b, data.draw(st.text(alphabet="戊己xy", max_size=3)), "step") for a, b in pairs]
    return data.draw(st.permutations(edits))


def draw_any_edits(data: st.DataObject, length: int) -> list[Edit]:
    """Random edits, insertions and edits that touch among them; at one place at most one insertion, before the rest."""
    cuts = sorted(data.draw(st.lists(st.integers(0, length), max_size=8)))
    pairs = list(dict.fromkeys((a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)))
    return [Edit(a, b, data.draw(st.text(alphabet="戊己xy丙", max_size=3)), "step") for a, b in pairs]


def follow(trace: list[int | None], text: str, edits: list[Edit]) -> tuple[list[int | None], str]:
    """Apply edits the plain way, from the back; ``trace`` holds for each character the original one it is."""
    trace = list(trace)
    for edit in sorted(edits, reverse=True):
        if text[edit.start : edit.end] != edit.replacement:
            text = text[: edit.start] + edit.replacement + text[edit.end :]
            trace[edit.start : edit.end] = [None] * len(edit.replacement)
    return trace, text


@given(original=CHARACTERS, data=st.data())
def test_steps_compose_without_losing_a_character(original: str, data: st.DataObject) -> None:
    aligned = AlignedText(original)
    trace: list[int | None] = list(range(len(original)))
    for _ in range(data.draw(st.integers(0, 4))):
        edits = draw_edits(data, len(aligned.text))
        trace, expected = follow(trace, aligned.text, edits)
        aligned = aligned.apply(edits)
        assert aligned.text == expected
    aligned.check()
    assert aligned.original == original
    for place, source in enumerate(trace):
        if source is not None:
            assert aligned.text[place] == original[source]
            assert aligned.origin(place, place + 1) == (source, source + 1)
            first, last = aligned.image(source, source + 1)
            assert first <= place < last
    covered = {at for edit in aligned.edits for at in range(edit.start, edit.end)}
    assert covered | {source for source in trace if source is not None} == set(range(len(original)))


@given(original=CHARACTERS.filter(bool), data=st.data())
def test_a_span_lies_in_the_image_of_its_origin(original: str, data: st.DataObject) -> None:
    aligned = AlignedText(original)
    for _ in range(data.draw(st.integers(0, 4))):
        aligned = aligned.apply(draw_edits(data, len(aligned.text)))
    if not aligned.text:
        return
    start = data.draw(st.integers(0, len(aligned.text) - 1))
    end = data.draw(st.integers(start + 1, len(aligned.text)))
    a, b = aligned.origin(start, end)
    assert 0 <= a < b <= len(original)
    first, last = aligned.image(a, b)
    assert first <= start
    assert end <= last


@given(original=CHARACTERS, data=st.data())
def test_record_holds_what_each_edit_removed(original: str, data: st.DataObject) -> None:
    aligned = AlignedText(original).apply(draw_edits(data, len(original)))
    for edit in aligned.edits:
        assert original[edit.start : edit.end] == edit.removed
    rebuilt, at = "", 0
    for edit in aligned.edits:
        rebuilt += original[at : edit.start] + edit.replacement
        at = edit.end
    assert rebuilt + original[at:] == aligned.text


def test_a_replacement_of_equal_length_maps_one_to_one() -> None:
    aligned = AlignedText("發展經濟").apply([Edit(0, 4, "发展经济", "s")])
    assert [aligned.origin(i, i + 1) for i in range(4)] == [(i, i + 1) for i in range(4)]
    assert aligned.image(1, 3) == (1, 3)


def test_a_replacement_of_other_length_maps_to_the_whole_stretch() -> None:
    aligned = AlignedText("a&nbsp;b").apply([Edit(1, 7, "  ", "s")])
    assert [aligned.origin(i, i + 1) for i in range(4)] == [(0, 1), (1, 7), (1, 7), (7, 8)]
    assert aligned.image(3, 4) == (1, 3)


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(0, 2, "", "s"), Edit(1, 3, "", "s")],
        [Edit(0, 3, "x", "s"), Edit(1, 2, "y", "s")],
        [Edit(0, 2, "x", "s"), Edit(0, 2, "y", "s")],
        [Edit(3, 5, "x", "s")],
        [Edit(-2, 1, "x", "s")],
        [Edit(2, 1, "x", "s")],
    ],
)
def test_edits_that_overlap_or_lie_outside_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(CleaningError, match="overlaps another or lies outside"):
        AlignedText("甲乙丙丁").apply(edits)


@pytest.mark.parametrize("edit", [Edit(5, 9, "", "s"), Edit(3, 9, "丁", "s"), Edit(3, 1, "", "s")])
def test_an_edit_outside_the_text_is_refused_even_if_it_changes_nothing(edit: Edit) -> None:
    with pytest.raises(CleaningError):
        AlignedText("甲乙丙丁").apply([edit])


def test_edits_may_touch() -> None:
    aligned = AlignedText("甲乙丙").apply([Edit(1, 2, "y", "s"), Edit(0, 1, "", "s"), Edit(2, 3, "zz", "s")])
    assert aligned.text == "yzz"
    aligned.check()


def test_edits_that_change_nothing_leave_no_record() -> None:
    aligned = AlignedText("甲乙")
    assert aligned.apply([Edit(0, 1, "甲", "s"), Edit(1, 1, "", "s")]) is aligned


def test_deletion_at_both_ends() -> None:
    aligned = AlignedText("  甲乙  ").apply([Edit(0, 2, "", "s"), Edit(4, 6, "", "s")])
    aligned.check()
    assert aligned.origin(0, 2) == (2, 4)
    assert aligned.image(0, 2) == (0, 0)
    assert aligned.image(4, 6) == (2, 2)
    assert aligned.image(0, 6) == (0, 2)


def test_an_empty_span_maps_to_the_place_before_what_follows() -> None:
    aligned = AlignedText("甲xx乙丙x").apply([Edit(1, 3, "", "s"), Edit(5, 6, "", "s")])
    assert aligned.origin(1, 1) == (3, 3)
    assert aligned.origin(3, 3) == (5, 5)


def test_a_text_that_was_deleted_wholly_still_answers() -> None:
    aligned = AlignedText("甲乙").apply([Edit(0, 2, "", "s")])
    aligned.check()
    assert aligned.text == ""
    assert aligned.origin(0, 0) == (0, 0)
    assert aligned.image(0, 2) == (0, 0)


def test_an_insertion_comes_from_an_empty_place() -> None:
    aligned = AlignedText("甲乙").apply([Edit(1, 1, "x", "s")])
    aligned.check()
    assert aligned.origin(1, 2) == (1, 1)
    assert aligned.origin(0, 3) == (0, 2)
    assert aligned.image(0, 2) == (0, 3)


def test_an_insertion_into_a_replaced_stretch_keeps_the_order() -> None:
    aligned = AlignedText("甲乙丙").apply([Edit(1, 2, "xyz", "first")]).apply([Edit(2, 2, "-", "second")])
    assert aligned.text == "甲x-yz丙"
    aligned.check()


@pytest.mark.parametrize(
    ("change", "message"),
    [("text", "changed without an edit"), ("lost", "neither kept nor in an edit"), ("order", "runs backwards")],
)
def test_check_names_what_it_cannot_account_for(change: str, message: str) -> None:
    aligned = AlignedText("甲乙丙")
    if change == "text":
        aligned.text = "甲x丙"
    elif change == "lost":
        aligned.text, aligned.starts, aligned.ends = "甲丙", aligned.starts[[0, 2]], aligned.ends[[0, 2]]
    else:
        aligned.text, aligned.starts, aligned.ends = "乙甲丙", aligned.starts[[1, 0, 2]], aligned.ends[[1, 0, 2]]
    with pytest.raises(CleaningError, match=message):
        aligned.check()


@given(original=CHARACTERS, data=st.data())
def test_the_original_is_rebuilt_from_text_and_edits_alone(original: str, data: st.DataObject) -> None:
    aligned = AlignedText(original)
    for _ in range(data.draw(st.integers(0, 5))):
        aligned = aligned.apply(draw_any_edits(data, len(aligned.text)))
        aligned.check()
    bare = AlignedText("")
    bare.text, bare.edits = aligned.text, aligned.edits
    assert bare.rebuilt() == original


@given(original=CHARACTERS, data=st.data())
def test_origin_and_image_are_inverse_over_any_composition(original: str, data: st.DataObject) -> None:
    aligned = AlignedText(original)
    for _ in range(data.draw(st.integers(1, 5))):
        aligned = aligned.apply(draw_any_edits(data, len(aligned.text)))
    size = len(aligned.text)
    inserted = [bool(aligned.starts[place] == aligned.ends[place]) for place in range(size)]
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    a, b = aligned.origin(start, end)
    assert 0 <= a <= b <= len(original)
    if start < end:
        assert a == aligned.starts[start:end].min()
        assert b == aligned.ends[start:end].max()
        if not inserted[start] and not inserted[end - 1]:  # what was inserted at an edge comes from no character
            first, last = aligned.image(a, b)
            assert first <= start < end <= last
            # a neighbour that came from a longer stretch shares characters with this one; the rest of it comes along
            whole = int(aligned.starts[first:last].min()), int(aligned.ends[first:last].max())
            assert aligned.origin(first, last) == whole
            if all(a <= aligned.starts[place] and aligned.ends[place] <= b for place in range(first, last)):
                assert whole == (a, b)
            assert whole[0] <= a
            assert b <= whole[1]
    left = data.draw(st.integers(0, len(original)))
    right = data.draw(st.integers(left, len(original)))
    first, last = aligned.image(left, right)
    for place in range(size):
        overlaps = aligned.starts[place] < right and left < aligned.ends[place]
        assert inserted[place] or overlaps == (first <= place < last)


def test_a_neighbour_of_a_longer_stretch_comes_along() -> None:
    aligned = AlignedText("甲乙").apply([Edit(1, 1, "xy", "first")]).apply([Edit(0, 2, "z", "second")])
    assert aligned.text == "zy乙"
    assert (aligned.starts.tolist(), aligned.ends.tolist()) == ([0, 1, 1], [1, 1, 2])
    aligned = AlignedText("甲乙").apply([Edit(0, 2, "xyz", "first")]).apply([Edit(1, 3, "q", "second")])
    assert aligned.image(0, 1) == (0, 2)
    assert aligned.origin(0, 2) == (0, 2)


def test_an_insertion_between_stretches_that_overlap_keeps_the_order() -> None:
    aligned = AlignedText("甲乙丙丁").apply([Edit(1, 2, "xyz", "first")]).apply([Edit(2, 5, "q", "second")])
    aligned = aligned.apply([Edit(2, 2, "-", "third")])
    assert aligned.text == "甲x-q丁"
    aligned.check()


def test_a_record_that_does_not_lead_back_is_refused() -> None:
    aligned = AlignedText("甲 乙").apply([Edit(1, 2, "", "s")])
    forged = [aligned.edits[0]._replace(removed="x"), aligned.edits[0]._replace(at=9)]
    for edit, message in zip(forged, ("can't be rebuilt", "lies outside the text"), strict=True):
        aligned.edits = (edit,)
        with pytest.raises(CleaningError, match=message):
            aligned.check()


def test_many_small_edits_compose() -> None:
    text = "甲, 乙" * 50_000
    edits = [Edit(at, at + 1, new, "s") for at in range(1, len(text), 4) for at, new in ((at, "，"), (at + 1, ""))]
    aligned = AlignedText(text).apply(edits)
    assert aligned.text == "甲，乙" * 50_000
    assert aligned.origin(4, 6) == (5, 8)
    aligned.check()
