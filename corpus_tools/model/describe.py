"""A pipeline -> what one should know of it before one cites it."""

from __future__ import annotations

from spacy.language import Language


def describe(nlp: Language) -> str:
    """Return name, version, licence, sources, labels and scores as lines of text."""
    meta = nlp.meta
    lines = [
        f"{meta['lang']}_{meta['name']} {meta['version']}",
        str(meta.get("description", "")),
        f"licence: {meta.get('license', '')}",
        f"components: {', '.join(nlp.pipe_names)}",
    ]
    lines += [
        f"trained on: {source['name']} ({source['license']}), {source['url']}" for source in meta.get("sources") or []
    ]
    for name in nlp.pipe_names:
        labels = getattr(nlp.get_pipe(name), "labels", ())
        if labels:
            lines.append(f"labels of {name}: {', '.join(map(str, labels))}")
    lines += [f"{measure}: {score}" for measure, score in sorted((meta.get("performance") or {}).items())]
    return "\n".join(line for line in lines if line)
