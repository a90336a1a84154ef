"""UD treebank files (CoNLL-U, and Universal NER's IOB2 beside them) -> sentences of gold words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import conllu

from corpus_tools.errors import ModelError


@dataclass(frozen=True)
class GoldWord:
    """One word of a gold sentence; ``head`` counts words from 1, 0 is the root; ``name`` is an IOB tag (B-PER)."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    space_after: bool
    name: str = "O"


@dataclass(frozen=True)
class GoldSentence:
    """A sentence with its words in order; ``text`` is what the treebank says stood in the source."""

    sent_id: str
    text: str
    words: tuple[GoldWord, ...]


def read_treebank(path: Path, names: Path | None = None) -> list[GoldSentence]:
    """Read a CoNLL-U file; names come from the IOB2 file ``names``, else from MISC (``NER=B-PER``).

    Raises ModelError if a file is missing, is no CoNLL-U, or if words and names don't stand in parallel.
    """
    try:
        parsed = conllu.parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelError(f"{path}: there is no such treebank file") from error
    except (conllu.exceptions.ParseException, UnicodeDecodeError) as error:
        raise ModelError(f"{path}: not readable as CoNLL-U: {error}") from error
    try:
        sentences = [_sentence(tokens, number) for number, tokens in enumerate(parsed, start=1)]
    except KeyError as error:
        raise ModelError(f"{path}: not readable as CoNLL-U: a row lacks the column {error}") from error
    return sentences if names is None else _with_names(sentences, names)


def _sentence(tokens: conllu.TokenList, number: int) -> GoldSentence:
    words = tuple(
        GoldWord(
            form=token["form"],
            lemma=token["lemma"],
            upos=token["upos"],
            xpos=token["xpos"] or "_",
            feats="|".join(f"{key}={value}" for key, value in (token["feats"] or {}).items()),
            head=token["head"] or 0,
            deprel=token["deprel"],
            space_after=(token["misc"] or {}).get("SpaceAfter") != "No",
            name=(token["misc"] or {}).get("NER") or "O",
        )
        for token in tokens
        if isinstance(token["id"], int)
    )
    meta = tokens.metadata
    return GoldSentence(meta.get("sent_id", str(number)), meta.get("text", ""), words)


def _with_names(sentences: list[GoldSentence], path: Path) -> list[GoldSentence]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"{path}: the names can't be read: {error}") from error
    rows = [line.split("\t") for line in lines if line and line[0] != "#"]
    if any(len(row) < 3 for row in rows):
        raise ModelError(f"{path}: a row has fewer than three columns; this is no Universal NER file")
    words = [word for sentence in sentences for word in sentence.words]
    if [row[1] for row in rows] != [word.form for word in words]:
        raise ModelError(f"{path}: its words are not those of the treebank beside it; take both from one release")
    named = iter(replace(word, name=row[2]) for word, row in zip(words, rows, strict=True))
    return [replace(sentence, words=tuple(next(named) for _ in sentence.words)) for sentence in sentences]
