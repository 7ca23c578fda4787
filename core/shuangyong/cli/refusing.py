"""What click says of wrong usage, with the marks of Chinese: click quotes and ends sentences as English does."""

import io
import re

import click

_QUOTED = re.compile(r"'([^'\n]+)'")


def refusal(wrong: click.ClickException) -> str:
    """Return what is shown of wrong usage: 缺少选项「-o」。 instead of 缺少选项 '-o'."""
    shown = io.StringIO()
    wrong.show(file=shown)
    *usage, said = shown.getvalue().rstrip("\n").split("\n")
    said = re.sub(r" ?(「[^」]*」) ?", r"\1", _QUOTED.sub(r"「\1」", said))
    if isinstance(wrong, click.MissingParameter):
        said = said.removesuffix(".")
        said += "" if said.endswith("。") else "。"
    return "\n".join((*usage, said.replace("」,「", "」、「")))
