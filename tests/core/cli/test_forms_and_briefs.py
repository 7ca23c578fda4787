"""Briefs, the office's own forms, the list of figures and the new year, as a clerk types them."""

import json

import docx
import openpyxl
import pytest


@pytest.fixture
def form(tmp_path):
    def make(cells, name="表样.xlsx"):
        book = openpyxl.Workbook()
        for address, value in cells.items():
            book.active[address] = value
        book.save(tmp_path / name)
        return tmp_path / name

    return make


@pytest.mark.parametrize("suffix", ["docx", "html", "xlsx", "md"])
def test_a_brief_is_written_in_every_format(run, sample, tmp_path, suffix):
    code, _, err = run("report", sample, "-o", f"简报.{suffix}", "--kind", "brief", "--month", 7)
    assert code == 0
    assert "围绕“八一”开展走访慰问" in err and "成文日期是这个月的最后一天（2026年7月31日）" in err
    assert (tmp_path / f"简报.{suffix}").stat().st_size > 500
    assert "活动·次数：7次" in run("explain", f"简报.{suffix}")[1]


def test_a_brief_of_a_row_goes_to_the_screen(run, sample):
    code, out, _ = run("report", sample, "-o", "-", "--kind", "brief", "--row", "征兵体检!5")
    assert code == 0
    assert out.startswith("# 李沧区沧口湾医院开展上半年征兵体检\n")


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--kind", "brief"], 2, "请说明简报写什么"),
        (["--kind", "brief", "--month", 7, "--row", "会议!5"], 2, "两个只写一个"),
        (["--month", 7], 2, "只用于简报"),
        (["--kind", "brief", "--month", 13], 2, "13"),
        (["--kind", "brief", "--row", "征兵体检!99"], 1, "第 99 行没有数据"),
        (["--kind", "brief", "--row", "征兵体检"], 1, "要写工作表名、叹号和行号"),
    ],
)
def test_a_brief_about_nothing_is_refused(run, sample, tmp_path, options, code, said):
    found, _, err = run("report", sample, "-o", "简报.docx", *options)
    assert (found, said in err) == (code, True)
    assert not (tmp_path / "简报.docx").exists()


def test_an_empty_month_names_the_others(run, tmp_path):
    run("new", "空.xlsx", "--sector", "hospital", "--unit", "某某医院", "--year", 2026)
    code, _, err = run("report", "空.xlsx", "-o", "简报.docx", "--kind", "brief", "--month", 8)
    assert code == 1
    assert "2026年8月台账里没有可写简报的工作" in err


def test_a_sheet_form_is_filled_and_can_be_explained(run, sample, form, tmp_path):
    form({"A1": "{{ 征兵体检.体检人数 }}", "A2": "{{ enlistment.enlisted }}"})
    code, _, err = run("report", sample, "-o", "填好.xlsx", "--template", "表样.xlsx")
    assert code == 0
    assert "留了空：兵员征集·入伍人数" in err and "已按表样 表样.xlsx 写出" in err
    assert openpyxl.load_workbook(tmp_path / "填好.xlsx").active["A1"].value == 469
    assert "台账.xlsx 征兵体检!E5：126" in run("explain", "填好.xlsx")[1]


def test_a_word_form_is_filled(run, sample, tmp_path):
    document = docx.Document()
    document.add_paragraph("走访{{ 走访慰问.次数 }}次")
    document.save(tmp_path / "表样.docx")
    assert run("report", sample, "-o", "填好.docx", "--template", "表样.docx")[0] == 0
    assert docx.Document(tmp_path / "填好.docx").paragraphs[0].text == "走访3次"


@pytest.mark.parametrize(
    ("output", "name", "code", "said"),
    [
        ("填好.docx", "表样.xlsx", 2, "请改 -o 的后缀"),
        ("表样.xlsx", "表样.xlsx", 2, "它是这个命令要读的文件"),
        ("填好.xlsx", "没有.xlsx", 2, "不存在"),
    ],
)
def test_a_form_is_never_written_over_or_under_another_name(run, sample, form, output, name, code, said):
    form({"A1": "{{ year }}"})
    found, _, err = run("report", sample, "-o", output, "--template", name)
    assert (found, said in err) == (code, True)


