"""Scores and agreement -> tables for a terminal, and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from corpus_tools.gold.agreement import LayerAgreement
from corpus_tools.gold.score import LayerScore
from corpus_tools.labels import LAYER_BY_NAME


def score_json(scores: list[LayerScore]) -> str:
    """Return all figures, by layer, with the precision of every rule and the confusion of types."""
    return json.dumps({score.layer: _figures(score) for score in scores}, ensure_ascii=False, indent=1)


def agreement_json(rows: list[LayerAgreement]) -> str:
    """Return all figures, by layer."""
    figures = {row.layer: _figures(row.score) | {"kappa": row.kappa, "alpha_u": row.alpha} for row in rows}
    for row in figures.values():
        del row["by_rule"]
    return json.dumps(figures, ensure_ascii=False, indent=1)


def score_tables(scores: list[LayerScore], *, by_rule: bool, confusion: bool, errors: int) -> Iterator[Table]:
    """Yield the main table, one column a layer, then what was asked for."""
    columns = {score.layer: _main_figures(score, "gold", "predicted") for score in scores}
    yield _by_layer(columns)
    for s in scores:
        if confusion:
            yield _confusion(s)
        if by_rule:
            yield _rules(s)
        if errors and s.errors:
            yield _errors(s, errors)


def agreement_table(rows: list[LayerAgreement]) -> Table:
    """Return one column a layer; F1 treats both annotators alike."""
    columns = {}
    for row in rows:
        figures = _main_figures(row.score, "spans of the first", "spans of the second")
        del figures["precision"], figures["recall"]
        figures |= {"kappa on characters": _three(row.kappa), "alpha for units": _three(row.alpha)}
        columns[row.layer] = figures
    return _by_layer(columns)


def _main_figures(s: LayerScore, gold: str, predicted: str) -> dict[str, str]:
    return {
        gold: f"{s.gold:,}",
        predicted: f"{s.predicted:,}",
        "precision": _three(s.precision),
        "recall": _three(s.recall),
        "F1, exact borders": _three(s.f1),
        "  95 % interval": f"{s.interval[0]:.3f}–{s.interval[1]:.3f}",
        "F1, characters": _three(s.partial_f1),
        "type accuracy": _three(s.type_accuracy),
        "holder accuracy": _three(s.holder_accuracy),
        "speaker accuracy": _three(s.speaker_accuracy),
    }


def _by_layer(columns: dict[str, dict[str, str]]) -> Table:
    table = _table("", *columns)
    for name in next(iter(columns.values())):
        table.add_row(name, *(figures[name] for figures in columns.values()))
    return table


def _three(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _table(*columns: str, title: str | None = None) -> Table:
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for number, name in enumerate(columns):
        table.add_column(name, justify="right" if number else "left", no_wrap=True)
    return table


def _confusion(s: LayerScore) -> Table:
    types = [known.name for known in LAYER_BY_NAME[s.layer].types] + ["–"]
    table = _table(f"{s.layer}: gold", *types, title="exact borders; – is no span with these borders")
    for ours in types:
        table.add_row(ours, *(str(s.confusion[ours, theirs] or "") for theirs in types))
    return table


def _rules(s: LayerScore) -> Table:
    table = _table(f"{s.layer}: rule", "right", "spans", "P")
    for rule, (right, spans) in sorted(s.rules.items(), key=lambda row: (-row[1][1], row[0])):
        table.add_row(rule, str(right), str(spans), _three(right / spans))
    return table


def _errors(s: LayerScore, most: int) -> Table:
    table = Table(title=f"{s.layer}: {min(most, len(s.errors))} of {len(s.errors)} errors", title_justify="left")
    for name in ("document", "", "type", "rule", "wording"):
        table.add_column(name, overflow="fold")
    for error in s.errors[:most]:
        table.add_row(error.document, error.kind, error.span.type, error.span.rule, error.wording.replace("\n", "⏎"))
    return table


def _figures(s: LayerScore) -> dict[str, Any]:
    return {
        "precision": s.precision,
        "recall": s.recall,
        "f1": s.f1,
        "ci95": list(s.interval),
        "partial_f1": s.partial_f1,
        "type_accuracy": s.type_accuracy,
        "holder_accuracy": s.holder_accuracy,
        "speaker_accuracy": s.speaker_accuracy,
        "gold": s.gold,
        "predicted": s.predicted,
        "confusion": [{"gold": a, "predicted": b, "spans": n} for (a, b), n in sorted(s.confusion.items())],
        "by_rule": {rule: {"right": r, "spans": n} for rule, (r, n) in sorted(s.rules.items())},
    }
