"""Articles and templates of our own writing, dirt and a seed -> pages with gold bodies and gold metadata."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dirt import Marked, dirty, glossed, put, traditional

HERE = Path(__file__).parent
FIELDS = ("headline", "lead", "dateline", "published", "event_date", "source", "author", "editor", "reporter")
FIELDS += ("subhead", "place", "issuer", "document_number", "url", "keywords")


@dataclass(frozen=True)
class Article:
    """A text: ``head`` has its fields, ``lines`` kind and text of its body."""

    name: str
    head: dict[str, list[str]]
    lines: tuple[tuple[str, str], ...]

    def first(self, key: str) -> str:
        """The first value of a field, or the empty string."""
        return self.head.get(key, [""])[0]


@dataclass(frozen=True)
class Template:
    """A page without its article."""

    name: str
    head: dict[str, str]
    lines: tuple[str, ...]

    @property
    def html(self) -> bool:
        """Whether pages are HTML."""
        return self.head["media"] == "text/html"


@dataclass
class GoldPage:
    """A page: its bytes, which characters of its decoded text are body, and what it says about itself."""

    name: str
    template: str
    media_type: str
    encoding: str
    text: str
    body: list[bool]
    metadata: dict[str, list[str]] = field(default_factory=dict)
    dirt: tuple[str, ...] = ()
    heldout: bool = False

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.text.encode(self.encoding)


def articles() -> list[Article]:
    """All articles, in the order of their names."""
    return [_article(path) for path in sorted((HERE / "bodies").glob("*.txt"))]


def templates() -> list[Template]:
    """All templates, in the order of their names."""
    found = []
    for path in sorted((HERE / "templates").iterdir()):
        head, lines = {}, path.read_text(encoding="utf-8").splitlines()
        while lines and (m := re.match(r"(media|body|heldout): (.*)$", lines[0])):
            head[m[1]] = m[2]
            lines.pop(0)
        found.append(Template(path.stem, head, tuple(lines)))
    return found


def _article(path: Path) -> Article:
    top, _, rest = path.read_text(encoding="utf-8").partition("\n\n")
    head: dict[str, list[str]] = {}
    for line in top.splitlines():
        key, _, value = line.partition(":")
        if value.strip():
            head.setdefault(key, []).append(value.strip())
    body = tuple((kind, text) for kind, _, text in (line.partition("|") for line in rest.splitlines()) if text)
    return Article(path.stem, head, body)


def pages(seed: int = 4, per_template: int = 6) -> Iterator[GoldPage]:
    """Pages of every template, each with ``per_template`` articles in turn; the same seed gives the same pages."""
    texts, number = articles(), 0
    for place, template in enumerate(templates()):
        for turn in range(per_template):
            article = texts[(place * 5 + turn * 2 + seed) % len(texts)]
            yield page(article, template, random.Random(f"{seed}-{template.name}-{turn}"), number)
            number += 1


def page(article: Article, template: Template, chance: random.Random, number: int) -> GoldPage:
    """Put an article into a template and make it dirty."""
    return _Writer(article, template, chance, number).write()


class _Writer:
    """Writes one page, character by character with its mark."""

    def __init__(self, article: Article, template: Template, chance: random.Random, number: int) -> None:
        self.article, self.template, self.chance, self.number = article, template, chance, number
        self.gold: dict[str, list[str]] = {}
        self.kinds = self._kinds()
        self.encoding, self.charset = self._encoding()

    def _kinds(self) -> tuple[str, ...]:
        """Which dirt this page gets: about three kinds, traditional script on some pages."""
        kinds = ["invisible", "half-width", "doubled-marks", "word-blanks", "wide-blanks", "picture", "advert"]
        kinds += ["doubled-body", "doubled-lines", "bullets", "tail", "control", "private"]
        if not self.template.html and self.template.head["body"] != "ocr":
            kinds.append("run-together")
        chosen = set(self.chance.sample(kinds, 3))
        script = ("", "", "", "traditional", "glossed")[self.number % 5]
        if script and not (script == "glossed" and self.template.head["body"] == "ocr"):
            chosen.add(script)
        if "run-together" in chosen:
            chosen -= {"word-blanks", "doubled-body", "wide-blanks"}
        return tuple(sorted(chosen))

    def _encoding(self) -> tuple[str, str]:
        if "traditional" in self.kinds and self.number % 2:
            return "big5hkscs", "big5"
        encoding = ("utf-8", "utf-8-sig", "utf-16", "gb18030", "gb18030")[self.number % 5 if self.number % 7 else 3]
        charset = {"gb18030": self.chance.choice(["gb2312", "gbk", "gb18030"]), "utf-16": "utf-16"}
        return encoding, charset.get(encoding, "utf-8")

    def write(self) -> GoldPage:
        """Fill in every line of the template."""
        self.gold["headline"] = [self.article.first("headline")]
        if leadin := self.article.first("leadin"):
            self.gold["source"] = [leadin.split("消息")[0]]
        for name, key in (("event_date", "event_date"), ("issuer", "issuer"), ("dateline", "dateline")):
            if self.article.first(key):
                self.gold[name] = [self.article.first(key)]
        if self.article.first("dateline") and self.article.first("place"):
            self.gold["place"] = [self.article.first("place")]
        if self.article.first("reporter") and "记者" in self.article.lines[0][1]:
            self.gold["reporter"] = self.article.first("reporter").split()
        if self.article.name[:2] in ("02", "05", "06"):  # their text names its author
            self.gold["author"] = [self.article.first("author")]
        if "第37号" in self.article.first("docno"):
            self.gold["document_number"] = [self.article.first("docno")]
        content = [piece for line in self.template.lines for piece in self._line(line)]
        content = traditional(content, self.kinds)
        content = content[:-1] if content and content[-1] == ("\n", False) else content
        if "published" not in self.gold and self.article.name[:2] not in ("05", "06"):  # no year is told
            self.gold.pop("event_date", None)
        text = "".join(piece for piece, _ in content)
        body = [mark for piece, mark in content for _ in piece]
        if self.encoding == "big5hkscs":
            text = text.replace("»", ">")  # Big5 has no such mark
        if self.encoding == "big5hkscs" and not _fits(text, "big5hkscs"):
            self.encoding = "utf-8"
            text = text.replace("charset=big5", "charset=utf8")
        name = f"{self.number:03d}-{self.template.name}-{self.article.name}"
        media = self.template.head["media"]
        held = self.template.head.get("heldout") == "yes"
        return GoldPage(name, self.template.name, media, self.encoding, text, body, self.gold, self.kinds, held)

    def _line(self, line: str) -> Marked:
        line = re.sub(r"\[\[(.+?)\]\]", lambda m: self.chance.choice(m[1].split("||")), line)
        found = self._placeholders(line)
        return [] if found is None else [*found, ("\n", False)]

    def _placeholders(self, line: str) -> Marked | None:
        """The line with its values; None if a value is missing: such a line is not on the page."""
        out: Marked = []
        gold: dict[str, list[str]] = {}
        at = 0
        for m in re.finditer(r"\{\{([a-z]+)(?::([^}]*))?\}\}", line):
            value = self._value(m[1], m[2] or "", gold)
            if not value:
                return None
            out += [(line[at : m.start()], False), *value]
            at = m.end()
        for key, values in gold.items():
            known = self.gold.setdefault(key, [])
            known += [v for v in values if v not in known]
        return [*out, (line[at:], False)]

    def _value(self, name: str, option: str, gold: dict[str, list[str]]) -> Marked:
        article = self.article
        if option.startswith("no") and article.first(option[2:]):
            return []
        if name in ("body", "leads", "pagehead", "related"):
            return getattr(self, f"_{name}")(option)
        if name in ("num", "digit", "charset", "other", "proof"):
            return [(self._filler(name), False)]
        if name == "datecn":
            gold["source"] = ["云岭日报"]  # the newspaper's name stands before the day
        if name in ("datetime", "date", "datecn"):
            return [(self._date(name, option, gold), False)]
        if name == "url":
            new = f"http://www.yunling.example.cn/zw/2023/{self.chance.randint(1000, 9999)}.html"
            gold["url"] = self.gold.get("url", [new])
            return [(gold["url"][0], False)]
        key = {"docno": "document_number"}.get(name, name)
        value = article.first(name)
        if not value or name == "kicker":
            return []
        if option == "copy":
            return [(value, False)]
        if option == "byline":
            gold["reporter"] = [value]
            return [(f"本报记者　{value}", True)]
        if name in ("author", "keywords", "docno", "issuer", "source", "editor", "place"):
            gold[key] = value.split()
        if name == "headline":
            return dirty(traditional([(value, True)], self.kinds), self.kinds, self.chance, headline=True)
        return [(value, option == "keep")]

    def _filler(self, name: str) -> str:
        if name == "charset":
            return self.charset
        if name == "other":
            others = [other.first("headline") for other in articles() if other.name != self.article.name]
            return self.chance.choice(others)
        if name == "proof":
            return self.chance.choice(["陆怀瑾", "范云舟"])
        return str(self.chance.randint(2, 8) if name == "digit" else self.chance.randint(10000000, 99999999))

    def _date(self, name: str, option: str, gold: dict[str, list[str]]) -> str:
        day, _, time = self.article.first("published").partition(" ")
        year, month, number = day.split("-")
        if name in ("date", "datecn"):
            gold["published"] = [day]
            return day if option == "dash" else f"{year}年{month}月{number}日"
        if option.endswith("minutes"):
            gold["published"] = [f"{day}T{time[:5]}:00"]
            cn = (
                f"{year}年{int(month)}月{int(number)}日"
                if option == "cnminutes"
                else f"{year}-{int(month)}-{int(number)}"
            )
            return f"{cn} {time[:5]}"
        gold["published"] = [f"{day}T{time}"]
        return f"{day} {time}"

    def _related(self, option: str) -> Marked:
        count, _, form = option.partition("|")
        rows = []
        for _ in range(int(count)):
            row = form.replace("%d", self._filler("num"), 1).replace("%s", self._filler("other"), 1)
            rows.append(row.replace("%s", f"2023-{self.chance.randint(10, 12)}-{self.chance.randint(10, 28)}", 1))
        return [("\n".join(rows), False)]

    def _pagehead(self, option: str) -> Marked:
        return [("云岭市人民政府公报　　2023年第6期\n\n— 1 —", False)]

    def _leads(self, form: str) -> Marked:
        out: Marked = []
        for key in ("lead", "subhead", "meta", "byline"):
            for text in self.article.head.get(key, []):
                before, _, after = form.partition("%s")
                marked: Marked = traditional([(text, key != "meta")], self.kinds)
                out += [(before, False), *marked, (after + "\n", False)]
                if key in ("lead", "subhead"):
                    self.gold.setdefault(key, []).append(text)
        return [*out[:-1], (out[-1][0].rstrip("\n"), False)] if out else []

    def _body(self, option: str) -> Marked:
        lines: list[Marked] = []
        for number, (kind, text) in enumerate(self.article.lines):
            marked: Marked = [(text, True)]
            if number == 0 and (leadin := self.article.first("leadin")):
                marked = [(leadin, False), *marked]
            if kind == "cell":
                lines += [[(cell, True)] for cell in text.split("|")[-1].split(";")]
                continue
            if kind == "quote" and "private" in self.kinds:
                marked = [("\uf06c", True), (text[1:], True)]
            lines.append(dirty(marked, self.kinds, self.chance))
        lines = [traditional(line, self.kinds) for line in lines]
        if "glossed" in self.kinds:
            lines = [glossed(line) for line in lines]
        if "tail" in self.kinds and self.article.first("editor"):
            lines[-1] = [*lines[-1], (f"（责任编辑：{self.article.first('editor')}）", False)]
            self.gold["editor"] = [self.article.first("editor")]
        return put(lines, self.template.head["body"], self.template.html, self.kinds, self.chance)


def _fits(text: str, encoding: str) -> bool:
    try:
        return text.encode(encoding).decode(encoding) == text
    except UnicodeEncodeError:
        return False
