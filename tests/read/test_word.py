from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus_tools.errors import ReadError
from corpus_tools.read import read_bytes
from corpus_tools.read.kinds import DOCX
from corpus_tools.read.word_document import read_word
from corpus_tools.read.word_numbering import in_form

W = nsdecls("w")


def saved(document: Any) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def lines(document: Any) -> list[str]:
    return read_word(saved(document), name="a.docx").text.rstrip("\n").split("\n")


def with_parts(data: bytes, parts: dict[str, bytes]) -> bytes:
    """The package with some parts replaced or added."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            if name not in parts:
                package.writestr(name, source.read(name))
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def part(data: bytes, name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(data)).read(name)


def numbered(document: Any, *levels: tuple[str, str]) -> None:
    """Make list 77 with these levels (format, pattern)."""
    xml = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for n, (form, pattern) in enumerate(levels)
    )
    root = document.part.numbering_part.element
    root.append(parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{xml}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {W} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def item(document: Any, text: str, level: int = 0) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'))


def test_paragraphs_headings_and_tables_stand_in_reading_order() -> None:
    document = docx.Document()
    document.add_heading("青禾县春耕会议召开", 0)
    document.add_paragraph("县长林秋到会。").add_run("会议强调安全。").bold = True
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("乡镇", "面积", "柳河镇", "三千亩"), strict=True):
        cell.text = text
    document.add_heading("下一步", 1)
    broken = document.add_paragraph("第一行").add_run()
    broken.add_break(WD_BREAK.LINE)
    broken.add_text("第二行")
    assert lines(document) == [
        "青禾县春耕会议召开",
        "县长林秋到会。会议强调安全。",
        "乡镇\t面积",
        "柳河镇\t三千亩",
        "下一步",
        "第一行",
        "第二行",
    ]


def test_a_table_that_lays_out_a_page_gives_its_paragraphs() -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).rows[0].cells[0]
    cell.text = "青禾县人民政府文件"
    cell.add_paragraph("关于做好春耕工作的通知")
    inner = cell.add_table(1, 2)
    inner.rows[0].cells[0].text, inner.rows[0].cells[1].text = "甲", "乙"
    assert [line for line in lines(document) if line] == ["青禾县人民政府文件", "关于做好春耕工作的通知", "甲\t乙"]


def test_automatic_numbers_are_written_out() -> None:
    document = docx.Document()
    numbered(
        document, ("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("bullet", "\uf0b7")
    )
    for text, level in [
        ("总体要求", 0),
        ("指导思想", 1),
        ("目标", 1),
        ("一条", 2),
        ("点", 3),
        ("主要任务", 0),
        ("农业", 1),
    ]:
        item(document, text, level)
    assert lines(document) == [
        "一、总体要求",
        "（一）指导思想",
        "（二）目标",
        "1. 一条",
        "● 点",
        "二、主要任务",
        "（一）农业",
    ]


def test_numbers_of_a_style_are_written_out() -> None:
    document = docx.Document()
    numbered(document, ("chineseCounting", "%1、"))
    style = document.styles["Heading 1"].element.get_or_add_pPr()
    style.append(parse_xml(f'<w:numPr {W}><w:numId w:val="77"/></w:numPr>'))
    document.add_heading("总体要求", 1)
    document.add_heading("主要任务", 1)
    assert lines(document) == ["一、总体要求", "二、主要任务"]


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [
        (10, "chineseCounting", "十"),
        (12, "chineseCounting", "十二"),
        (20, "chineseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (3, "decimalEnclosedCircle", "③"),
        (4, "lowerRoman", "iv"),
        (28, "upperLetter", "BB"),
        (7, "somethingNew", "7"),
        (7, "decimalZero", "07"),
    ],
)
def test_numbers_have_their_form(number: int, form: str, written: str) -> None:
    assert in_form(number, form) == written


FOOTNOTES = f"""<?xml version="1.0" encoding="UTF-8"?><w:footnotes {W}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:t>数据来自县统计局。</w:t></w:r></w:p></w:footnote></w:footnotes>"""


def with_footnote() -> bytes:
    document = docx.Document()
    paragraph = document.add_paragraph("全县春播三千亩")
    paragraph._p.append(parse_xml(f'<w:r {W}><w:footnoteReference w:id="2"/></w:r>'))
    paragraph.add_run("，比去年多。")
    data = saved(document)
    relation = (
        '<Relationship Id="rIdF" Target="footnotes.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/></Relationships>'
    )
    kind = (
        '<Override PartName="/word/footnotes.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'
    )
    rels, types = part(data, "word/_rels/document.xml.rels").decode(), part(data, "[Content_Types].xml").decode()
    return with_parts(
        data,
        {
            "word/footnotes.xml": FOOTNOTES.encode(),
            "word/_rels/document.xml.rels": rels.replace("</Relationships>", relation).encode(),
            "[Content_Types].xml": types.replace("</Types>", kind).encode(),
        },
    )


def test_footnotes_are_not_lost() -> None:
    text = read_word(with_footnote(), name="a.docx").text
    assert text == "全县春播三千亩[1]，比去年多。\n[1] 数据来自县统计局。\n"


def body(xml: str) -> list[str]:
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f"<w:p {W}>{xml}</w:p>"))
    return lines(document)


def test_links_insertions_and_readings_are_text_and_deletions_are_not() -> None:
    assert body(
        "<w:hyperlink><w:r><w:t>青禾</w:t></w:r></w:hyperlink><w:ins><w:r><w:t>县</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>市</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>省</w:t></w:r></w:moveFrom>"
        "<w:r><w:ruby><w:rt><w:r><w:t>huì</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>会</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText><w:tab/><w:t>议</w:t></w:r>"
    ) == ["青禾县会(huì)\t议"]


def test_text_boxes_and_content_controls_are_text() -> None:
    document = docx.Document()
    document.element.body.insert(
        0, parse_xml(f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    )
    box = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
    document.element.body.insert(1, parse_xml(f"<w:p {W}><w:r><w:t>段落</w:t><w:drawing>{box}</w:drawing></w:r></w:p>"))
    assert lines(document) == ["控件", "段落", "框内"]


def test_what_is_left_out_is_remarked_and_keywords_are_metadata() -> None:
    document = docx.Document()
    document.add_paragraph("青禾县召开会议。")._p.append(
        parse_xml(f"<w:del {W}><w:r><w:delText>x</w:delText></w:r></w:del>")
    )
    document.sections[0].header.paragraphs[0].text = "内部资料"
    properties = document.core_properties
    properties.title, properties.author, properties.keywords = "会议\n稿", "办公室", "春耕；会议, 农业"
    properties.created = datetime(2024, 3, 5)
    read = read_bytes(saved(document), name="a.docx", media_type=DOCX)
    assert read.text == "青禾县召开会议。\n"
    assert read.remarks == [
        "properties of the Word file: title 会议 稿; author 办公室; created 2024-03-05",
        "1 tracked deletions were left out",
        "page headers and footers were left out: 内部资料",
    ]
    assert read.metadata.all("keywords") == ["春耕", "会议", "农业"]
    assert (read.source.media_type, read.metadata.first("headline")) == (DOCX, None)


def test_entities_are_never_resolved() -> None:
    data = saved(docx.Document())
    trap = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    xml = (
        part(data, "word/document.xml")
        .decode()
        .split("?>", 1)[1]
        .replace("<w:body>", "<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p>")
    )
    with pytest.raises(ReadError, match=r"a\.docx: word/document\.xml has a DTD.*never resolved"):
        read_word(with_parts(data, {"word/document.xml": (trap + xml).encode()}), name="a.docx")
    with pytest.raises(ReadError, match="has a DTD"):
        read_word(with_parts(data, {"word/document.xml": (trap + xml).encode("utf-16")}), name="a.docx")


def test_a_word_file_that_is_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = with_parts(saved(docx.Document()), {"word/media/x.xml": b" " * 70_000_000})
    with pytest.raises(ReadError, match=r"zip bomb|more than"):
        read_word(data, name="a.docx")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no zip",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600,
        saved(docx.Document())[:-100],
        with_parts(saved(docx.Document()), {"word/document.xml": b"<broken"}),
        with_parts(saved(docx.Document()), {"[Content_Types].xml": b"<Types/>"}),
        with_parts(saved(docx.Document()), {"word/document.xml": b"<a>" * 100_000}),
    ],
)
def test_a_broken_word_file_is_named_with_the_way_out(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"a\.docx: .*(save it|DTD)"):
        read_word(data, name="a.docx")


def test_an_empty_word_file_is_named() -> None:
    with pytest.raises(ReadError, match="holds no text"):
        read_bytes(saved(docx.Document()), name="a.docx", media_type=DOCX)
