"""Section templates, as authors write them, and their rendering.

A section is a Markdown file with Jinja in ``sections/`` of the plugin's package, offered by the hook
``report_sections``::

    ## 发挥专业优势，严把征兵体检关
    {% if recruit_exam %}
    配合兵役机关完成征兵体检{{ recruit_exam.count }}批次，体检应征青年{{ recruit_exam.examined|measured("名") }}
    {%- if recruit_exam.qualified %}，合格{{ recruit_exam.qualified|measured("名") }}{% endif %}。
    {% endif %}

**Markdown.** ``##`` is a heading of level 1 (一、), ``###`` 2 （一）, ``####`` 3 (1.), ``#####`` 4 （1）; numbers are
put in afterwards. A blank line parts paragraphs, a line end inside one disappears. ``**bold**`` and tables
(``| a | b |``, right-aligned columns hold numbers) work, nothing else does. A heading without anything below it is
left out, and neighbouring sections with the same level-1 heading share it.

**Names.** Each kind of the sector and of the core by its identifier, the sector's own first. It holds the rows:

- ``{% if visit %}`` there are rows; ``visit.count``, ``visit.cash``, ``awareness.rate`` are figures of all of them;
- ``{% for row in visit %}`` one by one in order of date: ``row.title``, ``row.date|day``, ``row.cash``, ``row.kind``;
- ``visit.where(form="物资拥军")``, ``.without(…)``: a list means any of them; ``visit.festival("春节", "八一")``
  goes by the row's 节点, else by its date, ``visit.months(7, 9)`` by the month;
- ``{% for group in visit.by("festival") %}{{ group.label }}{{ group.count }}``: groups in the order of the choices, by
  any choice or text, or ``by("kind")``, where a group has the measures of its own kind;
- ``{% for figure in visit.figures %}{{ figure.label }}{{ figure|measured }}``: every figure that has a value;
- ``leading_group.latest`` is the row in force; ``document.this_year`` and ``document.earlier`` part papers by date;
- ``support.all`` also holds the rows of kinds that extend it, without those that another section tells.

**A kind that a template names is a kind that it tells.** No row is told in two sections: what a sector's section
names is gone from the core's, two sections of one plugin that name the same kind in one report are refused. To mention
a kind without telling it use ``totals.visit.count``, which holds the rows of its descendants too (``totals`` itself is
false for a ledger without any row). ``{% include "x.md" %}`` takes in another file of the same folder,
``{% include "core/x.md" %}`` one of the core's; what it names is told by the section that includes it.

What no section names at all is told by the core's section that loops over ``rest``, kind by kind.

``last.visit.cash`` is last year's; ``last`` is false where there is no ledger of last year. ``last.of(label)`` is the
kind of that label. ``we`` (我院), ``unit.name``, ``unit.addressee``, ``year``.

**Briefs.** In a section of ``reports=("brief",)`` the names hold only what is told: one row, or a month's.
``brief.month`` is false where one row was asked for, ``brief.alone`` true where one is all there is.
``brief.detail`` says how much there is room for on the one page: 3 every row with all its figures, 2 with the first
ones, 1 kind by kind, 0 only how often; a section that says as much at 0 as at 3 may keep a brief from fitting.
``brief.so_far.visit.count`` counts 今年以来; ``last`` holds last year's same month, or its rows until the same day.
A line ``# …`` is the headline, and the first one wins. ``row.when`` is 8月12日至20日, ``row.occasion`` 春节前夕,
``row.deed`` what was done as a predicate, ``row.figures|clauses`` 体检343人，合格237人 (of ``visit.figures`` too).
What no section of a sector tells is told by the core's, from labels and measures alone.

**Plans.** ``plan`` holds the planned activities that the section tells: those whose 类别 is a label in its
``plans=(…)``. A label of a kind also draws the kinds that extend it, the sector's id its own kinds, and a label of a
pillar what is left of it. ``core/planned.md`` tells them one by one with last year's figures.
``plan.items("征兵体检")`` are those of one category; rows have ``title``, ``date``, ``target``, ``responsible``.

**Figures** are true unless blank or zero, compare with numbers, and print the bare number (约500).
``|measured`` adds the unit (people of several rows are 人次), ``|measured("名")`` says 名 for 人;
``|money`` 450元, 1.2万元; ``|percent`` 98.5%. Further filters: ``|day`` 8月1日, 8月 (of another year: with it);
``|list`` joins with 、 what is there; ``|titled`` puts a paper's title into 《》.
``{% filter yi %}`` … ``{% endfilter %}`` makes each line of its body an item, 一是…；二是…。: absent ones
are left out, the numbers close up, one alone has none. An item of several lines joins them with ``{%- … %}``.

**Blanks** are false; a blank that is printed blocks the export, and the user is told which cell to fill. So put a
condition around what may be missing, and nothing around what may not; ``|needed("…")`` gives the problem other words.
Text out of cells is data: Markdown or Jinja in it means nothing.

Doubled or dangling punctuation is tidied away, and spaces between Chinese and digits: clauses may simply be left out.
Misspelt names of variables, fields, filters are found when the plugin is loaded.
"""

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from ..catalog import Catalog
from ..model.dates import PartialDate
from ..model.kinds import CORE, Kind
from ..model.ledgers import Ledger, Row
from ..model.units import Unit
from .briefs.view import BriefView, Scope
from .claims import Claims, Part
from .manuscript import Manuscript, clean
from .row_view import Reading
from .rows import Names, PlanItems, RowSet
from .templates import MANUSCRIPT, paragraphs, template

