"""The figures of a document as JSON, so that a finished file can tell which cells each comes from."""

import json
from decimal import Decimal
from pathlib import PureWindowsPath

import attrs

from ..model.problems import ProblemsFound, error
from .document import Document, Figure

_FORMAT = 1
#: The hidden sheet of a workbook that holds the record, in pieces that a cell (of 32 767 characters) holds.
RECORD = "_溯源"
PIECE = 30_000


@attrs.frozen
class _Provenance:
    """What is stored: the figures, and the ledgers (name, sha256) that they were computed from."""

    format: int
    ledgers: tuple[tuple[str, str], ...]
    figures: tuple[Figure, ...]


def figures_to_json(document: Document) -> str:
    """Return every figure and ledger of a document as one line of JSON; files go by name, never by path."""
    record = _Provenance(
        _FORMAT,
        ledgers=tuple((_file_name(name), sha256) for name, sha256 in document.ledgers),
        figures=tuple(_without_paths(figure) for figure in document.figures()),
    )
    # Only reading needs a converter, which takes as long to import as a record to write.
    told = attrs.asdict(
        record, value_serializer=lambda _, __, value: str(value) if isinstance(value, Decimal) else value
    )
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _told(_record: object, _field: object, value: object) -> object:
    return str(value) if isinstance(value, Decimal) else value


def figures_from_json(text: str) -> tuple[Figure, ...]:
    """Return the figures that ``figures_to_json`` stored; raises ProblemsFound where the record is damaged."""
    return _read(text).figures


def damaged() -> ProblemsFound:
    """Return the problem of a file whose record of figures cannot be read."""
    return ProblemsFound(
        [error("damaged-provenance", "文件里的数字出处记录已损坏，读不出来。", "请从台账重新生成这份文件。")]
    )


def missing() -> ProblemsFound:
    """Return the problem of a file that has no record of its figures."""
    return ProblemsFound(
        [
            error(
                "no-provenance",
                "文件里没有数字出处记录：它不是本程序生成的，或者记录已被清除（例如用过“检查文档”“删除个人信息”）。",
                "请对本程序生成的原文件使用，或者从台账重新生成。",
            )
        ]
    )


def _read(text: str) -> _Provenance:
    import cattrs

    converter = cattrs.Converter(forbid_extra_keys=True)
    converter.register_structure_hook(Decimal, lambda value, _: Decimal(value))
    try:
        record = converter.structure(json.loads(text), _Provenance)
    except (ValueError, TypeError, ArithmeticError, AttributeError, cattrs.BaseValidationError) as cause:
        raise damaged() from cause
    if record.format != _FORMAT:
        raise damaged()
    return record


def _without_paths(figure: Figure) -> Figure:
    sources = tuple(attrs.evolve(source, file=_file_name(source.file)) for source in figure.sources)
    return attrs.evolve(figure, sources=sources)


def _file_name(path: str) -> str:
    # A Windows path splits at both kinds of slash, so no system's folders pass.
    return PureWindowsPath(path).name
