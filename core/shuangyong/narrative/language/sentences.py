"""Sentences, clauses and the numbers that enumerations give them."""

import re
from collections.abc import Iterator

import attrs

from ...model.numerals import chinese
from .analysis import NO_MARKS, Clause, Item

#: Short quotations and brackets are not cut, unless a quotation is a sentence of its own (“……。”).
_WHOLE = (
    r"“[^\n“”]{0,80}(?<![。！？!?])”|（[^\n（）]{0,80}）|\([^\n()]{0,80}\)|《[^\n《》]{0,80}》|[“（(《]"
    r"|(?<=\d)[,:](?=\d{2,3}(?!\d))"
)
_CLAUSE = re.compile(
    rf"(?:[^\n。！？!?；;，,：:\t“（(《]++|{_WHOLE})*+(?:[，,：:\t]|[。！？!?；;]+[”’」』）)]*|(?=\n)|\Z)"
)
_COMMAS = frozenset("，,：:\t")

_FEW = "[一二三四五六七八九十]{1,3}"
_NUMBERED = re.compile(
    rf"""[ \t\u3000]*(?:\#{{1,6}}[ \t\u3000]*)?(?:[-*•][ \t\u3000]+)?(?:
    (?P<both>[（(])[ ]?(?:(?P<both_words>{_FEW})|(?P<both_digits>\d{{1,2}}))[ ]?[）)][、.．]?
    |第(?P<part>{_FEW}|\d{{1,2}})(?P<part_name>[章节编条篇](?![^\s：:、]{{0,3}}[款项])|部分|块(?=[，,：:])|方面(?=[，,：:])|(?=[，,、]))[，,、：:]?
    |(?P<whether>{_FEW})(?P<verb>是|要(?!求|素|点|害))
    |(?P<words>{_FEW})[、.．](?!{_FEW}[年月日级])
    |(?P<digits>\d{{1,2}})(?:、|[.．](?!\d{{1,3}}(?!\d))|[）)])
    |(?P<circle>[①-⑳])
    )""",
    re.VERBOSE,
)
_MAY_NUMBER = frozenset("#-*• \u3000（(第一二三四五六七八九十0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")


@attrs.frozen
class Piece:
    """A sentence that nothing is known of but where it is cut.

    Attributes:
        paragraph: Which line it stands in, from 0.
        opens: Whether it is the first of its line.
        closes: Whether it is the last of its line.
    """

    start: int
    end: int
    clauses: tuple[Clause, ...]
    paragraph: int
    opens: bool
    closes: bool


def cut(text: str) -> Iterator[Piece]:
    """Yield the sentences of a folded text, without blank lines."""
    clauses: list[Clause] = []
    line, opens = 0, True
    for match in _CLAUSE.finditer(text):
        start, end = match.span()
        if start == end:  # before every line feed and at the very end
            line, opens = line + 1, True
            continue
        item = item_at(text, start, inside=bool(clauses)) if text[start] in _MAY_NUMBER else None
        clauses.append(Clause(start, end, NO_MARKS, item))
        closes = text[end : end + 1] in ("\n", "")
        if closes or text[end - 1] not in _COMMAS:
            yield Piece(clauses[0].start, end, tuple(clauses), line, opens, closes)
            clauses, opens = [], False


def item_at(text: str, start: int, *, inside: bool = False) -> Item | None:
    """Return the number that a clause opens with; ``inside`` a sentence 3、 and 二、 are numbers of other things."""
    match = _NUMBERED.match(text, start)
    if match is None or (inside and (match["digits"] or match["words"])):
        return None
    name, said = match.lastgroup, match.group()
    left = start + len(said) - len(said.lstrip(" \t\u3000#-*•"))
    if match["both"]:
        value = match["both_words"] or match["both_digits"]
        style = "（一）" if match["both_words"] else "（1）"
    elif match["part"]:
        value, style = match["part"], f"第一{match['part_name']}"
    elif match["whether"]:
        value, style = match["whether"], f"一{match['verb']}"
    elif name == "words":
        value, style = match["words"], "一、"
    elif name == "digits":
        value, style = match["digits"], "1）" if said[-1] in "）)" else "1."
    else:
        value, style = str(ord(match["circle"]) - ord("①") + 1), "①"
    number = int(value) if value.isdigit() else chinese(value)
    return None if number is None else Item(left, match.end(), style, number)
