from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from spacy.tokens import Doc

from corpus_tools.annotate.clause_reading import read_clauses
from corpus_tools.annotate.directive_speaker import speakers
from corpus_tools.annotate.known_names import KnownNames, known_names
from corpus_tools.annotate.predicate import PredicateReader
from corpus_tools.labels import TITLE
from corpus_tools.lexicon import package_lexicon
from corpus_tools.spans import Annotation, Evidence, set_spans

POSTS = {"县委书记": "沈明岚", "县长": "许问渠", "水务局局长": "顾望舒", "总书记": "陆归鸿"}
Ask = Callable[..., str | None]


@pytest.fixture(scope="module")
def reader() -> PredicateReader:
    return PredicateReader(package_lexicon("directives.tsv"))


def names_of(text: str, persons: Sequence[str]) -> KnownNames:
    """The posts of the table above where their holder stands beside them, bare ones without a holder."""
    titles = []
    for post, holder in POSTS.items():
        at = text.find(post)
        while at >= 0:
            beside = text.startswith(holder, at + len(post)) or text.endswith(holder, 0, at)
            titles.append((at, at + len(post), holder if beside else ""))
            at = text.find(post, at + 1)
    holders = tuple(holder for _, _, holder in titles if holder)
    return KnownNames(holders, (*holders, *persons), tuple(sorted(titles)))


@pytest.fixture
def ask(make_doc: Callable[..., Doc], reader: PredicateReader) -> Ask:
    """Return the speaker of the clause in which ``at`` stands; the text is cut between characters."""

    def run(text: str, at: str, persons: Sequence[str] = ()) -> str | None:
        doc = make_doc(list(text))
        readings = read_clauses(doc, doc.text, reader, list(persons))
        found = speakers(doc, readings, names_of(text, persons))
        assert len(found) == len(readings)
        place = text.index(at)
        return next(s for r, s in zip(readings, found, strict=True) if r.clause.start <= place < r.clause.end)

    return run


@pytest.mark.parametrize(
    ("text", "at", "speaker"),
    [
        ("县委书记沈明岚强调，各乡镇要加密巡查，确保堤坝安全。", "确保", "沈明岚"),
        ("县委书记沈明岚强调要加密巡查频次，做好值守。", "强调要", "沈明岚"),
        ("会议指出，当前正值主汛期。要压实责任。", "要压实", "会议"),
        ("《云溪县河道办法》提出，要清理淤泥。", "要清理", "《云溪县河道办法》"),
        ("大家表示，要守好家园。", "要守好", "大家"),
    ],
)
def test_the_subject_of_the_nearest_verb_of_speech_speaks(ask: Ask, text: str, at: str, speaker: str) -> None:
    assert ask(text, at) == speaker


def test_a_speaker_goes_on_over_sentences_and_paragraphs_until_another_takes_over(ask: Ask) -> None:
    text = (
        "县委书记沈明岚强调，要加密巡查，落实包保责任。做好值守工作。\n"
        "要备足沙袋，保障群众生活，及时发布预警信息。\n"
        "县长许问渠要求，严禁瞒报险情，迅速处置险情。"
    )
    assert ask(text, "做好值守") == "沈明岚"
    assert ask(text, "要备足") == "沈明岚"
    assert ask(text, "严禁") == "许问渠"


def test_the_subject_may_be_given_clauses_before_the_verb(ask: Ask) -> None:
    text = "县长许问渠来到云溪水库，察看大坝，询问水情，要求值守人员加密巡查。"
    assert ask(text, "要求") == "许问渠"


def test_the_subject_of_a_meeting_report_is_who_holds_the_meeting_then_the_meeting(ask: Ask) -> None:
    text = "县长许问渠5日主持召开县政府常务会议，研究部署加强水库巡查。会议指出，水情复杂多变。要压实责任。"
    assert ask(text, "研究") == "许问渠"
    assert ask(text, "要压实") == "会议"


def test_a_pronoun_is_the_person_who_acted_last(ask: Ask) -> None:
    text = "水务局局长顾望舒察看了水库。在值守点，他强调，要加密巡查。"
    assert ask(text, "要加密") == "顾望舒"


def test_who_is_spoken_of_does_not_become_the_pronoun(ask: Ask) -> None:
    text = "县长许问渠说，沈明岚多次来过这里，群众都记得。他要求，要加密巡查。"
    assert ask(text, "要加密", ["沈明岚"]) == "许问渠"


def test_a_bare_post_is_its_last_holder_and_a_surname_with_a_post_stays(ask: Ask) -> None:
    assert ask("总书记陆归鸿来到云溪。总书记强调，要守好堤坝。", "要守好") == "陆归鸿"
    assert ask("陆主席多次强调要守好堤坝。", "要守好") == "陆主席"


def test_a_speaker_keeps_on_where_the_verb_has_no_subject(ask: Ask) -> None:
    text = "县长许问渠指出，水利关系民生。希望大家加密巡查。"
    assert ask(text, "希望") == "许问渠"


