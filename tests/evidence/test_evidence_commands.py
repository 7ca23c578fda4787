"""The commands a clerk types: evidence, submit to a zip, report with pictures; and the office that takes a zip in."""

import json
import zipfile

import pytest
from shuangyong.cli import main


@pytest.fixture
def run(capsysbinary, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def runner(*args):
        with pytest.raises(SystemExit) as stopped:
            main([str(arg) for arg in args])
        printed = capsysbinary.readouterr()
        return stopped.value.code, printed.out.decode(), printed.err.decode()

    return runner


def test_evidence_that_is_all_there(run, desk, event):
    desk.files("甲.jpg")
    desk.write(event["visit"]("甲"))
    code, out, err = run("evidence", "台账.xlsx", "-o", "目录.docx", "--copy", "副本")
    assert (code, "1 条记录有佐证材料，共 1 份" in out, "没有问题" in out) == (0, True, True)
    assert "涉军画面" in err
    assert (desk.folder / "目录.docx").read_bytes().startswith(b"PK")
    assert [path.name for path in sorted((desk.folder / "副本").iterdir())] == ["1-01.jpg", "校验值.txt"]


def test_evidence_tells_programs_everything(run, desk, event):
    desk.files("甲.jpg", "多余.jpg")
    desk.write(event["visit"]("甲、没有.jpg"))
    code, out, _ = run("evidence", "台账.xlsx", "--format", "json")
    said = json.loads(out)
    assert code == 1
    assert {key: said[key] for key in ("file", "folder", "ok", "missing", "unreferred")} == {
        "file": "台账.xlsx",
        "folder": "佐证材料",
        "ok": False,
        "missing": [{"sheet": "走访慰问", "row": 5, "text": "没有.jpg"}],
        "unreferred": ["多余.jpg"],
    }
    (one,) = said["evidence"]
    assert (one["number"], one["name"], one["type"], one["in_ledger"]) == ("1-01", "甲.jpg", "照片", False)
    assert len(one["sha256"]) == 64
    assert {problem["code"] for problem in said["problems"]} == {"missing-evidence", "unreferred-evidence"}


def test_evidence_in_a_folder_that_is_named(run, desk, event, tmp_path):
    desk.write(event["visit"]("甲"))
    (tmp_path / "别处").mkdir()
    (tmp_path / "别处" / "甲.txt").write_text("x")
    assert run("evidence", "台账.xlsx")[0] == 1
    code, out, _ = run("evidence", "台账.xlsx", "--evidence", "别处")
    assert (code, "文件夹“别处”" in out) == (0, True)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("evidence", "台账.xlsx", "-o", "目录.xlsx"), ".docx 或 .html"),
        (("evidence", "台账.xlsx", "--copy", "佐证材料/副本"), "副本不能放进"),
        (("evidence", "台账.xlsx", "--copy", "."), "已有文件"),
        (("evidence", "台账.xlsx", "--evidence", "没有"), "没有"),
        (("submit", "台账.xlsx", "-o", "上报.xlsx", "--evidence", "佐证材料"), "写成 .zip"),
        (("submit", "台账.xlsx", "-o", "上报.pdf"), ".xlsx"),
    ],
)
def test_wrong_usage_is_told(run, desk, event, args, said):
    desk.files("甲.jpg")
    desk.write(event["visit"]("甲"))
    code, _, err = run(*args)
    assert (code, said in err) == (2, True), err


def test_submit_with_evidence_and_without(run, desk, event):
    desk.files("甲.jpg")
    desk.write(event["visit"]("甲"))
    code, _, err = run("submit", "台账.xlsx", "-o", "上报.xlsx")
    assert (code, "请写成 .zip" in err) == (0, True)
    code, _, err = run("submit", "台账.xlsx", "-o", "上报.zip")
    assert (code, "带上了 1 份佐证材料" in err, "涉军画面" in err) == (0, True, True)
    with zipfile.ZipFile(desk.folder / "上报.zip") as archive:
        assert archive.namelist()[0] == "上报.xlsx"


