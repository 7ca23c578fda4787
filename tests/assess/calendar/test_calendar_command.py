"""``shuangyong calendar``: from a ledger or without one, by the suffix, and what it refuses."""

import icalendar
import pytest
from click.testing import CliRunner
from shuangyong.catalog import installed_for_figures
from shuangyong.cli.calendar import command
from shuangyong.model.problems import ProblemsFound
from shuangyong.workbook.samples import sample_ledger
from shuangyong.workbook.writing import ledger_bytes


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run the command in a folder with the ledger of a hospital."""
    catalog = installed_for_figures()
    (tmp_path / "台账.xlsx").write_bytes(ledger_bytes(catalog, sample_ledger(catalog, "hospital", 2026)))
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(command, args)


@pytest.mark.parametrize("suffix", ["ics", "html", "md"])
def test_the_suffix_says_which_form(run, tmp_path, suffix):
    done = run("台账.xlsx", "-o", f"日历.{suffix}", "--today", "2026-06-30")
    assert done.exit_code == 0, done.output
    assert "双拥工作日历" in done.stderr
    text = (tmp_path / f"日历.{suffix}").read_bytes().replace(b"\r\n ", b"").decode()
    assert "军地" in text or "领导小组会议" in text


def test_another_day_is_another_standing(run, tmp_path):
    for day in ("2026-01-02", "2026-12-31"):
        run("台账.xlsx", "-o", f"{day}.ics", "--today", day)
    early, late = (
        [str(event["summary"]) for event in icalendar.Calendar.from_ical((tmp_path / f"{day}.ics").read_bytes()).events]
        for day in ("2026-01-02", "2026-12-31")
    )
    assert sum("【已办】" in one for one in early) < sum("【已办】" in one for one in late)
    assert not any("【过期】" in one for one in early)


def test_a_sector_and_a_year_will_do(run, tmp_path):
    assert run("--sector", "学校", "--year", "2027", "-o", "明年.html").exit_code == 0
    assert "学校（各单位通用）2027年双拥工作日历" in (tmp_path / "明年.html").read_text(encoding="utf-8")


def test_an_office_beside_the_ledger_adds_its_own_months(run, tmp_path):
    (tmp_path / "本地扩展.toml").write_text(
        'name = "某区"\n[[duty]]\nid = "month"\ntitle = "双拥宣传月"\nkind = "宣传"\nfirst = "07-01"\nlast = "07-31"\n',
        encoding="utf-8",
    )
    assert run("台账.xlsx", "-o", "日历.md").exit_code == 0
    assert "双拥宣传月" in (tmp_path / "日历.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("台账.xlsx", "-o", "日历.pdf"), "后缀应是 ics"),
        (("台账.xlsx", "-o", "台账.xlsx"), "后缀应是 ics"),
        (("台账.xlsx", "--year", "2026", "-o", "日历.md"), "给了台账，就不用再写"),
        (("台账.xlsx", "-o", "日历.md", "--today", "6月30日"), "请写成 2026-06-30 这样"),
        (("没有.xlsx", "-o", "日历.md"), "没有.xlsx"),
    ],
)
def test_what_is_asked_wrongly_is_refused_in_words(run, tmp_path, args, told):
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    done = run(*args)
    assert done.exit_code == 2 and told in done.output
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_an_unknown_sector_is_named(run):
    done = run("--sector", "港口", "-o", "日历.md")
    assert isinstance(done.exception, ProblemsFound) and "港口" in str(done.exception)
