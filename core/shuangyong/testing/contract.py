"""The contract: what holds for every plugin, so that offices may install any of them side by side.

A test says everything that is wrong at once, in Chinese, as the program itself does.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import ClassVar

import attrs

from ..assess.shipped import standard_of
from ..catalog import Catalog, Plugin, installed
from ..checks import run_checks
from ..examination import examine
from ..model.documents import DocumentKind
from ..model.kinds import Record
from ..model.ledgers import Ledger
from ..model.problems import ProblemsFound
from ..model.structuring import structure
from ..offers import RowCheck, Section, Sector
from ..report.briefs.about import months, news, of_month, of_row
from ..report.compose import compose
from ..workbook.making import blank_ledger
from ..workbook.samples import sample_ledger
from ..workbook.writing import ledger_bytes
from .digests import digest, digest_elsewhere
from .offers import kind_faults, name_clashes, page_faults, rule_faults
from .printed import leftovers, told
from .records import bare_record, full_record, ledger_of, shuffled
from .sources import compiles, foreign_imports, idle_templates

_REPORTS: tuple[DocumentKind, ...] = ("summary", "plan", "table")


class OfferContract:
    """What any plugin keeps, with or without a sector; inherit it and say the plugin's name."""

    #: The plugin's entry-point name.
    plugin: ClassVar[str]

    #: The year that ledgers are made for.
    year: ClassVar[int] = 2026

    @property
    def catalog(self) -> Catalog:
        """Everything that is installed: a plugin has to go with whatever stands beside it."""
        return installed()

    @property
    def offered(self) -> Plugin:
        """The plugin as it was loaded."""
        found = {plugin.name: plugin for plugin in self.catalog.plugins}
        assert self.plugin in found, f"没有安装名为 {self.plugin} 的插件，装好的有：{'、'.join(found)}。"
        return found[self.plugin]

    def test_it_is_installed_and_sound(self) -> None:
        """Loading finds nothing to refuse."""
        assert self.offered.broken is None, f"插件 {self.plugin} 装坏了：{self.offered.broken}"

    def test_its_kinds_speak_to_clerks(self) -> None:
        """Every kind has a label, a pillar and a docstring, and every measure a hint."""
        kinds = (kind for kind in self.catalog.kinds.values() if kind.namespace == self.plugin)
        _none(fault for kind in kinds for fault in kind_faults(kind))

    def test_its_records_survive_structuring(self) -> None:
        """A record of each kind, filled and bare, is itself again after it was plain values."""
        for kind in self.catalog.kinds.values():
            if kind.namespace == self.plugin and not kind.abstract:
                for record in (full_record(kind, self.year), bare_record(kind, self.year)):
                    _survives(record)

    def test_its_names_clash_with_no_others(self) -> None:
        """Rules bear the plugin's name, and no command has another's; loading refuses any other clash."""
        _none(name_clashes(self.offered))

    def test_its_rules_judge_and_speak(self) -> None:
        """Every rule judges a filled row of its kinds, and its message is made of fields that there are."""
        rules = (check for check in self.offered.offers.checks if isinstance(check, RowCheck))
        _none(fault for check in rules for fault in rule_faults(check, self.catalog, self.year))

    def test_its_templates_are_found_and_used(self) -> None:
        """Every section's template is among the package's files, and none lies there idle."""
        plugin = self.offered
        for section in self._sections:
            assert compiles(plugin.offers.module, section.template), f"模板 {section.template} 不在安装包里。"
        _none(
            f"模板 sections/{name} 没有段落用它。"
            for name in idle_templates(plugin.module, {section.template for section in self._sections})
        )

    def test_its_criteria_load_without_warnings(self) -> None:
        """Every file of items is sound, and its points add up to what they should."""
        standards = {criteria.standard for criteria in self.offered.offers.criteria}
        try:
            built = [standard_of(self.catalog, name) for name in sorted(standards)]
        except ProblemsFound as found:
            _none(f"{found.file} {one.place}：{one.message}" for one in found.problems)
        else:
            _none(f"{one.standard.id} {fault.place}：{fault.message}" for one in built for fault in one.warnings)

    def test_its_pages_show_whatever_the_ledger_holds(self) -> None:
        """Every page shows its sector's sample and a blank ledger, or an office without a figure."""
        _none(fault for page in self.offered.offers.pages for fault in page_faults(page, self._shown_ledgers))

    def test_it_comes_in_by_the_front_door(self) -> None:
        """Its modules import ``shuangyong`` and nothing beneath."""
        _none(foreign_imports(self.offered.module))

    @property
    def _shown_ledgers(self) -> tuple[Ledger, ...]:
        """A sample and a blank ledger of the plugin's sector; without one, of all sectors."""
        sectors = self.offered.offers.sectors or self.catalog.sectors
        samples = (sample_ledger(self.catalog, one.id, self.year) for one in sectors if one.id in self.catalog.samples)
        return (*samples, *(blank_ledger(one, self.year, "某单位") for one in sectors))

    @property
    def _sections(self) -> tuple[Section, ...]:
        return self.offered.offers.report_sections


