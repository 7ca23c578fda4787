"""``shuangyong assess`` over a store: every unit as its own ledger scores it, ranked, over one year or two."""

import json
import shutil
from decimal import Decimal

import openpyxl
import pytest
from click import UsageError
from shuangyong.assess.given import Given
from shuangyong.assess.scoring import score
from shuangyong.assess.shipped import standard_of
from shuangyong.assessment import scored_store
from shuangyong.catalog import installed_for_figures
from shuangyong.examination import examine
from shuangyong.model.problems import ProblemsFound, UnknownNameError
from shuangyong.office.counted import counted_ledgers
from shuangyong.office.store.opening import open_store

CATALOG = installed_for_figures()


@pytest.fixture(scope="module")
def standard():
    return standard_of(CATALOG, "unit").standard


@pytest.fixture(scope="module")
def ranking(county, standard):
    with open_store(county) as store:
        return scored_store(store, CATALOG, standard, [2025])


def test_every_unit_has_the_points_of_its_own_file(county, standard, ranking, tmp_path):
    with open_store(county) as store:
        ledgers = counted_ledgers(store, [2025])
    assert len(ledgers) == len(ranking.units) > 30
    found = {place.score.last.code: place.score.total for place in ranking.units}
    for one in ledgers:
        (tmp_path / "一本.xlsx").write_bytes(one.path.read_bytes())
        ledger = examine(tmp_path / "一本.xlsx", CATALOG).ledger
        assert score(ledger, standard, one.sector).total == found[one.unit], one.name


def test_the_best_unit_stands_first_and_everybody_is_somewhere(county, ranking):
    totals = [place.score.total for place in ranking.units if place.rank is not None]
    assert totals == sorted(totals, reverse=True)
    assert [place.rank for place in ranking.units][:1] == [1]
    named = {place.score.last.code for place in ranking.units} | {one.code for one in ranking.unscored}
    with open_store(county) as store:
        expected = {row["unit"] for row in store.db.execute("SELECT unit FROM roster WHERE until IS NULL")}
    assert expected <= named


def test_the_answer_for_programs(county, run, ranking):
    done = run(county, "--format", "json", "--today", "2026-03-01")
    found = json.loads(done.stdout)
    assert [unit["total"] for unit in found["units"]] == [
        f"{place.score.total.normalize():f}" for place in ranking.units
    ]
    assert {one["title"] for one in found["sectors"]} <= {sector.label for sector in CATALOG.sectors}
    assert found["years"] == [2025] and found["weak"] and found["unscored"]
    assert all(item["losing"] <= item["units"] for item in found["weak"])
    mean = sum(Decimal(unit["total"]) for unit in found["units"]) / len(found["units"])
    assert abs(Decimal(found["average"]) - mean) <= Decimal("0.005")


def test_two_years_are_a_cycle(county, run):
    found = json.loads(run(county, "--years", "2024-2025", "--format", "json").stdout)
    for unit in found["units"]:
        years = [Decimal(points) for points in unit["by_year"].values()]
        assert len(years) + len(unit["missing_years"]) == 2
        assert abs(Decimal(unit["total"]) - sum(years) / 2) <= Decimal("0.005")


def test_one_unit_is_told_item_by_item(county, run, ranking):
    best = ranking.units[0].score
    for name in (best.unit, best.last.code):
        found = json.loads(run(county, "--unit", name, "--format", "json").stdout)
        assert (found["unit"], Decimal(found["total"])) == (best.unit, best.total)
        assert any(item["rows"] for item in found["items"]) and found["due"]
    assert isinstance(run(county, "--unit", "没有这家").exception, UnknownNameError)


def test_an_areas_standard_is_for_the_offices_own_ledger(county, run):
    done = run(county, "--standard", "national")
    assert isinstance(done.exception, UsageError) and "--unit" in done.exception.format_message()
    assert run(county, "--standard", "national", "--unit", "李沧区退役军人事务局").return_value == 0


def test_a_veto_comes_first_and_has_no_rank(county, run, ranking, tmp_path):
    best = ranking.units[0].score.unit
    book = openpyxl.Workbook()
    book.active.append(("单位", "年度", "序号", "得分", "理由"))
    book.active.append((best, 2025, "否2", "否决", "有通报"))
    silent = ranking.unscored[0].unit
    book.active.append((silent, 2025, "22", 1, "没有报"))
    book.save(tmp_path / "评定.xlsx")
    done = run(county, "--manual", "评定.xlsx")
    lines = done.stdout.splitlines()
    assert lines.index("一票否决（1 个单位，不排名）：") < lines.index("排名：")
    assert f"  {best}：2025 年 否2 人工评定：有通报" in lines
    assert not any(line.startswith(f"  1. {best}") for line in lines)
    assert f"人工评定里有 1 个单位没有可以评的台账，没有用上：{silent}。" in done.stderr


def misspelt(best):
    book = openpyxl.Workbook()
    book.active.title = "人工评定"
    book.active.append(("单位", "年度", "序号", "得分", "理由"))
    book.active.append((best[:-1], 2025, "否2", "否决", "有通报"))
    book.active.append((best, 2025, "22", 1, None))
    return book


