"""How long `read` and `proofread` take over text: out of the file, taken apart, proposed or proofread; one process.

Run: ``.venv/bin/python bench/narrative.py [MEGABYTES] [ROUNDS]``

Two texts: reports of the sample ledgers, in which a figure stands every twenty characters, denser than any document
offices keep; and the same with as much plain prose between their paragraphs as old summaries have (a figure every
136 characters; in 33 real texts one stands every 254).
"""

import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

from shuangyong.catalog import installed
from shuangyong.narrative.extraction import extract
from shuangyong.narrative.language import analyse
from shuangyong.narrative.proofreading.proofreading import proofread
from shuangyong.narrative.reading.proposing import propose
from shuangyong.report.compose import compose
from shuangyong.report.document import Table, plain
from shuangyong.workbook.samples import sample_ledger

#: Megabytes of UTF-8 a second.
GOAL = 1.0
YEAR = 2026

#: What such documents say between their figures.
PROSE = (
    "各科室把双拥工作同业务工作一起部署、一起检查，主要负责同志亲自过问，分管同志具体抓落实，形成了齐抓共管的局面。",
    "大家认为，没有巩固的国防就没有安定的环境，支持部队建设、关心军人军属是每个单位和每名职工应尽的责任。",
    "我们注意听取部队和军属的意见，能当场答复的当场答复，需要协调的列出清单、明确专人、限时办结，事后回访。",
    "在重要节日前后，组织干部职工学习有关法规和政策，讲身边的拥军故事，使爱国拥军成为风气。",
    "对生活有困难的退役军人，做到情况清、底子明，平时多走动，遇事有人管，把关心落到实处。",
    "军地双方常来常往，互相学习，互相支持，驻地官兵也把驻地当故乡，为群众做了许多好事。",
)


def reports(catalog):
    """Return the paragraphs of every sector's sample report."""
    documents = (
        compose(sample_ledger(catalog, sector, YEAR), catalog, "summary") for sector in sorted(catalog.samples)
    )
    blocks = (block for document in documents for block in document.blocks if not isinstance(block, Table))
    return [f"{getattr(block, 'number', '')}{plain(block.content)}" for block in blocks]


def text_of(paragraphs, size):
    """Return paragraphs again and again, a title first, until they fill so many bytes."""
    lines, filled = ["某单位双拥工作总结"], 0
    for line in cycle(paragraphs):
        lines.append(line)
        filled += len(line.encode()) + 1
        if filled >= size:
            break
    return "\n".join(lines)


def with_prose(paragraphs):
    """Return the paragraphs, plain prose behind each."""
    prose = cycle("".join(PROSE[start:] + PROSE[:start]) for start in range(len(PROSE)))
    for paragraph in paragraphs:
        yield paragraph
        yield next(prose)


def read(path, catalog):
    """Read a file as the command does; return its analysis and what it proposes."""
    analysis = analyse(extract(path), None)
    return analysis, propose(analysis, catalog).proposals


def proof(path, catalog):
    """Proofread a file as the command does; return its analysis and what is marked in it."""
    extracted = extract(path)
    analysis = analyse(extracted, None)
    return analysis, proofread(extracted, analysis, catalog)


def timed(work, path, catalog, rounds):
    """Return the fewest seconds that a work took, its analysis, and how much it found."""
    took = []
    for _ in range(rounds):
        start = time.process_time()
        analysis, found = work(path, catalog)
        took.append(time.process_time() - start)
    return min(took), analysis, len(found)


def main():
    size = int(float(sys.argv[1] if len(sys.argv) > 1 else 1) * 1_000_000)
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    catalog = installed()
    paragraphs = reports(catalog)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        for name, lines in (("reports", paragraphs), ("reports with prose", [*with_prose(paragraphs)])):
            text = text_of(lines, size)
            path.write_text(text, encoding="utf-8")
            for work in (read, proof):
                took, analysis, found = timed(work, path, catalog, rounds)
                speed = path.stat().st_size / 1_000_000 / took
                numbers = sum(len(sentence.quantities) for sentence in analysis.sentences)
                print(
                    f"{name:18} {work.__name__:5} {speed:5.2f} MB/s   a figure every {len(text) / numbers:.0f} "
                    f"characters, {found} found   goal {GOAL}   {'met' if speed >= GOAL else 'MISSED'}"
                )


if __name__ == "__main__":
    main()
