"""Breaking a title by sense into lines that make a trapezium or a diamond (GB/T 9704-2012, 7.3.1)."""

import itertools
import math
import re
from collections.abc import Iterable, Iterator

from .widths import width

LINE = 19.5
"""How many characters of 2号 type (22 pt) fit the 156 mm of a line: 20, less the room that some programs leave
on both sides of a number."""

_MOST_WEIGHED = 4  # lines; more than that are filled one after the other, for no title should be so long

# A year or a span with what belongs to it: 2026年度, 2026年上半年, 2026年第三季度, 2023—2026年, 二〇二六年八月.
_N = "[0-9０-９〇零一二三四五六七八九十]"
_TO = "[—－~～-]"
_DATE = (
    rf"{_N}{{2,4}}(?:{_TO}{_N}{{2,4}})?年(?:度)?"
    rf"(?:[上下]半年|第?{_N}{{1,2}}季度|{_N}{{1,2}}(?:{_TO}{_N}{{1,2}})?月(?:份)?(?:{_N}{{1,3}}日)?)?"
)
# Words that a line may begin with. What no rule knows is taken for part of a name and stays whole.
_HEADS = (
    "关于|进一步|认真|做好|加强|深入|开展|推进|落实|表彰|印发|组织|申报|争创|创建|"
    "双拥(?:模范[城县]?|共建|宣传)?|拥军优属|拥政爱民|军民共建|军政军民|退役军人|优抚(?:安置|对象)?|"
    "走访慰问|国防教育|征兵(?:体检)?|烈士褒扬|先进(?:单位|个人|集体)"
)
_PAPERS = "总结|计划|要点|方案|简报|报告|通报|通知|意见|办法|决定|请示|函|统计表|汇总表|一览表|登记表|台账|清单|名单"
_TAILS = rf"(?:工作|活动|情况|任务|目标)*(?:{_PAPERS})"
# Words that close a phrase: they stay with what stands before them.
_CLOSERS = "工作|活动|情况|任务|目标|的|暨"
_WORD = re.compile(f"{_HEADS}|{_TAILS}|{_CLOSERS}")
_ENCLOSED = "《[^》]*》|“[^”]*”|（[^）]*）|〔[^〕]*〕"
_NUMBER = r"第?[0-9０-９]+(?:[.．][0-9０-９]+)?[^\W\d]?|[A-Za-z]+"
_TOKEN = re.compile(f"{_ENCLOSED}|{_DATE}|{_NUMBER}|{_WORD.pattern}|.", re.DOTALL)
# Whoever issues the document stands first, before 关于 or the year.
_ISSUER = re.compile(rf"(?!关于).+?(?=关于|{_DATE})")
_BODIES = re.compile(r".+?(?:街道办事处|街道|社区|委员会|[省市区县旗州盟乡镇村局院])|.+")
_JOINS_BEFORE = re.compile(rf"{_CLOSERS}|[、，。；：？！）》”〕·—（〔]")
_WEAK_START = re.compile(_TAILS)


def break_title(title: str, names: Iterable[str] = (), line: float = LINE) -> tuple[str, ...]:
    """Return a title in as few lines as hold it, broken between words.

    Args:
        title: The title, in one line.
        names: Names of units that must stay whole where they occur.
        line: The longest line, in Chinese characters; two letters or digits count as one.
    """
    title = " ".join(title.split())
    if width(title) <= line:
        return (title,)
    pieces = [part for piece in _pieces(title, names) for part in _fitting(piece, line)]
    for count in range(math.ceil(width(title) / line), min(len(pieces), _MOST_WEIGHED) + 1):
        choices = [choice for choice in _ways(pieces, count) if max(map(width, choice)) <= line]
        if choices:
            return min(choices, key=_unsightliness)
    return tuple(_filled(pieces, line))


def _pieces(title: str, names: Iterable[str]) -> list[str]:
    """Return what must not be torn apart, in order."""
    pieces: list[str] = []
    loose = False  # whether the last piece is a run of characters that no rule knows, so that more may join it
    for token, known in _tokens(title, names):
        listed = bool(pieces) and pieces[-1].endswith("、")  # the next of a list may begin a line
        if pieces and ((loose and not known and not listed) or _JOINS_BEFORE.match(token)):
            pieces[-1] += token
        else:
            pieces.append(token)
        loose = not known
    return pieces


def _tokens(title: str, names: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Yield the words, dates, numbers, names and single characters of a title, and whether a rule knows each."""
    issuer = _ISSUER.match(title)
    whole = {issuer.group()} if issuer and width(issuer.group()) <= LINE else set()
    longest_first = sorted(filter(None, {*whole, *names}), key=lambda name: (-len(name), name))
    parts = re.split(f"({'|'.join(map(re.escape, longest_first))})", title) if longest_first else [title]
    for index, part in enumerate(parts):
        if index % 2:
            yield part, True
        else:
            yield from ((token, len(token) > 1 or bool(_WORD.match(token))) for token in _TOKEN.findall(part))


def _fitting(piece: str, line: float) -> Iterator[str]:
    """Yield a piece; one longer than a line, a very long name, by its places and bodies."""
    if width(piece) <= line:
        yield piece
        return
    for part in _BODIES.findall(piece):
        yield from _even(part, line)


def _even(piece: str, line: float) -> Iterator[str]:
    """Yield equal parts that fit a line each: there is no better place to cut."""
    for count in itertools.count(math.ceil(width(piece) / line)):
        size = math.ceil(len(piece) / count)
        parts = [piece[start : start + size] for start in range(0, len(piece), size)]
        if max(map(width, parts)) <= line or size == 1:
            yield from parts
            return


def _ways(pieces: list[str], count: int) -> Iterator[tuple[str, ...]]:
    """Yield every way of laying the pieces on so many lines."""
    for cuts in itertools.combinations(range(1, len(pieces)), count - 1):
        bounds = (0, *cuts, len(pieces))
        yield tuple("".join(pieces[start:end]) for start, end in itertools.pairwise(bounds))


def _filled(pieces: list[str], line: float) -> Iterator[str]:
    """Yield lines, each as full as the pieces allow."""
    current = ""
    for piece in pieces:
        if current and width(current + piece) > line:
            yield current
            current = ""
        current += piece
    yield current


def _unsightliness(lines: tuple[str, ...]) -> float:
    """Return how far lines are from a trapezium or a diamond, and from breaks that read well."""
    widths = [width(line) for line in lines]
    uneven = max(widths) - min(widths)
    shrinking = 3 if widths[0] > widths[1] else 0
    hourglass = sum(10 for a, b, c in zip(widths, widths[1:], widths[2:], strict=False) if a > b < c)
    stubs = sum(10 for each in widths if each < 4)
    weak = sum(2 for line in lines[1:] if _WEAK_START.match(line))
    return uneven + shrinking + hourglass + stubs + weak
