"""Options and argument types that several commands share."""

from collections.abc import Callable
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


def year_option(text: str) -> Callable[[F], F]:
    """Return the option ``--year``."""
    return click.option("--year", type=click.IntRange(_FIRST_YEAR, _LAST_YEAR), metavar="Y", help=text)


def extension_option(function: F) -> F:
    """Add the option ``--extension``: an office's own columns and choices."""
    option = click.option(
        "--extension",
        type=INPUT,
        metavar="FILE",
        help=f"双拥办自己加的列和选项（.toml）；不写就用台账旁边的“{BESIDE}”和台账自带的。",
    )
    return option(function)


def format_option(function: F) -> F:
    """Add the option ``--format``: text for people, json for programs."""
    option = click.option(
        "--format",
        "output_format",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="text 给人看，json 给程序用。",
    )
    return option(function)
