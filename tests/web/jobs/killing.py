"""Killing servers and jobs at any moment, as often as is asked.

``python -m tests.web.jobs.killing STORE LEDGERS 100 8853 [SEED]``, where the store expects the ledgers of a folder.
Each round takes a zip of them in anew; server, job or both are killed at random moments, a server is started again
where there is none, and at the end every file must be told once and stored once.
"""

import contextlib
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

from shuangyong.office.store.opening import open_store
from shuangyong.web import accounts
from shuangyong.web.jobs import table
from shuangyong.web.jobs.folders import JOBS, new_folder
from shuangyong.web.jobs.folders import sent as sent_in

_MODES = ("server", "job", "both")
_PATIENCE = 120


class Server:
    """A portal in a process of its own."""

    def __init__(self, folder, port):
        self._command = [sys.executable, "-m", "shuangyong.cli", "serve", str(folder), "--port", str(port)]
        self.process = None
        self.old = set()

    def ensure(self):
        """Start it where it is not running."""
        if self.process is None or self.process.poll() is not None:
            self.process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def kill(self, mode):
        """Kill the server, the job's process, or all there is; what is left of the job lives on where it can."""
        jobs = self.jobs()
        if mode in ("server", "both"):
            self.process.kill()
            self.process.wait()
        if mode in ("job", "both"):
            for pid in jobs:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        self.old |= jobs

    def jobs(self):
        """Return the processes that do jobs: children of the process that forks for this server."""
        forking = [pid for pid in _children(self.process.pid) if "forkserver" in _command(pid)]
        return {pid for one in forking for pid in _children(one)}

    def stop(self):
        """End it, and whatever it began."""
        self.kill("both")
        for pid in self.old:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def _children(pid):
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(stat.read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(stat.parent.name))
    return found


def _command(pid):
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    return ""


def asked(folder, data):
    """Have a job in a store as the page asks for it, and return its id."""
    with open_store(folder) as store:
        account = next(one for one in accounts.accounts(store) if one.role == "admin")
        place = new_folder(folder)
        (sent_in(place) / "0.zip").write_bytes(data)
        given = {"fields": {"received": "2026-01-10", "dry_run": False}, "files": [["批.zip", "0.zip"]]}
        with store.transaction():
            return table.add(store, "collect", account.id, account.actor, place.name, given)


def round_of_kills(folder, data, port, kills, chance, spread=2.5):
    """Take a zip in while server and job are killed; return the job and how often what was killed in which state."""
    number, server, killed = asked(folder, data), Server(folder, port), Counter()
    latest = time.monotonic() + _PATIENCE * (kills + 1)
    try:
        with open_store(folder) as store:
            while (found := table.find(store, number)).is_open:
                assert time.monotonic() < latest, found
                server.ensure()
                if killed.total() < kills:
                    if chance.random() < 0.8:  # mostly while it is being done
                        _wait_until_running(store, number)
                    time.sleep(chance.uniform(0, spread))
                    mode = chance.choice(_MODES)
                    server.kill(mode)
                    killed[mode, table.find(store, number).state] += 1
                time.sleep(0.1)
            while [*(folder / JOBS).rglob("*.zip")]:  # what was sent for it goes at the latest when a server looks
                assert time.monotonic() < latest, "left over"
                server.ensure()
                time.sleep(0.1)
            return found, killed
    finally:
        server.stop()


def _wait_until_running(store, number):
    latest = time.monotonic() + _PATIENCE
    while table.find(store, number).state == "waiting" and time.monotonic() < latest:
        time.sleep(0.02)


def accounted(folder, number, expected):
    """Raise unless every file is told once with what became of it, stored once, and nothing is left over.

    Args:
        folder: The store's.
        number: The job's id.
        expected: By file, its verdict.
    """
    with open_store(folder) as store:
        found, report = table.find(store, number), table.report_of(store, number)
        assert found.state == "done", found
        assert sorted(one["file"] for one in report["entries"]) == sorted(expected)
        assert {one["file"]: one["verdict"] for one in report["entries"]} == expected
        stored = [file for file, verdict in expected.items() if verdict != "rejected"]
        rows = store.db.execute("SELECT submission, sha256 FROM revision").fetchall()
        assert len(rows) == len({row["submission"] for row in rows}) == len(stored)
        told = Counter()
        for row in store.db.execute("SELECT action, detail FROM audit WHERE action LIKE 'collect/%'"):
            detail = json.loads(row["detail"])
            if detail["revision"] is not None:
                told[detail["file"], row["action"].removeprefix("collect/")] += 1
        assert told == Counter({(file, expected[file]): 1 for file in stored})
        originals = [one for one in store.originals.rglob("*") if one.is_file() and not one.name.endswith(".tmp")]
        assert {one.name for one in originals} >= {row["sha256"] for row in rows}
        assert store.db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        returned = [one for one in report["entries"] if one["verdict"] == "returned"]
        assert all(one["problems"] for one in returned)
        assert len(found.files) == bool(returned)
    assert not list((folder / JOBS).rglob("*.zip"))


def _tell(words):
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main():
    """Kill as often as is asked over stores of a demonstration county, and print what was killed in which state."""
    demo, ledgers, wanted, port = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    chance, total, rounds = random.Random(int(sys.argv[5]) if len(sys.argv) > 5 else 1), Counter(), 0
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for path in sorted(ledgers.iterdir()):
            archive.write(path, path.name)
        archive.writestr("坏的.xlsx", b"no ledger")
    expected = {}
    while total.total() < wanted:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "store"
            shutil.copytree(demo, folder)
            kills = min(4, wanted - total.total()) if expected else 0
            found, killed = round_of_kills(folder, stream.getvalue(), port, kills, chance)
            if not expected:  # the first round is left alone
                with open_store(folder) as store:
                    entries = table.report_of(store, found.id)["entries"]
                expected = {one["file"]: one["verdict"] for one in entries}
                _tell(f"{dict(Counter(expected.values()))}")
            accounted(folder, found.id, expected)
            _tell(f"{dict(killed)}, {found.tries} tries without getting further")
            total, rounds = total + killed, rounds + 1
    _tell(f"{rounds} rounds of {len(expected)} files, {total.total()} kills, all accounted for: {dict(total)}")


if __name__ == "__main__":
    main()
