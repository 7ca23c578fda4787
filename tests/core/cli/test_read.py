"""``read``: documents into proposals, a ledger of them, and what the other commands make of it."""

import hashlib
import json

import docx
import openpyxl
import pytest

SUMMARY = (
    "某某市人民医院2025年双拥工作总结\n一、医疗拥军\n"
    "8月12日，我院承担征兵体检，体检应征青年343名，合格237名。7月28日组织义诊1次，诊疗近800名，减免费用0.5万元。\n"
    "二、走访慰问\n近两年来累计发放慰问金8万元。全年接待其他来访27个。\n"
)


@pytest.fixture
def summary(tmp_path):
    (tmp_path / "总结.txt").write_text(SUMMARY, encoding="utf-8")
    return "总结.txt"


@pytest.fixture
def proposed(run, summary, tmp_path):
    """A ledger with proposals whose unit is named."""
    assert run("read", summary, "-o", "台账.xlsx")[0] == 0
    book = openpyxl.load_workbook(tmp_path / "台账.xlsx")
    sheet = book["单位信息"]
    for row in sheet.iter_rows(max_col=2):
        if row[0].value in {"单位名称", "联络员"}:
            row[1].value = "某某医院"
    book.save(tmp_path / "台账.xlsx")
    return "台账.xlsx"


def test_json_has_the_keys_of_the_contract(run, summary):
    code, out, _ = run("read", summary, "--format", "json")
    answer = json.loads(out)
    assert code == 0 and answer["file"] == summary and (answer["year"], answer["sector"]) == (2025, "hospital")
    exam = next(one for one in answer["records"] if one["kind"] == "hospital.recruit_exam")
    assert (exam["fields"]["examined"], exam["fields"]["qualified"], exam["date"]) == (343, 237, "2025-08-12")
    clinic = next(one for one in answer["records"] if one["kind"] == "hospital.free_clinic")
    assert clinic["approx"] == ["beneficiaries"]
    for one in (*answer["records"], *answer["unplaced"]):
        source = one["source"]
        assert SUMMARY.rstrip()[source["start"] : source["end"]] == source["quote"]


def test_the_text_that_offsets_count_is_written(run, summary, tmp_path):
    _, out, _ = run("read", summary, "--text", "字.txt", "--format", "json")
    assert hashlib.sha256((tmp_path / "字.txt").read_bytes()).hexdigest() == json.loads(out)["text_sha256"]


def test_several_documents_give_a_list_and_a_bad_one_costs_itself(run, summary, tmp_path):
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04")
    document = docx.Document()
    for line in SUMMARY.splitlines():
        document.add_paragraph(line)
    document.save(tmp_path / "总结.docx")
    code, out, err = run("read", summary, "坏.docx", "总结.docx", "--format", "json", "--text", "字")
    first, bad, last = json.loads(out)
    assert code == 1 and "损坏" in err
    assert bad["file"] == "坏.docx" and bad["problems"][0]["code"] == "damaged-file"
    assert first["records"] == last["records"]
    assert sorted(path.name for path in (tmp_path / "字").iterdir()) == ["总结.docx.txt", "总结.txt.txt"]


def test_text_for_people_has_the_sentence_and_the_reason(run, summary):
    code, out, _ = run("read", summary)
    assert code == 0 and "2025 年，医院" in out
    assert "征兵体检　2025年8月12日　体检人数 343人" in out and "受益人次 约800人次" in out
    assert "原文：8月12日，我院承担征兵体检" in out and "理由：" in out and "不入账：是几年累计的数" in out


def test_a_ledger_keeps_off_what_is_no_deed_of_the_year(run, proposed, tmp_path):
    book = openpyxl.load_workbook(tmp_path / proposed)
    assert "1500" not in str([cell.value for row in book["走访慰问"].iter_rows() for cell in row])
    listed = [[cell.value for cell in row] for row in book["未入账"].iter_rows(min_row=4)]
    assert any("80000" in row[2] and "累计" in row[3] for row in listed) and any("27个" in row[2] for row in listed)
    comment = book["征兵体检"]["A5"].comment.text
    assert "总结.txt 第3行" in comment and "343名" in comment and "清空" in comment


def test_check_counts_what_awaits_a_clerk(run, proposed):
    code, out, _ = run("check", proposed)
    assert code == 0 and "行标着“待核”" in out
    assert json.loads(run("check", proposed, "--format", "json")[1])["unverified"] == 2


