"""Whether the expressions of a form can be filled: each that cannot is named with its place and the nearest name."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs
from jinja2 import TemplateSyntaxError, nodes

from ..model.kinds import Kind
from ..model.problems import Problem, ProblemsFound, error, warning
from ..report.names import NameCheck, nearest
from .misreading import misread
from .mistakes import FIX
from .naming import NAMES
from .sandbox import FormEnvironment
from .tags import mapped, mended, singles, tags
from .trying import Trial

#: What is wrong with the lines of a template, by their numbers from 1: the tag, where it is known, and the fault.
Faults = dict[int, list[tuple[str, str]]]

_WIDE = "花括号、百分号写成全角的了，要用英文的"
#: The name that a fault speaks of: 没有名为 yaer 的变量, visit 没有 coun, row 的 phone 是敏感信息.
_SPOKEN_OF = re.compile(r"(?:没有名为|没有|的) ([^\s，。？]+)")


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


def expressions(
    pieces: Iterable[Piece], kinds: Mapping[str, Kind], environment: FormEnvironment, trial: Trial | None = None
) -> list[Expression]:
    """Return every expression of a form, each with what is wrong with it, on trial also with what filling refuses."""
    return [one for piece in pieces for one in _of_piece(piece, kinds, environment, trial)]


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
            FIX,
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
    if faulty(wrong):
        raise ProblemsFound(wrong, file=file)
    return wrong


def faulty(found: Iterable[Problem]) -> bool:
    """Tell whether one of these is an error."""
    return any(problem.severity == "error" for problem in found)


def _of_piece(
    piece: Piece, kinds: Mapping[str, Kind], environment: FormEnvironment, trial: Trial | None
) -> Iterator[Expression]:
    lines = piece.source.split("\n")
    read = [mapped(line, mended) for line in lines]
    faults = _faults(read, kinds, environment)
    wrong = [_by_tag(line, faults.get(number, ())) for number, line in enumerate(lines, 1)]
    for number, index, fault in trial.faults(read, wrong) if trial else ():
        wrong[number][index] = [fault]
    for line, (sheet, place), here in zip(lines, piece.places, wrong, strict=True):
        for index, tag in enumerate(tags(line)):
            yield Expression(tag, sheet, place, _sentence(here.get(index, ())))
        for written, first in singles(line):
            if first in kinds or first in NAMES:
                yield Expression(written, sheet, place, f"花括号要写两层：{{{written}}}。")


def _by_tag(line: str, faults: Iterable[tuple[str, str]]) -> dict[int, list[str]]:
    """Return what is wrong with the tags of a line, by their places in it from 0."""
    here = tags(line)
    wrong = {index: [_WIDE] for index, tag in enumerate(here) if mended(tag) != tag}
    for tag, fault in dict.fromkeys(faults):
        wrong.setdefault(_culprit(tag, fault, here), []).append(fault.rstrip("。"))
    return wrong


def _faults(lines: Sequence[str], kinds: Mapping[str, Kind], environment: FormEnvironment) -> Faults:
    """Return what is wrong with the lines of a template.

    Where it cannot be read as a whole, the expressions that cannot be read by themselves are told and left out.
    """
    faults: Faults = {}
    try:
        tree = environment.parse("\n".join(lines))
    except TemplateSyntaxError as cause:
        unread = {tag: fault for line in lines for tag in tags(line) if (fault := _unread(tag, environment))}
        if not unread:
            return {min(max(cause.lineno, 1), len(lines)): [("", misread(cause))]}
        rest = _faults([mapped(line, lambda tag: "" if tag in unread else tag) for line in lines], kinds, environment)
        told = (
            (line, [(tag, unread[tag]) for tag in tags(text) if tag in unread]) for line, text in enumerate(lines, 1)
        )
        return rest | {line: [*rest.get(line, ()), *wrong] for line, wrong in told if wrong}
    for number, fault in [*NameCheck(kinds, NAMES).found(tree), *_unknown(tree, environment)]:
        faults.setdefault(number, []).append(("", fault))
    return faults


def _unread(tag: str, environment: FormEnvironment) -> str:
    """Return why an expression cannot be read by itself; an empty text where it can, and for a statement."""
    if tag.startswith("{{"):
        try:
            environment.parse(tag)
        except TemplateSyntaxError as cause:
            return misread(cause)
    return ""


def _sentence(faults: Sequence[str]) -> str:
    text = "；".join(faults)
    return text if not text or text.endswith("？") else f"{text}。"


def _culprit(tag: str, fault: str, here: Sequence[str]) -> int:
    """Return which of a line's tags a fault is of: its own, else the first that holds the name it speaks of."""
    names = [rf"(?<!\w){re.escape(name)}(?!\w)" for name in _SPOKEN_OF.findall(fault)]
    found = (
        index
        for index, one in enumerate(here)
        if (mended(one) == tag if tag else any(re.search(name, one) for name in names))
    )
    return next(found, 0)


def _unknown(tree: nodes.Template, environment: FormEnvironment) -> Iterator[tuple[int, str]]:
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        known = environment.filters if isinstance(node, nodes.Filter) else environment.tests
        if node.name not in known:
            shown = [name for name in known if not name.startswith("_")]
            yield node.lineno, f"没有名为 {node.name} 的过滤器或判断{nearest(node.name, shown)}"
