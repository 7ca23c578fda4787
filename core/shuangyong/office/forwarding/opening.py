"""Opening a package: whole, unchanged since it was made, of a form that we know, naming nothing we cannot read."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from typing import Any

import attrs

from ...catalog import Catalog
from ...model.problems import Problem, ProblemsFound, error
from ..facts import FORMAT
from ..intake.archives import DAMAGE
from . import DECISIONS, EVENTS, FACTS, FORM, MANIFEST, UNITS
from .judging import judge_contents, judge_manifest
from .shapes import MisshapenError, parsed

#: A package may inflate to so much.
_LARGEST = 4 * 2**30


@attrs.frozen(kw_only=True)
class Report:
    """What a package says of one unit.

    ``accepted`` is the day on which its ledger was first accepted; ``facts`` and ``events`` are the lines of the
    revision that counts.
    """

    unit: str
    roster: list[dict[str, Any]]
    deadline: dict[str, Any] | None
    accepted: str | None
    counted: dict[str, Any] | None
    current: dict[str, Any] | None
    problems: list[dict[str, Any]]
    facts: bytes
    events: bytes


@attrs.frozen(kw_only=True)
class Package:
    """A package that was verified."""

    sha256: str
    manifest: dict[str, Any]
    reports: tuple[Report, ...]
    decisions: list[dict[str, Any]]


def open_package(data: bytes, catalog: Catalog) -> Package:
    """Return what a package holds.

    Raises:
        ProblemsFound: It is damaged or was changed since it was made, of a form unknown here, not what stores write,
            or of sectors whose plugins are not installed.
    """
    try:
        return _opened(data, catalog)
    except MisshapenError as where:
        raise _refused(
            "misshapen-package", f"汇总件里的内容不合规格（{where}），不是双拥办的程序原样做出来的。"
        ) from None


def _opened(data: bytes, catalog: Catalog) -> Package:
    members = _members(data)
    manifest = parsed(MANIFEST, members[MANIFEST])
    if not isinstance(manifest, dict):
        raise MisshapenError(MANIFEST)
    if manifest.get("form") != FORM:
        raise _refused(
            "newer-package",
            f"这个汇总件是另一种格式（{str(manifest.get('form'))[:20]}），本程序只认识 {FORM}。",
            "请升级 shuangyong 后再收。",
        )
    judge_manifest(manifest)
    for name in (UNITS, FACTS, EVENTS, DECISIONS):
        if hashlib.sha256(members[name]).hexdigest() != manifest["files"].get(name):
            raise _refused("changed-package", f"汇总件里的 {name} 与目录上的校验值不符，被改动过或已损坏。")
    units, decisions = parsed(UNITS, members[UNITS]), parsed(DECISIONS, members[DECISIONS])
    judge_contents(units, decisions, members[FACTS], members[EVENTS])
    reports = tuple(_reports(units, members))
    if problems := [*_unreadable(reports, catalog)]:
        raise ProblemsFound(problems)
    return Package(
        sha256=hashlib.sha256(data).hexdigest(),
        manifest=manifest,
        reports=reports,
        decisions=decisions,
    )


def _members(data: bytes) -> dict[str, bytes]:
    names = (MANIFEST, UNITS, FACTS, EVENTS, DECISIONS)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(archive.getinfo(name).file_size for name in names) > _LARGEST:
                raise _refused("too-large", "汇总件太大。")
            return {name: archive.read(name) for name in names}
    except (*DAMAGE, KeyError):
        raise _refused("damaged-package", "汇总件不完整或已损坏。") from None


def _reports(units: list[dict[str, Any]], members: dict[str, bytes]) -> Iterator[Report]:
    facts, events = io.BytesIO(members[FACTS]), io.BytesIO(members[EVENTS])
    for unit in units:
        lines = unit.pop("lines")
        yield Report(
            **unit,
            facts=b"".join(facts.readline() for _ in range(lines["facts"])),
            events=b"".join(events.readline() for _ in range(lines["events"])),
        )


def _unreadable(reports: tuple[Report, ...], catalog: Catalog) -> Iterator[Problem]:
    told = [report.counted for report in reports if report.counted]
    lacking = {one["sector"] for one in told} - {sector.id for sector in catalog.sectors}
    for sector in sorted(lacking):
        yield error(
            "no-plugin",
            f"汇总件里有行业「{sector}」的数据，本机没有装它的插件，没有收。",
            f"请安装 shuangyong-{sector} 后再收一次。",
            value=sector,
        )
    if any(one["format"] != FORMAT for one in told):
        yield error("other-format", "汇总件由另一版本的程序制成，数据格式不同，没有收。", "请两级都升级到同一版本。")


def _refused(
    code: str, message: str, fix: str = "请下级双拥办用 shuangyong forward 重新制作、重新发送。"
) -> ProblemsFound:
    return ProblemsFound([error(code, message, fix)])
