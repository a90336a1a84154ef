"""Short titles (该书记, 习主席, 总书记) -> the full name of the one they take up."""

from __future__ import annotations

from collections.abc import Iterable

from corpus_tools.annotate.title_found import Found

#: Words before a post that point back: 该|书记, 这位|书记.
_POINTERS = ("该", "这位", "那位", "此", "上述", "前述", "这名", "该名")
_SHORTEST_NAME = 2


def back_references(text: str, found: Iterable[Found]) -> dict[int, str]:
    """Map where a short title begins to the full name it refers to; ``found`` is in text order.

    A title refers back if it has no body and either only a surname for its holder (吴|书记), or no holder and a
    pointing word before it or nothing at all (总书记). The last full mention whose post ends with this post decides;
    with a surname its name must begin with it. Nothing is said where there is no such mention.
    """
    by_post: dict[str, list[str]] = {}
    references: dict[int, str] = {}
    for f in found:
        if f.type != "office" or f.post < 0:
            continue
        post = text[f.prefix : f.end]
        full = [name for name in f.names if len(name) >= _SHORTEST_NAME and f.rule != "title-surname-post"]
        if full:
            _remember(by_post, text[f.start : f.end], full[-1])
        elif f.start == f.prefix and (name := _former(by_post, post, f, text)):
            references[f.start] = name
    return references


def _remember(by_post: dict[str, list[str]], title: str, name: str) -> None:
    """File a mention under every ending of the title; the last name of each surname is kept, the latest last."""
    for length in range(2, min(len(title), 8) + 1):
        names = by_post.setdefault(title[-length:], [])
        names[:] = [other for other in names if other[0] != name[0]]
        names.append(name)


def _former(by_post: dict[str, list[str]], post: str, f: Found, text: str) -> str | None:
    names = by_post.get(post[-8:], [])
    if f.names:
        surname = f.names[0]
        return next((name for name in reversed(names) if name.startswith(surname) and name != surname), None)
    pointed = text.endswith(_POINTERS, max(0, f.start - 2), f.start)
    return names[-1] if names and (pointed or post == "总书记") else None
