"""Tables in a pipeline's configuration: the package's, one in its place, the user's own and who reads them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus_tools.annotate.tables import merged, own_tables, table, tagger_tables
from corpus_tools.errors import LexiconError
from corpus_tools.labels import SLOGAN
from corpus_tools.lexicon import package_lexicon

Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a table of (form, subtype) rows and return its path."""

    def build(name: str, *rows: tuple[str, str], status: str = "active") -> str:
        lines = ["id\tform\tsubtype\tstatus"]
        lines += [f"{name}-{number}\t{form}\t{kind}\t{status}" for number, (form, kind) in enumerate(rows, 1)]
        (tmp_path / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return str(tmp_path / f"{name}.tsv")

    return build


def faults_of(*paths: str) -> list[str]:
    with pytest.raises(LexiconError) as caught:
        tagger_tables(paths)
    return str(caught.value).splitlines()


def test_null_means_the_table_of_the_package(write: Write) -> None:
    assert table(None, "slogans.tsv") == package_lexicon("slogans.tsv")
    assert table(write("mine", ("稻花香里", "policy")), "slogans.tsv").forms() == ["稻花香里"]


def test_a_table_goes_to_the_tagger_that_knows_its_subtypes(write: Write) -> None:
    slogans, posts = write("s", ("稻花香里", "policy"), ("水来土掩", "parallel")), write("p", ("塘长", "post"))
    verbs, more = write("v", ("薅掉", "verb")), write("m", ("两清", "numeric"))
    assert tagger_tables([slogans, posts, verbs, more]) == {
        "slogan_tagger": [slogans, more],
        "title_tagger": [posts],
        "directive_tagger": [verbs],
    }
    assert tagger_tables([]) == {"slogan_tagger": [], "title_tagger": [], "directive_tagger": []}


@pytest.mark.parametrize(
    ("name", "tagger"),
    [("slogans.tsv", "slogan_tagger"), ("posts.tsv", "title_tagger"), ("directives.tsv", "directive_tagger")],
)
def test_every_subtype_of_our_own_tables_has_its_tagger(root: Path, name: str, tagger: str) -> None:
    path = str(root / "corpus_tools" / "lexicons" / name)
    assert tagger_tables([path]) == {"slogan_tagger": [], "title_tagger": [], "directive_tagger": []} | {tagger: [path]}


def test_all_faults_of_all_tables_are_told_at_once(write: Write, tmp_path: Path) -> None:
    broken = tmp_path / "broken.tsv"
    broken.write_text("id\tform\tstatus\nb-1\t\tactive\n", encoding="utf-8")
    mixed = write("mixed", ("塘长", "post"), ("薅掉", "verb"))
    lines = faults_of(
        write("odd", ("甲", "slogan"), ("乙", "")),
        str(broken),
        mixed,
        str(tmp_path / "none.tsv"),
        write("ok", ("丙", "verb")),
    )
    assert [line.split(":")[0].rpartition("/")[2] for line in lines] == ["odd.tsv"] * 2 + [
        "broken.tsv",
        "mixed.tsv",
        "none.tsv",
    ]
    assert "odd-1: subtype is 'slogan'; write one of adverb, allusion" in lines[0]
    assert "odd-2: subtype is ''" in lines[1]
    assert "form is empty" in lines[2]
    assert "rows for directive_tagger and title_tagger; make a table for each" in lines[3]
    assert "there is no such lexicon" in lines[4]


def test_retired_rows_are_routed_nowhere(write: Write) -> None:
    path = write("old", ("甲", "policy"), status="retired")
    assert tagger_tables([path]) == {"slogan_tagger": [], "title_tagger": [], "directive_tagger": []}


def test_ours_and_the_user_s_rows_become_one_table_known_by_ours(write: Write) -> None:
    ours = package_lexicon("slogans.tsv")
    both = merged(ours, own_tables([write("a", ("稻花香里", "policy")), write("b", ("水来土掩", "policy"))]))
    assert (both.name, both.sha256) == (ours.name, ours.sha256)
    assert set(ours.entries) < set(both.entries)
    assert {"稻花香里", "水来土掩"} <= set(both.forms())


def test_the_types_of_slogans_are_those_of_the_scheme(write: Write) -> None:
    kinds = [kind.name for kind in SLOGAN.types]
    path = write("all", *((f"稻花{number}", kind) for number, kind in enumerate(kinds)))
    assert tagger_tables([path])["slogan_tagger"] == [path]
