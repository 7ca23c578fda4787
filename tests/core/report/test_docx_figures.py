"""Figures keep their cells in a Word file, and one that was edited by hand shows."""

import datetime
import io
import json
import re
import zipfile
from decimal import Decimal

import pytest
from shuangyong.model.problems import ProblemsFound
from shuangyong.report.document import Document, Figure, FigureRun, Heading, Paragraph, Source, Table, Text
from shuangyong.report.docx import render_docx
from shuangyong.report.docx_figures import read_docx_figures, read_docx_record
from shuangyong.report.provenance import figures_from_json, figures_to_json


def figure(ordinal, text, file="台账.xlsx"):
    sources = tuple(Source(file, "征兵体检", f"C{row}", f"{text}名") for row in (3, 4))
    return Figure(
        ordinal=ordinal,
        name="hospital.recruit_exam.examined",
        label="征兵体检·体检人数",
        text=text,
        amount=Decimal("12000.50"),
        unit="人",
        approx=text.startswith("约"),
        sources=sources,
    )


FIGURES = (figure(1, "343"), figure(2, "约500"), figure(3, "1.2万"), figure(4, "8"))


def make(figures=FIGURES, ledgers=(("台账.xlsx", "0" * 64),)):
    first, second, third, fourth = map(FigureRun, figures)
    return Document(
        kind="summary",
        title="2026年双拥工作总结",
        issuer="滨海市第一人民医院",
        date=datetime.date(2026, 12, 5),
        blocks=(
            Heading(3, "1.", (first, Text("名青年上站体检"))),
            Paragraph((Text("服务"), second, Text("人、"), third, Text("元。"))),
            Table("表1", ("人数",), (((fourth,),),), numeric=(0,)),
        ),
        ledgers=ledgers,
    )


def edited(data, old, new, part="word/document.xml"):
    """Return the file with a part changed, as another program would have saved it."""
    source, buffer = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                changed = re.sub(old.encode(), new.encode(), content)
                assert changed != content
                content = changed
            target.writestr(name, content)
    return buffer.getvalue()


def now(data):
    return [text for _, text in read_docx_figures(data)]


@pytest.fixture(scope="module")
def written():
    return render_docx(make())


def test_every_figure_comes_back_with_its_cells(written, tmp_path):
    assert read_docx_figures(written) == [(each, each.text) for each in FIGURES]
    path = tmp_path / "总结.docx"
    path.write_bytes(written)
    assert read_docx_figures(path) == read_docx_figures(written)


def test_the_record_names_the_ledgers_with_their_hashes(written):
    assert json.loads(read_docx_record(written))["ledgers"] == [["台账.xlsx", "0" * 64]]


def test_a_figure_edited_by_hand_shows(written):
    assert now(edited(written, ">343<", ">433<")) == ["433", "约500", "1.2万", "8"]


def test_a_digit_typed_right_after_a_figure_is_a_part_of_it(written):
    assert now(edited(written, ">名青年", ">0名青年"))[0] == "3430"


def test_a_fraction_typed_right_after_a_figure_is_a_part_of_it(written):
    assert now(edited(written, ">名青年", ">.5名青年"))[0] == "343.5"


def test_a_digit_typed_right_before_a_figure_is_a_part_of_it(written):
    assert now(edited(written, ">服务<", ">服务1<"))[1] == "1约500"


def test_the_number_of_a_heading_is_no_part_of_the_figure_after_it(written):
    assert now(written)[0] == "343"


def test_neighbouring_figures_do_not_run_together():
    one, two = figure(1, "12"), figure(2, "34")
    document = Document(
        kind="brief",
        title="简报",
        issuer="院办",
        date=datetime.date(2026, 1, 1),
        blocks=(Paragraph((FigureRun(one), FigureRun(two))),),
    )
    assert now(render_docx(document)) == ["12", "34"]


def test_a_figure_whose_bookmark_is_gone_has_no_text(written):
    assert now(edited(written, '<w:bookmarkStart w:id="2"[^>]*/>', "")) == ["343", None, "1.2万", "8"]


def test_a_figure_split_over_runs_is_read_whole(written):
    assert now(edited(written, ">约500</w:t></w:r>", ">约5</w:t></w:r><w:r><w:t>00</w:t></w:r>"))[1] == "约500"


