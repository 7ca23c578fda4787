"""The rules that plugins offer, the core's among them."""

from collections import Counter
from collections.abc import Iterator, Sequence

import attrs

from ..catalog import Catalog
from ..model.kinds import Kind
from ..model.ledgers import Ledger, Row
from ..model.privacy import mask
from ..model.problems import Problem
from ..offers import LedgerCheck, RowCheck
from .cells import at, place, shown, unreadable


class RuleError(Exception):
    """A rule is itself wrong: it raised, or gave what is no problem; its plugin is at fault, not the ledger."""


def broken(ledger: Ledger, catalog: Catalog, skipped: Counter[str]) -> Iterator[Problem]:
    """Yield whatever breaks a rule of any plugin.

    Raises:
        RuleError: A rule failed; the text names plugin, rule and row.
    """
    sector = catalog.sector(ledger.unit.sector).id
    own = catalog.kinds_of(sector)
    for plugin in catalog.plugins:
        for check in plugin.offers.checks:
            if isinstance(check, RowCheck):
                yield from _over_rows(plugin.name, check, ledger, catalog.kinds[check.kind], skipped)
            elif check.sector in (None, sector):
                yield from _over_ledger(plugin.name, check, ledger, own)


def _over_rows(plugin: str, check: RowCheck, ledger: Ledger, kind: Kind, skipped: Counter[str]) -> Iterator[Problem]:
    for row in ledger.of(kind, descendants=True):
        try:
            problem = _judge(check, row, skipped)
        except Exception as cause:
            raise _fault(plugin, check, cause, place(row, check.at)) from cause
        if problem is not None:
            yield problem


def _over_ledger(plugin: str, check: LedgerCheck, ledger: Ledger, kinds: Sequence[Kind]) -> Iterator[Problem]:
    try:
        problems = [*check.found(ledger, kinds)]
    except Exception as cause:
        raise _fault(plugin, check, cause) from cause
    for problem in problems:
        if not isinstance(problem, Problem):
            raise _fault(plugin, check, TypeError(f"{type(problem).__name__} is no Problem"))
        yield _masked(problem)


def _judge(check: RowCheck, row: Row, skipped: Counter[str]) -> Problem | None:
    if any(row.value(field) is None for field in check.needs) or unreadable(row, check.at):
        skipped[check.code] += 1
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


def _masked(problem: Problem) -> Problem:
    """Return a problem without personal data: a rule over the whole ledger writes its own words."""
    return attrs.evolve(problem, message=mask(problem.message), value=problem.value and mask(problem.value))


def _values(row: Row) -> dict[str, object]:
    """Return what a message may name: numbers as they are, texts as they may be shown."""
    texts = {field.id for field in row.kind.fields if field.type == "text"}
    return {field.id: shown(row, field.id) if field.id in texts else row.value(field.id) for field in row.kind.fields}


def _fault(plugin: str, check: RowCheck | LedgerCheck, cause: Exception, where: str = "") -> RuleError:
    at_row = f"（{where}）" if where else ""
    return RuleError(f"插件 {plugin} 的规则 {check.code} 出错{at_row}：{type(cause).__name__}: {cause}")
