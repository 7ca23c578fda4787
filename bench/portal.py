"""The portal under load: 50 people at once, each asking again as soon as the answer is there, page by page.

Run: ``.venv/bin/python bench/portal.py [--units 2000] [--seconds 5] [--changing] [--only WORD] [--skip WORD]
[--keep FOLDER] [--store FOLDER] [--json FILE]``

Drives ``shuangyong serve`` over a store of 2,000 units, and in the same run a bare page of Starlette and Jinja2 under
the same uvicorn, with wrk (Debian's package ``wrk``). Every page of the portal that is looked at is asked for, by 50
sessions of those roles that may see it, those of one unit each by its own. ``--changing`` has the store change once a
second meanwhile, as on the last day of reporting, so that nothing stays remembered for longer.

Before, each of the 50 asks for it once, one after the other, which makes it: ``alone`` is the median of that.
A page counts only if every answer was 200: errors are fast too.
"""

import argparse
import contextlib
import http.client
import json
import os
import re
import secrets
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median

import attrs
from office import write_ledgers

PEOPLE, GOAL, YEAR = 50, 200, 2025
#: What fills the parts of addresses other than the unit; pages with others are left out, and said so.
PARTS = {"year": str(YEAR), "number": "1", "kind": "summary", "form": "html", "rest": None, "token": None}
#: What people search for, beside nothing.
SEARCHES = {"/units": ("q=医院", "sector=school", "state=逾期未报", "q=街道&state=已通过")}
ROLES = ("admin", "officer", "reader", "unit")


@attrs.frozen
class Session:
    """Somebody who is signed in."""

    account: object
    cookie: str


def make_store(place, folder, count, ledgers):
    """Make a store of so many units: one in twenty sent nothing, one in fifty was returned."""
    from shuangyong.catalog import installed
    from shuangyong.office.acts.returning import return_submission
    from shuangyong.office.intake.collecting import collect
    from shuangyong.office.roster.importing import import_roster
    from shuangyong.office.store.opening import open_store
    from shuangyong.office.store.settings import Office, note_office

    catalog = installed()
    sent = count * 19 // 20
    chosen = folder / "sent"
    chosen.mkdir()
    for path in write_ledgers(ledgers, count)[:sent]:
        (chosen / path.name).symlink_to(path.resolve())
    with open_store(place, create=True) as store:
        with store.transaction() as db:
            note_office(db, Office("示例市双拥办", "3702"))
        collect(store, catalog, [chosen])
        rows = [
            tuple(row)
            for row in store.db.execute(
                "SELECT s.unit, r.name, r.sector, r.region FROM submission s JOIN revision r ON r.id = s.current"
            )
        ]
        rows += [(f"X{number:05}", f"未报单位{number}", *rows[number][2:]) for number in range(count - len(rows))]
        write_roster(folder / "roster.xlsx", rows, catalog)
        import_roster(store, catalog, folder / "roster.xlsx", YEAR, "经办人")
        for unit, *_ in rows[:sent:50]:
            return_submission(store, f"{unit}-{YEAR}", "请核对走访次数", "经办人")


def write_roster(path, rows, catalog):
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["单位代码", "单位名称", "行业", "行政区划代码", "启用日期", "截止日期"])
    labels = {sector.id: sector.label for sector in catalog.sectors}
    for unit, name, sector, region in rows:
        sheet.append([unit, name, labels[sector], region, "2019-01-01", f"{YEAR}-12-15"])
    book.save(path)


def sign_in(store, units):
    """Return 50 sessions of each role; units' officers each of another unit, whose ledger counts."""
    from argon2 import PasswordHasher
    from shuangyong.office.store.opening import open_store
    from shuangyong.web import accounts, passwords, sessions

    passwords.HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # signing in is not what is measured
    found = {role: [] for role in ROLES}
    run = secrets.token_hex(2)
    with open_store(store) as opened:
        for role in ROLES:
            for number in range(PEOPLE):
                unit = units[number] if role == "unit" else None
                login, password = f"{role}{number}-{run}", "correct horse staple"
                made = accounts.add(
                    opened, "经办人", login=login, name=f"某{number}", role=role, unit=unit, password=password
                )
                with contextlib.suppress(Exception), opened.transaction() as db:
                    db.execute("UPDATE account SET given = 0")
                token = sessions.sign_in(opened, login, password, "127.0.0.1")
                found[role].append(Session(made, f"session={token}"))
    return found