_PLAN_ITEM = f"{CORE}.plan_item"


@attrs.frozen(eq=False)
class Material:
    """What the sections of one report are rendered from.

    Attributes:
        catalog: What is installed.
        claims: Who tells what.
        ledger: The year's.
        last: Last year's, or None.
        planned: The planned activities that each part tells.
        manuscript: Collects what is printed.
        brief: What a brief covers; None for any other report.
    """

    catalog: Catalog
    claims: Claims
    ledger: Ledger
    last: Ledger | None
    planned: Callable[[Part], tuple[Row, ...]]
    manuscript: Manuscript
    brief: Scope | None = None


@attrs.frozen
class UnitView:
    """The unit as a template may print it."""

    name: str
    addressee: str
    liaison: str
    code: str
    region: str
    filled: PartialDate | str

    @classmethod
    def of(cls, unit: Unit) -> "UnitView":
        """Return a unit as it may be printed; an empty text for what is blank."""
        name, addressee, liaison, code, region = (
            clean(text or "") for text in (unit.name, unit.addressee, unit.liaison, unit.code, unit.region)
        )
        return cls(name, addressee, liaison, code, region, unit.filled or "")

    def __str__(self) -> str:
        return self.name


def render(part: Part, material: Material, we: str) -> str:
    """Return a section's Markdown, its data as insets of the manuscript."""
    unit = material.ledger.unit
    reading = _reading(material.ledger, material)
    context: dict[str, Any] = {
        **{name: _told(part, kind, material, reading) for name, kind in part.known.items()},
        "we": we,
        "unit": UnitView.of(unit),
        "year": unit.year,
        "last": _last(part, material),
        "totals": Names(part.known, lambda kind: _every(reading, kind), there=bool(material.ledger.rows)),
        "plan": PlanItems(reading, material.catalog.kinds[_PLAN_ITEM], material.planned(part)),
        "rest": _rest(part, material, reading),
        "brief": _brief(part, material),
        MANUSCRIPT: material.manuscript,
    }
    return paragraphs(template(part.module, part.section.template).render(context))


def _reading(ledger: Ledger, material: Material) -> Reading:
    return Reading(ledger, material.manuscript, kinds=_kinds(material))


def _kinds(material: Material) -> tuple[Kind, ...]:
    return material.catalog.kinds_of(material.catalog.sector(material.ledger.unit.sector).id)


def _told(part: Part, kind: Kind, material: Material, reading: Reading) -> RowSet:
    """Return the rows of a kind that this part tells."""
    rows, claims = reading.ledger.rows, material.claims
    return RowSet(reading, kind, claims.own_rows(part, kind, rows), every=claims.all_rows(part, kind, rows))


def _rest(part: Part, material: Material, reading: Reading) -> list[RowSet]:
    """Return what no section names, kind by kind, to the part that tells the rest."""
    if material.claims.rest is not part:
        return []
    return [RowSet(reading, kind, rows) for kind, rows in material.claims.untold(reading.ledger.rows).items()]


def _every(reading: Reading, kind: Kind) -> RowSet:
    rows = reading.ledger.of(kind, descendants=True)
    return RowSet(reading, kind, rows, every=rows)


def _brief(part: Part, material: Material) -> BriefView | None:
    if material.brief is None:
        return None
    reading = _reading(material.brief.so_far, material)
    so_far = Names(_names(part, material), lambda kind: _every(reading, kind))
    scope = material.brief
    return BriefView(scope.month, scope.alone, scope.detail, so_far, scope.date)


def _last(part: Part, material: Material) -> Names:
    """Return last year's rows, cut as this year's are where the part tells the kind, else whole."""
    ledger = material.last or attrs.evolve(material.ledger, rows=(), file="", sha256="")
    reading = _reading(ledger, material)

    def rows(kind: Kind) -> RowSet:
        if material.claims.own.get(kind) is part:
            return _told(part, kind, material, reading)
        return _every(reading, kind)

    return Names(_names(part, material), rows, there=material.last is not None)


def _names(part: Part, material: Material) -> Mapping[str, Kind]:
    """Return the kinds that ``last`` knows: all of the ledger's sector, whose labels plan items may bear."""
    return {**{kind.id: kind for kind in _kinds(material)}, **part.known}
