"""Options and argument types that several commands share."""

import datetime
import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

#: A file that must exist.
INPUT = click.Path(exists=True, dir_okay=False, path_type=Path)

#: A file to write.
OUTPUT = click.Path(dir_okay=False, path_type=Path)

#: The extension that lies beside a ledger and is used without being named.
BESIDE = "本地扩展.toml"

_FIRST_YEAR, _LAST_YEAR = 2000, 2100


def refuse_overwriting(output: Path, *inputs: Path | None) -> None:
    """Refuse to write over a file that the command reads.

    Raises:
        UsageError: The output is one of the inputs, by whatever name.
    """
    for given in inputs:
        if given is not None and output.exists() and given.exists() and output.samefile(given):
            raise click.UsageError(f"不能写到 {output}：它是这个命令要读的文件，写了就没有了。请换个文件名。")


def numbered(names: Sequence[str]) -> list[str]:
    """Return names under which files of several folders are written to one: the second of a name gets -2."""
    given: list[str] = []
    for name in names:
        unlike = (f"{name}-{n}" if n > 1 else name for n in range(1, len(names) + 1))
        given.append(next(one for one in unlike if one not in given))
    return given


def refuse_replacing_ledger(output: Path) -> None:
    """Refuse to write a document over a ledger: documents are made anew at any time, what people fill in is not.

    Raises:
        UsageError: The output is a ledger.
    """
    from zipfile import BadZipFile, ZipFile

    from shuangyong.workbook.layout import TEMPLATE

    if output.suffix.lower() != ".xlsx" or not output.is_file():
        return
    try:
        with ZipFile(output) as archive:
            is_ledger = TEMPLATE.encode() in archive.read("xl/workbook.xml")
    except (BadZipFile, KeyError, OSError):
        return
    if is_ledger:
        raise click.UsageError(f"不能写到 {output}：它是一本台账，写了就没有了。请换个文件名。")


def require_xlsx(path: Path) -> None:
    """Refuse to write a workbook under a name that Excel would not open.

    Raises:
        UsageError: The name does not end in .xlsx.
    """
    if path.suffix.lower() != ".xlsx":
        raise click.UsageError(f"台账是 Excel 工作簿，请把 {path.name} 改名为 {path.stem}.xlsx。")


def year_option(text: str) -> Callable[[F], F]:
    """Return the option ``--year``."""
    return click.option("--year", type=click.IntRange(_FIRST_YEAR, _LAST_YEAR), metavar="Y", help=text)


def today_option(function: F) -> F:
    """Add the option ``--today``: the day that it is asked for, the present one by default."""
    option = click.option(
        "--today",
        metavar="YYYY-MM-DD",
        callback=_day,
        help="按哪一天来看，如 2026-06-30；不写就是今天。",
    )
    return option(function)


def _day(_context: click.Context, _option: click.Parameter, text: str | None) -> datetime.date:
    if text is None:
        return datetime.date.today()  # noqa: DTZ011  the clerk's own day
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"「{text}」不是日期，请写成 2026-06-30 这样。") from None


def extension_option(function: F) -> F:
    """Add the option ``--extension``: an office's own columns and choices."""
    option = click.option(
        "--extension",
        type=INPUT,
        metavar="FILE",
        help=f"双拥办自己加的列和选项（.toml）；不写就用台账旁边的“{BESIDE}”和台账自带的。",
    )
    return option(function)


def format_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option ``--format``: text for people, json for programs, who are told in JSON too what is refused."""

    @functools.wraps(function)
    def answering(*args: Any, output_format: str, **kwargs: Any) -> Any:
        from shuangyong.model.problems import ProblemsFound

        from .output import show_refusal

        try:
            return function(*args, output_format=output_format, **kwargs)
        except ProblemsFound as refused:
            if output_format != "json" or not show_refusal(refused):
                raise
            return 1

    option = click.option(
        "--format",
        "output_format",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="text 给人看，json 给程序用。",
    )
    return option(answering)
