"""Every kind and measure of the vocabulary as offices say it, and what only looks like a figure."""

from collections import Counter
from pathlib import Path

import attrs
import pytest
from shuangyong.catalog import installed_for_figures
from shuangyong.narrative.language import analyse
from shuangyong.narrative.reading.proposals import Reading
from shuangyong.narrative.reading.proposing import propose

YEAR = 2026
#: What tells figures: each kind as it is mostly told, each sector's, in other words, and in the manner of each office.
TELLING = ("core.txt", "sectors.txt", "other_words.txt", "offices.txt")
SENTENCES = Path(__file__).with_name("sentences")


@attrs.frozen
class Said:
    """A sentence of a sector (None: of an unknown one), and the figures that it tells, each as often as it does."""

    sector: str | None
    text: str
    figures: tuple[str, ...]

    def __str__(self) -> str:
        return self.text[:24]


def said(name: str) -> list[Said]:
    """Return the sentences of a file: 行业 | 句子 | 种类.指标=值 …; ``-`` is no sector."""
    lines = (SENTENCES / name).read_text(encoding="utf-8").splitlines()
    rows = ([part.strip() for part in line.split("|")] for line in lines if line and not line.startswith("#"))
    return [Said(None if sector == "-" else sector, text, tuple(figures.split())) for sector, text, figures in rows]


def read(text: str, sector: str | None = None) -> Reading:
    """Return what a text proposes."""
    return propose(analyse(text, YEAR), installed_for_figures(), sector)


def figures(reading: Reading) -> Counter[tuple[str, float]]:
    """Return the measures that are proposed, with their values; ``count`` is left out: it has no column."""
    return Counter(
        (f"{proposal.kind}.{field}", float(value))
        for proposal in reading.proposals
        for field, value in proposal.fields.items()
        if field != "count" and not isinstance(value, str) and not hasattr(value, "year")
    )


def told(one: Said) -> Counter[tuple[str, float]]:
    """Return the figures that a sentence is said to tell."""
    return Counter((name, float(value)) for name, _, value in (figure.partition("=") for figure in one.figures))


@pytest.mark.parametrize("one", [one for file in TELLING for one in said(file)], ids=str)
def test_a_sentence_tells_its_figures_and_no_other(one):
    assert figures(read(one.text, one.sector)) == told(one)


@pytest.mark.parametrize("one", said("negatives.txt"), ids=str)
def test_what_is_no_deed_of_the_year_is_no_figure(one):
    assert not figures(read(one.text, one.sector))


def test_every_measure_of_every_kind_is_told_in_some_sentence():
    """A measure that no sentence here tells has words that nobody tried."""
    tried = {name for file in TELLING for one in said(file) for name, _ in told(one)}
    own = {
        f"{kind.name}.{field.id}"
        for kind in installed_for_figures().kinds.values()
        for field in (*kind.measures[1:], *kind.ratios)
        if field.id in kind.own and not kind.abstract
    }
    assert own <= tried, sorted(own - tried)
