"""Numbers and the index: by pillar and kind, each piece once, nothing in it that may not leave the unit."""

import datetime

import pytest
from shuangyong.evidence.index import HEADER, index_document
from shuangyong.evidence.inspecting import inspected
from shuangyong.evidence.numbering import numbered
from shuangyong.report.document import Heading, Table, plain

TODAY = datetime.date(2026, 12, 10)


@pytest.fixture
def listed(desk, catalog):
    def make(*records):
        desk.write(*records)
        ledger = desk.ledger()
        found = desk.found()
        return ledger, found, numbered(found, ledger, catalog)

    return make


def lines(document):
    return [
        [plain(cell) for cell in row] for block in document.blocks if isinstance(block, Table) for row in block.rows
    ]


def test_numbers_follow_the_index_and_a_shared_piece_has_one(desk, event, listed):
    desk.files("甲.jpg", "乙.jpg", "丙.jpg", "丁.jpg")
    _, _, found = listed(
        event["visit"]("甲、乙"),
        event["visit"]("乙、丙、甲", 29),
        event["education"](
            date=event["date"](2026, 9, 18), title="竞赛", form="知识竞赛", participants=3, evidence="丁、丙"
        ),
    )
    told = [(entry.number, entry.row.kind.label, entry.piece.name, entry.again) for entry in found.entries]
    assert told == [
        ("1-01", "国防教育活动", "丁.jpg", False),
        ("1-02", "国防教育活动", "丙.jpg", False),
        ("2-01", "走访慰问", "甲.jpg", False),
        ("2-02", "走访慰问", "乙.jpg", False),
        ("2-02", "走访慰问", "乙.jpg", True),
        ("1-02", "走访慰问", "丙.jpg", True),
        ("2-01", "走访慰问", "甲.jpg", True),
    ]
    assert [entry.number for entry in found.once] == ["1-01", "1-02", "2-01", "2-02"]


def test_a_hundred_pieces_have_numbers_that_sort_as_texts(desk, event, listed):
    desk.files(*(f"{number:03d}.jpg" for number in range(105)))
    _, _, found = listed(event["visit"]("*"))
    numbers = [entry.number for entry in found.entries]
    assert (numbers[0], numbers[-1]) == ("1-001", "1-105")
    assert numbers == sorted(numbers)


def test_the_index_lists_every_piece_with_its_row(desk, event, listed):
    desk.files("甲.jpg")
    desk.put("通知.txt", b"x" * 3000)
    ledger, found, numbers = listed(event["visit"]("甲、通知"))
    document = index_document(ledger, numbers, inspected(numbers).extents, today=TODAY)
    assert document.title == "某某县人民医院2026年双拥工作台账目录"
    assert (document.issuer, document.date) == ("某某县人民医院", TODAY)
    headings = [block.number + plain(block.content) for block in document.blocks if isinstance(block, Heading)]
    assert headings == ["一、军民共建"]
    photo, paper = found.pieces
    assert lines(document) == [
        ["1-01", "7月28日", "走访慰问", "甲.jpg", "照片 1\xa0KB", photo.sha256[:8]],
        ["1-02", "7月28日", "走访慰问", "通知.txt", "文本文件 3\xa0KB", paper.sha256[:8]],
    ]
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert (table.caption, table.header) == ("走访慰问", HEADER)
    text = "".join(plain(block.content) for block in document.blocks if not isinstance(block, Table))
    assert "共登记佐证材料2份（照片1份、文本文件1份），为台账1条记录的佐证" in text
    assert "涉军画面" in text and "不识别画面内容" in text


def test_papers_honours_and_publicity_are_listed_under_their_kinds(desk, event, listed):
    desk.files("奖牌.jpg", "简报.jpg", "红头.jpg")
    day = event["date"](2026, 7, 28)
    ledger, _, numbers = listed(
        event["publicity"](date=day, form="信息简报", items=1, evidence="简报"),
        event["honour"](date=day, honour="爱国拥军模范单位", evidence="奖牌"),
        event["document"](date=event["date"](2025, 6, 8), title="双拥工作制度", evidence="红头"),
    )
    document = index_document(ledger, numbers, {}, today=TODAY)
    assert [block.caption for block in document.blocks if isinstance(block, Table)] == ["制度文件", "表彰奖励", "宣传"]
    assert [line[:4] for line in lines(document)] == [
        ["1-01", "2025年6月8日", "双拥工作制度", "红头.jpg"],
        ["2-01", "7月28日", "爱国拥军模范单位", "奖牌.jpg"],
        ["3-01", "7月28日", "信息简报", "简报.jpg"],
    ]


def test_an_index_without_evidence_says_so(listed, event):
    ledger, _, numbers = listed(event["visit"](None))
    document = index_document(ledger, numbers, {}, today=TODAY)
    assert "没有登记佐证材料" in plain(document.blocks[0].content)
    assert lines(document) == []


def test_nothing_private_stands_in_the_index(desk, event, listed):
    desk.files("欧阳建国签收单.jpg", "37021319800101001X.jpg", "第31师合影.jpg")
    ledger, _, numbers = listed(
        event["visit"]("*", title="走访慰问欧阳建国", partner="塔山英雄团"),
        event["person"](name="欧阳建国", category="残疾军人"),
    )
    said = str(index_document(ledger, numbers, {}, today=TODAY))
    for secret in ("欧阳建国", "37021319800101001X", "第31师", "塔山英雄团"):
        assert secret not in said, secret
    assert "［已隐去］签收单.jpg" in said


def test_every_damaged_piece_is_told_at_the_cell_that_refers_to_it(desk, event, listed, photo):
    desk.put("坏.jpg", photo(size=(400, 400))[:900])
    desk.put("空.jpg", b"")
    desk.put("坏.pdf", b"%PDF-1.7 x")
    desk.put("苹果.heic", b"\0\0\0\x18ftypheic" + bytes(200))
    desk.put("录像.mp4", b"\0\0\0\x18ftypmp42" + bytes(200))
    _, _, numbers = listed(event["visit"]("坏.jpg、空.jpg、坏.pdf、苹果、录像"))
    problems = inspected(numbers).problems
    assert {problem.place for problem in problems} == {"走访慰问!P5"}
    told = {problem.value: (problem.severity, problem.code) for problem in problems}
    assert told == {
        "坏.jpg": ("error", "unusable-evidence"),
        "空.jpg": ("error", "unusable-evidence"),
        "坏.pdf": ("error", "unusable-evidence"),
        "苹果.heic": ("warning", "evidence-not-copied"),
    }


def test_a_file_that_went_away_meanwhile_is_a_problem_and_no_traceback(desk, event, listed):
    desk.files("甲.jpg")
    ledger, _, numbers = listed(event["visit"]("甲"))
    (desk.evidence / "甲.jpg").unlink()
    (problem,) = inspected(numbers).problems
    assert "打不开" in problem.message
    assert lines(index_document(ledger, numbers, {}, today=TODAY))[0][-1] == ""
