"""Where the name of a body may end before a post, and which words end what stands before such a name."""

from __future__ import annotations

import re

#: Ends of bodies, organs and places: what may stand right before a post that is no body's head itself.
ORGAN_END = re.compile(
    r"(?:[委部厅局署院会办处室科股组所站馆台社校厂场队团党协联行司府园区省市县州旗盟镇乡村街军系班级线段店港矿庭庙寺舰艇营连排旅师舱馆”）)]|"
    r"公司|杜马|集团|中心|大学|机关|单位|部门|企业|机构|政协|人大|军委|中央|公署|银行|组织|基地|联盟|法院|检察院|剧院|协会|学会|工会|妇联|残联|文联|侨联|工商联|科协|总工会|政法|宣传|统战|支部|总支|"
    r"党组|党委|纪委|纪检|街道|社区|小区|项目|工程|平台|课题|栏目|频道|报|杂志|网|通讯社|国际|代表团|使团|司令部|指挥部|战区|军区|教研室|实验室|研究院|学部|学院|学校|小学|中学|幼儿园|"
    r"董事|理事|监事|执行|秘书|项|总部|分部|全国|地方|企|事务|高级|首席|人事|会计|财会|业务|政风|警政|财务|审计|行政|技术|安全)\Z"
)
#: Verbs and function words that end what stands before a body's name, whatever the words of the model are. Single
#: characters count only where they are in no common compound (理由, 经济, 处置).
CUT = re.compile(
    r"[二三四五六七八九]?十[一二三四五六七八九]?人|须经|应经|应由|应当由|需经|并由|余由|统由|概由|均由|(?<![理自缘事情])由(?![来此于])|"
    r"(?<![可所予得加足难用何])以(?![色来上下内外及前后])|并承|承办(?=单位)|襄助|协助|辅助|报请|层报|转报|呈报|签报|(?<![日晚早周月学海时画喜年情通申党快汇])报(?=[单本上省市县中国该])|"
    r"(?<![处安配装设布购位闲])置|不同意|同意|征求|征得|提请|授权|批准|保障(?=总|各|其)|应由|应与|会同|商请|转请|函请|陈请|随同|陪同|转交|转达|递交|致函|致电|"
    r"推进(?=领导)|(?<![效税比概])率(?=[政代全各有])|不设|前项|前条|比照|所称|来自|源自|缘自|履行|在京|设(?=[组所局处科室课股站院馆校段]长)|兼(?![职并顾容])|变更|任免|遴任|拟任|调升|升任|分享|总结|这次|本次|此次|首次|历次|身兼|承(?=[\u4e00-\u9fff]{2,20}之)|健全|完善|优化|强化|压实|压紧|发挥|设立|建立|明确|会见|拜会|接见|看望|慰问|采访|祝贺|欢迎|感谢|邀请|访华的|任命|免去|决定|选举|推选|当选|连任|担任|出任|就任|兼任|接任|继任|历任|调任|升任|改任|原任|时任|新任|现任|前往|来到|赴|率领|"
    r"(?<![服任事认因成行作人称])为(?![民人])|(?<![反相针面应])对(?![外口台华])|(?<![方志导走])向|(?<![共协合不相一])同(?![济仁志盟学乡业心步])|(?<![参授])与|把|被|(?<![申邀提聘])请|让|"
    r"(?<![存现潜内实自所])在(?![野])|(?<![大人])将(?![军领])|从(?![化业])|(?<![自对关用由基属])于|[的了着过是并]|"
    r"(?<![依根论证数占凭票收单])据(?![点库])|除(?!害)|(?<![财神东])经(?![济贸营理纪信开费办])|本报讯|日电|[0-9]日(?!报|本|喀)|讯(?=[国中省市])|凡|及其|以及|或者|或|设(?=[省市县总主委副])|"
    r"要求|强调|指出|认为|执行(?=[毛习])|按照|遵照|根据|依据|依照|关于|针对|跟随|听从|拥护|代表(?=[^团队处会大性])(?=[国中省市县])|通过|有关|相关|各级|我们|他们|你们|它们|(?<![耳与尤极马])其(?![他它次余])|"
    r"(?:这|那|几|多|每|某|两|三|四|五|六|七|八|九|十)[位名个]|第[一二三四五六七八九十]+[条款项]|[0-9]+[位名]|负责人|尊敬的|敬爱的"
)
#: What looks like such a word and is part of bodies' names.
SHIELD = re.compile(
    r"与会|建设|特别行政区|同仁|同心|委托代理|第一书记|在野党|为民|对外|对口|维护|并购|合并|并轨|大同市|同江|协同|承德|向阳|辛集|从化|于都|将乐|以色列|赴日|过渡|改过|转移支付|是非|其他|批准书|执行委员会|执行局|执行署|授权代表|决定委员会|选举委员会|选举事务|经选|大会|通过率"
)
#: What is built or flown, by its number: 歼-15, 神舟九十号.
MODEL = re.compile(
    r"(?:(?:[歼运直轰教]|[歼空]轰|空警|长征|东风|[A-Z]{1,4})[-－—]\d{1,4}[A-Z]?|[A-Z]{1,3}\d{2,4}"
    r"|(?:长征|神舟|天[宫舟问和]|嫦娥|北斗|蛟龙|雪龙)[一二三四五六七八九十百零]{1,4}号)\Z"
)
#: A single unit that begins a body's name even where the tagger sees something else: 市委, 县政府.
UNITS = frozenset("省市县区州镇乡村旗盟党军院校厂部局厅国")


def cuts(body: str) -> list[tuple[int, int]]:
    """Return where words stand that end what goes before a body's name, without those inside such names."""
    shielded = [m.span() for m in SHIELD.finditer(body)]
    return [m.span() for m in CUT.finditer(body) if not any(a < m.end() and m.start() < b for a, b in shielded)]


def trimmed(text: str, start: int, end: int) -> int:
    """Leave out what can't begin a body's name: quantifiers, lone classifiers, list marks."""
    body = text[start:end]
    m = re.match(
        r"^(?:[、和及”）]|部分|一些|许多|众多|不少|大批|若干|新一届|各级|各位|各(?!自|界|国)|全体|有关(?=[\u4e00-\u9fff]?$)|我(?!国|校|院|市|县|省|区|部)|本(?!单位|部门|机关|市|县|省|级|院|校|区|科|行政|所|局|处|部|中心|公司)|该|名|位|个|届|等|级)+",
        body,
    )
    return start + (len(m.group()) if m else 0)