def test_a_body_that_acts_in_the_clause_before_speaks(ask: Ask) -> None:
    assert ask("民政局日前印发通知，要求各地备足物资。", "要求") == "民政局"


def test_a_notice_speaks_where_its_issuer_stands_further_off(ask: Ask) -> None:
    text = "近日，云溪县民政局公布了救灾办法，并发出通知，要求各地备足物资。"
    assert ask(text, "要求") == "通知"


@pytest.mark.parametrize("verb", ["要求", "指出"])
def test_a_notice_speaks_though_the_word_may_open_an_order(ask: Ask, verb: str) -> None:
    text = f"县水务局发出通知，要求各村加密巡查。\n通知{verb}，要备足沙袋，保障群众生活。"
    assert ask(text, "要备足") == "通知"


def test_arrangements_behind_which_nothing_follows_give_nobody_the_word(ask: Ask) -> None:
    text = "通知要求，各村要行动起来，周密组织安排，备足沙袋。各乡镇要落实责任。"
    assert ask(text, "备足") == "通知"
    assert ask(text, "要落实") == "通知"


def test_the_own_side_in_a_speech_takes_no_word(ask: Ask) -> None:
    text = "县长许问渠说，两县一衣带水。新闸已经建成，我方表示赞赏。双方要共同守好堤坝。"
    assert ask(text, "要共同") == "许问渠"


def test_what_somebody_put_forward_gives_no_word(ask: Ask) -> None:
    text = "会议指出，水情复杂。沈明岚的讲话提出了一系列新思想新要求。要加密巡查。"
    assert ask(text, "要加密", ["沈明岚"]) == "会议"


def test_a_part_behind_a_semicolon_may_have_its_own_person(ask: Ask) -> None:
    text = "县委书记沈明岚强调，要加密巡查；县长许问渠察看了水库，他要求备足沙袋。"
    assert ask(text, "他要求") == "许问渠"


def test_headlines_have_no_speaker(ask: Ask) -> None:
    text = "县委书记沈明岚强调 坚决守住堤坝\n县委书记沈明岚指出，要加密巡查。"
    assert ask(text, "坚决") is None
    assert ask(text, "要加密") == "沈明岚"


def test_laws_have_no_speaker(ask: Ask) -> None:
    text = "第一条 水务局认为必要的，可以组织巡查。\n第二条 举报人应当说明情况。"
    assert ask(text, "应当") is None


def test_noun_uses_give_nobody_the_word(ask: Ask) -> None:
    text = "会议指出，形势平稳。要按照县政府部署要求，压实责任。"
    assert ask(text, "压实") == "会议"


def test_the_label_of_a_turn_speaks_in_a_transcript(ask: Ask) -> None:
    text = "罗小满议员：我们要增加巡查。\n水务局局长：多谢议员。我们要备足沙袋。"
    assert ask(text, "我们要增加") == "罗小满"
    assert ask(text, "我们要备足") == "水务局局长"


def test_who_is_quoted_in_a_report_speaks_for_a_sentence(ask: Ask) -> None:
    text = (
        "各位代表！要加固堤坝，要清理河道，要备足沙袋。县长许问渠强调，要守住底线。\n"
        "各级干部要带头值守，落实责任，做好保障工作。"
    )
    assert ask(text, "要加固") is None
    assert ask(text, "要守住") == "许问渠"
    assert ask(text, "各级干部") is None


def test_a_speech_belongs_to_the_person_before_the_form_of_address(ask: Ask) -> None:
    text = "沈明岚尊敬的各位来宾：云溪因水而兴，我们要守护河流，珍惜水源，共同建设家园。"
    assert ask(text, "我们要", ["沈明岚"]) == "沈明岚"


def test_a_quotation_that_is_all_somebody_says_ends_the_turn(ask: Ask) -> None:
    text = "县长许问渠强调：“要守住底线。”如今的云溪处处是新景。要看到变化，珍惜当下，再接再厉。"
    assert ask(text, "要守住") == "许问渠"
    assert ask(text, "要看到") is None


def test_a_title_torn_over_lines_speaks(ask: Ask) -> None:
    text = "农业是根本。《\n云溪水利规划\n》提出，要加固堤坝，清理河道，建设水库，改善灌溉条件。"
    assert ask(text, "要加固") == "云溪水利规划"


def test_mixed_labels_are_persons_where_most_mentions_are(make_doc: Callable[..., Doc]) -> None:
    doc = make_doc("县长/NOUN 许问渠/PROPN 强调/VERB ，/PUNCT 要/AUX 守好/VERB 云溪/PROPN 。", persons=["许问渠"])
    at = doc.text.index("县长")
    office = Annotation(at, at + 2, "office", Evidence("by-hand", "1", 1.0), {"holder": "许问渠"})
    names = known_names(set_spans(doc, TITLE, [office]))
    assert names == KnownNames(("许问渠",), ("许问渠",), ((0, 2, "许问渠"),))
