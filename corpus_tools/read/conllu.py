"""The bytes of a CoNLL-U file -> its documents: ours with all they carry, others' as far as a Doc can hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus_tools.errors import ReadError
from corpus_tools.formats.escapes import unescaped
from corpus_tools.read.conllu_comments import apply_comments
from corpus_tools.read.conllu_spans import BracketReader
from corpus_tools.stored.text import StoredSentence, StoredText, StoredToken
from corpus_tools.stored.tree import tree_fault

_COLUMNS = 10
_COMMENT = re.compile(r"#\s*(.+?)\s*(?:=\s?(.*))?$", re.DOTALL)
_NAME = re.compile(r"([BI])-(.+)", re.DOTALL)
#: Keys of MISC that a Doc can hold; others are counted as losses.
_KEPT = {"NER", "Orig", "SpaceAfter", "SpacesAfter", "SpacesBefore", "Span", "SpacyDep"}


@dataclass(slots=True)
class _Block:
    """The lines of a sentence; ``line`` is the number of its first line in the file."""

    line: int
    comments: dict[str, tuple[str, int]] = field(default_factory=dict)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)


def read_conllu(data: bytes, *, name: str) -> list[StoredText]:
    """Return the documents of a file; ``name`` stands for it in messages.

    A document begins with ``# newdoc``; without one the file is one document, named for the file. Raises ReadError
    with file, line and reason where a line, tree or bracket is faulty; no document of such a file is returned.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ReadError(f"{name}:{line}: not UTF-8; CoNLL-U is always UTF-8, save the file so") from error
    texts: list[_Reader] = []
    for block in _blocks(text, name):
        if not texts or not {"newdoc", "newdoc id"}.isdisjoint(block.comments):
            doc_id = block.comments.get("newdoc id", ("", 0))[0]
            texts.append(_Reader(name, unescaped(doc_id) or _stem(name), ours="global.Span" in block.comments))
        texts[-1].add(block)
    if not texts:
        raise ReadError(f"{name}: no sentence in it; a CoNLL-U file has one token a line and ten columns")
    return [reader.text() for reader in texts]


def _stem(name: str) -> str:
    return re.split(r"[/\\]", name)[-1].removesuffix(".conllu") or "document"


def _blocks(text: str, name: str) -> Iterator[_Block]:
    block: _Block | None = None
    for number, whole in enumerate(text.split("\n"), start=1):
        line = whole.removesuffix("\r")
        if not line:
            if block:
                yield _whole(block, name)
            block = None
            continue
        block = block or _Block(number)
        if line.startswith("#") and not block.rows:
            if match := _COMMENT.fullmatch(line):
                block.comments.setdefault(match[1], (match[2] or "", number))
            continue
        columns = line.split("\t")
        if len(columns) != _COLUMNS:
            raise ReadError(
                f"{name}:{number}: {len(columns)} columns; a line of CoNLL-U has ten, with tabs between them"
            )
        if not all(columns):
            raise ReadError(f"{name}:{number}: an empty column; write _ for what is not annotated")
        block.rows.append((number, columns))
    if block:
        raise ReadError(f"{name}:{number}: the last sentence does not end with an empty line; the file was cut off")


def _whole(block: _Block, name: str) -> _Block:
    if not block.rows:
        raise ReadError(f"{name}:{block.line}: comments without a token; remove them, or add the sentence")
    return block


