"""How rows refer to files: by name however it is spelt, by number, by folder, by wildcard, several in a cell."""

import openpyxl
import pytest
from shuangyong.examination import examine

FILES = (
    "八一慰问（现场、签到）.jpg", "IMG_0801.JPG", "03 义诊.jpg", "4-义诊.jpg", "05义诊.png",
    "联欢/甲.jpg", "联欢/乙.jpg", "图1.jpg", "没有后缀", "会议 签到 表.jpg",
)  # fmt: skip


@pytest.fixture
def full(desk):
    desk.files(*FILES)
    return desk


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("IMG_0801.JPG", ["IMG_0801.JPG"]),
        ("img_0801", ["IMG_0801.JPG"]),
        ("ＩＭＧ＿０８０１．ｊｐｇ", ["IMG_0801.JPG"]),
        ("会议签到表.jpg", ["会议 签到 表.jpg"]),
        ("《没有后缀》", ["没有后缀"]),
        ("没有后缀。", ["没有后缀"]),
        ("八一慰问(现场、签到)", ["八一慰问（现场、签到）.jpg"]),
        ("八一慰问（现场、签到）.jpg、IMG_0801.JPG", ["八一慰问（现场、签到）.jpg", "IMG_0801.JPG"]),
        ("IMG_0801；03 义诊\n没有后缀", ["IMG_0801.JPG", "03 义诊.jpg", "没有后缀"]),
        ("IMG_0801，没有后缀；", ["IMG_0801.JPG", "没有后缀"]),
        ("IMG_0801.JPG 没有后缀", ["IMG_0801.JPG", "没有后缀"]),
        ("3", ["03 义诊.jpg"]),
        ("照片3、照片4", ["03 义诊.jpg", "4-义诊.jpg"]),
        ("3-5", ["03 义诊.jpg", "4-义诊.jpg", "05义诊.png"]),
        ("３～５", ["03 义诊.jpg", "4-义诊.jpg", "05义诊.png"]),
        ("第3号至第4号".replace("第", "编号"), ["03 义诊.jpg", "4-义诊.jpg"]),
        ("图1", ["图1.jpg"]),
        ("联欢", ["联欢/乙.jpg", "联欢/甲.jpg"]),
        ("联欢/", ["联欢/乙.jpg", "联欢/甲.jpg"]),
        ("联欢\\甲.jpg", ["联欢/甲.jpg"]),
        ("甲", ["联欢/甲.jpg"]),
        ("*义诊.*", ["03 义诊.jpg", "05义诊.png", "4-义诊.jpg"]),
        ("img_08？？.jpg", ["IMG_0801.JPG"]),
        ("联欢/＊", ["联欢/乙.jpg", "联欢/甲.jpg"]),
    ],
)
def test_what_a_cell_says_is_found(full, text, names):
    assert full.of(text) == (names, set())


@pytest.mark.parametrize("text", ["IMG_0802.jpg", "9", "照片9", "义诊??.gif", "联谊/甲.jpg", "八一慰问"])
def test_what_is_not_there_is_told_with_its_cell(full, text):
    names, codes = full.of(text)
    assert (names, codes) == ([], {"missing-evidence"})
    problem = next(one for one in full.typed(text)[0].problems if one.code == "missing-evidence")
    assert (problem.severity, problem.place, problem.value) == ("error", "走访慰问!P5", text)


def test_a_missing_name_is_told_with_those_that_are_near(full):
    (problem,) = [one for one in full.typed("IMG_0810.JPG")[0].problems if one.code == "missing-evidence"]
    assert "“IMG_0801.JPG”" in problem.fix


def test_a_gap_in_a_range_is_told_and_the_others_are_found(full):
    names, codes = full.of("3-6")
    assert (len(names), codes) == (3, {"missing-evidence"})
    missing = [one.text for one in full.typed("3-6")[0].references if not one.exists]
    assert missing == ["6"]
    # One stretch is told once, however many numbers it has.
    found = full.typed("照片3-199")[0]
    assert [one.text for one in found.references if not one.exists] == ["照片6-199"]
    assert [problem.code for problem in found.problems].count("missing-evidence") == 1


