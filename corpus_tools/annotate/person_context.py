"""What stands beside personal names in official texts, and what only looks like one."""

from __future__ import annotations

import re

#: What may stand right behind a name. Single characters that also end given names are left out on purpose.
AFTER = re.compile(
    r"(?:$|[\s，。、；：！？（）()“”‘’《》,;:!?/\n]|在|主持|出席|强调|指出|要求|表示|认为|说|称|宣读|宣布|传达|参加|会见|会谈|介绍|作(?!为)|分赴|走访|调度|率队|批示|签|同(?!志)|与|和(?![平，。、；])|等|"
    r"率|到|对|就|向|及|的|以及|深入|赴|讲话|提出|致辞|致信|致电|汇报|通报|分别|代表|陪同|带队|一行|随即|随后|一同|先后|为|将|于|举行|访问|亲切|交谈|讲解|解读|回答|回应|发言|发布|列席|参与|组织|来到|走进|负责|一道|今天|昨天|今日|近日|日前|近年|频频|鼓励|遭|启动|证实|当天|迎|走上|前往|主席|总理|总统|书记|同志|先生|女士|小姐|老师|夫人|教授|博士|议员|院士|烈士|"
    r"[省市县区州局部厅院校]长|副|部署|安排|调研|检查|督导|督查|看望|慰问|接受|应邀|当选|担任|任|受|围绕|结合|从|是|已|也|还|又|则|并|及其|最后|首先|同日|当天|上午|下午|[0-9]|签署|出任|领|参观|考察|听取|回信|发表|贺信|给|把|由|以|来|抵|等人|夫妇|共同|全程|主[讲任]|要|宣|点评|授|检阅|走进|来到|实地|牵头|特别|继续|进行|会后|会上|会前|现场|通过|随队|撰|摄|报道|"
    r"看中|看[望到了]|颁发|颁布|通电话|通话|会晤|会面|互致|祝贺|感谢|转达|转交|递交|请|派|送|获|均|都|曾|正|仍|再次|再度|多次|一再|高度|热烈|衷心|积极|认真|坚持|坚定|带领|率领|领导|指挥|开展|推动|支持|回忆|写|讲授|讲述|讲|谈|告诉|告知|告诫|被|让|使|去世|逝世|病逝|家|一家|带|见|没有|没|不|未|刚才|刚刚|现任|原任|时任|兼|接|打|走|站|坐|拿|亲自|致|成为|声明|警告|驳斥|透露|评论|谴责|呼吁|承诺|同意|决定|批准|任命|免|办公|笑|动情|坦言|感慨|补充|解释|建议|希望|相信|当晚|当日|早些|星期|周[一二三四五六日]|日|本人|自己|所|之|委托|一致|战略|报告|身为|访[华问]|来华|滥用|挪用|贪污|收受|侵吞|骗取|违[反规纪法]|严重|失职|涉嫌|所作|作的|作了|总是|深[有感知表受]|视频|下[乡连基沉]|开[讲始幕创]|获[悉胜得]|落选|抵达|到访|达成|完成|率团|团队|[率带]队|接任|履新|就职|宣誓|辞职|下台|卸任)"
)
#: Behind a foreign post whatever fills an item of a list is a name: 芬兰驻华大使|苏海岚、.
LIST_ITEM = re.compile(r"[\u4e00-\u9fff]{2,4}(?=[、])")
#: What no given name has, and words that a surname opens by chance.
NOT_A_NAME = re.compile(
    r"[了着过的是不等说称谈讲在号]$|[了的是不]|^(?:包[乡村保片联抓干]|向着|应[^\u4e00-\u9fff])|^.{1,2}[省市县区局委府院厅党处部]$|问题$|会议$|^由[各其该本][\u4e00-\u9fff]$"
)
#: Surnames that are function words or parts of common words more often than names.
DOUBTFUL = frozenset(
    "党国全市时任由应和向于从对原新总双左单安明位但公关成方支常干平年强会计通管相商家师来都完充包令连令利利权施查解就费位元能况可多高阳阴花水连金谈易路满门车班田楼段席石党纪练区封项展居边农厉房文武古母官宣宗容富占东白"
)
#: Tags that no name has.
FUNCTION_POS = frozenset({"VERB", "ADV", "ADP", "AUX", "CCONJ", "SCONJ", "PRON", "DET", "NUM"})
#: Surnames that behind a title are nearly always function words: only the model's word makes them names there.
CONJUNCTIONS = frozenset("和于由应同向任时并令则包")
#: Common words that a surname ends: 祝|贺默茨 is no name.
_TORN = (
    "祝贺 庆贺 恭贺 道贺 爱戴 拥戴 佩戴 感谢 致谢 答谢 担任 主任 现任 出任 接任 对方 双方 各方 警方 官方 军方 "
    "校方 院方 平安 公安 治安 保安 大连 接连 姓名 完成 赞成 支柱 教师 老师 律师 察官 "
    "法官 军官 长官 教官 警官 民党 产党 社党 义党"
)
TORN = frozenset(_TORN.split())
#: What may stand between a mark or function word and a name.
OPENERS = (
    *"和与同由向对给请以是为等及的即跟让被使随经当应",
    *(
        "按照",
        "根据",
        "依照",
        "遵照",
        "落实",
        "贯彻",
        "学习",
        "聆听",
        "牢记",
        "围绕",
        "拥护",
        "响应",
        "受到",
        "会见",
        "接见",
        "拜会",
    ),
)
