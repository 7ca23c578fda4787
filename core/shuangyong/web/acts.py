"""What the audit's acts are called on a page; those of plugins stay as they are."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..office.intake.judging import VERDICTS
from .accounts import ROLES

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
    "roster": "改名册",
    "sign-in": "登录",
    "sign-in/refused": "登录失败",
    "sign-out": "退出",
    "sign-out/everywhere": "全部退出",
    "standard/add": "存考评标准",
    "standard/choose": "选考评标准",
    "unlock": "准许补报",
    **{f"collect/{verdict}": f"收台账：{label}" for verdict, label in VERDICTS.items()},
}

#: What the parts of an act's detail are called; a plugin's stay as they are.
_PARTS: Mapping[str, str] = {
    "added": "新增",
    "amounts": "部分重复的数量",
    "audits": "日志到第几条",
    "because": "理由",
    "before": "原来",
    "cause": "哪一类",
    "changed": "数字有变的",
    "copied": "新复制",
    "counted before": "原来计入第几版",
    "deadlines before": "原来的期限",
    "dims": "分组",
    "due": "截止日期",
    "figures": "数字",
    "file": "文件",
    "files": "文件",
    "for": "给谁",
    "id": "编号",
    "lock": "锁定日期",
    "name": "姓名",
    "originals": "原件",
    "output": "文件",
    "problems": "问题",
    "public": "公开版",
    "received": "收到",
    "region": "地区",
    "label": "内容",
    "replaced": "变更",
    "request": "由日志第几条要求",
    "revision": "第几版",
    "revisions": "共几版",
    "role": "角色",
    "sector": "行业",
    "sha256": "校验值",
    "title": "标题",
    "unit": "单位",
    "units": "单位数",
    "verdict": "裁定",
    "until": "到",
    "year": "年度",
}

#: Values that are no words of people.
_VALUES: Mapping[str, str] = {"keep": "不变", "None": "不设", "True": "是", "False": "否"}

#: How a decision of an overlap is called, and roles of accounts.
_WORDS: Mapping[str, Mapping[str, str]] = {
    "verdict": {"same": "相同", "different": "不同", "partly": "部分重复"},
    "cause": {"event": "活动", "scope": "口径"},
    "role": {str(role): label for role, label in ROLES.items()},
}

#: The parts of a detail that only programs need; the workbook has them.
_LEFT_OUT = frozenset({"sha256", "id", "one", "other", "versions", "request", "problems", "bytes"})

_JOBS: Mapping[str, str] = {"collect": "收台账", "publish": "出汇总", "forward": "报上级", "score": "考评"}

_LONGEST = 200


def act(action: str) -> str:
    """Return what an act is called; its own name where nobody gave it another."""
    return _ACTS.get(action, action)


def acts() -> dict[str, str]:
    """Return the acts that a journal can be asked for, with what each is called; those of one family together."""
    return {"collect": "收台账（全部）", **_ACTS}


def subject(action: str, text: str) -> str:
    """Return what an act was about, in words where it is a job or a decision."""
    family, _, number = text.rpartition("-")
    if action.startswith("job/"):
        return f"{_JOBS[family]}（第 {number} 个任务）" if family in _JOBS else _JOBS.get(text, text)
    return {"decide": f"重复 {text}", "rebuild": "全部台账"}.get(action, text)


def told(detail: Any) -> str:
    """Return an act's detail as a line, cut where it is long; the workbook has all of it."""
    if not isinstance(detail, dict):
        return str(detail)[:_LONGEST]
    text = "；".join(_listed(detail))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"


def _listed(detail: Mapping[str, Any]) -> Iterator[str]:
    """Yield the parts of a detail in words."""
    for name, value in detail.items():
        if value not in (None, "", [], {}) and name not in _LEFT_OUT:
            words = _WORDS.get(name, {}).get(str(value))
            yield f"{_PARTS.get(name, name)}：{words or _worded(value)}"


def _worded(value: Any) -> str:
    if isinstance(value, dict):
        return "、".join(f"{_PARTS.get(name, name)} {_worded(one)}" for name, one in value.items())
    if isinstance(value, list):
        return "、".join(map(_worded, value))
    return _VALUES.get(str(value), str(value))
