"""``shuangyong submit``: the copy of a ledger that leaves the unit."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .evidence import evidence_option
from .options import INPUT, OUTPUT, extension_option, refuse_overwriting, require_xlsx

if TYPE_CHECKING:
    from shuangyong.catalog import Catalog
    from shuangyong.model.ledgers import Ledger


@click.command("submit", options_metavar="[选项]")
@click.argument("ledger", type=INPUT, metavar="LEDGER.xlsx")
@click.option(
    "-o",
    "output",
    required=True,
    type=OUTPUT,
    metavar="PACKAGE",
    help="上报件写到哪里：.xlsx 只有台账，.zip 连同佐证材料和台账目录。",
)
@evidence_option
@extension_option
def command(ledger: Path, output: Path, folder: Path | None, extension: Path | None) -> int:
    """生成上报件：检查无误，清空个人和涉军敏感内容。

    姓名、身份证号、电话、住址等只留在本单位台账，不随上报件走；上报件里记着原件的校验值。
    写成 .zip 时带上佐证材料的副本：编号，去掉拍摄地点、时间、作者等附加信息；去不掉的不带，并说明。

    \b
    例：shuangyong submit 台账.xlsx -o 上报.xlsx
        shuangyong submit 台账.xlsx -o 上报.zip
    """
    from shuangyong.model.atomic import write_atomically
    from shuangyong.submission import ledger_alone

    from .extending import extended_catalog
    from .output import note
    from .sound import sound_ledger

    refuse_overwriting(output, ledger, extension)
    zipped = output.suffix.lower() == ".zip"
    if not zipped:
        require_xlsx(output)
        if folder is not None:
            raise click.UsageError(f"要带上佐证材料，请把上报件写成 .zip，例如 -o {output.stem}.zip。")
    catalog = extended_catalog(extension, ledger)
    checked = sound_ledger(ledger, catalog, verified=True)
    if zipped:
        write_atomically(output, _package(ledger, output, folder, catalog, checked))
    else:
        write_atomically(output, ledger_alone(ledger, checked, catalog))
        if any(row.value("evidence") for row in checked.rows):
            note(f"上报件里只有台账；要带上佐证材料，请写成 .zip，例如 -o {output.stem}.zip。")
    note(f"已生成上报件 {output}，请报送{checked.unit.addressee or '双拥办'}。")
    return 0


def _package(ledger: Path, output: Path, folder: Path | None, catalog: "Catalog", checked: "Ledger") -> bytes:
    """Return the zip file of a ledger with its evidence, and tell what is to be known of that.

    Raises:
        ProblemsFound: Evidence that rows refer to is missing, unsafe or damaged.
    """
    from shuangyong.evidence.index import CAUTION
    from shuangyong.submission import ledger_with_evidence

    from .output import note, show_problems

    made = ledger_with_evidence(ledger, checked, catalog, output.stem, folder)
    if made.problems:
        show_problems(made.problems, checked.file)
    note(f"带上了 {made.count} 份佐证材料。{CAUTION}")
    return made.data
