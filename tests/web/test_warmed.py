"""Workers have what they need before they are asked; a fault in getting it costs nothing."""

import pytest
from shuangyong.web import warmed
from shuangyong.web.examining import METHOD, apart, make_ready

_THERE = "[name for name in {names} if name in __import__('sys').modules]"
NAMES = [
    "shuangyong.narrative.reading.proposing",
    "shuangyong.narrative.proofreading.proofreading",
    "shuangyong.web.receiving",
    "shuangyong.workbook.marking",
]


@pytest.mark.skipif(METHOD != "forkserver", reason="elsewhere every worker begins anew")
def test_a_worker_has_the_readers_of_texts_and_ledgers_before_it_is_asked():
    make_ready()
    assert apart(eval, _THERE.format(names=NAMES)).result == NAMES


def test_what_cannot_be_warmed_is_left(monkeypatch):
    met = []
    monkeypatch.setattr(warmed, "look", lambda *given: met.append(given) or 1 / 0)
    warmed.warm(warmed.installed_for_figures())
    assert len(met) == 1
