"""A pipeline and a gold treebank -> CoNLL-18 scores on raw text and on gold words."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table
from spacy.language import Language
from spacy.tokens import Doc

from corpus_tools.annotate.pipeline import TAGGERS
from corpus_tools.errors import ModelError
from corpus_tools.model.conll18 import MEASURES, ScoredWord, Scores
from corpus_tools.model.digest import weights_digest
from corpus_tools.model.treebank import GoldSentence, read_treebank

#: The first so many sentences are scored by themselves too, so that a report can be checked without running all.
SAMPLE = 40


@dataclass(frozen=True)
class Report:
    """Scores on raw text (one sentence a line, words not given) and on gold words; ``sample``: raw, the first only.

    ``weights`` is the digest of the pipeline's folder, None for one that was not loaded from a folder.
    """

    gold: str
    sentences: int
    raw: Scores
    gold_words: Scores
    sample: Scores
    weights: str | None = None


def evaluate_model(nlp: Language, gold: Path, names: Path | None = None) -> Report:
    """Run the pipeline's language model (not the taggers) over a gold file and score it.

    Raises ModelError if a file is missing or the two don't stand in parallel.
    """
    sentences = read_treebank(gold, names)
    with nlp.select_pipes(disable=[name for name in TAGGERS if nlp.has_pipe(name)]):
        raw = _score(sentences, lambda sentence: nlp(sentence.text))
        given = _score(sentences, lambda sentence: nlp(_gold_words(nlp, sentence)))
        sample = _score(sentences[:SAMPLE], lambda sentence: nlp(sentence.text))
    weights = weights_digest(nlp.path) if nlp.path else None
    return Report(gold.name, len(sentences), raw, given, sample, weights)


def _gold_words(nlp: Language, sentence: GoldSentence) -> Doc:
    return Doc(nlp.vocab, [word.form for word in sentence.words], [word.space_after for word in sentence.words])


def _score(sentences: list[GoldSentence], annotate: Callable[[GoldSentence], Doc]) -> Scores:
    scores = Scores()
    for sentence in sentences:
        doc = annotate(sentence)
        gold = [ScoredWord(w.form, w.upos, w.xpos, w.feats, w.head, w.deprel) for w in sentence.words]
        try:
            scores.add_sentence(gold, _words(doc))
        except ValueError as error:
            raise ModelError(
                f"sentence {sentence.sent_id}: its text and its words differ; mend the gold file"
            ) from error
        scores.add_names(_gold_names(sentence), _found_names(doc))
    return scores


def _words(doc: Doc) -> list[ScoredWord]:
    numbers = {token.i: n for n, token in enumerate((t for t in doc if not t.is_space), start=1)}
    return [
        ScoredWord(
            token.text,
            token.pos_,
            token.tag_ or "_",
            str(token.morph),
            0 if token.head.i == token.i else numbers.get(token.head.i, 0),
            "root" if token.head.i == token.i else token.dep_,
        )
        for token in doc
        if not token.is_space
    ]


def _gold_names(sentence: GoldSentence) -> list[tuple[int, int, str]]:
    """Names as (start, end, type), counted in characters without white space."""
    names: list[tuple[int, int, str]] = []
    at = 0
    before = "O"
    for word in sentence.words:
        end = at + len("".join(word.form.split()))
        kind = word.name[2:]
        if kind and (word.name[0] == "B" or before[2:] != kind):
            names.append((at, end, kind))
        elif kind:
            names[-1] = (names[-1][0], end, kind)
        before, at = word.name, end
    return names


def _found_names(doc: Doc) -> list[tuple[int, int, str]]:
    ends = []
    count = 0
    for token in doc:
        start = count
        count += len("".join(token.text.split()))
        ends.append((start, count))
    return [(ends[ent.start][0], ends[ent.end - 1][1], ent.label_) for ent in doc.ents]


def to_table(report: Report) -> Table:
    """Return the scores as a table for the terminal."""
    table = Table(title=f"{report.gold}: {report.sentences} sentences, CoNLL-18 F1", title_justify="left")
    table.add_column("")
    for measure in MEASURES:
        table.add_column(measure, justify="right")
    for label, scores in (("raw text", report.raw), ("gold words", report.gold_words)):
        table.add_row(label, *(f"{100 * scores.by_measure[m].f1:.2f}" for m in MEASURES))
    return table


def to_json(report: Report) -> str:
    """Return the scores (0 to 1) as JSON."""
    rows = {
        label: {m: {"precision": s.precision, "recall": s.recall, "f1": s.f1} for m, s in scores.by_measure.items()}
        for label, scores in (
            ("raw_text", report.raw),
            ("gold_words", report.gold_words),
            ("sample", report.sample),
        )
    }
    told = {"gold": report.gold, "sentences": report.sentences, "weights": report.weights}
    return json.dumps({**told, **rows}, indent=1)
