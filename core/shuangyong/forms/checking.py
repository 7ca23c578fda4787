"""Whether the expressions of a form can be filled: each that cannot is named with its place and the nearest name."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs
from jinja2 import TemplateError, TemplateSyntaxError, nodes

from ..model.kinds import Kind
from ..model.problems import Problem, ProblemsFound, error, warning
from ..report.names import NameCheck, nearest
from .naming import NAMES
from .sandbox import FormEnvironment
from .tags import tags


@attrs.frozen
class Piece:
    """A stretch of a form that is read as one template, line by line.

    Attributes:
        source: What is written, as Jinja reads it.
        places: For each line, the sheet (None in Word) and the cell, or the words around it.
    """

    source: str
    places: tuple[tuple[str | None, str], ...]


@attrs.frozen
class Expression:
    """An expression of a form, where it stands, and what is wrong with it; an empty text where nothing is."""

    text: str
    sheet: str | None
    place: str
    fault: str = ""


def expressions(pieces: Iterable[Piece], kinds: Mapping[str, Kind], environment: FormEnvironment) -> list[Expression]:
    """Return every expression of a form, each with what is wrong with it."""
    return [one for piece in pieces for one in _of_piece(piece, kinds, environment)]


def problems(found: Iterable[Expression], file: str) -> list[Problem]:
    """Return what is wrong with a form; one without any expression is a warning."""
    there = [*found]
    if not there:
        message = f"表样 {file} 里没有一处要填的内容。"
        fix = "要填数字的地方写成 {{ 征兵体检.体检人数 }} 这样；能写哪些，用 shuangyong figures 看。"
        return [warning("form-without-expressions", message, fix)]
    return [
        error(
            "form-fault",
            one.fault,
            _FIX,
            sheet=one.sheet,
            cell=one.place,
            value=one.text,
        )
        for one in there
        if one.fault
    ]


def refuse(found: Iterable[Expression], file: str) -> list[Problem]:
    """Return the warnings about a form.

    Raises:
        ProblemsFound: An expression cannot be filled; all of them are named.
    """
    wrong = problems(found, file)
    if any(problem.severity == "error" for problem in wrong):
        raise ProblemsFound(wrong, file=file)
    return wrong


def failed(cause: Exception, **where: str | None) -> Problem:
    """Return the problem of an expression that could be read and not be filled."""
    said = cause.message if isinstance(cause, TemplateError) and cause.message else str(cause)
    words = said if re.search("[\u4e00-\u9fff]", said) else f"写法有误（{said}）"
    return error("form-fault", f"这里填不了：{words.rstrip('。')}。", _FIX, **where)


def _of_piece(piece: Piece, kinds: Mapping[str, Kind], environment: FormEnvironment) -> Iterator[Expression]:
    texts = [_first_tag(line) for line in piece.source.split("\n")]
    try:
        tree = environment.parse(piece.source)
    except TemplateSyntaxError as cause:
        line = min(max(cause.lineno, 1), len(texts))
        sheet, place = piece.places[line - 1]
        yield Expression(texts[line - 1], sheet, place, f"写法有误：{_in_chinese(cause.message or '')}。")
        return
    faults: dict[int, list[str]] = {}
    for line, fault in [*NameCheck(kinds, NAMES).found(tree), *_unknown(tree, environment)]:
        faults.setdefault(line, []).append(fault)
    for number, (text, (sheet, place)) in enumerate(zip(piece.source.split("\n"), piece.places, strict=True), 1):
        here = tags(text)
        wrong: dict[int, list[str]] = {}
        for fault in dict.fromkeys(faults.get(number, ())):
            wrong.setdefault(_culprit(fault, here), []).append(fault.rstrip("。"))
        for index, tag in enumerate(here):
            yield Expression(tag, sheet, place, _sentence(wrong.get(index, ())))


def _sentence(faults: Sequence[str]) -> str:
    text = "；".join(faults)
    return text if not text or text.endswith("？") else f"{text}。"


def _culprit(fault: str, here: Sequence[str]) -> int:
    """Return which of a line's tags a fault is of: the first that holds the name it speaks of."""
    names = _SPOKEN_OF.findall(fault)
    return next((index for index, tag in enumerate(here) if any(name in tag for name in names)), 0)


def _unknown(tree: nodes.Template, environment: FormEnvironment) -> Iterator[tuple[int, str]]:
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        known = environment.filters if isinstance(node, nodes.Filter) else environment.tests
        if node.name not in known:
            shown = [name for name in known if not name.startswith("_")]
            yield node.lineno, f"没有名为 {node.name} 的过滤器或判断{nearest(node.name, shown)}"


def _first_tag(line: str) -> str:
    return next(iter(tags(line)), line)


#: The name that a fault speaks of: 没有名为 yaer 的变量, visit 没有 coun, row 的 phone 是敏感信息.
_SPOKEN_OF = re.compile(r"(?:没有名为|没有|的) ([^\s，。？]+)")

#: What an expression may raise while it is filled; what else is raised is a fault of ours.
MISTAKES = (TemplateError, TypeError, ValueError, AttributeError, LookupError, ArithmeticError, RecursionError)
_FIX = "能写哪些、怎样写，用 shuangyong figures 看。"

_WORDS = (
    ("unexpected '}'", "花括号没有配对"),
    ("unexpected end of template", "没有写完，花括号或 endfor、endif 没有配对"),
    ("Unexpected end of template", "没有写完，花括号或 endfor、endif 没有配对"),
    ("Encountered unknown tag", "不认识的标签，能用的是 for、if、set、filter"),
    ("expected token", "标点或引号不对"),
    ("unexpected char", "有不能用的符号，引号、括号要用英文的"),
)


def _in_chinese(message: str) -> str:
    """Return Jinja's words in Chinese, as far as they are known, else as they are."""
    for english, chinese in _WORDS:
        if english in message:
            return chinese
    return message
