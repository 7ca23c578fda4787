"""What commands print: answers on stdout, problems for people, JSON in UTF-8 whatever the console."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:  # the model is loaded by what finds problems, not by every start
    from shuangyong.model.problems import Problem, ProblemsFound

#: The code of ``checks.declarations`` for a sheet without a declaration; its message begins with 「the label」.
_UNDECLARED = "undeclared"
#: Where a command's context notes that its JSON is out.
_ANSWERED = "shuangyong.answered"
_SEVERITIES = {"error": "错误", "warning": "提醒"}


def show_json(data: Any) -> None:
    """Print data as JSON, in UTF-8."""
    text = json.dumps(data, ensure_ascii=False, indent=2, default=str)
    write_bytes(text.encode() + b"\n")
    if context := click.get_current_context(silent=True):
        context.meta[_ANSWERED] = True


def show_refusal(refused: "ProblemsFound") -> bool:
    """Print as JSON why nothing is answered; False where the answer is out already, which has to stay one document."""
    import attrs

    if click.get_current_context().meta.get(_ANSWERED):
        return False
    problems = [attrs.asdict(problem) for problem in refused.problems]
    show_json({"file": refused.file or None, "ok": False, "problems": problems})
    return True


def write_bytes(content: bytes) -> None:
    """Write bytes to stdout as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def note(text: str) -> None:
    """Tell a person something that is not the answer."""
    click.echo(text, err=True)


def problem_lines(problems: "Iterable[Problem]") -> Iterable[str]:
    """Yield a line or two a problem, errors first: where, the value, what is wrong; how to mend it."""
    for problem in _together(sorted(problems, key=lambda problem: problem.severity != "error")):
        value = f"「{problem.value}」" if problem.value and problem.value not in problem.message else ""
        place = f"{problem.place}{value}：" if problem.place else ""
        yield f"  {_SEVERITIES[problem.severity]}  {place}{problem.message}"
        if problem.fix:
            yield f"        改法：{problem.fix}"


def _together(problems: "Sequence[Problem]") -> "Iterator[Problem]":
    """Yield the problems, the sheets without a declaration as one: a new ledger has dozens of them."""
    import attrs

    first: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        first.setdefault((problem.code, problem.fix), []).append(problem)
    for problem in problems:
        alike = first[problem.code, problem.fix]
        if problem.code != _UNDECLARED or len(alike) == 1:
            yield problem
        elif problem is alike[0]:
            names = "、".join(other.message[1:].split("」")[0] for other in alike)
            message = f"下面 {len(alike)} 项没有填报情况，表里也没有数据，分不清是没有还是漏填：{names}。"
            yield attrs.evolve(problem, message=message, cell=None)


def tally(problems: "Sequence[Problem]") -> str:
    """Return how many errors and warnings there are, in words."""
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    counts = [f"{errors} 处错误"] * bool(errors) + [f"{warnings} 处提醒"] * bool(warnings)
    return "，".join(counts) or "没有问题"


def show_problems(problems: "Sequence[Problem]", file: str = "", *, err: bool = True) -> None:
    """Print what is wrong with a file, the count first."""
    if file:
        click.echo(f"{file}：{tally(problems)}", err=err)
    for line in problem_lines(problems):
        click.echo(line, err=err)
