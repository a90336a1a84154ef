from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.alignment import AlignedText
from corpus_tools.clean import STEPS, clean
from corpus_tools.document import Source, TextDocument
from corpus_tools.errors import CleaningError
from corpus_tools.read import find_inputs, read_bytes, read_input

BODY = "全市防汛工作会议今天召开，市委书记王明强调，要守住底线，确保安全。"
PAGE = f"全市防汛工作会议召开\n2022年4月11日 12:25 来源：云岭日报\n{BODY}\n● 抓好预警\n{BODY}（李华）\n相关链接\n某文"
_FOLD = dict(zip("“”‘’。，—─…", "\"\"''.,--.", strict=True))


def fold(text: str) -> str:
    """Fold a text as the official scorer does: no white space, no bullets, half-width marks."""
    kept = [ch for ch in text if not (ch.isspace() or ch in "\u200b\ufeff●•■◆▪·")]
    return "".join(
        ch if "\u4e00" <= ch <= "\u9fff" else unicodedata.normalize("NFKC", _FOLD.get(ch, ch))[:1] for ch in kept
    )


def cleaned(text: str | bytes, media_type: str = "text/plain", **options: bool) -> TextDocument:
    data = text if isinstance(text, bytes) else text.encode()
    return clean(read_bytes(data, name="a.txt", media_type=media_type), **options)


def test_a_page_is_cleaned_with_metadata_blocks_and_a_proof() -> None:
    document = cleaned(PAGE)
    assert document.text == f"全市防汛工作会议召开\n{BODY}\n● 抓好预警\n{BODY}（李华）"
    assert [block.kind for block in document.blocks] == ["headline", "paragraph", "item", "paragraph"]
    lines = document.text.split("\n")
    assert [document.text[b.start_char : b.end_char] for b in document.blocks] == lines
    assert document.metadata.first("source") == "云岭日报"
    assert document.metadata.first("published") == "2022-04-11T12:25:00"
    assert set(document.cleaning) == {"metadata-lines", "furniture", "blank-lines"}
    document.aligned.check()


def test_the_document_that_came_in_stays_as_it_is() -> None:
    before = read_bytes(PAGE.encode(), name="a.txt")
    clean(before)
    assert before.text == PAGE
    assert before.blocks == []
    assert before.cleaning == ()


def test_the_metadata_of_the_document_that_came_in_stay_empty() -> None:
    before = read_bytes(PAGE.encode(), name="a.txt")
    clean(before)
    assert list(before.metadata) == []


def test_metadata_name_the_characters_of_the_original_they_were_read_from() -> None:
    page = f"<html><body><h1>全市&nbsp;防汛</h1><p>来源：<b>云岭</b>日报</p><p>{BODY}</p></body></html>"
    document = cleaned(page, "text/html")
    (evidence,) = document.metadata.values["source"]
    assert evidence.value == "云岭日报"
    assert page[evidence.start_char : evidence.end_char] == "云岭</b>日报"


def test_without_cleaning_only_markup_and_invisible_characters_go() -> None:
    document = cleaned(f"<p>發展, \u200b來源：甲</p><script>x</script><p>{BODY}</p>", "text/html", full=False)
    assert document.text == f"發展, 來源：甲\n{BODY}"
    assert [block.kind for block in document.blocks] == ["paragraph", "paragraph"]
    assert list(document.metadata) == []


def test_kept_script_leaves_traditional_characters_and_glosses() -> None:
    text = "網(wǎng)絡(luò)安全工作會議召開，要求發(fā)展經(jīng)濟(jì)。"
    assert cleaned(text).text == "网络安全工作会议召开，要求发展经济。"
    kept = cleaned(text, keep_script=True)
    assert kept.text.replace("（", "(").replace("）", ")") == text


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("<script>x</script>", "text/html"),
        ("<html><nav>首页</nav></html>", "text/html"),
        ("版权所有\n关于我们\n0\n", "text/plain"),
        ("\u200b\ufeff", "text/plain"),
        ("![图](a.png)", "text/markdown"),
    ],
)
def test_a_page_of_nothing_but_furniture_is_refused_by_name(text: str, media_type: str) -> None:
    with pytest.raises(CleaningError, match=r"a\.txt: nothing is left after cleaning"):
        cleaned(text, media_type)


