"""Click's own words are Chinese, and the compiled catalogue is the written one's."""

import gettext
import io
from pathlib import Path

import pytest
import shuangyong.cli

FOLDER = Path(shuangyong.cli.__file__).parent / "locale/zh_CN/LC_MESSAGES"


def test_the_compiled_messages_are_those_written():
    pofile = pytest.importorskip("babel.messages.pofile")
    mofile = pytest.importorskip("babel.messages.mofile")
    compiled = io.BytesIO()
    with (FOLDER / "shuangyong.po").open("rb") as written:
        mofile.write_mo(compiled, pofile.read_po(written, locale="zh_CN"))
    compiled.seek(0)
    with (FOLDER / "shuangyong.mo").open("rb") as shipped:
        ours, theirs = gettext.GNUTranslations(compiled)._catalog, gettext.GNUTranslations(shipped)._catalog
    assert {text: ours[text] for text in ours if text} == {text: theirs[text] for text in theirs if text}
