"""The registry of formats -> tables in Markdown: which there are, and what each can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from corpus_tools.content import CONTENTS
from corpus_tools.run.format import Format
from corpus_tools.run.formats import FORMATS, writable

_FILES = {"each": "one a document", "joined": "one for all", "corpus": "several for all"}


def with_tables(page: str) -> str:
    """Return ``docs/formats.md`` with its tables as the registry has them now. Raises as ``format_matrix``."""
    for name, table in (("list", format_list()), ("matrix", format_matrix())):
        parts = re.split(rf"(<!-- {name}: .*? -->\n).*?(<!-- end -->)", page, maxsplit=1, flags=re.DOTALL)
        page = "".join((*parts[:2], table, *parts[2:])) if len(parts) > 1 else page
    return page


def format_list() -> str:
    """Return the table of all formats: name, suffix, read and written, files, options."""
    lines = ["| format | suffix | read | written | options | extra |", "| --- | --- | --- | --- | --- | --- |"]
    for each in FORMATS.values():
        suffixes = ", ".join(f"`{suffix}`" for suffix in each.suffixes if suffix)
        options = ", ".join(f"`--{name} {value}`" for name, values in each.options.items() for value in values[1:])
        files = _FILES[each.files] if each.writer else "–"
        read = "yes" if each.reader else "–"
        lines.append(f"| `{each.name}` | {suffixes} | {read} | {files} | {options or '–'} | {each.extra or '–'} |")
    return "\n".join(lines) + "\n"


def format_matrix() -> str:
    """Return the table of what the formats that are written can hold; formats that hold the same share a column.

    Raises CorpusToolsError where the library of a format is missing.
    """
    columns: dict[frozenset[str], list[str]] = {}
    for each in writable():
        for name, options in _variants(each):
            columns.setdefault(each.holds(options), []).append(name)
    heads = [", ".join(f"`{name}`" for name in names) for names in columns.values()]
    lines = [f"| what a document holds | {' | '.join(heads)} |", f"| --- |{' --- |' * len(heads)}"]
    for content, gloss in CONTENTS.items():
        cells = " | ".join("yes" if content in held else "–" for held in columns)
        lines.append(f"| `{content}`: {gloss} | {cells} |")
    return "\n".join(lines) + "\n"


def _variants(form: Format) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the format, and it with each option by itself that makes it hold something else."""
    yield form.name, {}
    for option, values in form.options.items():
        for value in values[1:]:
            if form.holds({option: value}) != form.holds({}):
                yield f"{form.name} --{option} {value}", {option: value}
