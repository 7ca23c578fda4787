"""Findings put into a Word document, and what is then found in it."""

import zipfile

import attrs
import pytest
from lxml import etree
from shuangyong.narrative.extraction import extract
from shuangyong.narrative.marking.commenting import comment_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@attrs.frozen
class Remark:
    start: int
    end: int
    message: str
    suggest: str = ""


@attrs.frozen
class Marked:
    """A marked document: its comments as (text marked, said), by reading its XML."""

    path: object

    def part(self, name):
        with zipfile.ZipFile(self.path) as archive:
            return etree.fromstring(archive.read(name))

    def comments(self):
        said = {
            entry.get(f"{W}id"): [("".join(p.itertext())) for p in entry.iter(f"{W}p")]
            for entry in self.part("word/comments.xml")
        }
        return [(spanned(self.part("word/document.xml"), number), text) for number, text in said.items()]


def spanned(root, number):
    """Return the characters between a comment's start and its end; both and the reference must be there."""
    inside, words = False, []
    assert len([one for one in root.iter(f"{W}commentReference") if one.get(f"{W}id") == number]) == 1
    for entry in root.iter():
        if entry.get(f"{W}id") == number and entry.tag == f"{W}commentRangeStart":
            inside = True
        elif entry.get(f"{W}id") == number and entry.tag == f"{W}commentRangeEnd":
            return "".join(words)
        elif inside and entry.tag == f"{W}t":
            words.append(entry.text or "")
    raise AssertionError(f"comment {number} does not end")


@pytest.fixture
def marked(tmp_path):
    """Mark quotes of a python-docx document's text; the text stays what it was."""

    def mark(document, *quotes, remarks=()):
        source, target = tmp_path / "稿.docx", tmp_path / "批注.docx"
        document.save(source)
        text = extract(source).text
        found = [Remark(text.index(quote), text.index(quote) + len(quote), f"看{quote}", "改") for quote in quotes]
        comment_docx(source, [*found, *remarks], target)
        assert extract(target) == attrs.evolve(extract(source), file=str(target))
        return Marked(target)

    return mark


@pytest.fixture
def remark():
    """What is said of a place: start, end, message, suggestion."""
    return Remark