def asked(sessions, units):
    """Yield a label, and the addresses with cookies, of each page and of each kind of people who may see it."""
    from shuangyong.web.addresses import unit_address
    from shuangyong.web.application import PAGES
    from shuangyong.web.permissions import may

    for page in PAGES:
        if page.method != "GET" or page.path in ("/",):
            continue
        parts = set(re.findall(r"{(\w+)(?::\w+)?}", page.path)) - {"unit"}
        if any(PARTS.get(part) is None for part in parts):
            yield page.path, None
            continue
        for kind in ("office", "unit"):
            people = [one for role in ROLES if (role == "unit") == (kind == "unit") for one in sessions[role]]
            people = people if kind == "unit" else mixed(people)
            able = [one for one in people if may(one.account, page.right, one.account.unit or units[0])][:PEOPLE]
            if not able:
                continue
            path = re.sub(r"{(\w+)(?::\w+)?}", lambda match: PARTS.get(match[1], "{unit}"), page.path)
            found = [
                (path.replace("{unit}", unit_address(one.account.unit or units[number])), one.cookie)
                for number, one in enumerate(able)
            ]
            yield f"{page.path} ({kind})", found
            if kind == "office":
                from urllib.parse import quote

                for query in SEARCHES.get(page.path, ()):
                    yield f"{page.path}?{query}", [(f"{p}?{quote(query, safe='=&')}", cookie) for p, cookie in found]


def mixed(people):
    """Return people of several roles in turn: five officers and two readers to each admin."""
    by_role = {role: [one for one in people if one.account.role == role] for role in ("admin", "officer", "reader")}
    found = []
    while by_role["officer"]:
        for role, count in (("admin", 1), ("officer", 5), ("reader", 2)):
            found += by_role[role][:count]
            by_role[role] = by_role[role][count:]
    return found


@contextlib.contextmanager
def served(*command):
    """Run a server in a process of its own, and yield its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen([*map(str, command), "--port", str(port)]) as process:
        try:
            for _ in range(600):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    break
                time.sleep(0.05)
            yield port
        finally:
            process.terminate()


def bare(port):
    """Serve a page of a table with twenty rows, made anew for each request."""
    from jinja2 import Environment
    from shuangyong.web.serving import server_of
    from starlette.applications import Starlette
    from starlette.responses import HTMLResponse
    from starlette.routing import Route

    rows = "{% for row in rows %}<tr><td>{{ row }}</td><td>{{ row * 3 }}</td><td>{{ name }}</td></tr>\n{% endfor %}"
    template = Environment(autoescape=True).from_string(f"<!DOCTYPE html><title>x</title><table>{rows}</table>")

    async def page(_):
        return HTMLResponse(template.render(rows=range(20), name="单位"))

    server_of(Starlette(routes=[Route("/", page)]), host="127.0.0.1", port=port).run()


def alone(port, targets):
    """Ask for each address once, one after the other; return the median milliseconds of it, and the bytes."""
    taken, size = [], 0
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for path, cookie in targets:
        before = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": cookie})
        size = len(connection.getresponse().read())
        taken.append((time.perf_counter() - before) * 1000)
    connection.close()
    return {"alone": median(taken), "bytes": size}


def load(port, targets, seconds):
    """Drive a page with wrk; return its milliseconds at the percentiles, answers a second, and what was not 200."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("".join(f"{path}\t{cookie}\n" for path, cookie in targets))
        file.flush()
        script = str(Path(__file__).with_suffix(".lua"))
        command = ["wrk", "-t1", f"-c{PEOPLE}", f"-d{seconds}s", "--timeout", "60s", "-s", script]
        done = subprocess.run(
            [*command, f"http://127.0.0.1:{port}", "--", file.name], capture_output=True, text=True, check=True
        )
    told = re.search(r"FOUND (.*)", done.stdout)[1].split()
    p50, p95, p99, count, duration, broken = map(int, told[:6])
    other = [one for one in told[6:] if not one.startswith("200=")] + ([f"broken={broken}"] if broken else [])
    return {
        "p50": p50 / 1000,
        "p95": p95 / 1000,
        "p99": p99 / 1000,
        "rate": count / duration * 1e6,
        "other": " ".join(other) or ("" if count else "no answer"),
    }


