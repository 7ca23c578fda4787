"""Where things stand in a ledger workbook; the writer and the reader both follow it."""

import functools

from ..model.fields import Field
from ..model.kinds import Kind, make_kind
from ..model.units import INFO as INFO
from ..model.units import Unit

#: The version of what a ledger looks like apart from the kinds: the first sheet and the hidden ones.
TEMPLATE_VERSION = "1.0"

#: The rows of a kind's sheet.
TITLE_ROW, ABOUT_ROW, HINT_ROW, HEADER_ROW, FIRST_ROW = 1, 2, 3, 4, 5

#: Before what a kind's sheet is about: the way back to the first sheet, and the mark of a sheet of ours.
BACK = "← 返回单位信息"

#: The heads of the declaration table.
DECLARED = ("台账", "填报情况", "口径")

#: Hidden: the choices of every drop-down, a column each, its head the list's name.
DICTIONARY = "_字典"

#: Hidden: the versions of template, core and plugin, names in column A, values in B.
TEMPLATE = "_模板"

#: The names in the sheet ``_模板``.
VERSION_KEYS = ("模板版本", "核心版本", "插件", "插件版本")

#: The name, in the sheet ``_模板``, of the office's extension that the ledger was made with.
EXTENSION = "本地扩展"

#: Likewise, in a copy that was handed in, of the hash of the unit's own file, and of when that was last saved.
ORIGINAL, SAVED = "原件SHA-256", "原件保存时间"

#: The folder beside a ledger that holds what 佐证材料 names; no ledger is ever looked for in it.
EVIDENCE_FOLDER = "佐证材料"


@functools.cache
def unit_kind() -> Kind:
    """Return the kind that the unit data of the first sheet are made of."""
    return make_kind(Unit, "core", None)


def unit_fields() -> tuple[Field, ...]:
    """Return the fields of the first sheet, in order."""
    return unit_kind().columns
