"""What the audit's acts are called on a page; those of plugins stay as they are."""

from collections.abc import Mapping
from typing import Any

from ..office.intake.judging import VERDICTS

_ACTS: Mapping[str, str] = {
    "account/add": "增加账号",
    "account/disable": "停用账号",
    "account/enable": "恢复账号",
    "account/passwd": "改密码",
    "backup": "备份",
    "deadline": "定期限",
    "decide": "裁定重复",
    "forward": "报上级",
    "rebuild": "重新计算",
    "job/cancel": "取消任务",
    "job/done": "任务做完",
    "job/failed": "任务没有做成",
    "job/start": "开始任务",
    "return": "退回",
    "review": "审核通过",
    "rollup": "出汇总",
    "roster": "导入名册",
    "sign-in": "登录",
    "sign-in/refused": "登录失败",
    "sign-out": "退出",
    "sign-out/everywhere": "全部退出",
    "standard/add": "存考评标准",
    "standard/choose": "选考评标准",
    "unlock": "准许补报",
    **{f"collect/{verdict}": f"收台账：{label}" for verdict, label in VERDICTS.items()},
}

_LONGEST = 200


def act(action: str) -> str:
    """Return what an act is called; its own name where nobody gave it another."""
    return _ACTS.get(action, action)


def told(detail: Any) -> str:
    """Return an act's detail as a line, cut where it is long; the workbook has all of it."""
    if not isinstance(detail, dict):
        return str(detail)[:_LONGEST]
    parts = (f"{name}：{value}" for name, value in detail.items() if value not in (None, "", [], {}))
    text = "；".join(parts)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"
