"""``shuangyong submit``: the copy of a ledger that leaves the unit."""

from pathlib import Path

import click

from .options import INPUT, OUTPUT, extension_option, refuse_overwriting, require_xlsx


@click.command("submit", options_metavar="[选项]")
@click.argument("ledger", type=INPUT, metavar="LEDGER.xlsx")
@click.option("-o", "output", required=True, type=OUTPUT, metavar="PACKAGE", help="上报件写到哪里（.xlsx）。")
@extension_option
def command(ledger: Path, output: Path, extension: Path | None) -> int:
    """生成上报件：检查无误，清空个人和涉军敏感内容。

    姓名、身份证号、电话、住址等只留在本单位台账，不随上报件走；上报件里记着原件的校验值。

    \b
    例：shuangyong submit 台账.xlsx -o 上报.xlsx
    """
    from shuangyong.model.atomic import write_atomically
    from shuangyong.workbook.saving import saved_at
    from shuangyong.workbook.submitting import submitted_copy

    from .extending import extended_catalog
    from .output import note
    from .sound import sound_ledger

    refuse_overwriting(output, ledger, extension)
    require_xlsx(output)
    catalog = extended_catalog(extension, ledger)
    checked = sound_ledger(ledger, catalog)
    write_atomically(output, submitted_copy(catalog, checked, checked.sha256, saved_at(ledger)))
    note(f"已生成上报件 {output}，请报送{checked.unit.addressee or '双拥办'}。")
    return 0