def test_what_a_form_would_ignore_is_refused_by_name(run, sample, form, tmp_path):
    form({"A1": "{{ year }}"})
    (tmp_path / "佐证").mkdir()
    ignored = ("--fonts", "windows", "--evidence", "佐证", "--pictures", "--kind", "summary")
    code, _, err = run("report", sample, "-o", "填好.xlsx", "--template", "表样.xlsx", *ignored)
    assert (code, "不和 --kind、--fonts、--pictures、--evidence 一起用" in err) == (2, True)
    assert not (tmp_path / "填好.xlsx").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("report", "台账.xlsx", "-o", "去年.xlsx", "--kind", "table"),
        ("report", "台账.xlsx", "-o", "去年.xlsx", "--template", "表样.xlsx"),
        ("assess", "台账.xlsx", "-o", "去年.xlsx"),
        ("rollup", "库", "-o", "去年.xlsx"),
    ],
)
def test_a_document_is_not_written_over_a_ledger_but_over_an_older_document(run, sample, form, tmp_path, words):
    form({"A1": "{{ year }}"})
    (tmp_path / "库").mkdir()
    assert run("new", "去年.xlsx", "--sector", "school", "--unit", "某某学校", "--year", 2025)[0] == 0
    kept = (tmp_path / "去年.xlsx").read_bytes()
    code, _, err = run(*words)
    assert (code, "不能写到 去年.xlsx：它是一本台账" in err) == (2, True)
    assert (tmp_path / "去年.xlsx").read_bytes() == kept
    if words[0] == "report":
        again = [word.replace("去年", "统计表") for word in words]
        assert [run(*again)[0], run(*again)[0]] == [0, 0]


def test_every_fault_of_a_form_is_listed_with_its_cell_and_nothing_is_written(run, sample, form, tmp_path):
    form({"A1": "{{ visit.coun }}", "B2": "{{ yaer }}"})
    code, _, err = run("report", sample, "-o", "填好.xlsx", "--template", "表样.xlsx")
    assert code == 1
    assert "Sheet!A1「{{ visit.coun }}」：visit 没有 coun，是不是 count？" in err
    assert "Sheet!B2「{{ yaer }}」：没有名为 yaer 的变量，是不是 year？" in err
    assert not (tmp_path / "填好.xlsx").exists()


def test_figures_lists_searches_and_tells_values(run, sample):
    code, out, _ = run("figures", "--sector", "hospital", "合格")
    assert code == 0
    assert "{{ 征兵体检.合格人数 }}  人" in out and "走访慰问.次数" not in out
    code, out, _ = run("figures", sample, "合格率")
    assert (code, "现在是 69.3%" in out) == (0, True)
    code, out, _ = run("figures", "--sector", "hospital", "没有的东西")
    assert (code, out) == (1, "没有和“没有的东西”有关的数字或栏目。\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["体检"], "装了几个行业插件，请用 --sector 说明是哪一个。可用：bureau（机关单位）、"),
        (["台账.xlsx", "--sector", "学校"], "台账里有行业"),
        (["台账.et"], "没有这个文件：台账.et"),
        (["表样.docx"], "表样.docx 不是台账，台账是 .xlsx 文件；要检查的表样写在 --template 后面"),
        (["台账.xlsx", "表样.docx"], "只能给一本台账；要检查的表样写在 --template 后面"),
        (["体检", "--sector", "医院", "--template", "表样.docx"], "检查表样时不查找"),
    ],
)
def test_figures_asked_for_wrongly_says_what_to_write(run, sample, tmp_path, words, said):
    docx.Document().save(tmp_path / "表样.docx")
    code, _, err = run("figures", *words)
    assert code == 2 and said in err


def test_what_is_no_form_is_called_by_its_own_kind(run, tmp_path):
    (tmp_path / "表样.docx").write_text("不是 Word")
    code, out, err = run("figures", "--sector", "hospital", "--template", "表样.docx")
    assert (code, "表样用不了：它不是 .docx 文件，或者已经损坏。" in out + err) == (1, True)


def test_figures_as_json_for_programs(run, sample):
    code, out, _ = run("figures", sample, "体检人数", "--format", "json")
    data = json.loads(out)
    assert code == 0
    assert set(data) == {"sector", "label", "unit", "kinds"}
    exam = next(kind for kind in data["kinds"] if kind["kind"] == "hospital.recruit_exam")
    assert exam["figures"][0]["name"] == "recruit_exam.examined"
    assert exam["figures"][0]["value"] == "469人次"


