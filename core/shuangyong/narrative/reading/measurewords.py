"""Which measure words a number may have to be a figure of a measure: 个 of a unit visited is 支, 家 or 所 as well."""

from ...model.fields import Field

#: By a measure's unit, the measure words that count the same; the unit itself is one of them.
SAME = {
    "人": "人 人次 口",
    "名": "人 人次",
    "人次": "人 人次",
    "户": "户 家 户次",
    "个": "个 家 支 所 处 间 座 队 条",
    "家": "家 个 户",
    "所": "所 个 家",
    "支": "支 个",
    "次": "次 场 回 批 批次 场次 趟 轮 期 届",
    "场": "场 次 场次 期 堂 节 回",
    "件": "件 个 项 桩 起 件次 例",
    "份": "份 个 册 本 套 人 件",
    "块": "块 面 个 枚",
    "间": "间 个 张",
    "册": "册 本 套",
    "对": "对 户",
    "处": "处 套 间 户 个",
    "课时": "课时 节 学时 堂",
    "天": "天 日",
    "项": "项 个 件 次 人次",
    "条": "条 个",
    "元": "元",
    "%": "%",
}
_SAME = {unit: frozenset(words.split()) | {unit} for unit, words in SAME.items()}

#: What a measure without a unit (数量) is never counted in: people, money, times, distances and dates.
_NEVER_ITEMS = frozenset(
    [
        "人",
        "人次",
        "户",
        "家",
        "元",
        "%",
        "次",
        "批",
        "批次",
        "场",
        "岁",
        "天",
        "日",
        "月",
        "年",
        "小时",
        "分钟",
        "公里",
        "米",
        "平方米",
        "亩",
        "级",
        "倍",
        "周年",
        "对",
        "所",
        "课时",
    ]
)

#: What says how often a deed was done, and so how many rows it is.
TIMES = frozenset(("次", "场", "批", "批次", "场次", "回"))

#: What papers and rules are counted in, each of them a row.
PAPERS = frozenset(("份", "项", "个", "条", "件"))


def fits(measure: Field, word: str, more: frozenset[str]) -> bool:
    """Tell whether a number with this measure word may be a figure of a measure.

    Args:
        measure: The measure.
        word: The measure word, canonical (名 and 位 are 人); empty where none stands.
        more: The measure words that its pattern names besides.
    """
    if word in more:
        return True
    if measure.measure == "ratio":
        return word == "%"
    if measure.unit is None:
        return bool(word) and word not in _NEVER_ITEMS
    return word in _SAME.get(measure.unit, {measure.unit})


def strangeness(measure: Field, word: str) -> float:
    """Return what a number loses whose measure word fits a measure but is not its unit."""
    if measure.unit is None:
        return 0.15
    return 0.0 if word == measure.unit or (measure.unit, word) == ("名", "人") else 0.15
