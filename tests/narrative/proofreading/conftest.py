import pytest
from shuangyong.catalog import installed_for_figures
from shuangyong.narrative.extracted import Extracted, Piece
from shuangyong.narrative.language import analyse
from shuangyong.narrative.proofreading.proofreading import proofread


@pytest.fixture(scope="session")
def marked():
    """Proofread lines of text: ``marked("一行", "又一行")`` gives the flaws with what they mark, in order."""

    def mark(*lines, flaw=None, **options):
        extracted = Extracted.of("材料.txt", [Piece(text=line) for line in lines])
        analysis = analyse(extracted, options.get("year"))
        found = proofread(extracted, analysis, installed_for_figures(), **options)
        assert all(extracted.text[one.start : one.end] == one.quote for one in found)
        assert all(one.message.endswith(("。", "）")) and one.suggest for one in found)
        return [(one.flaw, one.quote) for one in found if flaw in (None, one.flaw)]

    return mark
