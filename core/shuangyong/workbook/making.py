"""A ledger that is still to be filled in."""

import attrs

from ..model.ledgers import Ledger
from ..model.problems import ProblemsFound, error
from ..model.regions import Region
from ..model.units import USCC_LENGTH, Unit, uscc_is_valid
from ..offers import Sector
from .layout import TEMPLATE_VERSION


def blank_ledger(sector: Sector, year: int, name: str) -> Ledger:
    """Return the ledger of a unit that has nothing written in it yet."""
    return Ledger(unit=Unit(name=name, sector=sector.label, year=year), template=TEMPLATE_VERSION)


def of_unit(ledger: Ledger, *, name: str | None = None, code: str | None = None, region: str | None = None) -> Ledger:
    """Return the ledger with the unit data that are given.

    Raises:
        ProblemsFound: The code or the region is wrong; both are named.
    """
    problems = []
    if code is not None and len(code) == USCC_LENGTH and not uscc_is_valid(code):
        problems.append(
            error("bad-unit-code", f"统一社会信用代码「{code}」的校验位不对。", "请对照法人证书逐位核对。", value=code)
        )
    if region is not None:
        try:
            Region.parse(region)
        except ValueError as cause:
            problems.append(
                error(
                    "bad-region", f"行政区划代码「{region}」不对：{cause}。", "如青岛市李沧区写 370213。", value=region
                )
            )
    if problems:
        raise ProblemsFound(problems)
    given = {"name": name, "code": code, "region": region}
    stated = {field: value for field, value in given.items() if value is not None}
    unit = attrs.evolve(ledger.unit, **stated)  # type: ignore[misc]  # mypy's plugin does not know ``record``
    return attrs.evolve(ledger, unit=unit)