def test_report_says_so_and_submit_refuses(run, proposed, tmp_path):
    code, _, err = run("report", proposed, "-o", "总结.md")
    assert code == 0 and "有 2 行标着“待核”" in err
    code, _, err = run("submit", proposed, "-o", "上报.xlsx")
    assert code == 1 and "清空那一行的“待核”" in err and not (tmp_path / "上报.xlsx").exists()


def test_collect_returns_it(run, proposed, tmp_path):
    roster = openpyxl.Workbook()
    roster.active.append(["单位代码", "单位名称", "行业", "行政区划代码", "上级单位代码", "启用日期", "停用日期"])
    roster.active.append(["H1", "某某医院", "医院", "370213", None, "2020-01-01", None])
    roster.save(tmp_path / "名册.xlsx")
    book = openpyxl.load_workbook(tmp_path / proposed)
    for row in book["单位信息"].iter_rows(max_col=2):
        if row[0].value in {"单位代码", "行政区划代码"}:
            row[1].value = {"单位代码": "H1", "行政区划代码": "370213"}[row[0].value]
    book.save(tmp_path / proposed)
    assert run("roster", "库", "名册.xlsx")[0] == 0
    _, out, _ = run("collect", "库", proposed, "--format", "json")
    (entry,) = json.loads(out)["returned"]
    assert "unverified" in {one["code"] for one in entry["problems"]}


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("双拥工作总结\n慰问军属，发放慰问金2000元。", ("--sector", "hospital"), "--year"),
        ("2025年双拥工作总结\n慰问军属，发放慰问金2000元。", (), "--sector"),
    ],
)
def test_a_ledger_needs_a_year_and_a_sector(text, options, said, run, tmp_path):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    code, _, err = run("read", "a.txt", "-o", "a.xlsx", *options)
    assert code == 2 and said in err and not (tmp_path / "a.xlsx").exists()


def test_documents_of_two_years_make_no_one_ledger(run, tmp_path):
    for year in (2024, 2025):
        text = f"某某医院{year}年双拥工作总结\n我院组织义诊2次，诊疗80人次。"
        (tmp_path / f"{year}.txt").write_text(text, encoding="utf-8")
    code, _, err = run("read", "2024.txt", "2025.txt", "-o", "a.xlsx")
    assert code == 2 and "2024、2025" in err
    assert run("read", "2024.txt", "2025.txt", "-o", "a.xlsx", "--year", 2025)[0] == 0


def test_nothing_to_enter_writes_nothing(run, tmp_path):
    (tmp_path / "a.txt").write_text("2025年医院食堂工作总结\n全年采购大米20吨，供餐3000人次。", encoding="utf-8")
    code, _, err = run("read", "a.txt", "-o", "a.xlsx", "--sector", "hospital")
    assert code == 1 and "没有写 a.xlsx" in err and not (tmp_path / "a.xlsx").exists()


def test_what_is_there_is_not_overwritten(run, summary, tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"mine")
    assert "--force" in run("read", summary, "-o", "a.xlsx")[2] and (tmp_path / "a.xlsx").read_bytes() == b"mine"
    assert run("read", summary, "-o", "a.xlsx", "--force")[0] == 0
    assert run("read", summary, "--text", summary)[0] == 2
    assert run("read", summary, "-o", "a.docx")[0] == 2


def test_several_deeds_in_one_row_are_told(run, tmp_path):
    (tmp_path / "a.txt").write_text("某某医院2025年双拥工作总结\n我院组织义诊3次，诊疗80人次。", encoding="utf-8")
    assert run("read", "a.txt", "-o", "a.xlsx")[0] == 0
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert "一行记一次" in book["义诊"]["A5"].comment.text
    assert any("3" in cell.value and "次" in cell.value for cell in book["未入账"]["C"][3:])


def test_documents_of_one_name_keep_their_texts_apart(run, tmp_path):
    for folder in ("甲", "乙", "丙"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "总结.txt").write_text(f"{folder}医院2025年双拥工作总结", encoding="utf-8")
    run("read", "甲/总结.txt", "乙/总结.txt", "丙/总结.txt", "--text", "字")
    assert {path.name: path.read_text(encoding="utf-8")[0] for path in (tmp_path / "字").iterdir()} == {
        "总结.txt.txt": "甲",
        "总结.txt-2.txt": "乙",
        "总结.txt-3.txt": "丙",
    }