@contextlib.contextmanager
def changing(store, on):
    """Have an act noted once a second."""
    from shuangyong.office.store.opening import open_store

    end = threading.Event()

    def change():
        with open_store(store) as opened:
            while not end.wait(1):
                with opened.transaction():
                    opened.audit("经办人", "unlock", "bench", {})

    thread = threading.Thread(target=change)
    if on:
        thread.start()
    yield
    end.set()
    if on:
        thread.join()


def measure(options, folder):
    ledgers = Path(options.keep or folder / "ledgers")
    began = time.perf_counter()
    store = Path(options.store or folder / "store")
    if not store.exists():
        make_store(store, folder, options.units, ledgers)
    sessions = sign_in(store, counting(store))
    print(f"{options.units} units, made in {time.perf_counter() - began:.0f} s; load {os.getloadavg()[0]:.1f}")
    found = {}
    with served(sys.executable, __file__, "bare") as port:
        plain = load(port, [("/", "x=1")], options.seconds)
    show("a bare page", plain, plain)
    program = Path(sys.executable).with_name("shuangyong")
    with served(program, "serve", store) as port, changing(store, options.changing):
        for label, targets in asked(sessions, counting(store)):
            if options.only not in label or (options.skip and options.skip in label):
                continue
            if targets is None:
                print(f"{label:66} not measured")
                continue
            found[label] = alone(port, targets) | load(port, targets, options.seconds)
            show(label, found[label], plain)
    missed = [label for label, one in found.items() if one["p95"] > GOAL or one["other"]]
    print(f"p95 within {GOAL} ms: {len(found) - len(missed)} of {len(found)}   {'MISSED' if missed else 'met'}")
    if options.json:
        told = {"units": options.units, "people": PEOPLE, "load": os.getloadavg()[0], "bare": plain, "pages": found}
        Path(options.json).write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


def counting(store):
    """Return the units whose ledger counts."""
    from shuangyong.office.store.opening import open_store

    with open_store(store) as opened:
        return [row[0] for row in opened.db.execute("SELECT unit FROM submission WHERE counted IS NOT NULL")]


def show(label, one, plain):
    figures = f"{one['p50']:8.1f}{one['p95']:8.1f}{one['p99']:8.1f} ms{one['rate']:8.0f}/s"
    ratio = f"{one['p95'] / plain['p95']:6.1f} x"
    whole = f"alone {one['alone']:6.0f} ms {one['bytes'] / 1024:5.0f} KiB" if "alone" in one else ""
    print(f"{label:66}{figures}{ratio}  {whole} {one['other']}", flush=True)


def main():
    if sys.argv[1:2] == ["bare"]:
        bare(int(sys.argv[-1]))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=2000)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--changing", action="store_true")
    parser.add_argument("--only", default="", metavar="WORD")
    parser.add_argument("--skip", default="", metavar="WORD")
    parser.add_argument("--keep", metavar="FOLDER", help="where ledgers are, or are made and stay")
    parser.add_argument(
        "--store", metavar="FOLDER", help="a store that an earlier run made; or is made there and stays"
    )
    parser.add_argument("--json", metavar="FILE")
    with tempfile.TemporaryDirectory() as folder:
        measure(parser.parse_args(), Path(folder))


if __name__ == "__main__":
    main()