def test_tracked_changes_count_as_made(written):
    change = '<w:del w:id="90" w:author="a"><w:r><w:delText>343</w:delText></w:r></w:del>'
    change += '<w:ins w:id="91" w:author="a"><w:r><w:t>345</w:t></w:r></w:ins>'
    assert now(edited(written, "<w:r>(?:(?!</w:r>).)*>343</w:t></w:r>", change))[0] == "345"


@pytest.mark.slow
def test_the_record_survives_libreoffice(written, resaved):
    assert read_docx_figures(resaved(written, "docx")) == read_docx_figures(written)


@pytest.mark.slow
def test_an_edit_shows_after_libreoffice_saved_it(written, resaved):
    assert now(resaved(edited(written, ">1.2万<", ">1.3万<"), "docx"))[2] == "1.3万"


@pytest.mark.parametrize("folder", ["/home/li/", "C:\\Users\\li\\", "\\\\server\\share\\"])
def test_no_folder_ever_travels(folder):
    document = make(tuple(figure(n, "8", f"{folder}台账.xlsx") for n in range(1, 5)), ((f"{folder}台账.xlsx", "0"),))
    record = read_docx_record(render_docx(document))
    assert record == figures_to_json(document)
    assert not any(part in record for part in ("home", "Users", "server", "share"))
    assert {source.file for each in figures_from_json(record) for source in each.sources} == {"台账.xlsx"}


def test_amounts_stay_exact():
    (back,) = {each.amount for each in figures_from_json(figures_to_json(make()))}
    assert str(back) == "12000.50"


def test_pieces_of_the_record_are_short_enough_for_word():
    many = tuple(figure(n, str(n * 7919)) for n in range(1, 300))
    document = Document(
        kind="table",
        title="表",
        issuer="院办",
        date=datetime.date(2026, 1, 1),
        blocks=(Paragraph(tuple(map(FigureRun, many))),),
    )
    data = render_docx(document)
    stored = zipfile.ZipFile(io.BytesIO(data)).read("docProps/custom.xml").decode()
    pieces = re.findall(r"<vt:lpwstr>(.*?)</vt:lpwstr>", stored)
    assert len(pieces) > 10
    assert max(map(len, pieces)) <= 255
    assert [each for each, _ in read_docx_figures(data)] == list(many)


def code(data):
    with pytest.raises(ProblemsFound) as caught:
        read_docx_figures(data)
    return caught.value.problems[0].code


def test_a_file_without_a_record_is_named(written):
    assert code(edited(written, 'name="shuangyong', 'name="other', "docProps/custom.xml")) == "no-provenance"


@pytest.mark.parametrize("piece", [">!!!!<", ">QUJD<", "><"])
def test_a_damaged_record_is_named(written, piece):
    assert code(edited(written, ">[A-Za-z0-9+/=]{100,}<", piece, "docProps/custom.xml")) == "damaged-provenance"


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04rubbish"])
def test_what_is_no_word_file_is_named(data):
    assert code(data) == "not-a-docx"


def test_a_record_with_a_document_that_is_no_xml_is_named(written):
    assert code(edited(written, "<w:body>", "<w:bdy>")) == "not-a-docx"


@pytest.mark.parametrize("place", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_file_damaged_anywhere_is_named_not_crashed_on(written, place):
    start = int(len(written) * place)
    data = written[:start] + b"\xff" * 40 + written[start + 40 :]
    try:
        read_docx_figures(data)
    except ProblemsFound as problems:
        assert problems.problems[0].code in {"not-a-docx", "damaged-provenance", "no-provenance"}  # noqa: PT017


def test_entities_never_grow(written):
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "9999999999"><!ENTITY y "&x;&x;&x;&x;">]>'
    data = edited(written, r"<\?xml[^>]*\?>", bomb)
    assert now(edited(data, ">343<", ">343&y;<"))[0] == "343"


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", "{}", '{"format":2,"ledgers":[],"figures":[]}', '{"format":1,"ledgers":[1],"figures":[]}'],
)
def test_json_that_is_no_record_is_named(text):
    with pytest.raises(ProblemsFound) as caught:
        figures_from_json(text)
    assert caught.value.problems[0].code == "damaged-provenance"


def test_a_record_whose_amount_is_no_number_is_named():
    with pytest.raises(ProblemsFound):
        figures_from_json(figures_to_json(make()).replace("12000.50", "abc"))
