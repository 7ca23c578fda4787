"""A ledger that may be reported: checked, and refused with every problem where it has errors."""

from pathlib import Path

from shuangyong.catalog import Catalog
from shuangyong.model.ledgers import Ledger
from shuangyong.model.problems import ProblemsFound


def sound_ledger(path: Path, catalog: Catalog, *, verified: bool = False) -> Ledger:
    """Return the ledger of a file.

    Args:
        path: The file.
        catalog: What is installed.
        verified: Whether rows that await a clerk (待核) are refused.

    Raises:
        ProblemsFound: It has errors; warnings are not in the way. Or rows await a clerk and may not.
    """
    from shuangyong.checks.unverified import unverified
    from shuangyong.examination import examine

    from .output import note, tally

    examination = examine(path, catalog)
    if examination.ledger is None or not examination.ok:
        raise ProblemsFound(examination.problems, file=examination.file)
    if verified and (waiting := unverified(examination.ledger)):
        raise ProblemsFound(waiting, file=examination.file)
    if examination.problems:
        note(f"{examination.file}：{tally(examination.problems)}，请用 shuangyong check 看一看再用。")
    if examination.unverified:
        note(f"{examination.file}：有 {examination.unverified} 行标着“待核”，数字还没有人核对，也算在内了。")
    return examination.ledger
