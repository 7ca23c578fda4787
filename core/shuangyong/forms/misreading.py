"""Why Jinja cannot read a template, told in Chinese."""

import re

from jinja2 import TemplateSyntaxError

#: Signs that a Chinese keyboard makes, and those of expressions.
_SIGNS = dict(zip("（），。．：＝｜＋－×÷、【】＞＜！", "(),..:=|+-*/,[]><!", strict=True))
_UNEXPECTED = re.compile("unexpected char '(.)'")
_UNPAIRED = re.compile("looking for the following|unknown tag '(?:end|el)|[Uu]nexpected end of template|unexpected '}'")
_WORDS = (
    ("Encountered unknown tag", "不认识的标签，能用的是 for、if、set、filter"),
    ("unexpected char", "有不能用的符号，引号、括号要用英文的"),
    ("expected name", "英文的点后面要写名称"),
    ("got 'end of", "没有写全，或者里面什么也没有写"),
    ("unexpected 'end of", "没有写全"),
    ("expected token", "标点或引号不对"),
)


def misread(cause: TemplateSyntaxError) -> str:
    """Return why Jinja cannot read a template, in Chinese."""
    message = cause.message or ""
    if (sign := _UNEXPECTED.search(message)) and (meant := _SIGNS.get(sign[1])):
        return f"写法有误：“{sign[1]}”是中文的符号，要写成英文的“{meant}”"
    if _UNPAIRED.search(message):
        return "写法有误：没有写完，花括号或 endfor、endif 没有配对"
    if re.search("[\u4e00-\u9fff]", message):
        return f"写法有误：{message}"
    return f"写法有误：{next((chinese for english, chinese in _WORDS if english in message), '标点或次序不对')}"
