"""一 as an article: 一项系统工程, 一名名老兵, 形成一条心 count nothing; 送去一台电脑 does."""

import re

from .measure_words import TIMES, UNITS

#: Where 一 is an article: a thing, not a count of things.
_ARTICLE_BEFORE = re.compile(
    r"(?:是|作为|做为|成为|列为|视为|定为|当作|当成|看作|当好|身为|这|那|[每另某同哪唯统如新像好的逐万进手聚]|任何|另外|[年月日度季]有|没有|无|不)$"
)
#: By measure word, what stands behind it where 一 is one; an empty text for any.
_ARTICLE_FOR = {
    "批": "(?!次)",
    "个": "(?!月|人|小时|多月)(?=整|中心|方面|重|良|样|劲|时期|阶段|台阶|平台|集体|过程|共同|新|强|大|坚|优|又|全|高|好"
    "|完|安|具体|特|普通|问题|原因|特点|窗口期|口|目标|主题|家|缩影|战|核心|基本|有力|侧面|突出|亮点|层面|个)",
    "项": "(?=重|长|系|政|光|神|艰|基|十分|任务|工作|战略|事业|民心|德政|项)",
    "次": "(?=次|机会|的)",
    "场": "(?=[^，。]{0,6}(?:仗|战|疫情|雨|雪|火|灾|病|意外|车祸)|场)",
    "条": "(?=龙|心|街(?!道)|路|线|重|条|[^，。]{0,6}(?:路|线|纽带|渠道|通道|经验))",
    "家": "(?=人|亲|之|的|家|$)",
    "件": "(?=件|大事|小事|事|要事)",
    "份": "(?=力|责|爱|心|关|温|真|情|光|贡|子|厚|特|浓|牵|深|荣|成|努|绵|份)",
    "人": "(?=一|多|参军|当兵|立功|入伍|光荣|之)",
    "名": "(?=名)",
    "位": "(?=位)",
    "户": "(?=户|多)",
    "处": "(?=处)",
    "期": "(?=工程|项目|建设)",
    "对": "(?=一)",
    "面": "(?!锦旗)",
    "部": "(?=正)",
    "本": "(?=正)",
    "块": "(?!光荣|牌|匾|石|屏|地)",
    **dict.fromkeys(("头", "起", "度", "版", "班", "轮", "遍", "种", "句", "则", "通", "口", "席", "束"), ""),
}
_ARTICLE = re.compile("一(?:" + "|".join(word + behind for word, behind in _ARTICLE_FOR.items()) + ")")


def is_article(text: str, start: int, word: str, before: str) -> bool:
    """Tell whether 一 with its measure word says what a thing is, not how many there are.

    Args:
        text: The folded text.
        start: Where 一 stands.
        word: The measure word behind it, empty where none stands.
        before: What stands before it.
    """
    if UNITS.get(word, ("",))[0] in TIMES:
        return True
    return bool(_ARTICLE_BEFORE.search(before) or _ARTICLE.match(text, start))
