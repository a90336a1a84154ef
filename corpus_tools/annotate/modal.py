"""Where a clause has a modal of duty, a ban, a permission or a verb of result: the triggers of directives."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

#: Adverbs that belong to the modal they stand before: 都要, 也要, 既要, 决不能.
_BEFORE = r"(?:(?:都|也|更|既|又|还|首先|特别|分别|尤其|一定|必须|务必|坚决|绝对|始终|同样|均|越|越是|(?<![首事优争领预率原])先|仍|仍然|还是|就|才|切实|真正|最迟|原则上)){0,2}"
_YAO = r"(?<!【我)(?<![主重必首摘机紧险简扼将快只次显概提纪纲索若想概撮需不])要(?!不要|、|，|点|求(?!真|实|突破|实效|变)|是(?![^，。]{0,3}分明)|素|闻|害|塞|地[，。]|职|么|不[是然]|件|义|案|领(?![会导先跑悟])|价|挟|览|旨|员|中之|道[，。、]|务(?![实必]))"
_YING = r"(?<![相反适供响效对顺回呼感照因一理本内所报策])应(?:当|该|(?!纳税(?:额|款|人|所得|消费)|税|缴税|缴的|退税|补税)(?![^，。]{1,16}(?:请求|邀请|之邀)|急|对|用|邀|届|时|聘|试|诉|答|付|运|战|税|征|变|有之|有尽有|届生|力|声|激|酬|承|允|尽|需(?:求)?|([\u4e00-\u9fff])尽|([\u4e00-\u9fff])快|[\u4e00-\u9fff]{1,2}尽))"
_NEED = r"(?<![的据际作展需急所现求必按])需要?(?![求量的，。、]|要量|求)"
#: Bans by a negated modal.
_BAN = r"(?:决不能|绝不能|决不允许|绝不允许|决不容许|绝不容许|决不可|绝不可|一律不得|一律禁止|一律不准|一律不予|(?<![容巴舍恨怪由见使动来少了])不得(?!不|已|而知|人心|要领|其)|不准|不许|不能(?!不|够?[忘少缺])|(?<!要)不要(?!紧|脸)|不可(?!分|避|缺|或|替|逆|估|磨|抗|再生|多得|开交|少)|不应当?|不宜|切忌|切勿|切不可|严禁|禁止|勿|不允许|严格禁止|坚决禁止|万万不可|不予)"
_PREVENT = r"(?:防止|杜绝|避免|严防(?!死守)|力戒|遏制|防范遏制|防范(?!化解|和化解|能力|意识|体系|措施|工作)|谨防|严密防范|防住|切忌|根绝|禁绝|制止|反对)"
_ASSURE = r"(?:确保|力争|保证(?!金|人|书)|务求|务期|做到|力求|争取(?=[^，。]{0,12}(?:年|月|底|前|实现|达到|完成|突破)))"
#: 得 of law, behind who may, or alone at the head: 主管机关得委托, 得派员检查.
_MAY = r"(?:(?<=[关者人员会局部府院构署厂司户并亦仅均])|^)得(?![到出知失分了的益逞体当力意手票名罪胜奖主过来回很更不]|以(?!书面|电子|言词))(?=[\u4e00-\u9fff]{2})"
_ALLOW = rf"(?:(?<![双各中我对美俄欧一乙甲地官校资卖买多三四两处配])方可|(?<!立)即可(?=[\u4e00-\u9fff])|可以|允许|准许|(?<!所)有权|(?<![不许认尚方即宁])可(?!以|为|能|靠|行|持|操|见|谓|是|再|追|控|视|信|观|贵|预|燃|惜|怕|爱|笑|取|乘|喜|圈|耻|言|支|比|替|循|复|推广|量|感|及|歌|敬|塑|变|疑|望|不|否|知|想|采[区期量])|{_MAY})"
_MUST = r"(?:必须|务必|务须|必需(?!品|的)|须|一律)"

_DUTY = re.compile(rf"{_BEFORE}(?:{_MUST}|{_YAO}|{_YING}|{_NEED})")
_BANNED = re.compile(rf"{_BEFORE}{_BAN}")
_PERMITTED = re.compile(rf"{_BEFORE}{_ALLOW}")
PREVENTION = re.compile(_PREVENT)
ASSURANCE = re.compile(_ASSURE)


#: No modal is without one of these.
_MAY_HOLD_MODAL = re.compile("[要应需须必务律不禁忌勿可允准权得]")
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》|（[^）]*）")

#: 要 of the future and of comparison.
_COMPARED = re.compile(
    r"比[^，。]{1,12}要(?=[好高低多少大小强快早晚])|(?:明年|后年|下周|下个月|下月|年内|不久)[^，。]{0,2}要(?=[^，。]{1,4}$)"
)


#: A modal in an attribute tells what kind of thing it is: 需要更换的零部件.
_ATTRIBUTE = re.compile(r"(?:应当|应|需要|需|必须|可)[\u4e00-\u9fff]{1,2}的(?=[\u4e00-\u9fff])")


class Modal(NamedTuple):
    """A modal at ``start`` to ``end`` of the clause's text, the adverbs before it inside; ``type`` of the scheme."""

    start: int
    end: int
    type: str


@lru_cache(maxsize=8192)  # one clause is asked about by several readers
def find_modal(clause: str) -> Modal | None:
    """Return the first modal outside quotation marks; a ban or a duty before a permission. None if there is none."""
    if not _MAY_HOLD_MODAL.search(clause):
        return None
    masked = mask_quotes(clause)
    for pattern in (_COMPARED, _ATTRIBUTE):
        masked = pattern.sub(lambda m: "□" * len(m.group()), masked)
    found = [
        Modal(m.start(), m.end(), kind)
        for kind, pattern in (("prohibition", _BANNED), ("obligation", _DUTY))
        for m in pattern.finditer(masked)
        if m.end() < len(clause) or kind == "prohibition"
    ]
    if not found:
        found = [Modal(m.start(), m.end(), "permission") for m in _PERMITTED.finditer(masked) if m.end() < len(clause)]
    return min(found, key=lambda modal: (modal.start, -modal.end), default=None)


def mask_quotes(text: str) -> str:
    """Blank out what stands in quotation marks, brackets of titles included, so that nothing in it is a trigger."""
    if "”" in text or "》" in text or "）" in text:
        return _QUOTED.sub(lambda m: "□" * len(m.group()), text)
    return text
