"""Finished files tell where their figures come from, and which of them somebody changed."""

import io
import re
import shutil
import subprocess
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from shuangyong import Visit
from shuangyong.model.problems import ProblemsFound
from shuangyong.report.compose import compose
from shuangyong.report.explaining import explain
from shuangyong.report.located import Located

FORMATS = ("docx", "html", "xlsx", "md")
RECORDS = [Visit(people=343, cash=Decimal("6450.5"), units_visited=3), Visit(people=57)]


@pytest.fixture
def document(port, ledger):
    catalog = port().catalog
    return compose(ledger(catalog, RECORDS, approx=("cash",)), catalog, "summary")


@pytest.fixture
def write(port, document, tmp_path):
    """Write the document in a format under a name that says nothing, and return the path."""
    catalog = port().catalog

    def to(written_format):
        path = tmp_path / "some file"
        path.write_bytes(catalog.renderer(written_format).render(document))
        return path

    return to


@pytest.fixture
def port(port):
    """Make the sector once."""
    made = port()
    return lambda: made


@pytest.mark.parametrize("written_format", FORMATS)
def test_every_format_tells_every_figure(write, document, written_format):
    explained = explain(write(written_format))
    assert tuple(one.figure for one in explained) == document.figures()
    assert not any(one.edited for one in explained)
    assert [one.now for one in explained] == [figure.text for figure in document.figures()]


def changed(path, before, after):
    """Change a file of text where it first says so; its record may say it again."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def edits(path):
    return [(one.figure.name, one.figure.text, one.now) for one in explain(path) if one.edited]


@pytest.mark.parametrize(
    ("typed", "now"), [("410", "410"), ("4000", "4000"), ("1400", "1400"), ("400.5", "400.5"), ("四百", "四百")]
)
def test_a_figure_changed_in_markdown_is_named(write, typed, now):
    path = write("md")
    changed(path, "慰问400人次，发放", f"慰问{typed}人次，发放")
    assert edits(path) == [("core.visit.people", "400", now)]


def test_a_figure_deleted_from_markdown_is_named(write):
    path = write("md")
    changed(path, "，慰问400人次，发放", "，发放")
    assert edits(path) == [("core.visit.people", "400", None)]


def test_words_changed_around_a_figure_do_not_matter(write):
    path = write("md")
    changed(path, "慰问400人次，发放", "看望慰问了400人次，共发放")
    text = path.read_text(encoding="utf-8")
    path.write_bytes(("开头多一行\n\n" + text).replace("\n", "\r\n").encode())
    assert edits(path) == []


def test_a_figure_changed_in_html_is_named(write):
    path = write("html")
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(<data [^>]*>)400(</data>)", r"\g<1>410\2", text, count=1), encoding="utf-8")
    assert edits(path) == [("core.activity.beneficiaries", "400", "410")]


def test_digits_typed_beside_a_figure_belong_to_it(write):
    path = write("html")
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(<span class=\"figure\"[^>]*><data [^>]*>400)", r"1\1", text, count=1), encoding="utf-8")
    assert edits(path) == [("core.activity.beneficiaries", "400", "1400")]


def test_a_figure_deleted_from_html_is_named(write):
    path = write("html")
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"<data [^>]*>400</data>", "", text, count=1), encoding="utf-8")
    assert edits(path) == [("core.activity.beneficiaries", "400", None)]


def resaved(path, change):
    """Change a workbook and save it as another program would."""
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    path.write_bytes(buffer.getvalue())


def test_a_number_changed_in_a_workbook_is_named(write):
    path = write("xlsx")

    def change(book):
        for row in book["统计表"].iter_rows():
            if row[1].value == "慰问人数":
                row[3].value = 401

    resaved(path, change)
    assert edits(path) == [("core.visit.people", "400", "401")]


def test_rows_put_into_a_workbook_do_not_matter(write):
    path = write("xlsx")
    resaved(path, lambda book: book["正文"].insert_rows(2))
    assert edits(path) == []


def test_what_people_are_told(write):
    path = write("md")
    changed(path, "慰问400人次，发放", "慰问410人次，发放")
    (one,) = [one for one in explain(path) if one.edited]
    number = one.figure.ordinal
    assert list(one.lines()) == [
        f"{number}. 走访慰问·慰问人数：400人次（core.visit.people）",
        "   已被改动：文件里现在是「410」",
        "   台账.xlsx 走访慰问!E4：343",
        "   台账.xlsx 走访慰问!E5：57",
    ]
    assert one.to_json() == {
        "ordinal": number,
        "figure": "core.visit.people",
        "label": "走访慰问·慰问人数",
        "text": "400",
        "amount": "400",
        "unit": "人次",
        "approx": False,
        "edited": True,
        "now": "410",
        "sources": [
            {"file": "台账.xlsx", "sheet": "走访慰问", "cell": "E4", "value": "343"},
            {"file": "台账.xlsx", "sheet": "走访慰问", "cell": "E5", "value": "57"},
        ],
    }


@pytest.mark.parametrize(
    "content", [b"", "# 总结\n".encode(), b"<!doctype html><p>1</p>", b"\xff\xfe\x00", b"\xd6\xd0"]
)
def test_a_file_without_a_record_is_refused(tmp_path, content):
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(ProblemsFound, match="没有数字出处记录"):
        explain(path)


def test_a_strangers_workbook_and_archive_are_refused(tmp_path):
    path = tmp_path / "x"
    openpyxl.Workbook().save(path)
    with pytest.raises(ProblemsFound, match="没有数字出处记录"):
        explain(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(ProblemsFound, match="没有数字出处记录"):
        explain(path)


@pytest.mark.parametrize("written_format", ["html", "md"])
def test_a_damaged_record_is_refused(write, written_format):
    path = write(written_format)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"figures":[', '"figures":[,'), encoding="utf-8")
    with pytest.raises(ProblemsFound, match="已损坏"):
        explain(path)


def test_a_damaged_workbook_is_refused(write):
    path = write("xlsx")
    resaved(path, lambda book: book["_溯源"].delete_cols(2))
    with pytest.raises(ProblemsFound, match="已损坏"):
        explain(path)


def test_places_survive_any_edit_elsewhere():
    located = Located("甲1乙22丙22", {1: (1, 2), 2: (3, 5), 3: (6, 8)})
    assert located.edited("开头甲1乙改22丙22结尾") == {}
    assert located.edited("甲1乙23丙22") == {2: "23"}
    assert located.edited("甲1丙22") == {2: ""}
    assert located.edited("") == {1: "", 2: "", 3: ""}
    assert Located.from_json(located.to_json()) == located


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice here")
def test_a_workbook_saved_again_by_libreoffice_still_tells(write, document, tmp_path):
    source = write("xlsx").rename(tmp_path / "summary.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    target = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "again")]
    command = ["soffice", profile, "--headless", *target, str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    explained = explain(tmp_path / "again" / "summary.xlsx")
    assert tuple(one.figure for one in explained) == document.figures()
    assert not any(one.edited for one in explained)
