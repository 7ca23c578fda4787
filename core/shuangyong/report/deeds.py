"""What was done, as the predicate of a sentence: 走访慰问驻地部队, 开展下半年征兵体检, 召开双拥工作会议.

A title is a noun (双拥工作会议) or already says what was done (到烈士陵园祭扫); which of the two is told by its
words, and where they do not tell, the kind's label goes before it: 开展联谊活动（军地健步走8公里）.
"""

import re

#: 春节前, “八一”前, 国庆节期间: the occasion, which stands better before the subject.
_OCCASION = re.compile(r"(“[一-龥]{1,4}”|春节|元旦|清明|端午|中秋|国庆|七一|八一|节)(节?前|节?期间)(?=[一-龥“])")
_CALLED = re.compile(r"(?:会议|座谈会|推进会|部署会|总结会|联席会|动员会|现场会|例会|全会)$")
_TALKED = re.compile(r"座谈$")
_HELD = re.compile(
    r"(?:晚会|联欢会?|运动会|招聘会|报告会|欢送会|演出|竞赛|比赛|友谊赛|[球棋]赛|赛第[一二三四五六七八九十]+场|讲座|讲课|培训|"
    r"仪式|夏令营|联谊|展览?|宣讲|报告|征文|(?<![社协])会)$"
)
_CARRIED_OUT = re.compile(
    r"(?:体检|义诊|军训|训练|演练|宣传|动员|检查|检阅|监测|测评|活动|辅导|巡诊|普查|排查|调研|慰问|帮扶|志愿服务|义务劳动)$"
)
_VERBS = (
    "走访|慰问|看望|探望|参观|观看|祭扫|到|赴|为|给|向|帮助|协助|协调|组织|开展|举办|召开|举行|放映|捐|赠送|发放|编印|印发|印制|修复|"
    "修缮|清扫|选派|部署|研究|上门|进军营|邀请|安排|落实|悬挂|办理|成立|签订|添置|配送|整理|开放|支援|抢收|参加|结对帮扶|腾退|"
    "迎接|欢送|接送|慰劳|资助|减免|接收|接待|联合|调整"
)
_BEGINS = re.compile(f"(?:集中|专程|主动|积极|定期|免费)?(?:{_VERBS})")
#: Within a title these words make a sentence of it: 局领导带队到驻地部队慰问.
_SAYS = re.compile(
    r"走访|慰问|看望|带队|[书记长]讲|研究|参加|参观|祭扫|到.+[慰祭参训]|赠书|送|为.+[送办挂体检服]|与.+联欢|迎"
)
#: Who did it for the unit: 中小学生祭扫烈士墓 is what a school had them do.
_PEOPLE = re.compile("(?:全体|部分)?(?:师生|中小学生|学生|青少年|党员|干部|职工|志愿者|医务人员|民兵|群众|居民)")
_LABEL_SAYS = re.compile("为|送|悬挂|关心|立足|帮助")


def occasion(title: str, festival: str = "") -> str:
    """Return the occasion that a title begins with, as a sentence says it: 春节前夕; or nothing.

    Args:
        title: The activity's title.
        festival: Its festival, for a title that begins with no more than 节前.
    """
    match = _OCCASION.match(title)
    if match is None:
        return ""
    if match[1] == "节":
        return f"{festival}前夕" if festival and match[2] == "前" else match.group()
    return match[1] + match[2] + "夕" * match[2].endswith("前")


def deed(title: str, label: str) -> str:
    """Return the predicate of a sentence that says what was done.

    Args:
        title: The activity's title, or an empty text.
        label: Its kind's label.
    """
    title = title.rstrip("。；，、！ ")
    bare = title[match.end() :] if (match := _OCCASION.match(title)) else title
    if not bare or bare == label:
        return _of_label(label)
    if _BEGINS.match(bare):
        return bare
    if _PEOPLE.match(bare) and _SAYS.search(bare):
        return f"组织{bare}"
    for pattern, verb in ((_CALLED, "召开"), (_HELD, "举办"), (_TALKED, "举行"), (_CARRIED_OUT, "开展")):
        if pattern.search(bare) and not _subject_acts(bare):
            return verb + bare
    if _SAYS.search(bare):
        return bare
    if _ends_like(bare, label):
        return f"开展{bare}"
    return f"{_of_label(label)}（{bare}）"


def _of_label(label: str) -> str:
    return label if _LABEL_SAYS.match(label) else f"开展{label}"


def _subject_acts(title: str) -> bool:
    """Tell whether a title that ends in a noun has a subject and a verb of its own: 局领导带队到驻地部队慰问."""
    return bool(re.search(r"带队|[书记长]讲|.研究|.走访|.看望|.参加|到.+(?:慰问|训练|义务劳动)$", title))


def _ends_like(title: str, label: str) -> bool:
    """Tell whether a title ends with a good part of its kind's label: 上半年征兵 of 征兵工作."""
    half = (len(label) + 1) // 2
    return any(
        title.endswith(label[start : start + size])
        for size in range(len(label), max(half, 2) - 1, -1)
        for start in range(len(label) - size + 1)
    )
