"""A CoNLL-U file -> what breaks the rules of UD's levels 1 and 2, every fault of it with its line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus_tools.stored.tree import tree_fault
from corpus_tools.ud_relations import UD_RELATIONS
from corpus_tools.validation.fault import Fault

COLUMNS = ("ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC")
_TAGS = "ADJ, ADP, ADV, AUX, CCONJ, DET, INTJ, NOUN, NUM, PART, PRON, PROPN, PUNCT, SCONJ, SYM, VERB, X"
UPOS = frozenset((*_TAGS.split(", "), "_"))
_ID = re.compile(r"[1-9][0-9]*")
_RANGE = re.compile(r"([1-9][0-9]*)-([1-9][0-9]*)")
_EMPTY_NODE = re.compile(r"[0-9]+\.[1-9][0-9]*")
_FEATURE = re.compile(r"[A-Z][A-Za-z0-9]*(\[[a-z0-9]+\])?=[A-Z0-9][A-Za-z0-9]*(,[A-Z0-9][A-Za-z0-9]*)*")
_DEPREL = re.compile(r"[a-z]+(:[a-z]+)?")
_COMMENT = re.compile(r"#\s*(\S.*?)\s*(?:=\s?(.*))?$", re.DOTALL)
#: Columns that may hold blanks.
_WITH_BLANKS = ("FORM", "LEMMA", "MISC")


@dataclass(slots=True)
class Lines:
    """The lines of one sentence with their numbers: comments (key, value) and rows of columns."""

    line: int
    comments: list[tuple[int, str, str]] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)

    def comment(self, key: str) -> str | None:
        """Return the value of a comment, None if it is not there."""
        return next((value for _, name, value in self.comments if name == key), None)


@dataclass
class ConlluFile:
    """What was found in a file: its sentences and its faults."""

    sentences: list[Lines]
    faults: list[Fault]


def check_conllu(data: bytes, *, file: str) -> ConlluFile:
    """Check a file line by line. Sentences with a faulty line are among the sentences as far as they go."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        reason = f"byte {data[error.start]:02x} is not UTF-8; CoNLL-U is always UTF-8, save the file so"
        return ConlluFile([], [Fault(file, line, "conllu", reason)])
    return _Checker(file).file(text)


