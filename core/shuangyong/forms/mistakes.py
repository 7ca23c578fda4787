"""What an expression may raise while it is filled, told in Chinese."""

import re

from jinja2 import TemplateError
from jinja2.exceptions import SecurityError

from ..model.problems import Problem, error

#: What an expression may raise while it is filled; what else is raised is a fault of ours.
MISTAKES = (TemplateError, TypeError, ValueError, AttributeError, LookupError, ArithmeticError, RecursionError)
#: Jinja's word for what is not there: 'x object' has no attribute 'y'.
_ABSENT = re.compile(r"has no (?:attribute|element) '?([^']+?)'?$")
FIX = "能写哪些、怎样写，用 shuangyong figures 看。"


def failed(cause: Exception, **where: str | None) -> Problem:
    """Return the problem of a form that could be read and not be filled."""
    return error("form-fault", f"这里填不了：{why(cause)}。", FIX, **where)


def why(cause: Exception) -> str:
    """Return why an expression could not be filled, without a full stop."""
    said = cause.message if isinstance(cause, TemplateError) and cause.message else str(cause)
    if absent := _ABSENT.search(said):
        return f"这里没有 {absent[1]} 这一项"
    if re.search("[\u4e00-\u9fff]", said):
        return said.rstrip("。")
    return "表样里不能这样取内容" if isinstance(cause, SecurityError) else f"写法有误（{said}）"