def test_a_package_is_not_made_where_evidence_is_missing(run, desk, event):
    desk.files("甲.jpg")
    desk.write(event["visit"]("甲、乙.jpg"))
    code, _, err = run("submit", "台账.xlsx", "-o", "上报.zip")
    assert (code, "「乙.jpg」在文件夹里没有" in err) == (1, True)
    assert not (desk.folder / "上报.zip").exists()


def test_the_office_takes_the_ledger_out_of_a_package_and_leaves_the_evidence(run, desk, event, tmp_path):
    """Workbooks among the evidence are no ledgers, and no faults either."""
    import openpyxl

    desk.files("甲.jpg")
    book = openpyxl.Workbook()
    book.active["A1"] = "名单"
    book.save(desk.evidence / "名单.xlsx")
    desk.write(event["visit"]("甲、名单"))
    assert run("submit", "台账.xlsx", "-o", "收到/上报.zip")[0] == 1  # the folder is not there
    (tmp_path / "收到").mkdir()
    assert run("submit", "台账.xlsx", "-o", "收到/上报.zip")[0] == 0
    code, out, _ = run("collect", "库", "收到", "--format", "json")
    said = json.loads(out)
    assert code == 0
    assert [entry["file"] for entry in said["accepted"]] == ["收到/上报.zip/上报.xlsx"]
    assert said["skipped"] == ["收到/上报.zip/佐证材料"]
    with zipfile.ZipFile(tmp_path / "收到" / "上报.zip") as archive:
        archive.extractall(tmp_path / "解开")
    code, out, _ = run("collect", "库", "解开")
    assert (code, "没有变化 1" in out, "1 份上报带着佐证材料" in out) == (0, True, True), out


def test_a_report_with_pictures(run, desk, event):
    desk.files("甲.jpg", "多余.jpg")
    desk.write(event["visit"]("甲"))
    code, _, err = run("report", "台账.xlsx", "-o", "总结.html", "--pictures")
    assert (code, "配了 1 张照片" in err, "涉军画面" in err, "多余.jpg" in err) == (0, True, True, True)
    assert "<figcaption>图1 走访慰问</figcaption>" in (desk.folder / "总结.html").read_text(encoding="utf-8")
    assert run("report", "台账.xlsx", "-o", "没有.html")[0] == 0
    assert "<img" not in (desk.folder / "没有.html").read_text(encoding="utf-8")


def test_a_report_whose_pictures_are_missing_is_written_and_exits_with_1(run, desk, event, tmp_path):
    desk.write(event["visit"]("甲.jpg"))
    (tmp_path / "空").mkdir()
    code, _, err = run("report", "台账.xlsx", "-o", "总结.html", "--pictures", "--evidence", "空")
    assert (code, "1 处错误" in err, (desk.folder / "总结.html").exists()) == (1, True, True), err
    code, _, err = run("report", "台账.xlsx", "-o", "另.html", "--pictures", "--evidence", "没有")
    assert (code, "不存在" in err, (desk.folder / "另.html").exists()) == (2, True, False), err


def test_what_only_bears_the_name_of_a_picture_is_an_error(run, desk, event):
    desk.files(**{"网页.jpg": b"<html>", "合同.pdf": b"<html>"})
    desk.write(event["visit"]("网页、合同"))
    code, out, _ = run("evidence", "台账.xlsx")
    assert (code, out.count("错误")) == (1, 3)
    assert "「网页.jpg」图片已损坏或不完整，打不开。" in out and "「合同.pdf」PDF 文件已损坏或不完整，打不开。" in out


def test_a_brief_says_that_there_is_no_picture_or_that_more_were_there(run, desk, event):
    desk.files("甲.jpg", "乙.jpg", "丙.jpg")
    desk.write(event["visit"]("甲、乙、丙", 28), event["visit"](None, 5, title="看望烈属"))
    brief = ("report", "台账.xlsx", "-o", "简报.docx", "--kind", "brief", "--pictures")
    code, _, err = run(*brief, "--row", "走访慰问！６")
    assert (code, "没有配照片：所写的活动，“佐证材料”里没有照片" in err) == (0, True)
    code, _, err = run(*brief, "--month", "7")
    assert (code, "配了 2 张照片，另有 1 张没有配：简报只有一页，最多配两张" in err) == (0, True)