def test_a_name_that_several_folders_have_is_a_warning_and_means_all(desk):
    desk.files("春节/1.jpg", "八一/1.jpg", "八一/2.jpg", "2.jpg")
    assert desk.of("1.jpg") == (["八一/1.jpg", "春节/1.jpg"], {"ambiguous-evidence"})
    assert desk.of("八一/1.jpg", "八一", "2.jpg") == (
        [["八一/1.jpg"], ["八一/1.jpg", "八一/2.jpg"], ["2.jpg"]],
        set(),
    )


@pytest.mark.parametrize("text", ["照片三张", "有", "见附件", "2026年活动照片"])
def test_words_that_describe_and_name_nothing_are_a_warning(full, text):
    names, codes = full.of(text)
    assert (names, codes) == ([], {"no-such-evidence"})
    assert {one.severity for one in full.typed(text)[0].problems} == {"warning"}


@pytest.mark.parametrize(
    "text",
    [
        "../秘密.jpg", "照片/../../秘密.jpg", "..\\秘密.jpg", "/etc/passwd", "C:\\照片\\1.jpg", "c:1.jpg",
        "\\\\server\\照片\\1.jpg",
        "file:///C:/1.jpg", "http://example.com/1.jpg", "CON", "nul.jpg", "照片/com1.txt", "．．／秘密.jpg",
    ],
)  # fmt: skip
def test_names_that_lead_elsewhere_are_refused(full, text):
    (full.folder / "秘密.jpg").write_bytes(b"secret")
    names, codes = full.of(text)
    assert (names, codes) == ([], {"unsafe-evidence"})


def test_a_pattern_of_many_stars_and_a_cell_of_many_parts_take_no_time(full):
    names, codes = full.of("*a" * 200, "、".join(["x"] * 4000), "甲" * 30000)
    assert names == [[], [], []]
    assert codes == {"missing-evidence", "no-such-evidence"}


def test_files_that_no_row_refers_to_and_files_of_equal_bytes_are_listed(desk, photo):
    same = photo(colour=(1, 2, 3))
    desk.files("甲.jpg", **{"乙.jpg": same, "丙.jpg": same})
    told = {problem.code: problem.message for problem in desk.typed("甲")[0].problems}
    assert set(told) == {"unreferred-evidence", "same-evidence"}
    assert "2 个文件" in told["unreferred-evidence"] and "丙.jpg" in told["unreferred-evidence"]
    assert "丙.jpg、乙.jpg" in told["same-evidence"]


def test_without_a_folder_names_are_one_problem_and_nothing_is_missing(desk):
    assert desk.of("a.jpg", "b.jpg") == ([[], []], {"no-evidence-folder"})
    (problem,) = desk.typed("a.jpg", "b.jpg")[0].problems
    assert "2 处" in problem.message


def test_a_row_without_evidence_has_none_and_that_is_no_problem(desk):
    desk.files("甲.jpg")
    names, codes = desk.of("甲", None)
    assert (names, codes) == ([["甲.jpg"], []], set())
    found, rows = desk.typed("甲", None)
    assert [any(one.exists for one in found.of(row)) for row in rows] == [True, False]


def test_a_ledger_whose_honours_have_no_such_column_is_read_without_a_word(desk, event, catalog):
    desk.write(event["honour"](date=event["date"](2026, 7, 28), honour="爱国拥军模范单位", collectives=1))
    before = examine(desk.path, catalog)
    book = openpyxl.load_workbook(desk.path)
    sheet = book["表彰奖励"]
    head = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "佐证材料")
    sheet.delete_cols(head.column)
    book.save(desk.path)
    examined = examine(desk.path, catalog)
    assert (examined.ok, examined.problems) == (True, before.problems)
    (row,) = examined.ledger.rows
    assert (row.record.honour, row.record.collectives, row.record.evidence) == ("爱国拥军模范单位", 1, None)


def test_private_numbers_in_names_are_masked_where_they_are_told(full):
    found, _ = full.typed("37021319800101001X.jpg")
    assert "37021319800101001X" not in str(found.problems)