def test_damage_is_recorded_in_characters_of_the_original() -> None:
    document = cleaned(f"标题一则\n4月2?日，{BODY}")
    (damage,) = document.damage
    original = document.aligned.original
    assert original[damage.start_char : damage.end_char] == "?"
    assert "2?日" in document.text


def test_damage_from_decoding_is_kept_and_counted_once() -> None:
    data = (BODY * 5).encode()
    document = cleaned(data[:60] + b"\xff" + data[60:])
    assert [damage.what for damage in document.damage] == ["undecodable bytes ff"]
    assert document.remarks == []


def test_a_text_that_begins_broken_is_remarked() -> None:
    assert cleaned("2?日上午，" + BODY).remarks == ["the text begins broken"]


def test_a_doubled_body_is_remarked() -> None:
    long = BODY * 2
    assert "the body stood twice" in cleaned("\n".join(["标题", long, long + "一", long, long + "一"])).remarks[0]


def test_html_in_a_text_file_is_seen() -> None:
    assert cleaned(f"<p>标题一则</p><p>{BODY}</p>").text == f"标题一则\n{BODY}"


def test_tags_in_markdown_go_too() -> None:
    assert cleaned(f"# 标题\n\n**甲**<br>\n{BODY}", "text/markdown").text == f"标题\n甲\n{BODY}"


def test_the_steps_have_names() -> None:
    assert len(set(STEPS)) == len(STEPS)


@pytest.mark.parametrize(
    "name",
    [path.name for path in sorted((Path(__file__).parents[2] / "annotations" / "samples").glob("[0-9]*"))],
)
def test_a_sample_is_cleaned_to_its_gold_text(name: str, samples: Path, sample_gold: dict[str, dict[str, Any]]) -> None:
    document = clean(read_input(find_inputs([str(samples / name)])[0]))
    assert fold(document.text) == fold(sample_gold[Path(name).stem]["text"])


MARKUP = [
    "<p>",
    "</p>",
    "<br>",
    "<script>",
    "</script>",
    "&nbsp;",
    "**",
    "# ",
    "● ",
    "0",
    "“",
    "”",
    '"',
    ",",
    "(",
    ")",
    "?",
]
BLANKS = ["\u3000", "\u200b", "\r\n", "\n", "\n\n", " ", "\x00", "\ufffd"]
WORDS = ["發展", "網(wǎng)", "絡(luò)", BODY, "来源：某报", "2022年4月11日", "2?日", "相关链接", "\uf9dc", "——", "𠀀"]
DIRT = st.sampled_from([*MARKUP, *BLANKS, *WORDS])


@given(
    parts=st.lists(DIRT, min_size=1, max_size=25),
    media_type=st.sampled_from(["text/plain", "text/html", "text/markdown"]),
    full=st.booleans(),
)
@settings(max_examples=250, deadline=None)
def test_any_mixture_is_cleaned_with_a_proof_or_refused(parts: list[str], media_type: str, full: bool) -> None:
    text = "".join(parts)
    document = TextDocument(Source("a", "0" * 64, 1, "utf-8", media_type), AlignedText(text))
    try:
        document = clean(document, full=full)
    except CleaningError as error:
        if "nothing is left" not in str(error):
            raise
        return
    document.aligned.check()
    assert "\r" not in document.text
    assert all(document.text[b.start_char : b.end_char].strip() for b in document.blocks)
    assert sum(b.end_char - b.start_char for b in document.blocks) <= len(document.text)