class _Reader:
    """Gathers the sentences of one document."""

    def __init__(self, name: str, doc_id: str, *, ours: bool) -> None:
        self._stored = StoredText(name, doc_id)
        self._ours = ours
        self._brackets = BracketReader(name)
        self._comments: list[tuple[int, dict[str, tuple[str, int]]]] = []
        self._count = 0
        self._spelt_out = False

    def add(self, block: _Block) -> None:
        """Add a sentence."""
        stored, comments = self._stored, block.comments
        begins = not stored.sentences or any(key in ("newpar", "newpar id") for key in comments)
        if begins and stored.sentences:
            self._end_block()
        kind = comments.get("block", ("paragraph" if begins else stored.sentences[-1].kind, 0))[0]
        level = int(written) if (written := comments.get("level", ("0", 0))[0]).isdecimal() else 0
        sentence = StoredSentence([], kind, begins, block.line, level if begins else stored.sentences[-1].level)
        last = "O"
        if stored.sentences and (name := stored.sentences[-1].tokens[-1].name):
            last = name
        for line, columns in block.rows:
            token = self._token(line, columns, len(sentence.tokens) + 1, last)
            if token is None:
                continue
            last = token.name or "O"
            sentence.tokens.append(token)
            self._count += 1
        if not sentence.tokens:
            raise ReadError(f"{stored.name}:{block.line}: a sentence without a token; remove it")
        self._check(sentence, block)
        stored.sentences.append(sentence)
        self._comments.append((len(stored.sentences), comments))

    def text(self) -> StoredText:
        """Return the document, its spans and comments put in place."""
        last = self._stored.sentences[-1].tokens[-1]
        if not self._spelt_out:
            last.space = ""
        self._stored.spans = self._brackets.spans()
        apply_comments(self._stored, self._comments)
        return self._stored

    def _end_block(self) -> None:
        last = self._stored.sentences[-1].tokens[-1]
        if not self._spelt_out and (last.space or not self._ours):
            last.space = "\n"

    def _token(self, line: int, columns: list[str], number: int, before: str) -> StoredToken | None:
        stored = self._stored
        if "-" in columns[0]:
            raise ReadError(
                f"{stored.name}:{line}: multiword token {columns[0]}; a Doc has one form for each word: split it first"
            )
        if "." in columns[0]:
            stored.losses["empty nodes"] = stored.losses.get("empty nodes", 0) + 1
            return None
        if columns[0] != str(number):
            raise ReadError(f"{stored.name}:{line}: token {columns[0]!r} where {number} should be; number them from 1")
        misc = self._misc(line, columns[9])
        if columns[8] != "_":
            stored.losses["DEPS"] = stored.losses.get("DEPS", 0) + 1
        space = misc.get("SpacesAfter")
        self._spelt_out = bool(space)
        name = _NAME.fullmatch(misc.get("NER", ""))
        label = self._plain(name[2], line) if name else None
        if "SpacesBefore" in misc and not stored.sentences and number == 1:
            stored.before = self._plain(misc["SpacesBefore"], line)
        if "Span" in misc:
            self._brackets.read(misc["Span"], self._count, line)
        return StoredToken(
            text=columns[1],
            lemma="" if columns[2] == "_" and columns[1] != "_" else columns[2],
            upos=None if columns[3] == "_" else columns[3],
            xpos="" if columns[4] == "_" else columns[4],
            feats="" if columns[5] == "_" else columns[5],
            head=None if columns[6] == "_" else self._head(line, columns[6]),
            deprel=self._plain(misc["SpacyDep"], line) if "SpacyDep" in misc else columns[7],
            space=self._spaces(space, line) if space else "" if misc.get("SpaceAfter") == "No" else " ",
            name=label,
            continues=bool(name) and name is not None and name[1] == "I" and before == label,
        )

    def _spaces(self, value: str, line: int) -> str:
        """Return white space that stands in the file; a usual blank or line end is marked by what it is not."""
        spaces = self._plain(value, line)
        if not spaces.isspace():
            raise ReadError(f"{self._stored.name}:{line}: SpacesAfter={value} is no white space")
        return spaces

    def _misc(self, line: int, column: str) -> dict[str, str]:
        if column == "_":
            return {}
        values = {}
        for pair in column.split("|"):
            key, _, value = pair.partition("=")
            values[key] = value
            if key not in _KEPT:
                lost = f"MISC {key}"
                self._stored.losses[lost] = self._stored.losses.get(lost, 0) + 1
        return values

    def _head(self, line: int, column: str) -> int:
        if not column.isascii() or not column.isdigit():
            raise ReadError(f"{self._stored.name}:{line}: head {column!r} is no number; write a token's number, or _")
        return int(column)

    def _plain(self, value: str, line: int) -> str:
        try:
            return unescaped(value)
        except ValueError as error:
            raise ReadError(f"{self._stored.name}:{line}: {error}") from error

    def _check(self, sentence: StoredSentence, block: _Block) -> None:
        name = self._stored.name
        heads = [token.head for token in sentence.tokens]
        if fault := tree_fault(heads):
            line = block.rows[0][0] + (fault.token - 1 if fault.token else 0)
            raise ReadError(f"{name}:{line}: {fault.reason}")
        text, line = block.comments.get("text", (None, 0))
        if text is not None:
            made = "".join(t.text + (" " if t.space else "") for t in sentence.tokens).rstrip(" ")
            if made != text:
                raise ReadError(
                    f"{name}:{line}: the text is not what forms and SpaceAfter give ({made!r}); mend one of them"
                )