def test_figures_checks_a_form(run, form):
    form({"A1": "{{ visit.count }}", "B2": "{{ visit.coun }}"})
    code, out, _ = run("figures", "--sector", "hospital", "--template", "表样.xlsx")
    assert code == 1
    assert "  可以  Sheet!A1  {{ visit.count }}" in out and "  有误  Sheet!B2  {{ visit.coun }}" in out
    assert "是不是 count？" in out
    data = json.loads(run("figures", "--sector", "hospital", "--template", "表样.xlsx", "--format", "json")[1])
    assert (data["ok"], [one["ok"] for one in data["expressions"]]) == (False, [True, False])
    form({"A1": "{{ visit.count }}"})
    assert run("figures", "--sector", "hospital", "--template", "表样.xlsx")[0] == 0


def test_next_years_ledger_is_made_from_this_years_and_can_be_checked(run, sample, tmp_path):
    code, out, _ = run("new", "2027.xlsx", "--from", sample)
    assert code == 0
    assert "李沧区沧口湾医院 2027 年双拥工作台账，由 台账.xlsx 结转" in out
    assert "共建单位：2 行" in out and "2026年当年的工作" in out
    assert run("check", "2027.xlsx")[0] == 0
    book = openpyxl.load_workbook(tmp_path / "2027.xlsx")
    assert book["共建单位"]["A5"].value and book["走访慰问"]["A5"].value is None


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--sector", "school"], 1, "选项里的行业是“学校”"),
        (["--unit", "别的医院"], 1, "选项里的单位名称是“别的医院”"),
        (["--year", 2026], 1, "应在它之后"),
        (["--sample"], 2, "只能用一个"),
    ],
)
def test_options_that_contradict_last_years_ledger_are_refused(run, sample, tmp_path, options, code, said):
    found, _, err = run("new", "2027.xlsx", "--from", sample, *options)
    assert (found, said in err) == (code, True)
    assert not (tmp_path / "2027.xlsx").exists()


def test_a_ledger_with_errors_is_not_carried_over(run, sample, tmp_path):
    book = openpyxl.load_workbook(sample)
    book["走访慰问"]["A5"] = "2026-02-30"
    book.save(sample)
    code, _, err = run("new", "2027.xlsx", "--from", sample)
    assert code == 1
    assert "走访慰问!A5" in err
    assert not (tmp_path / "2027.xlsx").exists()


def test_a_ledger_of_an_older_template_is_carried_over(run, sample):
    book = openpyxl.load_workbook(sample)
    versions = book["_模板"]
    row = next(row for row in versions.iter_rows() if row[0].value == "模板版本")
    row[1].value = "0.9"
    head = next(cell for row in book["共建单位"].iter_rows() for cell in row if cell.value == "协议日期")
    head.value = " 协议 日期 "
    book.save(sample)
    code, out, _ = run("new", "2027.xlsx", "--from", sample)
    assert (code, "共建单位：2 行" in out) == (0, True)


def test_a_copy_that_left_the_unit_is_carried_over_with_a_word_on_what_it_lacks(run, sample):
    assert run("submit", sample, "-o", "上报.xlsx")[0] == 0
    code, _, err = run("new", "2027.xlsx", "--from", "上报.xlsx")
    assert code == 0 and "上报.xlsx 是上报件，姓名、电话等已经清空" in err
    assert "上报件" not in run("new", "2027b.xlsx", "--from", sample)[2]


def test_a_ledger_without_anything_done_leaves_nothing_untold(run):
    run("new", "空白.xlsx", "--sector", "hospital", "--unit", "某某医院", "--year", 2026)
    code, out, _ = run("new", "2027.xlsx", "--from", "空白.xlsx")
    assert (code, "没有结转：" in out) == (0, False)


def test_a_skipped_year_is_told(run, sample):
    code, _, err = run("new", "隔年.xlsx", "--from", sample, "--year", 2028)
    assert code == 0 and "中间隔了年度" in err
    assert "中间隔了年度" not in run("new", "次年.xlsx", "--from", sample)[2]


@pytest.mark.parametrize("kind", ["计划", "工作计划", "plan"])
def test_a_kind_may_be_written_in_chinese(run, sample, kind):
    code, out, _ = run("report", sample, "-o", "-", "--kind", kind)
    assert code == 0 and "工作计划" in out.partition("\n")[0]
