"""Arguments and options of the commands that work on an office's store."""

import contextlib
import itertools
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from shuangyong.model.periods import Period

F = TypeVar("F", bound=Callable[..., Any])


class _Day(click.DateTime):
    """A day as ``2027-01-10``; what is none is refused in Chinese."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # as click's own
        """Return the midnight that begins the day."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"「{value}」不是日期，请写成 2027-01-10 这样。", param, ctx)


DAY = _Day(["%Y-%m-%d"])

#: What units send; a folder with such files is no place for a store.
_SENT = (".xlsx", ".xls", ".et", ".xlsm", ".zip")

#: So many names are looked at for one of them: it is no use to walk through a whole disk.
_LOOKED_AT = 20_000

#: How many lines of a list are shown where nobody asks for all.
SHOWN = 20


def store_argument(function: F) -> F:
    """Add the argument STORE: a folder that is there, as ``folder``."""
    path = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.argument("folder", type=path, metavar="STORE")(function)


def begin_store(folder: Path) -> None:
    """Say that a store is made where there is none; make none among ledgers.

    Raises:
        UsageError: The folder holds ledgers or archives: two arguments are mixed up, or it is the wrong folder.
    """
    from shuangyong.office.store.opening import DATABASE

    from .output import note

    if (folder / DATABASE).exists():
        return
    if sent := _sent_in(folder):
        raise click.UsageError(
            f"{folder} 里放着表格或压缩包，不能当数据库（STORE）：{sent}。多半是参数写反了，或文件夹写错了。"
            "数据库请另用一个文件夹。"
        )
    note(f"新建数据库：{folder}")


def refuse_stores(paths: Iterable[Path]) -> None:
    """Make sure that none of the places where ledgers are looked for is a store.

    Raises:
        UsageError: One is: two arguments are mixed up, or it is the wrong folder.
    """
    from shuangyong.office.store.opening import DATABASE

    for path in paths:
        if os.path.isfile(path / DATABASE):  # noqa: PTH113  a folder that may not be read is told of later
            raise click.UsageError(
                f"{path} 是数据库（里面有 {DATABASE}），不是要收的台账：多半是参数写反了。"
                f"先写库（STORE），再写台账（PATH），如 shuangyong collect {path} 收到的台账；"
                "台账和数据库放在一处的，请把台账移到另一个文件夹再收。"
            )


def _sent_in(folder: Path) -> str:
    """Return a file in a folder, or below it, that may be a ledger; what lies near the top is looked at first."""
    waiting, left = [str(folder)], _LOOKED_AT
    for place in waiting:  # grows as folders are found
        found: list[os.DirEntry[str]] = []
        # What is not there, or cannot be read, is told when it is opened.
        with contextlib.suppress(OSError), os.scandir(place) as names:
            found += itertools.islice(names, left)
        for one in sorted(found, key=lambda one: one.name):
            if one.name.lower().endswith(_SENT):
                return one.path
            if one.is_dir(follow_symlinks=False) and not one.name.startswith("."):
                waiting.append(one.path)
        left -= len(found)
        if not left:
            break
    return ""


def by_option(function: F) -> F:
    """Add the option ``--by`` as ``actor``: who answers for the act; empty where nobody is named."""
    option = click.option("--by", "actor", metavar="NAME", default="", help="谁做的，记入日志；不写就是本机用户。")
    return option(function)


def because_option(text: str) -> Callable[[F], F]:
    """Return the option ``--because``: a reason, which is never blank."""
    return click.option("--because", required=True, metavar="TEXT", callback=_said, help=text)


def period_option(text: str) -> Callable[[F], F]:
    """Return the option ``--period``: a year, or a half, quarter or month of one, as a ``Period``."""
    return click.option("--period", metavar="P", callback=_period, help=text)


def all_option(function: F) -> F:
    """Add the option ``--all`` as ``whole``: lists in full."""
    return click.option("--all", "whole", is_flag=True, help=f"名单全部列出，不止前 {SHOWN} 个。")(function)


def show_list(title: str, lines: list[str], *, whole: bool) -> None:
    """Print a list under its title with the count; the first lines where not all were asked for; nothing if empty."""
    if not lines:
        return
    click.echo(f"{title}（{len(lines)}）")
    for line in lines if whole else lines[:SHOWN]:
        click.echo(f"  {line}")
    if len(lines) > SHOWN and not whole:
        click.echo(f"  ……还有 {len(lines) - SHOWN} 个，加 --all 全部列出。")


def _period(_context: click.Context, _option: click.Parameter, text: str | None) -> "Period | None":
    from shuangyong.model.periods import Period

    if text is None:
        return None
    try:
        return Period.parse(text)
    except ValueError:
        raise click.BadParameter(f"「{text}」不是期间，请写成 2026、2026-H1、2026-Q3 或 2026-08。") from None


def _said(_context: click.Context, _option: click.Parameter, text: str) -> str:
    if not text.strip():
        raise click.BadParameter("理由不能是空的。")
    return text.strip()
