"""The gate that everything passes on its way out of the office; what is private stays, and then nothing leaves.

Searched are texts that people wrote: names, titles, reasons. Codes, hashes, dates and amounts have a form of their own
and are passed by; a code that is none, and so may be anything, is searched.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping

from ...catalog import Catalog
from ...model.privacy import find_private
from ...model.problems import ProblemsFound, error
from ...model.units import uscc_is_valid
from .figures import Coverage, Rollup

#: Forms that cannot name a person or troops: hashes, regions, dates and times, cells, decimal amounts.
_SAFE = re.compile(
    r"(?=[0-9]*[a-f])(?:[0-9a-f]{16}|[0-9a-f]{32}|[0-9a-f]{64})"
    r"|[1-8][0-9](?:[0-9]{2}(?:[0-9]{2}(?:[0-9]{3}(?:[0-9]{3})?)?)?)?"
    r"|[0-9]{4}-[0-9]{2}(?:-[0-9]{2}(?:T[0-9:.+-]+)?)?|[A-Z]{1,3}[0-9]{1,7}|-?[0-9]{1,10}(?:\.[0-9]{1,2})?"
)


def gate(texts: Iterable[tuple[str, str]], output: str = "") -> None:
    """Let texts leave, or refuse all of them.

    Args:
        texts: Each with the place where it stands, in words that a person finds it by.
        output: What is about to be written.

    Raises:
        ProblemsFound: A text holds an ID, phone or bank-card number or a true designation; the problems name the
            output, the places and what was found, never the value.
    """
    problems = [
        error(
            "private",
            f"{f'「{output}」' if output else ''}{place}里有{what}，不能送出本办公室，什么也没有写出。",
            "请找到原处（台账、名册或处理重复时写的理由）删去它，再运行一次。",
        )
        for place, what in dict.fromkeys(_found(texts))
    ]
    if problems:
        raise ProblemsFound(problems, file=output)


def gate_rollup(rollup: Rollup, catalog: Catalog, output: str = "") -> None:
    """Let a roll-up leave, or refuse it.

    Raises:
        ProblemsFound: A text in it is private.
    """
    assert_public(rollup, catalog)
    gate(texts_of(rollup), output)


def assert_public(rollup: Rollup, catalog: Catalog) -> None:
    """Assert that no sensitive field is among the figures or what they are grouped by.

    Raises:
        AssertionError: There is one, which is our own fault.
    """
    for measure in {figure.measure for figure in rollup.figures}:
        kind_name, _, field_id = measure.rpartition(".")
        assert not catalog.kind(kind_name).field(field_id).sensitive, f"{measure} is sensitive"
    chosen = {dim.partition(":")[2] for dim in rollup.dims if dim.startswith("choice:")}
    for kind in catalog.kinds.values():
        for field in kind.fields:
            assert not (field.sensitive and field.id in chosen), f"{kind}.{field.id} is sensitive"


def texts_of(rollup: Rollup) -> Iterator[tuple[str, str]]:
    """Yield the texts of a roll-up that came from people, each with its place."""
    yield "标题", rollup.title
    for code, name in rollup.units.items():
        yield from _unit("单位名称", code, name)
    for coverage in (rollup.coverage, rollup.last_coverage):
        if coverage is not None:
            yield from _coverage(coverage)
    for one in rollup.adjustments:
        place = f"重复核减 {one.id} 的"
        yield f"{place}内容", one.label
        yield f"{place}理由", one.because
        yield f"{place}处理人", one.actor
    for number, overlap in enumerate(rollup.undecided, start=1):
        yield from texts_in(overlap, f"第 {number} 条未处理的重复")
    for number, text in enumerate(rollup.open_problems, start=1):
        yield f"第 {number} 条遗留问题", text
    groups = itertools.chain((one.by for one in rollup.figures), (one.by for one in rollup.plans))
    for value in dict.fromkeys(value for by in groups for value in by.values() if value):
        if not _safe(value):
            yield "分组", value


def texts_in(data: object, place: str) -> Iterator[tuple[str, str]]:
    """Yield the texts within what is about to become JSON, those of a safe form left out."""
    if isinstance(data, str):
        if not _safe(data):
            yield place, data
    elif isinstance(data, Mapping):
        for key, value in data.items():
            named = key.isascii() and key.isidentifier()
            if not named:
                yield from texts_in(key, place)
            yield from texts_in(value, f"{place}的 {key}" if named else place)
    elif isinstance(data, Iterable):
        for value in data:
            yield from texts_in(value, place)


def _found(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for place, text in texts:
        for span in find_private(text):
            yield place, span.what


def _coverage(coverage: Coverage) -> Iterator[tuple[str, str]]:
    for place, units in (("未报单位", coverage.missing), ("名册外单位", coverage.unexpected)):
        for code, name in units:
            yield from _unit(place, code, name)


def _unit(place: str, code: str, name: str) -> Iterator[tuple[str, str]]:
    yield place, name
    if not _safe(code):
        yield f"{place}旁的代码", code


def _safe(text: str) -> bool:
    return bool(_SAFE.fullmatch(text)) or uscc_is_valid(text)
