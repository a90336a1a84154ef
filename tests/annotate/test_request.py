"""Who is asked for something in a clause, and where that begins."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from corpus_tools.annotate.request import find_request
from corpus_tools.annotate.word import words_of

MakeDoc = Callable[..., Doc]


@pytest.mark.parametrize(
    ("clause", "asked", "told"),
    [
        ("许问渠/PROPN 呼吁/VERB 大家/PRON 节约/VERB 用水/NOUN", "节约用水", True),
        ("她/PRON 鼓励/VERB 同学/NOUN 们/PART 积极/ADV 参加/VERB 巡查/NOUN", "积极参加巡查", True),
        ("要求/VERB 各村/NOUN 加密/VERB 巡查/NOUN", "加密巡查", True),
        ("希望/VERB 下游/NOUN 县/PART 在/ADP 汛期/NOUN 通报/VERB 水情/NOUN", "在汛期通报水情", True),
        ("会议/NOUN 决定/VERB 加固/VERB 大堤/NOUN", "加固大堤", False),
    ],
)
def test_what_is_asked_begins_behind_whom_is_asked(make_doc: MakeDoc, clause: str, asked: str, told: bool) -> None:
    doc = make_doc(clause)
    request = find_request(doc.text, 0, words_of(doc))
    assert request is not None
    assert (doc.text[request.begin :], request.told) == (asked, told)


@pytest.mark.parametrize(
    "clause",
    [
        "各村/NOUN 加密/VERB 巡查/NOUN",
        "按照/ADP 要求/NOUN 加密/VERB 巡查/NOUN",
        "必须/AUX 要求/VERB 各村/NOUN 加密/VERB 巡查/NOUN",
        "希望/NOUN",
        "“/PUNCT 呼吁/VERB 大家/PRON 节约/VERB 用水/NOUN ”/PUNCT",
    ],
)
def test_nobody_is_asked(make_doc: MakeDoc, clause: str) -> None:
    doc = make_doc(clause)
    assert find_request(doc.text, 0, words_of(doc)) is None
