"""``shuangyong explain``: which cells a figure in a document comes from."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import INPUT, format_option

if TYPE_CHECKING:
    from shuangyong.report.explaining import Explained


@click.command("explain", options_metavar="[选项]")
@click.argument("out", type=INPUT, metavar="OUT")
@click.argument("figure", required=False, metavar="[FIGURE]")
@format_option
def command(out: Path, figure: str | None, output_format: str) -> int:
    """说明文件里的数字出自台账的哪些单元格。

    FIGURE 是数字的中文名（如 征兵体检·体检人数）、英文名（hospital.recruit_exam.examined）或序号；
    不写就列出全部。写出之后被人改过的数字会指出来。

    \b
    例：shuangyong explain 总结.docx
        shuangyong explain 总结.docx 征兵体检·体检人数
    """
    from shuangyong.report.explaining import explain

    from .output import show_json

    explained = explain(out)
    if figure is not None:
        explained = _asked(explained, figure)
    if output_format == "json":
        show_json({"file": out.name, "figures": [one.to_json() for one in explained]})
    else:
        for one in explained:
            for line in one.lines():
                click.echo(line)
    return 1 if any(one.edited for one in explained) else 0


def _asked(explained: "list[Explained]", figure: str) -> "list[Explained]":
    """Return the figures of a name, a label or an ordinal; where there is none, say which there are."""
    from difflib import get_close_matches

    from shuangyong.model.problems import ProblemsFound, UnknownNameError, error

    names = {one.figure.ordinal: (one.figure.name, one.figure.label, str(one.figure.ordinal)) for one in explained}
    if found := [one for one in explained if figure in names[one.figure.ordinal]]:
        return found
    if figure.isdecimal():
        problem = error(
            "unknown-name", f"没有第 {figure} 个数字，这份文件里有 {len(explained)} 个。", "不写序号就列出全部。"
        )
        raise ProblemsFound([problem])
    known = sorted({name for entry in names.values() for name in entry[:2]})
    raise UnknownNameError("数字", figure, get_close_matches(figure, known, n=5, cutoff=0.3) or known)
