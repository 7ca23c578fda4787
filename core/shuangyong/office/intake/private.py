"""What must not be handed in: sensitive columns that are filled, and true designations; named, and never quoted."""

import functools
from collections.abc import Iterable, Iterator

from ...catalog import Catalog
from ...extension.applying import extended
from ...extension.fitting import fitting
from ...extension.parsing import carried
from ...model.fields import Field
from ...model.kinds import Kind, Record
from ...model.ledgers import Ledger
from ...model.privacy import is_designation
from ...model.problems import Problem, error
from ...model.units import INFO
from ...workbook.book import Book
from ...workbook.layout import unit_fields
from ...workbook.reading import ledger_of
from ...workbook.versions import read_versions

_STRANGER = "unknown-column"


def private_problems(
    ledger: Ledger, problems: tuple[Problem, ...], book: Book, catalog: Catalog
) -> tuple[Problem, ...]:
    """Return an error for each sensitive column that is filled, without any of its values.

    Args:
        ledger: What was read.
        problems: What is wrong with it.
        book: What it was read from.
        catalog: What it was read with.
    """
    return tuple(_private(ledger)) or _elsewhere(book, problems, catalog)


def _elsewhere(book: Book, problems: tuple[Problem, ...], catalog: Catalog) -> tuple[Problem, ...]:
    """Return errors for filled sensitive columns that only the extension knows which the ledger itself carries."""
    told = carried(read_versions(book).extension) if any(one.code == _STRANGER for one in problems) else None
    if told is None:
        return ()
    ledger = ledger_of(book, extended(catalog, fitting(told, catalog))).ledger
    return tuple(_private(ledger)) if ledger else ()


def _private(ledger: Ledger) -> Iterator[Problem]:
    """Yield an error for each sensitive column that is filled, without any of its values."""
    for field in _filled(ledger.unit, (field for field in unit_fields() if field.guarded)):
        yield _filled_in(field, INFO, 1)
    found: dict[tuple[str, Field], int] = {}
    for row in ledger.rows:
        for field in _filled(row.record, _guarded(row.kind)):
            found[row.sheet, field] = found.get((row.sheet, field), 0) + 1
    for (sheet, field), count in found.items():
        yield _filled_in(field, sheet, count)


@functools.lru_cache(maxsize=1024)
def _guarded(kind: Kind) -> tuple[Field, ...]:
    return tuple(field for field in kind.columns if field.guarded)


def _filled(record: Record, fields: Iterable[Field]) -> Iterator[Field]:
    for field in fields:
        value = getattr(record, field.id)
        if value is not None and (field.sensitive or is_designation(str(value))):
            yield field


def _filled_in(field: Field, sheet: str, count: int) -> Problem:
    what = "写着部队真实番号" if field.designation else "填着个人或敏感内容"
    return error(
        "sensitive-filled",
        f"“{field.label}”{what}（{count} 处），这是单位自己留存的台账，不能上报，没有收下。",
        "请退给填报单位，让它用 shuangyong submit 生成上报件再报；上报件会清空这些内容。",
        sheet=sheet,
    )
