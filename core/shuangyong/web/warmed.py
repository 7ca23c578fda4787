"""What workers have before they are asked anything: imported by the process that they are forked from."""

import contextlib
import importlib

from ..catalog import Catalog, installed_for_figures
from ..narrative.extraction import extract_bytes
from ..office.intake.collecting import READERS
from ..proofing import proof_of
from ..transcription import lines_of, transcribed
from ..workbook.making import blank_ledger
from ..workbook.writing import ledger_bytes
from .bodies import Upload
from .receiving import look

#: A text of nobody: to read it once loads and builds what reading any needs.
_TEXT = "2025年双拥工作总结\n8月1日，走访慰问驻军部队，送去慰问金2万元，惠及官兵30人。\n"


def warm(catalog: Catalog) -> None:
    """Read and proofread a text and look at a ledger, for what that leaves behind in this process."""
    with contextlib.suppress(Exception):  # a plugin's fault is told by the upload that meets it
        _warm(catalog)


def _warm(catalog: Catalog) -> None:
    extracted = extract_bytes(_TEXT.encode(), "总结.txt")
    tuple(proof_of(extracted, catalog).noted())
    tuple(lines_of(transcribed(extracted, catalog), catalog))
    for sector in catalog.sectors[:1]:
        data = ledger_bytes(catalog, blank_ledger(sector, 2025, "某单位"))
        look((Upload("台账.xlsx", data), ""), catalog)


for reader in READERS:
    importlib.import_module(reader)
importlib.import_module(".desk.texts", __package__)
warm(installed_for_figures())
