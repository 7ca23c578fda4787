"""For tests of jobs: zips of ledgers, jobs that are done here and now, and what is in a store afterwards."""

import io
import json
import time
import zipfile
from collections import Counter

import openpyxl
import pytest
from shuangyong.catalog import installed
from shuangyong.web.jobs import table
from shuangyong.web.jobs.folders import JOBS
from shuangyong.web.jobs.supervising import Supervisor
from shuangyong.workbook.reading import read_ledger_bytes
from shuangyong.workbook.submitting import submitted_copy

from ..conftest import MINE, OTHER, ledger


def handed_in(unit):
    """Return what a unit hands in: its ledger, emptied of what only it may keep."""
    own = read_ledger_bytes(ledger(unit), "a.xlsx", installed()).ledger
    return submitted_copy(installed(), own, own.sha256)


def spoiled(data):
    """Return a ledger with a number that is none."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["征兵体检"]
    cells = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int)]
    cells[0].value = "若干"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def zipped_of(members):
    """Return a zip of members by name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def sent(browser, *files, **fields):
    """Send files to be taken in; return the answer."""
    return browser.post(
        "/collect", data={"received": "2026-01-10", **fields}, files=[("files", (name, data)) for name, data in files]
    )


def number_of(answer):
    """Return the id of the job that an answer leads to."""
    assert answer.status_code == 303, answer.text
    return int(answer.headers["location"].removeprefix("/jobs/"))


def ended(office, number, seconds=300):
    """Have a job done as a server does, and return it."""
    supervisor = Supervisor(office.portal)
    latest = time.monotonic() + seconds
    try:
        with office.store as store:
            while (found := table.find(store, number)).is_open:
                assert time.monotonic() < latest, "the job does not end"
                supervisor.look(store)
                time.sleep(0.05)
            supervisor.look(store)
            return found
    finally:
        supervisor.stop()


def report(office, number):
    """Return what a job reported."""
    with office.store as store:
        return table.report_of(store, number)


def verdicts(office, number):
    """Return the verdict of each file of a job."""
    return {one["file"]: one["verdict"] for one in report(office, number)["entries"]}


def left_of_jobs(office):
    """Return the files that are left in the folders of jobs."""
    folder = office.portal.folder / JOBS
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()) if folder.exists() else []


def filed_by_audit(store):
    """Count by (file, verdict) how often the audit tells that a file was stored."""
    rows = store.db.execute("SELECT action, detail FROM audit WHERE action LIKE 'collect/%'")
    told = ((action, json.loads(detail)) for action, detail in rows)
    return Counter((one["file"], action) for action, one in told if one["revision"] is not None)


@pytest.fixture(scope="session")
def copies():
    """What two units hand in, by their codes."""
    return {unit: handed_in(unit) for unit in (MINE, OTHER)}
