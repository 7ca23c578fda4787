"""The command line: one module a command, imported when it is run; plugins add theirs by entry points.

Exit codes: 0 fine, 1 problems in what was given, 2 wrong usage, 3 our own bug, 130 interrupted.
"""

import gc
import os
import sys
import traceback
from pathlib import Path

from shuangyong import __version__

_BUG = "程序内部出错，这不是您的操作问题。请把上面的内容发给维护人员。"


def main(args: list[str] | None = None) -> None:
    """Run the program and exit."""
    # A command makes many objects, hardly any in a circle, and then ends: looking for circles takes a tenth of it.
    gc.set_threshold(300_000, 20, 20)
    _speak_chinese()
    import click

    from .commands import shuangyong
    from .output import show_problems
    from .refusing import refusal

    _tolerate_any_console()
    try:
        code = shuangyong.main(args=args, prog_name="shuangyong", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("已中断。", err=True)
        code = 130
    except click.ClickException as wrong:
        click.echo(refusal(wrong), err=True)
        code = wrong.exit_code
    except Exception as cause:
        from shuangyong.model.problems import ProblemsFound

        if isinstance(cause, ProblemsFound):
            show_problems(cause.problems, cause.file)
            code = 1
        else:
            traceback.print_exc()
            click.echo(_BUG, err=True)
            code = 3
    sys.exit(code if isinstance(code, int) else 0)


def _speak_chinese() -> None:
    """Give click's own words in Chinese; it asks gettext for them when it is imported."""
    import gettext

    os.environ["LANGUAGE"] = "zh_CN"
    gettext.bindtextdomain("shuangyong", str(Path(__file__).with_name("locale")))
    gettext.textdomain("shuangyong")


def _tolerate_any_console() -> None:
    """Print 「?」 for what a GBK console cannot show, rather than die of it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


__all__ = ["__version__", "main"]
