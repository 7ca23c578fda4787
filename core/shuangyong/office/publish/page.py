"""The roll-up as one page that needs nothing else: charts drawn in it, each figure opens into its groups."""

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from ...catalog import Catalog
from ..rollup.figures import Rollup
from ..status.status import Status
from .naming import Naming
from .page_lines import block_section
from .page_parts import Ink, card, charts, headline_cards
from .page_sections import (
    correction_section,
    coverage_section,
    definition_section,
    group_section,
    open_section,
    plan_section,
)
from .recording import record
from .reporting import count
from .standing import provisional_reasons, standing_line
from .tabulating import Tables
from .telling import Voice

#: Where ``explain`` finds what each figure is made of.
_RECORD = "shuangyong-figures"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_GROUPS = {"sector": "分行业", "region": "分地区"}


def render_page(rollup: Rollup, catalog: Catalog, status: Status | None = None) -> bytes:
    """Return a roll-up as HTML in UTF-8: no script, no network; it prints on A4.

    Args:
        rollup: What is published; of a public edition the lists of units and of overlaps are left out.
        catalog: What is installed, for labels.
        status: How each unit stands.
    """
    tables, naming = Tables(rollup, catalog), Naming(rollup, catalog, status)
    voice = Voice(tables, naming, catalog)
    return "".join(_page(voice, status)).encode()


def _page(voice: Voice, status: Status | None) -> Iterator[str]:
    naming, ink = voice.naming, Ink(voice)
    title = f"{naming.place}{naming.period}双拥工作情况"
    style = files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    yield '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
    yield f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    yield f'<header>\n<h1>{escape(title)}</h1>\n<p class="issuer">{escape(naming.issuer)}</p>\n'
    yield f'<p class="standing">{escape(standing_line(naming.rollup))}</p>\n</header>\n<main>\n'
    yield from _body(voice, ink, status)
    yield "</main>\n"
    yield f'<script type="application/json" id="{_RECORD}">{_record(naming, ink)}</script>\n</body>\n</html>\n'


def _body(voice: Voice, ink: Ink, status: Status | None) -> Iterator[str]:
    rollup, tables, naming = voice.naming.rollup, voice.tables, voice.naming
    if reasons := provisional_reasons(rollup):
        yield f'<p class="banner" role="note"><b>暂定</b>{escape("；".join(reasons))}。裁定、补报后数字可能变动。</p>\n'
    yield f'<section class="cards">\n{"".join(headline_cards(voice, ink))}</section>\n'
    yield f'<section class="cards small">\n{"".join(_reporting_cards(rollup, status))}</section>\n'
    drawn = "".join(charts(tables, naming))
    coverage, chart = coverage_section(naming, status)
    if drawn or chart:
        yield f'<section id="charts"><h2>图表</h2>\n<div class="charts">{drawn}{chart}</div></section>\n'
    yield '<section id="figures"><h2>各方面工作</h2>\n<p class="hint">点开一行，看它由哪些行业、地区组成。</p>\n'
    yield from (block_section(block, voice, ink) for block in tables.blocks)
    yield "</section>\n"
    for dim, name in _GROUPS.items():
        if dim in tables.splits:
            yield group_section(dim, name, voice, ink)
    yield plan_section(voice, ink)
    yield coverage
    yield correction_section(voice)
    yield open_section(naming)
    yield definition_section(naming)


def _reporting_cards(rollup: Rollup, status: Status | None) -> Iterator[str]:
    coverage = rollup.coverage
    if coverage.expected is not None:
        yield card("应报", f"{coverage.expected}<small>家</small>")
    yield card("已报", f"{coverage.received}<small>家</small>")
    yield card("计入汇总", f"{coverage.counted}<small>家</small>")
    if status is not None and status.roster:
        yield card("按时", f"{count(status.members).on_time}<small>家</small>")
    yield card("未报", f"{len(coverage.missing)}<small>家</small>", kind="warn" if coverage.missing else "")
    yield card("退回", f"{coverage.returned}<small>家</small>", kind="warn" if coverage.returned else "")
    yield card("待裁定", f"{len(rollup.undecided)}<small>组</small>", kind="warn" if rollup.undecided else "")


def _record(naming: Naming, ink: Ink) -> str:
    """Return the record of the figures of the whole; in HTML nothing may look like a tag."""
    return record(naming, ink.runs).replace("<", "\\u003c")
