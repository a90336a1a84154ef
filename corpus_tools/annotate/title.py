"""Mark official titles, collectives, forms of respect and titles of works, with the names they are given to."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from corpus_tools.annotate.person import Names
from corpus_tools.annotate.tables import merged, own_tables, table
from corpus_tools.annotate.title_body import BodyFinder
from corpus_tools.annotate.title_byline import BylineFinder
from corpus_tools.annotate.title_found import Found, longest
from corpus_tools.annotate.title_group import GroupFinder
from corpus_tools.annotate.title_holder import link
from corpus_tools.annotate.title_honorific import HonorificFinder
from corpus_tools.annotate.title_office import OfficeFinder, is_jiang
from corpus_tools.annotate.title_parts import parts_of, set_parts
from corpus_tools.annotate.title_post import PostFinder, apart, part_of_word
from corpus_tools.annotate.title_rank import RankTable, describe
from corpus_tools.annotate.title_staff import staff
from corpus_tools.annotate.title_trust import trust
from corpus_tools.annotate.title_work import with_works
from corpus_tools.annotate.verdicts import Loser, keep_losers
from corpus_tools.labels import TITLE
from corpus_tools.lexicon import Lexicon, package_lexicon
from corpus_tools.spans import Annotation, Evidence, set_spans

VERSION = "4"


class TitleTagger:
    """Fill ``doc.spans["titles"]``: text order, label = type, id = rule.

    The attributes hold ``holder`` or ``holders``, ``refers_to`` (the full name that a short title takes up), ``parts``,
    ``jurisdiction_code``, ``jurisdiction_level``, ``rank`` and ``deputy``, each only where it is known. The parts
    stand in ``doc.spans["title_parts"]`` too.
    """

    def __init__(
        self,
        posts: Lexicon,
        bodies: Lexicon,
        *,
        own: Sequence[Lexicon] = (),
        off: Sequence[str] = (),
        candidates: bool = False,
    ) -> None:
        organs = package_lexicon("organs.tsv")
        self.lexicons = (posts, bodies, package_lexicon("surnames.tsv"), organs, *own)
        posts = merged(posts, own)
        self._off = frozenset(off)
        self._candidates = candidates
        self._posts = PostFinder(posts)
        self._bodies = BodyFinder(bodies, organs.forms())
        self._groups = GroupFinder(posts)
        self._offices = OfficeFinder(self._bodies)
        self._honorifics = HonorificFinder(posts)
        self._bylines = BylineFinder(posts)
        self._ranks = RankTable(organs)

    def __call__(self, doc: Doc) -> Doc:
        """Replace the span group; a border inside a token splits the token."""
        names = Names(doc)
        text = names.text
        posts = list(self._posts.find(text))
        posts = apart(post for post in posts if not part_of_word(text, post.end) or is_jiang(names, post))
        floors = sorted({*(post.end for post in posts), *self._groups.ends(text)})
        found: list[Found] = []
        dropped: list[tuple[Found, str]] = []
        for _ in range(2):  # names met anywhere in the document help to read the whole of it
            walk = self._bodies.read(doc, names, floors)
            weighed = [
                *self._offices.find(names, walk, posts),
                *self._groups.find(text, walk),
                *self._honorifics.find(names),
                *self._bylines.find(names),
                *staff(text),
            ]
            dropped = [(f, f"rule {f.rule} is switched off") for f in weighed if f.rule in self._off]
            weighed = [f for f in weighed if f.rule not in self._off]
            found = longest(weighed)
            chosen = {id(f) for f in found}
            dropped += [(f, "stands in a longer title or crosses it") for f in weighed if id(f) not in chosen]
            link(names, found)
            dropped += [(f, "is a title only where a name goes with it") for f in found if f.held and not f.names]
            found = [f for f in found if not f.held or f.names]
            for f in found:
                for name in f.names:
                    names.add(name)
        parts = {(f.start, f.end): parts_of(text, f, self._ranks.organs) for f in found}
        described = describe(text, found, parts, self._ranks)
        found = with_works(text, found)
        dropped += [(f, f"rule {f.rule} is switched off") for f in found if f.rule in self._off]
        found = [f for f in found if f.rule not in self._off]
        annotations = [_annotation(f, described.get((f.start, f.end), {})) for f in found]
        doc = set_parts(set_spans(doc, TITLE, annotations), parts)
        if self._candidates:
            keep_losers(doc, TITLE, [Loser(_annotation(f, {}), reason) for f, reason in dropped])
        return doc


def _annotation(f: Found, described: dict[str, object]) -> Annotation:
    attributes: dict[str, object] = {}
    if len(f.names) > 1 or (f.names and f.type == "collective"):
        attributes["holders"] = f.names
    elif f.names:
        attributes["holder"] = f.names[0]
    attributes.update(described)
    return Annotation(f.start, f.end, f.type, Evidence(f.rule, VERSION, trust()[f.rule], f.entry or None), attributes)


@Language.factory(
    "title_tagger",
    assigns=["doc.spans"],
    default_config={"posts": None, "bodies": None, "own": [], "off": [], "candidates": False},
)
def make_title_tagger(
    nlp: Language,
    name: str,
    posts: str | None,
    bodies: str | None,
    own: list[str],
    off: list[str],
    candidates: bool,
) -> TitleTagger:
    """Build the component; ``posts`` and ``bodies`` name tables (paths), null means those of the package.

    ``own`` are tables of posts beside them, ``off`` ids of rules that mark nothing. ``candidates`` true: what lost is
    kept in ``doc.spans["titles_candidates"]``.
    """
    return TitleTagger(
        table(posts, "posts.tsv"), table(bodies, "bodies.tsv"), own=own_tables(own), off=off, candidates=candidates
    )
