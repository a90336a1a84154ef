"""Text -> forms of respect behind names (同志, 院士)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus_tools.annotate.person import Names, given_name_before, name_after, name_before, surname_before
from corpus_tools.annotate.title_found import Found
from corpus_tools.annotate.title_post import alternatives, part_of_word
from corpus_tools.lexicon import Lexicon

#: 烈士|们, 沈明岚同志|纪念馆: all of them, or a place named after one.
_OF_A_PLACE = re.compile(r"[们谱陵]|纪念[馆园碑堂亭室塔]|陈列[馆室]|展览馆|基金会|工作[站室]|[大中小]学")


def _is_listed(text: str, start: int) -> bool:
    """Whether a title goes before the name (局长高永文医生): only then 医生 is a form of respect beside a full name."""
    return text[max(0, start - 1) : start] in tuple("长任员师席")


class HonorificFinder:
    """Finds the forms of a table."""

    def __init__(self, posts: Lexicon) -> None:
        self._ids = {e.form: e.id for e in posts.entries if e.subtype == "honorific"}
        self._honorific = re.compile(alternatives(self._ids))

    def find(self, names: Names) -> Iterator[Found]:
        """Yield the forms behind a name or a surname, in text order."""
        text = names.text
        for m in self._honorific.finditer(text):
            start = name_before(names, m.start())
            if part_of_word(text, m.end()) or _OF_A_PLACE.match(text, m.end()):
                if m.group() in ("同志", "烈士", "院士"):
                    names.add(text[start : m.start()])
                continue
            if start == m.start() and m.group() == "先生":
                start = given_name_before(names, m.start())
            if m.group() == "夫人" and name_after(names, m.end(), foreign=True) > m.end():
                continue  # 沈明岚|夫人顾望舒 is another's wife
            if m.group() == "医生" and m.start() - start > 1 and not _is_listed(text, start):
                continue
            if start == m.start() and m.group() not in ("同志", "烈士", "院士"):
                start = surname_before(names, m.start())
            if start < m.start():
                entry = self._ids[m.group()]
                holder = text[start : m.start()]
                yield Found(
                    m.start(), m.end(), "honorific", "title-honorific", entry, names=[holder], names_end=m.end()
                )
