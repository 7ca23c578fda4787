import json

import docx
import pytest
from click.testing import CliRunner
from shuangyong.catalog import installed_for_figures
from shuangyong.cli.commands import shuangyong
from shuangyong.model.problems import ProblemsFound
from shuangyong.workbook.samples import sample_ledger
from shuangyong.workbook.writing import ledger_bytes


@pytest.fixture
def run():
    def invoke(*words):
        result = CliRunner().invoke(shuangyong, ["proofread", *map(str, words)], standalone_mode=False)
        if result.exception:
            raise result.exception
        return result.return_value, result.stdout

    return invoke


@pytest.fixture
def flawed(tmp_path):
    document = docx.Document()
    document.add_paragraph("2026年双拥工作总结")
    document.add_paragraph("8月12日，我院组织征兵体检，体检应征青年334名，合格xx名。")
    document.save(tmp_path / "总结.docx")
    return tmp_path / "总结.docx"


def test_findings_are_listed_with_their_places(run, flawed):
    code, told = run(flawed)
    assert code == 1
    assert "没有填的空 1" in told and "「xx名」" in told and "改法：" in told


def test_a_clean_document_is_told_so(run, tmp_path):
    clean = tmp_path / "总结.txt"
    clean.write_text("2026年双拥工作总结\n我院走访慰问军属，开展共建活动。\n", encoding="utf-8")
    code, told = run(clean)
    assert (code, told.strip()) == (0, f"{clean}：没有发现问题。")


def test_programs_get_every_key(run, flawed):
    code, told = run(flawed, "--format", "json")
    answer = json.loads(told)
    assert code == 1 and answer["file"] == str(flawed)
    assert [[*one] for one in answer["findings"]] == [["flaw", "quote", "start", "end", "message", "suggest"]]
    assert answer["findings"][0]["quote"] == "xx名"


def test_figures_are_compared_with_a_ledger(run, flawed, tmp_path):
    catalog = installed_for_figures()
    (tmp_path / "台账.xlsx").write_bytes(ledger_bytes(catalog, sample_ledger(catalog, "hospital", 2026)))
    code, told = run(flawed, "--ledger", tmp_path / "台账.xlsx")
    assert code == 1 and "343名" in told and "征兵体检!" in told


def test_comments_are_written_into_the_sender_s_document(run, flawed, tmp_path):
    run(flawed, "--mark", tmp_path / "校对.docx")
    comments = docx.Document(tmp_path / "校对.docx").comments
    assert len([*comments]) == 1


def test_the_document_itself_is_never_written_over(run, flawed):
    with pytest.raises(Exception, match="不能写到"):
        run(flawed, "--mark", flawed)


def test_an_unknown_sector_is_refused_with_the_known_ones(run, flawed):
    with pytest.raises(Exception, match="没有名为「港口」的行业"):
        run(flawed, "--sector", "港口")


def test_a_ledger_of_another_year_is_refused_unless_it_is_meant(run, flawed, tmp_path):
    other = tmp_path / "2027.xlsx"
    catalog = installed_for_figures()
    other.write_bytes(ledger_bytes(catalog, sample_ledger(catalog, "hospital", 2027)))
    with pytest.raises(ProblemsFound, match="材料写的是2026年，台账“2027"):
        run(flawed, "--ledger", other)
    assert run(flawed, "--ledger", other, "--year", "2027")[0] == 1
