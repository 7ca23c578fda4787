"""``shuangyong explain``: which cells a figure in a document comes from."""

from pathlib import Path

import click

from .options import INPUT, format_option


@click.command("explain", options_metavar="[选项]")
@click.argument("out", type=INPUT, metavar="OUT")
@click.argument("figure", required=False, metavar="[FIGURE]")
@format_option
def command(out: Path, figure: str | None, output_format: str) -> int:
    """说明文件里的数字出自台账的哪些单元格。

    FIGURE 是数字的名称（如 hospital.recruit_exam.examined）或序号；不写就列出全部。写出之后被人改过的数字会指出来。

    \b
    例：shuangyong explain 总结.docx
        shuangyong explain 总结.docx hospital.recruit_exam.examined
    """
    from shuangyong.model.problems import UnknownNameError
    from shuangyong.report.explaining import explain

    from .output import show_json

    explained = explain(out)
    if figure is not None:
        known = {one.figure.name for one in explained}
        explained = [one for one in explained if figure in (one.figure.name, str(one.figure.ordinal))]
        if not explained:
            raise UnknownNameError("数字", figure, known)
    if output_format == "json":
        show_json({"file": out.name, "figures": [one.to_json() for one in explained]})
    else:
        for one in explained:
            for line in one.lines():
                click.echo(line)
    return 1 if any(one.edited for one in explained) else 0
