"""The rules that plugins offer, the core's among them."""

from collections import Counter
from collections.abc import Iterator, Sequence

import attrs

from ..catalog import Catalog
from ..model.kinds import CORE, Kind
from ..model.ledgers import Ledger, Row
from ..model.privacy import mask
from ..model.problems import Problem
from ..offers import LedgerCheck, RowCheck
from .cells import at, place, shown, unreadable


def broken(
    ledger: Ledger, catalog: Catalog, kinds: Sequence[Kind], skipped: Counter[tuple[str, str]]
) -> Iterator[Problem]:
    """Yield whatever breaks a rule of any plugin; a rule that is itself wrong costs only itself, and is named."""
    sector = catalog.sector(ledger.unit.sector).id
    for plugin in catalog.plugins:
        for check in plugin.offers.checks:
            if isinstance(check, RowCheck):
                yield from _over_rows(plugin.name, check, ledger, catalog.kinds[check.kind], skipped)
            elif check.sector in (None, sector):
                yield from _over_ledger(plugin.name, check, ledger, kinds)


def _faulty(plugin: str, check: RowCheck | LedgerCheck, ledger: Ledger, cause: Exception, where: str = "") -> Problem:
    """Return the problem of a rule that failed: an error where the ledger's soundness hangs on its plugin."""
    at_row = f"（{where}）" if where else ""
    return Problem(
        severity="error" if plugin in (CORE, *(row.kind.namespace for row in ledger.rows)) else "warning",
        code="broken-rule",
        message=f"插件 {plugin} 的规则 {check.code} 自身出错{at_row}，没有核对：{type(cause).__name__}: {cause}",
        fix=f"台账没有错；请升级或重装插件 {plugin}，或把这句话发给它的作者。",
    )


def _over_rows(
    plugin: str, check: RowCheck, ledger: Ledger, kind: Kind, skipped: Counter[tuple[str, str]]
) -> Iterator[Problem]:
    for row in ledger.of(kind, descendants=True):
        try:
            problem = _judge(check, row, skipped)
        except Exception as cause:
            yield _faulty(plugin, check, ledger, cause, place(row, check.at))
            return
        if problem is not None:
            yield problem


def _over_ledger(plugin: str, check: LedgerCheck, ledger: Ledger, kinds: Sequence[Kind]) -> Iterator[Problem]:
    try:
        problems = [*check.found(ledger, kinds)]
    except Exception as cause:
        yield _faulty(plugin, check, ledger, cause)
        return
    for problem in problems:
        if isinstance(problem, Problem):
            yield _masked(problem)
        else:
            yield _faulty(plugin, check, ledger, TypeError(f"{type(problem).__name__} is no Problem"))


def _judge(check: RowCheck, row: Row, skipped: Counter[tuple[str, str]]) -> Problem | None:
    if not _judgeable(check, row):
        skipped[check.code, row.kind.label] += 1
        return None
    if check.holds(row.record):
        return None
    return Problem(
        severity=check.severity,
        code=check.code,
        message=check.message.format_map(_values(row)),
        fix=check.fix,
        **at(row, check.at),
    )


def _judgeable(check: RowCheck, row: Row) -> bool:
    for field in check.needs:
        if row.value(field) is None:
            return False
    return not unreadable(row, check.at)


def _masked(problem: Problem) -> Problem:
    """Return a problem without personal data: a rule over the whole ledger writes its own words."""
    return attrs.evolve(problem, message=mask(problem.message), value=problem.value and mask(problem.value))


def _values(row: Row) -> dict[str, object]:
    """Return what a message may name: numbers as they are, texts as they may be shown."""
    texts = {field.id for field in row.kind.fields if field.type == "text"}
    return {field.id: shown(row, field.id) if field.id in texts else row.value(field.id) for field in row.kind.fields}
