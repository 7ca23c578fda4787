"""The act of forwarding: who forwards what, looked over by the gate, noted in the audit."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import attrs

from ...model.problems import ProblemsFound, error
from ...model.regions import Region
from ..rollup.gate import gate
from ..store.opening import Store, whoami
from ..store.settings import Office, note_office, office_of
from . import EVENTS, MANIFEST, UNITS
from .packing import pack


@attrs.frozen
class Forwarded:
    """What a package holds."""

    office: Office
    year: int
    units: int
    reports: int

    def to_json(self) -> dict[str, Any]:
        """Return the object that ``forward --format json`` prints."""
        return {
            "office": self.office.name,
            "region": self.office.region,
            "year": self.year,
            "units": self.units,
            "reports": self.reports,
        }


def forward(
    store: Store, office: Office, year: int | None, write: Callable[[bytes], object], actor: str = ""
) -> Forwarded:
    """Make a package of a store's year, have it written, and note that.

    Args:
        store: The office's.
        office: What it says of itself; what is empty is as it was said before.
        year: Which year; the latest that anything was received of if None.
        write: Writes the package; where it fails, nothing is noted.
        actor: Who forwards; the machine's user if empty.

    Raises:
        ProblemsFound: The office has no name or region, nothing is there, or something private would leave.
    """
    before = office_of(store)
    office = Office(office.name or before.name, _region(office.region) or before.region)
    if not office.name or not office.region:
        raise ProblemsFound(
            [
                error(
                    "no-office",
                    "还不知道本级双拥办的名称和行政区划代码。",
                    "请用 --office 和 --region 写明，只需一次。",
                )
            ]
        )
    year = year or _latest(store)
    data = pack(store, office, year)
    manifest = _looked_over(data)
    write(data)
    with store.transaction() as db:
        note_office(db, office)
        subject = f"{office.name}-{year}"
        store.audit(
            actor or whoami(), "forward", subject, {name: manifest[name] for name in ("units", "reports", "files")}
        )
    return Forwarded(office, year, manifest["units"], manifest["reports"])


def _region(text: str) -> str:
    try:
        return Region.parse(text).code if text else ""
    except ValueError as fault:
        raise ProblemsFound([error("bad-region", f"行政区划代码「{text}」不对（{fault}）。", value=text)]) from None


def _latest(store: Store) -> int:
    found = store.db.execute("SELECT MAX(year) FROM submission WHERE current IS NOT NULL").fetchone()[0]
    if found is None:
        raise ProblemsFound([error("nothing-to-forward", "还没有收到任何台账，没有可上报的。")])
    return int(found)


def _looked_over(data: bytes) -> dict[str, int]:
    """Return the manifest after every text in the package has passed the gate."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        texts = []
        for unit in json.loads(archive.read(UNITS)):
            told = [unit["counted"] or {}, unit["current"] or {}, *unit["roster"], *unit["problems"]]
            names = ("name", "file", "because", "sheet")
            texts += [(f"{UNITS} {unit['unit']}", one[name]) for one in told for name in names if one.get(name)]
        for number, line in enumerate(archive.read(EVENTS).decode().splitlines(), start=1):
            texts += [(f"{EVENTS} 第 {number} 行", cell) for cell in line.split("\t")[4:8] if cell]
        gate(texts, "汇总件")
        manifest: dict[str, int] = json.loads(archive.read(MANIFEST))
    return manifest
