"""``shuangyong check``: every problem of a ledger at once, and the sender's own file with them marked."""

from collections.abc import Sequence
from pathlib import Path

import click

from .options import INPUT, extension_option, format_option, numbered, refuse_overwriting


@click.command("check", options_metavar="[选项]")
@click.argument("ledgers", nargs=-1, required=True, type=INPUT, metavar="LEDGER.xlsx…")
@click.option(
    "--mark", type=click.Path(path_type=Path), metavar="FILE", help="另存一份标出问题的台账；检查多本时写文件夹名。"
)
@extension_option
@format_option
def command(ledgers: tuple[Path, ...], mark: Path | None, extension: Path | None, output_format: str) -> int:
    """检查台账，一次列出所有问题。

    有错误时退出码为 1；只有提醒时为 0。

    \b
    例：shuangyong check 台账.xlsx
        shuangyong check 台账.xlsx --mark 退改.xlsx
    """
    from shuangyong.examination import examine
    from shuangyong.workbook.marking import mark as write_marked

    from .extending import extended_catalog
    from .output import note, show_json, show_problems

    targets = _targets(mark, ledgers) if mark is not None else []
    for target in targets:
        refuse_overwriting(target, *ledgers, extension)
    examined = [examine(path, extended_catalog(extension, path, sections=False)) for path in ledgers]
    if output_format == "json":
        objects = [one.to_json() for one in examined]
        several = [one | {"path": str(path)} for one, path in zip(objects, ledgers, strict=True)]
        show_json(objects[0] if len(objects) == 1 else several)
    else:
        for path, examination in zip(ledgers, examined, strict=True):
            # Ledgers of several folders often bear one name.
            show_problems(examination.problems, examination.file if len(ledgers) == 1 else str(path), err=False)
            for line in examination.remarks():
                click.echo(line)
    for path, examination, target in zip(ledgers, examined, targets, strict=False):
        note(write_marked(path, examination.problems, target).message)
    return 0 if all(examination.ok for examination in examined) else 1


def _targets(mark: Path, ledgers: Sequence[Path]) -> list[Path]:
    if len(ledgers) == 1 and not mark.is_dir():
        return [mark]
    mark.mkdir(parents=True, exist_ok=True)
    return [mark / f"{name}.xlsx" for name in numbered([f"{ledger.stem}-退改" for ledger in ledgers])]