class PluginContract(OfferContract):
    """What a sector's plugin keeps: its sample checks clean, its reports read well whatever the ledger holds."""

    @property
    def sector(self) -> Sector:
        """The plugin's sector."""
        sectors = self.offered.offers.sectors
        assert sectors, f"插件 {self.plugin} 没有行业；不带行业的插件请继承 OfferContract。"
        return sectors[0]

    @property
    def sample(self) -> Ledger:
        """The sector's sample ledger."""
        return sample_ledger(self.catalog, self.sector.id, self.year)

    def test_its_sample_checks_clean_and_reads_back_equal(self, tmp_path: Path) -> None:
        """The sample, written as a workbook and read again, is itself, without an error or a warning."""
        file = tmp_path / "ledger.xlsx"
        for year in (self.year, self.year - 1):
            sample = sample_ledger(self.catalog, self.sector.id, year)
            file.write_bytes(ledger_bytes(self.catalog, sample))
            examined = examine(file, self.catalog)
            _none(f"{year} 年示例 {one.place} {one.value or ''}：{one.message}" for one in examined.problems)
            assert examined.ledger is not None, "示例读不出来。"
            assert _said(examined.ledger) == _said(sample), "示例写成工作簿再读出来，与原来不一样。"

    def test_its_sample_shows_it_at_work(self) -> None:
        """The sample has rows of every kind that is the sector's own."""
        shown = {row.kind for row in self.sample.rows}
        own = (kind for kind in self.catalog.kinds_of(self.sector.id) if kind.namespace == self.plugin)
        _none(f"示例里没有一行「{kind.label}」（{kind.name}）。" for kind in own if kind not in shown)

    def test_records_sort_whatever_their_order(self) -> None:
        """Records come in any order; rows stand by date, and none is lost."""
        sample = self.sample
        again = ledger_of(self.catalog, self.sector.id, self.year, shuffled(row.record for row in sample.rows))
        for kind in self.catalog.kinds_of(self.sector.id):
            was, now = ([row.date for row in ledger.of(kind)] for ledger in (sample, again))
            assert now == was or not kind.is_activity, f"{kind.label} 的行没有按日期排好。"
            assert len(now) == len(was), f"{kind.label} 少了行。"
        for row in sample.rows:
            _survives(row.record)

    def test_a_sheet_of_each_kind_reads_back_with_every_cell_filled(self, tmp_path: Path) -> None:
        """A row with every column filled is written and read without loss, and no rule fails over it."""
        filled = self._one_row_a_kind(self.year)
        file = tmp_path / "ledger.xlsx"
        file.write_bytes(ledger_bytes(self.catalog, filled))
        read = examine(file, self.catalog).ledger
        assert read is not None, "填满的台账读不出来。"
        assert _said(read)[0] == _said(filled)[0], "填满的台账写出再读，与原来不一样。"
        run_checks(filled, self.catalog)

    def test_the_sample_is_told_without_leftovers(self) -> None:
        """Summary, plan and table of the sample read well, beside last year's and alone."""
        last = sample_ledger(self.catalog, self.sector.id, self.year - 1)
        empty = blank_ledger(self.sector, self.year - 1, "某某单位")
        _none(fault for one in (None, last, empty) for fault in self._faults(self.sample, _REPORTS, one))

    def test_an_empty_ledger_is_told_without_leftovers(self) -> None:
        """Nothing to report is said in whole sentences, even where last year had much."""
        empty = blank_ledger(self.sector, self.year, "某某单位")
        last = sample_ledger(self.catalog, self.sector.id, self.year - 1)
        _none(fault for one in (None, last) for fault in self._faults(empty, _REPORTS, one))
        documents = (compose(empty, self.catalog, report) for report in _REPORTS)
        _none(f"空台账也说了数：{figure.label} {figure.text}" for one in documents for figure in one.figures())

    def test_one_row_of_each_kind_is_told_without_leftovers(self) -> None:
        """A single full row of each kind, all together and one by one, and a row that has next to nothing."""
        _none(self._faults(self._one_row_a_kind(self.year), _REPORTS, self._one_row_a_kind(self.year - 1)))
        _none(fault for alone in self._alone() for fault in self._faults(alone, ("summary",)))

    def test_its_briefs_are_told_on_one_page_without_leftovers(self) -> None:
        """A brief of each month and of each row reads well, of the sample and of rows filled to the brim."""
        last = sample_ledger(self.catalog, self.sector.id, self.year - 1)
        full = self._one_row_a_kind(self.year)
        _none(
            fault for ledger in (self.sample, full) for one in (None, last) for fault in self._brief_faults(ledger, one)
        )

    def test_what_the_sample_holds_is_told(self) -> None:
        """Every measure of the sector's own kinds that has a value is a figure of the summary or its table."""
        found = told(compose(self.sample, self.catalog, "summary"))
        filled = {
            (f"{row.kind.name}.{field.id}", f"{row.kind.label}·{field.label}")
            for row in self.sample.rows
            for field in row.kind.measures[1:]
            if row.kind.namespace == self.plugin and row.value(field.id) is not None
        }
        assert filled, "示例里没有一个本行业的指标有数。"
        _none(f"示例的总结和统计表里没有「{label}」（{name}）。" for name, label in sorted(filled) if name not in found)

    def test_its_output_is_the_same_everywhere(self) -> None:
        """The same ledger gives the same bytes in another process too: no set, no clock, no dice."""
        here = digest(self.catalog, self.sector.id, self.year)
        assert digest_elsewhere(self.sector.id, self.year) == here, "同一本台账在另一个进程里写出的文件不一样。"

    def _one_row_a_kind(self, year: int) -> Ledger:
        kinds = self.catalog.kinds_of(self.sector.id)
        return ledger_of(self.catalog, self.sector.id, year, (full_record(kind, year) for kind in kinds))

    def _alone(self) -> Iterator[Ledger]:
        for kind in self.catalog.kinds_of(self.sector.id):
            for record in (full_record(kind, self.year), bare_record(kind, self.year)):
                yield ledger_of(self.catalog, self.sector.id, self.year, [record])

    def _faults(self, ledger: Ledger, reports: Iterable[DocumentKind], last: Ledger | None = None) -> Iterator[str]:
        for report in reports:
            try:
                document = compose(ledger, self.catalog, report, last=last)
            except ProblemsFound as blocked:
                yield from (f"{report}：{one.message}" for one in blocked.problems if not (one.sheet and one.cell))
            else:
                yield from (f"{report}：{fault}" for fault in leftovers(document))

    def _brief_faults(self, ledger: Ledger, last: Ledger | None) -> Iterator[str]:
        found = [of_month(ledger, month) for month in months(ledger)]
        rows = [row for month in months(ledger) for row in news(ledger, month)]
        for about in (*found, *(of_row(ledger, f"{row.sheet}!{row.number}") for row in rows)):
            document = compose(ledger, self.catalog, "brief", last=last, about=about)
            where = f"{about.month}月的简报" if about.month else f"{about.rows[0].kind.label}的简报"
            yield from (f"{where}：{fault}" for fault in leftovers(document))


def _said(ledger: Ledger) -> tuple[object, object, object]:
    """Return what a ledger says, without the places and texts of its cells."""
    rows = [(row.kind.name, row.record, row.approx) for row in ledger.rows]
    return rows, {name: one.status for name, one in ledger.declarations.items()}, ledger.unit


def _survives(record: Record) -> None:
    plain = {field.name: getattr(record, field.name) for field in attrs.fields(type(record))}
    assert structure(plain, type(record)) == record, f"{record!r} 由各字段的值还原不出来。"


def _none(faults: Iterable[str]) -> None:
    """Fail with every fault, each once."""
    found = [*dict.fromkeys(faults)]
    assert not found, "\n".join(["", *found])
