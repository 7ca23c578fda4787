"""Pictures in a report: each below the paragraph that tells its row, which the sources of its figures name."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PureWindowsPath

import attrs

from ..model.ledgers import Ledger
from ..model.problems import Problem
from ..report.briefs.about import About
from ..report.briefs.fitting import HIGHEST as HIGHEST_OF_BRIEF
from ..report.briefs.fitting import fits
from ..report.discretion import discreet
from ..report.document import Block, Document, FigureRun, Heading, Inline, Picture, Pictures, Table
from ..workbook.submitting import cleared
from .index import title_of
from .inspecting import problem_of
from .numbering import Entry, Numbered
from .pictures import shown_picture
from .pieces import Piece, Place
from .refusing import Unusable

#: How many pictures a document shows of one row, below one paragraph, and in all; how high in millimetres.
OF_ROW, BELOW, IN_ALL, HIGHEST = 2, 4, 40, 60
#: The longest side in pixels: 300 dots an inch where two stand in a line.
_LONGEST = 1200
_IN_LINE = 2
#: What the names of pictures of papers say: they show names and numbers of persons, and no work.
_PAPERS = re.compile("签到|签收|签字|签名|名单|名册|登记|身份证|证件|病历|处方|发票|票据|凭证|收据|银行卡|存折")


@attrs.frozen(eq=False)
class Illustrated:
    """A document with its pictures.

    Attributes:
        document: The document.
        shown: How many pictures it shows.
        left_out: How many photographs it does not: too many, or of rows that no figure tells.
        problems: Why pictures could not be shown, at the cells that refer to them.
    """

    document: Document
    shown: int
    left_out: int
    problems: tuple[Problem, ...]


def with_room(about: About, found: Numbered) -> About:
    """Return what a brief is about, with room for pictures where photographs stand behind what it tells."""
    return attrs.evolve(about, pictured=bool(_photographs(found, about)))


def illustrated(document: Document, ledger: Ledger, found: Numbered, about: About | None = None) -> Illustrated:
    """Return a document with the photographs of the rows that its body tells, stripped, numbered 图1, 图2 … and named.

    Only activities have photographs: the pictures of 制度文件, 表彰奖励 and their like are of papers and certificates,
    which the index lists. Scans, and pictures whose names say that they are of papers (签到表, 名单 …), are not shown
    either: they name persons.

    Args:
        document: What was composed from the ledger.
        ledger: The ledger.
        found: Its evidence, numbered.
        about: What a brief is about: one line of pictures follows its text, if the page holds it.
    """
    waiting = _photographs(found, about)
    every = sum(map(len, waiting.values()))
    if about is None:
        gallery = _Gallery(ledger, most=IN_ALL, highest=HIGHEST)
        made = attrs.evolve(document, blocks=tuple(_between(document, ledger, gallery, waiting)))
    else:
        gallery = _Gallery(ledger, most=_IN_LINE, highest=HIGHEST_OF_BRIEF)
        made = attrs.evolve(document, blocks=(*document.blocks, *gallery.below([*waiting.values()])))
        if not fits(made):
            return Illustrated(document, 0, every, tuple(gallery.problems))
    return Illustrated(made, gallery.shown, every - gallery.shown, tuple(gallery.problems))


def _photographs(found: Numbered, about: About | None) -> Mapping[Place, list[Entry]]:
    """Return the photographs of activities by their rows, each once; for a brief, only of the rows that it tells."""
    rows = {(row.sheet, row.number) for row in about.rows} if about is not None else None
    own: dict[str, Entry] = {}
    for entry in found.entries:
        if entry.row.kind.is_activity and (rows is None or entry.place in rows) and _is_photograph(entry.piece):
            own.setdefault(entry.number, entry)
    waiting: dict[Place, list[Entry]] = {}
    for entry in own.values():
        waiting.setdefault(entry.place, []).append(entry)
    return waiting


def _between(
    document: Document, ledger: Ledger, gallery: "_Gallery", waiting: Mapping[Place, list[Entry]]
) -> Iterator[Block]:
    """Yield the blocks of a document, pictures below those that tell their rows."""
    told = _told(document, PureWindowsPath(ledger.file).name)
    for number, block in enumerate(document.blocks):
        yield block
        yield from gallery.below([waiting[place] for place in told.get(number, ()) if place in waiting])


class _Gallery:
    """Makes pictures of entries and counts them."""

    def __init__(self, ledger: Ledger, *, most: int, highest: int) -> None:
        bare = cleared(ledger)
        self._titles = {(row.sheet, row.number): discreet(title_of(row)) or row.kind.label for row in bare.ledger.rows}
        self._most, self._highest = most, highest
        self.shown = 0
        self.problems: list[Problem] = []

    def below(self, told: Sequence[Sequence[Entry]]) -> Iterator[Pictures]:
        """Yield the lines of pictures below a paragraph that tells these rows: the first of each row come first."""
        turns = itertools.zip_longest(*(entries[:OF_ROW] for entries in told))
        chosen = [entry for turn in turns for entry in turn if entry is not None]
        made = [*itertools.islice(self._made(chosen), BELOW)]
        for start in range(0, len(made), _IN_LINE):
            yield Pictures(tuple(made[start : start + _IN_LINE]), self._highest)

    def _made(self, entries: Sequence[Entry]) -> Iterator[Picture]:
        for entry in entries:
            if self.shown >= self._most:
                return
            try:
                copy = shown_picture(entry.piece.read(), _LONGEST)
            except (Unusable, OSError) as fault:
                self.problems.append(problem_of(entry, fault))
                continue
            self.shown += 1
            yield Picture(
                ordinal=self.shown,
                caption=self._titles[entry.place],
                content=copy.content,
                suffix=copy.suffix,
                width=copy.width,
                height=copy.height,
            )


def _is_photograph(piece: Piece) -> bool:
    return piece.format.group == "picture" and piece.format.suffix != ".tif" and not _PAPERS.search(piece.name)


def _told(document: Document, file: str) -> Mapping[int, list[Place]]:
    """Return which rows each block of the body tells, by its number.

    A row belongs to the block that tells it with the fewest others: an opening that counts all tells none.
    """
    of_blocks = [[*_places(block, file)] for block in document.blocks]
    nearest: dict[Place, int] = {}
    for number in sorted(range(len(of_blocks)), key=lambda number: len(of_blocks[number])):
        for place in of_blocks[number]:
            nearest.setdefault(place, number)
    return {number: [place for place in places if nearest[place] == number] for number, places in enumerate(of_blocks)}


def _places(block: Block, file: str) -> Iterator[Place]:
    """Yield the rows that the figures of a block come from, in the order of the text.

    Figures name their file without folders; last year's ledger has the same sheets.
    """
    if isinstance(block, Heading | Pictures):
        return
    runs: Iterator[Inline]
    if isinstance(block, Table):
        runs = (run for row in block.rows for cell in row for run in cell)
    else:
        runs = iter(block.content)
    seen: Mapping[Place, None] = dict.fromkeys(
        (source.sheet, int(number[0]))
        for run in runs
        if isinstance(run, FigureRun)
        for source in run.figure.sources
        if source.file == file and (number := re.search(r"\d+$", source.cell))
    )
    yield from seen
