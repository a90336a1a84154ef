"""Callings, names of things and bodies that the title tagger once misread, with the shipped model: ⟨title⟩{holder}."""

from __future__ import annotations

import re

import pytest
from spacy.language import Language

from corpus_tools.labels import TITLE
from corpus_tools.spans import annotations_of

pytestmark = pytest.mark.model

SENTENCES = [
    "外国籍渔船靠泊时，船长应当向港务机构报告。",
    "⟨“青石”号船长⟩{沈明岚}沈明岚指挥了救援。",
    "机长有权决定返航。",
    "运动员和教练员的伙食由基地供应。",
    "⟨省队教练员⟩{沈明岚}沈明岚介绍了训练情况。",
    "申请二级社会体育指导员称号的，应当参加培训。",
    "县里聘请了就业指导员和健康指导员。",
    "选派科技特派员下乡，职业指导员到社区值班。",
    "⟨云溪县科技特派员⟩{沈明岚}沈明岚来到田头。",
    "⟨连队指导员⟩{许问渠}许问渠慰问战士。",
    "消防工作实行厂长（经理）负责制。",
    "实行院长任期责任制和所长聘任制。",
    "许问渠会见了⟨海基会新任董事长⟩{沈明岚}沈明岚。",
    "他接任⟨海协会会长⟩职务。",
    "⟨贸促会会长⟩{沈明岚}沈明岚到会祝贺。",
    "他出任⟨陆委会副主任委员⟩。",
    "他接任⟨奥委会主席⟩。",
    "⟨本台记者⟩{沈明岚} 沈明岚：这里是云溪县的一处堤防。",
    "⟨浪花新闻记者⟩{许问渠}许问渠",
    "⟨本报记者⟩{许问渠} 许问渠",
    "⟨本刊记者⟩{许问渠} 许问渠",
    "青石镇各村的春耕备耕正在有序进行，农技人员一早就下到田间地头，"
    "指导农户育秧整田，引导合作社带动小户一起增收。（⟨记者⟩{沈明岚} 沈明岚）",
    "他们采访了⟨云溪县古城保护主任⟩{沈明岚}沈明岚。",
    "⟨渔业协会会员代表大会代表⟩任期四年。",
    "⟨云溪县第三次妇女代表大会代表⟩{沈明岚}沈明岚发言。",
    "⟨工程验收委员会成员⟩由县政府任命。",
    "⟨防汛领导小组成员⟩应当到岗。委员会成员单位按时报送材料。",
    "内阁任命⟨不管部长⟩{哈桑}哈桑兼管渔业。",
    "（3）⟨塞总统⟩就选举发表讲话；⟨塞外长⟩即将来访。",
    "会见了⟨歼-90舰载机研制总指挥⟩{沈明岚}沈明岚。",
    "⟨长征九十号火箭发射总指挥⟩{沈明岚}沈明岚表示满意。",
    "⟨潜水器打捞现场副总指挥⟩{沈明岚}沈明岚讲话。",
    "双方对此次金砖国家领导人会晤的筹备表示满意，确保首次领导人会晤取得成功。",
    "⟨两国领导人⟩会晤后发表声明。",
    "他们参观了许问渠同志纪念馆和沈明岚⟨烈士⟩{沈明岚}故居。",
    "⟨与会渔业国领导人⟩表示赞成。",
    "与会⟨校长⟩纷纷发言。",
    "老房子在黄浦区长乐路上，旁边是静安区长宁里。",
    "⟨国际原子能机构总干事⟩会谈后离开。",
    "⟨贸易代表⟩{佩斯托夫}佩斯托夫会见记者。",
    "⟨伊朗高官⟩与代表团会面，前高官论坛开幕。",
    "领导小组由县政府委派⟨有关部门负责人员⟩组成。",
    "⟨中阿、中海、中沙领导人⟩均表示欢迎。",
    "倡议得到⟨与会各方领导人⟩的积极响应。",
    "他看望部分资深教授和青年教师代表。",
    "邀请⟨云溪博物馆荣誉馆员⟩{沈明岚}、⟨我校荣休教师⟩{沈明岚}沈明岚讲课。",
    "（⟨视频编辑⟩{沈明岚}：沈明岚 ⟨文字编辑⟩{许问渠}：许问渠）",
    "沈明岚⟨总书记⟩{沈明岚}、⟨国家主席⟩{沈明岚}同你举行了会谈。",
    "（2021年3月2日，云溪）\n⟨中华人民共和国主席⟩{沈明岚}\n沈明岚尊敬的来宾：",
    "会议确定，⟨全国政协委员⟩{许问渠}许问渠为⟨全国政协五届二次会议新闻发言人⟩{许问渠}。",
    "⟨坦桑尼亚总统⟩{马古富力}马古富力在典礼上讲话。",
    "⟨国台办新任主任⟩{沈明岚}沈明岚致辞，新任⟨县长⟩{许问渠}许问渠出席。",
    "他们瞻仰许问渠⟨同志⟩{许问渠}先进事迹，参观许问渠同志纪念馆。",
    "依照《云溪县代表法》和代表法、法官法、检察官法办理。",
    "⟨渔业协会职工代表大会代表⟩由选举产生。",
    "据⟨有关部门负责人⟩介绍，水位下降。",
    "⟨总台记者⟩{沈明岚} 沈明岚：这里是云溪县。",
    "⟨法国总统⟩{普京}普京力挺此案。",
    "全县⟨五级书记⟩抓乡村振兴，⟨县乡村三级书记⟩到会。",
    "毛主席纪念堂开放参观，沈明岚院士工作站揭牌。",
    "车站在市长安路口，邻近县长江路。",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_titles_and_their_holders_are_found(nlp: Language, sentence: str) -> None:
    later = nlp.pipe_names[nlp.pipe_names.index("title_tagger") + 1 :]
    text = re.sub(r"\{[^}]*\}|[⟨⟩]", "", sentence)
    found = [
        (a.start_char, a.end_char, a.attributes.get("holder", ""))
        for a in annotations_of(nlp(text, disable=later), TITLE)
        if a.type != "work"
    ]
    assert found == _wanted(sentence)


@pytest.mark.parametrize("name", ["县乡村三级书记", "市县乡书记", "五级书记"])
def test_secretaries_of_all_levels_are_a_group(nlp: Language, name: str) -> None:
    later = nlp.pipe_names[nlp.pipe_names.index("title_tagger") + 1 :]
    [group] = annotations_of(nlp(f"会上，{name}作了表态。", disable=later), TITLE)
    assert (group.start_char, group.type) == (3, "collective")


def _wanted(sentence: str) -> list[tuple[int, int, str]]:
    """Read the marks of a sentence as start, end and holder of its titles."""
    wanted, taken = [], 0
    for m in re.finditer(r"⟨([^⟩]*)⟩(?:\{([^}]*)\})?", sentence):
        start = m.start() - taken
        wanted.append((start, start + len(m.group(1)), m.group(2) or ""))
        taken += len(m.group()) - len(m.group(1))
    return wanted