@pytest.mark.parametrize("one_unit", [False, True])
def test_a_unit_that_is_misspelt_is_refused_at_its_cell_with_what_else_is_wrong(
    county, run, ranking, tmp_path, one_unit
):
    best = ranking.units[0].score.unit
    misspelt(best).save(tmp_path / "评定.xlsx")
    done = run(county, "--manual", "评定.xlsx", *(["--unit", best] if one_unit else []))
    assert isinstance(done.exception, ProblemsFound) and done.exception.file == "评定.xlsx"
    unknown, reason = done.exception.problems
    assert (unknown.place, unknown.value, best in unknown.fix) == ("人工评定!A2", best[:-1], True)
    assert reason.place == "人工评定!E3"


def test_nothing_is_scored_with_a_decision_on_nobody(county, standard):
    nobody = Given(unit="没有这家", year=2025, number="否2", because="有通报", veto=True, file="标准.xlsx")
    with open_store(county) as store, pytest.raises(ProblemsFound, match="没有这家") as refused:
        scored_store(store, CATALOG, standard, [2025], (nobody,))
    assert refused.value.file == "标准.xlsx"


def test_a_decision_names_a_unit_by_a_name_that_it_bears_now(run, renamed, ranking, tmp_path):
    best = ranking.units[0].score
    book = openpyxl.Workbook()
    book.active.append(("单位", "年度", "序号", "得分", "理由"))
    book.active.append(("新名字", 2025, "否2", "否决", "有通报"))
    book.save(tmp_path / "评定.xlsx")
    done = run(renamed(best.last.code, "新名字"), "--manual", "评定.xlsx")
    assert "  新名字：2025 年 否2 人工评定：有通报" in done.stdout.splitlines()


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "html"])
def test_the_result_is_written(county, run, tmp_path, suffix):
    assert run(county, "-o", f"结果.{suffix}").return_value == 0
    assert (tmp_path / f"结果.{suffix}").stat().st_size > 5000


def test_a_year_without_ledgers_is_told(county, run):
    done = run(county, "--year", "2001")
    assert done.return_value == 1
    assert "2001 年还没有可以评的台账" in done.stderr


def test_a_reason_with_a_phone_number_does_not_leave(county, run, tmp_path, ranking):
    book = openpyxl.Workbook()
    book.active.append(("单位", "年度", "序号", "得分", "理由"))
    book.active.append((ranking.units[0].score.unit, 2025, "22", 1, "问过张三 13812345678"))
    book.save(tmp_path / "评定.xlsx")
    done = run(county, "--manual", "评定.xlsx", "-o", "结果.xlsx")
    assert done.exception is not None and done.exception.problems[0].code == "private"
    assert not (tmp_path / "结果.xlsx").exists()
    alone = run(county, "--manual", "评定.xlsx", "--unit", ranking.units[0].score.unit, "-o", "一家.docx")
    assert alone.exception is not None and alone.exception.problems[0].code == "private"
    assert "13812345678" not in done.output + alone.output


def test_units_off_the_roster_that_sent_are_listed(county, run, tmp_path, ranking):
    gone = ranking.units[0].score
    copied = tmp_path / "库"
    shutil.copytree(county, copied)
    with open_store(copied) as store, store.transaction() as db:
        db.execute("DELETE FROM roster WHERE unit = ?", (gone.last.code,))
    done = run(copied, "--year", 2025, "--all")
    assert f"  {gone.unit}：2025 年：报了台账，但不在名册上" in done.stdout.splitlines()
    assert gone.unit not in done.stdout.partition("没有评的")[0]


def test_a_name_that_nobody_bears_is_told_the_names_that_may_be_meant(county, run, ranking):
    whole = ranking.units[0].score.unit
    (one,) = run(county, "--unit", whole[3:]).exception.problems
    assert whole in one.fix and one.fix.count("、") < 10


@pytest.fixture
def renamed(county, tmp_path):
    """Return a copy of the store in which a unit has another name, from a day on where one is given."""

    def made(unit, name, until=None):
        copied = shutil.copytree(county, tmp_path / "库")
        with open_store(copied) as store, store.transaction() as db:
            before = db.execute("SELECT * FROM roster WHERE unit = ?", (unit,)).fetchone()
            db.execute("UPDATE roster SET name = ?, until = ? WHERE unit = ?", (name, until, unit))
            if until is not None:
                later = (unit, before["name"], before["sector"], before["region"], "2025-01-01")
                db.execute("INSERT INTO roster (unit, name, sector, region, start) VALUES (?, ?, ?, ?, ?)", later)
        return copied

    return made


def test_a_name_that_two_units_bear_tells_no_unit(run, renamed, ranking):
    first, second = (place.score for place in ranking.units[:2])
    (one,) = run(renamed(second.last.code, first.unit), "--unit", first.unit).exception.problems
    assert one.message == f"有几个单位叫「{first.unit}」。"
    assert first.last.code in one.fix and second.last.code in one.fix


def test_a_unit_that_changed_its_name_keeps_its_years(county, run, renamed):
    found = json.loads(run(county, "--years", "2024-2025", "--format", "json").stdout)["units"]
    unit = next(one for one in found if not one["missing_years"])
    store = renamed(unit["code"], "老名字", "2024-12-31")
    one = json.loads(run(store, "--years", "2024-2025", "--unit", "老名字", "--format", "json").stdout)
    assert (one["unit"], one["total"], one["missing_years"]) == (unit["unit"], unit["total"], [])


def test_a_unit_of_which_no_ledger_counts_is_told_why(county, run, ranking):
    one = ranking.unscored[0]
    (problem,) = run(county, "--unit", one.code).exception.problems
    assert problem.message == f"{one.unit}（{one.code}）：{one.why}。"
