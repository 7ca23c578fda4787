"""Forms in Word: filled where they stand, in the look that they have, with each figure's rows."""

import builtins
import io
import zipfile

import attrs
import docx
import pytest
from docx.shared import Pt, RGBColor
from shuangyong.forms.filling import fill
from shuangyong.model.problems import ProblemsFound
from shuangyong.report.explaining import explain


def test_expressions_are_filled_and_quotes_of_word_are_understood(filled_word):
    assert filled_word(
        "{{ 单位名称 }}{{ 年度 }}年",
        "体检{{ recruit_exam.examined|measured }}，合格{{ 征兵体检.合格人数 }}人。",
        "春节走访{{ visit.where(festival=“春节”).count }}次，三季度走访{{ 走访慰问.months(7, 9).count }}次。",
        "{% if enlistment %}征兵{% else %}没有征兵{% endif %}",
    ) == [
        "李沧区沧口湾医院2026年",
        "体检469人次，合格325人。",
        "春节走访1次，三季度走访2次。",
        "没有征兵",
    ]


def test_the_look_of_what_stands_there_is_kept(word_form, hospital, catalog):
    def dress(document):
        paragraph = document.paragraphs[0]
        run = paragraph.add_run("{{ recruit_")
        run.bold, run.font.size, run.font.color.rgb = True, Pt(22), RGBColor(200, 0, 0)
        paragraph.add_run("exam.examined }}").italic = True
        paragraph.add_run("人").underline = True
        document.styles["Normal"].font.name = "仿宋_GB2312"

    form = word_form("体检", dress=dress)
    document = docx.Document(io.BytesIO(fill(form, hospital, catalog).data))
    runs = [run for run in document.paragraphs[0].runs if run.text]
    assert [run.text for run in runs] == ["体检", "469", "人"]
    assert (runs[1].bold, runs[1].font.size, runs[1].font.color.rgb) == (True, Pt(22), RGBColor(200, 0, 0))
    assert runs[2].underline
    with (
        zipfile.ZipFile(io.BytesIO(form.data)) as before,
        zipfile.ZipFile(io.BytesIO(fill(form, hospital, catalog).data)) as now,
    ):
        assert before.read("word/theme/theme1.xml") == now.read("word/theme/theme1.xml")


def test_rows_of_a_table_headers_and_footers_are_filled(word_form, hospital, catalog):
    def dress(document):
        table = document.add_table(3, 2)
        table.cell(0, 0).text = "{%tr for row in 走访慰问 %}"
        table.cell(1, 0).text, table.cell(1, 1).text = "{{ row.date|day }}", "{{ row.people|measured }}"
        table.cell(2, 0).text = "{%tr endfor %}"
        document.sections[0].header.paragraphs[0].text = "{{ unit.name }}"
        document.sections[0].footer.paragraphs[0].text = "共{{ visit.count }}次"

    document = docx.Document(io.BytesIO(fill(word_form("表", dress=dress), hospital, catalog).data))
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["1月20日", "80人"],
        ["7月27日", "80人"],
        ["7月28日", "2人"],
    ]
    assert document.sections[0].header.paragraphs[0].text == "李沧区沧口湾医院"
    assert document.sections[0].footer.paragraphs[0].text == "共3次"


def test_what_is_filled_is_text_whatever_it_holds(word_form, hospital, catalog):
    unit = attrs.evolve(hospital.unit, name="<w:p/>&amp;\ue0a01\ue0a15\ue0a2{{ year }}")
    data = fill(word_form("{{ unit.name }}"), attrs.evolve(hospital, unit=unit), catalog).data
    assert docx.Document(io.BytesIO(data)).paragraphs[0].text == "<w:p/>&amp;15{{ year }}"


def test_each_figure_can_be_explained_and_one_that_was_changed_is_named(word_form, hospital, catalog, tmp_path):
    form = word_form("{{ year }}年体检{{ recruit_exam.examined }}人，走访{{ visit.count }}次")
    target = tmp_path / "filled.docx"
    target.write_bytes(fill(form, hospital, catalog).data)
    found = explain(target)
    assert [(one.figure.name, one.now, one.edited) for one in found] == [
        ("hospital.recruit_exam.examined", "469", False),
        ("core.visit.count", "3", False),
    ]
    assert [source.cell for source in found[0].figure.sources] == ["E5", "E6"]
    document = docx.Document(target)
    next(run for run in document.paragraphs[0].runs if run.text == "469").text = "470"
    document.save(target)
    assert [one.edited for one in explain(target)] == [True, False]


def test_a_form_with_properties_of_its_own_keeps_them_beside_the_record(word_form, hospital, catalog, tmp_path):
    first = fill(word_form("{{ visit.count }}"), hospital, catalog).data
    (tmp_path / "再用.docx").write_bytes(first)
    from shuangyong.forms.opening import open_form

    again = fill(open_form(tmp_path / "再用.docx"), hospital, catalog)
    assert [problem.code for problem in again.warnings] == ["form-without-expressions"]
    (tmp_path / "再用.docx").write_bytes(again.data)
    assert [one.figure.name for one in explain(tmp_path / "再用.docx")] == ["core.visit.count"]


def test_without_docxtpl_a_word_form_says_what_to_install(word_form, hospital, catalog, monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name == "docxtpl":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ProblemsFound) as refused:
        fill(word_form("{{ year }}"), hospital, catalog)
    assert "shuangyong[template]" in refused.value.problems[0].fix


@pytest.mark.slow
def test_libreoffice_prints_a_filled_form(word_form, hospital, catalog, rendered):
    data = fill(word_form("体检{{ recruit_exam.examined }}人"), hospital, catalog).data
    assert "体检469人" in rendered(data, "docx").texts[0].replace(" ", "")
