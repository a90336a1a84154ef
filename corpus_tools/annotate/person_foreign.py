"""Foreign names in Chinese characters -> where they begin and end, by their points and characters."""

from __future__ import annotations

import re

#: Characters that transliterations are made of; a run of them behind a foreign post is a name.
_SOUND_CHARS = (
    "阿埃艾安奥巴拜邦包鲍贝本比彼别宾波伯勃博卜布查达戴丹道德邓迪蒂丁顿多厄恩尔法菲费芬丰佛弗福夫盖冈高戈哥格根古瓜哈海汉豪赫亨胡华霍基吉加贾杰金京卡凯坎康考科克肯库夸拉莱赖兰朗劳勒雷里利莉连廉列林留龙卢鲁路伦罗洛吕马玛迈麦曼芒梅门蒙孟米密明莫默姆穆拿纳娜奈南内尼涅宁纽努诺欧帕派潘庞佩彭皮匹平泼普齐奇恰钱强乔切琴庆丘琼热日荣茹儒瑞若撒萨塞赛桑瑟森沙山尚绍舍申什圣施史舒朔斯丝松苏索塔泰坦汤唐陶特藤提图土托脱瓦万旺威韦维温文沃乌武希锡喜夏香肖谢辛欣休许雪亚延扬耶伊依英雍尤于约泽扎詹张哲珍芝知中朱兹宗佐"
    "济冲昂敏季素钦登盛温奎吞颂猜披蓬他信英拉川顺育占塞嘎噶达拔旦姬姗娅妮莎黛茜蕾薇芙琳黎厘理律略伟纬渥翁沁善闪什滕廷挺铁通菌默涛桂贡巩葛耿顾关圭卢贲迭杜恰尕佳焦捷津坚久考可孔寇宽匡昆阔腊朗乐勉缪墨牟耐农帕派培普恰泉让仁森丕贝宋孙腾吐魏邬悟西吾歇辛修逊雅彦尧尹因印永约云赞曾扎仲卓祖尊"
    "茨采玻慈楚蔡柴滨珊柯姜摩瑙珀梯汪悉杨宰藏章左汀惹婕侬羌郝敖笛妃聂涂缇宛薛仙贴呼爱班白毛茂范郎累立保堡拓卫买柳翰治芭娃碧谷代良楞义东昌洪"
)
_POINT = "[·•・‧]"
#: A hyphen or dash joins two names only between characters of transliterations: 约翰-卡洛南.
_DASH = rf"(?<=[{_SOUND_CHARS}])[-－](?=[{_SOUND_CHARS}])"
_JOINT = rf"(?:{_POINT}|{_DASH})"
#: 马古富力, but 普京|力挺: 力 with a verb behind it belongs to that.
_SOUND = f"(?:[{_SOUND_CHARS}]|富(?=[{_SOUND_CHARS}力])|(?<=[{_SOUND_CHARS}富])力(?![挺推求促争主邀图避陪撑压抗助]))"
_SOUNDS = re.compile(f"{_SOUND}{{2,10}}")
_SOUNDS_BEFORE = re.compile(rf"{_SOUND}{{2,10}}\Z")
#: Characters that a first part may have whose characters are not those of transliterations.
_LONGEST_WORD = 4
_JOINED = re.compile(rf"(?P<first>[\u4e00-\u9fffA-Z]{{1,8}})(?P<rest>(?:{_JOINT}[\u4e00-\u9fff]{{1,8}})+)")
_JOINED_BEFORE = re.compile(rf"(?P<first>[\u4e00-\u9fffA-Z]{{1,8}})(?P<rest>(?:{_JOINT}[\u4e00-\u9fff]{{1,8}})+)\Z")
_LAST_JOINT = re.compile(rf".*{_JOINT}")
_FIRST_PART = re.compile(rf"[{_SOUND_CHARS}]{{1,8}}\Z")
#: A ruler's number: 查尔斯|三世.
_ORDINAL = re.compile(r"[一二三四五六七八九十]{1,3}世")
_ORDINAL_BEFORE = re.compile(rf"{_ORDINAL.pattern}\Z")


def is_transliteration(text: str) -> bool:
    """Whether a text is made of the characters that foreign names are written with."""
    return bool(_SOUNDS.fullmatch(text))


def joined_name(text: str, start: int) -> tuple[int, int, int] | None:
    """Read a name with points that begins at ``start``: offsets of its last part, its last sound, its end.

    None where there is no point within eight characters.
    """
    if text[start : start + 1] in "是为":
        return None  # 执行主席是|格列·…
    m = _JOINED.match(text, start, start + 40)
    if not m or not (m.start("rest") - start <= _LONGEST_WORD or is_transliteration(m.group("first"))):
        return None  # 习近平致电|鲍勃·…: a name goes before it
    joint = _LAST_JOINT.match(text, start, m.end())
    last = joint.end() if joint else start
    sounds = _SOUNDS.match(text, last, m.end())
    return last, sounds.end() if sounds else last, m.end()


def joined_name_before(text: str, end: int) -> int:
    """Return the start of the name with points that ends at ``end``, ``end`` for none.

    The first part is the run of transliterating characters before the first point, or all that stands there; the last
    part must have such a character too: 民族复兴·英雄 is no name.
    """
    m = _JOINED_BEFORE.search(text, max(0, end - 30), end)
    if not m:
        return end
    last = _LAST_JOINT.match(m.group("rest"))
    if not any(ch in _SOUND_CHARS for ch in m.group("rest")[last.end() if last else 0 :]):
        return end
    first = _FIRST_PART.search(m.group("first"))
    return m.start() + (first.start() if first else 0)


def sounds_end(text: str, start: int) -> int:
    """Return the end of the run of two or more transliterating characters that begins at ``start``, or ``start``."""
    m = _SOUNDS.match(text, start)
    return m.end() if m else start


def sounds_start(text: str, end: int) -> int:
    """Return the start of the run of two or more transliterating characters that ends at ``end``, or ``end``."""
    m = _SOUNDS_BEFORE.search(text, max(0, end - 8), end)
    return m.start() if m else end


def ordinal_start(text: str, end: int) -> int:
    """Return the start of a ruler's number that ends at ``end``, or ``end``."""
    m = _ORDINAL_BEFORE.search(text, max(0, end - 4), end)
    return m.start() if m else end


def ordinal_end(text: str, end: int) -> int:
    """Return the end of a ruler's number behind a name that ends at ``end``: 查尔斯|三世."""
    m = _ORDINAL.match(text, end)
    return m.end() if m else end
