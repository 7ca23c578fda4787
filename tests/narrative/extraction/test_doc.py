"""Old Word documents, with the extra ``doc`` and without it."""

import shutil
import subprocess
import sys

import docx
import pytest


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice here")
@pytest.mark.parametrize("name", ["a.doc", "a.docx"])
def test_a_doc_has_the_text_of_its_docx(name, tmp_path, lines):
    document = docx.Document()
    document.add_heading("一、慰问", 1)
    document.add_paragraph("慰问军属8户，发放慰问金1.2万元。")
    document.add_table(1, 2).cell(0, 1).text = "义诊"
    document.save(tmp_path / "old.docx")
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "doc", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "old.docx")], check=True, capture_output=True, timeout=300)
    assert lines((tmp_path / "old.doc").read_bytes(), name) == lines((tmp_path / "old.docx").read_bytes(), "b.docx")


def test_without_the_extra_its_installation_is_told(monkeypatch, refusal):
    monkeypatch.setitem(sys.modules, "doc2docx", None)
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "WordDocument".encode("utf-16-le")
    problem = refusal(data, "a.doc")
    assert problem.code == "no-doc-reader" and 'pip install "shuangyong[doc]"' in problem.fix
