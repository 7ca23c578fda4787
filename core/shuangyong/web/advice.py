"""What to do about a problem, on a page: what the command line advises, in the words of the pages."""

import re
from collections.abc import Mapping

from ..model.problems import Problem

#: Of problems whose advice names a command: what a person does on a page.
_ON_PAGES: Mapping[str, str] = {
    "ambiguous-unit": "请写单位代码。",
    "bad-amount": "请改小数量；全部相同请选“相同”，不同请选“不同”。",
    "contradiction": "请先改正其中一个裁定，再裁定另一个。",
    "damaged": "请管理员用备份恢复。",
    "locked": "确需补报的，请双拥办在“期限”里准许补报，再报。",
    "no-such-overlap": "请从“重复”的列表里选。",
    "no-unit-code": "请填上单位代码再报；或请双拥办先导入名册。",
    "not-a-ledger": "请下载空白台账，把内容填进去；或者看看是不是选错了文件。",
    "off-roster": "该计入的，请双拥办把它补进“名册”；不归本级管的，可以不理。",
    "returned-by-office": "改好后再报。",
    "stale-overlap": "请从“重复”的列表里选。",
    "unknown-unit": "请到“单位”里查找它的代码。",
    "which-year": "请在“年度”里写明是哪一年的，再导入。",
}

#: A command, or an option of one.
_COMMAND = re.compile(r"shuangyong [a-z]|(?<![-A-Za-z])--[a-z]")

_SENTENCE = re.compile(r"[^。；]*[。；]?")


def advice(problem: Problem) -> str:
    """Return what to do about a problem, without any command; empty where there is nothing else to advise."""
    if not names_command(problem.fix):
        return problem.fix
    if problem.code in _ON_PAGES:
        return _ON_PAGES[problem.code]
    left = "".join(one for one in _SENTENCE.findall(problem.fix) if not names_command(one))
    return f"{left[:-1]}。" if left else ""


def names_command(text: str) -> bool:
    """Tell whether a text tells somebody to type a command."""
    return _COMMAND.search(text) is not None
