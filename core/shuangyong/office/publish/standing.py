"""How far a roll-up is from final, in words."""

from collections.abc import Iterator

from ..rollup.figures import Rollup


def standing_line(rollup: Rollup) -> str:
    """Return who is in a roll-up: 应报24家，已报22家，计入21家，退回1家，未报1家。"""
    return f"报送情况：{'，'.join(_counts(rollup))}。"


def provisional_reasons(rollup: Rollup) -> tuple[str, ...]:
    """Return why a roll-up is 暂定; empty where it is final."""
    return tuple(_reasons(rollup)) if rollup.provisional else ()


def _counts(rollup: Rollup) -> Iterator[str]:
    coverage = rollup.coverage
    if coverage.expected is None:
        yield "未建单位名册，应报数不明"
    else:
        yield f"应报{coverage.expected}家"
    yield f"已报{coverage.received}家"
    yield f"计入汇总{coverage.counted}家"
    if coverage.returned:
        yield f"退回{coverage.returned}家"
    if coverage.missing:
        yield f"未报{len(coverage.missing)}家"
    if coverage.unexpected:
        yield f"名册外{len(coverage.unexpected)}家（未计入）"


def _reasons(rollup: Rollup) -> Iterator[str]:
    coverage = rollup.coverage
    if coverage.expected is None:
        yield "未建单位名册，无法核对是否报齐"
    if coverage.missing:
        yield f"{len(coverage.missing)}家单位未报送"
    if coverage.returned:
        yield f"{coverage.returned}家单位的台账退回修改"
    if rollup.undecided:
        yield f"{len(rollup.undecided)}组疑似重复的活动尚未裁定"
    rest = (coverage.expected or 0) - coverage.counted - coverage.returned - len(coverage.missing)
    if rest > 0:
        yield f"{rest}家单位的台账未能计入"
