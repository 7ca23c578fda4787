"""How a standard is spelt: the same keys in TOML and, by their labels, in a workbook."""

from collections.abc import Mapping

#: Key in TOML -> label in a workbook.
SETTINGS: Mapping[str, str] = {
    "id": "标识",
    "title": "名称",
    "level": "适用",
    "total": "总分",
    "years": "年度",
    "passing": "合格线",
    "bonus": "加分上限",
    "cycle": "周期计分",
    "source": "来源",
    "note": "说明",
}
CATEGORY: Mapping[str, str] = {
    "id": "标识",
    "title": "考评项目",
    "points": "分值",
    "source": "来源",
    "open": "待补充",
}
ITEM: Mapping[str, str] = {
    "category": "考评项目",
    "number": "序号",
    "content": "考评内容",
    "points": "分值",
    "scoring": "评分标准",
    "evidence": "佐证要求",
    "nature": "性质",
    "whole": "全有或全无",
    "absent": "不适用可得分",
    "sector": "行业",
    "source": "来源",
    "open": "待补充",
}
POINT: Mapping[str, str] = {
    "title": "得分点",
    "points": "得分",
    "how": "计分方式",
    "kind": "台账",
    "where": "条件",
    "measure": "指标",
    "least": "数量",
    "gain": "每份得分",
    "each": "逐项",
    "proof": "需佐证",
}

#: The sheets of a workbook.
SETTINGS_SHEET, CATEGORY_SHEET, ITEM_SHEET, HELP_SHEET = "标准", "考评项目", "考评内容", "怎样填"

#: The tables of a TOML file.
SETTINGS_TABLE, CATEGORY_TABLE, ITEM_TABLE, POINT_TABLE = "standard", "category", "item", "point"
