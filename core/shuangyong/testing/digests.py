"""Everything that a sample ledger becomes, as one number: equal runs give equal bytes."""

import hashlib
import os
import subprocess
import sys

from ..catalog import Catalog, installed
from ..report.briefs.about import months, of_month
from ..report.compose import compose
from ..workbook.samples import sample_ledger
from ..workbook.writing import ledger_bytes


def digest(catalog: Catalog, sector: str, year: int) -> str:
    """Return a hash of a sample's workbook and of its documents in every format that is installed."""
    ledger = sample_ledger(catalog, sector, year)
    found = hashlib.sha256(ledger_bytes(catalog, ledger))
    writers = [writer for plugin in catalog.plugins for writer in plugin.offers.renderers]
    briefs = [compose(ledger, catalog, "brief", about=of_month(ledger, month)) for month in months(ledger)]
    for document in (*(compose(ledger, catalog, report) for report in ("summary", "plan", "table")), *briefs[:1]):
        for writer in writers:
            found.update(writer.render(document))
    return found.hexdigest()


def digest_elsewhere(sector: str, year: int) -> str:
    """Return the hash that another process comes to, in which sets have another order."""
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "shuangyong.testing.digests", sector, str(year)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


if __name__ == "__main__":
    print(digest(installed(), sys.argv[1], int(sys.argv[2])))  # noqa: T201  what the other process reads
