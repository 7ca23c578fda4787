"""A folder of hostile workbooks among good ones: the run ends, the good ones are taken, each bad one is named."""

import importlib.util
import resource
import sys
import time
import zipfile
from pathlib import Path

import pytest

FORGERY = Path(__file__).parents[3] / "core/workbook"


def forgery(name):
    """Return a module of the reader's tests: what forges workbooks, and what floods them."""
    spec = importlib.util.spec_from_file_location(f"_forging_{name}", FORGERY / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def hostile():
    """Yield names and bytes of workbooks made to exhaust, crash or deceive a reader."""
    conftest, bounds = forgery("conftest"), forgery("test_reader_bounds")

    def forged(*args, **kwargs):
        return conftest.zipped(conftest.package_parts(*args, **kwargs))

    for name, (before, unit, times, after, _) in bounds.MARKUP.items():
        yield f"markup {name}", forged(before + unit * times + after)
    for name, (before, unit, times, after, _) in bounds.TEXT.items():
        sst = f"{bounds.OPEN}{before}{unit * times}{after}</sst>"
        yield f"text {name}", forged("", strings="", parts={"xl/sharedStrings.xml": sst})
    yield "far cell", forged('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    yield "bomb", conftest.zipped({**conftest.package_parts(), "xl/media/a.bin": bytes(300 << 20)})
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    laughs = f'<?xml version="1.0"?><!DOCTYPE x [{entities}]><worksheet>&a11;</worksheet>'
    yield "laughs", forged(sheet=laughs)
    outside = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>'
    yield "outside", forged(sheet=outside)
    yield "macros", forged(parts={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    yield "no parts", conftest.zipped({})
    yield "ole", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4096
    yield "random", bytes((17 * n * n + n) % 251 for n in range(100_000))


@pytest.mark.slow
def test_hostile_workbooks_cost_only_themselves(tmp_path, runs, collecting_of, sent, sound, capsys):
    folder = tmp_path / "收到"
    folder.mkdir()
    names = []
    for number, (name, data) in enumerate(hostile()):
        # A good one before and after each, so that every worker goes on after every bad one.
        (folder / f"{number:02}-a.xlsx").write_bytes(sent(code=f"H{number}"))
        (folder / f"{number:02}-b {name}.xlsx").write_bytes(data)
        names.append(f"{number:02}-b {name}.xlsx")
    with zipfile.ZipFile(folder / "包.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("好.xlsx", sent(code="H99"))
        archive.writestr("弹.xlsx", bytes(200 << 20))
    began = time.monotonic()
    ended = runs(collecting_of(tmp_path / "库", folder)).end()
    seconds = time.monotonic() - began
    assert ended.code == 1 and "Traceback" not in ended.said, ended.said[-3000:]
    refused = [line for line in ended.said.splitlines() if line.startswith("没有收  ")]
    assert not [name for name in names if not any(f"/{name}" in line for line in refused)], ended.said
    assert len(refused) == len(names) + 1
    assert f"收下 {len(names) + 1}，" in ended.said
    units = {unit for unit, _ in sound(tmp_path / "库")["submissions"]}
    assert units == {f"H{number}" for number in (*range(len(names)), 99)}
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    with capsys.disabled():
        sys.stdout.write(f" {len(names)} hostile workbooks in {seconds:.1f} s, at most {peak:.0f} MB a process ")
    assert seconds < 600


@pytest.mark.slow
def test_a_workbook_that_hangs_its_reader_is_named_and_the_run_ends(tmp_path, runs, collecting_of, sent, sound):
    """No workbook is known that does: the reader is made to."""
    for number in range(6):
        (tmp_path / f"{number}.xlsx").write_bytes(sent(code=f"H{number}"))

    def install():
        from shuangyong.office.intake import collecting, examining, workers

        true, run = examining.take, workers.run

        def slow(data, name, catalog):
            while name in ("1.xlsx", "4.xlsx"):
                pass
            return true(data, name, catalog)

        examining.take = slow
        collecting.workers.run = lambda work, tasks, small: run(work, tasks, seconds=8, small=small)

    files = sorted(tmp_path.glob("*.xlsx"))
    ended = runs(collecting_of(tmp_path / "库", *files), install).end()
    assert ended.code == 1
    assert "还没有读完" in ended.said and "收下 4，退回 0，没有收 2" in ended.said
    assert {unit for unit, _ in sound(tmp_path / "库")["submissions"]} == {"H0", "H2", "H3", "H5"}