class _Checker:
    def __init__(self, file: str) -> None:
        self._file = file
        self._faults: list[Fault] = []
        self._document = self._sentence = ""
        self._ids: dict[tuple[str, str], int] = {}

    def file(self, text: str) -> ConlluFile:
        sentences = []
        if text.startswith("\ufeff"):
            self._add(1, "a byte order mark; save the file as UTF-8 without it")
            text = text[1:]
        for lines in self._blocks(text):
            sentences.append(lines)
            if (document := lines.comment("newdoc id")) is not None:
                self._document = document
            self._sentence = lines.comment("sent_id") or ""
            self._check(lines)
        if not sentences:
            self._sentence = ""
            self._add(
                1, "no sentence in it; a CoNLL-U file has one token a line, ten columns, an empty line at the end"
            )
        return ConlluFile(sentences, self._faults)

    def _add(self, line: int, reason: str, check: str = "conllu") -> None:
        self._faults.append(Fault(self._file, line, check, reason, self._document, self._sentence))

    def _blocks(self, text: str) -> Iterator[Lines]:
        block: Lines | None = None
        number = 0
        whole = text.split("\n")
        for number, line in enumerate(whole, start=1):
            if line.endswith("\r"):
                if number == 1:
                    self._add(1, "lines end with CR LF; save the file with line ends of Unix (LF)")
                line = line[:-1]  # noqa: PLW2901
            if not line:
                if block:
                    yield block
                elif number < len(whole):
                    self._add(number, "an empty line too many; one ends a sentence")
                block = None
                continue
            block = block or Lines(number)
            if line.startswith("#"):
                if block.rows:
                    self._add(number, "a comment among tokens; comments stand before the first token")
                elif match := _COMMENT.fullmatch(line):
                    block.comments.append((number, match[1], match[2] or ""))
            else:
                block.rows.append((number, line.split("\t")))
        if block:
            self._sentence = block.comment("sent_id") or ""
            self._add(number, "the last sentence does not end with an empty line; the file was cut off")
            yield block

    def _check(self, lines: Lines) -> None:
        for key in ("sent_id", "newdoc id", "newpar id"):
            self._unique(lines, key)
        for key in ("sent_id", "text"):
            if not lines.comment(key):
                self._add(lines.line, f"no # {key}; every sentence has one")
        if not lines.rows:
            self._add(lines.line, "comments without a token; remove them, or add the sentence")
            return
        sound = [self._columns(number, row) for number, row in lines.rows]
        if all(sound) and self._numbers(lines):
            self._tree(lines)
            self._text(lines)

    def _unique(self, lines: Lines, key: str) -> None:
        found = [(number, value) for number, name, value in lines.comments if name == key]
        if len(found) > 1:
            self._add(found[1][0], f"# {key} stands twice; keep one")
        for number, value in found[:1]:
            first = self._ids.setdefault((key, value), number)
            if first != number:
                self._add(number, f"{key} {value} stands twice, first in line {first}; make it unique")

    def _columns(self, line: int, row: list[str]) -> bool:
        """Check the columns of a line; false where its number and head can't be relied on."""
        if len(row) != len(COLUMNS):
            more = "more" if len(row) > len(COLUMNS) else "fewer"
            self._add(line, f"{len(row)} columns, {more} than ten; put one tab between columns, _ for what is empty")
            return False
        self._values(line, row)
        if "-" in row[0] and _RANGE.fullmatch(row[0]):
            return True
        if row[3] not in UPOS:
            self._add(line, f"UPOS {row[3]} is none of UD's tags; there are {_TAGS}")
        self._features(line, row[5])
        self._misc(line, row[9])
        if _EMPTY_NODE.fullmatch(row[0]):
            return True
        if row[6] == "_" and row[7] == "_":
            return True
        if not (row[6].isascii() and row[6].isdigit()):
            self._add(line, f"head {row[6]!r} is no number; write the number of a token, or 0 for the root")
            return False
        if not _DEPREL.fullmatch(row[7]) or row[7].partition(":")[0] not in UD_RELATIONS:
            self._add(line, f"DEPREL {row[7]} is no relation of UD; take one of the 37, with a subtype behind :")
        elif (row[6] == "0") != (row[7].partition(":")[0] == "root"):
            self._add(line, f"head {row[6]} with DEPREL {row[7]}; head 0 and root go together")
        return True

    def _values(self, line: int, row: list[str]) -> None:
        if not unicodedata.is_normalized("NFC", "\t".join(row)):
            name = next(
                (n for n, v in zip(COLUMNS, row, strict=True) if not unicodedata.is_normalized("NFC", v)), "line"
            )
            self._add(line, f"{name} is not in Unicode's NFC; compose the characters")
        for name, value in zip(COLUMNS, row, strict=True):
            if not value:
                self._add(line, f"{name} is empty; write _ for what is not annotated")
            elif value.strip() != value:
                self._add(line, f"{name} begins or ends with white space; take it out")
            elif " " in value and name not in _WITH_BLANKS:
                self._add(line, f"{name} holds a blank; write _ for it")

    def _features(self, line: int, column: str) -> None:
        if column in ("", "_"):
            return
        pairs = column.split("|")
        names = [pair.partition("=")[0] for pair in pairs]
        if bad := next((pair for pair in pairs if not _FEATURE.fullmatch(pair)), None):
            self._add(line, f"FEATS {bad} is no feature; write Name=Value")
        elif len(set(names)) < len(names):
            self._add(line, f"FEATS {column} names a feature twice; keep one")
        elif [name.lower() for name in names] != sorted(name.lower() for name in names):
            self._add(line, f"FEATS {column} is not sorted; put the names in the order of the alphabet")

    def _misc(self, line: int, column: str) -> None:
        if column in ("", "_"):
            return
        pairs = column.split("|")
        names = [pair.partition("=")[0] for pair in pairs if "=" in pair]
        if not all(pairs) or any(pair.strip() != pair for pair in pairs):
            self._add(line, "MISC has an empty attribute, or one with white space around it; take it out")
        elif doubled := next((name for name in names if names.count(name) > 1), None):
            self._add(line, f"MISC has {doubled} twice; keep one")

    def _numbers(self, lines: Lines) -> bool:
        wanted = 1
        for line, row in lines.rows:
            if match := _RANGE.fullmatch(row[0]):
                if int(match[1]) != wanted or int(match[2]) <= int(match[1]):
                    self._add(line, f"multiword token {row[0]} does not stand before its first token; mend the range")
            elif _EMPTY_NODE.fullmatch(row[0]):
                if int(row[0].partition(".")[0]) != wanted - 1:
                    self._add(line, f"empty node {row[0]} does not stand behind its token; move it")
            elif row[0] != str(wanted) or not _ID.fullmatch(row[0]):
                self._add(line, f"ID {row[0]} where {wanted} should be; number the tokens from 1")
                return False
            else:
                wanted += 1
        return wanted > 1

    def _tree(self, lines: Lines) -> None:
        rows = [(line, row) for line, row in lines.rows if _ID.fullmatch(row[0])]
        heads = [None if row[6] == "_" else int(row[6]) for _, row in rows]
        if fault := tree_fault(heads):
            self._add(rows[fault.token - 1][0] if fault.token else lines.line, fault.reason, "tree")

    def _text(self, lines: Lines) -> None:
        text = lines.comment("text")
        if text is None:
            return
        made = ""
        covered = 0
        for _, row in lines.rows:
            match = _RANGE.fullmatch(row[0])
            if _EMPTY_NODE.fullmatch(row[0]) or (not match and int(row[0]) <= covered):
                continue
            covered = int(match[2]) if match else covered
            made += row[1] + ("" if "SpaceAfter=No" in row[9].split("|") else " ")
        if made.rstrip(" ") != text:
            line = next(number for number, key, _ in lines.comments if key == "text")
            at = next(
                (n for n, (a, b) in enumerate(zip(made, text, strict=False)) if a != b), min(len(made), len(text))
            )
            self._add(
                line,
                f"# text is not what forms and SpaceAfter give, from character {at} on "
                f"({text[at : at + 10]!r}, {made[at : at + 10]!r}); mend one of them",
            )
