"""The group of commands: the core's by name, plugins' from the metadata of what is installed."""

import importlib
import keyword
import os
import sys
from typing import TYPE_CHECKING, Any

import click

from shuangyong import __version__

if TYPE_CHECKING:  # for --version, which asks no metadata
    from importlib.metadata import EntryPoint

#: The core's commands, in the order of a unit's year, then of an office's; each is ``command`` in its own module.
OWN = (
    "new",
    "read",
    "proofread",
    "check",
    "evidence",
    "report",
    "figures",
    "submit",
    "explain",
    "assess",
    "calendar",
    "plugins",
    "roster",
    "collect",
    "status",
    "return",
    "unlock",
    "overlaps",
    "rollup",
    "forward",
    "rebuild",
    "audit",
    "serve",
    "account",
    "verify",
    "backup",
    "scaffold",
    "demo",
)

#: The entry-point group of plugins' commands.
GROUP = "shuangyong.commands"


class Commands(click.Group):
    """A group that imports a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Return the core's commands, then the plugins'."""
        return [*OWN, *sorted({*_contributed()} - {*OWN})]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command, or None where there is none of this name."""
        if cmd_name in OWN:
            command = importlib.import_module(f".{_module(cmd_name)}", __package__).command
            assert isinstance(command, click.Command)
            return command
        contributed = _contributed()
        return _loaded(cmd_name, contributed[cmd_name]) if cmd_name in contributed else None

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; one whose reader has enough, as ``head`` has, ends well: click would end it with 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as broken:
            if _is_read(sys.stdout.fileno()):
                raise RuntimeError("a pipe between our own processes broke") from broken
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands; a plugin's own are named with their distribution and not imported."""
        own = [(name, self._summary(ctx, name)) for name in OWN]
        others = [
            (name, f"（由 {_givers(entries)} 提供{'，与自带的命令同名，没有用上' if name in OWN else ''}）")
            for name, entries in sorted(_contributed().items())
        ]
        with formatter.section("命令"):
            formatter.write_dl([*own, *others])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command of a name, or name the nearest and all."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            known = self.list_commands(ctx)
            import difflib

            near = difflib.get_close_matches(name, known, n=1)
            hint = f"是不是 {near[0]}？" if near else ""
            ctx.fail(f"没有「{name}」这个命令。{hint}可用的命令：{'、'.join(known)}。")
        return super().resolve_command(ctx, args)

    def _summary(self, ctx: click.Context, name: str) -> str:
        command = self.get_command(ctx, name)
        return command.get_short_help_str(limit=60) if command else ""


def _is_read(descriptor: int) -> bool:
    """Tell whether somebody still reads what is written to a pipe; where the system does not tell, nobody."""
    import select

    if not hasattr(select, "poll"):
        return False
    asked = select.poll()
    asked.register(descriptor, select.POLLOUT)
    return not any(event & select.POLLERR for _, event in asked.poll(0))


def _module(name: str) -> str:
    """Return the module of a command: of its name, with an underscore where Python keeps the word to itself."""
    return f"{name}_" if keyword.iskeyword(name) else name


def _contributed() -> "dict[str, list[EntryPoint]]":
    """Return the plugins' commands by name; one that takes a name of the core's is listed and never run."""
    from importlib.metadata import entry_points

    found: dict[str, list[EntryPoint]] = {}
    for entry in entry_points(group=GROUP):
        found.setdefault(entry.name, []).append(entry)
    return found


def _givers(entries: "list[EntryPoint]") -> str:
    return "、".join(sorted({entry.dist.name if entry.dist else entry.value for entry in entries}))


def _loaded(name: str, entries: "list[EntryPoint]") -> click.Command:
    """Return a plugin's command; where it is broken, one that says so when it is run, and harms no other."""
    entry = entries[0]
    if len(entries) > 1:
        return _broken(name, entries, "几个安装包用了同一个命令名，请卸载其余的。")
    try:
        command = entry.load()
    except (Exception, SystemExit) as cause:
        return _broken(name, entries, f"导入 {entry.value} 失败：{type(cause).__name__}: {cause}。请重装或升级。")
    if not isinstance(command, click.Command):
        return _broken(name, entries, f"{entry.value} 应是 click 的命令，却是 {type(command).__name__}。请升级。")
    return command


def _broken(name: str, entries: "list[EntryPoint]", cause: str) -> click.Command:
    words = f"命令 {name}（由 {_givers(entries)} 提供）装坏了：{cause}"

    def fail() -> None:
        raise click.ClickException(words)

    settings = {"ignore_unknown_options": True, "allow_extra_args": True}
    return click.Command(name, callback=fail, help=words, context_settings=settings)


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]…",
    epilog="每个命令都可以加 --help 看用法和例子。",
)
@click.version_option(__version__, "-V", "--version", message="shuangyong %(version)s")
def shuangyong() -> None:
    """双拥台账、公文与汇总。

    一年的双拥工作记在一本 Excel 台账里：new 生成台账，check 检查，report 出总结、计划和统计表，submit 生成上报件。
    """
