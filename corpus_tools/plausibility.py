"""How probable a text is as Chinese: what tells the right encoding from a wrong one, and mojibake from text."""

from __future__ import annotations

import math
import re
import unicodedata
from functools import cache

#: The characters that make up 83 of 100 in official texts of both scripts, in the order of their code points.
FREQUENT = frozenset(
    "一七万三上下不与专且世业东两严並个中为主举义之九也习乡书了予争事二于五些交亦产京人亿今从他代令以们件价任企休众优会伟传但位低住体何作你使來例供依便促俊保信修個們值偉做健備傳僱優元先光克免党入內全八公六共关兴其具养内冊再军"
    "农决况准出击分划列创別利别到制券則前劃劉力办功加务动助势動務勞包化北区医區十千升半华协協单南卫即历原去县参參及反发取受变口只可台史号司各合同名后向否告员命和品員售商問善單器四回因团困国國團土在地场均坚型城域執培基報場境增"
    "士处备复外多大天央失奋女她好如委子字存学學守安完官定实审宣室家容察實審对导将將專對導小少尔就局居届屋展層屬山工已市布带師席常干平年并广序应府度康廢廳建开式引張強强当形影律後得心必志快态思性总息情想意感慧應成我或战户房所手"
    "打扩批技把投护报括持指按据授掌排採接控推措提援播據擬支收改放政效教数整數文斗料断新方於施族无日时明易星是显時更書曾最會月有服期未本术机权李村条来极构林果查标校核根格案梁條業榮構標模機檢權次款止正此步歲歷每比民气水求江決治"
    "況法活流济海消深清測港源準滿濟点為無然照營物特獲率环现現理環甚生產用田由申电界略畫當疗疫病療登發百的益监監目直相省看眾着督知研破础确確示社神种科秘积移稅程税種稱稳積究空突立章符第等策算管範簡类精系紀約級組結給統經綜維編練"
    "縣總繼續级线组织经结统继续维缴网置署美群義老考者而职联聘職育能自至臺與舉航色节范華营萬落葉董處號融行術衛补表補製西要見規視见观规视解言訂計訊訓託記設許訴評詢試該認說課調請謝證議護變计认议记论设证识试请调負財責費資賢質财责"
    "质贫购贯贷贸费资起超路身輔輸轄轉车转辦農达过运近还这进退送选這通速造進運過道達適選部郭都配醫里重量金銷錄鑑镇長长門開間關门问间闻队防阶附际限院除险陳障險难雄集離零電需青非面革項須預領題額類项预领题额风食首香驗验體高麼黃點"
)
#: Marks that Chinese text is full of.
MARKS = frozenset("，。、；：？！“”‘’（）《》〈〉【】〔〕—…·　")
#: Full-width letters and digits, ① to ⒛, lines of tables, bullets.
WIDE = "\uff01-\uff5e\u2460-\u249b\u2500-\u257f\u25a0-\u25ef\u2605\u2606\u3021-\u3029"
_WIDE = re.compile(f"[{WIDE}]")
#: Bits a character costs, by class: minus the binary logarithm of its probability in Chinese text, roughly.
BITS_MARK, BITS_ASCII, BITS_FREQUENT, BITS_WIDE, BITS_COMMON = 5.0, 7.0, 9.5, 12.0, 15.0
BITS_HAN, BITS_OTHER, BITS_NONE = 21.0, 23.0, 34.0


def _common() -> frozenset[str]:
    """The first levels of GB 2312 and Big5, which their makers filled with the characters in common use."""
    gb = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    big5 = (bytes((row, cell)) for row in range(0xA4, 0xC7) for cell in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    return frozenset(
        "".join((*(b.decode("gb2312", "ignore") for b in gb), *(b.decode("big5", "ignore") for b in big5)))
    )


COMMON = _common()


@cache
def bits(character: str) -> float:
    """Return what a character costs, in bits: little for one that Chinese texts are full of."""
    if character in FREQUENT:
        return BITS_FREQUENT
    if character in MARKS:
        return BITS_MARK
    if character < "\x7f":
        return BITS_ASCII if character >= " " or character in "\t\n\r" else BITS_OTHER
    if _WIDE.match(character):
        return BITS_WIDE
    if character in COMMON:
        return BITS_COMMON
    if is_han(character):
        return BITS_HAN
    # unassigned, private, surrogate or control characters stand in no text
    return BITS_NONE if unicodedata.category(character) in ("Cn", "Co", "Cs", "Cc") else BITS_OTHER


def cost(text: str) -> float:
    """Return what a text costs, in bits."""
    return math.fsum(map(bits, text))


def is_han(character: str) -> bool:
    """Tell whether a character is a Chinese one."""
    return "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff" or character >= "\U00020000"


def is_usual(character: str) -> bool:
    """Tell whether a character is in common use: in running text nearly all are."""
    return bits(character) <= BITS_COMMON
