"""Publishing as a job: a period rolled up, its files made, and that noted; and the package for the office above."""

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ...catalog import Catalog
from ...model.periods import Period
from ...model.problems import ProblemsFound, error
from ...office.forwarding.forwarding import forward
from ...office.publish.naming import Naming
from ...office.publish.producing import produce
from ...office.publish.standing import provisional_reasons, standing_line
from ...office.rollup.figures import Rollup
from ...office.rollup.gate import gate_rollup
from ...office.rollup.names import label_of
from ...office.rollup.publications import Changed, differences, is_published, publish
from ...office.rollup.rolling import roll_up
from ...office.store.opening import Store, open_store
from ...office.store.settings import Office
from ..exporting import amount_of
from ..permissions import Right
from .kinds import Input, Job, Made, Outcome, Table, Tell

#: What a roll-up can be written as, by the ending, with what people call it.
FORMS: Mapping[str, str] = {
    "xlsx": "汇总表（Excel）",
    "docx": "汇总报告（Word）",
    "html": "网页（可离线打开）",
    "json": "数据（供别的程序读）",
}

#: So many changed figures stand on the job's page; its workbook has all.
SHOWN = 50

_HEADER = ("指标", "分组", "上次", "这次")


def run(folder: Path, catalog: Catalog, asked: Input, tell: Tell) -> Outcome:
    """Roll up and write what is asked for; noted once, however often the job is begun."""
    fields, today = asked.fields, datetime.date.today()  # noqa: DTZ011  the office's own day
    period, forms = Period.parse(fields["period"]), [form for form in FORMS if form in fields["forms"]]
    steps = len(forms) + 1
    with open_store(folder) as store:
        tell(0, steps)
        measures = fields["measures"] or None
        rollup = roll_up(
            store, catalog, period, fields["dims"], public=fields["public"], measures=measures, today=today
        )
        if not rollup.coverage.counted:
            fix = "请先收台账，检查通过的才计入汇总。"
            raise ProblemsFound([error("nothing-counted", f"{period.year} 年还没有可以汇总的台账。", fix)])
        gate_rollup(rollup, catalog)
        made = []
        for number, form in enumerate(forms, start=1):
            tell(number, steps)
            made.append(
                Made(name=f"{_name(rollup, catalog)}.{form}", data=produce(form, rollup, store, catalog, today))
            )
        noted = is_published(store, asked.audits)  # by a process that was killed before it could say so
        report = _report(store, rollup, catalog, noted=noted)
        if not noted:
            names = "、".join(one.name for one in made)
            publish(store, rollup, catalog, actor=asked.actor, output=names, request=asked.audits)
    standing = "数字是暂定的" if rollup.provisional else "数字可以定稿"
    words = f"{rollup.title} {Naming(rollup, catalog).period}：{len(rollup.figures):,} 个数字，{standing}。"
    return Outcome(words=words, report=report, files=tuple(made))


def run_forward(folder: Path, _: Catalog, asked: Input, tell: Tell) -> Outcome:
    """Make the package for the office above."""
    fields, packages = asked.fields, list[bytes]()
    tell(0, 1)
    with open_store(folder) as store:
        office = Office(fields["office"], fields["region"])
        done = forward(store, office, fields["year"], packages.append, asked.actor)
    words = (
        f"{done.office.name}{done.year}年汇总件：{done.units} 个单位，其中 {done.reports} 个有数据。请送上级双拥办。"
    )
    return Outcome(words=words, files=(Made(name=f"{done.office.name}{done.year}年汇总件.zip", data=packages[0]),))


def table(report: Any, _: Mapping[str, str]) -> Table:
    """Return every figure that is another than it was published before."""
    rows = [(measure, group, *map(amount_of, amounts)) for measure, group, *amounts in report["changed"]]
    return Table(title="和上次不同的数字", header=_HEADER, rows=rows)


def shown(report: Any, _: Mapping[str, str]) -> Mapping[str, Any]:
    """Return what the job's page shows of what changed."""
    return {"changed": report["changed"][:SHOWN], "count": len(report["changed"])}


def _report(store: Store, rollup: Rollup, catalog: Catalog, *, noted: bool) -> dict[str, Any]:
    changes = differences(store, rollup, catalog, noted=noted)
    return {
        "standing": standing_line(rollup),
        "reasons": provisional_reasons(rollup),
        "problems": rollup.open_problems,
        "public": rollup.public,
        "before": f"{changes.at[:10]} {changes.actor}" if changes else "",
        "changed": [*_changed(changes.changed, rollup, catalog)] if changes else [],
        "because": changes.because if changes else (),
    }


def _changed(found: tuple[Changed, ...], rollup: Rollup, catalog: Catalog) -> Iterator[tuple[str, ...]]:
    naming = Naming(rollup, catalog)
    for one in found:
        group = "、".join(naming.group(dim, value) for dim, value in one.by.items()) or "合计"
        amounts = ("无" if amount is None else f"{amount:,f}" for amount in (one.before, one.now))
        yield (label_of(one.measure, catalog), group, *amounts)


def _name(rollup: Rollup, catalog: Catalog) -> str:
    naming = Naming(rollup, catalog)
    return f"{naming.place}{naming.period}双拥工作汇总{'（公开版）' if rollup.public else ''}"


JOB = Job(
    label="出汇总",
    right=Right.PUBLISH,
    run=run,
    template="job_publish.html",
    shown=shown,
    table=table,
    again="/publish",
)

FORWARD = Job(label="报上级", right=Right.PUBLISH, run=run_forward, again="/publish")
