"""Why a whole file is refused, in words a clerk can act on, and the limits that keep reading bounded."""

from ..model.problems import ProblemsFound, error

FILE_BYTES = 32 * 2**20
"""The largest file taken."""
XLS_BYTES = 8 * 2**20
"""The largest .xls taken: xlrd needs some seconds for so much."""
PART_BYTES = 100 * 2**20
"""The largest member of a package, counted while inflating."""
TOTAL_BYTES = 150 * 2**20
"""All members together. Absolute caps, because a cap on the ratio refuses real files."""
MEMBERS = 2000
TREE_BYTES = 6 * 2**20
"""The largest part parsed into a tree: libxml2 needs up to 35 bytes of memory for a byte of markup."""
TREES_BYTES = 8 * 2**20
"""All such parts together: they take some 3 seconds."""
WINDOW_BYTES = 16 * 2**20
"""The longest stretch of a sheet without a new row."""
CELLS = 500_000
"""Cells that are not blank, in the whole workbook: at most about 5 seconds and 300 MB."""
STRINGS = 1_000_000
CHARACTERS = 40_000_000
"""All texts together."""
CELL_CHARACTERS = 32_767
"""Excel's own limit for the text of one cell."""
ROWS = 1_048_576
COLUMNS = 16_384
PROBLEMS = 100
"""So many unreadable cells are listed; then reading stops."""

SAVE_AS = "请用 WPS 或 Excel 打开它，点“另存为”，类型选“Excel 工作簿（*.xlsx）”，再交新存的文件。"
SEND_AGAIN = "请在原来的电脑上打开它，另存为 .xlsx 后重新复制或发送；打不开就用上一次的备份。"
WITHOUT_MACROS = "请用 WPS 或 Excel 打开它，另存为不含宏的工作簿（*.xlsx），再交新存的文件。"
UNLINK = "请在“数据”里点“编辑链接”，断开所有外部链接，再另存为不含宏的工作簿（*.xlsx）。"


def refused(code: str, message: str, fix: str) -> ProblemsFound:
    """Return the refusal of a whole file."""
    return ProblemsFound([error(code, message, fix)])


def damaged(detail: str) -> ProblemsFound:
    """Return the refusal of a file whose bytes are not whole; ``detail`` says what was seen."""
    return refused("damaged-file", f"文件已损坏或不完整：{detail}。", SEND_AGAIN)


def too_large(what: str) -> ProblemsFound:
    """Return the refusal of a file beyond a limit; ``what`` names the limit."""
    return refused(
        "too-large",
        f"文件太大：{what}。",
        "台账里只留要填报的表和行：删去多余的工作表、空白行的格式和图片，另存为 .xlsx 后再交。",
    )
