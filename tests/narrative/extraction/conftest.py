"""Documents made for the tests, and their lines once they are read."""

import io
import re
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from shuangyong.model.problems import ProblemsFound
from shuangyong.narrative.extraction import extract

NAMES = (
    nsdecls("w", "a", "wp")
    + ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
NAMES += ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'


@pytest.fixture
def lines(tmp_path):
    """Read a document given as bytes, text or a python-docx document; return the lines of its text."""

    def read(content, name="总结.docx"):
        return extract(saved(tmp_path / name, content)).text.splitlines()

    return read


@pytest.fixture
def refusal(tmp_path):
    """Read what cannot be read; return the one problem."""

    def read(content, name="总结.docx"):
        with pytest.raises(ProblemsFound) as found:
            extract(saved(tmp_path / name, content))
        (problem,) = found.value.problems
        assert problem.severity == "error" and problem.message and problem.fix
        assert found.value.file == str(tmp_path / name)
        return problem

    return read


@pytest.fixture
def word():
    """Return a python-docx document whose body holds the given markup."""

    def made(*markup):
        document = docx.Document()
        body = document.element.body
        for one in markup:
            body.insert(len(body) - 1, parse_xml(re.sub("^<[a-z:A-Z]+", rf"\g<0> {NAMES}", one)))
        return document

    return made


def saved(path, content):
    if isinstance(content, str):
        path.write_text(content, encoding="utf-8")
    elif isinstance(content, bytes):
        path.write_bytes(content)
    else:
        content.save(path)
    return path


@pytest.fixture
def changed():
    """Return the bytes of a document with some members of its package replaced, added or (None) taken away."""
    return rewritten


def rewritten(content, parts):
    buffer = io.BytesIO()
    content.save(buffer)
    out = io.BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        kept = {name: old.read(name) for name in old.namelist()} | parts
        for name, data in kept.items():
            if data is not None:
                new.writestr(name, data)
    return out.getvalue()
