"""Text -> roles in a by-line (记者, 编辑) with the names that go with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus_tools.annotate.person import Names
from corpus_tools.annotate.surname import is_common_word, surname_length
from corpus_tools.annotate.title_found import Found
from corpus_tools.annotate.title_holder import name_list
from corpus_tools.annotate.title_post import alternatives
from corpus_tools.lexicon import Lexicon

#: What may stand between a role and its name in a by-line.
_BYLINE_NAME = re.compile(r"\s*[:：/|｜]?\s*")
_BYLINE_BEFORE = re.compile(
    r"(?:本报|本网|本台|特约|见习|首席|实习|新华社|[\u4e00-\u9fff]{2,8}[报网社台])|.*[\u4e00-\u9fff]{2,4}[）)]?|.*[:：].*"
)
#: Up to three names in a bracket.
_RUN = re.compile(r"(?<![\s:：])[\u4e00-\u9fff]{4,9}(?=[）)】])")
_AGENCY = re.compile(
    r"(?:新华社|中新社|本[报台网刊社]|总台|央视|[\u4e00-\u9fff]{2,6}(?:新闻|财经)|[\u4e00-\u9fff]{2,6}(?:周刊|时报|青年报|商报|新闻网|客户端)|[\u4e00-\u9fff]{2,6}(?:日报|晚报|通讯社|电视台|电台|融媒体中心))$"
)


class BylineFinder:
    """Finds the roles of a table."""

    def __init__(self, posts: Lexicon) -> None:
        self._ids = {e.form: e.id for e in posts.entries if e.subtype == "byline"}
        self._byline = re.compile(alternatives(self._ids))

    def find(self, names: Names) -> Iterator[Found]:
        """Yield the roles that a name goes with, in text order."""
        text = names.text
        for m in self._byline.finditer(text):
            line_start = text.rfind("\n", max(0, m.start() - 60), m.start()) + 1
            before = text[max(line_start, m.start() - 60) : m.start()].strip("（(【[ ")
            gap = _BYLINE_NAME.match(text, m.end())
            at = gap.end() if gap else m.end()
            if text[m.start() - 1 : m.start()] in ("（", "(", "【"):
                before = ""  # a bracket of its own behind a long paragraph
            if before and not _BYLINE_BEFORE.fullmatch(before):
                continue
            colon = bool(gap and (":" in gap.group() or "：" in gap.group()))
            if before and not colon and not _BYLINE_BEFORE.match(before):
                continue
            listed, _ = name_list(names, at)
            together = _run_together(text, at)
            listed = together if len(together) > len(listed) else listed or _column_names(names, at, colon=colon)
            if listed:
                agency = _AGENCY.search(before)
                start = m.start() - len(agency.group()) if agency and text.endswith(before, 0, m.start()) else m.start()
                yield Found(
                    start,
                    m.end(),
                    "office",
                    "title-byline",
                    self._ids[m.group()],
                    m.start(),
                    m.start(),
                    listed,
                    at,
                )


def _run_together(text: str, at: int) -> list[str]:
    """Read two or three names without a mark between them that fill a bracket: （通讯员|顾望舒许问渠）."""
    run = _RUN.match(text, at)
    return next(_partitions(run.group()), []) if run else []


def _partitions(run: str) -> Iterator[list[str]]:
    """Yield the ways to cut a run into names, those with longer first names first."""
    if not run:
        yield []
    for length in (3, 2):
        if len(run) >= length and surname_length(run, 0) and not is_common_word(run, 0):
            yield from ([run[:length], *rest] for rest in _partitions(run[length:]))


def _column_names(names: Names, at: int, *, colon: bool) -> list[str]:
    """A by-line with a colon gives a name even where the surname is unknown: two to four characters up to a blank."""
    if not colon:
        return []
    m = re.compile(r"[\u4e00-\u9fff]{2,4}(?=[\s）)】\]]|$)").match(names.text, at)
    return [m.group()] if m else []
